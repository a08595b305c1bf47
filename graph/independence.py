"""How many sources some articles are: those that tell the same, with small changes, are one."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
from pyoxigraph import NamedNode

from graph.queries import Row, rows
from graph.reader import Reader


def independent(reader: Reader, documents: Iterable[str]) -> int:
    """How many sources some articles are."""
    wanted = sorted(set(documents))
    return len(wanted) - _copies(rows(reader, "copies", lists={"documents": wanted}) if wanted else [], wanted)


def independent_naming(reader: Reader, entity: str, articles: int) -> int:
    """How many sources the articles are, of so many, that name an entity."""
    found = rows(reader, "copies_naming", {"entity": NamedNode(entity)}) if articles > 1 else []
    return articles - _copies(found)


def _copies(found: Iterable[Row], wanted: Iterable[str] = ()) -> int:
    """How many articles only tell again what another does, of the wanted ones if some are given."""
    among = set(wanted)
    pairs = ((row["document"], row["other"]) for row in found)
    graph: nx.Graph[str] = nx.Graph(pair for pair in pairs if not among or among >= set(pair))
    return len(graph) - nx.number_connected_components(graph)
