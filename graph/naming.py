"""By which IRI each entity goes: the mapping between what documents say and the one knowledge of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.prefixes import named, node
from ontology.iri import BASE, IDENTITY_GRAPH, INFERRED_GRAPH

IDENTITY = NamedNode(IDENTITY_GRAPH)
DERIVED = frozenset({DefaultGraph(), NamedNode(INFERRED_GRAPH), IDENTITY})  # graphs that no one states
SAME = named("owl:sameAs")
IDENTIFYING = frozenset(  # the properties of what is worked out between documents
    map(
        named,
        [
            "owl:sameAs",
            "pg:possiblySame",
            "pg:nearDuplicateOf",
            "pg:contradicts",
            "rdf:type",
            "pg:likens",
            "pg:score",
            "pg:reason",
        ],
    )
)
_LABEL, _ALIAS = named("skos:prefLabel"), named("skos:altLabel")
_FAMILIES = tuple(f"{BASE}{family}/" for family in ("person", "organization", "place", "program"))

Term = NamedNode | BlankNode | Literal | Triple


class Naming:
    """The IRI that each entity goes by: as a store has it, but for those in `moved`."""

    def __init__(self, store: ox.Store, moved: Mapping[NamedNode, NamedNode] | None = None) -> None:
        self._store = store
        self._moved = dict(moved or {})
        self._is_plain = not self._moved and next(store.quads_for_pattern(None, None, None, IDENTITY), None) is None
        self._of: dict[NamedNode, NamedNode] = {}
        self._members: dict[NamedNode, tuple[NamedNode, ...]] = {}

    def of(self, iri: NamedNode) -> NamedNode:
        """The IRI that an entity goes by: its own, or that of the one it is the same as."""
        if self._is_plain:
            return iri
        if iri not in self._of:
            self._of[iri] = self._moved.get(iri) or self._stored(iri)
        return self._of[iri]

    def _stored(self, iri: NamedNode) -> NamedNode:
        if not iri.value.startswith(_FAMILIES):
            return iri
        found = self._store.quads_for_pattern(iri, SAME, None, IDENTITY)
        return next((node(q.object) for q in found), iri)

    def members(self, iri: NamedNode) -> tuple[NamedNode, ...]:
        """The IRIs that go by one."""
        if self._is_plain or not iri.value.startswith(_FAMILIES):
            return (iri,)
        if iri not in self._members:
            stored = (node(q.subject) for q in self._store.quads_for_pattern(None, SAME, iri, IDENTITY))
            found = {m for m in (*stored, iri, *self._moved) if self.of(m) == iri}
            self._members[iri] = tuple(sorted(found, key=str))
        return self._members[iri]

    def triple(self, triple: Triple) -> Triple:
        """What a document's triple says in the one knowledge; the label of a merged entity is another name of it."""
        if self._is_plain:
            return triple
        subject = self.of(node(triple.subject))
        object = self.of(triple.object) if isinstance(triple.object, NamedNode) else triple.object
        predicate = triple.predicate
        if predicate == _LABEL and subject != triple.subject:
            predicate = _ALIAS
        is_told_so = subject == triple.subject and object == triple.object
        return triple if is_told_so else Triple(subject, predicate, object)

    def stating(self, triple: Triple) -> Iterator[Quad]:
        """The quads by which documents and the gazetteer state a triple of the one knowledge."""
        subjects = self.members(node(triple.subject))
        objects: tuple[Term, ...] = (triple.object,)
        if isinstance(triple.object, NamedNode):
            objects = self.members(triple.object)
        predicates = (_LABEL, _ALIAS) if triple.predicate == _ALIAS and len(subjects) > 1 else (triple.predicate,)
        for subject, predicate, object in product(subjects, predicates, objects):
            for quad in self._store.quads_for_pattern(subject, predicate, object, None):
                if quad.graph_name not in DERIVED and self.triple(quad.triple) == triple:
                    yield quad

    def speaking(self, iri: NamedNode) -> Iterator[Quad]:
        """The quads of documents that speak of an IRI."""
        for pattern in ((iri, None), (None, iri)):
            for quad in self._store.quads_for_pattern(pattern[0], None, pattern[1], None):
                if quad.graph_name not in DERIVED:
                    yield quad
