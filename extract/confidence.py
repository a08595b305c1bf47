"""How sure a fact is: how often facts of its property, found in its way, were right in annotated articles.

The rules give a first confidence by the wording that told a fact. `patterns/confidence.toml` says for each
property how right those were; `benchmarks/calibration.py` makes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from extract.patterns import load
from extract.records import Fact, Property

_TABLE: dict[str, dict[str, Any]] = load("confidence")


def calibrated(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts with their measured confidence; one found in a way never checked keeps its property's."""
    return tuple(replace(fact, confidence=_measured(fact)) for fact in facts)


def _measured(fact: Fact) -> float:
    row = _TABLE.get(fact.predicate, {})
    found: float = row.get(way(fact.confidence), row.get("any", fact.confidence))
    return found


def way(confidence: float) -> str:
    """The key of a way of finding facts: the first confidence that its rule gives."""
    return f"{confidence:.2f}"


def checked(predicate: Property | str) -> tuple[int, int]:
    """How many facts of a property were right, of how many that were checked."""
    row = _TABLE.get(predicate, {})
    return row.get("right", 0), row.get("checked", 0)
