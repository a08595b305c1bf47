"""The shipped language pipeline: offline, small, and cutting sentences as this genre writes them."""

from __future__ import annotations

from typing import Any

import pytest
import srsly

from extract.language import MODEL, load_language


def sentences(text: str) -> list[str]:
    return [s.text.strip() for s in load_language()(text).sents if s.text.strip()]


def test_model_ships_with_the_package_and_is_small() -> None:
    assert MODEL.parent.name == "extract"
    assert sum(p.stat().st_size for p in MODEL.rglob("*") if p.is_file()) < 20_000_000


def test_the_lemmatizer_can_look_up_every_string_its_trees_name() -> None:
    nlp = load_language()
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    nodes: Any = srsly.msgpack_loads(lemmatizer.trees.to_bytes())
    named = {node[key] for node in nodes["trees"] for key in ("orig", "subst") if node.get(key)}
    assert named
    assert [h for h in named if h not in nlp.vocab.strings] == []


def test_load_language_loads_once_a_process() -> None:
    assert load_language() is load_language()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The road opened. Trucks came.", ["The road opened.", "Trucks came."]),
        ("Tea sells well! Who buys it? Shops do.", ["Tea sells well!", "Who buys it?", "Shops do."]),
        ("A new road\n\nTrucks came", ["A new road", "Trucks came"]),
        ("It cost 3.5 million yuan. 40 men built it.", ["It cost 3.5 million yuan.", "40 men built it."]),
        (
            "Lanxi Tea Co., Ltd. opened a shop. It sells tea.",
            ["Lanxi Tea Co., Ltd. opened a shop.", "It sells tea."],
        ),
        (
            'He said, "The tea is good. The price is fair." Then he left.',
            ['He said, "The tea is good.', 'The price is fair."', "Then he left."],
        ),
        ('"We were poor." said the grower. He laughed.', ['"We were poor." said the grower.', "He laughed."]),
        ("“We were poor.” “Now we earn.”", ["“We were poor.”", "“Now we earn.”"]),
        ("It was late (past ten.) She went home.", ["It was late (past ten.)", "She went home."]),
        ('They walked to school."It was far," she said.', ["They walked to school.", '"It was far," she said.']),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_quotation_mark_glued_to_a_full_stop_is_a_token() -> None:
    assert [t.text for t in load_language()('school."It')] == ["school", ".", '"', "It"]


def test_no_text_at_all_has_no_sentence() -> None:
    assert sentences("") == []
