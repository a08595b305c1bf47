"""Programs of one type that one implementer runs, under whatever IRI a document has it: one program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from graph.naming import DERIVED, Naming
from graph.prefixes import node, text
from ontology.terms import PG

_RUNS, _KIND = NamedNode(PG.implements), NamedNode(PG.programType)
Nodes = frozenset[NamedNode]
Moves = dict[NamedNode, NamedNode]


def runs(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    """Each program of a document's graph, with who runs it."""
    return ((text(q.object), text(q.subject)) for q in quads if q.predicate == _RUNS)


def kinds(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    """Each program of a document's graph, with its type."""
    return ((text(q.subject), text(q.object)) for q in quads if q.predicate == _KIND)


def alike(
    runners: Mapping[str, set[str]], types: Mapping[str, set[str]], called: Callable[[str], str]
) -> dict[str, str]:
    """The programs that go by the IRI of another, the first of those of their types that the same runners run.

    One without a type is like no other.
    """
    met: dict[object, list[str]] = defaultdict(list)
    for program, by in runners.items():
        if types.get(program):
            met[frozenset(map(called, by)), frozenset(types[program])].append(program)
    first = {program: min(group) for group in met.values() for program in group}
    return {program: to for program, to in first.items() if program != to}


class Programs:
    """The programs that documents tell of once a document has changed.

    What documents may tell is looked up in the default graph, where each triple stands once however many tell it.
    """

    def __init__(self, store: ox.Store, document: NamedNode, before: set[Quad], after: set[Quad], moved: Moves) -> None:
        self._store = store
        self._document = document
        self._after = {q.triple for q in after if q.predicate in (_RUNS, _KIND)}
        changed = self._after | {q.triple for q in before if q.predicate in (_RUNS, _KIND)}
        self._touched = {node(t.object if t.predicate == _RUNS else t.subject) for t in changed}
        self._moved = moved
        self._old, self._new = Naming(store), Naming(store, moved)
        self._known: dict[NamedNode, tuple[Nodes, Nodes]] = {}
        self._alike: dict[tuple[Nodes, Nodes], Nodes] = {}

    def moved(self) -> Moves:
        """The programs that go by another IRI once the document has changed, and some implementers do."""
        old, new = self._old, self._new
        runners = {m for iri, to in self._moved.items() for m in (iri, *old.members(old.of(iri)), *new.members(to))}
        todo = self._touched | {p for r in runners for p in self._run_by(r)}
        todo |= {m for p in todo for m in old.members(old.of(p))}
        todo |= {m for p in todo for m in self._likes(p)}
        goes = {p: min(self._likes(p), key=str) for p in todo}
        return {p: to for p, to in goes.items() if old.of(p) != to}

    def _likes(self, program: NamedNode) -> Nodes:
        """The programs of its types that its implementers, all of them, run under any IRI."""
        mine = kinds, runners = self._told(program)
        if not (kinds and runners):
            return frozenset({program})
        if mine not in self._alike:
            found = {p for m in self._new.members(min(runners, key=str)) for p in self._run_by(m)}
            self._alike[mine] = frozenset(p for p in found if self._told(p) == mine)
        return self._alike[mine] | {program}

    def _told(self, program: NamedNode) -> tuple[Nodes, Nodes]:
        """The types of a program, and its implementers by the IRIs that they go by."""
        if program not in self._known:
            known = self._old.of(program)
            kinds = {node(q.object) for q in self._default(known, _KIND, None)}
            runs = {m for q in self._default(None, _RUNS, known) for m in self._old.members(node(q.subject))}
            told = {Triple(program, _KIND, k) for k in kinds} | {Triple(m, _RUNS, program) for m in runs}
            told = {t for t in told if self._is_said(t)} | self._after
            self._known[program] = (
                frozenset(node(t.object) for t in told if (t.subject, t.predicate) == (program, _KIND)),
                frozenset(self._new.of(node(t.subject)) for t in told if (t.predicate, t.object) == (_RUNS, program)),
            )
        return self._known[program]

    def _run_by(self, runner: NamedNode) -> set[NamedNode]:
        """What an implementer may run."""
        known = {node(q.object) for q in self._default(self._old.of(runner), _RUNS, None)}
        found = {m for p in known for m in self._old.members(p)}
        return found | {node(t.object) for t in self._after if t.predicate == _RUNS and t.subject == runner}

    def _default(self, subject: NamedNode | None, predicate: NamedNode, object: NamedNode | None) -> Iterator[Quad]:
        return self._store.quads_for_pattern(subject, predicate, object, DefaultGraph())

    def _is_said(self, triple: Triple) -> bool:
        """Whether another document says so."""
        quads = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(q.graph_name not in DERIVED and q.graph_name != self._document for q in quads)
