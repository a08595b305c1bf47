"""Worked questions: each a file in `cookbook/`, its first line the question in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

GROUPS = {
    "To begin with": ("who-runs-what", "what-places-live-by", "officials", "poor-counties", "covered", "founders"),
    "With figures, words and sentences": (
        "figures-about-people",
        "who-said-what",
        "words-of-officials",
        "companies-and-places",
        "claims-by-place",
        "pay",
        "staff",
        "figures-by-program",
    ),
    "People and money": ("who-gains", "money", "who-works-where", "homes", "partners", "spellings"),
    "Which sentence, which source": (
        "sentences-of-programs",
        "single-source",
        "independent-sources",
        "sources-of-figures",
        "articles-and-authors",
        "unsure-facts",
        "reprints",
        "perhaps-the-same",
        "contradictions",
    ),
    "Over many facts": (
        "what-lies-where",
        "programs-by-province",
        "programs-by-type-and-province",
        "programs-on-the-map",
        "labour-from-where-to-where",
        "last-delisted",
        "most-told",
        "relations-as-graph",
    ),
}
FIRST = (
    "who-runs-what",
    "programs-by-type-and-province",
    "officials",
    "figures-about-people",
    "who-gains",
    "last-delisted",
)
ORDER = tuple(name for names in GROUPS.values() for name in names)

_TERM = re.compile(r"\b[a-z]+:[A-Za-z][\w-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question in words and in SPARQL (which relies on the usual prefixes)."""

    name: str
    title: str
    sparql: str


@cache
def questions() -> dict[str, Question]:
    """The worked questions by name, in the order of `ORDER`."""
    return {name: _question(name) for name in ORDER}


def _question(name: str) -> Question:
    text = files("graph").joinpath("cookbook", f"{name}.rq").read_text(encoding="utf-8")
    title, _, sparql = text.partition("\n")
    return Question(name=name, title=title.removeprefix("# "), sparql=sparql.strip())


def found(words: str) -> dict[str, list[Question]]:
    """The worked questions by group in whose title or query every one of some words stands; all for no words."""
    wanted = words.casefold().split()
    by_group = {group: [questions()[name] for name in names] for group, names in GROUPS.items()}
    fitting = {group: [q for q in of if all(w in _searched(q) for w in wanted)] for group, of in by_group.items()}
    return {group: of for group, of in fitting.items() if of}


def _searched(question: Question) -> str:
    return f"{question.title} {question.sparql}".casefold()


@cache
def terms() -> tuple[str, ...]:
    """The names with a prefix that the worked questions use, sorted."""
    return tuple(sorted({term for q in questions().values() for term in _TERM.findall(q.sparql)}))
