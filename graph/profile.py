"""All that is known of one entity, as its page tells it: in sentences, tables and the order of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from graph.cards import Card, Line, Part, Section, article_line
from graph.differing import difference_section, differing
from graph.figure_lines import figure_table
from graph.portrait import entity_card, naming_section, perhaps_section, quote_line, relations
from graph.queries import Article, rows
from graph.reader import Reader
from graph.remembered import remembered
from graph.timeline import timeline_section
from graph.told import Known, find, merged


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
    portrait = entity_card(known)
    told = _counted(
        known,
        *relations(known),
        *map(difference_section, differing(known.figures)),
        figure_table(known.entity.iri, known.figures, whole.get("figure", 0)),
        _cut("said", tuple(map(quote_line, known.quotes)), whole.get("quotation", 0)),
    )
    perhaps, articles = perhaps_section(known), _articles(known)
    rests = Line(parts=(Part(text=resting(known)),))
    return Profile(
        known=known,
        card=replace(portrait, lead=(*portrait.lead, rests), sections=_filled(*told, perhaps, articles)),
        lead=(_joined(portrait.lead), rests),
        told=_filled(*told),
        beside=_filled(perhaps, timeline_section(known), articles),
    )


def _filled(*sections: Section) -> tuple[Section, ...]:
    """Those sections that tell something."""
    return tuple(section for section in sections if section.lines)


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


def _counted(known: Known, *sections: Section) -> list[Section]:
    """Sections whose lines say how many articles tell them, where they are several."""
    if len(known.articles) < 2:
        return list(sections)
    return [
        section if section.beside else replace(section, lines=tuple(map(_noted, section.lines))) for section in sections
    ]


def _noted(line: Line) -> Line:
    return replace(line, note=f"{line.articles} articles") if line.articles > 1 else line


def _cut(title: str, lines: tuple[Line, ...], total: int) -> Section:
    """A section that says of how many it shows the first."""
    note = f"{len(lines):,} of {total:,}." if len(lines) < total else ""
    return Section(title=title, lines=lines, note=note)
