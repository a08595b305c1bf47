"""Cards: what is told of something, in short lines that rest on sentences; what pages and dossiers show."""

from __future__ import annotations

from dataclasses import dataclass

from graph import wording
from graph.queries import Article, Named, short
from graph.told import Passage

ARTICLES, FIGURES = "#articles", "#figures"  # after an entity's IRI: all of those that tell of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some words; `to` is the IRI of the entity or article they lead to."""

    text: str
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing told, and the sentences that tell it. `sure` is empty for what no reader judged.

    `pick` names it among chosen facts as addresses do, a figure of several articles by several names; `cells` are the
    same words in the columns of a table; `note` says how many articles tell it.
    """

    parts: tuple[Part, ...]
    sure: str = ""
    confidence: float | None = None
    passages: tuple[Passage, ...] = ()
    pick: str = ""
    cells: tuple[tuple[Part, ...], ...] = ()
    note: str = ""

    @property
    def articles(self) -> int:
        """How many articles tell it."""
        return len({passage.document for passage in self.passages})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines under one heading; `note` says what is not shown, or where it comes from.

    `more` leads to the rest. With `columns` it is a table of its lines' cells; lines that are `beside` each other show
    their sentences in full.
    """

    title: str
    lines: tuple[Line, ...]
    note: str = ""
    more: Part | None = None
    columns: tuple[str, ...] = ()
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A portrait: what it is of, a sentence or two, and what is told of it.

    `elsewhere` holds the addresses of the same thing at Wikidata and the like.
    """

    title: str
    kind: str
    iri: str = ""
    lead: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()
    elsewhere: tuple[str, ...] = ()


def link(entity: Named, beside: Named | None = None) -> Part:
    """An entity's name, which leads to it; without the bracket that names what stands beside it anyway."""
    return Part(text=entity.label.removesuffix(f" ({beside.label})") if beside else entity.label, to=entity.iri)


def pick_of(subject: Named, predicate: str, object: Named) -> str:
    """A relation as addresses name it: its ends and its property."""
    return "|".join((short(subject.iri), predicate, short(object.iri)))


def article_line(article: Article) -> Line:
    """An article in one line."""
    date = f" · {wording.period(article.published)}" if article.published else ""
    return Line(parts=(Part(text=article.headline, to=article.iri), Part(text=date)))
