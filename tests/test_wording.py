from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.kinds import LISTED, LOOKS
from extract.records import Comparator, Kind, Property, Unit
from graph import wording
from graph.told import Figure
from ontology.labels import CLASSES, PROGRAM_TYPES, PROPERTIES

SHARES = {Unit.PERCENT, Unit.FRACTION}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", "0"),
        ("7", "7"),
        ("7.50", "7.5"),
        ("99.6", "99.6"),
        ("1200", "1,200"),
        ("5.1E+4", "51,000"),
        ("999999", "999,999"),
        ("1000000", "1 million"),
        ("28000000", "28 million"),
        ("27290000", "27.29 million"),
        ("1234000", "1.234 million"),
        ("1234567", "1,234,567"),
        ("1500000000", "1.5 billion"),
        ("2000000000000", "2,000 billion"),
        ("-3500000", "-3.5 million"),
    ],
)
def test_number_is_written_as_people_do(value: str, expected: str) -> None:
    assert wording.number(Decimal(value)) == expected


@given(st.decimals(min_value=0, max_value=10**13, places=2))
def test_number_in_words_is_still_that_number(value: Decimal) -> None:
    digits, _, scale = wording.number(value).partition(" ")
    factor = {"": 1, "million": 10**6, "billion": 10**9}[scale]
    assert Decimal(digits.replace(",", "")) * factor == value


def figure(
    value: str, unit: Unit, *, most: str = "", bound: Comparator = Comparator.EQUAL, counted: str = ""
) -> Figure:
    greatest = Decimal(most) if most else None
    return Figure(iri="", value=Decimal(value), unit=unit, most=greatest, bound=bound, counted=counted)


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_words(unit: Unit) -> None:
    words = wording.unit(unit)
    assert words != unit or unit in {Unit.YUAN, Unit.MU, Unit.PERCENT}
    assert "/" not in words


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (figure("51000", Unit.JOB, bound=Comparator.MORE), "more than 51,000 jobs"),
        (figure("51000", Unit.JOB, counted="Jobs"), "51,000 jobs"),
        (figure("51000", Unit.JOB, counted="new jobs"), "51,000 new jobs"),
        (figure("1", Unit.PERSON), "1 person"),
        (figure("1", Unit.COUNTY, most="2"), "1 to 2 counties"),
        (figure("28000000", Unit.PERSON, counted="poor laborers"), "28 million poor laborers"),
        (figure("4000", Unit.YUAN_PER_MONTH, bound=Comparator.ABOUT), "about 4,000 yuan a month"),
        (figure("20000", Unit.YUAN, counted="prize"), "20,000 yuan (prize)"),
        (figure("2", Unit.INDUSTRY, most="3"), "2 to 3 industries"),
        (figure("99.6", Unit.PERCENT, bound=Comparator.AT_LEAST), "at least 99.6%"),
        (figure("10", Unit.PERCENT, most="15", counted="farmers"), "10 to 15% (farmers)"),
        (figure("0.6667", Unit.FRACTION, bound=Comparator.MORE), "more than 2/3"),
        (figure("0.3333", Unit.FRACTION, counted="land"), "1/3 (land)"),
        (figure("0.5", Unit.FRACTION, bound=Comparator.LESS), "less than half"),
        (figure("1", Unit.FRACTION), "1"),
        (figure("0.123", Unit.FRACTION), "0.123"),
        (figure("12", Unit.OTHER, counted="baskets"), "12 baskets"),
        (figure("12", Unit.OTHER, bound=Comparator.AT_MOST), "at most 12"),
        (figure("6", Unit.ACRE, counted="acre"), "6 acres"),
        (figure("3000", Unit.YUAN_PER_MONTH, counted="yuan"), "3,000 yuan a month"),
        (figure("11.7", Unit.KILOMETRE, counted="km"), "11.7 kilometres"),
        (figure("3000", Unit.YUAN_PER_MONTH, counted="subsidies"), "3,000 yuan a month (subsidies)"),
    ],
)
def test_figure_is_put_in_words(told: Figure, expected: str) -> None:
    assert wording.figure(told) == expected


@pytest.mark.parametrize("unit", sorted(set(Unit) - SHARES - {Unit.OTHER}))
def test_every_unit_has_words_for_one_and_many(unit: Unit) -> None:
    one, two = (wording.figure(figure(value, unit)) for value in ("1", "2"))
    assert one == f"1 {wording.UNITS[unit][0]}"
    assert two == f"2 {wording.UNITS[unit][1]}"
    assert set(wording.UNITS) <= {u.value for u in Unit}


@pytest.mark.parametrize("bound", Comparator)
def test_every_bound_has_words(bound: Comparator) -> None:
    text = wording.figure(figure("2", Unit.JOB, bound=bound))
    assert text.endswith("2 jobs")
    assert (text == "2 jobs") == (bound is Comparator.EQUAL)


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2018", "2018"),
        ("2018-07", "July 2018"),
        ("2020-08-18", "18 August 2020"),
        ("2020-08-03", "3 August 2020"),
        ("2020-01/2020-06", "first half of 2020"),
        ("2020-07/2020-12", "second half of 2020"),
        ("2020-01/2020-12", "2020"),
        ("2020-03/2020-05", "March to May 2020"),
        ("2020-05/2020-05", "May 2020"),
        ("2019/2020", "2019 to 2020"),
        ("2019/2019", "2019"),
        ("2019-11/2020-02", "November 2019 to February 2020"),
        ("2020-01-01/2020-06-30", "1 January 2020 to 30 June 2020"),
        ("2020/2020-06", "2020 to June 2020"),
    ],
)
def test_period_is_put_in_words(iso: str, expected: str) -> None:
    assert wording.period(iso) == expected


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [(1.0, "sure"), (0.8, "sure"), (0.79, "likely"), (0.6, "likely"), (0.59, "unsure"), (0.0, "unsure")],
)
def test_confidence_has_a_word(confidence: float, expected: str) -> None:
    assert wording.sure(confidence) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("County", "place"), ("PlaceGroup", "place"), ("Official", "person"), ("Workshop", "organization"),
        ("Actor", "organization"), ("Program", "program"), ("Industry", "industry"),
        ("Observation", "figure"), ("Quotation", "quotation"),
    ],
)  # fmt: skip
def test_kind_belongs_to_a_family(kind: str, expected: str) -> None:
    assert wording.family(kind) == expected


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_words_and_looks(kind: Kind) -> None:
    assert wording.family(kind) in LOOKS
    assert wording.kind(kind) == CLASSES[kind][0]
    assert wording.kind(kind, 2) != wording.kind(kind)
    assert kind in LISTED


def test_looks_tell_families_apart() -> None:
    assert len({look.light for look in LOOKS.values()}) == len(LOOKS)
    assert len({look.dark for look in LOOKS.values()}) == len(LOOKS)
    drawn = [look.shape for name, look in LOOKS.items() if name not in {"figure", "quotation"}]
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "government bodies"), (1, "government body"), (2, "government bodies")]
)
def test_kind_agrees_with_its_number(count: int, expected: str) -> None:
    assert wording.kind("GovernmentBody", count) == expected


@pytest.mark.parametrize("predicate", Property)
def test_every_property_reads_both_ways(predicate: Property) -> None:
    forth, back = wording.verb(predicate), wording.verb(predicate, backwards=True)
    assert (forth, back) == PROPERTIES[predicate]
    same = {Property.AGREEMENT_WITH, Property.COOPERATES_WITH}
    assert (forth == back) == (predicate in same)


def test_what_has_no_words_goes_by_its_name() -> None:
    assert wording.verb("unheardOf") == wording.verb("unheardOf", backwards=True) == "unheardOf"
    assert wording.kind("Unheard", 3) == "Unheard"
    assert wording.program_type("rice-terraces") == ("rice terraces", "rice terraces")
    assert wording.program_type("tourism") == PROGRAM_TYPES["tourism"]


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("official", "an official"), ("Industry", "an Industry"), ("county", "a county"), ("unit", "a unit")],
)
def test_noun_gets_its_article(noun: str, expected: str) -> None:
    assert wording.a(noun) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_listed(words: list[str], expected: str) -> None:
    assert wording.listed(words) == expected
