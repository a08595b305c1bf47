"""The store: graphs of documents, the part of the gazetteer they need, and what follows."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from graph import change, folder
from graph.derive import rows_of
from graph.index import Index
from graph.merging import indexing
from graph.rdf import gazetteer_quads
from graph.reader import Reader
from ontology.errors import BadInput


class Store(Reader):
    """The one writer of a store on disk, or a store in memory.

    Each change is made wholly or not at all. Readers of a store on disk (`graph.reader.Snapshot`)
    see it as it was last published: when the writer closes, or calls `publish`.
    """

    def __init__(self, quads: ox.Store, index: Index, path: Path | None = None) -> None:
        super().__init__(quads)
        self._index = index
        self._path = path
        self._lock = threading.Lock()
        self._copy: TemporaryDirectory[str] | None = None

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a store's folder for writing, or make one of a new or empty folder."""
        folder.prepare(path)
        live = folder.open_live(path)
        with folder.writing(path):
            store = cls(live, Index.open(path / folder.INDEX), path)
            store._settle()
        store.publish()
        return store

    @classmethod
    def memory(cls) -> Self:
        """A store that lives as long as this object."""
        return cls(ox.Store(), Index.memory())

    def replace(self, document: str, quads: Iterable[Quad]) -> bool:
        """Make a document's graph hold just these quads; say whether that changed anything."""
        name = NamedNode(document)
        wanted = list(quads)
        strange = next((q for q in wanted if q.graph_name != name), None)
        if strange is not None:
            raise BadInput(f"{strange.graph_name} is not the graph of the document {document}.")
        return self._apply(name, wanted)

    def remove(self, document: str) -> None:
        """Take a document out, with all that only it stated or needed."""
        if not self._apply(NamedNode(document), []):
            raise BadInput(f"The store holds no document {document}: `policygraph list` shows those it holds.")

    def _apply(self, document: NamedNode, quads: list[Quad]) -> bool:
        with self._lock:
            self._settle()
            found = change.replacing(self._quads, self._index, document, quads, gazetteer_quads)
            if found:
                with folder.writing(self._path or Path()):
                    self._changing()
                    self._index.begin(document)
                    self._write(found)
                with suppress(OSError):  # the document is in; its rows are made when they are needed next
                    self._index.finish(document, found.rows)
            return bool(found)

    def _settle(self) -> None:
        """Bring the index up to the quads, where a writer ended between the two."""
        if not self._index.is_whole():
            self._index.fill(rows_of(self._quads))
        for document in self._index.pending():
            self._index.finish(document, indexing(self._quads, self._index, document))

    def _write(self, found: change.Change) -> None:
        if found.removed:
            self._quads.update(found.update())
        else:
            self._quads.extend(sorted(found.added, key=str))  # as atomic, without a text to parse; faster in order

    def _changing(self) -> None:
        if self._path is not None:
            folder.mark_unpublished(self._path)
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    def publish(self) -> None:
        """Let readers see the changes made so far."""
        if self._path is not None and not folder.is_published(self._path):
            with folder.writing(self._path, folder.UNSEEN):
                folder.publish(self._path, self._quads)

    def source(self) -> Path:
        """The newest snapshot's folder; a store in memory is written to a file first."""
        with self._lock:
            if self._path is not None:
                self.publish()
                return folder.current(self._path) or self._path
            if self._copy is None:
                self._copy = TemporaryDirectory(prefix="policygraph-")
                self._quads.dump(f"{self._copy.name}/store.nq", ox.RdfFormat.N_QUADS)
            return Path(self._copy.name) / "store.nq"

    def close(self) -> None:
        """Publish, and let another process write."""
        self.publish()
        del self._index, self._quads
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None
