"""An answer for people: labels in place of IRIs, each cell knowing what it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from textwrap import shorten

from pyoxigraph import Literal, NamedNode

from graph import wording
from graph.prefixes import PREFIXES, compact
from graph.queries import Named, Row, headlines, local, names, rows, short
from graph.reader import Reader, Term
from graph.sandbox import Answer
from graph.told import figures as find
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
_SHORT = 80  # letters of a sentence or quotation in a cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a row: its words, its number if it is one, and the IRI it leads to.

    Where that is an article's, `at` is the span of its text that is meant ('120-240') and `pick` what is told there.
    """

    text: str
    number: float | None = None
    to: str = ""
    at: str = ""
    pick: str = ""


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
    known = {iri: Cell(text=text, to=iri) for iri, text in titles.items()}
    known |= {iri: Cell(text=entity.label, to=iri) for iri, entity in called.items()}
    known |= grounded(reader, iris)
    return Table(columns=columns, rows=tuple(_beside([_cell(term, known) for term in row]) for row in found))


def _beside(row: list[Cell]) -> tuple[Cell, ...]:
    """A row in which no name tells in brackets what stands in the row anyway, as a program's who runs it."""
    ends = tuple(f" ({cell.text})" for cell in row if cell.to)
    alone = (next((c.text.removesuffix(end) for end in ends if c.to and c.text.endswith(end)), c.text) for c in row)
    return tuple(replace(cell, text=text) for cell, text in zip(row, alone, strict=True))


def grounded(reader: Reader, iris: Iterable[str]) -> dict[str, Cell]:
    """The facts, figures, quotations, mentions and sentences among some resources: in words, leading to their place."""
    wanted = list(iris)
    facts, figures = _facts(reader, _of("fact", wanted)), find(reader, _of("observation", wanted))
    said = _quotations(reader, _of("quotation", wanted))
    told = {iri: words for iri, (words, _) in facts.items()} | {f.iri: wording.figure(f) for f in figures} | said
    picks = {iri: pick for iri, (_, pick) in facts.items()} | {iri: short(iri) for iri in told if iri not in facts}
    proofs = {iri: iri.partition("#")[0] for iri in _of("evidence", wanted)}
    nodes = [*told, *_of("mention", wanted)]
    lists = {"nodes": nodes, "proofs": sorted({*proofs.values()})}
    places: dict[str, Row] = {}
    for row in rows(reader, "grounds", lists=lists) if nodes or proofs else []:
        places.setdefault(row["node"], row)
    found = {iri: Cell(text=words, pick=picks[iri]) for iri, words in told.items()}
    for iri in (*nodes, *proofs):
        if place := places.get(proofs.get(iri, iri)):
            at = f"{place['start']}-{place['end']}"
            words = told.get(iri) or f"“{shorten(place['words'], _SHORT, placeholder=' …')}”"
            found[iri] = Cell(text=words, to=place["document"], at=at, pick=picks.get(iri, ""))
    return found


def _facts(reader: Reader, facts: list[str]) -> dict[str, tuple[str, str]]:
    """What some facts say, and how addresses name that."""
    found = rows(reader, "ends", lists={"facts": facts}) if facts else []
    called = names(reader, {row[end] for row in found for end in ("subject", "object")})
    return {
        row["fact"]: _said(called[row["subject"]], local(row["predicate"]), called[row["object"]])
        for row in found
        if row["subject"] in called and row["object"] in called
    }


def _said(subject: Named, predicate: str, object: Named) -> tuple[str, str]:
    words = f"{subject.label} {wording.verb(predicate)} {object.label}"
    return words, "|".join((short(subject.iri), predicate, short(object.iri)))


def _quotations(reader: Reader, quotations: list[str]) -> dict[str, str]:
    """The words of some quotations, cut short."""
    found = rows(reader, "quoted", lists={"quotations": quotations}) if quotations else []
    return {row["quotation"]: f"“{shorten(row['text'], _SHORT, placeholder=' …')}”" for row in found}


def _of(family: str, iris: Iterable[str]) -> list[str]:
    """The resources of a family, by their IRIs."""
    return sorted(iri for iri in iris if short(iri).startswith(f"{family}/"))


def _cell(term: Term | None, known: Mapping[str, Cell]) -> Cell:
    if term is None:
        return Cell(text="")
    if isinstance(term, Literal):
        return Cell(text=term.value, number=_number(term))
    if not isinstance(term, NamedNode):
        return Cell(text=str(term))
    return known.get(term.value) or Cell(text=_word(term))


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
