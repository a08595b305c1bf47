"""The articles to choose from for reading: by title, source, or what they name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.cards import Line, Part
from graph.holdings import held, holding_line, holdings
from graph.queries import Article, articles_of, rows, search
from graph.reader import Reader
from graph.remembered import remembered
from graph.wording import counted, listed

EACH = 12  # articles on a page
_LIKE = 20  # entities whose names hold the words
_NAMED = 3  # of them that a line names


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An article, and which of the things called as was asked it names."""

    article: Article
    named: tuple[str, ...] = ()


@remembered
def reading_list(reader: Reader, words: str = "") -> tuple[Choice, ...]:
    """The articles in whose title or source some words stand, or that name something called so; the newest first."""
    found = {article.iri: Choice(article=article) for article in held(reader, words)}
    labels = {like.entity.iri: like.entity.label for like in search(reader, words, most=_LIKE)} if words.strip() else {}
    naming = rows(reader, "naming_any", lists={"entities": sorted(labels)}) if labels else []
    for row, article in zip(naming, articles_of(naming), strict=True):
        before = found.get(article.iri, Choice(article=article))
        found[article.iri] = replace(before, named=(*before.named, labels[row["entity"]]))
    by_title = sorted(found.values(), key=lambda c: (c.article.headline, c.article.iri))
    return tuple(sorted(by_title, key=lambda c: c.article.published, reverse=True))


@remembered
def naming_list(reader: Reader, entity: str) -> tuple[Choice, ...]:
    """The articles that name an entity, the newest first."""
    found = articles_of(rows(reader, "naming_any", lists={"entities": [entity]}))
    return tuple(Choice(article=article) for article in found)


def pages_of(found: tuple[Choice, ...]) -> int:
    """How many pages a list has, one at least."""
    return max(1, -(-len(found) // EACH))


def page_lines(reader: Reader, found: tuple[Choice, ...], page: int) -> list[Line]:
    """The lines of a page, counted from 1: each article's title, date and source, what it gave, and what it names."""
    shown = found[(page - 1) * EACH : page * EACH]
    gave = holdings(reader, (choice.article for choice in shown))
    return [_line(holding_line(holding), choice) for holding, choice in zip(gave, shown, strict=True)]


def _line(line: Line, choice: Choice) -> Line:
    named = sorted(set(choice.named))
    if not named:
        return line
    shown = named[:_NAMED] + ([f"{len(named) - _NAMED} more"] if len(named) > _NAMED else [])
    return replace(line, parts=(*line.parts, Part(text=f" · names {listed(shown)}")))


def naming_line(found: int, total: int, label: str) -> str:
    """How many articles name an entity, of how many."""
    verb = "names" if found == 1 else "name"
    return f"{found:,} of {counted(total, 'article')} {verb} {label}; the newest first"


def list_line(found: int, total: int, words: str) -> str:
    """How many articles a search found, of how many."""
    if not words.strip():
        older = "; the older ones are found by their title" if found < total else ""
        return f"{counted(total, 'article')}, the newest first{older}"
    if not found:
        return f"No article here has “{words.strip()}” in its title or source, or names anything called so."
    whole = counted(total, "article")
    return f"{found:,} of {whole} with “{words.strip()}” in the title or source, or among what they name"
