"""Virtuoso for the benchmarks: started on loopback in a folder of its own, and ended with the program."""

from __future__ import annotations

import socket
import subprocess
from contextlib import suppress
from pathlib import Path
from time import sleep
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad

if TYPE_CHECKING:
    from store import Given

SETTINGS = """
[Database]
DatabaseFile = {place}/virtuoso.db
TransactionFile = {place}/virtuoso.trx
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
FileExtend = 200

[TempDatabase]
DatabaseFile = {place}/temp.db
TransactionFile = {place}/temp.trx

[Parameters]
ServerPort = 127.0.0.1:{port}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
DirsAllowed = {place}
CheckpointInterval = 0
"""
MERGED = NamedNode("urn:merged")  # it has no default graph of its own
_PATIENCE = 60  # seconds for it to start


class Virtuoso:
    """A server with nothing in it."""

    name = "Virtuoso"

    def __init__(self, place: Path) -> None:
        place.mkdir(parents=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._place = place
        settings = place / "virtuoso.ini"
        settings.write_text(SETTINGS.format(place=place, port=self._port), encoding="utf-8")
        command = ["setpriv", "--pdeathsig", "KILL", "virtuoso-t", "+foreground", "+configfile", str(settings)]
        self._server = subprocess.Popen(command, cwd=place, stderr=subprocess.DEVNULL)
        for _ in range(_PATIENCE):
            sleep(1)
            with suppress(RuntimeError):
                self._do("status();")
                return
        self._server.kill()
        raise TimeoutError(f"Virtuoso did not start in {_PATIENCE} seconds: see {place / 'virtuoso.log'}.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.kill()
        self._server.wait()

    def load(self, given: Given) -> None:
        """Load all quads with its bulk loader, and write them to disk."""
        named = self._place / "whole.nq"
        with named.open("wb") as out:
            for quad in ox.parse(path=str(given.whole), format=ox.RdfFormat.N_QUADS):
                out.write(_line(quad))
        self._do(f"ld_dir('{self._place}', 'whole.nq', '{MERGED.value}'); rdf_loader_run(); checkpoint;")
        told = self._do("SELECT ll_error FROM DB.DBA.LOAD_LIST WHERE ll_state <> 2 OR ll_error IS NOT NULL;")
        if "\n0 Rows." not in told:
            raise RuntimeError(f"Virtuoso did not load it all: {told}")

    def disk(self) -> int:
        """The bytes of its database, which it makes larger in steps."""
        return (self._place / "virtuoso.db").stat().st_size

    def put(self, document: str, graph: list[Quad]) -> None:
        """Write a document's quads in its graph and the merged one."""
        file = self._place / "one.nq"
        file.write_bytes(b"".join(_line(q) + _line(Quad(*q.triple, MERGED)) for q in graph))
        self._do(f"DB.DBA.TTLP(file_to_string_output('{file}'), '', '{MERGED.value}', 512);")

    def _do(self, commands: str) -> str:
        client = ["isql-vt", f"127.0.0.1:{self._port}", "dba", "dba", "ERRORS=STDOUT", f"EXEC={commands}"]
        done = subprocess.run(client, capture_output=True, text=True, check=False)
        if "Error" in done.stdout or done.returncode:
            raise RuntimeError(f"Virtuoso refused {commands}: {done.stdout}{done.stderr}")
        return done.stdout


def _line(quad: Quad) -> bytes:
    graph = MERGED if quad.graph_name == DefaultGraph() else quad.graph_name
    return f"{quad.subject} {quad.predicate} {quad.object} {graph} .\n".encode()
