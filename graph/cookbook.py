"""Worked questions: each a file in `cookbook/`, its first line the question in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# The order in which they are offered, from simple to hard; the first six open the app.
ORDER = (
    "who-runs-what",
    "what-places-live-by",
    "officials",
    "figures-about-people",
    "who-said-what",
    "companies-and-places",
    "who-gains",
    "money",
    "what-lies-where",
    "programs-by-province",
    "unsure-facts",
    "relations-as-graph",
)

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


@cache
def terms() -> tuple[str, ...]:
    """The names with a prefix that the worked questions use, sorted."""
    return tuple(sorted({term for q in questions().values() for term in _TERM.findall(q.sparql)}))
