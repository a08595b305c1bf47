"""The index beside a store: never behind the documents, and no part of what is asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad
from sample_reading import sample
from stores import archive, retold

from graph import folder
from graph.derive import rows_of
from graph.index import BAND, KEY, PAGE, Index
from graph.rdf import quads
from graph.store import Store
from ontology.iri import GAZETTEER_GRAPH, IDENTITY_GRAPH, INFERRED_GRAPH, document_iri

GRAPHS = [(document_iri(r.document.text), quads(r)) for r in (sample(), retold())]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of two documents, closed."""
    with Store.open(tmp_path / "store") as store:
        for document, graph in GRAPHS:
            store.replace(document, graph)
    return tmp_path / "store"


def rows(path: Path) -> set[Quad]:
    return Index.open(path / folder.INDEX).all()


def should_be(path: Path) -> set[Quad]:
    return set(rows_of(folder.open_live(path)))


def test_every_named_graph_is_one_that_is_told_of_and_all_is_in_the_default_graph() -> None:
    store = archive()
    told = {q.triple for q in store.statements()}
    assert told == {q.triple for q in store.match(None, None, None, DefaultGraph())}
    documents = {d.document for d in store.documents()}
    assert {q.graph_name.value for q in store.statements()} <= {
        *documents,
        GAZETTEER_GRAPH,
        INFERRED_GRAPH,
        IDENTITY_GRAPH,
    }


def test_the_index_is_what_the_documents_make_of_it(path: Path) -> None:
    found = rows(path)
    assert found == should_be(path)
    assert {q.predicate for q in found} == {PAGE, KEY, BAND}


def test_no_reader_sees_the_index(path: Path) -> None:
    snapshot = folder.current(path)
    assert snapshot is not None
    assert not [p for p in snapshot.rglob("*") if folder.INDEX in p.relative_to(snapshot).parts]


def test_what_a_killed_writer_left_undone_is_done_by_the_next(path: Path) -> None:
    for document, _ in GRAPHS:
        index = Index.open(path / folder.INDEX)
        name = NamedNode(document)
        index.begin(name)
        index.finish(NamedNode("urn:none"), ({*index.of(name, PAGE), *index.of(name, BAND)}, set()))
        del index
        Store.open(path).close()
        assert Index.open(path / folder.INDEX).pending() == []
        assert rows(path) == should_be(path)


@pytest.mark.parametrize("way", ["missing", "damaged"])
def test_an_index_that_is_not_there_is_made_anew(path: Path, way: str) -> None:
    if way == "missing":
        shutil.rmtree(path / folder.INDEX)
    else:
        (path / folder.INDEX / "CURRENT").write_text("damaged", encoding="utf-8")
    Store.open(path).close()
    assert rows(path) == should_be(path) != set()


def test_the_last_but_one_document_takes_the_index_with_it(path: Path) -> None:
    with Store.open(path) as store:
        store.remove(GRAPHS[1][0])
    assert rows(path) == set()
