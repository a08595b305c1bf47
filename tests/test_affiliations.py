"""What people and bodies side by side are told to be to each other."""

from __future__ import annotations

import pytest
from extracted import facts, reading

from extract.affiliations import find_affiliations
from extract.language import load_language
from extract.pipeline import identified
from extract.records import Document, Property

OPENING = "Village news\n\n"
TOLD = (Property.WORKS_FOR, Property.HOLDS_POST_IN, Property.FOUNDED)


def found(text: str) -> set[tuple[str, str, str]]:
    text = OPENING + text
    draft = identified(Document(text=text), load_language()(text))
    named = {i: e.label for i, e in draft.entities.items()}
    return {(named[f.subject], f.predicate.value, named[f.object]) for f in find_affiliations(draft)}


@pytest.mark.parametrize(
    ("text", "property"),
    [
        ("Pan Guilan of the Greenhill Shoe Factory sews.", "worksFor"),
        ("Pan Guilan, 47, found a job at the Greenhill Shoe Factory.", "worksFor"),
        ("Pan Guilan was hired by the Greenhill Shoe Factory.", "worksFor"),
        ("Pan Guilan joined the Greenhill Shoe Factory.", "worksFor"),
        ("Pan Guilan earns 2,350 yuan a month at the Greenhill Shoe Factory.", "worksFor"),
    ],
)
def test_find_affiliations_reads_who_belongs_to_a_firm(text: str, property: str) -> None:
    assert found(text) == {("Pan Guilan", property, "Greenhill Shoe Factory")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Greenhill Shoe Factory employs Pan Guilan.", ("Pan Guilan", "worksFor", "Greenhill Shoe Factory")),
        (
            "The Greenhill Shoe Factory, run by Pan Guilan, is new.",
            ("Pan Guilan", "worksFor", "Greenhill Shoe Factory"),
        ),
        (
            "The Greenhill Shoe Factory, set up in 2016 by villager Pan Guilan, is new.",
            ("Pan Guilan", "founded", "Greenhill Shoe Factory"),
        ),
        (
            "Pan Guilan of the Langao County Labor Bureau came.",
            ("Pan Guilan", "holdsPostIn", "Langao County Labor Bureau"),
        ),
    ],
)
def test_find_affiliations_reads_both_orders(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == {expected}
    assert expected in facts(OPENING + text, *TOLD)


@pytest.mark.parametrize(
    "text",
    [
        "Pan Guilan hopes to find a job at the Greenhill Shoe Factory.",
        "Pan Guilan never joined the Greenhill Shoe Factory.",
        "Pan Guilan walked past the Greenhill Shoe Factory.",
        "The Greenhill Shoe Factory would hire Pan Guilan.",
        "Pan Guilan came.\n\nThe Greenhill Shoe Factory is new.",
    ],
)
def test_find_affiliations_finds_none_where_none_is_told(text: str) -> None:
    assert found(text) == set()


def test_an_affiliation_has_its_sentence() -> None:
    text = OPENING + "It rained. Pan Guilan was hired by the Greenhill Shoe Factory. It rained again."
    (fact,) = (f for f in reading(text).facts if f.predicate is Property.WORKS_FOR)
    assert [text[e.start : e.end] for e in fact.evidence] == ["Pan Guilan was hired by the Greenhill Shoe Factory."]
