"""Other people's clients ask the endpoint."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from sample_reading import TEXT, sample
from served import served

from graph.rdf import quads
from graph.server import PATH
from graph.store import Store
from ontology.iri import document_iri

PEOPLE = "SELECT ?name { ?x a pg:Person ; skos:prefLabel ?name } ORDER BY ?name"


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
