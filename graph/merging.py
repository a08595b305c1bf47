"""What a document's coming or going changes in who is who: looked up by keys, so that only those near it are compared.

The index graph holds each document's page and each entity's keys; the identity graph holds what was decided. With one
document there is nothing to compare, and both are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph import sameness
from graph.naming import DERIVED, IDENTITY, INDEX, SAME, Naming
from graph.prefixes import named, node, text
from graph.programs import Programs
from graph.rdf import likeness
from graph.reprints import linking
from graph.sameness import Page, Pair, Profile
from ontology.iri import INDEX_GRAPH, likeness_iri
from ontology.terms import PG

PAGE, KEY = NamedNode(f"{INDEX_GRAPH}#page"), NamedNode(f"{INDEX_GRAPH}#key")
_TYPE, _LABEL, _DOCUMENT = named("rdf:type"), named("skos:prefLabel"), named("pg:Document")
_PERHAPS = NamedNode(PG.possiblySame)


@dataclass(frozen=True, slots=True)
class Decided:
    """What goes and comes in the identity and index graphs, and the IRI that each entity that moves goes by then."""

    gone: frozenset[Quad]
    come: frozenset[Quad]
    moved: dict[NamedNode, NamedNode]


def deciding(store: ox.Store, document: NamedNode, before: set[Quad], after: set[Quad]) -> Decided:
    """What a document's change from some quads to others decides anew."""
    others = _other_documents(store, document)
    if not others:
        return Decided(frozenset(), frozenset(), {})
    index = _Index(store, document, after, others)
    written = index.rewritten(before)
    near = index.near()
    known, found = index.known, index.found
    groups = (group for group in sameness.clusters(known, found) if group <= near)
    goes = {iri: to for group in groups for to in [sameness.canonical(group, known)] for iri in group}
    moved = _moved(Naming(store), goes | {iri: iri for iri in index.vanished})
    moved |= Programs(store, document, before, after).moved(moved)
    renamed = set(_renamed(moved))
    doubted = set(_doubted(near | index.vanished, found, Naming(store, moved)))
    alone = others[0] if len(others) == 1 else None
    links = linking(store, document, after, alone)
    rows = written[0] | links[0], written[1] | links[1]
    return _difference(store, moved, near | index.vanished, renamed | doubted, rows)


def _other_documents(store: ox.Store, document: NamedNode) -> list[NamedNode]:
    """The other documents, two of them at most."""
    typed = (node(q.subject) for q in store.quads_for_pattern(None, _TYPE, _DOCUMENT, DefaultGraph()))
    return list(islice((d for d in typed if d != document), 2))


@lru_cache(maxsize=4096)
def _read(written: str) -> Page:
    return Page.from_json(written)


class _Index:
    """Pages and keys as they will be once a document has changed."""

    def __init__(self, store: ox.Store, document: NamedNode, after: set[Quad], others: list[NamedNode]) -> None:
        self._store = store
        self._document = document
        self._pages: dict[NamedNode, Page] = {document: sameness.page(document.value, after)}
        self._alone = others[0] if len(others) == 1 else None
        self.known: dict[str, Profile] = {}
        self.found: list[Pair] = []
        self.vanished: set[str] = set()
        self._keys_before: dict[str, frozenset[str]] = {}
        self._keys_after: dict[str, frozenset[str]] = {}
        self._blocks: dict[str, frozenset[str]] = {}
        self._compared: set[tuple[str, str]] = set()
        self._is_over = self._alone is not None and not any(
            q.predicate == _TYPE and q.object == _DOCUMENT for q in after
        )

    def rewritten(self, before: set[Quad]) -> tuple[set[Quad], set[Quad]]:
        """The rows of the index that go and come."""
        pages = {self._document: self._pages[self._document]}
        touched = {v.iri for v in sameness.page(self._document.value, before).views}
        if self._alone is not None:  # the index begins or ends with the second document
            pages[self._alone] = self._page(self._alone)
        touched |= {v.iri for page in pages.values() for v in page.views}
        rows = {d: {*self._store.quads_for_pattern(d, PAGE, None, INDEX)} for d in pages}
        gone = set().union(*rows.values())
        come = {Quad(d, PAGE, Literal(p.json()), INDEX) for d, p in pages.items() if p.views and not self._is_over}
        for iri in touched:
            profile = self._profile(iri)
            old = {q for q in self._store.quads_for_pattern(NamedNode(iri), KEY, None, INDEX)}
            self._keys_before[iri] = frozenset(text(q.object) for q in old)
            self._keys_after[iri] = sameness.keys(profile) if profile else frozenset()
            if profile is None:
                self.vanished.add(iri)
            kept = frozenset() if self._is_over else self._keys_after[iri]
            gone |= old
            come |= {Quad(NamedNode(iri), KEY, Literal(k), INDEX) for k in kept}
        return gone, come

    def near(self) -> set[str]:
        """The entities that are to be decided on anew: who shares a key with one that changed, and their likes."""
        starts = set(self._keys_after)
        for iri in list(starts):
            for key in self._keys_before[iri] | self._keys_after[iri]:
                starts |= self._block(key)
        near: set[str] = set()
        todo = sorted(starts - self.vanished)
        while todo:
            iri = todo.pop()
            if iri in near or self._profile(iri) is None:
                continue
            near.add(iri)
            for pair in self._pairs(iri):
                if pair.score >= sameness.SURE:
                    todo.append(pair.two if pair.one == iri else pair.one)
        return near

    def _pairs(self, iri: str) -> list[Pair]:
        """The pairs of an entity with those that share a key with it."""
        profile = self._profile(iri)
        assert profile is not None
        partners: set[str] = set()
        for key in self._keys(iri):
            block = self._block(key)
            if not sameness.is_crowded(key, len(block)):
                partners |= block
        pairs = []
        for other in sorted(partners - {iri}):
            two = self._profile(other)
            pair = sameness.compared(profile, two) if two else None
            if pair is not None:
                pairs.append(pair)
                if (pair.one, pair.two) not in self._compared:
                    self._compared.add((pair.one, pair.two))
                    self.found.append(pair)
        return pairs

    def _keys(self, iri: str) -> frozenset[str]:
        if iri in self._keys_after:
            return self._keys_after[iri]
        profile = self._profile(iri)
        return sameness.keys(profile) if profile else frozenset()

    def _block(self, key: str) -> frozenset[str]:
        """The entities under a key."""
        if key not in self._blocks:
            stored = {node(q.subject).value for q in self._store.quads_for_pattern(None, KEY, Literal(key), INDEX)}
            changed = {iri for iri, keys in self._keys_after.items() if key in keys}
            self._blocks[key] = frozenset((stored - self._keys_after.keys()) | changed)
        return self._blocks[key]

    def _profile(self, iri: str) -> Profile | None:
        if iri not in self.known:
            told = self._store.quads_for_pattern(NamedNode(iri), _LABEL, None, None)
            graphs = {g for q in told if isinstance(g := q.graph_name, NamedNode) and g not in DERIVED}
            graphs.discard(self._document)
            if any(v.iri == iri for v in self._pages[self._document].views):
                graphs.add(self._document)
            if not graphs:
                return None
            pages = [self._page(g) for g in sorted(graphs, key=str)[: sameness.MOST]]
            profile = sameness.profile(iri, pages)
            self.known[iri] = replace(profile, documents=frozenset(g.value for g in graphs))
        return self.known[iri]

    def _page(self, document: NamedNode) -> Page:
        if document not in self._pages:
            row = next(self._store.quads_for_pattern(document, PAGE, None, INDEX), None)
            if row is not None:
                self._pages[document] = _read(text(row.object))
            else:
                quads = self._store.quads_for_pattern(None, None, None, document)
                self._pages[document] = sameness.page(document.value, quads)
        return self._pages[document]


def _moved(old: Naming, goes: dict[str, str]) -> dict[NamedNode, NamedNode]:
    """The entities that go by another IRI than before."""
    pairs = ((NamedNode(iri), NamedNode(to)) for iri, to in goes.items())
    return {iri: to for iri, to in pairs if old.of(iri) != to}


def _renamed(moved: dict[NamedNode, NamedNode]) -> Iterator[Quad]:
    return (Quad(iri, SAME, to, IDENTITY) for iri, to in moved.items() if iri != to)


def _doubted(near: set[str], found: Iterable[Pair], naming: Naming) -> Iterator[Quad]:
    """The likenesses of some entities with others."""
    goes = {iri: naming.of(NamedNode(iri)).value for pair in found for iri in (pair.one, pair.two)}
    mine = {goes.get(iri, iri) for iri in near}
    for (one, two), pair in sameness.doubts(found, goes).items():
        if one in mine or two in mine:
            for triple in likeness(str(PG.possiblySame), one, two, pair.score, pair.reasons):
                yield Quad(triple.subject, triple.predicate, triple.object, IDENTITY)


def _difference(
    store: ox.Store,
    moved: dict[NamedNode, NamedNode],
    near: set[str],
    wanted: set[Quad],
    written: tuple[set[Quad], set[Quad]],
) -> Decided:
    """The quads that go and come, those of the index among them."""
    old = Naming(store)
    held = {q for iri in moved for q in store.quads_for_pattern(iri, SAME, None, IDENTITY)}
    for iri in {old.of(NamedNode(iri)) for iri in near}:
        for quad in store.quads_for_pattern(iri, _PERHAPS, None, IDENTITY):
            told = NamedNode(likeness_iri(iri.value, text(quad.object)))
            held |= {quad, Quad(node(quad.object), _PERHAPS, iri, IDENTITY)}
            held |= set(store.quads_for_pattern(told, None, None, IDENTITY))
    gone, come = written
    return Decided(frozenset((held - wanted) | (gone - come)), frozenset((wanted - held) | (come - gone)), moved)
