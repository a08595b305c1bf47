"""Programs of one type that one implementer runs, under whatever IRI a document has it: one program."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph.naming import DERIVED, Naming
from graph.prefixes import node
from ontology.terms import PG

_RUNS, _KIND = NamedNode(PG.implements), NamedNode(PG.programType)


class Programs:
    """The programs that documents tell of once a document has changed."""

    def __init__(self, store: ox.Store, document: NamedNode, before: set[Quad], after: set[Quad]) -> None:
        self._store = store
        self._document = document
        self._after = {q for q in after if q.predicate in (_RUNS, _KIND)}
        changed = self._after | {q for q in before if q.predicate in (_RUNS, _KIND)}
        self._touched = {node(q.object if q.predicate == _RUNS else q.subject) for q in changed}

    def moved(self, moved: dict[NamedNode, NamedNode]) -> dict[NamedNode, NamedNode]:
        """The programs that go by another IRI once some implementers do."""
        old, new = Naming(self._store), Naming(self._store, moved)
        runners = {m for iri, to in moved.items() for m in (iri, *old.members(old.of(iri)), *new.members(to))}
        todo = {p for p in self._touched if self._is_run_by_many(p, old)} | {
            p for r in runners for p in self._run_by(r)
        }
        todo |= {m for p in todo for m in old.members(old.of(p))}
        todo |= {m for p in todo for m in self._likes(p, new)}
        goes = {p: min(self._likes(p, new), key=str, default=p) for p in todo}
        return {p: to for p, to in goes.items() if old.of(p) != to}

    def _is_run_by_many(self, program: NamedNode, old: Naming) -> bool:
        """Whether an implementer has several IRIs; else the program's own IRI, made of its implementer's, is enough."""
        known = self._store.quads_for_pattern(None, _RUNS, old.of(program), DefaultGraph())
        runners = {node(q.subject) for q in (*known, *self._after) if q.predicate == _RUNS}
        return any(len(old.members(old.of(r))) > 1 for r in runners) or len(old.members(old.of(program))) > 1

    def _likes(self, program: NamedNode, naming: Naming) -> set[NamedNode]:
        """The programs of its type that its implementers, all of them, run under any IRI."""
        mine = self._told(program, naming)
        if not mine[0]:
            return {program}
        members = {m for runner in mine[0] for m in naming.members(runner)}
        return {p for m in members for p in self._run_by(m) if self._told(p, naming) == mine} | {program}

    def _told(self, program: NamedNode, naming: Naming) -> tuple[frozenset[NamedNode], frozenset[NamedNode]]:
        runners = self._rows(None, _RUNS, program)
        kinds = self._rows(program, _KIND, None)
        return frozenset(naming.of(node(q.subject)) for q in runners), frozenset(node(q.object) for q in kinds)

    def _run_by(self, runner: NamedNode) -> set[NamedNode]:
        return {node(q.object) for q in self._rows(runner, _RUNS, None)}

    def _rows(self, subject: NamedNode | None, predicate: NamedNode, object: NamedNode | None) -> Iterable[Quad]:
        """What documents will say."""
        for quad in self._store.quads_for_pattern(subject, predicate, object, None):
            if quad.graph_name not in DERIVED and quad.graph_name != self._document:
                yield quad
        for quad in self._after:
            fits = quad.subject == subject or subject is None, quad.object == object or object is None
            if quad.predicate == predicate and all(fits):
                yield quad
