"""Every figure of a store in a row, as far as it takes to filter and order them; and those that pass some filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from graph.name_index import folded
from graph.queries import places_above, rows
from graph.reader import Reader
from graph.remembered import remembered

Entries = tuple["Entry", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What figures must be like; '' lets all pass.

    `words` are of what is counted, `thing` is a unit and all that is counted ('job|new jobs'); `since` and
    `until` are years; `about`, `speaker` and `article` are IRIs; `against` lets only what is contradicted pass.
    """

    words: str = ""
    unit: str = ""
    thing: str = ""
    about: str = ""
    since: str = ""
    until: str = ""
    bound: str = ""
    speaker: str = ""
    article: str = ""
    against: str = ""
    order: str = "newest"

    @property
    def narrow(self) -> bool:
        """Whether they keep anything out."""
        return any(getattr(self, f.name) for f in fields(self) if f.name != "order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A figure: what it counts as it is written and as it is compared, its years, its article and that one's date.

    `about` holds what it is about, `places` all the places that this lies in; `against` says that it is contradicted.
    """

    iri: str
    value: Decimal
    unit: str
    counted: str
    compared: str
    bound: str
    since: str
    until: str
    speaker: str
    article: str
    published: str
    about: tuple[str, ...]
    places: frozenset[str]
    against: bool = False

    @property
    def thing(self) -> str:
        """Its unit and what it counts, as `Filters.thing` holds them."""
        return f"{self.unit}|{self.compared}"


@remembered
def entries(reader: Reader) -> Entries:
    """Every figure, in no order."""
    told = {row["figure"]: row for row in rows(reader, "figure_articles")}
    about: dict[str, list[str]] = {}
    for row in rows(reader, "figure_about"):
        about.setdefault(row["figure"], []).append(row["entity"])
    above = places_above(reader)
    against = {row["figure"] for row in rows(reader, "contradicted")}
    return tuple(
        replace(
            _entry(row, told[row["figure"]], tuple(sorted(about.get(row["figure"], ()))), above),
            against=row["figure"] in against,
        )
        for row in rows(reader, "figure_list")
        if row["figure"] in told
    )


def _entry(
    row: dict[str, str], told: dict[str, str], about: tuple[str, ...], above: dict[str, tuple[str, ...]]
) -> Entry:
    begin, _, end = row["period"].partition("/")
    return Entry(
        iri=row["figure"],
        value=Decimal(row["value"]),
        unit=row["unit"],
        counted=row["counted"],
        compared=folded(row["counted"]),
        bound=row["bound"] or "=",
        since=begin[:4],
        until=(end or begin)[:4],
        speaker=row["speaker"],
        article=told["document"],
        published=told["published"],
        about=about,
        places=frozenset(place for entity in about for place in above.get(entity, ())),
    )


def passing(reader: Reader, filters: Filters) -> list[Entry]:
    """The figures that pass, in order."""
    words = folded(filters.words)
    left = [entry for entry in entries(reader) if words in entry.compared and _passes(entry, filters)]
    left.sort(key=lambda entry: (entry.article, entry.iri))
    left.sort(key=lambda entry: entry.published, reverse=True)
    if filters.order != "newest":
        left.sort(key=lambda entry: entry.value, reverse=filters.order == "largest")
    return left


def _passes(entry: Entry, filters: Filters) -> bool:
    """Whether a figure passes, whatever its words; one whose time isn't told has none within any."""
    return (
        filters.unit in {"", entry.unit}
        and filters.thing in {"", entry.thing}
        and filters.bound in {"", entry.bound}
        and filters.speaker in {"", entry.speaker}
        and filters.article in {"", entry.article}
        and (not filters.against or entry.against)
        and (not filters.since or entry.until >= filters.since)
        and (not filters.until or "" < entry.since <= filters.until)
        and (not filters.about or filters.about in entry.about or filters.about in entry.places)
    )


def commonest(values: Sequence[str], most: int | None = None) -> list[str]:
    """The different values there are but '', the commonest first."""
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    counts.pop("", None)
    return sorted(counts, key=lambda value: (-counts[value], value))[:most]
