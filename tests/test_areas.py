"""Regions, counted groups of places and natural features."""

from __future__ import annotations

import pytest

from extract.areas import find_groups, find_natural, find_regions
from extract.language import load_language


def groups(text: str) -> list[str]:
    return [n.span.text for n in find_groups(load_language()(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Altogether 34 counties took part.", "34 counties"),
        ("The province lifted 12 deeply impoverished counties out of poverty.", "12 deeply impoverished counties"),
        ("Some 34 men met, and six counties paid.", "six counties"),
        ("Roads reach 47 administrative villages.", "47 administrative villages"),
    ],
)
def test_find_groups_finds_a_counted_group(text: str, name: str) -> None:
    assert groups(text) == [name]


@pytest.mark.parametrize("text", ["Many counties took part.", "One county took part.", "Dozens of villages took part."])
def test_find_groups_finds_none_without_a_count(text: str) -> None:
    assert groups(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The western region grew.", ["western region"]),
        ("The Western Region and the central region grew.", ["Western Region", "central region"]),
        ("The western road is new.", []),
    ],
)
def test_find_regions_knows_a_region_by_its_phrase(text: str, names: list[str]) -> None:
    assert [n.span.text for n in find_regions(load_language()(text))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They crossed the Daba Mountains.", ["Daba Mountains"]),
        ("The Ziwu River is wide.", ["Ziwu River"]),
        ("The river is wide.", []),
        ("River crossings are few.", []),
    ],
)
def test_find_natural_knows_a_feature_by_its_head(text: str, names: list[str]) -> None:
    assert [n.span.text for n in find_natural(load_language()(text), set())] == names
