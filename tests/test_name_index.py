"""Names found by a part of them, or by what is written a little differently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import name_index
from graph.name_index import NameIndex, folded

NAMED = [
    ("a", "Müllerstown County"),
    ("a", "米勒县"),
    ("b", "Müllerstown"),
    ("c", "New Müllerstown Tea-House"),
    ("d", "Old-Müller"),
    ("e", "Lotus\nMill"),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("müllerstown", ["b", "a", "c"]),
        ("MULLERSTOWN", ["b", "a", "c"]),
        ("tea house", ["c"]),
        ("old müller", ["d"]),
        ("muller", ["d", "b", "a", "c"]),
        ("米勒", ["a"]),
        ("lotus mill", ["e"]),
        ("county\nmüllerstown", []),
        ("xyz", []),
        ("", []),
        ("'", []),
    ],
)
def test_the_nearest_come_first(words: str, found: list[str]) -> None:
    hits = NameIndex(NAMED).holding(words)
    assert sorted(hits, key=lambda e: (hits[e][0], len(hits[e][1]))) == found


def test_an_entity_is_found_by_its_nearest_name() -> None:
    index = NameIndex([("a", "Tea"), ("a", "Green Tea"), ("a", "Teapot")])
    assert index.holding("tea") == {"a": (0, "Tea")}
    assert index.holding("teap") == {"a": (3, "Teapot")}


def test_what_is_almost_so_comes_before_what_is_somewhat_so() -> None:
    index = NameIndex([("a", "Müllerstown"), ("b", "Mullerstown Tea Cooperative"), ("c", "Lotus")])
    assert list(index.alike("Mulerstown")) == ["a", "b"]
    assert index.alike("qqq") == {}
    assert NameIndex([]).alike("tea") == NameIndex([]).holding("tea") == {}


def test_no_more_are_weighed_than_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_index, "MOST", 2)
    index = NameIndex([(str(i), "Tea" + "a" * i) for i in range(9)])
    assert list(index.holding("tea")) == ["0", "1"]
    assert list(index.alike("teaa")) == ["1", "2"]


@given(st.lists(st.text(max_size=12), max_size=12), st.text(min_size=1, max_size=4))
def test_exactly_the_names_that_hold_the_words_are_found(names: list[str], words: str) -> None:
    wanted = folded(words)
    hits = NameIndex((str(i), name) for i, name in enumerate(names)).holding(words)
    assert set(hits) == {str(i) for i, name in enumerate(names) if wanted and wanted in folded(name)}


@given(st.text(max_size=20))
def test_folding_again_changes_nothing_that_matters(words: str) -> None:
    assert "\n" not in folded(words)
    assert folded(f"  {words.strip()} ") == folded(words)
