"""What is on the screen as Turtle."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import Graph
from stores import called, tea, twice

from graph.excerpt import of_known, of_selection, of_view
from graph.network import between, neighbourhood
from graph.prefixes import named
from graph.profile import profile
from graph.reader import Reader
from graph.selection import select
from graph.shown import Filter, filtered
from graph.validate import problems


def parsed(turtle: str) -> ox.Store:
    store = ox.Store()
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    return store


def facts(store: ox.Store | Reader) -> int:
    return len({q.subject for q in _match(store, "rdf:type", "pg:Fact")})


def _match(store: ox.Store | Reader, predicate: str, object: str) -> list[ox.Quad]:
    find = store.match if isinstance(store, Reader) else store.quads_for_pattern
    return list(find(None, named(predicate), named(object), ox.DefaultGraph()))


@pytest.mark.parametrize("name", ["Green Ridge Tea Co.", "Zhou Meiyu", "Upper Creek Village"])
def test_page_holds_its_facts_with_their_evidence_and_breaks_no_shape(name: str) -> None:
    told = profile(tea(), called(tea(), name))
    assert told is not None
    text = of_known(tea(), told.known)
    store = parsed(text)
    assert facts(store) == sum(len(s.facts) for s in told.known.statements)
    assert len(Graph().parse(data=text, format="turtle")) == len(store)
    whole = set(tea().merged())
    assert set(store) <= whole
    broken = problems(store)
    assert all("A document has its text, once" in problem for problem in broken)  # the text stays where it is


def test_every_sentence_of_a_page_is_in_its_file() -> None:
    told = profile(twice(), called(twice(), "Green Ridge Tea Co."))
    assert told is not None
    exact = {q.object.value for q in parsed(of_known(twice(), told.known)) if q.predicate == named("oa:exact")}
    assert exact == {p.words for section in told.told for line in section.lines for p in line.passages}


def test_canvas_gives_only_the_relations_that_it_shows() -> None:
    start = called(tea(), "Pingshan County")
    view = neighbourhood(tea(), start)
    assert facts(parsed(of_view(tea(), view))) == sum(edge.facts for edge in view.edges)
    shown = filtered(view, Filter(predicates=frozenset({"implements"})), keep=[start])
    store = parsed(of_view(tea(), shown))
    assert facts(store) == 1
    assert _match(store, "rdf:predicate", "pg:implements")


def test_canvas_gives_what_the_gazetteer_alone_says() -> None:
    view = neighbourhood(tea(), called(tea(), "Pingshan County"))
    placed = [e for e in view.edges if not e.facts]
    assert placed
    store = parsed(of_view(tea(), view))
    for edge in placed:
        assert between(tea(), [edge.source, edge.target]) == (edge,)
        assert ox.Quad(ox.NamedNode(edge.source), named("pg:locatedIn"), ox.NamedNode(edge.target)) in store


def test_chosen_facts_hold_their_amounts_and_nothing_else() -> None:
    told = profile(tea(), called(tea(), "Zhou Meiyu"))
    assert told is not None
    (pick,) = (x.pick for section in told.told for x in section.lines if "donatedTo" in x.pick)
    store = parsed(of_selection(tea(), select(tea(), (pick,))))
    assert facts(store) == 1
    assert len(_match(store, "rdf:type", "pg:Observation")) == 1
    assert len(parsed(of_selection(tea(), select(tea(), ())))) == 0
