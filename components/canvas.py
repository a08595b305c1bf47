"""The graph canvas: entities as marks, relations as lines, drawn as SVG by a part of our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from textwrap import wrap
from typing import Any

import streamlit as st

from components.kinds import looks
from components.parts import part
from graph import wording
from graph.layout import Spot
from graph.network import Edge, Node, View
from graph.queries import short
from graph.shown import beside, captions

_HEIGHT = 560  # pixels
_LINE, _WIDEST = 20, 32  # letters of a label's line
_EVENTS = ("select", "expand", "move", "kind")
_mount = part(
    "canvas",
    """
<div class="part canvas">
  <div class="frame">
  <svg class="plane" role="group" aria-label="The graph. Arrow keys go from entity to entity, Page Down and Page Up
    through the relations of one, Enter opens, Shift and Enter shows more neighbours, Shift and an arrow
    moves it."></svg>
  <div class="tools" role="group" aria-label="View">
    <button type="button" name="in" aria-label="Zoom in" title="Zoom in">+</button>
    <button type="button" name="out" aria-label="Zoom out" title="Zoom out">&minus;</button>
    <button type="button" name="fit" aria-label="Fit to window" title="Fit to window">&#10530;</button>
  </div>
  <p class="crowd muted" aria-hidden="true"></p>
  </div>
  <ul class="legend" aria-label="Kinds; press to hide or show"></ul>
  <p role="status"></p>
</div>
""",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What somebody did on a canvas: `name` is 'select', 'expand', 'move' or 'kind'.

    `id` is the node or edge ('' for none); for 'kind' the family that is to be hidden or shown.
    """

    name: str
    id: str
    spot: Spot = (0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What a canvas shows beside its view: which entity all began with, kinds with their numbers, those hidden, groups.

    Without `kinds` the canvas counts for itself, and hides by itself.
    """

    start: str = ""
    kinds: Mapping[str, int] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    groups: Sequence[Sequence[str]] = ()


def canvas(
    view: View,
    spots: Mapping[str, Spot],
    *,
    selected: str,
    key: str,
    extras: Extras,
    then: Callable[[Event], None],
) -> None:
    """Draw a view, each node at its spot; `then` is called with what is done on it, before anything is drawn anew.

    `selected` is the id of a node or edge.
    """
    labels = {node.iri: node.label for node in view.nodes}
    called = captions(view)
    data = {
        "id": key,
        "height": _HEIGHT,
        "start": short(extras.start),
        "selected": selected,
        "picks": st.session_state.get(_picks(key), 0),
        "nodes": [_node(n, called[n.iri], spots[n.iri], pinned=n.iri in extras.pinned) for n in view.nodes],
        "edges": [_edge(edge, labels) for edge in view.edges],
        "kinds": [[family, count, family in extras.without] for family, count in extras.kinds.items()],
        "groups": [[short(iri) for iri in group] for group in extras.groups],
        "looks": looks(),
    }
    _mount(key=key, data=data, **{f"on_{name}_change": partial(_heard, key, name, then) for name in _EVENTS})


def done_on(key: str, name: str) -> Event | None:
    """What of a kind was done on the canvas of a key, if anything was."""
    event = (st.session_state.get(key) or {}).get(name)
    if not event:
        return None
    return Event(name=name, id=str(event["id"]), spot=(float(event.get("x", 0)), float(event.get("y", 0))))


def _heard(key: str, name: str, then: Callable[[Event], None]) -> None:
    event = done_on(key, name)
    if event and name == "select":
        picked_on(key)
    if event:
        then(event)


def picked_on(key: str) -> None:
    """Count a pick on the canvas of a key, which shows it by itself: by the count it knows what is told afterwards."""
    st.session_state[_picks(key)] = st.session_state.get(_picks(key), 0) + 1


def _picks(key: str) -> str:
    return f"{key}-picks"


def edge_id(edge: Edge) -> str:
    """An edge as addresses name it: its ends and its property."""
    return "|".join((short(edge.source), edge.predicate, short(edge.target)))


def _node(node: Node, caption: str, spot: Spot, *, pinned: bool) -> dict[str, Any]:
    kind = wording.kind(node.kind)
    more = f", {node.more} more linked to it and not drawn" if node.more else ""
    return {
        "id": short(node.iri),
        "name": f"{node.label}: {kind}, {node.links} {wording.kind('Fact', node.links)}{more}",
        "lines": _lines(caption),
        "family": wording.family(node.kind),
        "x": spot[0],
        "y": spot[1],
        "links": node.links,
        "more": node.more,
        "pinned": pinned,
    }


def _edge(edge: Edge, labels: Mapping[str, str]) -> dict[str, Any]:
    verb = wording.verb(edge.predicate)
    return {
        "id": edge_id(edge),
        "name": f"{labels[edge.source]} {verb} {beside(edge, labels)}",
        "verb": verb,
        "source": short(edge.source),
        "target": short(edge.target),
        "inferred": edge.facts == 0,
    }


def _lines(label: str) -> list[str]:
    """A label in lines: one if it is short, else two or three of about the same length; a very long one is cut."""
    width = min(max(_LINE, ceil(len(label) / 3) + 3), _WIDEST)
    return wrap(label, width, max_lines=3, placeholder=" …") or [label[:width]]
