"""Many articles on their way into a store: read side by side, kept in their order, each with its row in the ledger."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from graph.ledger import Ledger, Row, State
from graph.pool import Outcome, Readers
from graph.sources import Source
from graph.store import Store

AHEAD = 32  # articles that may be read before an earlier one is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An article's row in the ledger, whether it changed the store, and what else is to be said."""

    row: Row
    changed: bool = False
    notes: tuple[str, ...] = ()
    unusable: bool = False


class Archive:
    """A store and its ledger, opened to take articles in.

    With `lazily`, a store that does not exist is made when the first article goes in.
    """

    def __init__(self, path: Path, *, lazily: bool = False) -> None:
        self._path = path
        self._stack = ExitStack()
        self._store: Store | None = None
        self._ledger: Ledger | None = None
        if not lazily or path.exists():
            self._open()

    def _open(self) -> tuple[Store, Ledger]:
        if self._store is None or self._ledger is None:
            self._store = self._stack.enter_context(Store.open(self._path))
            self._ledger = Ledger.open(self._path)
            self._stack.callback(self._ledger.close)
        return self._store, self._ledger

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.close()

    def publish(self) -> None:
        """Let readers see what is in so far."""
        if self._store is not None:
            self._store.publish()

    def take(self, sources: Iterable[Source], readers: Readers, date: str, *, again: bool = False) -> Iterator[Kept]:
        """Take articles in, in their order; `again` reads also what was read before.

        An article whose bytes were read before, and whose document is in the store, is not read again.
        """
        waiting: deque[tuple[Source, str, Future[Outcome] | None]] = deque()
        begun: set[str] = set()  # the digests of this run: bytes that come twice are read once
        begin = partial(readers.begin, date=date)
        for source in sources:
            digest = source.digest(date)
            is_known = digest in begun or (not again and bool(self._known(digest)))
            begun.update({digest} - {""})
            waiting.append((source, digest, None if is_known else begin(source)))
            if len(waiting) > AHEAD:
                yield self._taken(*waiting.popleft(), readers, begin)
        while waiting:
            yield self._taken(*waiting.popleft(), readers, begin)

    def _known(self, digest: str) -> str:
        """The IRI of the stored document that was read from these bytes, or ''."""
        if self._store is None or self._ledger is None or not digest:
            return ""
        iri = self._ledger.read_as(digest)
        return iri if iri and self._store.holds(iri) else ""

    def _taken(
        self,
        source: Source,
        digest: str,
        future: Future[Outcome] | None,
        readers: Readers,
        begin: Callable[[Source], Future[Outcome]],
    ) -> Kept:
        known = "" if future else self._known(digest)
        if known:
            return self._seen(source.name, digest, known)
        outcome = readers.result(source, future or begin(source))  # the first of the same bytes has failed
        if outcome.error:
            row = Row(name=source.name, digest=digest, state=State.FAILED, reason=outcome.error)
            if self._ledger is not None:
                self._ledger.put(row)
            return Kept(row=row, unusable=outcome.unusable)
        store, ledger = self._open()
        changed = store.replace(outcome.document, ox.parse(outcome.graph, ox.RdfFormat.N_QUADS))
        row = Row(name=source.name, digest=digest, state=State.READ, document=outcome.document, found=outcome.found)
        ledger.put(row)
        return Kept(row=row, changed=changed, notes=outcome.notes)

    def _seen(self, name: str, digest: str, document: str) -> Kept:
        """An article that is in already: its own row stays, a copy under another name gets one."""
        _, ledger = self._open()
        if ledger.state_of(name, digest) is State.READ:
            return Kept(row=Row(name=name, digest=digest, state=State.READ, document=document))
        row = Row(name=name, digest=digest, state=State.KNOWN, document=document)
        ledger.put(row)
        return Kept(row=row)
