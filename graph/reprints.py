"""Documents that tell the same: which links go and come with one document, looked up by the bands of its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from graph import duplicates
from graph.index import BAND, Index, Rows, row
from graph.naming import IDENTITY
from graph.prefixes import named, node, text
from graph.rdf import likeness
from ontology.iri import likeness_iri
from ontology.terms import PG

_TEXT = named("schema:text")
_SAME_TEXT = NamedNode(PG.nearDuplicateOf)


def banding(store: ox.Store, index: Index, document: NamedNode, after: Iterable[Quad], alone: NamedNode | None) -> Rows:
    """The bands that go and come with a document's new quads.

    `alone` is the only other document, if there is but one: with a single document there are no bands.
    """
    texts = {document: text_told(document, after)}
    held = index.of(document, BAND)
    if alone is not None:
        held |= index.of(alone, BAND)
        texts |= {alone: _text(store, alone)} if after else {}
    wanted = {row(d, BAND, band) for d, told in texts.items() if told for band in duplicates.bands(told)}
    return held - wanted, wanted - held


def linking(
    store: ox.Store, index: Index, document: NamedNode, after: Iterable[Quad], alone: NamedNode | None
) -> tuple[set[Quad], set[Quad]]:
    """The links that go and come with a document's new quads."""
    told = text_told(document, after)
    held = set(_links(store, document))
    met: set[NamedNode] = set()
    if told:
        met = {alone} if alone is not None else {d for b in duplicates.bands(told) for d in index.under(BAND, b)}
    wanted = {q for other in met - {document} for q in link(document, told, other, _text(store, other))}
    return held - wanted, wanted - held


def text_told(document: NamedNode, quads: Iterable[Quad]) -> str:
    """The text of a document by its quads, '' where there is none."""
    return next((text(q.object) for q in quads if q.subject == document and q.predicate == _TEXT), "")


def all_bands(texts: Mapping[NamedNode, str]) -> Iterator[Quad]:
    """The bands of several documents, by their texts."""
    return (row(document, BAND, band) for document, told in texts.items() for band in duplicates.bands(told))


def all_links(texts: Mapping[NamedNode, str]) -> Iterator[Quad]:
    """The links between several documents, by their texts."""
    met: dict[str, list[NamedNode]] = defaultdict(list)
    for document in sorted(texts, key=str):
        for band in duplicates.bands(texts[document]):
            met[band].append(document)
    for one, two in {pair for block in met.values() for pair in combinations(block, 2)}:
        yield from link(one, texts[one], two, texts[two])


def _text(store: ox.Store, document: NamedNode) -> str:
    return next((text(q.object) for q in store.quads_for_pattern(document, _TEXT, None, document)), "")


def link(one: NamedNode, told: str, two: NamedNode, other: str) -> Iterator[Quad]:
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
