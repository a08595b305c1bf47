"""A store's quads, to read: queries, its documents, its canonical dump."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from weakref import finalize

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, Variable

from graph import folder
from graph.prefixes import PREFIXES, named, node, text
from graph.remembered import Memory
from graph.sandbox import malformed

Term = NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
TOLD = {  # what a document tells of itself
    "title": named("schema:headline"),
    "date": named("schema:datePublished"),
    "source": named("dcterms:source"),
    "url": named("schema:url"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """What a store tells of one of its documents; `document` is its IRI."""

    document: str
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""


class Reader:
    """One handle on quads. The default graph is the set of all that the named graphs hold, each entity
    by the one IRI that it goes by (`graph.naming`).

    `kept` holds what was found (`graph.remembered`) where the quads can't change.
    """

    kept: Memory | None = None

    def __init__(self, quads: ox.Store) -> None:
        self._quads = quads

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._quads)

    def __bool__(self) -> bool:
        """Whether there is any quad; to count them takes as long as there are many."""
        return next(iter(self._quads), None) is not None

    def close(self) -> None:
        """Let go of what the handle holds."""

    def source(self) -> Path:
        """The snapshot's folder or N-Quads file that `graph.sandbox` asks."""
        raise NotImplementedError

    def query(self, sparql: str, *, substitutions: Mapping[str, Term] | None = None) -> Results:
        """Answer one of the project's own queries; `substitutions` fixes variables by name; a query
        must select those.

        A stranger's query goes to `graph.sandbox`: here nothing bounds it.
        """
        fixed = {Variable(name): term for name, term in (substitutions or {}).items()}
        try:
            return self._quads.query(sparql, prefixes=PREFIXES, substitutions=fixed)
        except SyntaxError as error:
            raise malformed(sparql, str(error)) from error

    def statements(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or of all of them."""
        if graph is not None:
            return self._quads.quads_for_pattern(None, None, None, graph)
        graphs = sorted(self._quads.named_graphs(), key=str)
        return (q for g in graphs for q in self._quads.quads_for_pattern(None, None, None, g))

    def holds(self, document: str) -> bool:
        """Whether a document of some IRI is in."""
        return next(self.statements(NamedNode(document)), None) is not None

    def match(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph: NamedNode | ox.DefaultGraph | None,
    ) -> Iterator[Quad]:
        """The quads that fit; None fits all, in the default graph and the named ones alike."""
        return self._quads.quads_for_pattern(subject, predicate, object, graph)

    def merged(self) -> Iterator[Quad]:
        """The quads of the default graph."""
        return self._quads.quads_for_pattern(None, None, None, ox.DefaultGraph())

    def documents(self) -> tuple[StoredDocument, ...]:
        """The documents, by title and IRI."""
        typed = self.match(None, named("rdf:type"), named("pg:Document"), ox.DefaultGraph())
        found = [self._told(node(q.subject)) for q in typed]
        return tuple(sorted(found, key=lambda d: (d.title, d.document)))

    def _told(self, document: NamedNode) -> StoredDocument:
        told = {}
        for name, predicate in TOLD.items():
            values = self._quads.quads_for_pattern(document, predicate, None, document)
            told[name] = min((text(q.object) for q in values), default="")
        return StoredDocument(document=document.value, **told)

    def dump(self) -> str:
        """Every quad of every graph as N-Quads, sorted: equal stores give equal text."""
        return canonical(self._quads)


def canonical(quads: Iterable[Quad]) -> str:
    """Quads as sorted N-Quads lines."""
    lines = sorted({f"{q} ." if q.graph_name != ox.DefaultGraph() else f"{q.triple} ." for q in quads})
    return "\n".join(lines) + "\n" if lines else ""


class Snapshot(Reader):
    """A store in a folder as it was last published; it stays as it is while it is open."""

    def __init__(self, path: Path, place: folder.Held) -> None:
        super().__init__(folder.open_snapshot(path, place))
        self.kept = Memory()
        self._path = path
        self._place = place
        self._release = finalize(self, place.release)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a store's newest snapshot. A store that is being written to can be read."""
        return cls(path, folder.hold_current(path))

    @property
    def is_outdated(self) -> bool:
        """Whether the store has published a newer snapshot since."""
        return folder.current(self._path) != self._place.folder

    def source(self) -> Path:
        """The snapshot's folder."""
        return self._place.folder

    def close(self) -> None:
        """Let the snapshot be cleared away once it is outdated; so does the end of the object."""
        self._release()
