"""An answer for people: labels in place of IRIs, each cell knowing what it leads to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph import wording
from graph.prefixes import PREFIXES, compact
from graph.queries import Named, headlines, local, names, rows, short
from graph.reader import Reader, Term
from graph.sandbox import Answer
from graph.told import figures
from ontology.iri import BASE
from ontology.labels import CLASSES, PROGRAM_TYPES, PROPERTIES

# The families of resources that have no name, and their classes.
_TOLD = {
    "document": "Document",
    "fact": "Fact",
    "observation": "Observation",
    "quotation": "Quotation",
    "mention": "Mention",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a row: its words, its number if it is one, and the IRI it leads to."""

    text: str
    number: float | None = None
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under their columns' names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(reader: Reader, answer: Answer) -> Table:
    """The rows of a SELECT, or the triples of a CONSTRUCT, in words."""
    columns = ("subject", "property", "object") if answer.kind == "graph" else answer.variables
    found = answer.terms
    iris = {term.value for row in found for term in row if isinstance(term, NamedNode) and term.value.startswith(BASE)}
    called = names(reader, iris)
    titles = headlines(reader, (iri for iri in iris if iri.startswith(f"{BASE}document/")))
    told = _facts(reader, iris) | {f.iri: wording.figure(f) for f in figures(reader, _of("observation", iris))}
    shown = tuple(tuple(_cell(term, called, titles, told) for term in row) for row in found)
    return Table(columns=columns, rows=shown)


def _facts(reader: Reader, iris: Iterable[str]) -> dict[str, str]:
    """What the facts among some resources say."""
    facts = _of("fact", iris)
    found = rows(reader, "ends", lists={"facts": facts}) if facts else []
    called = names(reader, {row[end] for row in found for end in ("subject", "object")})
    return {
        row[
            "fact"
        ]: f"{called[row['subject']].label} {wording.verb(local(row['predicate']))} {called[row['object']].label}"
        for row in found
        if row["subject"] in called and row["object"] in called
    }


def _of(family: str, iris: Iterable[str]) -> list[str]:
    """The resources of a family, by their IRIs."""
    return sorted(iri for iri in iris if short(iri).startswith(f"{family}/"))


def _cell(term: Term | None, called: dict[str, Named], titles: dict[str, str], told: dict[str, str]) -> Cell:
    if term is None:
        return Cell(text="")
    if isinstance(term, Literal):
        return Cell(text=term.value, number=_number(term))
    if not isinstance(term, NamedNode):
        return Cell(text=str(term))
    if term.value in called:
        return Cell(text=called[term.value].label, to=term.value)
    if term.value in titles:
        return Cell(text=titles[term.value], to=term.value)
    return Cell(text=told.get(term.value) or _word(term))


def _number(term: Literal) -> float | None:
    kind = term.datatype.value.removeprefix(PREFIXES["xsd"])
    if kind not in {"decimal", "integer", "double", "float"}:
        return None
    try:
        return float(term.value)
    except ValueError:  # a query may call any text a number
        return None


def _word(term: NamedNode) -> str:
    """A name of the ontology in words, or what a resource without a name is; any other IRI with its prefix."""
    family = short(term.value).partition("/")[0]
    if term.value.startswith(BASE) and family in _TOLD:
        return wording.kind(_TOLD[family])
    name = compact(term)
    prefix, _, local = name.partition(":")
    if prefix == "pg" and local in CLASSES:
        return wording.kind(local)
    if prefix == "pg" and local in PROPERTIES:
        return wording.verb(local)
    if prefix == "pgt" and local in PROGRAM_TYPES:
        return wording.program_type(local)[0]
    return name


def heading(column: str) -> str:
    """A column's name as a heading."""
    return column.replace("_", " ").capitalize()
