"""The endpoint's protocol: what the W3C's protocol tests for queries check, and what this endpoint adds."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from sample_reading import TEXT, sample
from served import served

from graph.protocol import GRAPHS, ROWS, choose
from graph.query_pool import Size
from graph.rdf import quads
from graph.sandbox import Limits
from graph.server import ACCESS, PATH, Settings
from graph.store import Store
from ontology.iri import BASE, document_iri

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
ASK = "ASK { ?x a pg:Person }"
PEOPLE = "SELECT ?x ?name { ?x a pg:Person ; skos:prefLabel ?name } ORDER BY ?name"
GRAPH = "CONSTRUCT { ?x skos:prefLabel ?name } WHERE { ?x a pg:Person ; skos:prefLabel ?name }"
DOCUMENT = document_iri(TEXT)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("served") / "store"
    with Store.open(path) as store:
        store.replace(DOCUMENT, quads(sample()))
    limits = Limits(seconds=2, rows=50, bytes=100_000, whole=True)
    settings = Settings(limits=limits, size=Size(workers=1, waiting=4), request=5_000)
    with served(path, settings) as opened:
        yield opened


def test_get_and_both_posts_give_the_same(client: httpx.Client) -> None:
    answers = [
        client.get(PATH, params={"query": PEOPLE}),
        client.post(PATH, data={"query": PEOPLE}),
        client.post(PATH, content=PEOPLE, headers=DIRECT),
        client.post(PATH, content=PEOPLE, headers={"Content-Type": "application/sparql-query; charset=UTF-8"}),
        client.post(PATH, content=f"\ufeff{PEOPLE}", headers=DIRECT),
    ]
    assert [a.status_code for a in answers] == [200] * 5
    assert len({a.content for a in answers}) == 1
    assert [row["name"]["value"] for row in answers[0].json()["results"]["bindings"]] == ["Lin Anke", "Zhou Meiyu"]


@pytest.mark.parametrize(
    ("query", "accept", "media", "holds"),
    [
        (PEOPLE, "", "application/sparql-results+json", '"Lin Anke"'),
        (PEOPLE, "application/json", "application/json", '"Lin Anke"'),
        (PEOPLE, "application/sparql-results+xml", "application/sparql-results+xml", "<literal>Lin Anke</literal>"),
        (PEOPLE, "text/csv;q=0.9, text/tab-separated-values", "text/tab-separated-values", '"Lin Anke"'),
        (PEOPLE, "text/turtle, text/csv;q=0.1", "text/csv", ",Lin Anke\r\n"),
        (PEOPLE, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html", "<td>Lin Anke</td>"),
        (ASK, "text/csv", "text/csv", "true"),
        (GRAPH, "", "text/turtle", 'skos:prefLabel "Lin Anke"'),
        (GRAPH, "application/n-triples", "application/n-triples", '"Lin Anke" .'),
        (GRAPH, "application/ld+json", "application/ld+json", '"Lin Anke"'),
        (GRAPH, "application/trig", "application/trig", '"Lin Anke"'),
        (GRAPH, "application/n-quads", "application/n-quads", '"Lin Anke" .'),
        (GRAPH, "application/rdf+xml", "application/rdf+xml", "Lin Anke"),
    ],
)
def test_format_is_negotiated(client: httpx.Client, query: str, accept: str, media: str, holds: str) -> None:
    answer = client.get(PATH, params={"query": query}, headers={"Accept": accept} if accept else {})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media
    assert holds in answer.text


@pytest.mark.parametrize(
    ("query", "accept", "words"),
    [
        ('SELECT ("\\u0001" AS ?x) {}', "application/sparql-results+xml", "character that XML"),
        ('CONSTRUCT { <urn:s> <urn:p> "\\uFFFE" } {}', "application/rdf+xml", "character that XML"),
        ("CONSTRUCT { <urn:s> <urn:1> 1 } {}", "application/rdf+xml", "no name for the property <urn:1>"),
        ("CONSTRUCT { <urn:s> <urn:p> <<( <urn:a> <urn:b> 1 )>> } {}", "application/ld+json", "JSON-LD"),
    ],
)
def test_what_a_format_cannot_say_is_406(client: httpx.Client, query: str, accept: str, words: str) -> None:
    told = client.get(PATH, params={"query": query}, headers={"Accept": accept})
    assert told.status_code == 406
    assert words in told.text
    assert client.get(PATH, params={"query": query}).status_code == 200


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("text/*;q=0.5, text/csv;q=0, */*;q=0.1", "text/tab-separated-values"),
        ("application/sparql-results+xml;q=1.0, */*;q=0.9", "application/sparql-results+xml"),
        ("image/png", ""),
        ("*/*;q=0", ""),
        ("nonsense, text/csv;q=x", "application/sparql-results+json"),
        ("TEXT/CSV ; Q=0.3", "text/csv"),
    ],
)
def test_liking(accept: str, chosen: str) -> None:
    assert choose(accept, ROWS) == chosen


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "a/b;q=0.1," * 3_000])
def test_what_cannot_be_accepted_is_406(client: httpx.Client, accept: str) -> None:
    told = client.get(PATH, params={"query": ASK}, headers={"Accept": accept})
    assert told.status_code == 406
    assert len(told.text) < 500


@pytest.mark.parametrize(
    ("method", "target", "headers", "body", "status"),
    [
        ("GET", "?query=ASK%7B%7D&query=ASK%7B%7D", {}, b"", 400),
        ("GET", "?default-graph-uri=urn:x", {}, b"", 400),
        ("GET", "?query=ASK%7B%7D&default-graph-uri=no%20iri", {}, b"", 400),
        ("GET", "?query=%FF%FE", {}, b"", 400),
        ("GET", "?query=%0D%0ASet-Cookie:a=b", {}, b"", 400),
        ("PUT", "?query=ASK%7B%7D", {}, b"", 405),
        ("DELETE", "", {}, b"", 405),
        ("POST", "", FORM, b"", 400),
        ("POST", "", FORM, b"query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("POST", "", FORM, b"query=%C3%28", 400),
        ("POST", "", DIRECT, "ASK {}".encode("utf-16"), 400),
        ("POST", "", {"Content-Type": "application/sparql-query; charset=utf-16"}, "ASK {}".encode("utf-16"), 415),
        ("POST", "", {"Content-Type": "text/plain"}, b"ASK {}", 415),
        ("POST", "", {}, b"ASK {}", 415),
        ("POST", "", DIRECT | {"Content-Encoding": "gzip"}, b"ASK {}", 415),
        ("POST", "", DIRECT, b"ASK {} #" + b"x" * 5_000, 413),
        ("POST", "", FORM, b"a=b&" * 1_100 + b"query=ASK%7B%7D", 400),
        ("POST", "", FORM, b"update=CLEAR+ALL", 403),
        ("POST", "", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL", 403),
        ("POST", "", DIRECT, b"INSERT DATA { <urn:a> <urn:b> <urn:c> }", 403),
        ("GET", "?query=DROP%20ALL", {}, b"", 403),
        ("POST", "", DIRECT, b"SELECT * { SERVICE <http://127.0.0.1:1/> { } }", 400),
        ("POST", "", DIRECT, b"SELECT * FROM <file:///etc/passwd> { }", 400),
        ("POST", "", DIRECT, b"SELECT * FROM <http://e/\\uD800> { }", 400),
        ("POST", "", DIRECT, b'SELECT ("\\uD800" AS ?x) { }', 400),
        ("POST", "", DIRECT | {"Transfer-Encoding": "chunked", "Content-Length": "5"}, b"5\r\nASK{}\r\n0\r\n\r\n", 400),
        ("POST", "", DIRECT, b"SELECT * { ?s ?p ?o }", 503),  # more than 50 rows: never the first 50
        ("POST", "", DIRECT, b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", 503),
    ],
)
def test_what_is_refused(
    client: httpx.Client, method: str, target: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    answer = client.request(method, PATH + target, headers=headers, content=body)
    assert answer.status_code == status
    assert answer.text.endswith((".\n", "\n"))
    assert "set-cookie" not in answer.headers
    assert ("retry-after" in answer.headers) == (status == 503)


def test_malformed_query_is_told_where(client: httpx.Client) -> None:
    answer = client.get(PATH, params={"query": "SELECT * {\n  ?s ?p }"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert "line 2, column 9: unexpected '}'" in answer.text
    shown = client.get(PATH, params={"query": "<script>"}, headers={"Accept": "text/html"})
    assert (shown.status_code, shown.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "<script>" not in shown.text
    assert "&lt;script&gt;" in shown.text


def test_graphs_that_come_with_a_query(client: httpx.Client) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"

    def number(query: str, **fields: str) -> int:
        rows = client.post(PATH, data={"query": query, **fields}).json()["results"]["bindings"]
        return int(rows[0]["n"]["value"])

    assert 0 < number(count, **{"default-graph-uri": DOCUMENT}) < number(count)
    assert number(inside, **{"default-graph-uri": DOCUMENT}) == 0
    assert number(inside, **{"named-graph-uri": DOCUMENT}) == number(count, **{"default-graph-uri": DOCUMENT})


def test_graphs_joined_by_an_encoded_ampersand_are_taken_apart(client: httpx.Client) -> None:
    query = "ASK FROM <e:other> { GRAPH ?g { ?a ?b ?c } FILTER NOT EXISTS { ?y ?p ?z } }"
    joined = urlencode({"named-graph-uri": f"{DOCUMENT}&default-graph-uri=http://e.org/none"})
    answer = client.post(f"{PATH}?{joined}", content=query, headers=DIRECT)
    assert answer.json()["boolean"]
    assert "http://e.org/none" in answer.headers["Warning"]


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_graph_that_came_and_is_not_held_is_empty_and_told(client: httpx.Client, name: str) -> None:
    fields = {"query": "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", name: 'http://127.0.0.1:1/\u00e9"x'}
    assert client.get(PATH, params=fields).status_code == 400  # no IRI
    fields[name] = "http://127.0.0.1:1/\u00e9"
    answer = client.get(PATH, params=fields)
    assert (answer.status_code, answer.json()["boolean"]) == (200, False)
    assert "<http://127.0.0.1:1/%C3%A9>" in answer.headers["warning"]
    assert "warning" not in client.get(PATH, params={"query": ASK, name: DOCUMENT}).headers
    page = client.get(PATH, params=fields, headers={"Accept": "text/html"}).text
    assert "&lt;http://127.0.0.1:1/\u00e9&gt;" in page
    for kept in ("file:///etc/passwd", "urn:x"):  # no graph of the Web
        assert client.get(PATH, params={"query": ASK, name: kept}).status_code == 400
    inside = client.get(PATH, params={"query": "ASK FROM <http://127.0.0.1:1/x> {}"})
    assert inside.status_code == 400


def test_many_graphs_that_are_not_held_are_told_in_brief(client: httpx.Client) -> None:
    graphs = [("default-graph-uri", f"http://e.org/{n}" + "x" * 100) for n in range(30)]
    answer = client.post(PATH, content=urlencode([("query", "ASK {}"), *graphs]), headers=FORM)
    assert (answer.status_code, answer.json()["boolean"]) == (200, True)
    assert "and 27 more" in answer.headers["warning"]
    assert len(answer.headers["warning"]) < 1_000


def test_relative_iris_are_resources(client: httpx.Client) -> None:
    relative = DOCUMENT.removeprefix(BASE)
    for query in (f"ASK {{ GRAPH <{relative}> {{ ?s ?p ?o }} }}", f"ASK FROM <{relative}> {{ ?s ?p ?o }}"):
        assert client.get(PATH, params={"query": query}).json()["boolean"]
    built = client.get(
        PATH,
        params={"query": "CONSTRUCT { <s> <p> 1 } WHERE {}"},
        headers={"Accept": "text/csv, application/n-triples"},
    )
    assert f"<{BASE}s> <{BASE}p>" in built.text


def test_address_may_end_in_a_slash(client: httpx.Client) -> None:
    assert client.post(f"{PATH}/", content=ASK, headers=DIRECT).json()["boolean"]


def test_head_options_and_other_origins(client: httpx.Client) -> None:
    head = client.head(PATH, params={"query": ASK})
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 0
    preflight = client.options(PATH, headers={"Origin": "http://e.org", "Access-Control-Request-Method": "POST"})
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["access-control-allow-headers"] == "*"
    assert client.put(PATH).headers["allow"] == "GET, HEAD, OPTIONS, POST"
    for answer in (head, client.get(PATH, params={"query": "no"})):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "Retry-After" in answer.headers["access-control-expose-headers"]


def test_it_tells_of_itself(client: httpx.Client) -> None:
    plain = client.get(PATH)
    assert plain.headers["content-type"].startswith("text/turtle")
    for word in ("SPARQL11Query", "sparqlEndpoint", f"<{client.base_url}{PATH}>", "triples", "SPARQL_Results_JSON"):
        assert word in plain.text
    for media in GRAPHS:
        answer = client.get(PATH, headers={"Accept": media})
        assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media)
    page = client.get(PATH, headers={"Accept": "text/html"})
    assert "<textarea" in page.text
    assert "script" not in page.headers["content-security-policy"]
    assert client.get(f"{PATH}/health").json() == {"status": "ok", "queries": 0}
    assert client.get(f"{PATH}/version").json()["policygraph"]


def test_answers_are_escaped_in_the_page(client: httpx.Client) -> None:
    query = "SELECT ('<img src=x onerror=alert(1)>' AS ?a) (<javascript:alert(1)> AS ?b) {}"
    shown = client.get(PATH, params={"query": query}, headers={"Accept": "text/html"}).text
    assert "<img" not in shown
    assert 'href="javascript' not in shown


def test_log_tells_no_query_unless_asked_to(client: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger=ACCESS.name):
        client.get(PATH, params={"query": ASK})
    line = json.loads(caplog.messages[-1])
    assert {k: line[k] for k in ("method", "path", "status", "kind")} == {
        "method": "GET",
        "path": PATH,
        "status": 200,
        "kind": "boolean",
    }
    assert "Person" not in caplog.messages[-1]


def test_what_is_saved_is_answered(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        store.replace(DOCUMENT, quads(sample()))
    with served(tmp_path / "store") as opened:
        assert opened.get(PATH, params={"query": ASK}).json()["boolean"]
        with Store.open(tmp_path / "store") as store:
            store.remove(DOCUMENT)
        assert not opened.get(PATH, params={"query": ASK}).json()["boolean"]
