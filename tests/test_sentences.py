"""How many ways of saying a thing are understood: single sentences, each with one fact that it tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from extracted import reading

from extract.records import Property
from ontology.labels import PROGRAM_TYPES

HERE = Path(__file__).parent / "sentences"
SYMMETRIC = {Property.COOPERATES_WITH, Property.AGREEMENT_WITH}


def lines(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        yield line.split("|")


def told(text: str) -> set[tuple[str, Property, str]]:
    """The facts of a sentence, with all names of their ends; of a program its type."""
    found = reading(text)
    names = {e.id: e.program_type or " ".join((e.label, *e.aliases)).lower() for e in found.entities}
    return {(names[f.subject], f.predicate, names[f.object]) for f in found.facts}


@pytest.mark.parametrize(("name", "most"), [("programs", 42), ("programs_varied", 15), ("programs_by_type", 160)])
def test_wordings_of_programs(name: str, most: int) -> None:
    wrong = []
    for kind, runner, text in lines(f"{name}.txt"):
        word = runner.split()[0].lower()
        if not any(p is Property.IMPLEMENTS and word in s and o == kind for s, p, o in told(text)):
            wrong.append(text)
    assert len(wrong) <= most, wrong


@pytest.mark.parametrize(("name", "most"), [("relations", 24), ("relations_varied", 76)])
def test_wordings_of_relations(name: str, most: int) -> None:
    wrong = [text for said, text in lines(f"{name}.txt") if not says(text, said)]
    assert len(wrong) <= most, wrong


def test_what_only_looks_like_a_relation_is_told_as_none() -> None:
    wrong = [text for said, text in lines("relations_untold.txt") if says(text, said)]
    assert len(wrong) <= 5, wrong


@pytest.mark.parametrize(("kind", "most"), [("by", 9), ("period", 1), ("about", 3)])
def test_wordings_of_figures(kind: str, most: int) -> None:
    asked = [(right, Decimal(value), text) for k, right, value, text in lines("figures.txt") if k == kind]
    wrong = [text for right, value, text in asked if not _fits(right, _of_figure(kind, value, text))]
    assert len(wrong) <= most, wrong


def _fits(right: str, given: str | None) -> bool:
    """Whether a detail holds the word asked for, or is as empty as it should be; a figure not found is wrong."""
    return given is not None and (right.lower() in given.lower() if right else not given)


def _of_figure(kind: str, value: Decimal, text: str) -> str | None:
    """When a figure of a text holds, who says it or what it is about first; None if it isn't found."""
    found = reading(text)
    names = {e.id: " ".join((e.label, *e.aliases)) for e in found.entities} | {"": ""}
    figure = next((o for o in found.observations if o.value == value), None)
    if figure is None:
        return None
    return figure.period if kind == "period" else names[figure.according_to if kind == "by" else figure.about[0]]


def says(text: str, said: str) -> bool:
    """Whether a sentence is read as saying something: subject, property and object, by a word of each."""
    subject, predicate, object_ = _split(said)
    both = {(subject, object_), (object_, subject)} if predicate in SYMMETRIC else {(subject, object_)}
    return any(p is predicate and a in s and b in o for s, p, o in told(text) for a, b in both)


def test_every_type_of_program_is_told_in_as_many_wordings() -> None:
    told_of = Counter(kind for kind, *_ in lines("programs_by_type.txt"))
    assert told_of == dict.fromkeys(PROGRAM_TYPES, 25)


def _split(said: str) -> tuple[str, Property, str]:
    predicate = next(p for p in Property if f" {p} " in said)
    subject, object_ = said.lower().split(f" {predicate.lower()} ")
    return subject, predicate, object_
