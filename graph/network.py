"""Entities among their neighbours, as networkx graphs: what is nearest, what connects two of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import networkx as nx

from graph.queries import links, local, names, rows
from graph.reader import Reader
from graph.remembered import remembered

MOST = 40
STEP = 12
RANKING = "by how many facts link them"
_REACH = 4000  # entities that a search for a path looks at
_AT_ONCE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity on the canvas. `links` counts all its facts, `shown` the neighbours drawn, of `neighbours`."""

    iri: str
    label: str
    kind: str
    links: int
    neighbours: int = 0
    shown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A relation on the canvas. `facts` counts who states it; 0 is the gazetteer alone."""

    source: str
    predicate: str
    target: str
    facts: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a canvas shows: some entities, the relations between them, and how much is left out.

    `total` counts the neighbours that the opened entities have, `shown` those that are drawn.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    shown: int
    total: int

    def graph(self) -> nx.MultiDiGraph[str]:
        """The view as networkx has it."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in self.nodes:
            graph.add_node(node.iri, label=node.label, kind=node.kind)
        for edge in self.edges:
            graph.add_edge(edge.source, edge.target, key=edge.predicate, facts=edge.facts)
        return graph


def neighbourhood(
    reader: Reader, start: str, *, opened: Iterable[str] = (), most: int = MOST, step: int = STEP
) -> View:
    """An entity and its best linked neighbours, and those of further opened entities, a step of them each.

    What was shown before stays: opening only adds, and opening again adds a step more.
    """
    near = {start: _neighbours(reader, start)}
    shown = dict.fromkeys([start, *near[start][:most]])
    for entity in opened:
        if entity in shown:
            if entity not in near:
                near[entity] = _neighbours(reader, entity)
            hidden = [n for n in near[entity] if n not in shown]
            shown.update(dict.fromkeys(hidden[:step]))
    found = {n for of in near.values() for n in of}
    return _view(reader, list(shown), near, total=len(found - {start}), opened=near.keys())


def among(reader: Reader, entities: Iterable[str]) -> View:
    """Some entities and the relations between them alone."""
    shown = list(entities)
    return _view(reader, shown, {}, total=len(shown), opened=())


@remembered
def _neighbours(reader: Reader, entity: str) -> list[str]:
    """What an entity is linked to: by the most facts first, then the best linked."""
    found = rows(reader, "neighbours", lists={"entity": [entity]})
    degrees = links(reader, (row["other"] for row in found))
    best = {row["other"]: (-int(row["facts"]), -degrees[row["other"]]) for row in found}
    return sorted(best, key=lambda iri: (best[iri], iri))


def _view(
    reader: Reader,
    shown: list[str],
    near: dict[str, list[str]],
    *,
    total: int,
    opened: Iterable[str],
) -> View:
    called = names(reader, shown)
    degrees = links(reader, shown)
    edges = between(reader, called)
    drawn: dict[str, set[str]] = {iri: set() for iri in called}
    for edge in edges:
        drawn[edge.source].add(edge.target)
        drawn[edge.target].add(edge.source)
    nodes = tuple(
        Node(
            iri=iri,
            label=called[iri].label,
            kind=called[iri].kind,
            links=degrees[iri],
            neighbours=len(near.get(iri, ())),
            shown=len(drawn[iri]),
        )
        for iri in shown
        if iri in called
    )
    around = {n for entity in opened for n in near[entity]}
    return View(nodes=nodes, edges=edges, shown=len(around & called.keys() - {shown[0]}), total=total)


def between(reader: Reader, entities: Iterable[str]) -> tuple[Edge, ...]:
    """The relations between some entities, as articles state them or else the gazetteer."""
    wanted = sorted(entities)
    edges = {
        (row["subject"], row["predicate"], row["object"]): Edge(
            source=row["subject"],
            predicate=local(row["predicate"]),
            target=row["object"],
            facts=int(row["facts"]),
            confidence=float(row["sure"]),
        )
        for row in rows(reader, "between", lists={"entities": wanted})
    }
    told = {(edge.source, edge.target) for edge in edges.values() if edge.predicate == "locatedIn"}
    for row in rows(reader, "placed", lists={"entities": wanted}):
        pair = (row["subject"], row["object"])
        if pair not in told:
            key = (pair[0], "locatedIn", pair[1])
            edges[key] = Edge(source=pair[0], predicate="locatedIn", target=pair[1], facts=0)
    return tuple(edges[key] for key in sorted(edges))


def paths(reader: Reader, start: str, end: str, *, most: int = 3, longest: int = 6) -> list[list[str]]:
    """The shortest ways from one entity to another over facts, the shortest first; [] if there is none.

    The graph is read outward from both ends, and no further than it takes.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((start, end))
    edge_of = {start: {start}, end: {end}}
    for _ in range(longest):
        if nx.has_path(graph, start, end) or len(graph) > _REACH:
            break
        side = min(edge_of, key=lambda s: (len(edge_of[s]), s != start))
        edge_of[side] = _reach(reader, graph, edge_of[side])
        if not edge_of[side]:
            break
    if not nx.has_path(graph, start, end):
        return []
    ways = islice(nx.shortest_simple_paths(graph, start, end), most)
    return [way for way in ways if len(way) <= longest + 1]


def _reach(reader: Reader, graph: nx.Graph[str], ends: set[str]) -> set[str]:
    """Add the neighbours of some entities to a graph; give those that are new."""
    known = set(graph)
    ordered = sorted(ends)
    for at in range(0, len(ordered), _AT_ONCE):
        some = ordered[at : at + _AT_ONCE]
        for row in rows(reader, "adjacent", lists={"entities": some}):
            graph.add_edge(row["entity"], row["other"])
    return set(graph) - known
