"""What one document's coming or going changes in a store: an exact difference of quads.

The default graph holds each triple once that a document, the gazetteer or inference gives; a
place of the gazetteer stays as long as a document needs it; the inferred graph is what
`graph.infer` makes of the rest. An entity stands in both by the IRI that it goes by (`graph.naming`);
the documents' own graphs stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from graph.index import Index, Rows
from graph.infer import FOLLOWED, INFERRING, affected, following
from graph.merging import deciding
from graph.naming import DERIVED, IDENTIFYING, IDENTITY, Naming
from graph.prefixes import node, text
from graph.queries import filled
from graph.update import update
from ontology.iri import GAZETTEER_GRAPH, INFERRED_GRAPH
from ontology.terms import PG

DEFAULT = DefaultGraph()
GAZETTEER = NamedNode(GAZETTEER_GRAPH)
INFERRED = NamedNode(INFERRED_GRAPH)
_MANY = 50  # quads of a document that go
_CODE = NamedNode(PG.code)
_LOCATED_IN = NamedNode(PG.locatedIn)

Places = Callable[[Iterable[str]], Iterable[Quad]]


@dataclass(frozen=True, slots=True)
class Change:
    """Quads to take out of a store, and quads to put in; and what goes and comes in its index."""

    removed: frozenset[Quad]
    added: frozenset[Quad]
    rows: Rows
    emptied: tuple[NamedNode, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)

    def update(self) -> str:
        """The change as one SPARQL update, which the engine does wholly or not at all."""
        return update(self.removed, self.added, self.emptied)


class Leaving:
    """The quads that go with a document's change: what its own said, and what of that others say as well."""

    def __init__(self, store: ox.Store, document: NamedNode, quads: set[Quad]) -> None:
        self._store = store
        self._document = document
        self.quads = quads

    @cached_property
    def told(self) -> set[Triple]:
        """What the document's own quads said; nothing where they are few, which are better looked up one by one."""
        found = {q.triple for q in self.quads if q.graph_name == self._document}
        return found if len(found) >= _MANY else set()

    @cached_property
    def shared(self) -> set[Triple]:
        """What of this other documents or the gazetteer say too: all at once, several times faster than one by one."""
        but = [g.value for g in (self._document, GAZETTEER, *DERIVED) if isinstance(g, NamedNode)]
        found = self._store.query(filled("shared", {"document": [self._document.value], "but": but}))
        assert isinstance(found, ox.QuerySolutions)
        elsewhere = {Triple(row["s"], row["p"], row["o"]) for row in found}
        return elsewhere | {t for t in self.told if (q := _quad(t, GAZETTEER)) in self._store and q not in self.quads}


class After:
    """What documents and the gazetteer state once some quads are gone and others come, by the IRIs that entities go by.

    It can be looked up from either end for the properties that inference follows. `said` is what comes, `unsaid` what
    was said by quads that go, or that name an entity otherwise now.
    """

    def __init__(
        self, store: ox.Store, leaving: Leaving, said: set[Triple], unsaid: set[Triple], naming: Naming
    ) -> None:
        self._store = store
        self._leaving = leaving
        self._added = said
        self._unsaid = unsaid
        self._naming = naming
        self._objects: dict[tuple[NamedNode, NamedNode], set[NamedNode]] = defaultdict(set)
        self._subjects: dict[tuple[NamedNode, NamedNode], set[NamedNode]] = defaultdict(set)
        for triple in self._added:
            if triple.predicate in FOLLOWED and isinstance(triple.object, NamedNode):
                subject = node(triple.subject)
                self._objects[subject, triple.predicate].add(triple.object)
                self._subjects[triple.predicate, triple.object].add(subject)
        self._known: dict[tuple[NamedNode | None, ...], frozenset[NamedNode]] = {}

    def holds(self, triple: Triple) -> bool:
        """Whether a triple will be stated."""
        if triple in self._added:
            return True
        if triple in self._leaving.told and self._is_told_as_is(triple):
            return triple in self._leaving.shared
        return any(q not in self._leaving.quads for q in self._naming.stating(triple))

    def _is_told_as_is(self, triple: Triple) -> bool:
        """Whether what a triple names goes by no other IRI and nothing else by it."""
        ends = (end for end in (triple.subject, triple.object) if isinstance(end, NamedNode))
        return all(self._naming.members(end) == (end,) for end in ends)

    def _keeps(self, triple: Triple) -> bool:
        """Whether a triple of the default graph, which states it or derives it, will be stated."""
        return self.holds(triple) if triple in self._unsaid or _is_derived(self._store, triple) else True

    def objects(self, subject: NamedNode, predicate: NamedNode) -> frozenset[NamedNode]:
        """What a subject will be stated to have as a property."""
        key = (subject, predicate, None)
        if key not in self._known:
            found = self._store.quads_for_pattern(subject, predicate, None, DEFAULT)
            kept = {node(q.object) for q in found if self._keeps(q.triple)}
            self._known[key] = frozenset(kept | self._objects[subject, predicate])
        return self._known[key]

    def subjects(self, predicate: NamedNode, object: NamedNode) -> frozenset[NamedNode]:
        """What will be stated to have an object as a property."""
        key = (None, predicate, object)
        if key not in self._known:
            found = self._store.quads_for_pattern(None, predicate, object, DEFAULT)
            kept = {node(q.subject) for q in found if self._keeps(q.triple)}
            self._known[key] = frozenset(kept | self._subjects[predicate, object])
        return self._known[key]


def replacing(store: ox.Store, index: Index, document: NamedNode, quads: Iterable[Quad], places: Places) -> Change:
    """The change that makes a document's graph hold just these quads; none of them removes it.

    `places` gives the gazetteer's quads for some codes, with those of the places above.
    """
    before = set(store.quads_for_pattern(None, None, None, document))
    after = set(quads)
    decided = deciding(store, index, document, before, after)
    removed, added = before - after, after - before
    gone, come = _places(store, document, before, after, places)
    removed |= gone
    added |= come
    old, new = Naming(store), Naming(store, decided.moved)
    renamed = {q for iri in decided.moved for q in old.speaking(iri)} - removed
    said = {new.triple(q.triple) for q in added | renamed}
    unsaid = {old.triple(q.triple) for q in removed | renamed}
    stated = After(store, Leaving(store, document, set(removed)), said, unsaid, new)
    lost = {t for t in unsaid if not stated.holds(t)}
    followed = {t for t in said if t.predicate in FOLLOWED}
    gained = {t for t in followed if Quad(*t) not in store or (_is_derived(store, t) and not any(old.stating(t)))}
    gone, come = _inferred(store, stated, lost | gained)
    gone |= decided.gone
    come |= decided.come
    lost |= {t for t in {q.triple for q in gone} - lost if not stated.holds(t)}
    left, more = _merged(store, lost, said | {q.triple for q in come}, gone)
    removed |= gone | left
    added |= come | more
    emptied = [] if after or not before else [document]
    emptied += _emptied(store, removed - before, added)
    return Change(frozenset(removed), frozenset(added), decided.rows, tuple(emptied))


def _emptied(store: ox.Store, removed: set[Quad], added: set[Quad]) -> list[NamedNode]:
    """The named graphs beside the documents' of which nothing stays."""
    touched = {q.graph_name for q in removed} - {q.graph_name for q in added}
    named = sorted((g for g in touched if isinstance(g, NamedNode)), key=str)
    return [g for g in named if removed.issuperset(store.quads_for_pattern(None, None, None, g))]


def _places(
    store: ox.Store, document: NamedNode, before: set[Quad], after: set[Quad], places: Places
) -> tuple[set[Quad], set[Quad]]:
    """The gazetteer rows that go and come with a document's places."""
    needed = set(places({text(q.object) for q in after if q.predicate == _CODE}))
    kept = {node(q.subject) for q in needed}
    stale = {q for p in kept for q in store.quads_for_pattern(p, None, None, GAZETTEER)} - needed
    dropped: dict[NamedNode, set[Quad]] = {}
    todo = [node(q.subject) for q in before if q.predicate == _CODE]
    while todo:
        place = todo.pop()
        if place in dropped or place in kept or _is_needed(store, document, place, dropped):
            continue
        dropped[place] = set(store.quads_for_pattern(place, None, None, GAZETTEER))
        todo.extend(node(q.object) for q in dropped[place] if q.predicate == _LOCATED_IN)
    gone = stale.union(*dropped.values())
    return gone, {q for q in needed if q not in store}


def _is_needed(store: ox.Store, document: NamedNode, place: NamedNode, dropped: dict[NamedNode, set[Quad]]) -> bool:
    """Whether another document names a place, or a place that stays lies in it.

    Asked again for a place above whenever one below it is dropped, so the order does not matter.
    """
    elsewhere = store.quads_for_pattern(place, _CODE, None, None)
    if any(q.graph_name not in (DEFAULT, GAZETTEER, document) for q in elsewhere):
        return True
    below = store.quads_for_pattern(None, _LOCATED_IN, place, GAZETTEER)
    return any(node(q.subject) not in dropped for q in below)


def _inferred(store: ox.Store, stated: After, changed: set[Triple]) -> tuple[set[Quad], set[Quad]]:
    """The inferred quads that go and come with a change of stated triples."""
    gone: set[Quad] = set()
    come: set[Quad] = set()
    for subject, predicate in affected(stated, changed):
        before = set(store.quads_for_pattern(subject, predicate, None, INFERRED))
        after = {Quad(subject, predicate, x, INFERRED) for x in following(stated, subject, predicate)}
        gone |= before - after
        come |= after - before
    return gone, come


def _merged(store: ox.Store, lost: set[Triple], said: set[Triple], underived: set[Quad]) -> tuple[set[Quad], set[Quad]]:
    """The default graph's quads that go and come: it holds what any other graph says.

    `lost` is what nobody states any more, and `underived` what is derived no more.
    """
    come = {Quad(*t) for t in said}
    gone = {Quad(*t) for t in lost if not any(q in store and q not in underived for q in _deriving(t))}
    subjects = {q.subject for q in come}  # most are the document's own, of which nothing is told yet
    known = {s for s in subjects if next(store.quads_for_pattern(s, None, None, DEFAULT), None)}
    return gone - come, {q for q in come if q.subject not in known or q not in store}


def _deriving(triple: Triple) -> Iterator[Quad]:
    """The quads that would derive a triple."""
    if triple.predicate in INFERRING:
        yield _quad(triple, INFERRED)
    if triple.predicate in IDENTIFYING:
        yield _quad(triple, IDENTITY)


def _is_derived(store: ox.Store, triple: Triple) -> bool:
    return any(quad in store for quad in _deriving(triple))


def _quad(triple: Triple, graph: NamedNode) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)
