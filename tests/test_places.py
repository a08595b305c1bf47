"""Names of places, in the forms of this genre."""

from __future__ import annotations

import pytest
from spacy.tokens import Span

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
        ("She met the first secretary of Shanhou.", {("Shanhou", "Village")}),
        ("She met the Party secretary of Bijie.", {("Bijie", "Prefecture")}),
        ("Baihe is a town of 900. She met the Party chief of Baihe.", {("Baihe", "Township")}),
        ("They walked to the village of Shanhou.", {("Shanhou", "Village")}),
        (
            "He left Shuangjiang Lahu, Va, Blang and Dai Autonomous County.",
            {("Shuangjiang Lahu, Va, Blang and Dai Autonomous County", "County")},
        ),
        (
            "He left Mojiang Hani Autonomous County.",
            {("Mojiang Hani Autonomous County", "County")},
        ),
        ("Pingli and Langao counties met.", {("Pingli", "County"), ("Langao", "County")}),
        ("Jiangsu's Changzhou built a school.", {("Changzhou", "Prefecture")}),
        ("They came to a hamlet, a village of Baihe.", set()),
        ("The city of Zunyi opened a fair.", {("Zunyi", "Prefecture")}),
        ("She sews in a workshop that Langao County opened.", {("Langao County", "County")}),
        ("The fair which Langao County held is over.", {("Langao County", "County")}),
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
        "In that county there is no road.",
        "The road opened. Xinhua/Xie Yun",
    ],
)
def test_find_places_leaves_descriptions_alone(text: str) -> None:
    assert found(text) == set()


def test_a_province_that_only_says_where_a_city_is_names_no_city() -> None:
    assert found("The Shaanxi city has a fair.") == {("Shaanxi", "Province")}


def test_a_short_stem_that_is_a_surname_here_is_no_place() -> None:
    names = found("Fan County is poor. Old Fan keeps bees. Fan Dayong, 35, grows dates.")
    assert [name for name, _ in names if "Fan" in name] == ["Fan County"]


@pytest.mark.parametrize(
    ("text", "seen", "expected"),
    [
        ("They saw Pingli again.", True, {("Pingli", "County")}),
        ("They saw Pingli again.", False, set()),
        ("They came from Pingli again.", False, {("Pingli", "County")}),
        ("They came from Fan again.", True, set()),
    ],
)
def test_a_bare_county_is_believed_where_something_speaks_for_it(
    text: str, seen: bool, expected: set[tuple[str, str]]
) -> None:
    doc = load_language()(text)
    name = next(t for t in doc[1:] if t.text[0].isupper())
    doc.ents = [Span(doc, name.i, name.i + 1, label="LOC")] if seen else []
    assert {(n.span.text, n.kind.value) for n in find_places(doc, load())} == expected


def test_find_places_knows_a_bare_stem_after_its_full_name() -> None:
    names = found("Lanshui Village is high up. The people of Lanshui keep bees.")
    assert ("Lanshui", "Village") in names


def test_the_stem_of_an_autonomous_county_leaves_its_peoples_out() -> None:
    (name,) = find_places(load_language()("He left Shuangjiang Lahu, Va, Blang and Dai Autonomous County."), load())
    assert name.stem == "Shuangjiang"
