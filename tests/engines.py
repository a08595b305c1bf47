"""Other engines for tests, real ones, started on this machine alone; a test is skipped where one isn't installed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from urllib.request import urlopen

import pytest

OXIGRAPH = Path(sysconfig.get_path("scripts")) / "oxigraph"  # where its package puts it
DEFAULT = "urn:policygraph:default"  # the graph that stands for Virtuoso's default graph
VIRTUOSO = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = {buffers}
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
"""
# Strangers may put graphs; what is put as the default graph, and asked without naming graphs, is one graph.
SETTINGS = f"""
GRANT SPARQL_UPDATE TO "SPARQL";
INSERT INTO DB.DBA.SYS_SPARQL_HOST (SH_HOST, SH_GRAPH_URI) VALUES ('%', '{DEFAULT}');
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The addresses of an engine's endpoint and its Graph Store; `sql` is the port of Virtuoso's own client."""

    query: str
    store: str
    sql: int = 0


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[Engine]:
    """An Oxigraph server that holds nothing."""
    if not OXIGRAPH.exists():
        pytest.skip("the package oxigraph isn't installed: pip install -e '.[dev]'")
    place = f"127.0.0.1:{free_port()}"
    with started([str(OXIGRAPH), "serve", "--location", str(folder), "--bind", place], folder, f"http://{place}/"):
        yield Engine(query=f"http://{place}/query", store=f"http://{place}/store")


@contextmanager
def virtuoso(folder: Path, buffers: int = 10_000) -> Iterator[Engine]:
    """A Virtuoso server that holds nothing, but for what it keeps of itself; buffers are of 8 kB."""
    server, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if not server or not client:
        pytest.skip("Virtuoso isn't installed: apt-get install virtuoso-opensource-7-bin")
    sql, http = free_port(), free_port()
    (folder / "v.ini").write_text(VIRTUOSO.format(sql=sql, http=http, buffers=buffers), encoding="utf-8")
    place = f"http://127.0.0.1:{http}"
    with started([server, "+configfile", "v.ini", "+foreground"], folder, f"{place}/sparql?query=ASK%7B%7D"):
        told = [client, f"127.0.0.1:{sql}", "dba", "dba", f"exec={SETTINGS}"]
        subprocess.run(told, check=True, capture_output=True, timeout=60)
        yield Engine(query=f"{place}/sparql", store=f"{place}/sparql-graph-crud", sql=sql)


@contextmanager
def started(command: list[str], folder: Path, address: str) -> Iterator[None]:
    """A server, once it answers at an address; it ends with the block."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                urlopen(address).close()
                break
            except OSError:
                assert process.poll() is None, f"{command[0]} has ended"
                sleep(0.1)
        yield
    finally:
        process.kill()
        process.wait()


ENGINES = {"oxigraph": oxigraph, "virtuoso": virtuoso}
