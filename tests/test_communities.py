"""Who is in the middle of a view, and which groups it has."""

from __future__ import annotations

from itertools import combinations

from stores import firm, holding, linked, tea

from graph.communities import best_linked, go_between, groups, middle
from graph.network import View, among, neighbourhood

LEFT = list(combinations(("a", "b", "c", "d"), 2))
RIGHT = list(combinations(("w", "x", "y"), 2))


def two_rings() -> View:
    """Two groups, each linked within, and one link between them."""
    store = holding(linked([*LEFT, *RIGHT, ("a", "w"), ("a", "q")]))
    return among(store, [firm(name) for name in "abcdwxyq"])


def members(view: View) -> list[set[str]]:
    return [{node.label.removeprefix("Firm ") for node in group.members} for group in groups(view)]


def test_groups_are_what_hangs_together_the_largest_first() -> None:
    assert members(two_rings()) == [set("abcdq"), set("wxy")]


def test_a_group_is_named_by_its_best_linked() -> None:
    left, right = groups(two_rings())
    assert left.name.startswith("Firm a and Firm ")
    assert right.members[0].label in right.name


def test_groups_are_the_same_each_time() -> None:
    first = groups(two_rings())
    groups.cache_clear()
    assert groups(two_rings()) == first


def test_what_is_one_or_nothing_has_no_groups() -> None:
    assert groups(among(holding(linked(LEFT)), [firm(name) for name in "abcd"])) == ()
    assert groups(View(nodes=(), edges=(), shown=0, total=0)) == ()


def test_pairs_are_no_groups() -> None:
    store = holding(linked([("a", "b"), ("c", "d")]))
    assert groups(among(store, [firm(name) for name in "abcd"])) == ()


def test_go_betweens_and_best_linked() -> None:
    view = two_rings()
    (first, share), *_ = go_between(view)
    assert (first.iri, 0 < share <= 1) == (firm("a"), True)
    assert best_linked(view, 1) == ((first, 5.0),)
    pair = neighbourhood(holding(linked([("a", "b")])), firm("a"))
    assert go_between(pair) == ()
    assert middle(pair, firm("a")) == []


def test_the_middle_is_told_in_words_beside_the_start() -> None:
    linked_most, between = middle(two_rings(), firm("w"))
    assert linked_most.startswith("Linked to most others here: Firm a (5)")
    assert between.startswith("Go-betweens, with their share of the shortest ways between others: Firm a (")
    assert "Firm w" not in linked_most + between
    told = middle(neighbourhood(tea(), firm("nobody")), firm("nobody"))
    assert told == []
