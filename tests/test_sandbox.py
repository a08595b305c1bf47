from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal
from sample_reading import TEXT, sample

from graph.rdf import quads
from graph.reader import Snapshot
from graph.sandbox import Answer, Limits, ask, refuse
from graph.store import Store
from ontology.errors import BadQuery
from ontology.iri import document_iri

PEOPLE = """SELECT ?name ?code {
  ?x a pg:Person ; skos:prefLabel ?name OPTIONAL { ?x pg:code ?code }
} ORDER BY ?name"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("store")
    with Store.open(path) as store:
        store.replace(document_iri(TEXT), quads(sample()))
    with Snapshot.open(path) as reader:
        yield reader.source()


def test_select_gives_typed_rows(source: Path) -> None:
    answer = ask(source, PEOPLE)
    assert (answer.kind, answer.variables, answer.notice) == ("solutions", ("name", "code"), "")
    assert answer.rows == ((Literal("Lin Anke"), None), (Literal("Zhou Meiyu"), None))


def test_memory_store_is_asked_too() -> None:
    with Store.memory() as store:
        store.replace(document_iri(TEXT), quads(sample()))
        assert len(ask(store.source(), PEOPLE).rows) == 2
        store.remove(document_iri(TEXT))
        assert ask(store.source(), PEOPLE).rows == ()


def test_ask_and_construct(source: Path) -> None:
    assert ask(source, "ASK { ?x a pg:Program }").boolean
    assert not ask(source, "ASK { ?x a pg:Nothing }").boolean
    answer = ask(source, "CONSTRUCT { ?x a pg:Person } WHERE { ?x a pg:Person }")
    assert (answer.kind, len(answer.triples), answer.rows) == ("graph", 2, ())
    assert b"a pg:Person ." in answer.serialize("turtle")
    assert ask(source, "DESCRIBE <https://w3id.org/policygraph/resource/place/130131>").triples


def test_formats(source: Path) -> None:
    answer = ask(source, PEOPLE)
    assert json.loads(answer.serialize("json"))["head"]["vars"] == ["name", "code"]
    assert answer.serialize("csv") == b"name,code\r\nLin Anke,\r\nZhou Meiyu,\r\n"
    assert answer.serialize("tsv").startswith(b'?name\t?code\n"Lin Anke"\t')
    assert b"<literal>Zhou Meiyu</literal>" in answer.serialize("xml")
    with pytest.raises(BadQuery, match="gives rows"):
        answer.serialize("turtle")
    graph = Answer(kind="graph", body=b"")
    with pytest.raises(BadQuery, match="gives a graph"):
        graph.serialize("csv")
    assert ask(source, "ASK {}").serialize("csv").strip() == b"true"


def test_terms_survive_the_way_back(source: Path) -> None:
    text = 'a "b" \\ \n\t<c> \u00e9 \U0001f375'
    query = f"SELECT ({Literal(text)} AS ?x) ('1.50'^^xsd:decimal AS ?y) ('x'@zh AS ?z) {{}}"
    ((x, y, z),) = ask(source, query).rows
    assert x == Literal(text)
    assert isinstance(y, Literal)
    assert y.datatype.value.endswith("decimal")
    assert z == Literal("x", language="zh")


def test_caps_are_told(source: Path) -> None:
    everything = "SELECT * { ?s ?p ?o }"
    answer = ask(source, everything, Limits(rows=7))
    assert len(answer.rows) == 7
    assert answer.notice == "Only the first 7 rows are shown."
    answer = ask(source, everything, Limits(bytes=5000))
    assert 0 < len(answer.body) < 6000
    assert "5000 bytes" in answer.notice
    answer = ask(source, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", Limits(rows=3))
    assert len(answer.triples) == 3
    assert answer.notice
    whole = ask(source, "SELECT * { ?s ?p ?o } LIMIT 7", Limits(rows=7))
    assert (len(whole.rows), whole.notice) == (7, "")


def test_rows_that_hold_what_ends_a_row_are_counted_one_by_one(source: Path) -> None:
    query = "SELECT ?x { VALUES ?x { '},{' '}},{' 'a\\\\},{' 1 UNDEF } }"
    tight, wide = ask(source, query, Limits(rows=5)), ask(source, query, Limits(rows=None))
    assert tight.rows == wide.rows
    assert len(tight.rows) == 5
    assert not tight.notice
    assert ask(source, query, Limits(rows=4)).notice
    assert len(ask(source, "SELECT ?x { VALUES ?x { UNDEF UNDEF } }", Limits(rows=2)).rows) == 2


CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize(
    ("query", "limits", "words"),
    [
        (f"SELECT (COUNT(*) AS ?n) {CROSS}", Limits(seconds=1), "longer than 1 seconds"),
        (
            f"SELECT * {CROSS} ORDER BY ?a ?d",
            Limits(seconds=30, memory=1_000_000_000),
            "more than 1 GB of memory",
        ),
        ("SELECT * " + "{" * 20_000 + "}" * 20_000, Limits(), "too complex"),
        ("SELECT (<https://example.org/f>(1) AS ?x) {}", Limits(), "not supported"),
    ],
)
def test_too_much_is_an_error_and_no_empty_result(source: Path, query: str, limits: Limits, words: str) -> None:
    with pytest.raises(BadQuery, match=words):
        ask(source, query, limits)


@pytest.mark.parametrize(
    ("query", "line", "column", "words"),
    [
        ("SELECT ?x WHERE {\n  ?x a pg:Place .\n", 3, 1, "something is missing"),
        ("SELECT ?x WHERE {\n  ?x foo:y ?z }", 2, 6, "the prefix foo: is not declared"),
        ("hello", 1, 1, "unexpected 'hello'"),
        ("", 1, 1, "something is missing"),
        ("SELECT * { ?s ?p 'x }", 1, 18, "unexpected"),
        ('SELECT * {\n  ?s ?p "x .\n} LIMIT 5', 2, 9, "unexpected"),
        ("SELECT * {\n  ?s ?p ?o\n  FILTER(foo(?o))\n}", 3, 10, "unexpected 'foo'"),
        ("SELECT * {\r\n ?s ?p ?o .\r\n OPTIONL { ?s ?p ?o }\r\n}", 3, 2, "unexpected 'OPTIONL'"),
        ("SELECT * { ?s ?p '\U00022222\u00e9' FILTER(?o = ) } #(\n", 1, 35, "unexpected ')'"),
        ("ASK {\n} }", 2, 3, "unexpected '}'"),
        ("SELECT * { ?s ?p ?o } LIMIT -1", 1, 29, "unexpected '-1'"),
        ("SELECT * { ?s <a b> ?o }", 1, 18, "IRI parsing failed"),
        ("SELECT ?a {} GROUP BY ?b", 1, 25, "a variable that is unbound"),
        ("PREFIX a: <urn:a#>\nBASE <urn:b>\nSELECT * { <x> a:y ?z ; }; }", 3, 26, "unexpected ';'"),
    ],
)
def test_malformed_query_is_told_where(source: Path, query: str, line: int, column: int, words: str) -> None:
    with pytest.raises(BadQuery, match=re.escape(words)) as told:
        ask(source, query)
    assert (told.value.line, told.value.column) == (line, column)
    assert f"line {line}, column {column}" in str(told.value)


def test_long_malformed_query_is_told_where_the_engine_stopped(source: Path) -> None:
    with pytest.raises(BadQuery, match="malformed at line 1, column 2500"):
        ask(source, "ASK {" + " " * 25_000 + "} }")


HIDDEN = """SELECT * { FILTER(?a<ex:b#> \"\"\"
) SERVICE <http://127.0.0.1:1/> { ?x ?y ?z } } #\"\"\""""


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:1/>{ } }",
        "SELECT * { ?s ?p true SERVICE:x{ } }",
        "SELECT * { # comment\nSERVICE\n# more\n<http://127.0.0.1:1/> { } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { } }",
        "SELECT * { ?s ?p '\\u0027 } #' SERVICE <http://127.0.0.1:1/> { }",
        HIDDEN,
        "SELECT * { ?s pg:\\' ?o SERVICE <http://127.0.0.1:1/> { ?a ?b 'c' } }",
        'SELECT * { ?s ?p """c" } #\nSERVICE <http://127.0.0.1:1/> { }',
    ],
)
def test_other_sources_are_refused(query: str) -> None:
    with pytest.raises(BadQuery, match="refused"):
        refuse(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ?from 'SERVICE <x> { }' }",
        'SELECT * { ?s ?p "say \\"SERVICE\\"" , """from ""here"" SERVICE""" }',
        "SELECT * { ?s <http://example.org/service#FROM> ?o } # SERVICE",
        "SELECT * { ?s schema:service ?o ; pg:from 'x'@en-from }",
        "PREFIX x: <http://e.org/insert#> SELECT * { ?s x:delete ?o FILTER(?o < 3 && ?o > 1) }",
        "SELECT * { ?insert ?delete ?load }",
    ],
)
def test_words_in_strings_names_and_comments_are_no_clauses(query: str) -> None:
    refuse(query)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <https://example.org/a> a pg:Place }",
        "PREFIX x: <http://example.org/> delete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:1/>",
        "CLEAR ALL",
        "# innocent\nDROP ALL",
    ],
)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(BadQuery, match="changes a store"):
        refuse(query)


def test_worker_never_asks_another_machine(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing comes in at a server that a query names."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(BadQuery, match="refused"):
            ask(source, f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
        with pytest.raises(TimeoutError):
            server.accept()
