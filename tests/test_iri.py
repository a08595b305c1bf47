from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from gold_reading import gold_reading, names
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from extract.records import ORGANIZATIONS, PEOPLE, PLACES, Kind
from graph.names import Names
from ontology import iri

words = st.text(max_size=80)
kinds = st.sampled_from(list(Kind))
spots = st.integers(0, 10**7)
parts = st.lists(words, min_size=2, max_size=4, unique=True)


def check(make: Callable[[], str], family: str) -> None:
    """An IRI is the same each time, valid, and says in its path what it is of."""
    made = make()
    assert made == make()
    assert NamedNode(made).value == made
    assert made.isascii()
    assert urlsplit(made).path.split("/")[-2:-1] == [family]
    assert made.rpartition("/")[2].strip("-") == made.rpartition("/")[2] != ""


@given(words)
def test_document(text: str) -> None:
    check(lambda: iri.document_iri(text), "document")


@given(words)
def test_place(code: str) -> None:
    check(lambda: iri.place_iri(code), "place")


@given(kinds, words, words)
def test_entity(kind: Kind, label: str, anchor: str) -> None:
    made = iri.entity_iri(kind, label, anchor)
    check(lambda: iri.entity_iri(kind, label, anchor), made.split("/")[-2])


@given(words, words)
def test_program(program_type: str, implementer: str) -> None:
    check(lambda: iri.program_iri(program_type, implementer), "program")


@given(words, words, words, words)
def test_fact(document: str, subject: str, predicate: str, object: str) -> None:
    check(lambda: iri.fact_iri(document, subject, predicate, object), "fact")


@given(words, spots, spots, st.decimals(allow_nan=False, allow_infinity=False))
def test_parts_of_a_text(document: str, start: int, end: int, value: Decimal) -> None:
    check(lambda: iri.observation_iri(document, start, end, value), "observation")
    check(lambda: iri.quotation_iri(document, start, end), "quotation")
    check(lambda: iri.evidence_iri(document, start, end), "evidence")
    check(lambda: iri.mention_iri(document, "x", start, end), "mention")


@given(parts)
def test_different_things_have_different_iris(texts: list[str]) -> None:
    assert len({iri.document_iri(t) for t in texts}) == len(texts)
    assert len({iri.program_iri("tourism", t) for t in texts}) == len(texts)
    assert len({iri.fact_iri(t, "s", "p", "o") for t in texts}) == len(texts)
    assert len({iri.entity_iri("Village", "Upper Creek", t) for t in texts}) == len(texts)


@given(spots, spots, spots)
def test_different_spans_have_different_iris(start: int, end: int, other: int) -> None:
    same = iri.evidence_iri("d", start, end) == iri.evidence_iri("d", start, other)
    assert same is (end == other)


@given(words)
def test_slug_is_a_part_of_a_path(text: str) -> None:
    made = iri.slug(text)
    assert made == iri.slug(made)
    assert 1 <= len(made) <= iri.LONGEST_SLUG
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Upper Creek Village", "upper-creek-village"),
        ("Ürümqi's East", "urumqis-east"),
        ("  A -- B  ", "a-b"),
        ("\u6cb9\u574a\u6751", "x"),
        ("R-WEST", "r-west"),
        ("word " * 40, ("word-" * 12).rstrip("-")),
    ],
)
def test_slug_of(text: str, slug: str) -> None:
    assert iri.slug(text) == slug


@pytest.mark.parametrize("family", [PLACES, PEOPLE, ORGANIZATIONS])
def test_iri_does_not_tell_kinds_of_a_family_apart(family: frozenset[Kind]) -> None:
    """An article that calls somebody an official and one that doesn't speak of one person."""
    assert len({iri.entity_iri(kind, "Zhou", "x") for kind in family}) == 1


def test_kinds_of_different_families_are_told_apart() -> None:
    one_each = (Kind.PLACE, Kind.PERSON, Kind.ORGANIZATION, Kind.INDUSTRY, Kind.PROGRAM)
    assert len({iri.entity_iri(kind, "Zhou") for kind in one_each}) == len(one_each)
    assert {k for k in Kind if iri.entity_iri(k, "Zhou")} == set(Kind)


def test_case_and_blanks_of_a_label_tell_nothing_apart() -> None:
    assert iri.entity_iri("Industry", "Green  Tea") == iri.entity_iri("Industry", " green tea\u00a0")


def test_base_is_a_setting() -> None:
    base = "https://example.org/"
    assert iri.document_iri("a", base=base) == iri.document_iri("a").replace(iri.BASE, base)
    assert iri.place_iri("653222", base=base) == f"{base}place/653222"


@pytest.mark.parametrize("name", names())
def test_no_collisions_on_annotated_articles(name: str) -> None:
    """Two things that an annotation tells apart have two IRIs, programs of one type and implementer apart."""
    reading = gold_reading(name)
    of = Names(reading)
    entities = [e.id for e in reading.entities if e.kind is not Kind.PROGRAM]
    records = [*entities, *(o.id for o in reading.observations), *(q.id for q in reading.quotations)]
    assert len({of.of(i) for i in records}) == len(records)
