"""Documents' graphs as lines of text, which a bulk load takes without making terms of them.

A document's graph is given as N-Triples, a line a triple, each as the engine writes it.
"""

from __future__ import annotations

import gzip
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO

import pyoxigraph as ox
from pyoxigraph import NamedNode

from ontology.errors import BadInput
from ontology.iri import BASE

Graph = tuple[str, list[bytes]]  # a document's IRI, and its triples

_PACKED = ".gz"
_DOCUMENTS = f"{BASE}document/".encode()
_IRI = rb'<[^\x00-\x20<>"{}|^`\\]*>'
_LITERAL = rb'"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"(?:@[A-Za-z0-9-]+|\^\^' + _IRI + rb")?"
_QUAD = re.compile(rb"(%b %b (?:%b|%b)) <(%b)> \.\n?" % (_IRI, _IRI, _IRI, _LITERAL, _IRI[1:-1]))


class Parts:
    """The documents' graphs of some N-Quads files. Raises BadInput for a file that is none, or holds anything else."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = list(files)
        runs = Counter(name.decode() for file in self._files for name, _ in _runs(file))
        self.names = set(runs)
        self.scattered = {name for name, count in runs.items() if count > 1}  # not in one place of one file

    def load(self, store: ox.Store) -> None:
        """Put them into a store."""
        for file in self._files:
            try:
                if file.suffix == _PACKED:
                    with opened(file) as source:
                        store.bulk_load(source, ox.RdfFormat.N_QUADS)
                else:
                    store.bulk_load(path=file, format=ox.RdfFormat.N_QUADS)
            except SyntaxError as error:  # an OSError is of the store: the file was read to its end already
                raise unreadable(file, error) from error

    def graphs(self) -> Iterator[Graph]:
        """The graphs that are not scattered."""
        for file in self._files:
            for name, triples in _runs(file):
                if name.decode() not in self.scattered:
                    yield name.decode(), list(dict.fromkeys(triples))


def _runs(file: Path) -> Iterator[tuple[bytes, Iterator[bytes]]]:
    """The graphs of a file, as they follow on each other."""
    for name, quads in groupby(_matched(file), lambda match: match[2]):
        if not name.startswith(_DOCUMENTS):
            raise BadInput(f"{file}: <{name.decode()}> is no document's graph; only those are loaded.")
        yield name, (match[1] + b" ." for match in quads)


def _matched(file: Path) -> Iterator[re.Match[bytes]]:
    """The quads of a file as the engine writes them: nearly every line is so already."""
    try:
        with opened(file) as source:
            for number, line in enumerate(source, 1):
                match = _QUAD.fullmatch(line)
                if match:
                    yield match
                else:
                    yield from _rewritten(file, number, line)
    except (EOFError, OSError) as error:
        raise unreadable(file, error) from error


def _rewritten(file: Path, number: int, line: bytes) -> Iterator[re.Match[bytes]]:
    """What stands in a line that the engine would have written otherwise."""
    try:
        quads = list(ox.parse(line, ox.RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise BadInput(f"{file} can't be read as N-Quads: line {number:,}: {error}.") from error
    for quad in quads:
        if quad.graph_name == ox.DefaultGraph():
            raise BadInput(f"{file}: line {number:,} is in the default graph; only documents' graphs are loaded.")
        match = _QUAD.fullmatch(ox.serialize([quad], format=ox.RdfFormat.N_QUADS) or b"")
        if match is None:
            raise BadInput(f"{file}: line {number:,} has a blank node or a quoted triple, as no document's graph has.")
        yield match


def opened(file: Path) -> IO[bytes]:
    """A file of N-Quads, unpacked as it is read."""
    return gzip.open(file) if file.suffix == _PACKED else file.open("rb")  # type: ignore[return-value]


def unreadable(file: Path, error: Exception) -> BadInput:
    """What to tell of a file that is no N-Quads."""
    return BadInput(f"{file} can't be read as N-Quads: {error}.")


def held(store: ox.Store, names: Iterable[str]) -> Iterator[Graph]:
    """The graphs of documents that a store holds."""
    for name in names:
        told = store.dump(None, ox.RdfFormat.N_TRIPLES, from_graph=NamedNode(name)) or b""
        yield name, told.split(b"\n")[:-1]


def quads(graphs: Iterable[Graph]) -> Iterator[bytes]:
    """The lines of graphs as N-Quads."""
    for name, triples in graphs:
        graph = f"<{name}> .\n".encode()
        yield b"".join(line[:-1] + graph for line in triples)


class _Stream(io.RawIOBase):
    """Pieces of text, to be read as one file."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer with what comes next."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        size = min(len(into), len(self._left))
        into[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def stream(pieces: Iterable[bytes]) -> io.BufferedReader:
    """Pieces of text, to be read as one file."""
    return io.BufferedReader(_Stream(pieces), 1 << 20)
