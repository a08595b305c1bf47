"""How two entities are connected, in words and with sentences."""

from __future__ import annotations

from dataclasses import replace

from stores import called, firm, holding, linked, tea

from graph.queries import names
from graph.ways import picture, way_card, ways, why_none


def test_a_way_tells_each_step_with_what_articles_state() -> None:
    store = tea()
    institute, workshop = called(store, "Shunchang County Tea Institute"), called(store, "workshop in Upper Creek")
    first = ways(store, institute, workshop)[0]
    card = way_card(first)
    assert card.kind == f"a way of {len(first.steps)} steps"
    assert card.title.startswith("Shunchang County Tea Institute – Green Ridge Tea Co. – ")
    line = card.sections[0].lines[0]
    assert "".join(part.text for part in line.parts) == (
        "Green Ridge Tea Co. has an agreement with Shunchang County Tea Institute, according to Zhou Meiyu"
    )
    assert "signed an agreement" in line.passages[0].words


def test_there_is_no_way_where_no_facts_lead() -> None:
    store = holding(linked([("a", "b"), ("x", "y")]))
    assert ways(store, firm("a"), firm("x")) == []
    assert ways(store, firm("a"), firm("nobody")) == []


def test_why_there_is_no_way_is_told() -> None:
    store = holding(linked([("a", "b"), ("b", "c"), ("x", "y"), ("x", "z"), ("x", "u")]))
    called = names(store, map(firm, "abxy"))
    a, x = called[firm("a")], called[firm("x")]
    apart = f"Stated facts lead from {a.label} to 2 others and no further; {x.label} isn’t among them."
    assert why_none(store, a, x) == apart
    nobody = replace(a, iri=firm("nobody"), label="Nobody")
    assert why_none(store, nobody, a) == "No article states how Nobody is linked with anything else."


def test_a_way_too_long_is_told_as_too_long() -> None:
    store = holding(linked([(f"f{i}", f"f{i + 1}") for i in range(12)]))
    called = names(store, [firm("f0"), firm("f12")])
    assert why_none(store, called[firm("f0")], called[firm("f12")]).startswith("No chain of at most 6 stated facts")


def test_of_many_ways_the_shortest_are_given_as_far_as_asked() -> None:
    store = holding(linked([("a", "b"), ("b", "z"), ("a", "c"), ("c", "z")]))
    found = ways(store, firm("a"), firm("z"))
    assert [len(way.steps) for way in found] == [2, 2]
    assert len(ways(store, firm("a"), firm("z"), most=1)) == 1


def test_one_step_needs_no_heading() -> None:
    store = holding(linked([("a", "b")]))
    (way,) = ways(store, firm("a"), firm("b"))
    assert [section.title for section in way_card(way).sections] == [""]
    assert way_card(way).kind == "a way of 1 step"


def test_the_picture_holds_what_is_on_the_ways_and_nothing_else() -> None:
    store = holding(linked([("a", "b"), ("b", "z"), ("a", "q")]))
    view = picture(store, ways(store, firm("a"), firm("z")))
    assert {node.iri for node in view.nodes} == {firm("a"), firm("b"), firm("z")}
    assert len(view.edges) == 2
