"""Figures in lines and tables, each with what it counts or else the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph import wording
from graph.cards import FIGURES, Line, Part, Section, link
from graph.name_index import folded
from graph.queries import short
from graph.told import Figure

_BEFORE, _AFTER = 45, 35  # letters of the words around a figure
_WITHIN = str.maketrans('"“”', "'‘’")  # quotation marks within quotation marks


def figure_line(figure: Figure) -> Line:
    """A figure in one line."""
    words = [wording.figure(figure)]
    if figure.period:
        words.append(wording.period(figure.period))
    parts = [Part(text=", ".join(words))]
    if figure.speaker:
        parts += [Part(text=", according to "), link(figure.speaker)]
    return Line(parts=tuple(parts), passages=figure.passages, pick=" ".join(map(short, (figure.iri, *figure.also))))


def telling_line(figure: Figure) -> Line:
    """A figure in one line; what doesn't say itself what it counts has the words around it."""
    line = figure_line(figure)
    words = around(figure)
    return replace(line, parts=(*line.parts, Part(text=f": {words}"))) if words else line


def around(figure: Figure) -> str:
    """The words around a figure where its first sentence tells it, if its own don't say what it counts; else ''."""
    iris = {figure.iri, *figure.also}
    places = ((p.words, start, end) for p in figure.passages for start, end, body in p.marks if body in iris)
    words, start, end = next(places, ("", 0, 0))
    return f"“{cut(words, start, end)}”" if words and not wording.tells_of(figure.unit, figure.counted) else ""


def cut(words: str, start: int, end: int) -> str:
    """What stands around a place in a sentence, whole words.

    >>> cut("Every one of the many villages of that long valley far in the west got 40 desks.", 73, 75)
    '… villages of that long valley far in the west got 40 desks.'
    """
    first = 0 if start <= _BEFORE else words.rfind(" ", 0, start - _BEFORE) + 1
    after = words.find(" ", end + _AFTER) if end + _AFTER < len(words) else -1
    found = words[first : after if after >= 0 else len(words)]
    return f"{'… ' if first else ''}{' '.join(found.split()).translate(_WITHIN)}{' …' if after >= 0 else ''}"


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """Figures with those of one thing beside each other."""
    return sorted(figures, key=lambda f: (f.unit, folded(f.counted), f.period, f.value, f.iri))


def figure_table(me: str, figures: tuple[Figure, ...], total: int) -> Section:
    """An entity's figures as a table, those of one thing beside each other."""
    columns = _columns(figures)
    lines = tuple(replace(telling_line(f), cells=tuple(_cells(f, columns))) for f in in_order(figures))
    shown = sum(1 + len(figure.also) for figure in figures)
    section = Section(title="has the figures", lines=lines, columns=columns)
    if shown >= total:
        return section
    return replace(section, note=f"{shown:,} of {total:,}.", more=Part(text=f"All {total:,} figures", to=me + FIGURES))


def _columns(figures: tuple[Figure, ...]) -> tuple[str, ...]:
    """The columns of a table of figures that tell something; none where only the figures do, which are a list then."""
    told = {"When": any(f.period for f in figures), "Who says so": any(f.speaker for f in figures)}
    rest = tuple(column for column, tells in told.items() if tells)
    return (*rest, "Figure") if len(rest) == 1 else ("Figure", *rest) if rest else ()


def _cells(figure: Figure, columns: tuple[str, ...]) -> Iterator[tuple[Part, ...]]:
    words = around(figure)
    cells = {
        "Figure": Part(text=f"{wording.figure(figure)}: {words}" if words else wording.figure(figure)),
        "When": Part(text=wording.period(figure.period) if figure.period else ""),
        "Who says so": link(figure.speaker) if figure.speaker else Part(text=""),
    }
    return ((cells[column],) for column in columns)
