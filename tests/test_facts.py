"""Facts made ready to leave a reading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.facts import ENDS, anchored, settled, used
from extract.records import Entity, Evidence, Fact, Kind, Property

KINDS = {
    "county": Kind.COUNTY,
    "city": Kind.PREFECTURE,
    "bureau": Kind.GOVERNMENT_BODY,
    "firm": Kind.ENTERPRISE,
    "li": Kind.PERSON,
    "tea": Kind.INDUSTRY,
}


def fact(subject: str, predicate: Property, object: str, *, at: int = 0, confidence: float = 0.9) -> Fact:
    return Fact(
        subject=subject,
        predicate=predicate,
        object=object,
        confidence=confidence,
        evidence=(Evidence(start=at, end=at + 9),),
    )


def test_settled_joins_one_fact_told_twice() -> None:
    one = fact("firm", Property.LOCATED_IN, "county", at=40, confidence=0.6)
    two = replace(fact("firm", Property.LOCATED_IN, "county", at=5, confidence=0.8), date="2021")
    (joined,) = settled([one, two], KINDS)
    assert [e.start for e in joined.evidence] == [5, 40]
    assert (joined.confidence, joined.date) == (0.8, "2021")


def test_settled_keeps_the_first_qualifiers() -> None:
    one = replace(fact("li", Property.HOLDS_POST_IN, "bureau"), title="head")
    two = replace(fact("li", Property.HOLDS_POST_IN, "bureau"), title="chief")
    assert [f.title for f in settled([one, two], KINDS)] == ["head"]


def test_settled_knows_that_an_agreement_has_no_direction() -> None:
    one = fact("bureau", Property.AGREEMENT_WITH, "firm", at=1)
    two = fact("firm", Property.AGREEMENT_WITH, "bureau", at=30)
    (joined,) = settled([one, two], KINDS)
    assert (joined.subject, len(joined.evidence)) == ("bureau", 2)


def test_settled_knows_that_founding_has_a_direction() -> None:
    facts = [fact("bureau", Property.FOUNDED, "firm"), fact("firm", Property.FOUNDED, "bureau")]
    assert len(settled(facts, KINDS)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        fact("tea", Property.LOCATED_IN, "county"),
        fact("li", Property.WORKS_FOR, "county"),
        fact("county", Property.HAS_INDUSTRY, "firm"),
        fact("county", Property.LOCATED_IN, "county"),
        fact("li", Property.LIVES_IN, "firm"),
    ],
)
def test_settled_leaves_out_what_its_property_does_not_allow(wrong: Fact) -> None:
    assert settled([wrong], KINDS) == ()


def test_settled_lets_a_post_outweigh_employment_in_the_same_body() -> None:
    post = fact("li", Property.HOLDS_POST_IN, "bureau")
    work = [fact("li", Property.WORKS_FOR, "bureau"), fact("li", Property.WORKS_FOR, "firm")]
    told = settled([*work, post], KINDS)
    assert {(f.predicate, f.object) for f in told} == {
        (Property.HOLDS_POST_IN, "bureau"),
        (Property.WORKS_FOR, "firm"),
    }


def test_every_property_has_its_ends() -> None:
    assert set(ENDS) == set(Property)


def test_used_drops_a_product_that_nobody_lives_by_and_keeps_an_industry() -> None:
    products = [Entity(id=i, kind=Kind.INDUSTRY, label=n) for i, n in enumerate_ids("tea", "goats", "tea industry")]
    kept = used(products, [fact("county", Property.HAS_INDUSTRY, "e1")])
    assert [e.label for e in kept] == ["tea", "tea industry"]


def enumerate_ids(*labels: str) -> list[tuple[str, str]]:
    return [(f"e{n}", label) for n, label in enumerate(labels, 1)]


def test_anchored_tells_a_village_by_its_county_and_a_person_by_the_post() -> None:
    village = Entity(id="v", kind=Kind.VILLAGE, label="Dashu Village")
    person = Entity(id="p", kind=Kind.OFFICIAL, label="Li Na")
    county = Entity(id="c", kind=Kind.COUNTY, label="Langao County", code="610925")
    facts = [
        fact("v", Property.LOCATED_IN, "c"),
        fact("c", Property.LOCATED_IN, "x"),
        fact("p", Property.LIVES_IN, "v"),
        fact("p", Property.HOLDS_POST_IN, "c"),
    ]
    anchors = {e.id: e.anchor for e in anchored([village, person, county], facts)}
    assert anchors == {"v": "c", "p": "c", "c": ""}
