"""Worked questions: each a file in `cookbook/`, its first line the question in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# From simple to hard. The first six open the app.
GROUPS = {
    "To begin with": ("who-runs-what", "what-places-live-by", "officials"),
    "With figures, words and sentences": (
        "figures-about-people",
        "who-said-what",
        "companies-and-places",
        "who-gains",
        "money",
    ),
    "Over many facts": ("what-lies-where", "programs-by-province", "unsure-facts", "relations-as-graph"),
}
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
