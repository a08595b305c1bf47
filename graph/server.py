"""The SPARQL 1.1 Protocol endpoint as an ASGI application: a request in, the workers' answer out, never half of it."""

from __future__ import annotations

import asyncio
import ctypes
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from graph.description import description
from graph.endpoint_page import POLICY, page
from graph.folder import current
from graph.protocol import GRAPHS, METHODS, ROWS, Asked, Refused, choose, read, refused, serialized, warning
from graph.query_pool import Pool, Size, shared
from graph.sandbox import Answer, Limits
from ontology.errors import PolicygraphError

PATH = "/sparql"
ACCESS = logging.getLogger("policygraph.access")
_PART = 65_536  # bytes that are sent at a time
_LARGE = 1_000_000  # bytes of an answer
_TOLD = 100  # characters of what a client asked for, told back
_GONE = 499  # what logs say of a client that went away
_UNTAKEN = "Too many large answers are waiting to be taken: ask again a little later, or for less."
_DESCRIBING = Limits(seconds=60, rows=None)
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Retry-After, Warning",
    "X-Content-Type-Options": "nosniff",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What requests may take: each query, all together, a request's bytes, the seconds in which it must have come and
    the answer must be taken, and the bytes of all answers that are being sent.
    """

    limits: Limits = field(default_factory=lambda: Limits(rows=100_000, whole=True))
    size: Size = field(default_factory=Size)
    request: int = 1_000_000
    receiving: float = 10.0
    sending: float = 300.0
    unsent: int = 500_000_000
    log_queries: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A response, whole in memory before any of it is sent."""

    body: bytes = b""
    media: str = "text/plain"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Endpoint:
    """The application that answers on a store's folder or a file of RDF, whichever `place` gives."""

    def __init__(self, place: Callable[[], Path], settings: Settings | None = None) -> None:
        self._place = place
        self._settings = settings or Settings()
        self._unsent = 0  # bytes of the answers that are being sent
        self._described: tuple[Path, str, list[ox.Triple]] | None = None

    def routes(self, path: str = "") -> list[Route]:
        """The routes of the endpoint at a path, and of what tells its health and version beside it."""
        return [
            Route(path or "/", self),
            *([Route(f"{path}/", self)] if path else []),
            Route(f"{path}/health", self.health),
            Route(f"{path}/version", self.version),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        begun = asyncio.get_running_loop().time()
        note: dict[str, Any] = {}
        try:
            reply = await self._reply(request, note)
        except Refused as error:
            reply = _told(request, error, note.get("query", ""))
        except ClientDisconnect:
            reply = None
        if reply and len(reply.body) > _PART and self._unsent + len(reply.body) > self._settings.unsent:
            reply = _told(request, Refused(503, _UNTAKEN, {"Retry-After": "10"}), "")
        status = await self._sent(reply, request, send) if reply else _GONE
        seconds = round(asyncio.get_running_loop().time() - begun, 3)
        self._log(request, note, status=status, seconds=seconds, bytes=len(reply.body) if reply else 0)
        if reply and len(reply.body) > _LARGE:  # once this is gone too
            asyncio.get_running_loop().call_later(1, give_back_memory)

    async def _reply(self, request: Request, note: dict[str, Any]) -> Reply:
        if request.method == "OPTIONS":
            return Reply(status=204, headers={"Allow": METHODS, **_PREFLIGHT})
        if request.method not in METHODS.split(", "):
            raise Refused(405, f"{request.method} is not answered here: use GET or POST.", {"Allow": METHODS})
        if {"content-length", "transfer-encoding"} <= set(request.headers.keys()):  # a proxy may have read the other
            raise Refused(
                400, "A request tells its length in one way; this one tells it in two.", {"Connection": "close"}
            )
        body = await self._body(request) if request.method == "POST" else None
        if body is None and _has_body(request):
            raise Refused(400, f"A {request.method} has no body: put the query into the address, or post it.")
        target: bytes = request.scope["query_string"]
        if len(target) > self._settings.request:
            raise Refused(414, "The address is too long: post the query.")
        asked = read(request.headers.get("content-type"), target, body)
        if asked is None:
            return await self._description(request)
        note["query"] = asked.query
        if not choose(_accept(request), {**ROWS, **GRAPHS}):
            raise _unacceptable(request, {**ROWS, **GRAPHS})
        answer = await self._answer(request, asked)
        note["kind"] = answer.kind
        return await self._served(request, asked, answer)

    async def _body(self, request: Request) -> bytes:
        most = self._settings.request
        told = Refused(413, f"The request is larger than {most:,} bytes, the most that is read here.")
        declared = request.headers.get("content-length", "0")
        if declared.isdigit() and int(declared) > most:
            raise told
        if request.headers.get("content-encoding", "identity") != "identity":
            raise Refused(415, "The request is compressed: send it as it is.")
        body = bytearray()
        try:
            async with asyncio.timeout(self._settings.receiving):
                async for part in request.stream():
                    body += part
                    if len(body) > most:
                        raise told
        except TimeoutError:
            seconds = self._settings.receiving
            raise Refused(408, f"The request did not arrive within {seconds:g} seconds.") from None
        return bytes(body)

    async def _answer(self, request: Request, asked: Asked) -> Answer:
        """The workers' answer; raises Refused, and ClientDisconnect when nobody waits for it any more."""
        limits, dataset = self._settings.limits, asked.dataset
        try:
            pool = await asyncio.to_thread(self._pool)
            job = await asyncio.to_thread(pool.submit, asked.query, limits, dataset=dataset)
            answer = asyncio.wrap_future(job.future)
            gone = asyncio.ensure_future(_gone(request.receive))
            try:
                both: set[asyncio.Future[Any]] = {answer, gone}
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
                if not answer.done():
                    raise ClientDisconnect
                return answer.result()
            finally:
                gone.cancel()
                job.cancel()
                answer.add_done_callback(lambda ended: ended.exception())  # of which nobody else may hear
        except PolicygraphError as error:
            raise refused(error) from error

    def _pool(self) -> Pool:
        return shared(self._place(), self._settings.size, memory=self._settings.limits.memory)

    async def _served(self, request: Request, asked: Asked, answer: Answer) -> Reply:
        offered = GRAPHS if answer.kind == "graph" else ROWS
        media = choose(_accept(request), offered)
        if not media:
            raise _unacceptable(request, offered)
        told = warning(answer)
        if media == "text/html":
            return _page(await asyncio.to_thread(page, asked.query, answer), headers=told)
        return Reply(body=await asyncio.to_thread(serialized, answer, offered[media]), media=media, headers=told)

    async def _description(self, request: Request) -> Reply:
        """What the endpoint says of itself, or its page for people."""
        media = choose(_accept(request), GRAPHS)
        if not media:
            raise _unacceptable(request, GRAPHS)
        if media == "text/html":
            return _page(await asyncio.to_thread(page))
        address = str(request.url.replace(query="", fragment=""))
        try:
            triples = await asyncio.to_thread(self._describe, address)
        except PolicygraphError as error:
            raise refused(error) from error
        body = "".join(f"{t} .\n" for t in triples).encode()
        return Reply(body=serialized(Answer(kind="graph", body=body), GRAPHS[media]), media=media)

    def _describe(self, address: str) -> list[ox.Triple]:
        """The description, made once for each snapshot."""
        place = self._place()
        snapshot = current(place) or place
        if self._described is None or self._described[:2] != (snapshot, address):
            found = description(address, lambda query: self._pool().ask(query, _DESCRIBING))
            self._described = (snapshot, address, found)
        return self._described[2]

    async def _sent(self, reply: Reply, request: Request, send: Send) -> int:
        """Send a reply, and give its status for the log; a client that doesn't take it in time is left."""
        media = f"{reply.media}; charset=utf-8" if reply.media.startswith("text/") else reply.media
        headers = {"Content-Type": media, "Content-Length": str(len(reply.body)), "Vary": "Accept", **_OPEN}
        if reply.status == 204:
            del headers["Content-Type"], headers["Content-Length"]
        pairs = [(k.lower().encode(), v.encode("latin-1")) for k, v in {**headers, **reply.headers}.items()]
        body = b"" if request.method == "HEAD" else reply.body
        self._unsent += len(body)
        try:
            async with asyncio.timeout(self._settings.sending):
                await send({"type": "http.response.start", "status": reply.status, "headers": pairs})
                for start in range(0, len(body), _PART):
                    await send(_part(body[start : start + _PART], more=True))
                await send(_part(b"", more=False))
        except (TimeoutError, OSError):
            return _GONE
        finally:
            self._unsent -= len(body)
        return reply.status

    def _log(self, request: Request, note: dict[str, Any], **told: Any) -> None:  # noqa: ANN401
        client = request.client.host if request.client else ""
        line = {"client": client, "method": request.method, "path": request.url.path, **told}
        if "kind" in note:
            line["kind"] = note["kind"]
        if self._settings.log_queries and "query" in note:
            line["query"] = note["query"]
        ACCESS.info("%s", json.dumps(line))

    async def health(self, _: Request) -> Response:
        """Whether queries can be answered, and how many are at it."""
        try:
            pool = await asyncio.to_thread(self._pool)
        except PolicygraphError as error:
            return JSONResponse({"status": "failing", "reason": str(error)}, 503, _OPEN)
        return JSONResponse({"status": "ok", "queries": pool.busy}, headers=_OPEN)

    async def version(self, _: Request) -> Response:
        """The releases of this program and of its engine."""
        releases = {"policygraph": version("policygraph"), "engine": f"pyoxigraph {version('pyoxigraph')}"}
        return JSONResponse(releases, headers=_OPEN)


def give_back_memory() -> None:
    """Let the system have again what large answers took; the C library keeps it for this process otherwise."""
    with suppress(OSError, AttributeError):  # where it is another library than glibc
        ctypes.CDLL(None).malloc_trim(0)


def _has_body(request: Request) -> bool:
    return request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers


def _accept(request: Request) -> str:
    return ", ".join(request.headers.getlist("accept"))


def _unacceptable(request: Request, offered: Mapping[str, str]) -> Refused:
    return Refused(406, f"There is no answer as {_accept(request)[:_TOLD]}: accept one of {', '.join(offered)}.")


def _page(html: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    return Reply(
        body=html, media="text/html", status=status, headers={"Content-Security-Policy": POLICY, **(headers or {})}
    )


def _told(request: Request, error: Refused, query: str) -> Reply:
    """An error, in the page for people where it is one of them who asks."""
    if choose(_accept(request), {"text/plain": "", "text/html": ""}) == "text/html":
        return _page(page(query, wrong=error.message), error.status, error.headers)
    return Reply(body=f"{error.message}\n".encode(), status=error.status, headers=error.headers)


async def _gone(receive: Receive) -> None:
    """Wait until the client goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _part(body: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}


def one_page(html: str, names: Iterable[str]) -> list[Route]:
    """Routes of addresses, by their names below the root, that all answer with one HTML text, asked for each time."""

    async def answer(_: Request) -> HTMLResponse:
        return HTMLResponse(html, headers={"Cache-Control": "no-cache"})

    return [Route(f"/{name}", answer) for name in names]
