"""The sample: one article that comes with the project, read into a store in memory."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from extract.documents import read_file
from graph.ingest import ingest
from graph.store import Store

ARTICLE = Path(__file__).with_name("article.txt")
DATE = "2020-08"
_SHARED: list[Store] = []
_LOCK = Lock()


def load() -> Store:
    """A store that holds the sample article's graph."""
    store = Store.memory()
    ingest(store, read_file(ARTICLE, date=DATE))
    return store


def shared() -> Store:
    """The sample that all of a process reads, read at the first call; `close_shared` ends it."""
    with _LOCK:
        if not _SHARED:
            _SHARED.append(load())
        return _SHARED[0]


def close_shared() -> None:
    """Close what `shared` gave, with the file that it was written to for other processes."""
    with _LOCK:
        while _SHARED:
            _SHARED.pop().close()
