"""The same figure as several articles tell it: what differs, and whether both can hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from graph import wording
from graph.cards import Part, Section
from graph.figure_lines import figure_line
from graph.name_index import folded
from graph.portrait import CONTRADICTED
from graph.told import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Figures of one thing and time that articles give differently. `clash` says that some contradict each other.

    `period` is '' where the articles tell no time; then they are of the same year, `year`.
    """

    unit: str
    counted: str
    period: str
    year: str
    figures: tuple[Figure, ...]
    clash: bool


def differing(figures: Iterable[Figure]) -> tuple[Difference, ...]:
    """The differences among what is told of one entity, clashes first."""
    groups: dict[tuple[str, str, str, str], list[Figure]] = {}
    for figure in figures:
        # '46 million yuan' may be of anything
        if wording.tells_of(figure.unit, figure.counted) or figure.against:
            year = "" if figure.period else _year(figure)
            groups.setdefault((figure.unit, folded(figure.counted), figure.period, year), []).append(figure)
    found = [
        Difference(
            unit=unit,
            counted=held[0].counted,
            period=period,
            year=year,
            figures=tuple(sorted(held, key=lambda f: (f.value, f.iri))),
            clash=any(_against(a, b) for a, b in combinations(held, 2)),
        )
        for (unit, _, period, year), held in groups.items()
        if (period or year) and any(_differ(a, b) and _apart(a, b) for a, b in combinations(held, 2))
    ]
    return tuple(sorted(found, key=lambda d: (not d.clash, d.counted, d.unit, d.period, d.year)))


def difference_section(difference: Difference) -> Section:
    """A difference as figures beside each other, each with its sentence."""
    counted, unit = difference.counted, wording.unit(difference.unit)
    thing = f"{counted} ({unit})" if wording.is_measure(difference.unit) else counted
    when = wording.period(difference.period) if difference.period else f"as told in {difference.year}"
    note = CONTRADICTED if difference.clash else "These differ in words or number, and may all be right."
    lines = tuple(replace(figure_line(f), parts=(Part(text=wording.figure(f)),)) for f in difference.figures)
    return Section(title=f"Told differently: {thing}, {when}", lines=lines, note=note, beside=True)


def _year(figure: Figure) -> str:
    """The year in which a figure was published, if all its articles are of one."""
    years = {passage.published[:4] for passage in figure.passages}
    return years.pop() if len(years) == 1 else ""


def _apart(one: Figure, other: Figure) -> bool:
    """Whether two figures stand in different articles."""
    return not {p.document for p in one.passages} & {p.document for p in other.passages}


def _against(one: Figure, other: Figure) -> bool:
    """Whether two figures contradict each other, as the store has found."""
    return not {other.iri, *other.also}.isdisjoint(one.against)


def _differ(one: Figure, other: Figure) -> bool:
    return (one.value, one.most, one.bound) != (other.value, other.most, other.bound)
