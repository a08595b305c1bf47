"""Filters of a view, and the view as a table and as files."""

from __future__ import annotations

import csv
import io

import networkx as nx
import pytest
from stores import called, firm, holding, linked, tea, twice

from graph.network import Edge, Node, Telling, View, neighbourhood
from graph.shown import (
    Filter,
    articles_in,
    as_csv,
    as_graphml,
    captions,
    families_in,
    filtered,
    reasons,
    relations_in,
    table,
    undated,
    years_in,
)
from ontology.iri import place_iri


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


def test_a_kind_is_left_out_but_not_the_start() -> None:
    view, start = company()
    shown = filtered(view, Filter(without=frozenset({"organization"})), keep=[start])
    assert labels(shown) == {"Green Ridge Tea Co.", "Zhou Meiyu", "tea"}
    assert families_in(view) == {"organization": 3, "person": 1, "industry": 1}
    assert families_in(shown)["organization"] == 1


def test_only_what_one_article_says_is_left_with_its_facts() -> None:
    county = place_iri("130131")
    view = neighbourhood(twice(), county)
    told = articles_in(view)
    assert len(told) == 2
    first, second = told
    shown = filtered(view, Filter(article=second), keep=[county])
    assert shown.edges
    assert {telling.document for edge in shown.edges for telling in edge.told} == {second}
    assert all(edge.facts <= 1 for edge in shown.edges)
    assert filtered(view, Filter(article="nobody"), keep=[county]).edges == ()
    assert len(filtered(view, Filter(article=first), keep=[county]).edges) >= len(shown.edges)


def edge_of(*dates: str) -> View:
    ends = [Node(iri=name, label=name, kind="Village", links=1) for name in "ab"]
    told = tuple(Telling(document="d", date=date, confidence=0.9) for date in dates)
    edge = Edge(source="a", predicate="locatedIn", target="b", told=told)
    return View(nodes=tuple(ends), edges=(edge,), shown=1, total=1)


@pytest.mark.parametrize(
    ("date", "since", "until", "holds"),
    [
        ("2019", "", "", True), ("", "", "", True), ("", "2000", "", False), ("2019-05", "2019", "2019", True),
        ("2019-05-01", "2020", "", False), ("2019", "", "2018", False), ("2016/2020", "2018", "2019", True),
        ("2016/2020", "2021", "", False), ("2016-01/2020-12", "", "2015", False), ("2016/2020", "", "2016", True),
    ],
)  # fmt: skip
def test_time_is_met_by_facts_that_reach_into_it(date: str, since: str, until: str, holds: bool) -> None:
    view = edge_of(date)
    wanted = Filter(since=since, until=until)
    assert bool(filtered(view, wanted, keep=[]).edges) is holds
    assert undated(view, wanted) == (not date and bool(since or until))


def test_years_and_articles_are_those_of_the_facts() -> None:
    assert years_in(edge_of("2016/2020", "2018-05", "")) == ["2016", "2018", "2020"]
    assert filtered(edge_of("2016", "2020"), Filter(since="2018"), keep=[]).edges[0].facts == 1


def test_the_gazetteer_is_drawn_only_between_what_the_facts_asked_for_speak_of() -> None:
    view, county = neighbourhood(tea(), place_iri("130131")), place_iri("130131")
    city = place_iri("130100")
    assert any(city in (edge.source, edge.target) for edge in view.edges)
    shown = filtered(view, Filter(article=next(iter(articles_in(view)))), keep=[county])
    assert shown.edges
    assert not any(city in (edge.source, edge.target) for edge in shown.edges)


def test_what_hides_is_said_in_words() -> None:
    assert reasons(Filter()) == []
    wanted = Filter(
        predicates=frozenset({"livesIn"}), least=0.8, since="2018", article="d", without=frozenset({"person"}),
        hidden=frozenset({"x"}),
    )  # fmt: skip
    assert reasons(wanted) == [
        "only: lives in", "only sure or surer", "from 2018", "only what one article says", "no people",
        "1 taken away by hand",
    ]  # fmt: skip


def test_a_program_is_drawn_without_its_runner_only_where_that_is_drawn_too() -> None:
    labels = {"x:r": "Reed County", "x:p": "Tourism (Reed County)", "x:t": "Reed Town"}
    runner, program, town = (Node(iri=iri, label=label, kind="Place", links=1) for iri, label in labels.items())
    runs = Edge(source="x:r", predicate="implements", target="x:p")
    meant = Edge(source="x:p", predicate="covers", target="x:t")
    whole = View(nodes=(runner, program, town), edges=(runs, meant), shown=3, total=3)
    part = View(nodes=(program, town), edges=(meant,), shown=2, total=2)
    assert captions(whole) == labels | {"x:p": "Tourism"}
    assert captions(part)["x:p"] == "Tourism (Reed County)"
    assert {r.object for r in table(whole)} == {"Tourism", "Reed Town"}
    assert "Reed County,runs,Tourism (Reed County)" in as_csv(whole)
