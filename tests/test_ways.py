"""How two entities are connected, in words and with sentences."""

from __future__ import annotations

from stores import called, firm, holding, linked, tea

from graph.ways import picture, way_card, ways


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
