"""The ledger of a store: one row for each article that was to go in, and what became of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Self

FILE = "ledger.sqlite"


class State(StrEnum):
    """What became of an article."""

    READ = "read"
    KNOWN = "known"  # the same bytes had been read under another name
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An article: its name, its bytes' digest, what became of it, its document's IRI, what was found, or why not."""

    name: str
    digest: str
    state: State
    document: str = ""
    found: str = ""
    reason: str = ""


_COLUMNS = tuple(f.name for f in fields(Row))
_MAKE = f"CREATE TABLE IF NOT EXISTS articles ({', '.join(f'{c} TEXT NOT NULL' for c in _COLUMNS)}, PRIMARY KEY (name))"
_INDEX = "CREATE INDEX IF NOT EXISTS digests ON articles (digest)"
_PUT = f"INSERT OR REPLACE INTO articles VALUES ({', '.join('?' * len(_COLUMNS))})"
_ROWS = f"SELECT {', '.join(_COLUMNS)} FROM articles"


class Ledger:
    """The rows of a store, on disk; the writer of the store writes them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._rows = connection

    @classmethod
    def open(cls, store: Path) -> Self:
        """The ledger in a store's folder, made where there is none."""
        rows = sqlite3.connect(store / FILE, isolation_level=None)
        rows.execute("PRAGMA journal_mode = WAL")  # so that it can be read meanwhile
        rows.execute("PRAGMA synchronous = NORMAL")
        rows.execute(_MAKE)
        rows.execute(_INDEX)
        return cls(rows)

    def close(self) -> None:
        """Let go of the file."""
        self._rows.close()

    def put(self, row: Row) -> None:
        """Keep what became of an article, in place of what stood there under its name."""
        self._rows.execute(_PUT, astuple(row))

    def read_as(self, digest: str) -> str:
        """The IRI of the document that bytes were read as; '' for bytes that weren't."""
        found = self._rows.execute(
            "SELECT document FROM articles WHERE digest = ? AND state = ?", (digest, State.READ)
        ).fetchone()
        return str(found[0]) if found else ""

    def state_of(self, name: str, digest: str) -> State | None:
        """What became of an article of a name and bytes."""
        found = self._rows.execute(
            "SELECT state FROM articles WHERE name = ? AND digest = ?", (name, digest)
        ).fetchone()
        return State(found[0]) if found else None


def rows(store: Path, *states: State) -> Iterator[Row]:
    """The rows of a store's ledger by name, all or those of some states; none where there is no ledger."""
    path = store / FILE
    if not path.exists():
        return
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        for name, digest, state, *rest in connection.execute(f"{_ROWS} ORDER BY name"):
            if not states or state in states:
                document, found, reason = rest
                yield Row(name=name, digest=digest, state=State(state), document=document, found=found, reason=reason)
