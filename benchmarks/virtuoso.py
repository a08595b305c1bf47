"""Virtuoso for the benchmarks: loaded by its own means, in a folder of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from engines import DEFAULT, virtuoso

if TYPE_CHECKING:
    from store import Given

MERGED = NamedNode(DEFAULT)  # it has no default graph of its own
_BUFFERS = 170_000


class Virtuoso:
    """A server that holds nothing at first, and reads files of its folder."""

    name = "Virtuoso"

    def __init__(self, place: Path, port: int) -> None:
        self._place = place
        self._port = port

    def load(self, given: Given) -> None:
        """Load all quads with its bulk loader, and write them to disk."""
        with (self._place / "whole.nq").open("wb") as out:
            for quad in ox.parse(path=str(given.whole), format=ox.RdfFormat.N_QUADS):
                out.write(_line(quad))
        self._do(f"ld_dir('.', 'whole.nq', '{MERGED.value}'); rdf_loader_run(); checkpoint;")
        told = self._do("SELECT ll_error FROM DB.DBA.LOAD_LIST WHERE ll_state <> 2 OR ll_error IS NOT NULL;")
        if "\n0 Rows." not in told:
            raise RuntimeError(f"Virtuoso did not load it all: {told}")

    def disk(self) -> int:
        """The bytes of its database, which it makes larger in steps."""
        return (self._place / "v.db").stat().st_size

    def put(self, document: str, graph: list[Quad]) -> None:
        """Write a document's quads in its graph and the merged one."""
        file = self._place / "one.nq"
        file.write_bytes(b"".join(_line(q) + _line(Quad(*q.triple, MERGED)) for q in graph))
        self._do(f"DB.DBA.TTLP(file_to_string_output('one.nq'), '', '{MERGED.value}', 512);")

    def _do(self, commands: str) -> str:
        client = ["isql-vt", f"127.0.0.1:{self._port}", "dba", "dba", "ERRORS=STDOUT", f"EXEC={commands}"]
        done = subprocess.run(client, capture_output=True, text=True, check=False)
        if "Error" in done.stdout or done.returncode:
            raise RuntimeError(f"Virtuoso refused {commands}: {done.stdout}{done.stderr}")
        return done.stdout


@contextmanager
def started(place: Path) -> Iterator[Virtuoso]:
    """A Virtuoso in a new folder; it ends with the block."""
    place.mkdir(parents=True)
    with virtuoso(place, buffers=_BUFFERS) as engine:
        yield Virtuoso(place, engine.sql)


def _line(quad: Quad) -> bytes:
    graph = MERGED if quad.graph_name == DefaultGraph() else quad.graph_name
    return f"{quad.subject} {quad.predicate} {quad.object} {graph} .\n".encode()
