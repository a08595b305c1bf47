"""Which row of the gazetteer a place's name means."""

from __future__ import annotations

import pytest

from extract.language import load_language
from extract.linking import cluster_places, without_brands
from extract.names import PlaceName
from extract.places import find_places
from extract.records import Kind
from ontology.gazetteer import load


def codes(text: str) -> dict[str, str]:
    clusters = cluster_places(find_places(load_language()(text), load()), load())
    return {name.span.text: cluster.code for cluster in clusters for name in cluster.names}


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Tongren City, Guizhou Province, built homes.", "Tongren City", "520600"),
        ("In Tongren County, Qinghai Province, they weave.", "Tongren County", "632321"),
        ("Chengguan Town in Ziyang County, Shaanxi, has a fair.", "Chengguan Town", "610924100"),
        ("The Altay area of Xinjiang sent workers.", "Altay area", "654300"),
        ("Workers of Yarkant County met.", "Yarkant County", "653125"),
    ],
)
def test_link_tells_namesakes_apart(text: str, name: str, code: str) -> None:
    assert codes(text)[name] == code


def test_link_leaves_a_namesake_without_context_unlinked() -> None:
    assert codes("Chengguan Town has a fair.")["Chengguan Town"] == ""


def test_two_spellings_of_one_county_are_one_cluster() -> None:
    text = "Yarkant County grows. Later Shache County, Xinjiang, opened a park."
    assert codes(text)["Yarkant County"] == codes(text)["Shache County"] == "653125"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ziyang County is hilly. Xiangyun Toy Factory hired women.", False),
        ("Binchuan County is hilly. Xiangyun Toy Factory hired women.", True),  # both are in Dali Prefecture
        ("Yunnan Province is hilly. Xiangyun Toy Factory hired women.", True),
        ("Ziyang County is hilly. Xiangyun Hongtai Toy Factory hired women.", True),  # a further name follows
    ],
)
def test_a_lucky_word_in_a_firms_name_is_no_county_far_away(text: str, kept: bool) -> None:
    doc = load_language()(text)
    near = next(n for n in find_places(doc, load()) if n.typed)
    inside = PlaceName(span=doc[5:6], kind=Kind.COUNTY, stem="Xiangyun")
    clusters = cluster_places([near, inside], load())
    found = {c.stem for c in without_brands(clusters, frozenset({id(inside)}), load())}
    assert found == {near.stem.casefold()} | ({"xiangyun"} if kept else set())


def test_a_bare_township_without_its_county_is_none() -> None:
    doc = load_language()("They live in Chengguan.")
    bare = PlaceName(span=doc[3:4], kind=Kind.TOWNSHIP, stem="Chengguan")
    assert cluster_places([bare], load()) == []
