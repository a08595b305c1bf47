"""Filters of a view, and the view as a table and as files."""

from __future__ import annotations

import csv
import io

import networkx as nx
from stores import called, firm, holding, linked, tea

from graph.network import View, neighbourhood
from graph.shown import Filter, as_csv, as_graphml, central, filtered, relations_in, table


def company() -> tuple[View, str]:
    start = called(tea(), "Green Ridge Tea Co.")
    return neighbourhood(tea(), start), start


def labels(view: View) -> set[str]:
    return {node.label for node in view.nodes}


def test_nothing_is_hidden_without_a_filter() -> None:
    view, start = company()
    assert filtered(view, Filter(), keep=[start]) == view


def test_a_filter_by_relation_keeps_its_ends_and_the_start() -> None:
    view, start = company()
    shown = filtered(view, Filter(predicates=frozenset({"hasIndustry"})), keep=[start])
    assert labels(shown) == {"Green Ridge Tea Co.", "tea"}
    assert [edge.predicate for edge in shown.edges] == ["hasIndustry"]


def test_what_nothing_meets_leaves_the_start_alone() -> None:
    view, start = company()
    shown = filtered(view, Filter(least=1.1), keep=[start])
    assert (labels(shown), shown.edges) == ({"Green Ridge Tea Co."}, ())


def test_an_entity_is_hidden_with_its_relations_and_what_hangs_on_it_alone() -> None:
    view, start = company()
    shown = filtered(view, Filter(hidden=frozenset({called(tea(), "Zhou Meiyu")})), keep=[start])
    assert "Zhou Meiyu" not in labels(shown)
    assert all(edge.predicate != "donatedTo" for edge in shown.edges)


def test_relations_are_counted_the_most_frequent_first() -> None:
    view = neighbourhood(holding(linked([("hub", "a"), ("hub", "b")])), firm("hub"))
    assert list(relations_in(view).values()) == [2]


def test_the_table_tells_the_same_relations_in_words() -> None:
    view, _ = company()
    rows = table(view)
    assert len(rows) == len(view.edges)
    assert ("Green Ridge Tea Co.", "lives by", "tea") in {(r.subject, r.verb, r.object) for r in rows}
    assert [r[0] for r in csv.reader(io.StringIO(as_csv(view)))] == ["subject", *(r.subject for r in rows)]


def test_graphml_holds_every_entity_by_name() -> None:
    view, _ = company()
    graph = nx.parse_graphml(as_graphml(view))
    assert {data["label"] for _, data in graph.nodes(data=True)} == labels(view)
    assert graph.number_of_edges() == len(view.edges)


def test_central_is_what_lies_between_others() -> None:
    view = neighbourhood(holding(linked([("a", "hub"), ("b", "hub"), ("c", "hub")])), firm("hub"))
    assert central(view) == [firm("hub")]
    assert central(neighbourhood(holding(linked([("a", "b")])), firm("a"))) == []
