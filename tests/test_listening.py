"""Connections that are watched: one that still takes its answer in is kept."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from graph.listening import Guarded

PATIENCE = 0.4
LENGTH = 2_000_000


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A server whose answer is much longer than what the system takes from it at once."""
    monkeypatch.setattr(Guarded, "patience", PATIENCE)
    app = Starlette(routes=[Route("/", lambda _: PlainTextResponse("a" * LENGTH))])
    server = uvicorn.Server(uvicorn.Config(app, http=Guarded, log_config=None, timeout_graceful_shutdown=2))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32_768)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()
        finally:
            server.should_exit = True
            thread.join()


def test_slow_client_gets_all_of_an_answer(address: tuple[str, int]) -> None:
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32_768)
        client.settimeout(10)
        client.connect(address)
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        begun, answer = time.monotonic(), b""
        while len(answer.partition(b"\r\n\r\n")[2]) < LENGTH:
            part = client.recv(32_768)
            assert part, "the answer was cut off"
            answer += part
            time.sleep(PATIENCE / 10)
        assert time.monotonic() - begun > 3 * PATIENCE
