"""What an article's sentences tell, to stand beside its text: each sentence with its facts, figures and quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from textwrap import shorten

from pyoxigraph import NamedNode

from graph import wording
from graph.cards import Line, Part, link
from graph.figure_lines import figure_line
from graph.portrait import quote_line, statement_line
from graph.queries import Named, rows, short
from graph.reader import Reader
from graph.remembered import remembered
from graph.told import Figure, Passage, Quote, find_facts, find_figures, find_quote, subjects_of

_QUOTED = 90  # letters of a quotation, whose words stand in the text beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing told: its line, which names what opens by its `pick`, and the family of kinds that it is marked as."""

    line: Line
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A span of an article's text, and what it tells."""

    start: int
    end: int
    notes: tuple[Note, ...]


@remembered
def beside(reader: Reader, document: str) -> tuple[Sentence, ...]:
    """The sentences of an article that tell something, in the order of the text; none if the store lacks it."""
    found: dict[tuple[int, int], list[tuple[list[int], Note]]] = {}
    for note, passages in _notes(reader, document):
        for passage in passages:
            if passage.document == document:
                places = sorted(start for start, _, _ in passage.marks)
                found.setdefault((passage.start, passage.end), []).append((places, note))
    return tuple(
        Sentence(start=start, end=end, notes=tuple(note for _, note in sorted(notes, key=lambda n: n[0])))
        for (start, end), notes in sorted(found.items())
    )


def cuts(sentences: Iterable[Sentence]) -> set[int]:
    """Where sentences begin and end."""
    return {place for sentence in sentences for place in (sentence.start, sentence.end)}


def count_line(sentences: Iterable[Sentence]) -> str:
    """How much an article tells: '108 facts, figures and quotations'."""
    told = {note.line.pick for sentence in sentences for note in sentence.notes}
    return "1 fact, figure or quotation" if len(told) == 1 else f"{len(told):,} facts, figures and quotations"


def _notes(reader: Reader, document: str) -> Iterator[tuple[Note, tuple[Passage, ...]]]:
    nodes = [row["node"] for row in rows(reader, "told_in", {"document": NamedNode(document)})]
    by_family: dict[str, list[str]] = {}
    for iri in sorted(nodes):
        by_family.setdefault(short(iri).partition("/")[0], []).append(iri)
    for statement in find_facts(reader, by_family.get("fact", ())):
        yield Note(line=statement_line(statement), family=wording.family(statement.subject.kind)), statement.passages
    figures = by_family.get("observation", [])
    about = subjects_of(reader, figures)
    for figure in find_figures(reader, figures):
        yield Note(line=_figure(figure, about[figure.iri]), family="figure"), figure.passages
    for quote in (find_quote(reader, iri) for iri in by_family.get("quotation", ())):
        if quote:
            yield Note(line=_quote(quote), family="quotation"), quote.passages


def _figure(figure: Figure, about: list[Named]) -> Line:
    """A figure's line with what it is about, but for what the line names already."""
    line = figure_line(figure)
    told = "".join(part.text for part in line.parts)
    words = wording.listed([subject.label for subject in about if subject.label not in told])
    return replace(line, parts=(*line.parts, Part(text=f" · {words}"))) if words else line


def _quote(quote: Quote) -> Line:
    words = Part(text=f"“{shorten(quote.text, _QUOTED, placeholder=' …')}”")
    return replace(
        quote_line(quote), parts=(link(quote.speaker), Part(text=": "), words) if quote.speaker else (words,)
    )
