"""An article's road into a store: read, turned into quads, held against the shapes, kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extract import pipeline
from extract.records import Document, Reading
from graph.rdf import gazetteer_quads, mentioned_codes, quads
from graph.store import Store
from graph.validate import problems
from ontology.errors import InvalidGraph
from ontology.iri import document_iri

_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of an article: its IRI, whether the store changed, and what was found in it."""

    document: str
    changed: bool
    entities: int
    facts: int
    observations: int
    quotations: int


def ingest(store: Store, document: Document, *, read: Callable[[Document], Reading] = pipeline.read) -> Ingested:
    """Read a document into a store; the same document again changes nothing.

    Raises InvalidGraph, with nothing changed, if what was read breaks the ontology's shapes.
    """
    reading = read(document)
    graph = quads(reading)
    found = problems([*graph, *gazetteer_quads(mentioned_codes(graph))])
    if found:
        more = f" … and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise InvalidGraph(
            f"What was read of {document.title or document.source or 'the text'} breaks the "
            f"shapes, and nothing of it was kept: {'; '.join(found[:_SHOWN])}{more}."
        )
    iri = document_iri(document.text)
    return Ingested(
        document=iri,
        changed=store.replace(iri, graph),
        entities=len(reading.entities),
        facts=len(reading.facts),
        observations=len(reading.observations),
        quotations=len(reading.quotations),
    )
