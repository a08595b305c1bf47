from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from pyoxigraph import DefaultGraph
from rdflib import Dataset, Graph
from sample_reading import TEXT, renamed, sample

from graph.export import export, format_of, rdf
from graph.rdf import quads
from graph.rows import edges, nodes
from graph.store import Store
from ontology.errors import BadInput
from ontology.iri import document_iri, place_iri


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.memory() as store:
        for reading in (sample(), renamed(sample(), "Again.")):
            store.replace(document_iri(reading.document.text), quads(reading))
        yield store


@pytest.mark.parametrize(("suffix", "format"), [("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld")])
def test_formats_with_graphs_give_them_back(tmp_path: Path, store: Store, suffix: str, format: str) -> None:
    (out,) = export(store, tmp_path / f"graph.{suffix}")
    found = set(ox.parse(path=str(out), format=ox.RdfFormat.from_extension(suffix)))
    assert found == set(store.statements())
    assert len(Dataset().parse(out, format=format)) > 0  # another library reads it too


def test_turtle_is_the_merged_graph_in_short_names(tmp_path: Path, store: Store) -> None:
    (out,) = export(store, tmp_path / "graph.ttl")
    found = {q.triple for q in ox.parse(path=str(out), format=ox.RdfFormat.TURTLE)}
    assert found == {q.triple for q in store.merged()}
    text = out.read_text(encoding="utf-8")
    assert "<place/130131> a pg:County, pg:Place ;\n" in text
    assert 'pg:code "130131"' in text
    assert "pg:confidence 0.95 ;" in text
    assert len(Graph().parse(out)) == len(found)


def test_exports_are_the_same_each_time(tmp_path: Path, store: Store) -> None:
    for suffix in ("ttl", "trig", "nq", "jsonld", "graphml"):
        (one,) = export(store, tmp_path / f"one.{suffix}")
        (two,) = export(store, tmp_path / f"two.{suffix}")
        assert one.read_bytes() == two.read_bytes()


def test_nodes_have_their_most_special_kind_and_edges_are_merged(store: Store) -> None:
    found = {n.label: n for n in nodes(store)}
    assert found["Zhou Meiyu"].kind == "Official"
    assert found["Zhou Meiyu"].documents == 2
    assert found["Pingshan County"].latitude == "38.2472"
    assert found["Shijiazhuang City"].documents == 0
    assert found["skills training program"].program_type == "skills-training"
    relations = edges(store)
    assert len(relations) == len({(e.source, e.property, e.target) for e in relations})
    (post,) = (e for e in relations if e.property == "holdsPostIn")
    assert (post.title, post.confidence, post.documents) == ("head", "1", 2)
    ids = {n.id for n in found.values()}
    assert all({e.source, e.target} <= ids | {n.id for n in nodes(store)} for e in relations)


def test_graphml_has_labels_and_plain_attributes(tmp_path: Path, store: Store) -> None:
    (out,) = export(store, tmp_path / "graph.graphml")
    graph = nx.read_graphml(out, force_multigraph=True)
    county = graph.nodes[place_iri("130131")]
    assert county == {
        "label": "Pingshan County",
        "kind": "County",
        "code": "130131",
        "latitude": 38.2472,
        "longitude": 114.1896,
        "documents": 2,
    }
    assert len(graph) == len(nodes(store))
    assert graph.number_of_edges() == len(edges(store))
    assert "donatedTo" in {data["label"] for *_, data in graph.edges(data=True)}


def test_csv_is_a_table_of_nodes_and_one_of_edges(tmp_path: Path, store: Store) -> None:
    written = export(store, tmp_path / "graph.csv")
    assert [p.name for p in written] == ["graph-nodes.csv", "graph-edges.csv"]
    tables = [list(csv.DictReader(StringIO(p.read_text(encoding="utf-8")))) for p in written]
    assert {"Id", "Label", "Kind", "Program Type"} <= tables[0][0].keys()
    assert {"Source", "Target", "Property", "Confidence"} <= tables[1][0].keys()
    assert [len(t) for t in tables] == [len(nodes(store)), len(edges(store))]


@pytest.mark.parametrize("name", ["graph", "graph.docx"])
def test_unknown_suffix_is_told(name: str) -> None:
    with pytest.raises(BadInput, match="stands for no format"):
        format_of(Path(name))


def test_unwritable_place_is_told_and_what_was_there_stays(tmp_path: Path, store: Store) -> None:
    with pytest.raises(BadInput, match="can't be written"):
        export(store, tmp_path / "missing" / "graph.ttl")
    (tmp_path / "taken.ttl").mkdir()
    with pytest.raises(BadInput, match="can't be written"):
        export(store, tmp_path / "taken.ttl")
    assert [p.name for p in tmp_path.iterdir()] == ["taken.ttl"]


def test_control_characters_do_not_break_xml(tmp_path: Path) -> None:
    reading = sample()
    with Store.memory() as store:
        document = reading.document
        store.replace(document_iri(document.text), quads(reading))
        names = [n.label for n in nodes(store)]
        assert "tea" in names
        (out,) = export(store, tmp_path / "odd.graphml")
        assert nx.read_graphml(out)


def test_turtle_of_one_document_leaves_the_default_graph_alone() -> None:
    found = ox.parse(rdf(quads(sample()), "turtle"), ox.RdfFormat.TURTLE)
    assert {q.graph_name for q in found} == {DefaultGraph()}
    assert TEXT.splitlines()[0] in rdf(quads(sample()), "turtle").decode()
