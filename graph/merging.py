"""What a document's coming or going changes in who is who: looked up by keys, so that only those near it are compared.

The index holds each document's page and each entity's keys; the identity graph holds what was decided. With one
document there is nothing to compare, and both are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph import sameness
from graph.contradictions import Contradictions
from graph.index import KEY, PAGE, Index, Rows, row
from graph.naming import DERIVED, IDENTITY, SAME, Naming
from graph.prefixes import named, node, text
from graph.programs import Programs
from graph.rdf import likeness
from graph.reprints import banding, linking
from graph.sameness import Page, Pair, Profile
from ontology.iri import likeness_iri
from ontology.terms import PG

_TYPE, _LABEL, _DOCUMENT = named("rdf:type"), named("skos:prefLabel"), named("pg:Document")
_PERHAPS = NamedNode(PG.possiblySame)


@dataclass(frozen=True, slots=True)
class Decided:
    """What goes and comes in the identity graph and the index, and the IRI that each entity that moves goes by then."""

    gone: frozenset[Quad]
    come: frozenset[Quad]
    moved: dict[NamedNode, NamedNode]
    rows: Rows


def deciding(store: ox.Store, index: Index, document: NamedNode, before: set[Quad], after: set[Quad]) -> Decided:
    """What a document's change from some quads to others decides anew."""
    others = _other_documents(store, document)
    if not others:
        moved = Programs(store, document, before, after, {}).moved()
        gone, come = _difference(store, moved, set(), set(_renamed(moved)))
        return Decided(frozenset(gone), frozenset(come), moved, (set(), set()))
    around = _Around(store, index, document, after, others)
    rows = around.rewritten()
    near = around.near()
    known, found = around.known, around.found
    groups = (group for group in sameness.clusters(known, found) if group <= near)
    goes = {iri: to for group in groups for to in [sameness.canonical(group, known)] for iri in group}
    moved = _moved(Naming(store), goes | {iri: iri for iri in around.vanished})
    moved |= Programs(store, document, before, after, moved).moved()
    renamed = set(_renamed(moved))
    doubted = set(_doubted(near | around.vanished, found, Naming(store, moved)))
    gone, come = _difference(store, moved, near | around.vanished, renamed | doubted)
    unlinked, linked = linking(store, index, document, after, around.alone)
    against = Contradictions(store, index, document, before, after, around.alone)
    settled, risen = against.linking(Naming(store, moved), moved, (unlinked, linked))
    more = banding(store, index, document, after, around.alone), against.rows()
    return Decided(
        frozenset(gone | unlinked | settled), frozenset(come | linked | risen), moved, _together(rows, *more)
    )


def indexing(store: ox.Store, index: Index, document: NamedNode) -> Rows:
    """The rows that go and come where a document's change is in the store and perhaps not in the index."""
    others = _other_documents(store, document)
    if not others:
        return index.all(), set()
    after = set(store.quads_for_pattern(None, None, None, document))
    around = _Around(store, index, document, after, others)
    claims = Contradictions(store, index, document, after, after, around.alone).rows()
    return _together(around.rewritten(), banding(store, index, document, after, around.alone), claims)


def _together(*rows: Rows) -> Rows:
    return set().union(*(gone for gone, _ in rows)), set().union(*(come for _, come in rows))


def _other_documents(store: ox.Store, document: NamedNode) -> list[NamedNode]:
    """The other documents, two of them at most."""
    typed = (node(q.subject) for q in store.quads_for_pattern(None, _TYPE, _DOCUMENT, DefaultGraph()))
    return list(islice((d for d in typed if d != document), 2))


@lru_cache(maxsize=4096)
def _read(written: str) -> Page:
    return Page.from_json(written)


class _Around:
    """Pages and keys as they will be once a document has changed."""

    def __init__(
        self, store: ox.Store, index: Index, document: NamedNode, after: set[Quad], others: list[NamedNode]
    ) -> None:
        self._store = store
        self._old = Naming(store)
        self._index = index
        self._document = document
        self._pages: dict[NamedNode, Page] = {document: sameness.page(document.value, after)}
        self.alone = others[0] if len(others) == 1 else None
        self.known: dict[str, Profile] = {}
        self.found: list[Pair] = []
        self.vanished: set[str] = set()
        self._keys_before: dict[str, frozenset[str]] = {}
        self._keys_after: dict[str, frozenset[str]] = {}
        self._blocks: dict[str, frozenset[str]] = {}
        self._compared: dict[tuple[str, str], Pair | None] = {}
        self._going = set() if after else {document}
        self._is_over = self.alone is not None and not any(
            q.predicate == _TYPE and q.object == _DOCUMENT for q in after
        )

    def rewritten(self) -> Rows:
        """The rows of pages and keys that go and come."""
        pages = {self._document: self._pages[self._document]}
        before = self._index.page(self._document)
        touched = {v.iri for v in _read(before).views} if before else set()
        if self.alone is not None:  # the index begins or ends with the second document
            pages[self.alone] = self._page(self.alone)
        touched |= {v.iri for page in pages.values() for v in page.views}
        gone = {q for document in pages for q in self._index.of(document, PAGE)}
        come = {row(d, PAGE, p.json()) for d, p in pages.items() if d not in self._going and not self._is_over}
        for iri in touched:
            profile = self._profile(iri)
            old = self._index.of(NamedNode(iri), KEY)
            self._keys_before[iri] = frozenset(text(q.object) for q in old)
            self._keys_after[iri] = sameness.keys(profile) if profile else frozenset()
            if profile is None:
                self.vanished.add(iri)
            kept = frozenset() if self._is_over else self._keys_after[iri]
            gone |= old
            come |= {row(NamedNode(iri), KEY, k) for k in kept}
        return gone - come, come - gone

    def near(self) -> set[str]:
        """The entities that are to be decided on anew: those that changed, and what was or will be one with them.

        Whoever merely shares a key with one that changed stays what it is.
        """
        starts = set(self._keys_after)
        for iri in list(starts):
            starts |= self._linked(NamedNode(iri))
            for key in self._keys_before[iri] ^ self._keys_after[iri]:
                starts |= self._unsettled(key)
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

    def _linked(self, iri: NamedNode) -> set[str]:
        """What an entity was one with, or perhaps: a sure pair that a document kept apart is a doubt too."""
        mine = self._old.of(iri)
        doubts = self._store.quads_for_pattern(mine, _PERHAPS, None, IDENTITY)
        return {m.value for one in (mine, *(node(q.object) for q in doubts)) for m in self._old.members(one)}

    def _unsettled(self, key: str) -> frozenset[str]:
        """The entities under a key that tells something now and told nothing, or the other way round."""
        if not sameness.is_crowded(key, sameness.CROWD + 1):
            return frozenset()  # however many there are
        before, after = len(self._index.under(KEY, key)), self._block(key)
        return after if sameness.is_crowded(key, before) != sameness.is_crowded(key, len(after)) else frozenset()

    def _pairs(self, iri: str) -> list[Pair]:
        """The pairs of an entity with those that share a key with it."""
        profile = self._profile(iri)
        assert profile is not None
        partners: set[str] = set()
        for key in self._keys(iri):
            block = self._block(key)
            if not sameness.is_crowded(key, len(block)):
                partners |= block
        known = (two for other in sorted(partners - {iri}) if (two := self._profile(other)) is not None)
        return [pair for two in known if (pair := self._pair(profile, two)) is not None]

    def _pair(self, one: Profile, two: Profile) -> Pair | None:
        """The pair of two profiles, which are met from either side."""
        ends = (min(one.iri, two.iri), max(one.iri, two.iri))
        if ends not in self._compared:
            self._compared[ends] = found = sameness.compared(one, two)
            self.found += [found] if found is not None else []
        return self._compared[ends]

    def _keys(self, iri: str) -> frozenset[str]:
        if iri in self._keys_after:
            return self._keys_after[iri]
        profile = self._profile(iri)
        return sameness.keys(profile) if profile else frozenset()

    def _block(self, key: str) -> frozenset[str]:
        """The entities under a key."""
        if key not in self._blocks:
            stored = {entity.value for entity in self._index.under(KEY, key)}
            changed = {iri for iri, keys in self._keys_after.items() if key in keys}
            self._blocks[key] = frozenset((stored - self._keys_after.keys()) | changed)
        return self._blocks[key]

    def _profile(self, iri: str) -> Profile | None:
        """The profile of an entity; None where no document tells its name and what it is."""
        if iri not in self.known:
            named_in = sorted(self._naming(iri), key=str)
            pages: list[Page] = []
            silent: set[NamedNode] = set()
            while len(pages) < sameness.MOST and len(pages) + len(silent) < len(named_in):
                page = self._page(named_in[len(pages) + len(silent)])
                if any(v.iri == iri for v in page.views):
                    pages.append(page)
                else:
                    silent.add(NamedNode(page.document))
            if not pages:
                return None
            profile = sameness.profile(iri, pages)
            self.known[iri] = replace(profile, documents=frozenset(g.value for g in {*named_in} - silent))
        return self.known[iri]

    def _naming(self, iri: str) -> set[NamedNode]:
        """The documents that tell an entity's name."""
        told = self._store.quads_for_pattern(NamedNode(iri), _LABEL, None, None)
        graphs = {g for q in told if isinstance(g := q.graph_name, NamedNode) and g not in DERIVED}
        graphs.discard(self._document)
        if any(v.iri == iri for v in self._pages[self._document].views):
            graphs.add(self._document)
        return graphs

    def _page(self, document: NamedNode) -> Page:
        if document not in self._pages:
            written = self._index.page(document)
            if written:
                self._pages[document] = _read(written)
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
    store: ox.Store, moved: dict[NamedNode, NamedNode], near: set[str], wanted: set[Quad]
) -> tuple[set[Quad], set[Quad]]:
    """The quads of the identity graph that go and come."""
    old = Naming(store)
    held = {q for iri in moved for q in store.quads_for_pattern(iri, SAME, None, IDENTITY)}
    for iri in {old.of(NamedNode(iri)) for iri in near}:
        for quad in store.quads_for_pattern(iri, _PERHAPS, None, IDENTITY):
            told = NamedNode(likeness_iri(iri.value, text(quad.object)))
            held |= {quad, Quad(node(quad.object), _PERHAPS, iri, IDENTITY)}
            held |= set(store.quads_for_pattern(told, None, None, IDENTITY))
    return held - wanted, wanted - held
