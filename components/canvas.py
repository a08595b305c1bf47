"""The graph canvas: entities as marks, relations as lines, drawn as SVG by a part of our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from textwrap import wrap
from typing import Any

from components.kinds import looks
from components.parts import noted, part
from graph import wording
from graph.layout import Spot
from graph.network import Edge, Node, View
from graph.queries import short

_LINE = 20  # letters of a label's line, at least
_mount = part(
    "canvas",
    """
<div class="part canvas">
  <svg class="plane" role="group" aria-label="The graph. Arrow keys go from entity to entity, Page Down and Page Up
    through the relations of one, Enter opens, Shift and Enter shows more neighbours."></svg>
  <div class="tools" role="group" aria-label="View">
    <button type="button" name="in" aria-label="Zoom in" title="Zoom in">+</button>
    <button type="button" name="out" aria-label="Zoom out" title="Zoom out">&minus;</button>
    <button type="button" name="fit" aria-label="Fit to window" title="Fit to window">&#10530;</button>
  </div>
  <ul class="legend" aria-label="Kinds; press to hide or show"></ul>
  <p role="status"></p>
</div>
""",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What somebody did on a canvas: `name` is 'select', 'expand' or 'move', `id` the node or edge ('' for none)."""

    name: str
    id: str
    spot: Spot = (0.0, 0.0)


def canvas(view: View, spots: Mapping[str, Spot], *, start: str, selected: str, key: str, height: int = 560) -> Event:
    """Draw a view, each node at its spot; give what was done on it. Its `name` is '' where nothing was.

    `start` is the IRI of the node that all began with; `selected` the id of a node or edge.
    """
    labels = {node.iri: node.label for node in view.nodes}
    drawn = {node.iri: 0 for node in view.nodes}
    for edge in view.edges:
        for end in (edge.source, edge.target):
            drawn[end] += edge.facts
    data = {
        "id": key,
        "height": height,
        "start": short(start),
        "selected": selected,
        "nodes": [_node(node, spots[node.iri], node.links - drawn[node.iri]) for node in view.nodes],
        "edges": [_edge(edge, labels) for edge in view.edges],
        "looks": looks(),
    }
    listeners = {f"on_{name}_change": noted for name in ("select", "expand", "move")}
    told = _mount(key=key, data=data, **listeners)
    for name in ("select", "expand", "move"):
        event = told[name]
        if event:
            return Event(name=name, id=str(event["id"]), spot=(float(event.get("x", 0)), float(event.get("y", 0))))
    return Event(name="", id="")


def edge_id(edge: Edge) -> str:
    """An edge as addresses name it: its ends and its property."""
    return "|".join((short(edge.source), edge.predicate, short(edge.target)))


def _node(node: Node, spot: Spot, hidden: int) -> dict[str, Any]:
    family = wording.family(node.kind)
    kind = wording.kind(node.kind)
    more = f", {hidden} more not drawn" if hidden > 0 else ""
    return {
        "id": short(node.iri),
        "name": f"{node.label}: {kind}, {node.links} {wording.kind('Fact', node.links)}{more}",
        "lines": _lines(node.label),
        "family": family,
        "x": spot[0],
        "y": spot[1],
        "links": node.links,
        "more": max(hidden, 0),
    }


def _edge(edge: Edge, labels: Mapping[str, str]) -> dict[str, Any]:
    verb = wording.verb(edge.predicate)
    return {
        "id": edge_id(edge),
        "name": f"{labels[edge.source]} {verb} {labels[edge.target]}",
        "verb": verb,
        "source": short(edge.source),
        "target": short(edge.target),
        "inferred": edge.facts == 0,
    }


def _lines(label: str) -> list[str]:
    """A label in lines: one if it is short, else two or three of about the same length."""
    return wrap(label, max(_LINE, ceil(len(label) / 3) + 3)) or [label]
