"""A reading beside the annotations of its article: which entity is which, and the tallies of it all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.records import Entity, Kind, Reading
from graph.gold import Gold, plain
from ontology import gazetteer


@dataclass(slots=True)
class Tally:
    """How many were right, and which were missed or too many."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return _part(self.right, len(self.surplus))

    @property
    def recall(self) -> float:
        """The part of what is asked that was found."""
        return _part(self.right, len(self.missed))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def note(self, fits: bool, what: str) -> None:
        """Count an answer as right or as missed."""
        self.right += fits
        self.missed += [] if fits else [what]


@dataclass(slots=True)
class Score:
    """What was found, by kind, and what is right of that, by what was asked of it."""

    found: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    details: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def add(self, other: Score, name: str) -> None:
        """Count another article's score in; `name` marks what went wrong in it."""
        for mine, its in ((self.found, other.found), (self.details, other.details)):
            for kind, tally in its.items():
                mine[kind].right += tally.right
                mine[kind].missed += [f"{name}: {what}" for what in tally.missed]
                mine[kind].surplus += [f"{name}: {what}" for what in tally.surplus]


def _part(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0


class Matched:
    """A reading's entities, and which annotated ones they are."""

    def __init__(self, gold: Gold, reading: Reading) -> None:
        self.gold = gold
        self.reading = reading
        named = {m.body for m in reading.mentions if m.named}
        self.entities = {e.id: e for e in reading.entities if e.id in named and e.kind is not Kind.PROGRAM}
        self.is_ = self._match()

    def _match(self) -> dict[str, str]:
        """Entities to annotated ones, one to one: of the right class first, then most names shared."""
        offers = []
        for entity in self.entities.values():
            names = _names(entity)
            for asked in self.gold.entities:
                shared = len(names & asked.names)
                if shared:
                    offers.append((not asked.allows(entity.kind), -shared, asked.id, entity.id))
        found: dict[str, str] = {}
        for *_, asked_id, entity_id in sorted(offers):
            if entity_id not in found and asked_id not in found.values():
                found[entity_id] = asked_id
        return found

    def name(self, identifier: str) -> str:
        """The annotated entity's id, else the label in angle brackets; '' for none."""
        entity = self.entities.get(identifier)
        unknown = f"<{entity.label if entity else identifier}>" if identifier else ""
        return self.is_.get(identifier, unknown)

    def all(self, *identifiers: str) -> bool:
        """Whether these are entities that the text names."""
        return all(i in self.entities for i in identifiers)


def _names(entity: Entity) -> set[str]:
    """The names of an entity, with the gazetteer's, as they are compared."""
    place = gazetteer.load().by_code(entity.code) if entity.code else None
    return {plain(n) for n in (entity.label, *entity.aliases, *([place.name] if place else []))}


def listed(answers: Iterable[object]) -> str:
    """Some answers in words."""
    return " or ".join(sorted(map(str, answers))) or "none"
