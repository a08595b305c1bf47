"""Every figure of a store in a row, as far as it takes to filter and order them; and those that pass some filters."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from operator import attrgetter

from graph.name_index import folded
from graph.queries import figures_about, places_above, rows
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What is told of figures beside themselves: articles with their dates, what each is about, who is contradicted.

    `places` and `compared` are worked out once for all figures that are about the same, or count the same.
    """

    articles: Mapping[str, tuple[str, str]]
    about: Mapping[str, tuple[str, ...]]
    against: Container[str]
    places: Mapping[tuple[str, ...], frozenset[str]]
    compared: Mapping[str, str]


@remembered
def entries(reader: Reader) -> Entries:
    """Every figure, in no order."""
    found = rows(reader, "figure_list")
    about, above = figures_about(reader), places_above(reader)
    dates = {row["document"]: row["published"] for row in rows(reader, "dates")}
    articles = ((row["figure"], row["document"]) for row in rows(reader, "figure_articles"))
    around = _Around(
        articles={figure: (article, dates.get(article, "")) for figure, article in articles},
        about=about,
        against={row["figure"] for row in rows(reader, "contradicted")},
        places={of: frozenset(p for entity in of for p in above.get(entity, ())) for of in {(), *about.values()}},
        compared={words: folded(words) for words in {row["counted"] for row in found}},
    )
    return tuple(_entry(row, around) for row in found if row["figure"] in around.articles)


def _entry(row: dict[str, str], around: _Around) -> Entry:
    iri, counted = row["figure"], row["counted"]
    begin, _, end = row["period"].partition("/")
    article, published = around.articles[iri]
    about = around.about.get(iri, ())
    return Entry(
        iri=iri,
        value=Decimal(row["value"]),
        unit=row["unit"],
        counted=counted,
        compared=around.compared[counted],
        bound=row["bound"] or "=",
        since=begin[:4],
        until=(end or begin)[:4],
        speaker=row["speaker"],
        article=article,
        published=published,
        about=about,
        places=around.places[about],
        against=iri in around.against,
    )


def passing(reader: Reader, filters: Filters) -> list[Entry]:
    """The figures that pass, in order."""
    words = folded(filters.words)
    left = [entry for entry in entries(reader) if words in entry.compared and _passes(entry, filters)]
    left.sort(key=attrgetter("article", "iri"))
    left.sort(key=attrgetter("published"), reverse=True)
    if filters.order != "newest":
        left.sort(key=attrgetter("value"), reverse=filters.order == "largest")
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


def commonest(counts: Mapping[str, int], most: int | None = None) -> list[str]:
    """The different values there are but '', the commonest first."""
    return sorted(counts.keys() - {""}, key=lambda value: (-counts[value], value))[:most]
