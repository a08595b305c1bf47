"""Other people's clients ask the endpoint."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from sample_reading import TEXT, sample
from served import served
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from graph.rdf import quads
from graph.server import PATH
from graph.store import Store
from ontology.iri import document_iri

PEOPLE = "SELECT ?name { ?x a pg:Person ; skos:prefLabel ?name } ORDER BY ?name"

PREFIXED = f"""PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
{PEOPLE}"""  # for clients that read a query before they send it


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("asked") / "store"
    with Store.open(path) as store:
        store.replace(document_iri(TEXT), quads(sample()))
    with served(path) as client:
        yield f"{client.base_url}{PATH}"


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize("way", [["--get"], []])
def test_curl(address: str, way: list[str]) -> None:
    command = ["curl", "-sS", *way, "-H", "Accept: text/csv", address, "--data-urlencode", f"query={PEOPLE}"]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"name\r\nLin Anke\r\nZhou Meiyu\r\n"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format", ["xml", "json", "csv"])
def test_rdflib(address: str, method: str, format: str) -> None:
    store = SPARQLStore(address, method=method, returnFormat=format)
    assert [str(row[0]) for row in store.query(PEOPLE)] == ["Lin Anke", "Zhou Meiyu"]


def test_rdflib_as_a_graph(address: str) -> None:
    graph = Graph(SPARQLStore(address))
    built = graph.query("CONSTRUCT { ?x a pg:Person } WHERE { ?x a pg:Person }").graph
    assert built is not None
    assert len(built) == 2
    assert bool(graph.query("ASK { ?x a pg:Person }"))


def _wrapper(address: str, query: str, format: str) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(address, returnFormat=format)
    wrapper.setQuery(query)
    return wrapper


@pytest.mark.parametrize("posted", [False, True])
@pytest.mark.parametrize("direct", [False, True])
def test_sparqlwrapper_rows(address: str, posted: bool, direct: bool) -> None:
    wrapper = _wrapper(address, PREFIXED, JSON)
    if posted:
        wrapper.setMethod(POST)
    if posted and direct:
        wrapper.setRequestMethod(POSTDIRECTLY)
    rows = wrapper.query().convert()["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == ["Lin Anke", "Zhou Meiyu"]


def test_sparqlwrapper_formats_and_errors(address: str) -> None:
    assert _wrapper(address, PREFIXED, CSV).query().convert() == b"name\r\nLin Anke\r\nZhou Meiyu\r\n"
    assert "Lin Anke" in _wrapper(address, PREFIXED, XML).query().convert().toxml()
    graph = "PREFIX pg: <https://w3id.org/policygraph/ontology#> CONSTRUCT { ?x a pg:Person } WHERE { ?x a pg:Person }"
    assert len(Graph().parse(_wrapper(address, graph, TURTLE).query().convert())) == 2
    with pytest.raises(QueryBadFormed, match="malformed at line 1"):
        _wrapper(address, "SELECT ?x WHERE {", JSON).query()


@pytest.fixture(scope="module")
def comunica() -> list[str]:
    """The command of Comunica, where `make engines` has npm install it."""
    command = Path(sys.prefix) / "comunica" / "node_modules" / ".bin" / "comunica-sparql"
    if not command.exists():
        pytest.skip("Comunica isn't installed: make engines, which needs npm")
    return [str(command)]


def _comunica(command: list[str], *words: str) -> list[dict[str, str]]:
    ran = subprocess.run(
        [*command, *words, "-t", "application/json"], capture_output=True, check=True, timeout=120, text=True
    )
    return json.loads(ran.stdout)


def test_comunica_rows(comunica: list[str], address: str) -> None:
    assert [row["name"] for row in _comunica(comunica, f"sparql@{address}", PREFIXED)] == ['"Lin Anke"', '"Zhou Meiyu"']


def test_comunica_joins_two_endpoints(comunica: list[str], address: str, tmp_path: Path) -> None:
    """The names stand here, what is said of whom bears one stands there: Comunica joins them on its side."""
    other = tmp_path / "other.nq"
    other.write_text('<urn:note> <urn:of> "Lin Anke" .\n<urn:note> <urn:of> "Nobody" .\n')
    query = """
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?x ?name { ?note <urn:of> ?name . ?x skos:prefLabel ?name }"""
    with served(other) as client:
        there = f"{client.base_url}{PATH}"
        rows = _comunica(comunica, f"sparql@{there}", f"sparql@{address}", query)
    assert [row["name"] for row in rows] == ['"Lin Anke"']
