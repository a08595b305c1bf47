"""The facts of one reading, made ready to leave it: each once, between kinds that its property allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.records import (
    ORGANIZATIONS,
    PEOPLE,
    PLACES,
    Entity,
    Fact,
    Kind,
    Property,
)

_ACTORS = PEOPLE | ORGANIZATIONS
_PLACED = PLACES | ORGANIZATIONS
ENDS: dict[Property, tuple[frozenset[Kind], frozenset[Kind]]] = {
    Property.LOCATED_IN: (_PLACED, PLACES),
    Property.PART_OF: (ORGANIZATIONS, ORGANIZATIONS),
    Property.WORKS_FOR: (PEOPLE, ORGANIZATIONS | {Kind.SITE}),
    Property.HOLDS_POST_IN: (PEOPLE, _PLACED),
    Property.LIVES_IN: (PEOPLE, PLACES),
    Property.FOUNDED: (_ACTORS, ORGANIZATIONS),
    Property.IMPLEMENTS: (_PLACED, frozenset({Kind.PROGRAM})),
    Property.COVERS: (frozenset({Kind.PROGRAM}), PLACES),
    Property.BENEFITS: (ORGANIZATIONS | {Kind.PROGRAM}, PEOPLE),
    Property.AGREEMENT_WITH: (_ACTORS, ORGANIZATIONS),
    Property.DONATED_TO: (_ACTORS | PLACES, _ACTORS),
    Property.INVESTED_IN: (_ACTORS | PLACES, ORGANIZATIONS),
    Property.HAS_INDUSTRY: (PLACES | ORGANIZATIONS | PEOPLE, frozenset({Kind.INDUSTRY})),
    Property.COOPERATES_WITH: (_PLACED, _PLACED),
}
_SYMMETRIC = frozenset({Property.COOPERATES_WITH, Property.AGREEMENT_WITH})
_ANCHORS = (
    Property.LOCATED_IN,
    Property.HOLDS_POST_IN,
    Property.WORKS_FOR,
    Property.FOUNDED,
    Property.LIVES_IN,
)


def settled(facts: Iterable[Fact], kinds: dict[str, Kind]) -> tuple[Fact, ...]:
    """Each fact once, with all its evidence; those between wrong kinds of things left out.

    A village's town outweighs what only the neighbourhood suggests, and somebody's post in a body or
    village their employment or home there.
    """
    merged: dict[tuple[str, Property, str], Fact] = {}
    for fact in facts:
        key = (fact.subject, fact.predicate, fact.object)
        starts, ends = ENDS[fact.predicate]
        if fact.subject == fact.object or kinds[fact.subject] not in starts or kinds[fact.object] not in ends:
            continue
        turned = (fact.object, fact.predicate, fact.subject)
        if fact.predicate in _SYMMETRIC and turned in merged:
            key = turned
        merged[key] = _joined(merged[key], fact) if key in merged else fact
    posts = {(f.subject, f.object) for f in merged.values() if f.predicate is Property.HOLDS_POST_IN}
    return tuple(
        f
        for f in merged.values()
        if f.predicate not in {Property.WORKS_FOR, Property.LIVES_IN} or (f.subject, f.object) not in posts
    )


def _joined(one: Fact, two: Fact) -> Fact:
    """Two statements of one fact made one: all the evidence, the better confidence, the first qualifiers."""
    evidence = tuple(sorted({*one.evidence, *two.evidence}, key=lambda e: (e.start, e.end)))
    return replace(
        one,
        confidence=max(one.confidence, two.confidence),
        title=one.title or two.title,
        date=one.date or two.date,
        amount=one.amount or two.amount,
        according_to=one.according_to or two.according_to,
        evidence=evidence,
    )


def used(entities: Sequence[Entity], facts: Iterable[Fact]) -> list[Entity]:
    """The entities without the products that nobody is said to live by ('X industry' stays)."""
    trades = {f.object for f in facts if f.predicate is Property.HAS_INDUSTRY}
    return [e for e in entities if e.kind is not Kind.INDUSTRY or e.id in trades or _is_industry(e)]


def _is_industry(entity: Entity) -> bool:
    return any(name.lower().endswith(("industry", "industry chain")) for name in (entity.label, *entity.aliases))


def anchored(entities: Iterable[Entity], facts: Iterable[Fact]) -> tuple[Entity, ...]:
    """The entities, each with the one beside which its namesakes elsewhere are told apart."""
    by_property: dict[tuple[str, Property], str] = {}
    for fact in facts:
        by_property.setdefault((fact.subject, fact.predicate), fact.object)
    result = []
    for entity in entities:
        anchors = [by_property[entity.id, p] for p in _ANCHORS if (entity.id, p) in by_property]
        keep = entity.code or entity.kind in {Kind.INDUSTRY, Kind.PROGRAM} or not anchors
        result.append(entity if keep else replace(entity, anchor=anchors[0]))
    return tuple(result)
