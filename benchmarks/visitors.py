"""Visitors of the app without a browser: sessions on its websocket, as Streamlit's own pages open them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from time import perf_counter
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

_LONGEST = 60.0  # seconds that an answer may take
_LARGEST = 2**26  # bytes of a message
_OVER = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Visitor:
    """One session of the app. `fields` are the text fields of the page that it last saw, by their labels."""

    def __init__(self, address: str) -> None:
        self._address = f"ws://{urlsplit(address).netloc}/_stcore/stream"
        self._socket: ClientConnection | None = None
        self._states: list[WidgetState] = []
        self._page = ("", "")
        self.fields: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        self._socket = await connect(self._address, subprotocols=["streamlit"], max_size=_LARGEST)  # type: ignore[list-item]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def open(self, path: str) -> float:
        """Ask for a page ('/explore?entity=…'); give the seconds until the app has told all of it."""
        split = urlsplit(path)
        self._page, self._states, self.fields = (split.path.strip("/"), split.query), [], {}
        return await self._run()

    async def type(self, label: str, words: str) -> float:
        """Write into a text field, whose pause is not waited for; give the seconds until the app has answered."""
        self._states = [WidgetState(id=self.fields[label], string_value=words)]
        return await self._run()

    async def _run(self) -> float:
        assert self._socket is not None
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = self._page
        message.rerun_script.widget_states.widgets.extend(self._states)
        start = perf_counter()
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(_LONGEST):
            while not self._is_over(await self._socket.recv(decode=False)):
                pass
        return perf_counter() - start

    def _is_over(self, data: bytes) -> bool:
        """Whether a message ends a run; a failure of the app's raises RuntimeError."""
        told = ForwardMsg.FromString(data)
        if told.WhichOneof("type") == "script_finished":
            return told.script_finished in _OVER
        element = told.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(f"{'?'.join(self._page)}: {element.exception.message}")
        if element.WhichOneof("type") == "text_input":
            self.fields[element.text_input.label] = element.text_input.id
        return False


async def at_once(address: str, paths: Iterable[str]) -> list[float]:
    """A visitor for each path, all of whom ask at once; give how long each waited."""
    visitors = [(Visitor(address), path) for path in paths]
    async with asyncio.TaskGroup() as tasks:
        for visitor, _ in visitors:
            tasks.create_task(visitor.__aenter__())
    try:
        return list(await asyncio.gather(*(visitor.open(path) for visitor, path in visitors)))
    finally:
        await asyncio.gather(*(visitor.__aexit__(None, None, None) for visitor, _ in visitors))
