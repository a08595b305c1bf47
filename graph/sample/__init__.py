"""The sample: one article that comes with the project, read into a store in memory."""

from __future__ import annotations

from pathlib import Path

from extract.documents import read_file
from graph.ingest import ingest
from graph.store import Store

ARTICLE = Path(__file__).with_name("article.txt")
DATE = "2020-08"


def load() -> Store:
    """A store that holds the sample article's graph."""
    store = Store.memory()
    ingest(store, read_file(ARTICLE, date=DATE))
    return store
