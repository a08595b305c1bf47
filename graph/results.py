"""An answer for people: labels in place of IRIs, each cell knowing what it leads to."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph import wording
from graph.prefixes import PREFIXES, compact
from graph.queries import Named, headlines, names, short
from graph.reader import Reader, Term
from graph.sandbox import Answer
from ontology.iri import BASE
from ontology.labels import CLASSES, PROGRAM_TYPES, PROPERTIES

_TOLD = {"fact": "Fact", "observation": "Observation", "quotation": "Quotation", "mention": "Mention"}


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
    rows = tuple(tuple(_cell(term, called, titles) for term in row) for row in found)
    return Table(columns=columns, rows=rows)


def _cell(term: Term | None, called: dict[str, Named], titles: dict[str, str]) -> Cell:
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
    told = _TOLD.get(short(term.value).partition("/")[0]) if term.value.startswith(BASE) else None
    return Cell(text=wording.kind(told) if told else _word(term))


def _number(term: Literal) -> float | None:
    kind = term.datatype.value.removeprefix(PREFIXES["xsd"])
    if kind not in {"decimal", "integer", "double", "float"}:
        return None
    try:
        return float(term.value)
    except ValueError:  # a query may call any text a number
        return None


def _word(term: NamedNode) -> str:
    """A name of the ontology in words; any other IRI with its namespace shortened."""
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
