from __future__ import annotations

from dataclasses import replace

import pytest
from sample_reading import TEXT, sample

from extract.records import Document, Reading
from graph.ingest import ingest
from graph.rdf import gazetteer_quads, mentioned_codes, quads
from graph.store import Store
from graph.validate import problems, problems_of
from ontology.errors import InvalidGraph
from ontology.iri import document_iri


def read(document: Document) -> Reading:
    """A reading that finds the sample's records in any document."""
    return replace(sample(), document=document)


def read_badly(document: Document) -> Reading:
    """A reading with a fact that has no evidence and a quotation by a place."""
    reading = sample()
    fact = replace(reading.facts[0], evidence=())
    quotation = replace(reading.quotations[0], said_by="e1")
    return replace(reading, document=document, facts=(fact, *reading.facts[1:]), quotations=(quotation,))


def test_ingesting_twice_changes_nothing() -> None:
    with Store.memory() as store:
        done = ingest(store, sample().document, read=read)
        assert done.changed
        assert (done.document, done.entities, done.facts) == (document_iri(TEXT), 10, 10)
        before = store.dump()
        assert not ingest(store, sample().document, read=read).changed
        assert store.dump() == before


def test_removing_what_was_ingested_restores_the_store() -> None:
    with Store.memory() as store:
        first = replace(sample().document, text=TEXT + "First.")
        ingest(store, first, read=read)
        before = store.dump()
        done = ingest(store, sample().document, read=read)
        assert store.dump() != before
        store.remove(done.document)
        assert store.dump() == before


def test_invalid_graph_is_told_and_not_kept() -> None:
    with Store.memory() as store:
        ingest(store, replace(sample().document, text=TEXT + "First."), read=read)
        before = store.dump()
        with pytest.raises(InvalidGraph, match="A fact has evidence"):
            ingest(store, sample().document, read=read_badly)
        assert store.dump() == before


def test_sample_holds_to_the_shapes_and_its_store_too() -> None:
    graph = quads(sample())
    assert problems([*graph, *gazetteer_quads(mentioned_codes(graph))]) == ()
    with Store.memory() as store:
        store.replace(document_iri(TEXT), graph)
        assert problems_of(store, document_iri(TEXT)) == ()


def test_problems_name_the_node_and_what_is_wrong() -> None:
    found = problems(quads(read_badly(sample().document)))
    assert len(found) == 2
    assert any(p.startswith("fact/") and "A fact has evidence" in p for p in found)
    assert any("said by one person" in p and "place/130131" in p for p in found)
