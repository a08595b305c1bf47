"""What a reading says, by names instead of identifiers, for tests of one sentence."""

from __future__ import annotations

from functools import cache

from extract.documents import from_text
from extract.pipeline import read
from extract.records import Document, Kind, Observation, Property, Reading

Told = set[tuple[str, str, str]]


@cache
def reading(text: str, date: str = "2021-06") -> Reading:
    """The reading of a text, as of a day."""
    return read(from_text(text, date=date))


@cache
def undated(text: str) -> Reading:
    """The reading of a text whose date nobody knows."""
    return read(Document(text=text))


def names(told: Reading) -> dict[str, str]:
    """The label of each entity, as the text writes it at its fullest."""
    forms = {e.id: [e.label, *e.aliases] for e in told.entities}
    return {i: max((f for f in fs if f in told.document.text), key=len, default=fs[0]) for i, fs in forms.items()}


def facts(text: str, *properties: Property) -> Told:
    """The facts of a text as (name, property, name): of some properties, or all."""
    told = reading(text)
    named = names(told)
    return {
        (named[f.subject], f.predicate.value, named[f.object])
        for f in told.facts
        if not properties or f.predicate in properties
    }


def pairs(text: str, a_property: Property) -> set[tuple[str, str]]:
    """The facts of one property as pairs of names."""
    return {(one, two) for one, _, two in facts(text, a_property)}


def entities(text: str, *kinds: Kind) -> dict[str, set[str]]:
    """The surface forms of each entity of some kinds, by its fullest name in the text."""
    told = reading(text)
    named = names(told)
    return {
        named[e.id]: {f for f in (e.label, *e.aliases) if f in text}
        for e in told.entities
        if not kinds or e.kind in kinds
    }


def kinds(text: str) -> dict[str, str]:
    """The class of each entity, by its fullest name in the text."""
    told = reading(text)
    named = names(told)
    return {named[e.id]: e.kind.value for e in told.entities}


def figures(text: str) -> list[Observation]:
    """The observations of a text, in its order."""
    return list(reading(text).observations)


def programs(text: str) -> set[tuple[str, str]]:
    """The programs of a text as (implementer's name, program type)."""
    told = reading(text)
    named, types = names(told), {e.id: e.program_type for e in told.entities}
    return {(named[f.subject], types[f.object]) for f in told.facts if f.predicate is Property.IMPLEMENTS}


def sayings(text: str) -> set[tuple[str, str]]:
    """The quotations of a text as (speaker's name, words)."""
    told = reading(text)
    named = names(told)
    return {(named[q.said_by], q.text) for q in told.quotations}
