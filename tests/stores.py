"""Stores in memory that tests only read, and the readings they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from gold_reading import gold_reading
from sample_reading import FACTS, TEXT, sample

from extract.records import Document, Entity, Evidence, Fact, Kind, Property, Reading
from graph.queries import search
from graph.rdf import quads
from graph.reader import Reader
from graph.store import Store
from ontology.iri import document_iri, entity_iri

GOLD = Path(__file__).parent / "gold"
AGAIN = f"{TEXT}So it was told once more.\n"


def holding(*readings: Reading) -> Store:
    """A store of some readings."""
    store = Store.memory()
    for reading in readings:
        store.replace(document_iri(reading.document.text), quads(reading))
    return store


def retold() -> Reading:
    """Another article that tells of the same: the head is a manager here, and the program has another name."""
    reading = sample()
    entities = tuple(replace(e, label="tea lessons") if e.id == "p1" else e for e in reading.entities)
    facts = tuple(replace(f, title="manager", confidence=0.7) if f.title else f for f in FACTS[:7])
    document = Document(text=AGAIN, title="Tea sells well", date="2021-03-05", source="hills.txt")
    return replace(reading, document=document, entities=entities, facts=facts)


@cache
def tea() -> Store:
    """A store of the invented article."""
    return holding(sample())


@cache
def twice() -> Store:
    """A store of the invented article and another that tells of the same."""
    return holding(sample(), retold())


@cache
def seed() -> Store:
    """A store of a whole article, as a perfect reader would read it."""
    return holding(gold_reading("seed"))


@cache
def archive() -> Store:
    """A store of all annotated articles, as a perfect reader would read them."""
    return holding(*(gold_reading(path.stem) for path in sorted(GOLD.glob("*.yaml"))))


def called(reader: Reader, name: str) -> str:
    """The IRI of what is called so."""
    return next(f.entity.iri for f in search(reader, name) if f.entity.label == name)


def linked(pairs: Iterable[tuple[str, str]], *, text: str = "Firms work together.") -> Reading:
    """A reading of firms that work together in pairs."""
    firms = list(dict.fromkeys(name for pair in pairs for name in pair))
    evidence = (Evidence(start=0, end=len(text)),)
    return Reading(
        document=Document(text=text),
        entities=tuple(Entity(id=name, kind=Kind.ENTERPRISE, label=f"Firm {name}") for name in firms),
        facts=tuple(
            Fact(subject=a, predicate=Property.COOPERATES_WITH, object=b, confidence=0.9, evidence=evidence)
            for a, b in pairs
        ),
    )


def firm(name: str) -> str:
    """The IRI of a firm of `linked`."""
    return entity_iri(Kind.ENTERPRISE, f"Firm {name}")
