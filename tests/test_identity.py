"""Names of one thing brought together: full and short forms, words in another order."""

from __future__ import annotations

import pytest
from extracted import entities, reading

from extract.records import ORGANIZATIONS, PLACES, Kind

OPENING = "Village news\n\n"


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            "Lishan Hongtai Tea Co., Ltd. came. Workers of Hongtai sew.",
            {"Lishan Hongtai Tea Co., Ltd.", "Hongtai"},
        ),
        (
            "Lishan Hongtai Tea Co., Ltd. came. Today Hongtai runs three workshops.",
            {"Lishan Hongtai Tea Co., Ltd.", "Hongtai"},
        ),
        (
            "Lishan Fulai Tea Co., Ltd. came. Then Fulai hired women.",
            {"Lishan Fulai Tea Co., Ltd.", "Fulai"},
        ),
        (
            "The Yunding Pear Planting Professional Cooperative came. The Pear Planting Cooperative paid.",
            {"Yunding Pear Planting Professional Cooperative", "Pear Planting Cooperative"},
        ),
        (
            "The Langao County Transport Bureau came. The Transport Bureau paid.",
            {"Langao County Transport Bureau", "Transport Bureau"},
        ),
        (
            "The Langao County Transport Bureau came. The Transport Bureau of Langao County paid.",
            {"Langao County Transport Bureau", "Transport Bureau of Langao County"},
        ),
    ],
)
def test_the_names_of_one_organisation_are_one(text: str, forms: set[str]) -> None:
    assert list(entities(OPENING + text, *ORGANIZATIONS).values()) == [forms]


def test_the_head_of_a_bodys_full_name_is_the_body() -> None:
    assert entities(OPENING + "He works at the Roads Office of the Ministry of Transport.", *ORGANIZATIONS) == {
        "Roads Office of the Ministry of Transport": {"Roads Office of the Ministry of Transport", "Roads Office"},
        "Ministry of Transport": {"Ministry of Transport"},
    }


def test_a_short_form_that_fits_two_organisations_joins_neither() -> None:
    text = OPENING + "Langao County Transport Bureau met Pingli County Transport Bureau. The Transport Bureau paid."
    forms = entities(text, *ORGANIZATIONS)
    assert forms["Langao County Transport Bureau"] == {"Langao County Transport Bureau"}
    assert forms["Pingli County Transport Bureau"] == {"Pingli County Transport Bureau"}


def test_a_bureau_of_another_county_is_another_bureau() -> None:
    text = OPENING + "Langao County Transport Bureau paid. Pingli County Transport Bureau paid."
    assert len(entities(text, *ORGANIZATIONS)) == 2


def test_a_place_by_its_stem_is_the_place() -> None:
    text = OPENING + "Lanshui Village is high up. The people of Lanshui keep bees."
    assert entities(text, *PLACES) == {"Lanshui Village": {"Lanshui Village", "Lanshui"}}


def test_a_place_has_its_official_name_and_the_texts_own_as_another() -> None:
    (county,) = reading(OPENING + "The people of Yarkant County weave.").entities
    assert (county.label, county.aliases, county.code) == ("Shache County", ("Yarkant County",), "653125")


def test_a_product_and_its_industry_are_one() -> None:
    text = OPENING + "Langao County fosters the walnut industry. It grows walnuts on the hills."
    assert list(entities(text, Kind.INDUSTRY).values()) == [{"walnut industry", "walnuts"}]
