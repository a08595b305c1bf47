"""A SPARQL update that takes some quads out of a store and puts others in: the engine does it wholly or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, NamedNode, Quad


def update(removed: Iterable[Quad], added: Iterable[Quad], emptied: Iterable[NamedNode] = ()) -> str:
    """The update that removes and adds quads, and forgets the graphs of which nothing stays."""
    gone, come = _data(removed), _data(added)
    steps = [f"DELETE DATA {{\n{gone}}}"] if gone else []
    steps += [f"DROP SILENT GRAPH {graph}" for graph in emptied]
    if come:
        steps.append(f"INSERT DATA {{\n{come}}}")
    return ";\n".join(steps)


def _data(quads: Iterable[Quad]) -> str:
    lines = []
    for quad in quads:
        triple = f"{quad.subject} {quad.predicate} {quad.object} ."
        inside = quad.graph_name == DefaultGraph()
        lines.append(f"{triple}\n" if inside else f"GRAPH {quad.graph_name} {{ {triple} }}\n")
    return "".join(sorted(lines))  # neighbours are written together, which is faster
