"""An answer as a picture: its entities as a graph, or its numbers as bars, where it has what that takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.network import Edge, View, between, drawn_among, nodes_of
from graph.queries import names, short
from graph.reader import Reader
from graph.results import Cell, Table

MOST_NODES = 300
MOST_BARS = 40
BESIDE = "stands in one row with"  # how two entities are linked that no sentence links


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Numbers by label, in the order of the answer.

    `entity` is one of those that the labels name, '' where they name none; `total` counts those left out too.
    """

    label: str
    number: str
    values: tuple[tuple[str, float], ...]
    entity: str
    total: int


def entity_columns(table: Table) -> list[int]:
    """The columns in which every cell that holds anything is an entity."""
    return [i for i, _ in enumerate(table.columns) if _is_all(table, i, _is_entity)]


def drawn(reader: Reader, table: Table, *, most: int = MOST_NODES) -> View | None:
    """The first two columns of entities as a graph, row by row up to so many of them; None for fewer columns.

    The lines between two entities of a row are what articles or the official list of places state of them, or else
    that they share a row.
    """
    columns = entity_columns(table)[:2]
    if len(columns) < 2:
        return None
    rows = ((row[columns[0]].to, row[columns[1]].to) for row in table.rows)
    pairs = list(dict.fromkeys((a, b) for a, b in rows if a and b))
    shown: dict[str, None] = {}
    for pair in pairs:
        if len(shown.keys() | set(pair)) <= most:
            shown.update(dict.fromkeys(pair))
    called = names(reader, shown)
    edges = _edges(reader, [(a, b) for a, b in pairs if a in called and b in called and a != b])
    stated = [edge for edge in edges if edge.predicate != BESIDE]
    return View(
        nodes=drawn_among(nodes_of(reader, [called[iri] for iri in shown if iri in called]), stated),
        edges=edges,
        shown=len(called),
        total=len({end for pair in pairs for end in pair}),
    )


def _edges(reader: Reader, pairs: list[tuple[str, str]]) -> tuple[Edge, ...]:
    """What is stated of some pairs, in either direction; for the others that they share a row."""
    joined = {frozenset(pair) for pair in pairs}
    ends = {end for pair in pairs for end in pair}
    stated = [e for e in between(reader, ends) if frozenset((e.source, e.target)) in joined]
    rest = joined - {frozenset((e.source, e.target)) for e in stated}
    beside = {frozenset((a, b)): Edge(source=a, predicate=BESIDE, target=b) for a, b in pairs}
    return (*stated, *(edge for ends, edge in beside.items() if ends in rest))


def number_columns(table: Table) -> list[int]:
    """The columns in which every cell that holds anything is a number."""
    return [i for i, _ in enumerate(table.columns) if _is_all(table, i, _is_number)]


def bars(table: Table) -> Bars | None:
    """The one column of labels, all different, with the one of numbers; None for another answer or a single row."""
    numbers = number_columns(table)
    if len(table.columns) != 2 or len(numbers) != 1 or len(table.rows) < 2:
        return None
    label, number = 1 - numbers[0], numbers[0]
    cells = [(row[label], row[number].number) for row in table.rows]
    values = [(cell.text, value) for cell, value in cells if cell.text and value is not None]
    if len({text for text, _ in values}) < len(values):
        return None
    return Bars(
        label=table.columns[label],
        number=table.columns[number],
        values=tuple(values[:MOST_BARS]),
        entity=next((cell.to for cell, _ in cells if cell.to), ""),
        total=len(values),
    )


def _is_all(table: Table, column: int, fits: Callable[[Cell], bool]) -> bool:
    """Whether every cell of a column fits that holds anything, and there is one."""
    cells = [row[column] for row in table.rows if row[column].text]
    return bool(cells) and all(map(fits, cells))


def _is_entity(cell: Cell) -> bool:
    return bool(cell.to) and not short(cell.to).startswith("document/")


def _is_number(cell: Cell) -> bool:
    return cell.number is not None
