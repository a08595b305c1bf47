"""What is on the screen as Turtle: the facts shown, each with its evidence, and what names their ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from graph.network import View
from graph.prefixes import named
from graph.queries import local, rows, triples
from graph.reader import Reader
from graph.selection import Selection
from graph.told import Figure, Known, Quote, Statement
from graph.turtle import turtle

Pairs = Iterable[tuple[str, str]]


def of_view(reader: Reader, view: View) -> str:
    """The relations that a canvas shows."""
    entities = [node.iri for node in view.nodes]
    drawn = {(edge.source, edge.predicate, edge.target) for edge in view.edges}
    stated = [
        row
        for row in rows(reader, "stated", lists={"entities": entities})
        if (row["subject"], local(row["predicate"]), row["object"]) in drawn
    ]
    placed = [(edge.source, edge.target) for edge in view.edges if not edge.facts]
    return excerpt(reader, (row[name] for row in stated for name in ("fact", "amount")), entities, placed)


def of_known(reader: Reader, known: Known) -> str:
    """All that an entity's page tells."""
    above = [known.entity.iri, *(place.iri for place in known.above)]
    return excerpt(reader, _nodes(known.statements, known.figures, known.quotes), above)


def of_selection(reader: Reader, chosen: Selection) -> str:
    """Some chosen facts."""
    placed = [(inner.iri, outer.iri) for inner, outer in chosen.placed]
    ends = {iri for pair in placed for iri in pair}
    return excerpt(reader, _nodes(chosen.statements, chosen.figures, chosen.quotes), ends, placed)


def excerpt(reader: Reader, nodes: Iterable[str], entities: Iterable[str], placed: Pairs = ()) -> str:
    """Facts, figures and quotations by their IRIs, some entities, and pairs of places, the one in the other."""
    lists = {"nodes": sorted(set(nodes) - {""}), "entities": sorted(set(entities))}
    lying = [Triple(NamedNode(a), named("pg:locatedIn"), NamedNode(b)) for a, b in placed]
    return turtle([*triples(reader, "excerpt", lists=lists), *lying])


def _nodes(statements: Iterable[Statement], figures: Iterable[Figure], quotes: Iterable[Quote]) -> Iterator[str]:
    for statement in statements:
        yield from statement.facts
        if statement.amount:
            yield statement.amount.iri
    for figure in figures:
        yield from (figure.iri, *figure.also)
    yield from (quote.iri for quote in quotes)
