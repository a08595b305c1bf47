"""How two entities are connected: chains of facts, each step with the sentences that say it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from graph.cards import Card, Section
from graph.network import LONGEST, View, among, paths, shut_in
from graph.portrait import statement_line
from graph.queries import Named, names
from graph.reader import Reader
from graph.told import Statement, find_between

_MOST = 3  # statements that a step shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Two entities of a chain, and what articles state between them."""

    one: Named
    other: Named
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A chain of steps from one entity to another."""

    steps: tuple[Step, ...]


def ways(reader: Reader, start: str, end: str, *, most: int = 3) -> list[Way]:
    """The shortest ways between two entities over stated facts, the shortest first; [] if none has at most 6 steps."""
    found = paths(reader, start, end, most=most)
    called = names(reader, {entity for path in found for entity in path})
    steps = {
        pair: Step(one=called[pair[0]], other=called[pair[1]], statements=tuple(find_between(reader, pair)))
        for path in found
        for pair in pairwise(path)
    }
    return [Way(steps=tuple(steps[pair] for pair in pairwise(path))) for path in found]


def why_none(reader: Reader, one: Named, other: Named) -> str:
    """In words, why no way leads from one entity to another."""
    known = {one.iri: one, other.iri: other}
    for iri, reached in shut_in(reader, one.iri, other.iri).items():
        if not reached:
            return f"No article states how {known[iri].label} is linked with anything else."
        far = "one other" if reached == 1 else f"{reached:,} others"
        beyond = other.label if iri == one.iri else one.label
        return f"Stated facts lead from {known[iri].label} to {far} and no further; {beyond} isn’t among them."
    return f"No chain of at most {LONGEST} stated facts leads from one to the other in these articles."


def way_card(way: Way) -> Card:
    """A way in words: a section a step, a line a statement."""
    count = len(way.steps)
    return Card(
        title=" – ".join([way.steps[0].one.label, *(step.other.label for step in way.steps)]),
        kind=f"a way of {count} step{'' if count == 1 else 's'}",
        sections=tuple(_section(step, titled=count > 1) for step in way.steps),
    )


def _section(step: Step, *, titled: bool) -> Section:
    left = len(step.statements) - _MOST
    return Section(
        title=f"{step.one.label} – {step.other.label}" if titled else "",
        lines=tuple(statement_line(statement) for statement in step.statements[:_MOST]),
        note=f"{left} more say how these two are linked." if left > 0 else "",
    )


def picture(reader: Reader, found: list[Way]) -> View:
    """The entities on some ways and all relations between them."""
    ends = [step.one.iri for way in found for step in way.steps]
    ends += [step.other.iri for way in found for step in way.steps]
    return among(reader, dict.fromkeys(ends))
