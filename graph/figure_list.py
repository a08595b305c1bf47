"""The store's figures that pass some filters: how many of what kind, in pages, and as a file."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from io import StringIO

from pyoxigraph import NamedNode

from extract.records import Unit
from graph import wording
from graph.figure_table import Entry, Filters, commonest, entries, passing
from graph.queries import Named, headlines, names, rows, search, short, whole
from graph.reader import Reader
from graph.remembered import remembered
from graph.told import Figure, find_figures

LIMIT = 5000  # figures that can be paged through and saved
_OFFERED = 300  # entities to choose from
PAGE = 200
ORDERS = {"newest": "the newest article first", "largest": "the largest first", "smallest": "the smallest first"}
AGAINST = {"yes": "by another article"}
_ENTITIES = ("about", "speaker", "article")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures in one unit of one thing: what is counted, as it is written and as it is compared, and how often."""

    unit: str
    counted: str
    compared: str
    count: int

    @property
    def thing(self) -> str:
        """Its name, as `Filters.thing` holds it."""
        return f"{self.unit}|{self.compared}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A figure with what it is about, as a row of a table shows it."""

    figure: Figure
    about: tuple[Named, ...] = ()

    @property
    def subjects(self) -> str:
        """What it is about, in words."""
        return ", ".join(entity.label for entity in self.about)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page of a list of figures: its rows, the groups and number of all that pass, and the pages there are.

    `comparable` are the groups whose figures can be compared, and the one that is chosen.
    """

    groups: tuple[Group, ...]
    comparable: tuple[Group, ...]
    rows: tuple[Listed, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the filters can be set to: each value and its words; `against` is empty where nothing is contradicted."""

    units: dict[str, str]
    subjects: dict[str, str]
    speakers: dict[str, str]
    articles: dict[str, str]
    years: tuple[str, ...]
    against: dict[str, str]


def filters_of(reader: Reader, given: Mapping[str, str]) -> tuple[Filters, list[str]]:
    """The filters that an address holds, and what in it means nothing here."""
    found = {f.name: given.get(f.name, "").strip() for f in fields(Filters)}
    strange = []
    for name in _ENTITIES:
        asked = found[name]
        found[name] = _entity(reader, asked, name) if asked else ""
        strange += [asked] if asked and not found[name] else []
    checks: dict[str, Container[str]] = {
        "unit": set(Unit),
        "bound": wording.BOUNDS,
        "against": AGAINST,
        "order": ORDERS,
    }
    strange += [found[n] for n, known in checks.items() if found[n] and found[n] not in known]
    strange += [found["thing"]] if found["thing"].partition("|")[0] not in {"", *Unit} else []
    strange += [found[n] for n in ("since", "until") if found[n] and not re.fullmatch("[0-9]{4}", found[n])]
    if found["since"] and found["until"]:
        found["since"], found["until"] = sorted((found["since"], found["until"]))
    return Filters(**{n: value for n, value in found.items() if value and value not in strange}), strange


def _entity(reader: Reader, asked: str, name: str) -> str:
    """The IRI of what an address names: by its short IRI or, for what figures are about, by what it is called."""
    iri = whole(asked)
    if name == "article":
        return iri if iri and rows(reader, "document", {"document": NamedNode(iri)}) else ""
    if iri in names(reader, [iri]):
        return iri
    return next((f.entity.iri for f in search(reader, asked, most=1)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offered:
    """What all figures of a store are about and in, the commonest first, whatever is chosen; articles by their IRIs."""

    units: list[str]
    subjects: dict[str, Named]
    speakers: dict[str, Named]
    articles: dict[str, str]
    years: tuple[str, ...]
    against: bool


@remembered
def _offered(reader: Reader) -> _Offered:
    found = entries(reader)
    # Many figures are about the same: each such set is gone through once.
    sets = Counter((entry.about, entry.places) for entry in found)
    about = Counter[str]()
    for (of, places), count in sets.items():
        about.update(dict.fromkeys({*of, *places}, count))
    subjects, speakers = commonest(about, _OFFERED), commonest(Counter(e.speaker for e in found), _OFFERED)
    called = names(reader, [*subjects, *speakers])
    years = sorted({int(year) for entry in found for year in (entry.since, entry.until) if year})
    return _Offered(
        units=commonest(Counter(entry.unit for entry in found)),
        subjects={iri: called[iri] for iri in subjects if iri in called},
        speakers={iri: called[iri] for iri in speakers if iri in called},
        articles={row["document"]: _title(row) for row in rows(reader, "documents")},
        years=tuple(str(year) for year in range(min(years), max(years) + 1)) if years else (),
        against=any(entry.against for entry in found),
    )


def choices(reader: Reader, filters: Filters) -> Choices:
    """What there is to choose from; of entities those that most figures have, and what is chosen already."""
    known = _offered(reader)
    chosen = names(reader, [filters.about, filters.speaker])
    about, speaker = ({iri: chosen[iri]} if iri in chosen else {} for iri in (filters.about, filters.speaker))
    articles = headlines(reader, {filters.article} - {""}) | known.articles  # there may be more than the list has
    return Choices(
        units={unit: wording.unit(unit) for unit in [*known.units, filters.unit] if unit},
        subjects=_labelled(known.subjects | about),
        speakers=_labelled(known.speakers | speaker),
        articles={short(iri): title for iri, title in articles.items()},
        years=known.years,
        against=AGAINST if known.against or filters.against else {},
    )


def _labelled(called: Mapping[str, Named]) -> dict[str, str]:
    labels = Counter(entity.label for entity in called.values())
    return {
        short(iri): f"{entity.label} ({wording.kind(entity.kind)})" if labels[entity.label] > 1 else entity.label
        for iri, entity in sorted(called.items(), key=lambda item: (item[1].label.casefold(), item[0]))
    }


def _title(row: Mapping[str, str]) -> str:
    title = row["headline"] or row["outlet"] or "(no title)"
    return f"{title} · {wording.period(row['published'])}" if row["published"] else title


@remembered
def view(reader: Reader, filters: Filters, page: int = 1) -> View:
    """A page of the figures that pass."""
    passed = passing(reader, replace(filters, thing=""))
    found = _groups(passed)
    if filters.thing and filters.thing not in {g.thing for g in found}:
        unit, _, counted = filters.thing.partition("|")
        found.append(Group(unit=unit, counted=counted, compared=counted, count=0))
    chosen = tuple(g for g in found if filters.thing in {"", g.thing})
    figures = [entry for entry in passed if filters.thing in {"", entry.thing}][:LIMIT]
    pages = max(-(-len(figures) // PAGE), 1)
    page = min(max(page, 1), pages)
    rows = in_turn(listed(reader, figures[(page - 1) * PAGE : page * PAGE]), filters)
    return View(
        groups=chosen,
        comparable=tuple(g for g in found if (g.count > 1 and can_compare(g)) or g.thing == filters.thing),
        rows=tuple(rows),
        total=sum(g.count for g in chosen),
        page=page,
        pages=pages,
    )


def can_compare(group: Group) -> bool:
    """Whether figures of a group are of one kind of thing.

    '46 million yuan' and '80 yuan' are amounts of no one can tell what; amounts by the month or year are at
    least all what somebody earns or pays.
    """
    if wording.tells_of(group.unit, group.counted) or group.unit in {"yuan/month", "yuan/year"}:
        return True
    return group.unit != Unit.OTHER and not wording.is_measure(group.unit)


def _groups(passed: Iterable[Entry]) -> list[Group]:
    """Figures by unit and what is counted, the commonest first."""
    things: dict[str, list[Entry]] = {}
    for entry in passed:
        things.setdefault(entry.thing, []).append(entry)
    found = [
        Group(unit=of[0].unit, counted=min(e.counted for e in of), compared=of[0].compared, count=len(of))
        for of in things.values()
    ]
    return sorted(found, key=lambda group: (-group.count, group.unit, group.compared))


def listed(reader: Reader, found: Sequence[Entry]) -> list[Listed]:
    """Some figures with all that a row shows, in the order given."""
    told = {figure.iri: figure for figure in find_figures(reader, (entry.iri for entry in found))}
    called = names(reader, (entity for entry in found for entity in entry.about))
    return [
        Listed(figure=told[entry.iri], about=tuple(called[e] for e in entry.about if e in called))
        for entry in found
        if entry.iri in told
    ]


def in_turn(found: Sequence[Listed], filters: Filters) -> list[Listed]:
    """Rows with those of an article beside each other in the order of its text, unless they go by value."""
    if filters.order != "newest":
        return list(found)
    articles = {document: i for i, document in enumerate(dict.fromkeys(_place(row)[0] for row in found))}
    return sorted(found, key=lambda row: (articles[_place(row)[0]], _place(row)[1]))


def _place(row: Listed) -> tuple[str, int]:
    """The article of a figure, and where in it its words stand."""
    passage = next(iter(row.figure.passages), None)
    if passage is None:
        return "", 0
    return passage.document, passage.start + min((mark[0] for mark in passage.marks), default=0)


def page_number(text: str) -> int:
    """The number of a page as an address holds it; the first where it holds none."""
    return int(text) if re.fullmatch("[0-9]{1,8}", text) else 1


def page_line(shown: View, order: str) -> str:
    """How many of how many figures a page shows, and in what order."""
    count = len(shown.rows)
    if count == shown.total:
        return "1 figure." if count == 1 else f"{count:,} figures, {ORDERS[order]}."
    first = (shown.page - 1) * PAGE + 1
    told = f"Figures {first:,} to {first + count - 1:,} of {shown.total:,}, {ORDERS[order]}."
    return (
        f"{told} The first {LIMIT:,} can be paged through and saved; filters bring up the rest."
        if shown.total > LIMIT
        else told
    )


def as_csv(reader: Reader, filters: Filters) -> bytes:
    """The figures that pass as a table with a row each; at most `LIMIT`."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        ("figure", "value", "max_value", "bound", "unit", "counted", "about", "period", "who_says_so", "article",
         "published", "sentence")
    )  # fmt: skip
    found = passing(reader, filters)[:LIMIT]
    for start in range(0, len(found), PAGE):
        writer.writerows(map(_record, in_turn(listed(reader, found[start : start + PAGE]), filters)))
    return out.getvalue().encode("utf-8-sig")  # spreadsheets know by the mark that it is UTF-8


def _record(row: Listed) -> tuple[object, ...]:
    figure, passage = row.figure, next(iter(row.figure.passages), None)
    return (
        wording.figure(figure), f"{figure.value:f}", "" if figure.most is None else f"{figure.most:f}",
        wording.BOUNDS[figure.bound], wording.unit(figure.unit), figure.counted, row.subjects, figure.period,
        figure.speaker.label if figure.speaker else "", passage.headline if passage else "",
        passage.published if passage else "", passage.words if passage else "",
    )  # fmt: skip
