"""When two figures contradict each other, on invented small articles; most pairs only look so."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from extracted import reading

from graph.claims import Claim, allowed, claims, contradict, fit, read, written
from graph.rdf import quads
from ontology.iri import document_iri

FIRST, LATER = "2020-08-03", "2020-08-21"  # of one month


@cache
def told(text: str, date: str = FIRST) -> tuple[Claim, ...]:
    """What can be compared of an article."""
    found = reading(text, date)
    document = document_iri(found.document.text)
    return tuple(claims(document, quads(found)))


def clash(one: tuple[Claim, ...], other: tuple[Claim, ...], *, apart: bool = True) -> list[tuple[Decimal, Decimal]]:
    """The ranges of figures of two articles that contradict each other; it makes no difference which comes first."""
    found = {(a.iri, b.iri): a for a in one for b in other if contradict(a, b, str, apart=apart)}
    assert found.keys() == {(a.iri, b.iri) for a in one for b in other if contradict(b, a, str, apart=apart)}
    return [a.range for a in found.values()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In 2019, Pingshan County trained 1,200 villagers.", "Last year, Pingshan County trained 2,400 villagers."),
        ("In 2019, Pingshan County built 60 workshops.", "Pingshan County set up 85 workshops in 2019."),
        ("In 2019, Pingshan County built 60 workshops.", "Pingshan County built more than 85 workshops in 2019."),
        (
            "In 2019, Pingshan County, Hebei Province, sent 600 workers to Tianjin.",
            "In 2019, Pingshan County in Hebei Province sent 850 workers to Tianjin.",
        ),
        (
            "The Qinghe Tea Cooperative in Pingshan County has 60 member households.",
            "The Qinghe Tea Cooperative in Pingshan County now has 85 member households.",
        ),
        (
            "The Hongda Garment Company in Pingshan County gives work to 60 villagers.",
            "According to the county, the Hongda Garment Company in Pingshan County employs 120 villagers.",
        ),
        (
            "The Qinghe Tea Cooperative in Pingshan County sold 60 tons of tea in 2019.",
            "The Qinghe Tea Cooperative in Pingshan County sold 90 tons of tea in 2019.",
        ),
        ("Shiqian County has 85 poor villages.", "At present, Shiqian County has 96 poor villages."),
        ("Pingshan County's 60 workshops employ women.", "Pingshan County's 85 workshops employ women."),
    ],
)
def test_one_thing_told_in_two_ways_contradicts(one: str, other: str) -> None:
    assert len(clash(told(one), told(other, LATER))) == 1
    assert not clash(told(one), told(other, LATER), apart=False)  # a reprint is no second voice


YEAR = "In 2019, Pingshan County trained 60 women."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (YEAR, "In 2018, Pingshan County trained 85 women."),
        (YEAR, "In the first half of 2019, Pingshan County trained 35 women."),
        (YEAR, "Between 2016 and 2019, Pingshan County trained 250 women."),
        ("Pingshan County trained 60 women in spring 2019.", "Pingshan County trained 85 women in autumn 2019."),
        ("Pingshan County trained 60 women in early 2019.", "Pingshan County trained 85 women in late 2019."),
        ("In 2019, Pingshan County built 60 bridges.", "By the end of 2019, Pingshan County had built 85 bridges."),
        ("In 2019, Pingshan County built 60 bridges.", "A total of 85 bridges were built in Pingshan County in 2019."),
        (YEAR, "In 2019, Pingxiang County trained 85 women."),
        (YEAR, "In 2019, Shanghe Village in Pingshan County trained 25 women."),
        (YEAR, "In 2019, each township of Pingshan County trained 6 women."),
        ("The Hongda Company in Pingshan County pays 60 women.", "A company in Pingshan County pays 85 women."),
        ("A workshop in Pingshan County employs 60 women.", "A workshop in Pingshan County employs 85 women."),
        ("Zhou Meiyu of Pingshan County keeps 60 sheep.", "Li Guihua of Pingshan County keeps 85 sheep."),
    ],
    ids=lambda text: text[:45],
)
def test_another_time_place_or_holder_is_no_contradiction(one: str, other: str) -> None:
    assert not clash(told(one), told(other))


@pytest.mark.parametrize(
    "other",
    [
        "In 2019, Pingshan County trained more than 50 women.",
        "In 2019, Pingshan County trained nearly 62 women.",
        "In 2019, Pingshan County trained 50 to 70 women.",
        "In 2019, Pingshan County trained another 85 women.",
        "In 2019, Pingshan County trained 600 people, including 85 women.",
        "In 2019, Pingshan County trained 600 people, of whom 85 were women.",
        "In 2019, Pingshan County trained 85 women in cooking.",
        "In cooking, Pingshan County trained 85 women in 2019.",
        "The second course in Pingshan County trained 85 women in 2019.",
        "Pingshan County planned to train 85 women in 2019.",
        "In 2019, Pingshan County could not train 85 women.",
        "In 2019, Pingshan County hired 85 women.",
        "In 2019, Pingshan County trained 85 percent of women.",
        "In 2019, Pingshan County trained 25 more women than the year before.",
        "In 2019, Pingshan County trained 85 women, 60 women without the townships.",
    ],
)
def test_bounds_parts_plans_and_other_deeds_are_no_contradiction(other: str) -> None:
    assert not clash(told(YEAR), told(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Shiqian County lifted 12,000 people out of poverty in 2019.",
            "In 2019, 3,000 households in Shiqian County moved.",
        ),
        ("Shiqian County has 300,000 mu of tea.", "Shiqian County has 43,000 mu of tea in full bearing."),
        (
            "Tongren City sent 60 cadres to Shiqian County in 2019.",
            "Guiyang City sent 85 cadres to Shiqian County in 2019.",
        ),
        (
            "In 2019, Shiqian County built 30 kilometers of roads.",
            "In 2019, Shiqian County built 80 kilometers of dams.",
        ),
        (
            "Shiqian County organized 3 sessions for 60 welders in 2019.",
            "Shiqian County organized 5 sessions for 90 welders in 2019.",
        ),
        (
            "In busy times, the Boyuan Tea Company in Shiqian County employs 85 workers.",
            "The Boyuan Tea Company in Shiqian County employs 40 workers.",
        ),
        (
            "In the eastern part of Shiqian County, 30 bridges were built in 2019.",
            "In the west of Shiqian County, 44 bridges were built in 2019.",
        ),
        ("Shiqian County has 60 schools and kindergartens.", "Shiqian County has 40 schools."),
    ],
    ids=lambda text: text[:45],
)
def test_another_part_season_sender_or_object_is_no_contradiction(one: str, other: str) -> None:
    assert not clash(told(one), told(other))


def test_any_sentence_that_tells_a_figure_may_be_the_one_to_compare_whatever_the_order_of_quads() -> None:
    found = reading("A year of 60 bridges\n\nIn 2019, Shiqian County built 60 bridges.", FIRST)
    assert len(found.observations[0].evidence) == 2
    document, graph = document_iri(found.document.text), quads(found)
    one, other = claims(document, graph), claims(document, reversed(graph))
    assert len(one) == 1
    assert one == other
    assert clash(tuple(one), told("In 2019, Shiqian County built 90 bridges."))


def test_what_goes_on_within_a_month_is_compared_within_a_day() -> None:
    one, other = "Pingshan County has trained 60 women.", "Pingshan County has trained 85 women."
    assert clash(told(one), told(other))
    assert not clash(told(one), told(other, LATER))
    assert not clash(told(one, "2020-08"), told(other, "2020-08"))


def test_what_has_no_time_is_compared_within_a_month() -> None:
    one, other = "Pingshan County has 60 bridges.", "Pingshan County has 85 bridges."
    assert clash(told(one), told(other, "2020-08"))
    assert not clash(told(one), told(other, "2020-09-01"))
    assert not told(one, "2020")


def test_what_a_year_was_not_over_for_is_compared_within_a_day() -> None:
    one, other = "This year, Shiqian County trained 60 women.", "This year, Shiqian County trained 85 women."
    assert clash(told(one), told(other))
    assert not clash(told(one), told(other, LATER))
    assert clash(told(one.replace("This", "Last")), told(other.replace("This", "Last"), "2020-12-01"))


@pytest.mark.parametrize(
    "tells",
    [
        "Shiqian County had {} poor villages.",
        "the county of Shiqian was home to {} schools.",
        "{} weavers lived in Shiqian County.",
    ],
)
def test_how_things_were_in_a_year_may_have_been_one_way_and_then_another(tells: str) -> None:
    one, other = f"In 2019, {tells.format(60)}", f"In 2019, {tells.format(85)}"
    assert not clash(told(one), told(other))


def test_shares_sums_of_anything_and_figures_of_nothing_named_are_not_compared() -> None:
    assert not told("In Pingshan County, 60 percent of villagers have work.")
    assert not told("In 2019, Pingshan County spent 46 million yuan.")
    assert not told("In 2019, 60 women learned to sew.")
    assert not told("In 2019, lessons in Shiqian County lasted 15 days.")
    assert not told("In 2019, families in Shiqian County received 50 chickens.")


def test_claims_are_read_as_they_were_written_whatever_their_order() -> None:
    found = told("In 2019, Shiqian County built 60 bridges. In 2019, Shiqian County trained more than 85 welders.")
    assert len(found) == 2
    assert set(read(written(found))) == set(found)
    assert written(reversed(found)) == written(found)
    assert read(written(())) == []


@pytest.mark.parametrize(
    ("value", "most", "bound", "low", "high"),
    [
        ("60", "", "=", "57", "63"),
        ("61", "", "=", "60.5", "61.5"),
        ("2860", "", "=", "2855", "2865"),
        ("4.5", "", "=", "4.45", "4.55"),
        ("100", "", "~", "95", "105"),
        ("80", "91", "=", "76", "91.5"),
        ("85", "", ">", "85", "Infinity"),
        ("85", "", "<=", "-Infinity", "85"),
    ],
)
def test_a_number_allows_what_may_have_been_rounded_to_it(
    value: str, most: str, bound: str, low: str, high: str
) -> None:
    found = allowed(Decimal(value), Decimal(most) if most else None, bound)
    assert found == (Decimal(low), Decimal(high))


def test_ranges_that_touch_fit() -> None:
    more, less = allowed(Decimal(85), None, ">="), allowed(Decimal(85), None, "<=")
    assert fit(more, less)
    assert fit(less, more)
    assert not fit(allowed(Decimal(97), None, ">"), less)
