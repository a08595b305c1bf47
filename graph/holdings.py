"""What a store holds of each article; how articles are put in, and what goes when one is taken out."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from graph.cards import Line, Part, article_line
from graph.queries import Article, Named, articles_of, local, names, rows
from graph.reader import Reader
from graph.remembered import remembered
from graph.store import Store
from graph.wording import counted, listed

_NAMED = 8  # entities that are named when an article goes
_MOST = 5_000  # articles that held.rq gives
_turn = threading.Lock()  # the windows of one app wait for each other; another process's store is busy


@dataclass(frozen=True, slots=True, kw_only=True)
class Gave:
    """How much an article gave."""

    entities: int = 0
    facts: int = 0
    figures: int = 0
    quotations: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An article in a store, and what it gave."""

    article: Article
    gave: Gave


def held(reader: Reader, words: str = "") -> list[Article]:
    """The articles whose title or source holds some words, the newest first; at most 5,000."""
    text = Literal(words.strip().casefold())
    return articles_of(rows(reader, "held", {"text": text}))


@remembered
def how_many(reader: Reader) -> int:
    """How many articles a store holds."""
    return next((int(row["count"]) for row in rows(reader, "totals") if local(row["kind"]) == "Document"), 0)


def holdings(reader: Reader, shown: Iterable[Article]) -> list[Holding]:
    """Some articles with what each gave."""
    articles = list(shown)
    counts: dict[str, dict[str, int]] = {article.iri: {} for article in articles}
    if counts:
        for row in rows(reader, "given", lists={"documents": sorted(counts)}):
            counts[row["document"]][row["kind"]] = int(row["count"])
    return [Holding(article=article, gave=_gave(counts[article.iri])) for article in articles]


def holding_line(holding: Holding) -> Line:
    """An article of a store in one line: its title, date and source, and what it gave."""
    line = article_line(holding.article)
    outlet = holding.article.outlet if holding.article.outlet != holding.article.headline else ""
    told = " · ".join(filter(None, (outlet, amounts(holding.gave))))
    return replace(line, parts=(*line.parts, Part(text=f" · {told}")))


def shown_of(shown: int, found: int, total: int, words: str) -> str:
    """How many articles a list shows, of how many."""
    if words.strip():
        several = f"the newest {found:,}" if found == _MOST else f"{found:,}"
        return f"{shown:,} of {several} with “{words.strip()}” in the title or source; {total:,} in all"
    if total == 1:
        return "1 article"
    told = f"{total:,} articles" if shown == total else f"{shown:,} of {total:,} articles"
    older = "; the older ones are found by their title" if found < total else ""
    return f"{told}, the newest first{older}"


def _gave(found: dict[str, int]) -> Gave:
    kinds = ("entity", "fact", "figure", "quotation")
    entities, facts, figures, quotations = (found.get(kind, 0) for kind in kinds)
    return Gave(entities=entities, facts=facts, figures=figures, quotations=quotations)


def amounts(gave: Gave) -> str:
    """What an article gave, in words: '38 entities, 30 facts, 1 figure and 0 quotations'."""
    return listed(
        [
            counted(gave.entities, "entity", "entities"),
            counted(gave.facts, "fact", "facts"),
            counted(gave.figures, "figure", "figures"),
            counted(gave.quotations, "quotation", "quotations"),
        ]
    )


def only_here(reader: Reader, document: str) -> list[Named]:
    """The entities that an article names and no other does, by name."""
    found = [row["entity"] for row in rows(reader, "alone", {"document": NamedNode(document)})]
    return sorted(names(reader, found).values(), key=lambda n: (n.label.casefold(), n.iri))


def loss(gave: Gave, alone: list[Named]) -> str:
    """What goes when an article is taken out, in a sentence or two."""
    told = counted(gave.facts, "fact", "facts")
    told = f"{told}, {counted(gave.figures, 'figure', 'figures')}"
    told = f"{told} and {counted(gave.quotations, 'quotation', 'quotations')} go with it."
    if not alone:
        return f"{told} Every entity that it names is named elsewhere too, and stays."
    shown = [entity.label for entity in alone[:_NAMED]]
    if len(alone) > _NAMED:
        shown.append(f"{len(alone) - _NAMED:,} more")
    who = "entity that no other article names goes" if len(alone) == 1 else "entities that no other article names go"
    return f"{told} {len(alone):,} {who} too: {listed(shown)}."


def save(path: Path, graphs: Iterable[tuple[str, Iterable[Quad]]]) -> Iterator[bool]:
    """Put documents' graphs into a store one after the other; say of each whether it changed anything.

    Those that are in stay in, wherever the caller stops.
    """
    with _writing(path) as store:
        for document, quads in graphs:
            yield store.replace(document, quads)


def remove(path: Path, document: str) -> None:
    """Take a document out of a store, with all that only it stated."""
    with _writing(path) as store:
        store.remove(document)


@contextmanager
def _writing(path: Path) -> Iterator[Store]:
    with _turn, Store.open(path) as store:
        yield store
