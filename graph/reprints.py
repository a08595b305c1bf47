"""Documents that tell the same: which links go and come with one document, looked up by the bands of its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from graph import duplicates
from graph.naming import IDENTITY, INDEX
from graph.prefixes import named, node, text
from graph.rdf import likeness
from ontology.iri import INDEX_GRAPH, likeness_iri
from ontology.terms import PG

BAND = NamedNode(f"{INDEX_GRAPH}#band")
_TEXT = named("schema:text")
_SAME_TEXT = NamedNode(PG.nearDuplicateOf)


def linking(
    store: ox.Store, document: NamedNode, after: Iterable[Quad], alone: NamedNode | None
) -> tuple[set[Quad], set[Quad]]:
    """The bands and links that go and come with a document's new quads.

    `alone` is the only other document, if there is but one: with a single document there are no bands.
    """
    told = next((text(q.object) for q in after if q.subject == document and q.predicate == _TEXT), None)
    held = set(store.quads_for_pattern(document, BAND, None, INDEX))
    held.update(_links(store, document))
    if alone is not None:
        held |= set(store.quads_for_pattern(alone, BAND, None, INDEX))
    others = {alone} if alone is not None and after else set()
    texts = {d: t for d, t in [(document, told or ""), *((o, _text(store, o)) for o in others)] if t}
    wanted = {Quad(d, BAND, Literal(band), INDEX) for d, t in texts.items() for band in duplicates.bands(t)}
    if told:
        met = others or _met(store, document, duplicates.bands(told))
        wanted |= {quad for other in met for quad in _link(document, told, other, _text(store, other))}
    return held - wanted, wanted - held


def all_links(texts: Mapping[NamedNode, str]) -> Iterator[Quad]:
    """The bands of several documents, and the links between them, by their texts."""
    met: dict[str, list[NamedNode]] = defaultdict(list)
    for document in sorted(texts, key=str):
        for band in duplicates.bands(texts[document]):
            yield Quad(document, BAND, Literal(band), INDEX)
            met[band].append(document)
    for one, two in {pair for block in met.values() for pair in combinations(block, 2)}:
        yield from _link(one, texts[one], two, texts[two])


def _text(store: ox.Store, document: NamedNode) -> str:
    return next((text(q.object) for q in store.quads_for_pattern(document, _TEXT, None, document)), "")


def _met(store: ox.Store, document: NamedNode, bands: Iterable[str]) -> set[NamedNode]:
    """The documents that share a band."""
    found = (q for band in bands for q in store.quads_for_pattern(None, BAND, Literal(band), INDEX))
    return {node(q.subject) for q in found} - {document}


def _link(one: NamedNode, told: str, two: NamedNode, other: str) -> Iterator[Quad]:
    """What links two documents, if they tell the same."""
    if duplicates.meet(told, other):
        share = duplicates.likeness(told, other)
        if share >= duplicates.ALIKE:
            why = f"{round(share * 100)} % of their phrases are the same"
            for triple in likeness(str(PG.nearDuplicateOf), one.value, two.value, round(share, 2), [why]):
                yield Quad(triple.subject, triple.predicate, triple.object, IDENTITY)


def _links(store: ox.Store, document: NamedNode) -> Iterator[Quad]:
    """What links a document to others now."""
    for quad in store.quads_for_pattern(document, _SAME_TEXT, None, IDENTITY):
        yield quad
        yield Quad(node(quad.object), _SAME_TEXT, document, IDENTITY)
        told = NamedNode(likeness_iri(document.value, text(quad.object)))
        yield from store.quads_for_pattern(told, None, None, IDENTITY)
