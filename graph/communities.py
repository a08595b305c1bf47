"""What holds a view together: who is in the middle of it, and which entities belong to one group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import networkx as nx

from graph import wording
from graph.network import Node, View

LEAST = 3  # entities of a group; fewer are a pair or alone
_SEED = 7
_NAMED = 2  # entities that a group is named by
_KEPT = 64  # views whose answers are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entities more closely linked with each other than with the rest, the best linked first."""

    members: tuple[Node, ...]

    @property
    def name(self) -> str:
        """By its best linked entities."""
        return wording.listed([node.label for node in self.members[:_NAMED]])


@lru_cache(_KEPT)
def groups(view: View) -> tuple[Group, ...]:
    """The groups of a view, the largest first: Louvain's communities of at least three, the same each time.

    A relation that more facts state binds more. A view that is one group has none.
    """
    graph = _linked(view)
    found = nx.community.louvain_communities(graph, weight="facts", seed=_SEED)
    if len(found) < 2:
        return ()
    nodes = {node.iri: node for node in view.nodes}
    told = []
    for members in found:
        inside = dict(graph.subgraph(members).degree(weight="facts"))
        ordered = sorted(members, key=lambda iri: (-inside[iri], nodes[iri].label, iri))
        told.append(Group(members=tuple(nodes[iri] for iri in ordered)))
    return tuple(sorted((g for g in told if len(g.members) >= LEAST), key=lambda g: (-len(g.members), g.name)))


@lru_cache(_KEPT)
def go_between(view: View, most: int = 3) -> tuple[tuple[Node, float], ...]:
    """Those that most shortest ways between others go through, each with its share of the ways."""
    return _best(view, nx.betweenness_centrality(nx.Graph(view.graph())), most)


@lru_cache(_KEPT)
def best_linked(view: View, most: int = 3) -> tuple[tuple[Node, float], ...]:
    """Those that are linked to most others of the view, each with how many."""
    return _best(view, dict(nx.Graph(view.graph()).degree()), most)


def middle(view: View, start: str) -> list[str]:
    """Sentences that say who is in the middle of a view, beside the entity that it began with; [] for a small one."""
    if len(view.nodes) < LEAST + 1:
        return []
    linked = [(n, v) for n, v in best_linked(view, 4) if n.iri != start and v > 1][:3]
    through = [(n, v) for n, v in go_between(view, 4) if n.iri != start][:3]
    told = []
    if linked:
        told.append(f"Linked to most others here: {wording.listed([f'{n.label} ({v:.0f})' for n, v in linked])}.")
    if through:
        shares = [f"{n.label} ({_percent(v)})" for n, v in through]
        told.append(f"Go-betweens, with their share of the shortest ways between others: {wording.listed(shares)}.")
    return told


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 else "under 1%"


def _best(view: View, values: dict[str, float], most: int) -> tuple[tuple[Node, float], ...]:
    found = sorted((n for n in view.nodes if values[n.iri] > 0), key=lambda n: (-values[n.iri], n.iri))
    return tuple((node, float(values[node.iri])) for node in found[:most])


def _linked(view: View) -> nx.Graph[str]:
    """A view as one weight for each pair, in the order of names: what is found depends on that."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(node.iri for node in view.nodes))
    for edge in sorted(view.edges, key=lambda e: (e.source, e.predicate, e.target)):
        before = graph.get_edge_data(edge.source, edge.target, {"facts": 0})["facts"]
        graph.add_edge(edge.source, edge.target, facts=before + max(edge.facts, 1))
    return graph
