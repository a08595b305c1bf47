"""A page of figures as it is read: each sentence once, under the figures that it tells, all of them marked in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from graph.figure_list import Listed
from graph.told import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Figures beside each other that stand in one sentence, and that sentence; none for a figure without any."""

    rows: tuple[Listed, ...]
    passage: Passage | None


def blocks(rows: Iterable[Listed]) -> list[Block]:
    """The rows in their order, those that follow each other in one sentence together."""
    return [_block(tuple(together)) for _, together in groupby(rows, key=_sentence)]


def _sentence(row: Listed) -> tuple[str, int, int]:
    passage = _first(row)
    return (passage.document, passage.start, passage.end) if passage else (row.figure.iri, 0, 0)


def _first(row: Listed) -> Passage | None:
    return next(iter(row.figure.passages), None)


def _block(rows: tuple[Listed, ...]) -> Block:
    passages = [passage for row in rows if (passage := _first(row))]
    if not passages:
        return Block(rows=rows, passage=None)
    marks = {mark for passage in passages for mark in passage.marks}
    return Block(rows=rows, passage=replace(passages[0], marks=tuple(sorted(marks))))
