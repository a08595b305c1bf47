"""Measures in wordings that no pattern foresees."""

from __future__ import annotations

import pytest
from extracted import programs

from extract import likely_measures
from extract.documents import from_text
from extract.language import parse
from extract.likely_measures import find_measures, likely_types, terms
from extract.measures import measures_by_pattern
from extract.pipeline import identified
from extract.wordings import TYPES

OPENING = "Village news\n\n"


def _draft(text: str):
    document = from_text(text, date="2021-06")
    return identified(document, parse(document.text))


LIKELY = "Langao County lets panels on the roof turn the sun into income for each household."


def test_a_wording_without_a_pattern_tells_its_type() -> None:
    draft = _draft(OPENING + LIKELY)
    sentence = list(draft.doc.sents)[-1]
    assert list(measures_by_pattern(draft, sentence)) == []
    assert [(m.type, m.likely) for m in find_measures(draft)[sentence.start]] == [("photovoltaic", True)]
    assert ("Langao County", "photovoltaic") in programs(OPENING + LIKELY)


@pytest.mark.parametrize(
    "text",
    [
        "Langao County lies between two rivers and its winters are long.",
        LIKELY.replace("lets", "will let"),
        LIKELY.replace("lets", "did not let"),
        LIKELY.replace(".", ""),
    ],
)
def test_what_is_not_told_as_done_is_no_measure(text: str) -> None:
    assert programs(OPENING + text) == set()


def test_what_a_relative_clause_tells_as_done_is_a_measure_whatever_is_said_of_it() -> None:
    told = LIKELY.replace("Langao County lets", "Qiu Meizhen would rather speak of Langao County, which lets")
    assert ("Langao County", "photovoltaic") in programs(OPENING + told)


def test_beside_the_nouns_of_its_type_a_wording_must_be_all_but_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = _draft(OPENING + LIKELY)
    monkeypatch.setattr(likely_measures, "types_named", lambda *_: {"photovoltaic"})
    monkeypatch.setattr(likely_measures, "likely_types", lambda _, s: {"photovoltaic": (0.9, s.root)})
    assert not any(find_measures(draft).values())
    monkeypatch.setattr(likely_measures, "likely_types", lambda _, s: {"photovoltaic": (0.96, s.root)})
    assert any(find_measures(draft).values())


def test_unlikely_words_overrule_a_pattern_only_in_a_long_sentence_that_tells_its_type_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def told(text: str) -> set[str]:
        draft = _draft(OPENING + text)
        return {m.type for found in find_measures(draft).values() for m in found if not m.likely}

    monkeypatch.setattr(likely_measures, "likely_types", lambda _, s: dict.fromkeys(TYPES, (0.0, s.root)))
    short = "Langao County built nine kindergartens for children of herders."
    long = short.replace(" built", ", where winters are long, roads steep and fields narrow, built")
    assert told(short) == {"education"}
    assert "education" not in told(long)
    assert "education" in told(long.replace(" for", " and waived tuition for"))


def test_a_line_without_a_full_stop_tells_if_it_has_a_verb_and_words_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = _draft(OPENING + LIKELY.replace(".", " and each hamlet with steep narrow fields"))
    monkeypatch.setattr(likely_measures, "PLENTY", 9)
    assert any(find_measures(draft).values())
    monkeypatch.setattr(likely_measures, "PLENTY", 99)
    assert not any(find_measures(draft).values())


def test_a_likely_wording_yields_to_a_pattern_elsewhere_in_the_text() -> None:
    draft = _draft(f"{OPENING}Langao County built 32 photovoltaic power stations. {LIKELY}")
    told = [m for measures in find_measures(draft).values() for m in measures]
    assert {m.likely for m in told if m.type == "photovoltaic"} == {False}


def test_of_wordings_less_than_likely_the_likeliest_of_the_text_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(text: str) -> list[str]:
        draft = _draft(OPENING + text)
        return [m.token.sent.text.strip() for found in find_measures(draft).values() for m in found]

    weaker = LIKELY.replace("turn the sun into", "bring")
    monkeypatch.setattr(likely_measures, "LIKELY", 1.1)
    assert told(LIKELY) == [LIKELY]
    assert told(weaker) == [weaker]
    assert told(f"{weaker} {LIKELY}") == [LIKELY]
    monkeypatch.setattr(likely_measures, "LIKELIEST", 1.1)
    assert told(LIKELY) == []


def test_likelihoods_are_told_for_every_type_with_a_word_of_the_sentence() -> None:
    draft = _draft(f"{OPENING}Langao County trained 640 farmers.")
    sentence = list(draft.doc.sents)[-1]
    likely = likely_types(terms(draft, sentence), sentence)
    assert set(likely) == set(TYPES)
    assert all(0 <= likelihood <= 1 and token in sentence for likelihood, token in likely.values())
    assert max(likely, key=lambda kind: likely[kind][0]) == "skills-training"


def test_terms_hold_kinds_for_names_and_a_sign_for_numbers() -> None:
    draft = _draft(f"{OPENING}Langao County trained 640 farmers.")
    found = {term for term, _ in terms(draft, list(draft.doc.sents)[-1])}
    assert {"PLACE", "train", "#", "farmer", "PLACE train", "train ~ farmer"} <= found
    assert not any("langao" in term.lower() or "640" in term for term in found)
