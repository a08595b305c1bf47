"""Names of organisations, by their heads and by what the text calls them."""

from __future__ import annotations

import pytest

from extract.language import load_language
from extract.organizations import find_organizations
from extract.places import find_places
from ontology.gazetteer import load


def found(text: str) -> set[tuple[str, str]]:
    doc = load_language()(text)
    return {(n.span.text, n.kind.value) for n in find_organizations(doc, find_places(doc, load()))}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Lushan Greenleaf Tea Co., Ltd. opened a shop.", "Lushan Greenleaf Tea Co., Ltd.", "Enterprise"),
        (
            "They joined the Yunding Pear Planting Professional Cooperative.",
            "Yunding Pear Planting Professional Cooperative",
            "Cooperative",
        ),
        (
            "The Hezhang County Bureau of Water, Land and Forests paid.",
            "Hezhang County Bureau of Water, Land and Forests",
            "GovernmentBody",
        ),
        (
            "He heads the Office of Rural Work of the Provincial Government.",
            "Office of Rural Work of the Provincial Government",
            "GovernmentBody",
        ),
        ("The county's water bureau dug wells.", "county's water bureau", "GovernmentBody"),
        ("Firms such as Hongyun Leather and Baili Shoes came.", "Hongyun Leather", "Enterprise"),
        ("Kuaida Yunsong, a courier company, has come.", "Kuaida Yunsong", "Enterprise"),
        ("She studied at Bijie Normal University.", "Bijie Normal University", "Institution"),
        ("She came from the Langao County Grassland Station.", "Langao County Grassland Station", "Institution"),
        (
            "The Lijiang branch of the Postal Savings Bank of China lent it.",
            "Lijiang branch of the Postal Savings Bank of China",
            "Institution",
        ),
        ("The Rising Sun Sewing Workshop hired her.", "Rising Sun Sewing Workshop", "Workshop"),
    ],
)
def test_find_organizations_names_and_kinds(text: str, name: str, kind: str) -> None:
    assert (name, kind) in found(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She was born at the Pingli County People's Hospital.", {"Pingli County People's Hospital"}),
        ("He met Langao County's Hongda Tea Cooperative.", {"Hongda Tea Cooperative"}),
        ("The Yunding Planting and Breeding Cooperative paid.", {"Yunding Planting and Breeding Cooperative"}),
        (
            "They met Hongda Shoes Co., Ltd. and Baili Textile Co., Ltd.",
            {"Hongda Shoes Co., Ltd.", "Baili Textile Co., Ltd."},
        ),
        ("The Langao County Bureau of Commerce, Peng Hua and Pan Guilan came.", {"Langao County Bureau of Commerce"}),
    ],
)
def test_find_organizations_ends_a_name_where_it_ends(text: str, names: set[str]) -> None:
    assert {name for name, _ in found(text)} == names


@pytest.mark.parametrize(
    "text",
    [
        "The company grew.",
        "Every village committee met.",
        "A bank in the town closed.",
        "The Company hired him.",
        "Two offices and a school stand there.",
    ],
)
def test_find_organizations_leaves_common_nouns_alone(text: str) -> None:
    assert found(text) == set()


def test_the_body_inside_a_bodys_name_is_found_too() -> None:
    names = {name for name, _ in found("He works at the Roads Office of the Ministry of Transport.")}
    assert {"Roads Office of the Ministry of Transport", "Ministry of Transport"} <= names
