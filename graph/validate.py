"""Graphs held against the SHACL shapes of the ontology."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import Graph, URIRef
from rdflib import Literal as PlainLiteral
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from graph.prefixes import named, node, text
from graph.reader import Reader
from ontology.iri import GAZETTEER_GRAPH

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_turn = threading.Lock()  # pySHACL changes rdflib's settings while it works


def problems(quads: Iterable[Quad]) -> tuple[str, ...]:
    """What breaks the shapes in some quads, taken as one graph: a phrase each, sorted."""
    graph = Graph()
    graph += _classes()
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    with _turn:
        conforms, report, _ = pyshacl.validate(graph, shacl_graph=_shapes())
    if conforms or not isinstance(report, Graph):
        return ()
    return tuple(sorted({_phrase(report, x) for x in report.subjects(RDF.type, SH.ValidationResult)}))


def problems_of(reader: Reader, document: str) -> tuple[str, ...]:
    """What breaks the shapes in a stored document's graph, its places' gazetteer rows with it."""
    graph = set(reader.statements(NamedNode(document)))
    todo = [node(q.subject) for q in graph if q.predicate == named("pg:code")]
    while todo:
        rows = set(reader.match(todo.pop(), None, None, NamedNode(GAZETTEER_GRAPH))) - graph
        graph |= rows
        todo += [node(q.object) for q in rows if q.predicate == named("pg:locatedIn")]
    return problems(graph)


@cache
def _shapes() -> Graph:
    """The ontology's shapes, those of properties on their own.

    pySHACL checks a shape that has targets on all of them at once, but one that hangs on another shape anew for
    each node. So every property's shape gets the targets of the shape that it hangs on, which asks the same.
    """
    turtle = files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8")
    graph = Graph().parse(data=turtle, format="turtle")
    for whole, part in list(graph.subject_objects(SH.property)):
        targets = [(p, o) for p in _TARGETS for o in graph.objects(whole, p)]
        if targets:  # a shape without is reached from another one, and its parts with it
            graph.remove((whole, SH.property, part))
            for predicate, target in targets:
                graph.add((part, predicate, target))
    return graph


@cache
def _classes() -> Graph:
    """The class hierarchy, for shapes that speak of a superclass."""
    turtle = files("ontology").joinpath("policygraph.ttl").read_text(encoding="utf-8")
    whole = Graph().parse(data=turtle, format="turtle")
    found = Graph()
    for kind, above in whole.subject_objects(RDFS.subClassOf):
        if isinstance(above, URIRef):
            found.add((kind, RDFS.subClassOf, above))
    return found


@lru_cache(maxsize=10_000)
def _term(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    if isinstance(term, Literal):
        kind = None if term.language else URIRef(term.datatype.value)
        if kind is not None and kind.endswith("XMLSchema#string"):
            kind = None
        return PlainLiteral(term.value, lang=term.language, datatype=kind)
    return URIRef(text(term))


def _phrase(report: Graph, result: Node) -> str:
    focus = report.value(result, SH.focusNode)
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    message = str(report.value(result, SH.resultMessage) or "breaks a shape").rstrip(".")
    where = f" {_short(path)}" if isinstance(path, URIRef) else ""
    what = f" (it is {_short(value)})" if value is not None else ""
    return f"{_short(focus)}{where}: {message}{what}"


def _short(term: object) -> str:
    """An IRI's last parts, or a literal cut to a line."""
    words = str(term)
    if isinstance(term, URIRef):
        return words.rpartition("/resource/")[2].rpartition("#")[2]
    return words if len(words) <= 60 else f"{words[:59]}…"
