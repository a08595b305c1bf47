"""What one article tells, before it is in a store: cards of its entities, facts, figures and quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import DefaultGraph

from extract.records import Kind
from graph import wording
from graph.cards import Card, Line, Part, Section
from graph.figure_lines import figure_line
from graph.portrait import statement_line
from graph.prefixes import named, node
from graph.queries import Named, names
from graph.reader import Reader
from graph.told import Figure, Quote, Statement, find_figures, find_quote, find_statements, find_subjects


def named_card(reader: Reader, entities: Iterable[str]) -> Card:
    """An article's entities by kind; its reader holds no other article."""
    found = sorted(names(reader, entities).values(), key=lambda n: (n.label.casefold(), n.iri))
    by_kind = {kind: [n.label for n in found if n.kind == kind] for kind in Kind}
    sections = (
        Section(
            title=f"{len(labels):,} {wording.kind(kind, len(labels))}",
            lines=(Line(parts=(Part(text=" · ".join(labels)),)),),
        )
        for kind, labels in by_kind.items()
        if labels
    )
    return Card(title="", kind="", sections=tuple(sections))


def told_card(reader: Reader, *, facts: int) -> Card:
    """An article's facts, figures and quotations with their sentences, each in the order of its text.

    Its reader holds no other article. `facts` is how many there are, should they be too many to show.
    """
    statements = sorted(find_statements(reader), key=_first)
    figures = sorted(find_figures(reader, _all(reader, "pg:Observation")), key=_first)
    found = [find_quote(reader, iri) for iri in _all(reader, "pg:Quotation")]
    quotes = sorted((q for q in found if q is not None), key=_first)
    lines = {
        "Fact": [statement_line(s) for s in statements],
        "Observation": [_figure(reader, f) for f in figures],
        "Quotation": [_quote(q) for q in quotes],
    }
    cut = f"{len(statements):,} of {facts:,} are shown, the surest." if len(statements) < facts else ""
    sections = [
        Section(
            title=f"{len(told):,} {wording.kind(kind, len(told))}",
            lines=tuple(map(_unled, told)),
            note=cut if kind == "Fact" else "",
        )
        for kind, told in lines.items()
        if told
    ]
    return Card(title="", kind="", sections=tuple(sections))


def central(reader: Reader) -> Named | None:
    """The entity of most facts; its reader holds no other article."""
    ends = [end for s in find_statements(reader) for end in (s.subject, s.object)]
    counts = Counter(end.iri for end in ends)
    return min(ends, key=lambda end: (-counts[end.iri], end.label, end.iri), default=None)


def _all(reader: Reader, kind: str) -> list[str]:
    return sorted(node(q.subject).value for q in reader.match(None, named("rdf:type"), named(kind), DefaultGraph()))


def _first(told: Statement | Figure | Quote) -> tuple[int, int]:
    """Where in the text something is first said."""
    return min(((p.start, p.end) for p in told.passages), default=(0, 0))


def _figure(reader: Reader, figure: Figure) -> Line:
    line = figure_line(figure)
    about = [subject.label for subject in find_subjects(reader, figure.iri)]
    return replace(line, parts=(*line.parts, Part(text=f" · {wording.listed(about)}"))) if about else line


def _quote(quote: Quote) -> Line:
    speaker = f" · {quote.speaker.label}" if quote.speaker else ""
    return Line(parts=(Part(text=f"“{quote.text}”{speaker}"),), passages=quote.passages)


def _unled(line: Line) -> Line:
    """A line whose words and sentences lead nowhere, since no store holds them yet."""
    return replace(
        line,
        parts=tuple(replace(part, to="") for part in line.parts),
        passages=tuple(replace(passage, document="") for passage in line.passages),
    )
