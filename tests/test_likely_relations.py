"""Relations that no rule tells."""

from __future__ import annotations

import pytest

from extract import likely_relations
from extract.documents import from_text
from extract.draft import Draft
from extract.language import parse
from extract.likely_relations import ENDS, SYMMETRIC, find_likely, pairs
from extract.pipeline import identified
from extract.records import Property

TOLD = "Langao County stands hand in hand with Pingli County."
MODEL = {Property.COOPERATES_WITH: {"bias": -2.0, "terms": {"ab hand": 9.0}}}


def _draft(text: str) -> Draft:
    document = from_text(f"Village news\n\n{text}", date="2021-06")
    return identified(document, parse(document.text))


def _found(draft: Draft, told: list | None = None) -> list[tuple[str, Property, str]]:
    names = {e.id: e.label for e in draft.entities.values()}
    return [(names[f.subject], f.predicate, names[f.object]) for f in find_likely(draft, told or [])]


@pytest.fixture(autouse=True)
def _weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_relations, "_MODEL", MODEL)


def test_a_likely_pair_is_told_once_with_its_sentence() -> None:
    draft = _draft(f"{TOLD} The winters are long.")
    assert _found(draft) == [("Langao County", Property.COOPERATES_WITH, "Pingli County")]
    (fact,) = find_likely(draft, [])
    (place,) = fact.evidence
    assert draft.document.text[place.start : place.end] == TOLD


@pytest.mark.parametrize(
    "text",
    [
        "Langao County is drier than Pingli County.",
        TOLD.replace("stands", "does not stand"),
        TOLD.replace("stands", "plans to stand"),
        TOLD.replace("hand in hand", "hand in hand and no former hand"),
    ],
)
def test_what_is_unlikely_or_not_told_as_done_is_no_fact(text: str) -> None:
    assert _found(_draft(text)) == []


def test_what_a_rule_tells_is_not_told_again() -> None:
    draft = _draft(TOLD)
    assert _found(draft, find_likely(draft, [])) == []


def test_pairs_join_what_a_property_can_join() -> None:
    draft = _draft("Peng Hua of Langao County met Li Guizhi at the Hekou Tea Cooperative in Pingli County.")
    found = list(pairs(draft))
    assert {Property.WORKS_FOR, Property.LIVES_IN, Property.COOPERATES_WITH} <= {p for p, *_ in found}
    for predicate, one, two, features in found:
        subjects, objects = ENDS[predicate]
        assert draft.kind(one.body) in subjects and draft.kind(two.body) in objects
        assert predicate not in SYMMETRIC or one.start < two.start
        assert features and not any("langao" in f.lower() or "peng" in f.lower() for f in features)
