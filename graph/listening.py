"""The endpoint as a server of its own: connections that are watched, and a log of requests."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from graph.query_pool import close_shared
from graph.server import ACCESS, PATH, Endpoint, Settings
from ontology.errors import BadInput

_CONNECTIONS = 1_000  # at once; whoever comes then is told to come again
_LONGEST_HEAD = 65_536  # bytes of a request's address and headers


class Guarded(H11Protocol):
    """A connection that is ended when no request's head comes in, or nothing goes out of an answer, for a time.

    Once an answer is out, the rest of its request, or the next one's head, has to come in one to two times `patience`.
    """

    patience = 20.0
    _answered: RequestResponseCycle | None = None  # when it was last looked at

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch."""
        super().connection_made(transport)
        self._unsent = 0
        self._watch = self.loop.call_later(self.patience, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch no more."""
        self._watch.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        unsent = self.transport.get_write_buffer_size()
        answered = self.cycle if self.cycle and self.cycle.response_complete and not unsent else None
        if self.cycle is None or (answered and answered is self._answered) or (unsent and unsent == self._unsent):
            self.transport.abort()
            return
        self._unsent, self._answered = unsent, answered
        self._watch = self.loop.call_later(self.patience, self._look)

    def send_400_response(self, msg: str) -> None:
        """Tell what is wrong with a head: it is no HTTP, or longer than heads may be."""
        head, _ = self.conn.trailing_data
        if len(head) <= _LONGEST_HEAD:
            super().send_400_response(msg)
        elif b"\r\n" in head[:_LONGEST_HEAD]:
            self._end(431, "The headers are too long.")
        else:
            self._end(414, "The address is too long: post the query.")

    def _end(self, status: int, message: str) -> None:
        """Answer what uvicorn makes no request of, and end the connection."""
        body = f"{message}\n".encode()
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: text/plain; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


class JsonLines(logging.Formatter):
    """Records whose message is a JSON object, with their time."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps({"time": time, **json.loads(record.getMessage())})


def log_access() -> None:
    """Let each request be told as a line of JSON on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    ACCESS.handlers = [handler]
    ACCESS.setLevel(logging.INFO)
    ACCESS.propagate = False


def listen(path: Path, settings: Settings, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve a store until the process is told to end; `say` is given the address."""
    Guarded.patience = settings.receiving
    endpoint = Endpoint(lambda: path, settings)
    routes = [*endpoint.routes(PATH), *endpoint.routes()]
    log_access()
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        raise BadInput(
            f"Port {port} of {host} can't be listened at ({error.strerror}): choose another with --port."
        ) from error
    config = uvicorn.Config(
        Starlette(routes=routes),
        http=Guarded,
        ws="none",
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        access_log=False,
        log_level="critical",
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=3,
        server_header=False,
    )
    shown = f"[{host}]" if ":" in host else host
    say(f"http://{shown}:{listening.getsockname()[1]}{PATH}")
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        close_shared()
