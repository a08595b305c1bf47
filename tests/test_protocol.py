"""The requests of the W3C's protocol tests, by name, to an endpoint on a file that holds the graphs they name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from served import served

from graph.server import PATH

GRAPHS = [f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in range(4)]
FIRST, SECOND, THIRD = (quote(graph, safe="") for graph in GRAPHS[1:])
UNHELD = f"default-graph-uri={quote(GRAPHS[0], safe='')}"
BOTH = f"<{GRAPHS[1]}> a ?type . <{GRAPHS[2]}> a ?type ."
EACH = f"GRAPH ?g1 {{ <{GRAPHS[1]}> a ?type }} GRAPH ?g2 {{ <{GRAPHS[2]}> a ?type }}"
FULL = f"ASK {{ <{GRAPHS[3]}> a ?type {EACH} }}"
DIRECT = {"content-type": "application/sparql-query"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = "application/sparql-results+json"

# What is asked: the test's name, method, query string, headers and body.
TRUE = [
    ("query_post_form", "POST", UNHELD, FORM, "query=ASK%20%7B%7D"),
    ("query_post_form_dataset", "POST", "", FORM, f"query=ASK%20%7B%7D&{UNHELD}"),
    (
        "query_dataset_default_graphs_get",
        "GET",
        f"query={quote(f'ASK {{ {BOTH} }}')}&default-graph-uri={FIRST}&default-graph-uri={SECOND}",
        {},
        "",
    ),
    (
        "query_dataset_default_graphs_post",
        "POST",
        f"default-graph-uri={FIRST}&default-graph-uri={SECOND}",
        DIRECT,
        f"ASK {{ {BOTH} }}",
    ),
    (
        "query_dataset_named_graphs_post",
        "POST",
        f"named-graph-uri={FIRST}&named-graph-uri={SECOND}",
        DIRECT,
        f"ASK {{ {EACH} }}",
    ),
    (
        "query_dataset_named_graphs_get",
        "GET",
        f"query={quote(f'ASK {{ {EACH} }}')}&named-graph-uri={FIRST}&named-graph-uri={SECOND}",
        {},
        "",
    ),
    (
        "query_dataset_full",
        "POST",
        f"default-graph-uri={THIRD}&named-graph-uri={FIRST}&named-graph-uri={SECOND}",
        DIRECT,
        FULL,
    ),
    (
        "query_multiple_dataset",
        "POST",
        f"named-graph-uri={FIRST}%26named-graph-uri%3D{SECOND}",
        DIRECT,
        f"ASK FROM <{GRAPHS[3]}> {{ {EACH} }}",
    ),
    ("query_get", "GET", f"query=ASK%20%7B%7D&{UNHELD}", {}, ""),
    ("query_get_with_version", "GET", f"query=ASK%20%7B%7D&version=1.2&{UNHELD}", {}, ""),
    ("query_post_direct", "POST", "", DIRECT, "ASK {}"),
    (
        "query_post_direct_with_version_param",
        "POST",
        UNHELD,
        {"content-type": "application/sparql-query; version=1.2"},
        "ASK {}",
    ),
    (
        "query_base_uri",
        "POST",
        "",
        DIRECT,
        "BASE <http://kasei.us/2009/09/> ASK { GRAPH <sparql/data/data1.rdf> { <sparql/data/data1.rdf> a ?type } }",
    ),
]
MEDIA = [
    ("query_content_type_select", "SELECT (1 AS ?value) {}", "", JSON),
    ("query_content_type_ask", "ASK {}", "", JSON),
    ("query_content_type_describe", "DESCRIBE <http://example.org/>", "", "text/turtle"),
    ("query_content_type_construct", "CONSTRUCT { <s> <p> 1 } WHERE {}", "", "text/turtle"),
    ("query_content_negotiation_json", "ASK {}", JSON, JSON),
    ("query_content_negotiation_xml", "ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
]
UPDATE = {"content-type": "application/sparql-update"}
CONFLICT = "WITH <http://example/addresses> DELETE { ?s ?p 'Bill' } WHERE { ?s ?p 'Bill' }"
BAD = [
    ("bad_query_method", "PUT", f"query=ASK%20%7B%7D&{UNHELD}", FORM, b"", 405),
    ("bad_multiple_queries", "GET", "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", {}, b"", 400),
    ("bad_multiple_queries_form", "POST", "", FORM, b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),
    ("bad_query_multiple_versions", "GET", "query=ASK%20%7B%7D&version=1.1&version=1.2", {}, b"", 400),
    ("bad_query_get_with_body", "GET", "", DIRECT, b"ASK {}", 400),
    ("bad_query_wrong_media_type", "POST", "", {"content-type": "text/plain"}, b"ASK {}", 415),
    ("bad_query_missing_form_type", "POST", "", {}, b"query=ASK%20%7B%7D", 415),
    ("bad_query_missing_direct_type", "POST", "", {}, b"ASK {}", 415),
    (
        "bad_query_non_utf8",
        "POST",
        "",
        {"content-type": "application/sparql-query; charset=UTF-16"},
        "ASK {}".encode("utf-16"),
        415,
    ),
    ("bad_query_syntax", "GET", "query=ASK%20%7B", {}, b"", 400),
    ("bad_update_get", "GET", "update=CLEAR%20ALL", {}, b"", 403),
    ("bad_multiple_updates", "POST", "", FORM, b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", 403),
    ("bad_update_multiple_versions", "POST", "", FORM, b"update=CLEAR%20ALL&version=1.1&version=1.2", 403),
    ("bad_update_wrong_media_type", "POST", "", {"content-type": "text/plain"}, b"CLEAR NAMED", 415),
    ("bad_update_missing_form_type", "POST", "", {}, b"update=CLEAR%20NAMED", 415),
    ("bad_update_form_body_missing", "POST", "update=CLEAR%20ALL", FORM, b"", 403),
    (
        "bad_update_non_utf8",
        "POST",
        "",
        {"content-type": "application/sparql-update; charset=UTF-16"},
        "CLEAR NAMED".encode("utf-16"),
        415,
    ),
    ("bad_update_syntax", "POST", "", FORM, b"update=CLEAR%20XYZ", 403),
    ("bad_update_dataset_conflict", "POST", "using-named-graph-uri=http%3A%2F%2Fe", UPDATE, CONFLICT.encode(), 403),
]
# Each begins with an update, so that an endpoint that reads refuses it: its name, query string, headers and body.
INSERT = "INSERT { GRAPH <http://example.org/g> { ?s a <http://example.org/C> } } WHERE { ?s a ?type }"
UPDATES = [
    ("update_dataset_default_graph", f"using-graph-uri={FIRST}", UPDATE, f"CLEAR ALL ; {INSERT}"),
    ("update_dataset_default_graphs", f"using-graph-uri={FIRST}&using-graph-uri={SECOND}", UPDATE, INSERT),
    ("update_dataset_named_graphs", f"using-named-graph-uri={FIRST}&using-named-graph-uri={SECOND}", UPDATE, INSERT),
    ("update_dataset_full", f"using-graph-uri={FIRST}&using-named-graph-uri={SECOND}", UPDATE, INSERT),
    ("update_post_form", "", FORM, "update=CLEAR%20ALL"),
    ("update_post_direct", "", UPDATE, "CLEAR ALL"),
    (
        "update_base_uri",
        "",
        UPDATE,
        "CLEAR GRAPH <http://example.org/g> ; INSERT DATA { <http://example.org/s> a <test> }",
    ),
]
# The names of the manifest of SPARQL 1.1, in its order.
OFFICIAL = """
query_post_form query_dataset_default_graphs_get query_dataset_default_graphs_post query_dataset_named_graphs_post
query_dataset_named_graphs_get query_dataset_full query_multiple_dataset query_get query_content_type_select
query_content_type_ask query_content_type_describe query_content_type_construct update_dataset_default_graph
update_dataset_default_graphs update_dataset_named_graphs update_dataset_full update_post_form update_post_direct
update_base_uri query_post_direct bad_query_method bad_multiple_queries bad_query_wrong_media_type
bad_query_missing_form_type bad_query_missing_direct_type bad_query_non_utf8 bad_query_syntax bad_update_get
bad_multiple_updates bad_update_wrong_media_type bad_update_missing_form_type bad_update_non_utf8 bad_update_syntax
bad_update_dataset_conflict
"""


def test_each_official_test_is_here() -> None:
    here = {test[0] for tests in (TRUE, MEDIA, BAD, UPDATES) for test in tests}
    assert len(OFFICIAL.split()) == 34
    assert set(OFFICIAL.split()) <= here


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    place = tmp_path_factory.mktemp("protocol") / "graphs.trig"
    documents = (f"<{graph}> {{ <{graph}> a foaf:Document }}\n" for graph in GRAPHS[1:])
    place.write_text(f"PREFIX foaf: <http://xmlns.com/foaf/0.1/>\n{''.join(documents)}", encoding="utf-8")
    with served(place) as opened:
        yield opened


@pytest.mark.parametrize(("name", "method", "target", "headers", "body"), TRUE, ids=[test[0] for test in TRUE])
def test_true(client: httpx.Client, name: str, method: str, target: str, headers: dict[str, str], body: str) -> None:
    answer = client.request(method, f"{PATH}/?{target}", headers=headers, content=body)
    assert (answer.status_code, answer.headers["content-type"]) == (200, JSON)
    assert json.loads(answer.content)["boolean"] is True


def test_graphs_of_the_request_count_and_no_others(client: httpx.Client) -> None:
    for wanted in (f"default-graph-uri={FIRST}&default-graph-uri={SECOND}", f"named-graph-uri={FIRST}"):
        answer = client.post(f"{PATH}/?{wanted}", content=FULL, headers=DIRECT)
        assert answer.json()["boolean"] is False


def test_graphs_of_the_request_come_before_those_of_the_query(client: httpx.Client) -> None:
    """query_multiple_dataset as it was before 2026."""
    query = f"ASK FROM <{GRAPHS[1]}> {{ <{GRAPHS[1]}> ?p ?o }}"
    answer = client.post(f"{PATH}/?default-graph-uri={SECOND}", content=query, headers=DIRECT)
    assert answer.json()["boolean"] is False
    assert client.post(f"{PATH}/", content=query, headers=DIRECT).json()["boolean"] is True


@pytest.mark.parametrize(("name", "query", "accept", "media"), MEDIA, ids=[test[0] for test in MEDIA])
def test_media_type(client: httpx.Client, name: str, query: str, accept: str, media: str) -> None:
    headers = {"Accept": accept} if accept else {}
    answer = client.post(f"{PATH}/?{UNHELD}", content=query, headers=DIRECT | headers)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)


@pytest.mark.parametrize(("name", "method", "target", "headers", "body", "status"), BAD, ids=[test[0] for test in BAD])
def test_refused(
    client: httpx.Client, name: str, method: str, target: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    answer = client.request(method, f"{PATH}/?{target}", headers=headers, content=body)
    assert answer.status_code == status
    assert answer.text.strip()


@pytest.mark.parametrize(("name", "target", "headers", "body"), UPDATES, ids=[test[0] for test in UPDATES])
def test_update_is_refused(client: httpx.Client, name: str, target: str, headers: dict[str, str], body: str) -> None:
    answer = client.post(f"{PATH}/?{target}", headers=headers, content=body)
    assert answer.status_code == 403
    held = client.post(f"{PATH}/", headers=DIRECT, content=f"ASK {{ {EACH} }}")
    assert held.json()["boolean"] is True
