from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_reading import places
from stores import called, firm, holding, linked, seed, tea, twice

from graph.network import ADDED, DRAWN, MOST, STEP, Edge, View, between, neighbourhood, paths
from ontology.iri import BASE, place_iri

Pairs = list[tuple[str, str]]
STAR = [("hub", f"n{i:02}") for i in range(60)]
PAIRS = st.lists(st.tuples(*(st.sampled_from("abcdefgh"),) * 2).filter(lambda p: p[0] < p[1]), min_size=1, max_size=14)


def drawn(view: View) -> set[str]:
    return {node.iri for node in view.nodes}


def counts(view: View, iri: str) -> tuple[int, int, int]:
    """A node's facts, and its neighbours that are drawn, of how many."""
    (node,) = (n for n in view.nodes if n.iri == iri)
    return node.links, node.shown, node.neighbours


def test_neighbourhood_holds_an_entity_and_what_facts_link_it_to() -> None:
    view = neighbourhood(tea(), called(tea(), "Green Ridge Tea Co."))
    assert view.nodes[0].label == "Green Ridge Tea Co."
    assert {(n.label, n.kind) for n in view.nodes} == {
        ("Green Ridge Tea Co.", "Enterprise"), ("Zhou Meiyu", "Official"), ("tea", "Industry"),
        ("workshop in Upper Creek", "Workshop"), ("Shunchang County Tea Institute", "Institution"),
    }  # fmt: skip
    assert (view.shown, view.total) == (4, 4)


def test_neighbourhood_draws_the_relations_among_neighbours_too() -> None:
    view = neighbourhood(tea(), called(tea(), "Green Ridge Tea Co."))
    labels = {n.iri: n.label for n in view.nodes}
    told = {(labels[e.source], e.predicate, labels[e.target]) for e in view.edges}
    assert ("Zhou Meiyu", "donatedTo", "workshop in Upper Creek") in told
    assert len(told) == 5
    assert counts(view, called(tea(), "Zhou Meiyu")) == (2, 2, 2)


def test_neighbourhood_says_how_many_are_shown_of_how_many() -> None:
    store = holding(linked(STAR))
    view = neighbourhood(store, firm("hub"))
    assert (view.shown, view.total, len(view.nodes)) == (MOST, 60, MOST + 1)
    assert counts(view, firm("hub")) == (60, MOST, 60)
    few = neighbourhood(store, firm("hub"), most=5)
    assert (few.shown, few.total, len(few.edges)) == (5, 60, 5)


def test_neighbourhood_shows_the_most_told_and_then_the_best_linked() -> None:
    first = linked([("hub", "a"), ("hub", "b"), ("hub", "c"), ("c", "x"), ("c", "y"), ("hub", "d")])
    again = linked([("hub", "d")], text="Two firms work together again.")
    view = neighbourhood(holding(first, again), firm("hub"))
    assert [n.label for n in view.nodes] == [f"Firm {name}" for name in ("hub", "d", "c", *sorted("ab", key=firm))]


def test_opening_adds_a_step_of_neighbours_and_their_count() -> None:
    second = [("n00", f"m{i:02}") for i in range(30)]
    store = holding(linked([*STAR, *second]))
    before = neighbourhood(store, firm("hub"))
    after = neighbourhood(store, firm("hub"), opened=[firm("n00")])
    assert drawn(before) < drawn(after)
    assert [n.iri for n in after.nodes][: len(before.nodes)] == [n.iri for n in before.nodes]
    assert (after.shown, after.total) == (MOST + STEP, 60 + 30)
    assert counts(after, firm("n00")) == (31, STEP + 1, 31)
    assert counts(before, firm("n00")) == (31, 1, 31)


def test_opening_again_shows_a_step_more() -> None:
    store = holding(linked(STAR))
    hub = firm("hub")
    shown = [neighbourhood(store, hub, most=5, step=10, opened=[hub] * times).shown for times in range(4)]
    assert shown == [5, 15, 25, 35]


def test_opening_what_is_not_drawn_changes_nothing() -> None:
    store = holding(linked(STAR))
    before = neighbourhood(store, firm("hub"), most=5)
    hidden = sorted({firm(n) for _, n in STAR} - drawn(before))[0]
    assert neighbourhood(store, firm("hub"), most=5, opened=[hidden, "", f"{BASE}x"]) == before


@given(pairs=PAIRS, opened=st.lists(st.sampled_from("abcdefgh"), max_size=3), most=st.integers(0, 4))
@settings(max_examples=40)
def test_opening_only_adds(pairs: Pairs, opened: list[str], most: int) -> None:
    start = firm(pairs[0][0])
    with holding(linked(pairs)) as store:
        views = [
            neighbourhood(store, start, opened=map(firm, opened[:n]), most=most, step=1) for n in range(len(opened) + 1)
        ]
    for before, after in pairwise(views):
        assert drawn(before) <= drawn(after)
        assert set(before.edges) <= set(after.edges)
        assert before.total <= after.total
    for view in views:
        assert view.shown <= view.total
        assert view.shown == len(view.nodes) - 1
        ends = {end for e in view.edges for end in (e.source, e.target)}
        assert ends <= drawn(view)
        assert all(n.shown <= n.links for n in view.nodes)


def test_closing_takes_away_what_the_opening_brought_and_what_that_brought() -> None:
    second = [("n00", f"m{i}") for i in range(3)] + [("m0", f"k{i}") for i in range(2)] + [("n01", "j")]
    store = holding(linked([*STAR[:4], *second]))
    opened = [firm(name) for name in ("n00", "m0", "n01")]
    before = neighbourhood(store, firm("hub"), opened=opened)
    after = neighbourhood(store, firm("hub"), opened=opened, shut=[firm("n00")])
    assert drawn(before) - drawn(after) == set(map(firm, ("m0", "m1", "m2", "k0", "k1")))
    assert next(n for n in before.nodes if n.iri == firm("n00")).brought == 3
    (closed,) = (n for n in after.nodes if n.iri == firm("n00"))
    assert (closed.brought, closed.more) == (0, 3)
    assert after.shown == len(after.nodes) - 1 == after.total
    assert neighbourhood(store, firm("hub"), opened=opened, shut=[firm("hub"), "nobody"]) == before


def test_what_is_added_comes_with_its_shortest_way_to_what_is_shown() -> None:
    far = [("n01", "a"), ("a", "b"), ("b", "c"), ("n01", "d"), ("d", "e"), ("e", "f"), ("f", "c"), ("c", "g")]
    store = holding(linked([*STAR[:4], *far]))
    before = neighbourhood(store, firm("hub"))
    after = neighbourhood(store, firm("hub"), opened=[ADDED + firm("c")])
    assert drawn(after) - drawn(before) == set(map(firm, "abc"))
    assert [n.iri for n in after.nodes][: len(before.nodes)] == [n.iri for n in before.nodes]
    assert {frozenset((e.source, e.target)) for e in after.edges} >= {frozenset(map(firm, "ab"))}
    assert (after.shown, after.total, after.alone) == (before.shown, before.total, ())
    further = neighbourhood(store, firm("hub"), opened=[ADDED + firm("c"), firm("c")])
    assert drawn(further) - drawn(after) == set(map(firm, "fg"))
    assert neighbourhood(store, firm("hub"), opened=[ADDED + firm("c")], shut=[firm("n01")]) == after


def test_what_is_added_without_a_way_stands_alone() -> None:
    store = holding(linked([*STAR[:4], ("lone", "lonelier"), *pairwise(["n00", *"abcdefg"])]))
    view = neighbourhood(store, firm("hub"), opened=[ADDED + firm("lone"), ADDED + firm("g")])
    assert [node.iri for node in view.alone] == [firm("lone"), firm("g")]  # the way from g has seven steps
    assert len(view.nodes) == 1 + 4 + 2
    near = neighbourhood(store, firm("hub"), opened=[ADDED + firm("f")])
    assert near.alone == ()
    assert len(near.nodes) == 1 + 4 + 6


def test_adding_what_is_shown_or_unknown_changes_nothing() -> None:
    store = holding(linked(STAR[:4]))
    before = neighbourhood(store, firm("hub"))
    added = [ADDED + iri for iri in (firm("n01"), f"{BASE}x", "")]
    assert neighbourhood(store, firm("hub"), opened=added) == before


def test_a_way_that_does_not_fit_is_not_drawn() -> None:
    store = holding(linked([*[("hub", f"n{i:03}") for i in range(DRAWN - 2)], ("n000", "a"), ("a", "b")]))
    before = neighbourhood(store, firm("hub"), most=DRAWN - 2)
    assert len(before.nodes) == DRAWN - 1
    assert neighbourhood(store, firm("hub"), opened=[ADDED + firm("b")], most=DRAWN - 2) == before
    assert drawn(neighbourhood(store, firm("hub"), opened=[ADDED + firm("a")], most=DRAWN - 2)) > drawn(before)


def test_more_is_what_opening_brings() -> None:
    store = holding(linked([*STAR, *[("n00", f"m{i:02}") for i in range(5)]]))
    before = neighbourhood(store, firm("hub"))
    (node,) = (n for n in before.nodes if n.iri == firm("n00"))
    after = neighbourhood(store, firm("hub"), opened=[firm("n00")])
    assert len(after.nodes) - len(before.nodes) == node.more == 5


def test_more_counts_what_the_gazetteer_alone_links_and_opening_brings_it() -> None:
    store = holding(places(("130131", "130102", "130103"), "Three places in one city."))
    county, city = place_iri("130131"), place_iri("130100")
    before = neighbourhood(store, county)
    (node,) = (n for n in before.nodes if n.iri == city)
    assert (node.links, node.more) == (0, 2)
    after = neighbourhood(store, county, opened=[city])
    assert drawn(after) > drawn(before)
    assert len(after.nodes) - len(before.nodes) == node.more


def test_no_more_are_drawn_than_can_be_read() -> None:
    store = holding(linked([("hub", f"n{i:03}") for i in range(DRAWN + 20)]))
    view = neighbourhood(store, firm("hub"), opened=[firm("hub")] * 30, step=20)
    assert (len(view.nodes), view.shown, view.total) == (DRAWN, DRAWN - 1, DRAWN + 20)


def test_neighbourhood_of_a_stranger_is_empty() -> None:
    view = neighbourhood(tea(), f"{BASE}person/nobody")
    assert (view.nodes, view.edges, view.shown, view.total) == ((), (), 0, 0)


def test_gazetteer_gives_the_places_around_and_counts_no_facts() -> None:
    county, city = place_iri("130131"), place_iri("130100")
    view = neighbourhood(tea(), county)
    edges = {(e.source, e.target): e.facts for e in view.edges if e.predicate == "locatedIn"}
    assert edges[county, city] == 0
    assert edges[city, place_iri("130000")] == 0
    assert edges[county, place_iri("130000")] == 1
    assert counts(view, city) == (0, 2, 2)
    assert (view.shown, view.total) == (4, 4)


def test_place_that_an_article_and_the_gazetteer_put_in_another_has_one_edge() -> None:
    store = holding(places(("130131", "130100"), "Pingshan is in Shijiazhuang.", inside=((0, 1),)))
    ends = [place_iri("130131"), place_iri("130100")]
    (edge,) = between(store, ends)
    assert (edge.source, edge.predicate, edge.target) == (ends[0], "locatedIn", ends[1])
    assert (edge.facts, edge.confidence) == (1, 0.5)
    store = holding(places(("130131", "130100"), "Two places."))
    assert between(store, ends) == (Edge(source=ends[0], predicate="locatedIn", target=ends[1]),)


def test_edge_counts_the_articles_that_state_it() -> None:
    ends = [called(twice(), "Zhou Meiyu"), called(twice(), "Green Ridge Tea Co.")]
    (edge,) = between(twice(), ends)
    assert (edge.predicate, edge.facts, edge.confidence) == ("holdsPostIn", 2, 1.0)
    assert (edge.source, edge.target) == tuple(ends)
    assert {telling.date for telling in edge.told} == {"2020-08", "2021-03-05"}
    assert len({telling.document for telling in edge.told}) == 2
    assert between(twice(), ends[:1]) == ()
    assert between(twice(), []) == ()


def test_view_is_a_graph_of_networkx() -> None:
    view = neighbourhood(seed(), called(seed(), "Ningshan County"))
    graph = view.graph()
    assert set(graph) == drawn(view)
    assert graph.number_of_edges() == len(view.edges) > 5
    assert {(a, p, b) for a, b, p in graph.edges(keys=True)} == {(e.source, e.predicate, e.target) for e in view.edges}
    assert nx.is_weakly_connected(graph)
    assert graph.nodes[view.nodes[0].iri] == {"label": "Ningshan County", "kind": "County"}


LADDER = [("a", "b"), ("b", "z"), ("a", "c"), ("c", "d"), ("d", "z"), ("x", "y")]


@pytest.mark.parametrize(
    ("start", "end", "most", "expected"),
    [
        ("a", "z", 3, ["abz"]),
        ("z", "a", 1, ["zba"]),
        ("a", "b", 1, ["ab"]),
        ("a", "a", 3, ["a"]),
        ("a", "x", 3, []),
        ("a", "nobody", 3, []),
    ],
)
def test_paths_are_the_shortest_ways_or_none(start: str, end: str, most: int, expected: list[str]) -> None:
    store = holding(linked(LADDER))
    found = paths(store, firm(start), firm(end), most=most)
    assert found[: len(expected)] == [[firm(name) for name in way] for way in expected]
    assert bool(found) == bool(expected)


def test_paths_of_one_length_are_all_given_as_far_as_asked() -> None:
    store = holding(linked([(a, m) for m in "mno" for a in "az"]))
    found = paths(store, firm("a"), firm("z"))
    assert sorted(way[1] for way in found) == sorted(map(firm, "mno"))
    assert len(paths(store, firm("a"), firm("z"), most=2)) == 2


def test_paths_are_no_longer_than_asked() -> None:
    store = holding(linked(list(pairwise("abcdefgh"))))
    (way,) = paths(store, firm("a"), firm("g"))
    assert way == [firm(name) for name in "abcdefg"]
    assert paths(store, firm("a"), firm("h")) == []
    assert len(paths(store, firm("a"), firm("h"), longest=7)) == 1


def test_no_further_path_is_longer_than_asked() -> None:
    store = holding(linked([("a", "b"), ("a", "c"), ("b", "x"), ("c", "x"), ("c", "q"), ("q", "z"), ("z", "r")]))
    short, long = ([firm(name) for name in way] for way in ("acqz", "abxcqz"))
    assert paths(store, firm("a"), firm("z")) == [short, long]
    assert paths(store, firm("a"), firm("z"), longest=3) == [short]


@given(pairs=PAIRS, ends=st.tuples(*(st.sampled_from("abcdefgh"),) * 2))
@settings(max_examples=60)
def test_first_path_is_as_short_as_any(pairs: Pairs, ends: tuple[str, str]) -> None:
    graph = nx.Graph(pairs)
    graph.add_nodes_from(ends)
    with holding(linked(pairs)) as store:
        found = paths(store, *map(firm, ends), longest=8)
    assert bool(found) == nx.has_path(graph, *ends)
    whole = nx.relabel_nodes(graph, firm)
    for way in found:
        assert (way[0], way[-1]) == tuple(map(firm, ends))
        assert len(set(way)) == len(way)
        assert all(whole.has_edge(*step) for step in pairwise(way))
    lengths = [len(way) for way in found]
    assert lengths == sorted(lengths)
    assert not found or lengths[0] == nx.shortest_path_length(graph, *ends) + 1
