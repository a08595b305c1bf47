"""An article's road into a store: read, turned into quads, held against the shapes, kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyoxigraph as ox
from pyoxigraph import Quad

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document read and checked: its IRI, its graph's quads, and how much was found in it."""

    document: str
    quads: tuple[Quad, ...]
    entities: int
    facts: int
    observations: int
    quotations: int

    @property
    def found(self) -> str:
        """What was found, in words."""
        return (
            f"{self.entities} entities, {self.facts} facts, {self.observations} figures, {self.quotations} quotations"
        )


def made(document: Document, *, read: Callable[[Document], Reading] = pipeline.read) -> Made:
    """A document's graph; the same document gives the same, wherever it is made.

    Raises InvalidGraph if what was read breaks the ontology's shapes.
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
    return Made(
        document=document_iri(document.text),
        quads=tuple(graph),
        entities=len(reading.entities),
        facts=len(reading.facts),
        observations=len(reading.observations),
        quotations=len(reading.quotations),
    )


def nquads(graph: Iterable[Quad]) -> bytes:
    """Quads as N-Quads, in their order."""
    return ox.serialize(graph, format=ox.RdfFormat.N_QUADS) or b""


def ingest(store: Store, document: Document, *, read: Callable[[Document], Reading] = pipeline.read) -> Ingested:
    """Read a document into a store; the same document again changes nothing.

    Raises InvalidGraph, with nothing changed, if what was read breaks the ontology's shapes.
    """
    graph = made(document, read=read)
    return Ingested(
        document=graph.document,
        changed=store.replace(graph.document, graph.quads),
        entities=graph.entities,
        facts=graph.facts,
        observations=graph.observations,
        quotations=graph.quotations,
    )
