"""Places of work and living, by name and by description."""

from __future__ import annotations

import pytest
from extracted import kinds

from extract.language import load_language
from extract.organizations import find_organizations
from extract.places import find_places
from extract.sites import find_sites
from ontology.gazetteer import load


def found(text: str) -> set[str]:
    doc = load_language()(text)
    places = find_places(doc, load())
    return {n.span.text for n in find_sites(doc, [*places, *find_organizations(doc, places)])}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Workers at the Sunrise resettlement site sew.", "Sunrise resettlement site"),
        ("She rents a stall at the Hongyun Walnut Planting Base.", "Hongyun Walnut Planting Base"),
        ("Huaxin Huayuan, a resettlement site for 900 households, is new.", "Huaxin Huayuan"),
        ("Huaxin Huayuan is a new community for relocated families.", "Huaxin Huayuan"),
        ("The mushroom base in Dashu Village covers 130 mu.", "mushroom base"),
        ("A donkey breeding base in Baihe Town hired him.", "donkey breeding base"),
        ("The village opened a strawberry base.", "strawberry base"),
    ],
)
def test_find_sites_names_one_place_of_work_or_living(text: str, name: str) -> None:
    assert found(text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "Bases and factories were set up everywhere.",
        "The village plans to open a strawberry base.",
        "The base is big.",
        "A strawberry base needs water.",
    ],
)
def test_find_sites_leaves_the_general_and_the_planned_alone(text: str) -> None:
    assert found(text) == set()


def test_a_named_base_is_no_firm() -> None:
    assert kinds("Village news\n\nShe rents a stall at the Hongyun Walnut Planting Base.") == {
        "Hongyun Walnut Planting Base": "Site"
    }
