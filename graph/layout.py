"""Where to draw nodes: each connected part of a graph for itself, packed in rows; what stands never moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import cos, hypot, pi, sin, sqrt

import networkx as nx

Spot = tuple[float, float]
Box = tuple[float, float, float, float]

_STEP = 78.0  # pixels between neighbours, about
_WIDE = 1.35  # screens are wider than high
_GAP = 110.0  # between parts
_ROW = 1100.0  # how wide a row of parts may get, at least
_SHARES = (
    1.0,
    1.2,
    1.4,
    1.6,
    1.8,
    2.1,
    2.4,
    2.8,
    3.2,
)  # of all parts' area, whose root rows are tried to be as wide as
_MANY = 400  # nodes from which on fewer rounds must do
_ANGLES, _NEAREST, _RING = 12, 1.3, 0.8  # where a new node may stand around its anchor, in steps
_RINGS, _FARTHEST = 2, 60  # rings that are looked at together, and at most
_ROOM_X, _ROOM_Y = 104.0, 52.0  # that a mark and its label need
_PASSES = 60


def positions(graph: nx.Graph[str], *, seed: int = 7) -> dict[str, Spot]:
    """A place for every node. The same graph gets the same places."""
    ordered = sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c)))
    parts = [_part(graph, sorted(part), seed) for part in ordered]
    boxes = [_box(spots.values()) for spots in parts]
    area = sum((right - left + _GAP) * (bottom - top + _GAP) for left, top, right, bottom in boxes)
    rows = (max(_ROW, sqrt(area * share)) for share in _SHARES)
    return _rounded(min((_packed(parts, row) for row in rows), key=_reach, default={}))


def _packed(parts: Iterable[Mapping[str, Spot]], row: float) -> dict[str, Spot]:
    """The parts beside and under each other, in rows of a width."""
    placed: dict[str, Spot] = {}
    x = y = height = 0.0
    for spots in parts:
        left, top, right, bottom = _box(spots.values())
        if x and x + right - left > row:
            x, y, height = 0.0, y + height + _GAP, 0.0
        placed.update({n: (a - left + x, b - top + y) for n, (a, b) in spots.items()})
        x += right - left + _GAP
        height = max(height, bottom - top)
    return placed


def _reach(placed: Mapping[str, Spot]) -> float:
    """How far a screen has to stand back to show all."""
    if not placed:
        return 0.0
    left, top, right, bottom = _box(placed.values())
    return max((right - left) / _WIDE, bottom - top)


def extended(graph: nx.Graph[str], placed: Mapping[str, Spot], *, origin: str = "") -> dict[str, Spot]:
    """Places for the nodes that have none yet, near their neighbours; the others stay where they are."""
    spots = {n: placed[n] for n in graph if n in placed}
    new = sorted(n for n in graph if n not in spots)
    while new:
        node = next((n for n in new if not spots.keys().isdisjoint(graph.neighbors(n))), new[0])
        new.remove(node)
        near = sorted(n for n in graph.neighbors(node) if n in spots)
        anchor = spots[origin if origin in near else near[0]] if near else _below(spots)
        spots |= _rounded({node: _freest(anchor, list(spots.values()))})
    return spots


def _part(graph: nx.Graph[str], part: list[str], seed: int) -> dict[str, Spot]:
    """One connected part around (0, 0), in pixels."""
    size = len(part)
    if size == 1:
        return {part[0]: (0.0, 0.0)}
    ordered: nx.Graph[str] = nx.Graph()  # so that places depend on names alone
    ordered.add_nodes_from(part)
    ordered.add_edges_from(sorted((min(e), max(e)) for e in graph.subgraph(part).edges()))
    found = nx.spring_layout(
        ordered, seed=seed, method="force", k=1.6 / sqrt(size), iterations=100 if size > _MANY else 200
    )
    scale = _STEP * sqrt(size)
    return _apart({n: (float(x) * scale * _WIDE, float(y) * scale) for n, (x, y) in found.items()})


def _apart(spots: dict[str, Spot]) -> dict[str, Spot]:
    """Push nodes from each other until their labels have room."""
    now = dict(spots)
    for _ in range(_PASSES if len(now) <= _MANY else 0):
        moved = False
        for a, b in combinations(now, 2):
            (ax, ay), (bx, by) = now[a], now[b]
            over_x, over_y = _ROOM_X - abs(ax - bx), _ROOM_Y - abs(ay - by)
            if over_x > 0 and over_y > 0:
                moved = True
                if over_x * _ROOM_Y < over_y * _ROOM_X:
                    push = (over_x / 2 + 0.5) * (1 if ax >= bx else -1)
                    now[a], now[b] = (ax + push, ay), (bx - push, by)
                else:
                    push = (over_y / 2 + 0.5) * (1 if ay >= by else -1)
                    now[a], now[b] = (ax, ay + push), (bx, by - push)
        if not moved:
            break
    return now


def _freest(anchor: Spot, taken: list[Spot]) -> Spot:
    """The place near an anchor that is farthest from all others; farther out where it is crowded."""

    def room(spot: Spot) -> float:
        return min(hypot(spot[0] - x, (spot[1] - y) * 2) for x, y in taken or [anchor])

    angles = [2 * pi * i / _ANGLES for i in range(_ANGLES)]
    best = anchor
    for first in range(0, _FARTHEST, _RINGS):
        rings = [_STEP * (_NEAREST + _RING * i) for i in range(first, first + _RINGS)]
        best = max(((anchor[0] + _WIDE * r * cos(a), anchor[1] + r * sin(a)) for r in rings for a in angles), key=room)
        if room(best) >= _ROOM_Y:
            break
    return best


def _below(spots: Mapping[str, Spot]) -> Spot:
    """A place under all others."""
    if not spots:
        return (0.0, 0.0)
    left, _, _, bottom = _box(spots.values())
    return (left, bottom + _GAP)


def _box(spots: Iterable[Spot]) -> Box:
    found = list(spots)
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return min(xs), min(ys), max(xs), max(ys)


def _rounded(spots: Mapping[str, Spot]) -> dict[str, Spot]:
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in spots.items()}
