"""Where things are and what they belong to."""

from __future__ import annotations

import pytest
from extracted import facts, pairs, reading

from extract.records import Property

OPENING = "Village news\n\n"


def located(text: str) -> set[tuple[str, str]]:
    return pairs(OPENING + text, Property.LOCATED_IN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They came to Dashu Village, Baihe Town.", {("Dashu Village", "Baihe Town")}),
        ("They came to Baihe Town in Langao County.", {("Baihe Town", "Langao County")}),
        ("They came to Langao County of Ankang City.", {("Langao County", "Ankang City")}),
        ("They came to Baihe Town's Dashu Village.", {("Dashu Village", "Baihe Town")}),
        (
            "They came to Dashu Village, Baihe Town, Langao County.",
            {("Dashu Village", "Baihe Town"), ("Baihe Town", "Langao County")},
        ),
        ("Langao County, which belongs to Ankang City, is hilly.", {("Langao County", "Ankang City")}),
        (
            "Langao County, a poor county of 170,000 people in Ankang City, is hilly.",
            {("Langao County", "Ankang City")},
        ),
        ("The mushroom base in Dashu Village is new.", {("mushroom base", "Dashu Village")}),
        (
            "The Langao County Transport Bureau built it.",
            {("Langao County Transport Bureau", "Langao County")},
        ),
        (
            "Hekou Tea Cooperative in Baihe Town is new.",
            {("Hekou Tea Cooperative", "Baihe Town")},
        ),
        (
            "In Dashu Village, the Hekou Tea Cooperative was set up.",
            {("Hekou Tea Cooperative", "Dashu Village")},
        ),
    ],
)
def test_find_geography_reads_where_things_are(text: str, expected: set[tuple[str, str]]) -> None:
    assert located(text) == expected


def test_a_place_beside_one_that_it_is_not_in_is_not_located_there() -> None:
    assert located("They came to Langao County, Kunming City.") == set()
    assert located("They sold tea in Langao County and in Ankang City.") == set()


def test_a_firm_is_not_located_where_it_is_merely_active() -> None:
    assert located("The shop was opened by Hekou Tea Cooperative in Ankang City.") == set()


def test_a_village_that_no_words_place_is_in_the_county_spoken_of_but_less_surely() -> None:
    told = (
        reading(OPENING + "They came to Langao County. Later Dashu Village was cold."),
        reading("Dashu Village, Langao County, is cold."),
    )
    (fact,), (beside,) = (r.facts for r in told)
    assert (fact.predicate, fact.confidence < beside.confidence) == (Property.LOCATED_IN, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He works at the Roads Office of the Ministry of Transport.",
            ("Roads Office of the Ministry of Transport", "partOf", "Ministry of Transport"),
        ),
        (
            "Greenhill Shoes Co., Ltd., a subsidiary of Bailu Textile Group, came.",
            ("Greenhill Shoes Co., Ltd.", "partOf", "Bailu Textile Group"),
        ),
    ],
)
def test_find_geography_reads_what_a_body_is_part_of(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in facts(OPENING + text, Property.PART_OF)
