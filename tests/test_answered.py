from __future__ import annotations

import pytest
from stores import called, holding, linked, seed, tea

from graph.answered import BESIDE, MOST_BARS, MOST_NODES, bars, drawn, entity_columns
from graph.cookbook import questions
from graph.reader import Reader
from graph.results import Cell, Table, table
from graph.sandbox import ask


def answered(reader: Reader, query: str) -> Table:
    return table(reader, ask(reader.source(), query))


def counted(*rows: tuple[str, float]) -> Table:
    """A table of labels and numbers."""
    cells = tuple((Cell(text=label), Cell(text=str(number), number=number)) for label, number in rows)
    return Table(columns=("what", "many"), rows=cells)


def test_columns_of_entities_are_told_from_articles_and_words() -> None:
    found = answered(tea(), "SELECT ?d ?x ?name { ?d schema:mentions ?x . ?x skos:prefLabel ?name }")
    assert entity_columns(found) == [1]
    assert drawn(tea(), found) is None


def test_two_columns_of_entities_make_a_graph_of_what_is_stated() -> None:
    view = drawn(tea(), answered(tea(), questions()["who-runs-what"].sparql))
    assert view is not None
    (edge,) = view.edges
    assert (edge.source, edge.target) == (called(tea(), "Pingshan County"), called(tea(), "skills training program"))
    assert edge.predicate == "implements"
    assert edge.facts == 1


def test_pair_that_nobody_states_is_drawn_as_such() -> None:
    view = drawn(tea(), answered(tea(), "SELECT ?who ?where { ?who a pg:Workshop . ?where a pg:Province }"))
    assert view is not None
    (edge,) = view.edges
    assert (edge.predicate, edge.facts) == (BESIDE, 0)


def test_relations_between_entities_of_different_rows_are_not_drawn() -> None:
    store = holding(linked([("A", "B"), ("C", "D"), ("B", "C")]))
    query = 'SELECT ?a ?b { VALUES (?x ?y) { ("Firm A" "Firm B") ("Firm C" "Firm D") } '
    view = drawn(store, answered(store, query + "?a skos:prefLabel ?x . ?b skos:prefLabel ?y }"))
    assert view is not None
    assert len(view.edges) == 2


def test_graph_of_triples_has_their_subjects_and_objects() -> None:
    view = drawn(seed(), answered(seed(), questions()["relations-as-graph"].sparql))
    assert view is not None
    assert view.shown == view.total == len(view.nodes) > 20
    assert not [e for e in view.edges if e.predicate == BESIDE]


def test_large_answer_is_cut_and_says_of_how_many() -> None:
    store = holding(linked([(f"A{i}", f"B{i}") for i in range(MOST_NODES)]))
    view = drawn(store, answered(store, "SELECT ?a ?b { ?f rdf:subject ?a ; rdf:object ?b }"))
    assert view is not None
    assert view.shown == len(view.nodes) == MOST_NODES
    assert view.total == 2 * MOST_NODES
    ends = {end for edge in view.edges for end in (edge.source, edge.target)}
    assert ends == {node.iri for node in view.nodes}
    fewer = drawn(store, answered(store, "SELECT ?a ?b { ?f rdf:subject ?a ; rdf:object ?b }"), most=9)
    assert fewer is not None
    assert (fewer.shown, fewer.total) == (8, 2 * MOST_NODES)


def test_labels_and_numbers_make_bars_in_their_order() -> None:
    found = bars(answered(seed(), questions()["programs-by-province"].sparql))
    assert found is not None
    assert (found.label, found.number) == ("province", "programs")
    assert "/place/" in found.entity
    assert list(found.values) == sorted(found.values, key=lambda v: -v[1])


@pytest.mark.parametrize(
    "shown",
    [
        counted(),
        counted(("one", 1)),
        counted(("same", 1), ("same", 2)),
        Table(columns=("a", "b"), rows=((Cell(text="x"), Cell(text="y")), (Cell(text="z"), Cell(text="w")))),
    ],
)
def test_other_answers_make_no_bars(shown: Table) -> None:
    assert bars(shown) is None


def test_many_bars_are_cut_and_counted() -> None:
    found = bars(counted(*((f"n{i}", float(i)) for i in range(100))))
    assert found is not None
    assert (len(found.values), found.total) == (MOST_BARS, 100)
