from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.layout import Spot, extended, positions

ROOM = (104.0, 52.0)  # that a mark with its label takes
_NODES = st.text("abcdef", min_size=1, max_size=2)
_SPOTS = st.tuples(*(st.floats(-2000, 2000, allow_nan=False),) * 2)


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[str]:
    nodes = draw(st.lists(_NODES, unique=True, max_size=14))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    if nodes:
        ends = st.sampled_from(nodes)
        graph.add_edges_from(draw(st.lists(st.tuples(ends, ends), max_size=16)))
    return graph


def box(spots: list[Spot]) -> tuple[float, float, float, float]:
    xs, ys = zip(*spots, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def are_apart(one: list[Spot], two: list[Spot]) -> bool:
    """Whether two parts have room for their marks and labels beside or above each other."""
    a, b = box(one), box(two)
    beside = max(a[0], b[0]) - min(a[2], b[2]) >= ROOM[0]
    above = max(a[1], b[1]) - min(a[3], b[3]) >= ROOM[1]
    return beside or above


def star(leaves: int) -> nx.Graph[str]:
    return nx.relabel_nodes(nx.star_graph(leaves), str)


@given(graphs())
@settings(max_examples=60)
def test_every_node_has_a_place_of_its_own(graph: nx.Graph[str]) -> None:
    spots = positions(graph)
    assert spots.keys() == set(graph)
    assert len(set(spots.values())) == len(graph)


@given(graphs(), st.randoms())
@settings(max_examples=40)
def test_same_graph_gets_the_same_places(graph: nx.Graph[str], random: object) -> None:
    nodes, edges = list(graph), [(b, a) for a, b in graph.edges]
    for found in (nodes, edges):
        random.shuffle(found)  # type: ignore[attr-defined]
    again: nx.Graph[str] = nx.Graph()
    again.add_nodes_from(nodes)
    again.add_edges_from(edges)
    assert positions(again) == positions(graph)


@given(graphs())
@settings(max_examples=60)
def test_parts_have_room_beside_each_other(graph: nx.Graph[str]) -> None:
    spots = positions(graph)
    parts = [[spots[n] for n in part] for part in nx.connected_components(graph)]
    assert all(are_apart(one, two) for one, two in combinations(parts, 2))


def test_parts_stand_in_rows_the_largest_first() -> None:
    graph = nx.compose(star(6), nx.Graph([("x", "y")]))
    graph.add_nodes_from(f"lone {i}" for i in range(40))
    spots = positions(graph)
    left, top, right, _ = box(list(spots.values()))
    assert (left, top) == (0.0, 0.0)
    assert right < 1500
    assert min(spots[str(i)][1] for i in range(7)) == 0.0
    assert spots["lone 0"][1] < spots["lone 9"][1]


@pytest.mark.parametrize("leaves", [1, 5, 12, 40])
def test_labels_have_room(leaves: int) -> None:
    spots = positions(star(leaves))
    for (ax, ay), (bx, by) in combinations(spots.values(), 2):
        assert abs(ax - bx) >= ROOM[0] - 0.1 or abs(ay - by) >= ROOM[1] - 0.1


def test_nothing_is_placed_nowhere() -> None:
    assert positions(nx.Graph()) == {}
    assert extended(nx.Graph(), {"a": (0.0, 0.0)}) == {}


@given(graphs(), st.data())
@settings(max_examples=60)
def test_what_stands_never_moves_and_the_rest_finds_a_place(graph: nx.Graph[str], data: st.DataObject) -> None:
    stand = data.draw(st.lists(st.sampled_from([*sorted(graph), "elsewhere"]), unique=True))
    placed = dict(zip(stand, data.draw(st.lists(_SPOTS, min_size=len(stand), max_size=len(stand))), strict=True))
    spots = extended(graph, placed, origin=data.draw(st.sampled_from([*sorted(graph), ""])))
    assert spots.keys() == set(graph)
    assert {n: spots[n] for n in graph if n in placed} == {n: placed[n] for n in graph if n in placed}
    new = [spots[n] for n in graph if n not in placed]
    assert len(set(new)) == len(new)
    assert not set(new) & {spots[n] for n in graph if n in placed}


@pytest.mark.parametrize("leaves", [3, 12, 40, 90])
def test_new_nodes_come_near_and_never_onto_others(leaves: int) -> None:
    spots = extended(star(leaves), {"0": (500.0, -300.0)})
    for (ax, ay), (bx, by) in combinations(spots.values(), 2):
        assert abs(ax - bx) > 15 or abs(ay - by) > 15
    assert all(abs(x - 500) < 900 and abs(y + 300) < 700 for x, y in spots.values())
    if leaves == 3:
        assert all(abs(x - 500) < 230 and abs(y + 300) < 170 for x, y in spots.values())


def test_new_nodes_find_a_place_wherever_their_neighbours_were_drawn() -> None:
    for far in (1e18, float("inf"), float("nan")):
        assert extended(star(3), {"0": (far, 0.0)}).keys() == set(star(3))


def test_new_nodes_come_near_what_was_opened() -> None:
    graph = nx.Graph([("left", "right"), ("left", "new"), ("right", "new")])
    placed = {"left": (0.0, 0.0), "right": (3000.0, 0.0)}
    assert extended(graph, placed, origin="right")["new"][0] > 2500
    assert extended(graph, placed, origin="left")["new"][0] < 500


def test_new_node_waits_for_the_neighbour_that_leads_to_it() -> None:
    graph = nx.Graph([("a", "z"), ("z", "m"), ("m", "far")])
    spots = extended(graph, {"m": (0.0, 0.0), "far": (0.0, 9000.0)})
    assert abs(spots["z"][0]) + abs(spots["z"][1]) < 400
    assert abs(spots["a"][0]) + abs(spots["a"][1]) < 700


def test_new_part_comes_below_what_stands() -> None:
    graph = nx.Graph([("a", "b")])
    graph.add_node("lone")
    assert extended(graph, {"a": (0.0, 0.0), "b": (90.0, 400.0)})["lone"][1] > 400


def test_many_parts_together_have_about_the_form_of_a_screen() -> None:
    graph: nx.Graph[str] = nx.Graph((f"a{i}", f"b{i}") for i in range(120))
    spots = positions(graph).values()
    wide, high = (max(s[i] for s in spots) - min(s[i] for s in spots) for i in (0, 1))
    assert 1 < wide / high < 2
