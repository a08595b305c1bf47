"""What a stranger may try on the endpoint: it then answers at once, its memory is back, no process is left."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sample_reading import TEXT, sample

from graph.rdf import quads
from graph.store import Store
from ontology.iri import document_iri

CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
DOUBLED = " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(40))  # to ten terabytes
DIRECT = {"Content-Type": "application/sparql-query"}
GROWN = 150_000  # kilobytes that the server may hold more than before


@dataclass(frozen=True)
class Server:
    """The endpoint as its own process."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"

    def post(self, query: str) -> httpx.Response:
        return httpx.post(self.address, content=query, headers=DIRECT, timeout=30, verify=False)

    def children(self) -> list[int]:
        found: list[int] = []
        for file in Path(f"/proc/{self.process.pid}/task").glob("*/children"):
            with suppress(OSError):  # its thread has ended meanwhile
                found += map(int, file.read_text().split())
        return found

    def memory(self) -> int:
        """Kilobytes that it and its workers hold."""
        found = 0
        for process in (self.process.pid, *self.children()):
            status = Path(f"/proc/{process}/status").read_text()
            found += int(status.partition("VmRSS:")[2].split()[0]) if "VmRSS" in status else 0
        return found

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def say(self, request: bytes) -> bytes:
        """What comes back, until the connection ends or is quiet for long."""
        with self.connect() as connection:
            connection.sendall(request)
            answer = b""
            while part := connection.recv(65_536):
                answer += part
            return answer


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = tmp_path_factory.mktemp("attacked") / "store"
    with Store.open(store) as opened:
        opened.replace(document_iri(TEXT), quads(sample()))
    options = [
        "--port",
        "0",
        "--seconds",
        "1",
        "--patience",
        "1",
        "--memory",
        "1000",
        "--workers",
        "2",
        "--waiting",
        "8",
    ]
    command = [sys.executable, "-m", "graph.cli", "serve", "--store", str(store), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert process.stderr
    port = int(process.stderr.readline().rpartition(b":")[2].partition(b"/")[0])
    drained = ThreadPoolExecutor(1)
    drained.submit(process.stderr.read)
    server = Server(process, port)
    server.post("ASK {}")
    workers = server.children()
    yield server
    process.terminate()
    assert process.wait(10) in {0, -15}
    drained.shutdown()
    assert workers
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


@pytest.fixture
def server(started: Server) -> Iterator[Server]:
    before = started.memory()
    yield started
    begun = time.monotonic()
    assert started.post("ASK { ?x a pg:Person }").json()["boolean"]
    assert time.monotonic() - begun < 5
    while time.monotonic() - begun < 20 and (started.memory() > before + GROWN or len(started.children()) != 2):
        time.sleep(0.1)
    assert started.memory() < before + GROWN
    assert len(started.children()) == 2


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (f"SELECT (COUNT(*) AS ?n) {CROSS}", 503),
        (f"SELECT * {CROSS} ORDER BY ?a ?d", 503),
        (f"SELECT (GROUP_CONCAT(?c) AS ?n) {CROSS}", 503),
        (f"SELECT * {CROSS}", 503),
        (f"SELECT (STRLEN(?v40) AS ?n) {{ BIND('aaaaaaaaaa' AS ?v0) {DOUBLED} }}", 503),
        ("SELECT * {" + " UNION ".join(["{?s ?p ?o}"] * 20_000) + "}", 400),
        ("SELECT * { GRAPH ?g { ?a ?b ?c MINUS { ?d ?e ?f . ?x ?h ?i . ?j ?k ?l } } }", 503),
        (f"CONSTRUCT {{ ?a ?d ?g }} WHERE {CROSS}", 503),
        ("SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)+ ?b . ?c (!<urn:x>|^!<urn:x>)+ ?d }", 503),
        (f"SELECT (STRLEN(ENCODE_FOR_URI(?v25)) AS ?n) {{ BIND('éééééééééé' AS ?v0) {DOUBLED} }}", 503),
        ("SELECT * { ?s " + "(" * 1_000 + "!<urn:p>" + ")*" * 1_000 + " ?o }", 503),
        ("SELECT * { " + " ".join(f"OPTIONAL {{ ?a{i} ?b ?c }}" for i in range(2_000)) + " }", 503),
        (
            "SELECT (COUNT(*) AS ?n) { "
            + " ".join(f"GRAPH ?g{i} {{ GRAPH ?h{i} {{ ?a{i} ?b ?c }} }}" for i in range(9))
            + " }",
            503,
        ),
        ("SELECT * { ?a " + "/".join(["(<urn:a>|!<urn:b>|^!<urn:b>)"] * 200) + " ?b }", 503),
        ("SELECT * { ?a " + "(" * 4_000 + "<urn:a>|<urn:b>" + ")" * 4_000 + " ?b }", 200),
        ("SELECT " + " ".join(f"(1 AS ?v{i})" for i in range(40_000)) + " { ?s ?p ?o }", 503),
        ("SELECT * { ?a <urn:x>* <urn:nowhere> FILTER(" + "(" * 3_000 + "1=1" + ")" * 3_000 + ") }", 200),
        ("ASK { FILTER(" + "+".join(["1"] * 100_000) + ") }", 400),
        ("DESCRIBE ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 503),
        ("SELECT * { " + "{ SELECT * { " * 2_000 + "?s ?p ?o" + "} }" * 2_000 + " }", 400),
        ("SELECT * " + "{" * 20_000 + "}" * 20_000, 400),
        ("SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }", 400),
        ('SELECT * { ?s ?p "' + '\\"' * 200_000, 400),
        ("SELECT * { ?s ?p '''\n" + "\\'''\n" * 100_000, 400),
        ("a." * 300_000, 400),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400),
        ("SELECT * { service silent ?x { ?s ?p ?o } }", 400),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { } }", 400),
        ("SELECT * { ?s pg:\\' ?o SERVICE <http://127.0.0.1:1/> { ?a ?b 'c' } }", 400),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 400),
        ("SELECT * FROM NAMED <http://127.0.0.1:1/> { GRAPH ?g { ?s ?p ?o } }", 400),
        ("LOAD <file:///etc/passwd>", 403),
        ("SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '(a+)+$')) }", 200),
        ("#" * 10_000_000, 413),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else str(value),
)
def test_query(server: Server, query: str, status: int) -> None:
    answer = server.post(query)
    assert answer.status_code == status
    assert status == 200 or len(answer.text) < 500


def test_two_hundred_at_once(server: Server) -> None:
    """Each is answered or told to come again, and none hangs."""
    query = b"SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with ThreadPoolExecutor(200) as strangers:
        answers = list(strangers.map(lambda _: server.say(_head(len(query)) + query), range(200)))
    statuses = {answer.split(maxsplit=2)[1] for answer in answers}
    assert statuses <= {b"200", b"503"}
    assert b"200" in statuses


def test_clients_that_go_away_free_their_workers(server: Server) -> None:
    query = f"SELECT (COUNT(*) AS ?n) {CROSS}".encode()
    for _ in range(10):
        with server.connect() as connection:
            connection.sendall(_head(len(query)) + query)
    time.sleep(0.3)


def test_more_connections_than_there_may_be(server: Server) -> None:
    """Who comes then is told to come again, and those that ask nothing are let go of."""
    connections = [server.connect() for _ in range(1_100)]
    begun = time.monotonic()
    assert server.post("ASK {}").status_code in {200, 503}
    while server.post("ASK {}").status_code != 200:
        assert time.monotonic() - begun < 10
        time.sleep(0.2)
    for connection in connections:
        connection.close()


def test_client_that_never_reads(server: Server) -> None:
    query = b"SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 30000"
    connections = [server.connect() for _ in range(3)]
    for connection in connections:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(_head(len(query)) + query)
    time.sleep(3)
    for connection in connections:
        connection.close()


def test_slow_body_is_ended(server: Server) -> None:
    begun = time.monotonic()
    assert b" 408 " in server.say(_head(100) + b"ASK")
    assert time.monotonic() - begun < 8


@pytest.mark.parametrize(
    ("head", "body", "status"),
    [
        (b"Transfer-Encoding: chunked", (b"10000\r\n" + b"#" * 65_536 + b"\r\n") * 20, b"413"),
        (b"Content-Length: 5000000\r\nExpect: 100-continue", b"", b"413"),
        (b"Content-Length: 6\r\nTransfer-Encoding: chunked", b"0\r\n\r\nGET /x HTTP/1.1\r\n\r\n", b"400"),
    ],
    ids=["chunks without end", "a body to come", "two lengths"],
)
def test_body_of_no_honest_length(server: Server, head: bytes, body: bytes, status: bytes) -> None:
    with server.connect() as connection:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n")
        with suppress(ConnectionResetError, BrokenPipeError):  # ended before all of it was read
            connection.sendall(b"Content-Type: application/sparql-query\r\n\r\n" + body)
        with suppress(ConnectionResetError):
            assert connection.recv(100).split()[1:2] in ([], [status])


def test_slow_head_is_ended(server: Server) -> None:
    begun = time.monotonic()
    with server.connect() as connection:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost:")
        with suppress(ConnectionResetError):
            assert connection.recv(100) == b""
    assert time.monotonic() - begun < 8


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /sparql?query=%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /sparql?query=\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /sparql?query=ASK%7B%7D%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /sparql?query=x HTTP/1.1\r\nHost: x\r\nAccept: text/\r\n\tx\x00y\r\nConnection: close\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nASK{}",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\nASK{}",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /sparql?query=" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
    ids=lambda value: value[:40].decode("latin-1").encode("unicode_escape").decode(),
)
def test_broken_request_is_answered_with_400(server: Server, request_: bytes) -> None:
    try:
        answer = server.say(request_)
    except (ConnectionResetError, BrokenPipeError):  # ended before all of it was read
        return
    assert answer.split(b"\r\n")[0].split()[1:2] in ([], [b"400"])
    assert b"\r\nset-cookie" not in answer.lower()


def test_slow_head_after_an_answer_is_ended(server: Server) -> None:
    """The connection has asked something before, and now sends a head byte by byte, or the body of what was refused."""
    asked = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n"
    refused = b"PUT /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    for first, drop in ((asked, b"a"), (refused, b"1\r\nx\r\n")):
        with server.connect() as connection:
            connection.sendall(first)
            assert connection.recv(65_536).startswith(b"HTTP/1.1 ")
            begun = time.monotonic()
            with suppress(ConnectionResetError, BrokenPipeError):
                while time.monotonic() - begun < 8:
                    connection.sendall(drop)
                    time.sleep(0.2)
            assert time.monotonic() - begun < 8


@pytest.mark.parametrize(
    ("begun", "status"),
    [
        (b"GET /sparql?query=", b"414"),
        (b"GET /sparql HTTP/1.1\r\nHost: x\r\nX-Long: ", b"431"),
    ],
)
def test_long_head_is_refused(server: Server, begun: bytes, status: bytes) -> None:
    with server.connect() as connection:
        connection.sendall(begun.ljust(65_537, b"a"))  # all of it is read before the connection is ended
        assert connection.recv(200).split()[1] == status


def _head(length: int) -> bytes:
    return (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: %d\r\n\r\n" % length
    )
