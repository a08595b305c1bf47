"""How many ways of saying a thing are understood: single sentences, each with one fact that it tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extracted import reading

from extract.records import Property

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


def test_wordings_of_programs() -> None:
    wrong = []
    for kind, runner, text in lines("programs.txt"):
        word = runner.split()[0].lower()
        if not any(p is Property.IMPLEMENTS and word in s and o == kind for s, p, o in told(text)):
            wrong.append(text)
    assert len(wrong) <= 42, wrong


def test_wordings_of_relations() -> None:
    wrong = []
    for said, text in lines("relations.txt"):
        subject, predicate, object_ = _split(said)
        facts = told(text)
        both = {(subject, object_), (object_, subject)} if predicate in SYMMETRIC else {(subject, object_)}
        if not any(p is predicate and a in s and b in o for s, p, o in facts for a, b in both):
            wrong.append(text)
    assert len(wrong) <= 24, wrong


def _split(said: str) -> tuple[str, Property, str]:
    predicate = next(p for p in Property if f" {p} " in said)
    subject, object_ = said.lower().split(f" {predicate.lower()} ")
    return subject, predicate, object_
