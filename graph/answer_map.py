"""An answer's places on a map, each as large as its number or as many rows as it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf

from graph import wording
from graph.answered import entity_columns, number_columns
from graph.atlas import Atlas, Site, known_sites
from graph.queries import short
from graph.reader import Reader
from graph.results import Table, heading

LEAST = 2  # places; fewer need no map


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The places of one column of an answer; `others` are of it too and no map has a position for them.

    `number` is the heading of the column whose numbers size them; '' where the rows of each are counted.
    """

    shown: Atlas
    column: str
    number: str
    others: int

    @property
    def is_even(self) -> bool:
        """Whether all circles are of one size."""
        return len({site.counts[self.shown.measure] for site in self.shown.sites}) == 1

    def told(self, site: Site) -> str:
        """What a place says when it is pointed at."""
        count = site.counts[self.shown.measure]
        what = f"{self.number}: {count:,}" if self.number else wording.counted(count, "row")
        return f"{site.entity.label}\n{what}"

    def account(self) -> str:
        """What the map shows of how much, and what sizes the circles."""
        drawn = len(self.shown.drawn)
        size = f"as large as its number ({self.number})" if self.number else "as large as it has rows"
        verb = "has" if self.others == 1 else "have"
        rest = f" The other {self.others:,} {verb} no position on the map." if self.others else ""
        circles = "" if self.is_even else f", each a circle {size}"
        return f"{drawn:,} of {drawn + self.others:,} in the column “{self.column}”{circles}.{rest}"


def mapped(reader: Reader, table: Table) -> Mapped | None:
    """The answer as a map: its column with most places on it; None where none has two."""
    columns = [column for column in entity_columns(table) if len(_places(table, column)) >= LEAST]
    if not columns:  # most answers: nothing has to be asked for
        return None
    known = {site.entity.iri: site for site in known_sites(reader) if site.at}
    found = max((_of(table, column, known) for column in columns), key=lambda shown: len(shown.shown.sites))
    return found if len(found.shown.sites) >= LEAST else None


def _places(table: Table, column: int) -> set[str]:
    return {row[column].to for row in table.rows if short(row[column].to).startswith("place/")}


def _of(table: Table, column: int, known: Mapping[str, Site]) -> Mapped:
    rows = Counter(row[column].to for row in table.rows if row[column].to)
    number = _sizing(table, column, rows)
    counts = rows if number is None else {row[column].to: int(row[number].number or 0) for row in table.rows}
    measure = "row" if number is None else table.columns[number]
    sites = [replace(known[iri], counts={measure: counts[iri]}) for iri in rows if iri in known]
    sites.sort(key=lambda site: (-site.counts[measure], site.entity.iri))
    return Mapped(
        shown=Atlas(measure=measure, below=False, program_type="", sites=tuple(sites), known=len(rows)),
        column=heading(table.columns[column]),
        number="" if number is None else heading(measure),
        others=len(rows) - len(sites),
    )


def _sizing(table: Table, column: int, rows: Mapping[str, int]) -> int | None:
    """The column whose counts can size a column's places: the only one of counts, where each place has one row."""
    if set(rows.values()) != {1}:
        return None
    values = {i: [row[i].number for row in table.rows if row[column].to] for i in number_columns(table)}
    counts = [i for i, numbers in values.items() if all(n is not None and 0 < n < inf and n == int(n) for n in numbers)]
    return counts[0] if len(counts) == 1 else None
