"""A store held against its promises: what of it is not as it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from tempfile import TemporaryDirectory

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph.derive import fill
from graph.prefixes import named, node, text
from graph.queries import rows
from graph.reader import Reader, Term
from graph.validate import problems_of

_SHOWN = 3  # quads too many or too few that are told
_Pattern = tuple[NamedNode | None, NamedNode | None, Term | None, NamedNode | DefaultGraph | None]
_ORDERS: dict[str, Callable[[Quad], _Pattern]] = {
    "subject": lambda q: (node(q.subject), None, None, None),
    "property": lambda q: (None, q.predicate, None, None),
    "object": lambda q: (None, None, q.object, None),
    "graph": lambda q: (None, None, None, _graph(q)),
    "graph and property": lambda q: (None, q.predicate, None, _graph(q)),
    "graph and object": lambda q: (None, None, q.object, _graph(q)),
}


def problems_with(reader: Reader, document: str) -> list[str]:
    """What is wrong with a stored document: its evidence, and its shape."""
    return [*_misplaced(reader, document), *problems_of(reader, document)]


def _misplaced(reader: Reader, document: str) -> Iterator[str]:
    """The evidence of a document that is not the stored text at its position."""
    graph = NamedNode(document)
    whole = next((text(q.object) for q in reader.match(graph, named("schema:text"), None, graph)), "")
    for row in rows(reader, "proofs", {"document": graph}):
        if not row["words"]:
            yield f"the evidence {row['node']} is missing: it has no position and words."
        elif (there := whole[int(row["start"]) : int(row["end"])]) != row["words"]:
            yield f"the evidence {row['node']} says {row['words'][:60]!r}, and the text there {there[:60]!r}."


def damaged(reader: Reader) -> Iterator[str]:
    """Where the store's files can't be read: the engine keeps quads in several orders, and each is gone through."""
    whole = sum(1 for _ in reader.match(None, None, None, None))
    for name, key in _ORDERS.items():
        try:
            patterns = {key(q) for q in reader.match(None, None, None, None)}
            count = sum(1 for pattern in patterns for _ in reader.match(*pattern))
        except RuntimeError as error:
            yield f"a file is damaged, where quads are looked up by {name}: {error}."
            continue
        if count != whole:
            yield f"by {name}, {count:,} quads are found of {whole:,}."


def out_of_step(reader: Reader) -> list[str]:
    """Where the default graph, gazetteer, inference and identity are not what the documents make of them.

    All is made anew in a temporary store, which takes as much of the disk as the store itself.
    """
    with TemporaryDirectory(prefix="policygraph-") as place:
        anew = ox.Store(place)
        for document in reader.documents():
            anew.bulk_extend(reader.statements(NamedNode(document.document)))
        fill(anew)
        missing = (q for q in anew if next(reader.match(q.subject, q.predicate, q.object, q.graph_name), None) is None)
        surplus = (q for q in reader.match(None, None, None, None) if q not in anew)
        return [*_told("lacks", missing), *_told("should not hold", surplus)]


def _told(what: str, quads: Iterable[Quad]) -> Iterator[str]:
    """The first of some quads, one a phrase, and that there are more."""
    for number, quad in enumerate(islice(quads, _SHOWN + 1)):
        if number == _SHOWN:
            yield f"and more that it {what}."
            return
        where = "the default graph" if quad.graph_name == DefaultGraph() else f"the graph {quad.graph_name}"
        yield f"{where} {what} {quad.triple}."


def _graph(quad: Quad) -> NamedNode | DefaultGraph:
    graph = quad.graph_name
    return graph if isinstance(graph, DefaultGraph) else node(graph)
