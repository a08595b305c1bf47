"""Confidence is what annotated articles measured, and the table belongs to the rules that are there."""

from __future__ import annotations

from gold_reading import HERE

from extract.confidence import calibrated, checked, way
from extract.documents import read_file
from extract.patterns import load
from extract.pipeline import read
from extract.records import Evidence, Fact, Property
from graph.gold import load as annotations

TABLE = load("confidence")


def fact(predicate: Property, confidence: float) -> Fact:
    return Fact(
        subject="a", predicate=predicate, object="b", confidence=confidence, evidence=(Evidence(start=0, end=1),)
    )


def test_every_property_was_measured() -> None:
    assert set(TABLE) == {str(p) for p in Property}
    assert all(0 < row["any"] <= 1 and row["right"] <= row["checked"] for row in TABLE.values())


def test_every_way_of_finding_facts_in_the_annotated_articles_was_measured() -> None:
    ways = set()
    for gold in annotations(HERE / "gold"):
        document = read_file(HERE / "articles" / gold.article, date=gold.date)
        ways |= {(str(f.predicate), way(f.confidence)) for f in read(document, calibrate=False).facts}
    unknown = {(predicate, key) for predicate, key in ways if key not in TABLE[predicate]}
    assert len(unknown) <= 2, unknown  # facts between unnamed things alone are not checked


def test_a_fact_gets_the_measured_confidence_of_its_way() -> None:
    key = next(key for key in TABLE["livesIn"] if key[0].isdigit())
    (found,) = calibrated([fact(Property.LIVES_IN, float(key))])
    assert found.confidence == TABLE["livesIn"][key]


def test_a_way_never_checked_gets_the_propertys_confidence() -> None:
    (found,) = calibrated([fact(Property.LIVES_IN, 0.123)])
    assert found.confidence == TABLE["livesIn"]["any"]


def test_checked_tells_right_and_all() -> None:
    right, all_ = checked("locatedIn")
    assert 0 < right <= all_
    assert checked("within") == (0, 0)
