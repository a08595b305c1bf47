"""Shapes that are checked apart from those that they hang on ask what the ontology's own do."""

from __future__ import annotations

from importlib.resources import files

import pytest
from gold_reading import gold_reading, names
from pyoxigraph import Literal, Quad
from rdflib import Graph

from graph import validate
from graph.rdf import gazetteer_quads, mentioned_codes, quads


def _found(graph: list[Quad]) -> tuple[str, ...]:
    return validate.problems([*graph, *gazetteer_quads(mentioned_codes(graph))])


def test_parts_of_shapes_find_what_the_shapes_as_written_find(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = quads(gold_reading(names()[0]))
    broken = {
        "a value of another kind": [
            q if number % 9 else Quad(q.subject, q.predicate, Literal("odd"), q.graph_name)
            for number, q in enumerate(graph)
        ],
        "two values": graph + [Quad(q.subject, q.predicate, Literal("odd"), q.graph_name) for q in graph[::25]],
        "values that are lost": [q for number, q in enumerate(graph) if number % 20],
    }
    by_parts = {what: _found(quads) for what, quads in broken.items()}
    written = Graph().parse(data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle")
    monkeypatch.setattr(validate, "_shapes", lambda: written)
    assert by_parts == {what: _found(quads) for what, quads in broken.items()}
    assert all(by_parts.values())
