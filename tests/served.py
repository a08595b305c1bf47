"""An endpoint for tests: a real server, in a thread of this process."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette

from graph.listening import Guarded
from graph.query_pool import close_shared
from graph.server import PATH, Endpoint, Settings


@contextmanager
def served(place: Path, settings: Settings | None = None) -> Iterator[httpx.Client]:
    """A client of an endpoint on a store's folder, which ends with the block."""
    routes = Endpoint(lambda: place, settings).routes(PATH)
    config = uvicorn.Config(Starlette(routes=routes), http=Guarded, log_config=None, timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=30) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        close_shared()
