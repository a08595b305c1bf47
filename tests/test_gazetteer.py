from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.gazetteer import LEVELS, Gazetteer, load, normal, poverty_counties

CODES = {"region": r"R-[A-Z]+", "township": r"\d{9}"}


@pytest.fixture(scope="module")
def atlas() -> Gazetteer:
    return load()


def test_every_division_is_whole(atlas: Gazetteer) -> None:
    for code in atlas._rows:
        place = atlas.by_code(code)
        assert place is not None
        assert re.fullmatch(CODES.get(place.level, r"\d{6}"), code)
        assert place.level in LEVELS
        assert place.name
        assert place.stem
        assert place.type
        assert re.search("[\u4e00-\u9fff]", place.name_zh)
        assert (place.lat is None) is (place.lon is None)
        assert place.lat is None or (3 < place.lat < 54 and 73 < (place.lon or 0) < 136)


def test_every_division_lies_in_larger_ones(atlas: Gazetteer) -> None:
    """From a township up to a macro-region, each level above the one before, none twice."""
    for code in atlas._rows:
        place = atlas.by_code(code)
        assert place is not None
        levels = [LEVELS.index(p.level) for p in (place, *atlas.ancestors(code))]
        assert levels == sorted(set(levels), reverse=True)
        outside = code[:2] in {"71", "81", "82"}  # Taiwan, Hong Kong and Macao are in no macro-region
        assert levels[-1] == (1 if outside else 0)


def test_ancestors_are_nearest_first(atlas: Gazetteer) -> None:
    names = [p.name for p in atlas.ancestors("653222")]
    assert names == ["Hotan Prefecture", "Xinjiang Uygur Autonomous Region", "Western Region"]
    assert atlas.ancestors("R-WEST") == ()
    assert atlas.ancestors("000000") == ()


def test_unknown_code_and_name_are_none(atlas: Gazetteer) -> None:
    assert atlas.by_code("000000") is None
    assert atlas.named("Nowhere County") == ()
    assert atlas.named("") == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Moyu County", "653222"),
        ("moyu county", "653222"),
        ("Hotan area", "653200"),
        ("Xinjiang", "650000"),
        ("Inner Mongolia", "150000"),
        ("Shaanxi Province", "610000"),
        ("Xi'an", "610100"),
        ("Xi\u2019an City", "610100"),
        ("the west of China", "R-WEST"),
        ("Chongqing", "500000"),
        ("Linxia Prefecture", "622900"),
    ],
)
def test_names_lead_to_divisions(atlas: Gazetteer, name: str, code: str) -> None:
    assert code in [p.code for p in atlas.named(name)]


def test_full_names_and_larger_divisions_come_first(atlas: Gazetteer) -> None:
    for name in ("Hotan", "Chaoyang District", "Xinhua"):
        found = atlas.named(name)
        keys = [(normal(p.name) != normal(name), LEVELS.index(p.level), p.code) for p in found]
        assert keys == sorted(keys)
        assert len({p.code for p in found}) == len(found) > 1


def test_every_division_goes_by_its_own_names(atlas: Gazetteer) -> None:
    for code in list(atlas._rows)[::97]:
        place = atlas.by_code(code)
        assert place is not None
        for name in (place.name, place.stem, *place.aliases):
            assert place in atlas.named(name)


@given(st.text(alphabet="abc XYZ'\u2019-\u00e9\u00fc", max_size=12))
def test_normal_is_stable(name: str) -> None:
    assert normal(normal(name)) == normal(name) == normal(name.upper()) == normal(f" {name} ")


def test_poverty_counties_are_divisions(atlas: Gazetteer) -> None:
    counties = poverty_counties()
    assert len(counties) == 832
    assert len({c.code for c in counties}) == 831  # two of them have been one city since 2018
    assert all(place and place.level == "county" for place in (atlas.by_code(c.code) for c in counties))
    assert {c.year_delisted for c in counties} == {2016, 2017, 2018, 2019, 2020}
    assert sum(c.listed_in_2020 for c in counties) == 52
