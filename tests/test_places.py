"""Names of places, in the forms of this genre."""

from __future__ import annotations

import pytest

from extract.language import load_language
from extract.places import find_places
from ontology.gazetteer import load


def found(text: str) -> set[tuple[str, str]]:
    return {(n.span.text, n.kind.value) for n in find_places(load_language()(text), load())}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They came to Hezhang County, Bijie City.", {("Hezhang County", "County"), ("Bijie City", "Prefecture")}),
        ("She lives in Hongfu village of Longju town.", {("Hongfu village", "Village"), ("Longju town", "Township")}),
        ("It lies in southwest China's Yunnan Province.", {("Yunnan Province", "Province")}),
        ("Workers left Nujiang Lisu Autonomous Prefecture.", {("Nujiang Lisu Autonomous Prefecture", "Prefecture")}),
        ("The road reaches Fugong county in Yunnan.", {("Fugong county", "County"), ("Yunnan", "Province")}),
        ("Growers in the Aksu area of Xinjiang sold pears.", {("Aksu area", "Prefecture"), ("Xinjiang", "Province")}),
        ("The western region has changed.", {("western region", "Region")}),
        ("Altogether 14 poor counties were lifted out.", {("14 poor counties", "PlaceGroup")}),
        ("Seen from the Wumeng Mountains, it is small.", {("Wumeng Mountains", "Place")}),
        ("They came to a village called Shanhou.", {("Shanhou", "Village")}),
        ("Pingli and Langao counties met.", {("Pingli", "County"), ("Langao", "County")}),
        ("Jiangsu's Changzhou built a school.", {("Changzhou", "Prefecture")}),
        ("The city of Zunyi opened a fair.", {("Zunyi", "Prefecture")}),
    ],
)
def test_find_places_names_and_kinds(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= found(text)


@pytest.mark.parametrize(
    "text",
    [
        "A village in the hills has one road.",
        "Each county sends a team, and every town has a fair.",
        "Goods were sold to 11 provinces.",
        "The poorest villages had no water.",
        "The road opened. Xinhua/Xie Yun",
    ],
)
def test_find_places_leaves_descriptions_alone(text: str) -> None:
    assert found(text) == set()


def test_a_province_that_only_says_where_a_city_is_names_no_city() -> None:
    assert found("The Shaanxi city has a fair.") == {("Shaanxi", "Province")}


def test_find_places_knows_a_bare_stem_after_its_full_name() -> None:
    names = found("Lanshui Village is high up. The people of Lanshui keep bees.")
    assert ("Lanshui", "Village") in names
