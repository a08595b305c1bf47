"""Figures beside each other: bars where their values can be compared, else why they can't."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph import wording
from graph.figure_list import Group, Listed, View, can_compare

MOST = 25  # bars; more can't be read
_NAMED = 3  # things that a sentence names


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A figure as a bar: whose it is, its value in words, and to where it reaches if it is a range."""

    label: str
    words: str
    value: float
    most: float
    period: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Bars of one unit and one thing, under a title; without bars, `note` says why, else what to mind."""

    title: str = ""
    unit: str = ""
    bars: tuple[Bar, ...] = ()
    note: str = ""


def compared(shown: View) -> Comparison:
    """The figures of a page as bars, if they can be compared."""
    why = _against(shown.groups)
    if why:
        way = " For one, choose one kind of them to compare." if len(shown.groups) > 1 and shown.comparable else ""
        return Comparison(note=f"{why}{way}")
    (group,) = shown.groups
    bars = tuple(_bar(row, label) for row, label in _labelled(shown.rows[:MOST]))
    notes = []
    if len(bars) < shown.total:
        notes.append(f"The first {len(bars)} of the {shown.total:,} in the table.")
    if not wording.tells_of(group.unit, group.counted) and wording.is_measure(group.unit):
        notes.append("What each amount is for stands in its sentence.")
    if any(row.figure.bound != "=" for row in shown.rows[:MOST]):
        notes.append("A bar shows the number told; “more than” and the like are in the words above it.")
    return Comparison(title=thing(group), unit=wording.unit(group.unit), bars=bars, note=" ".join(notes))


def thing(group: Group) -> str:
    """What a group counts, in words: 'poor laborers', 'yuan a month', 'percent of villagers'."""
    if not wording.tells_of(group.unit, group.counted):
        return wording.unit(group.unit)
    return f"{group.counted} ({wording.unit(group.unit)})" if wording.is_measure(group.unit) else group.counted


def _against(groups: Sequence[Group]) -> str:
    """Why figures can't be compared; '' if they can."""
    units = list(dict.fromkeys(wording.unit(g.unit) for g in groups))
    if not groups:
        return "No chart, since no figure passes the filters."
    if len(units) > 1:
        return f"No chart, since these figures are in {len(units)} units: {_some(units)}."
    things = list(dict.fromkeys(thing(g) for g in groups))
    if len(things) > 1:
        return f"No chart, since these figures count {len(things)} kinds of things: {_some(things)}."
    if len(groups) > 1 or not can_compare(groups[0]):
        return f"No chart, since the words at these figures give their unit, {units[0]}, but not what they measure."
    return "No chart, since one figure has nothing to be compared with." if groups[0].count == 1 else ""


def _some(words: Sequence[str]) -> str:
    """The first few words of a list, and that there are more."""
    more = ["others"] if len(words) > _NAMED else []
    return wording.listed([*words[:_NAMED], *more])


def _bar(row: Listed, label: str) -> Bar:
    figure = row.figure
    return Bar(
        label=label,
        words=wording.figure(figure),
        value=float(figure.value),
        most=float(figure.value if figure.most is None else figure.most),
        period=wording.period(figure.period) if figure.period else "",
        source=figure.speaker.label if figure.speaker else _headline(row),
    )


def _labelled(rows: Iterable[Listed]) -> list[tuple[Listed, str]]:
    """Each row with a label of its own: what it is about and when, more only where that is not enough."""
    found = [(row, _label(row)) for row in rows]
    often = Counter(label for _, label in found)
    found = [(row, label if often[label] == 1 else f"{label} · {_headline(row)}") for row, label in found]
    often, told = Counter(label for _, label in found), Counter[str]()
    result = []
    for row, label in found:
        told[label] += 1
        result.append((row, label if often[label] == 1 else f"{label} ({told[label]})"))
    return result


def _label(row: Listed) -> str:
    when = wording.period(row.figure.period) if row.figure.period else ""
    return ", ".join(filter(None, (row.subjects, when))) or _headline(row)


def _headline(row: Listed) -> str:
    return next((passage.headline for passage in row.figure.passages), "")
