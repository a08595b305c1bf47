"""What the store's own engine gets wrong is answered as SPARQL has it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import second_engine as second
from graph.cookbook import questions
from graph.dialect import plain
from graph.sandbox import ask
from graph.worker import is_suspect

DATA = """
@prefix : <e:> .
:oak :under :tree . :tree :under :plant . :ash :name "ash"@en , "frêne"@fr .
:one { :oak :under :tree . :oak :height 20 }
:two { :ash :under :tree }
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    store = ox.Store(str(path))
    store.load(DATA, ox.RdfFormat.TRIG)
    store.add_graph(ox.NamedNode("e:none"))
    store.flush()
    return path


def rows(source: Path, query: str) -> list[tuple[str, ...]]:
    """The answer's rows, terms short, in order."""
    found = ask(source, "PREFIX : <e:> " + query).rows
    return sorted(tuple("" if t is None else getattr(t, "value", "").removeprefix("e:") for t in row) for row in found)


@pytest.mark.parametrize("query", ["SELECT ?x { :elm :under* ?x }", "SELECT ?x { ?x :under? :elm }"])
def test_empty_path_reaches_a_term_that_is_nowhere(source: Path, query: str) -> None:
    assert rows(source, query) == [("elm",)]


def test_path_from_a_term_to_itself(source: Path) -> None:
    assert ask(source, "ASK { <e:elm> <e:under>* <e:elm> }").boolean
    assert ask(source, "ASK { <e:elm> (<e:under>|<e:in>)?/<e:in>* <e:elm> }").boolean
    assert not ask(source, "ASK { <e:elm> <e:under>+ <e:elm> }").boolean
    assert not ask(source, "ASK { <e:elm> <e:under>* <e:oak> }").boolean


def test_path_in_each_graph(source: Path) -> None:
    found = rows(source, "SELECT ?g ?x { GRAPH ?g { :oak :under* ?x } }")
    assert found == [("none", "oak"), ("one", "oak"), ("one", "tree"), ("two", "oak")]


def test_values_belong_to_each_graph(source: Path) -> None:
    assert rows(source, "SELECT ?g ?x { GRAPH ?g { VALUES ?x { 7 } } }") == [("none", "7"), ("one", "7"), ("two", "7")]


def test_counts_are_made_graph_by_graph(source: Path) -> None:
    query = "SELECT ?g ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }"
    assert rows(source, query) == [("none", "0"), ("one", "2"), ("two", "1")]


def test_subqueries_belong_to_each_graph(source: Path) -> None:
    sliced = "SELECT ?g ?s { GRAPH ?g { SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 1 } }"
    assert rows(source, sliced) == [("one", "oak"), ("two", "ash")]
    assert rows(source, "SELECT ?g ?p { GRAPH ?g { SELECT DISTINCT ?p { ?s ?p ?o } } }") == [
        ("one", "height"),
        ("one", "under"),
        ("two", "under"),
    ]


def test_graph_that_is_not_there_has_nothing(source: Path) -> None:
    assert not ask(source, "ASK { GRAPH <e:three> {} }").boolean
    assert ask(source, "ASK { GRAPH <e:one> {} }").boolean
    assert rows(source, "SELECT ?x FROM NAMED :one { GRAPH :two { VALUES ?x { 1 } } }") == []
    given = "SELECT ?g FROM NAMED :one { VALUES ?g { :one :two :three } GRAPH ?g { VALUES ?x { 1 } } }"
    assert rows(source, given) == [("one",)]


@pytest.mark.parametrize(
    ("pattern", "suspect"),
    [
        ("?a :p? ?b . ?b (:q|^:r)*/:s ?c", False),
        ("?a :p ?b ; :q :c", False),
        ("?a :p? :c", True),
        (":a :p* ?b", True),
        ("?a :q :c ; :p? ?b", True),
        ("?a :p? ?b, :c", True),
        ("GRAPH ?g { ?a :p :b }", False),
        ("GRAPH <e:x> { }", True),
    ],
)
def test_only_what_may_be_rare_is_read_twice(pattern: str, suspect: bool) -> None:
    assert is_suspect(f"SELECT * {{ {pattern} }}") == suspect


@pytest.mark.parametrize(
    ("pattern", "rare"),
    [
        ("GRAPH <e:one> { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }", False),
        ("GRAPH <e:one> { VALUES ?x { 7 } }", True),
        ("GRAPH <e:one> { GRAPH ?g { ?s ?p ?o } }", True),
        ("GRAPH <e:elm> { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }", True),
        ("GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }", True),
    ],
)
def test_a_graph_that_is_there_is_asked_of_the_first_engine(source: Path, pattern: str, rare: bool) -> None:
    query = second.parsed(f"SELECT * {{ {pattern} }}", {}, "")
    assert query is not None
    assert second.is_rare(query, second.View(ox.Store.read_only(str(source)))) == rare


def test_worked_questions_are_read_once() -> None:
    assert not [name for name, question in questions().items() if is_suspect(question.sparql)]


def test_minus_in_a_graph_takes_only_what_shares_a_variable(source: Path) -> None:
    assert rows(source, "SELECT ?g ?s { GRAPH ?g { ?s :under ?o MINUS { ?x :height ?y } } }") == [
        ("one", "oak"),
        ("two", "ash"),
    ]


def test_what_needs_no_triple_belongs_to_each_graph(source: Path) -> None:
    """GRAPH in GRAPH is asked of each graph for itself, and OPTIONAL and NOT EXISTS alone of a graph without them."""
    around = "SELECT ?g ?h ?s { GRAPH ?g { GRAPH ?h { ?s :under :tree } } }"
    assert rows(source, around) == sorted(
        (g, *found) for g in ("none", "one", "two") for found in (("one", "oak"), ("two", "ash"))
    )
    assert rows(source, "SELECT ?g ?s { GRAPH ?g { GRAPH :one { ?s :under ?o } } }") == [
        ("none", "oak"),
        ("one", "oak"),
        ("two", "oak"),
    ]
    assert rows(source, "SELECT ?h { GRAPH :one { GRAPH ?h { ?s :under ?o } } }") == [("one",), ("two",)]
    assert rows(source, "SELECT ?h { GRAPH :three { GRAPH ?h { ?s :under ?o } } }") == []
    assert rows(source, "SELECT ?g ?h { GRAPH ?g { OPTIONAL { ?s :height ?h } } }") == [
        ("none", ""),
        ("one", "20"),
        ("two", ""),
    ]
    assert rows(source, "SELECT ?g { GRAPH ?g { FILTER NOT EXISTS { ?s :height ?h } } }") == [("none",), ("two",)]


def test_a_subquery_knows_only_what_it_gives(source: Path) -> None:
    query = "SELECT ?g ?s ?n { VALUES ?s { :ash } GRAPH ?g { SELECT (COUNT(?s) AS ?n) { ?s ?p ?o } } }"
    assert rows(source, query) == [("none", "ash", "0"), ("one", "ash", "2"), ("two", "ash", "1")]


def test_prefixes_may_share_a_namespace(source: Path) -> None:
    assert rows(source, "PREFIX a: <e:> PREFIX b: <e:> SELECT ?x { a:elm b:under* ?x }") == [("elm",)]


def test_floating_numbers_become_text_as_xpath_has_it(source: Path) -> None:
    numbers = ["1e6", "1.5e7", "-123456789e0", "1e-7", "999999e0", "0.000001e0", "0e0", "1e400", "1000000", "1000000.5"]
    texts = ["1.0E6", "1.5E7", "-1.23456789E8", "1.0E-7", "999999", "0.000001", "0", "INF", "1000000", "1000000.5"]
    (found,) = ask(source, f"SELECT {' '.join(f'(xsd:string({n}) AS ?x{i})' for i, n in enumerate(numbers))} {{}}").rows
    assert [term.value for term in found if isinstance(term, ox.Literal)] == texts
    others = "SELECT (xsd:string(<e:x>) AS ?a) (xsd:string('x'@en) AS ?b) (xsd:string(BNODE()) AS ?c) {}"
    assert ask(source, others).rows == ((ox.Literal("e:x"), ox.Literal("x"), None),)


def test_graphs_are_those_that_the_query_names(source: Path) -> None:
    query = "SELECT ?g ?n FROM NAMED :two { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }"
    assert rows(source, query) == [("two", "1")]
    assert rows(source, "SELECT ?x FROM :one { :plant :under* ?x }") == [("plant",)]


def test_columns_and_errors_are_those_of_every_query(source: Path) -> None:
    answer = ask(source, "SELECT * { GRAPH ?g { ?s <e:under> ?o MINUS { ?x <e:height> ?y } } }")
    assert set(answer.variables) == {"g", "s", "o"}
    triples = ask(source, "CONSTRUCT { ?x a <e:Seen> } { <e:elm> <e:under>* ?x }").triples
    assert [t.subject for t in triples] == [ox.NamedNode("e:elm")]


def test_concatenated_texts_have_no_language(source: Path) -> None:
    query = "SELECT (GROUP_CONCAT(?n; SEPARATOR=', ') AS ?all) { ?x <e:name> ?n FILTER (LANG(?n) = 'fr') }"
    assert ask(source, query).rows == ((ox.Literal("frêne"),),)


def test_concatenation_is_found_by_its_brackets_alone() -> None:
    assert plain("(group_concat (DISTINCT STR(?a)) AS ?x)") == "(STR(group_concat (DISTINCT STR(?a))) AS ?x)"
    for kept in ("'GROUP_CONCAT('", "# GROUP_CONCAT(", "?GROUP_CONCAT", "ex:GROUP_CONCAT(?a)", "<x:GROUP_CONCAT(>"):
        assert plain(kept) == kept
    assert plain("GROUP_CONCAT(?a; SEPARATOR=')')") == "STR(GROUP_CONCAT(?a; SEPARATOR=')'))"


def test_numbers_come_back_from_tsv_as_they_went(source: Path) -> None:
    kinds = ["nonNegativeInteger", "integer", "decimal", "double", "int", "string"]
    values = " ".join(f"'7'^^<http://www.w3.org/2001/XMLSchema#{kind}>" for kind in kinds)
    answer = ask(source, f"SELECT ?x {{ VALUES ?x {{ {values} 'a\\tb' 1.5 2e0 <e:x> UNDEF }} }}")
    back = ox.parse_query_results(answer.serialize("tsv"), ox.QueryResultsFormat.TSV)
    assert isinstance(back, ox.QuerySolutions)
    assert [row["x"] for row in back] == [x for (x,) in answer.rows]


def test_label_of_a_blank_node_belongs_to_one_row(source: Path) -> None:
    query = "SELECT (BNODE(?n) AS ?a) (BNODE(STR(?n)) AS ?b) (BNODE('x') AS ?c) { VALUES ?n { 'x' 'x' 'y' } }"
    found = ask(source, query).rows
    assert [[row[0] == row[1], row[0] == row[2]] for row in found] == [[True, True], [True, True], [True, False]]
    assert len({term for row in found for term in row}) == 4  # one, one, and two
    crossed = "SELECT (BNODE(STR(?x)) AS ?a) (BNODE(STR(?y)) AS ?b) { :ash :name ?x . :ash :name ?y }"
    assert len({term for row in ask(source, f"PREFIX : <e:> {crossed}").rows for term in row}) == 1 + 2 + 2 + 1
