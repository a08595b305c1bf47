"""What who is who, reprints and contradictions are looked up by: rows made of the documents, kept beside the quads.

Each row is a triple of an index of our own. Before a document changes it is marked as pending, and its rows are
written after; so whatever ends the program, the next writer knows which rows to make anew from the documents.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph.prefixes import node, text
from graph.update import update

_OWN = "urn:policygraph:index:"
PAGE, KEY, BAND, CLAIM, TOLD = (NamedNode(f"{_OWN}{name}") for name in ("page", "key", "band", "claim", "told"))
_PENDING, _WHOLE = NamedNode(f"{_OWN}pending"), NamedNode(f"{_OWN}whole-6")  # another number with each new kind of row
_YES = Literal("yes")
_PAGES = 4096  # that are kept in memory

Rows = tuple[set[Quad], set[Quad]]  # those that go, and those that come


def row(subject: NamedNode, predicate: NamedNode, value: str) -> Quad:
    """A row: a document's page, a band of its text, what it claims or a key of that; or a key of an entity."""
    return Quad(subject, predicate, Literal(value), DefaultGraph())


class Index:
    """The rows, to be looked up from either end."""

    def __init__(self, rows: ox.Store) -> None:
        self._rows = rows
        self._pages: dict[NamedNode, str] = {}  # those that were looked up, as they are

    @classmethod
    def open(cls, path: Path) -> Self:
        """The index in a folder, for the one writer of the store; a damaged one is emptied, to be filled anew."""
        try:
            return cls(ox.Store(str(path)))
        except (RuntimeError, FileNotFoundError):
            shutil.rmtree(path)
            return cls(ox.Store(str(path)))

    @classmethod
    def memory(cls) -> Self:
        """An index that lives as long as this object."""
        index = cls(ox.Store())
        index.fill(())
        return index

    def of(self, subject: NamedNode, predicate: NamedNode) -> set[Quad]:
        """The rows of a document or an entity."""
        return set(self._rows.quads_for_pattern(subject, predicate, None, None))

    def under(self, predicate: NamedNode, value: str) -> set[NamedNode]:
        """Which entities have a key, or which documents a band or a claim's key."""
        return {node(q.subject) for q in self._rows.quads_for_pattern(None, predicate, Literal(value), None)}

    def page(self, document: NamedNode) -> str:
        """The page of a document, '' where there is none."""
        if document not in self._pages:
            if len(self._pages) >= _PAGES:
                self._pages.clear()
            self._pages[document] = next((text(q.object) for q in self.of(document, PAGE)), "")
        return self._pages[document]

    def told(self, document: NamedNode) -> str:
        """What a document claims, as it was written; '' for nothing."""
        return next((text(q.object) for q in self.of(document, TOLD)), "")

    def is_whole(self) -> bool:
        """Whether it was once filled; since then each change is in it, or pending."""
        return next(self._rows.quads_for_pattern(None, _WHOLE, None, None), None) is not None

    def fill(self, rows: Iterable[Quad]) -> None:
        """Let it hold just some rows."""
        self._pages.clear()
        self._rows.clear()
        self._rows.bulk_extend(rows)
        self._rows.add(Quad(_WHOLE, _WHOLE, _YES, DefaultGraph()))
        self._rows.flush()

    def begin(self, document: NamedNode) -> None:
        """Mark a document whose rows are about to be behind."""
        self._rows.add(Quad(document, _PENDING, _YES, DefaultGraph()))

    def finish(self, document: NamedNode, rows: Rows) -> None:
        """Write a document's rows and take its mark away, both or neither."""
        gone, come = rows
        for changed in {node(q.subject) for q in gone | come if q.predicate == PAGE}:
            self._pages.pop(changed, None)
        self._rows.update(update({*gone, Quad(document, _PENDING, _YES, DefaultGraph())}, come))

    def pending(self) -> list[NamedNode]:
        """The documents that were marked and never finished."""
        return sorted((node(q.subject) for q in self._rows.quads_for_pattern(None, _PENDING, None, None)), key=str)

    def all(self) -> set[Quad]:
        """Every row."""
        return {q for p in (PAGE, KEY, BAND, CLAIM, TOLD) for q in self._rows.quads_for_pattern(None, p, None, None)}
