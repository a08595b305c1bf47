"""The many ways in which articles tell one relation: sentences beside those of each module's own tests."""

from __future__ import annotations

import pytest
from extracted import entities, facts, kinds, reading

from extract.records import Property

FIRM = "Lanzhou Yihe Garment Co., Ltd."
COOP = "Hezheng Mushroom Cooperative"
VILLAGE = "Liangjia Village"
COUNTY = "Hezheng County"


@pytest.mark.parametrize(
    "text",
    [
        "Ma Xiulan, who lives in Liangjia Village, raises bees.",
        "Ma Xiulan was born in Liangjia Village, where she still lives.",
        "Last year Ma Xiulan moved into Liangjia Village with her son.",
        "Ma Xiulan and her husband live in Liangjia Village.",
        "At home in Liangjia Village, Ma Xiulan feeds her bees.",
        "Ma Xiulan's house stands at the end of Liangjia Village.",
        "Ma Xiulan returned to Liangjia Village in 2016 to keep bees.",
        "Among the residents of Liangjia Village is Ma Xiulan, who keeps bees.",
        "Ma Xiulan is one of the 300 residents of Liangjia Village.",
        "Ma Xiulan is a widow and comes from Liangjia Village.",
    ],
)
def test_a_home_is_told_in_many_ways(text: str) -> None:
    assert ("Ma Xiulan", "livesIn", VILLAGE) in facts(text)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Zhou Min is the first secretary stationed in Liangjia Village.", VILLAGE),
        ("Zhou Min, who has been first secretary of Liangjia Village since 2017, said so.", VILLAGE),
        ("In 2017, the bureau sent Zhou Min to Liangjia Village as first secretary.", VILLAGE),
        ("Zhou Min, vice-mayor of Linxia City, said so.", "Linxia City"),
        ("Zhou Min of the Hezheng County Forestry Bureau said so.", "Hezheng County Forestry Bureau"),
        ("Zhou Min heads the Hezheng County Forestry Bureau.", "Hezheng County Forestry Bureau"),
        ("Deputy director Zhou Min of the Hezheng County Forestry Bureau said so.", "Hezheng County Forestry Bureau"),
        (
            "Zhou Min, head of the county's human resources and social security bureau, said so.",
            "county's human resources and social security bureau",
        ),
    ],
)
def test_a_post_is_told_in_many_ways(text: str, body: str) -> None:
    assert ("Zhou Min", "holdsPostIn", body) in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Ma Lan found a job at {FIRM}",
        f"Ma Lan was hired by {FIRM} in 2019.",
        f"{FIRM} hired Ma Lan as a cutter.",
        f"{FIRM} gave Ma Lan a job.",
        f"Ma Lan got a job in the workshop of {FIRM}",
        f"{FIRM} came in 2018. Its boss is Ma Lan.",
        f"The boss of {FIRM} is Ma Lan.",
    ],
)
def test_an_employment_is_told_in_many_ways(text: str) -> None:
    assert ("Ma Lan", "worksFor", FIRM) in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Liangjia Village lies in the north of Hezheng County.",
        "Liangjia Village, which sits at 2,300 meters in Hezheng County, is poor.",
        "Liangjia Village, deep in the mountains of Hezheng County, is poor.",
        "Liangjia Village (Hezheng County) is poor.",
    ],
)
def test_a_location_is_told_in_many_ways(text: str) -> None:
    assert (VILLAGE, "locatedIn", COUNTY) in facts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"The {COOP}, set up by Liu Gang in 2015, has 90 members.", ("Liu Gang", "founded", COOP)),
        (f"Liu Gang, founder of the {COOP}, said so.", ("Liu Gang", "founded", COOP)),
        (f"Liu Gang quit his job to set up the {COOP}.", ("Liu Gang", "founded", COOP)),
        (f"{FIRM}, a subsidiary of the Tianshui-based Silk Road Group, came.", (FIRM, "partOf", "Silk Road Group")),
        (f"Liangjia Village bought shares worth 200,000 yuan in the {COOP}.", (VILLAGE, "investedIn", COOP)),
        (
            "In 2016 the State Council paired Xiamen City with Hezheng County.",
            ("Xiamen City", "cooperatesWith", COUNTY),
        ),
        ("Hezheng County is known for its pears.", (COUNTY, "hasIndustry", "pears")),
        ("Liangjia Village lies high. The village's main crop is pepper.", (VILLAGE, "hasIndustry", "pepper")),
    ],
)
def test_other_relations_are_told_in_further_ways(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ma Xiulan visited Liangjia Village last week.",
        "Ma Xiulan would return to Liangjia Village if she could.",
        f"Ma Xiulan would work at {FIRM} if she could.",
        "Zhou Min, a former secretary of Liangjia Village, said so.",
        f"Zhou Min wants to found the {COOP}.",
        "Hezheng County plans to grow pears.",
    ],
)
def test_what_is_wished_past_or_passing_is_no_relation(text: str) -> None:
    assert not {f for f in facts(text) if f[1] in {"livesIn", "worksFor", "holdsPostIn", "founded", "hasIndustry"}}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It went to the Hezheng No. 4 Middle School.", "Hezheng No. 4 Middle School", "Institution"),
        ("She runs the Hezheng E-commerce Center.", "Hezheng E-commerce Center", "Institution"),
        ("Hongyun Foods, which sells noodles, came.", "Hongyun Foods", "Enterprise"),
        ("A village of 96 families called Polu waits.", "Polu", "Village"),
        ("Serkang, a village in Ningxiu Town, is poor.", "Serkang", "Village"),
        ("He met Wu Xinghua, a maker of silver ornaments.", "Wu Xinghua", "Person"),
        ("The teacher, Professor Cheng, smiled.", "Professor Cheng", "Person"),
    ],
)
def test_names_of_many_shapes(text: str, name: str, kind: str) -> None:
    found = kinds(text)
    assert found.get(name) == kind or found.get(name.removeprefix("Professor ")) == kind


def test_an_agency_in_brackets_is_no_county() -> None:
    assert not entities("KUNMING, Nov. 2 (Xinhua) -- Coffee sells well.").keys() & {"Xinhua"}


def test_a_mountains_name_holds_no_county() -> None:
    assert set(entities("They crossed the Wuling Mountains in rain.")) == {"Wuling Mountains"}


def test_a_headline_in_capitals_is_no_town() -> None:
    assert all(
        len(n.split()) < 4 for n in entities("SHE NEVER THOUGHT SHE WOULD RUN A HOTEL IN LUNANG TOWN\n\nIt is so.")
    )


@pytest.mark.parametrize("text", ["12", "Poverty.", "County | Households\nSinan | 6,120\n", "• 12\n• 13\n", "(Xinhua)"])
def test_odd_texts_are_read_without_harm(text: str) -> None:
    told = reading(text)
    assert not told.facts or all(f.predicate is not Property.LIVES_IN for f in told.facts)
