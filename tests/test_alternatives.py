"""Paths with alternatives give a row for each way, as SPARQL has it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.alternatives import spread
from graph.sandbox import ask

DATA = """
@prefix : <e:> .
:oak :under :tree ; :kin :ash, :tree ; :near :ash . :ash :under :tree . :tree :over :oak . :elm :size 5 .
:one { :oak :under :tree ; :kin :tree }
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    store = ox.Store(str(path))
    store.load(DATA, ox.RdfFormat.TRIG)
    store.flush()
    return path


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        (":oak :under|:kin :tree", 2),
        (":oak :under|:kin ?x", 3),
        (":oak :under|^:over|:kin/:under ?x", 3),
        (":oak (:kin|:near)/:under ?x", 2),
        (":oak (:kin|:kin)/(:under|:under) ?x", 4),
        (":tree ^((:kin|:near)/:under) ?x", 2),
        ("{ ?x a ?y } UNION { :oak :near|:kin ?x }", 3),
        (":oak :near ?y ; :under|:kin ?x , :tree", 6),
        (":oak :under|:kin ?x ; :near ?y . FILTER(?x != :none || ?y != :none) ?x :over ?z", 2),
        ("FILTER(true) :oak :under|:kin ?x BIND(?x AS ?y)", 3),
        ("{ SELECT ?label0 { _:a :under|:kin ?label0 . _:a :near :ash } }", 3),
        ("VALUES ?s { :oak :tree } OPTIONAL { ?s :under|:kin ?x }", 4),
        ("{ SELECT ?x { _:a :under|:kin ?x . _:a :near :ash } }", 3),
        ("GRAPH ?g { :oak :under|:kin ?x }", 2),
        (":oak (:under|:kin)* ?x", 3),
        (":oak !(:under|:near) ?x", 2),
        (":oak !(:near|^:none) ?x", 4),
        (":oak :under|:kin ?x ; FILTER(true)", 3),
        (":oak :under|:kin ?x ; OPTIONAL { ?x :none ?y }", 3),
        ("{ SELECT ?x { _:a- :near ?y . :oak :under|:kin ?x } }", 3),
        ("{ SELECT ?x { _:a.b :under|:kin ?x . _:a-b :near :ash . _:a_b :over :oak } }", 4),
        ("OPTIONAL { <e:it's> :none ?z } :oak :under|:kin ?o FILTER(?o != 'y')", 3),
        ("?z :size 5. :oak :under|:kin ?x", 3),
    ],
)
def test_each_way_is_a_row(source: Path, pattern: str, count: int) -> None:
    query = f"PREFIX : <e:> SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    ((number,),) = ask(source, query).rows
    assert number == ox.Literal(count)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s (:p|:q)* ?o . ?s !(:p|:q) ?o FILTER(?s || ?o) }",
        "SELECT * { ?s :p 'a|b', \"it's | that\" }  # a|b",
        "SELECT * { ?s ?p ?o FILTER(REGEX(?o, 'a|b') || ?o = 3) }",
    ],
)
def test_what_has_each_node_once_is_left_alone(query: str) -> None:
    assert spread(query) == query


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { [ :p|:q ?o ] :r ?x }",
        "SELECT * { _:a :p|:q ?o }",
        "SELECT * { ?s :p|:q [ :r ?o ] }",
        "SELECT * { ?s :p|:q (1 2) }",
        "CONSTRUCT { _:a :p ?o } { _:b :p|:q ?o }",
        "SELECT * { _:b :near ?y . :oak :under|:kin ?x . _:b :kin ?x }",
        "ASK { ?s :p|:q ?o }",
        "SELECT * { ?s :p|:q",
        "SELECT * { ?s :p| ?o }",
        "| | |",
        "SELECT ?x { ?x " + "/".join(["(:p|:q)"] * 9) + " ?y }",
        "SELECT * { ?s (" * 500 + ":p|:q",
    ],
)
def test_what_is_odd_stays_as_it_is(query: str) -> None:
    assert spread(query) == query
