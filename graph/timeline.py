"""What is told of an entity in the order of time: dated facts and the periods of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph import wording
from graph.cards import Line, Part, Section
from graph.figure_lines import telling_line
from graph.portrait import relation_line
from graph.told import Known

# From the widest: what is told of a year stands before what is told of its first day.
PRECISIONS = ("span", "year", "half-year", "month", "day")
_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")
_HALVES = {("01", "06"), ("07", "12")}
_COLUMNS = ("When", "What")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something told of a time: an ISO 8601 date or interval, how exact it is, and the line that tells it."""

    period: str
    precision: str
    line: Line


def precision(period: str) -> str:
    """How exact an ISO 8601 date or interval is, as one of `PRECISIONS`; '' for what is neither."""
    start, _, end = period.partition("/")
    first, last = _DATE.fullmatch(start), _DATE.fullmatch(end or start)
    if not first or not last:
        return ""
    if end in {"", start}:
        return "day" if first[3] else "month" if first[2] else "year"
    whole_months = first[1] == last[1] and not (first[3] or last[3])
    if whole_months and (first[2], last[2]) == ("01", "12"):
        return "year"
    return "half-year" if whole_months and (first[2], last[2]) in _HALVES else "span"


def timeline(known: Known) -> tuple[Moment, ...]:
    """What is told of an entity with a time, the earliest first; of one beginning, the widest first."""
    found = [
        Moment(period=period, precision=precision(period), line=_timed(period, line))
        for period, line in _dated(known)
        if precision(period)
    ]
    return tuple(sorted(found, key=_order))


def timeline_section(known: Known) -> Section:
    """The timeline as a table; a time that stands in the line above is not told again."""
    lines, before = [], ""
    for moment in timeline(known):
        again = moment.period == before
        lines.append(replace(moment.line, cells=((), moment.line.cells[1])) if again else moment.line)
        before = moment.period
    return Section(title="timeline", lines=tuple(lines), columns=_COLUMNS)


def _dated(known: Known) -> Iterator[tuple[str, Line]]:
    for statement in known.statements:
        for date in statement.dates:
            yield date, relation_line(known.entity.iri, replace(statement, dates=()))
    for figure in known.figures:
        yield figure.period, telling_line(replace(figure, period=""))
    if known.delisted:
        words = "was taken off the national list of poor counties (official list)"
        yield known.delisted, Line(parts=(Part(text=words),))


def _timed(period: str, line: Line) -> Line:
    """A line that begins with its time."""
    words = wording.period(period)
    parts = tuple(part for part in line.parts if part.text)
    return replace(line, parts=(Part(text=f"{words}: "), *parts), cells=((Part(text=words),), parts))


def _order(moment: Moment) -> tuple[str, int, str, str]:
    start, _, end = moment.period.partition("/")
    words = "".join(part.text for part in moment.line.parts)
    return start.ljust(10, "-")[:10], PRECISIONS.index(moment.precision), end, words
