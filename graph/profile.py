"""All that is known of one entity, as its page tells it: in sentences, tables and the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from graph import wording
from graph.differing import difference_section, differing
from graph.name_index import folded
from graph.portrait import (
    FIGURES,
    Card,
    Line,
    Part,
    Section,
    article_line,
    entity_card,
    figure_line,
    link,
    naming_section,
    perhaps_section,
    quote_line,
    relations,
)
from graph.queries import Article, rows
from graph.reader import Reader
from graph.remembered import remembered
from graph.timeline import timeline_section
from graph.told import Figure, Known, find, merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An entity's page: what it is, what is told of it, and what stands beside; `card` is the whole to hand on."""

    known: Known
    card: Card
    lead: tuple[Line, ...]
    told: tuple[Section, ...]
    beside: tuple[Section, ...]


@remembered
def profile(reader: Reader, entity: str) -> Profile | None:
    """The page of an entity; None if the store doesn't know it."""
    known = find(reader, entity)
    if known is None:
        return None
    known = replace(known, figures=merged(known.figures))
    whole = {row["kind"]: int(row["count"]) for row in rows(reader, "told_of", {"entity": NamedNode(known.entity.iri)})}
    card = entity_card(known)
    told = [
        *relations(known),
        *map(difference_section, differing(known.figures)),
        _figures(known.entity.iri, known.figures, whole.get("figure", 0)),
        _cut("said", tuple(map(quote_line, known.quotes)), whole.get("quotation", 0)),
    ]
    beside = [perhaps_section(known), timeline_section(known), _articles(known)]
    return Profile(
        known=known,
        card=card,
        lead=(_joined(card.lead), Line(parts=(Part(text=resting(known)),))),
        told=tuple(_counted(section, known) for section in told if section.lines),
        beside=tuple(section for section in beside if section.lines),
    )


def _joined(lines: Iterable[Line]) -> Line:
    """Sentences as one paragraph."""
    parts = [part for line in lines for part in (Part(text=" "), *line.parts)]
    return Line(parts=tuple(parts[1:]))


def resting(known: Known) -> str:
    """On how many articles all of it rests."""
    telling = {article.iri for article in (*known.articles, *_telling(known))}
    if not telling:
        return "No article here names it; it stands in the official list of places."
    if len(telling) == 1:
        return "All of this rests on one article."
    rests = [*(s.passages for s in known.statements), *(f.passages for f in known.figures)]
    counts = [len({p.document for p in passages}) for passages in rests]
    if not counts:
        return f"{known.named:,} articles name it, and none states a fact or figure of it."
    single = sum(count == 1 for count in counts)
    if single == len(counts):
        return "Each fact and figure here rests on one article."
    if not single:
        return "Several articles tell each fact and figure here."
    return (
        f"{single} of the {len(counts)} facts and figures here rest on one article each; "
        "beside the others stands how many articles say so."
    )


def _telling(known: Known) -> list[Article]:
    """The articles that state something of an entity, the newest first; some are told of and never named."""
    rests = [*(s.passages for s in known.statements), *(f.passages for f in known.figures)]
    found = {
        p.document: Article(iri=p.document, headline=p.headline, published=p.published, outlet=p.outlet)
        for passages in rests
        for p in passages
    }
    by_title = sorted(found.values(), key=lambda a: (a.headline, a.iri))
    return sorted(by_title, key=lambda a: a.published, reverse=True)


def _articles(known: Known) -> Section:
    """The articles that name an entity, or else those that tell of it."""
    if known.articles:
        return naming_section(known)
    return Section(title="is told of in", lines=tuple(map(article_line, _telling(known))))


def _counted(section: Section, known: Known) -> Section:
    """A section whose lines say how many articles tell them, where they are several."""
    if len(known.articles) < 2 or section.beside:
        return section
    lines = tuple(replace(x, note=f"{x.articles} articles") if x.articles > 1 else x for x in section.lines)
    return replace(section, lines=lines)


def _figures(me: str, figures: tuple[Figure, ...], total: int) -> Section:
    """An entity's figures as a table, those of one thing beside each other."""
    ordered = sorted(figures, key=lambda f: (f.unit, folded(f.counted), f.period, f.value, f.iri))
    columns = _columns(figures)
    lines = tuple(replace(figure_line(figure), cells=tuple(_cells(figure, columns))) for figure in ordered)
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
    cells = {
        "Figure": Part(text=wording.figure(figure)),
        "When": Part(text=wording.period(figure.period) if figure.period else ""),
        "Who says so": link(figure.speaker) if figure.speaker else Part(text=""),
    }
    return ((cells[column],) for column in columns)


def _cut(title: str, lines: tuple[Line, ...], total: int) -> Section:
    """A section that says of how many it shows the first."""
    note = f"{len(lines):,} of {total:,}." if len(lines) < total else ""
    return Section(title=title, lines=lines, note=note)
