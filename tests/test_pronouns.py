"""Whom 'he' and 'she' mean."""

from __future__ import annotations

import pytest
from extracted import names, reading

OPENING = "Village news\n\n"


def meant(text: str) -> list[tuple[str, str]]:
    """Each pronoun with the person that it means."""
    told = reading(OPENING + text)
    named = names(told)
    spans = [(OPENING + text)[m.start : m.end] for m in told.mentions if not m.named]
    people = [named[m.body] for m in told.mentions if not m.named]
    return list(zip(spans, people, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pan Guilan, 47, sews. She is quick.", [("She", "Pan Guilan")]),
        ("Peng Hua, 52, grows rice. His field is small.", [("His", "Peng Hua")]),
        (
            "Pan Guilan, a mother of two, sews. Peng Hua, a man of 52, grows rice. She is quick and he is slow.",
            [("She", "Pan Guilan"), ("he", "Peng Hua")],
        ),
        ("Pan Guilan's husband, Peng Hua, grows rice. He is slow.", [("He", "Peng Hua")]),
        (
            "Peng Hua, 52, grows rice. Pan Guilan, who lives above him, sews. She is quick.",
            [("him", "Peng Hua"), ("She", "Pan Guilan")],
        ),
        ("Peng Hua hired Pan Guilan. He pays well.", [("He", "Peng Hua")]),
    ],
)
def test_resolve_pronouns_finds_the_person(text: str, expected: list[tuple[str, str]]) -> None:
    assert meant(text) == expected


def test_resolve_pronouns_leaves_quoted_ones_alone() -> None:
    assert meant('Peng Hua smiled. "He is a good man," he said.') == [("he", "Peng Hua")]


def test_resolve_pronouns_finds_nobody_where_nobody_was_named() -> None:
    assert meant("She is quick.") == []


def test_resolve_pronouns_forgets_a_person_far_back() -> None:
    assert meant("Peng Hua grows rice. " + "The sun shone on the hills. " * 60 + "He is slow.") == []
