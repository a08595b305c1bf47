"""What of a view is shown: filters that hide and never move, and the same relations as a table and as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import networkx as nx

from graph import wording
from graph.network import Edge, View
from graph.queries import short


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a view must meet to be drawn: its relations among `predicates` (any, if empty), each at least so sure.

    `hidden` are the entities that somebody took away.
    """

    predicates: frozenset[str] = frozenset()
    least: float = 0.0
    hidden: frozenset[str] = frozenset()

    def holds(self, edge: Edge) -> bool:
        """Whether a relation meets it. What the gazetteer gives is sure."""
        return (
            (not self.predicates or edge.predicate in self.predicates)
            and edge.confidence >= self.least
            and not {edge.source, edge.target} & self.hidden
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation of a view in words: a row of its table. `pick` names it in addresses and among chosen facts."""

    pick: str
    subject: str
    verb: str
    object: str
    facts: int
    sure: str


def relations_in(view: View) -> dict[str, int]:
    """The properties of a view's relations with how many there are, the most frequent first."""
    found: dict[str, int] = {}
    for edge in view.edges:
        found[edge.predicate] = found.get(edge.predicate, 0) + 1
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def filtered(view: View, wanted: Filter, *, keep: Collection[str]) -> View:
    """A view without what a filter hides; an entity that is left without any relation goes, those of `keep` stay."""
    edges = tuple(edge for edge in view.edges if wanted.holds(edge))
    linked, linked_before = _ends(edges), _ends(view.edges)
    lost = (linked_before - linked) | wanted.hidden
    nodes = tuple(node for node in view.nodes if node.iri in keep or node.iri not in lost)
    return replace(view, nodes=nodes, edges=edges)


def _ends(edges: Iterable[Edge]) -> set[str]:
    return {end for edge in edges for end in (edge.source, edge.target)}


def table(view: View) -> list[Relation]:
    """A view's relations in words, in the order of their names."""
    labels = {node.iri: node.label for node in view.nodes}
    found = [
        Relation(
            pick="|".join((short(edge.source), edge.predicate, short(edge.target))),
            subject=labels[edge.source],
            verb=wording.verb(edge.predicate),
            object=labels[edge.target],
            facts=edge.facts,
            sure=wording.sure(edge.confidence) if edge.facts else "official list",
        )
        for edge in view.edges
    ]
    return sorted(found, key=lambda r: (r.subject, r.verb, r.object))


def as_csv(view: View) -> str:
    """A view's relations as a CSV file with a header."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["subject", "relation", "object", "facts", "how sure"])
    writer.writerows([r.subject, r.verb, r.object, r.facts, r.sure] for r in table(view))
    return file.getvalue()


def as_graphml(view: View) -> str:
    """A view as GraphML, as Gephi and yEd read it."""
    return "\n".join(nx.generate_graphml(view.graph()))


def central(view: View, most: int = 5) -> list[str]:
    """The entities of a view that most shortest ways between others go through, the most first."""
    graph: nx.Graph[str] = nx.Graph(view.graph())
    between = nx.betweenness_centrality(graph)
    found = sorted((iri for iri, share in between.items() if share > 0), key=lambda iri: (-between[iri], iri))
    return found[:most]
