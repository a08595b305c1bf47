"""The graph as plain rows: one for each entity, one for each relation, for tools that draw."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode

from extract.records import Kind
from graph.naming import IDENTITY, SAME
from graph.prefixes import PREFIXES, named, node, text
from graph.reader import Reader
from ontology.iri import GAZETTEER_GRAPH, INFERRED_GRAPH

_KINDS = {kind.value for kind in Kind}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity: `kind` is its most special class, `documents` how many mention it."""

    id: str
    label: str
    kind: str
    code: str = ""
    latitude: str = ""
    longitude: str = ""
    program_type: str = ""
    documents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A relation that documents or the gazetteer state; `documents` is how many do."""

    source: str
    target: str
    property: str
    confidence: str = ""
    title: str = ""
    date: str = ""
    documents: int = 0


def nodes(reader: Reader) -> list[Node]:
    """Every entity, by kind, label and IRI."""
    kinds: dict[str, set[str]] = {}
    named_otherwise = {q.subject for q in reader.match(None, SAME, None, IDENTITY)}
    for quad in reader.match(None, named("rdf:type"), None, None):
        name = text(quad.object).removeprefix(PREFIXES["pg"])
        is_stated = quad.graph_name not in (DefaultGraph(), NamedNode(INFERRED_GRAPH))
        if name in _KINDS and is_stated and quad.subject not in named_otherwise:
            kinds.setdefault(text(quad.subject), set()).add(name)
    found = [_node(reader, iri, names) for iri, names in kinds.items()]
    return sorted(found, key=lambda n: (n.kind, n.label, n.id))


def _node(reader: Reader, iri: str, kinds: set[str]) -> Node:
    entity = NamedNode(iri)
    inferred = NamedNode(INFERRED_GRAPH)
    above = {
        text(q.object).removeprefix(PREFIXES["pg"]) for q in reader.match(entity, named("rdf:type"), None, inferred)
    }
    mentions = reader.match(None, named("schema:mentions"), entity, DefaultGraph())
    kind = min(kinds - above or kinds)
    return Node(
        id=iri,
        label=_value(reader, entity, "skos:prefLabel"),
        kind=kind,
        code=_value(reader, entity, "pg:code"),
        latitude=_value(reader, entity, "geo:lat"),
        longitude=_value(reader, entity, "geo:long"),
        program_type=_value(reader, entity, "pg:programType").removeprefix(PREFIXES["pgt"]),
        documents=sum(1 for _ in mentions),
    )


def edges(reader: Reader) -> list[Edge]:
    """Every relation that is stated, once for each property and pair of entities, sorted."""
    facts: dict[tuple[str, str, str], list[NamedNode]] = {}
    for quad in reader.match(None, named("rdf:type"), named("pg:Fact"), DefaultGraph()):
        parts = ("rdf:subject", "rdf:predicate", "rdf:object")
        fact = node(quad.subject)
        subject, predicate, object = (_value(reader, fact, p) for p in parts)
        facts.setdefault((subject, predicate, object), []).append(fact)
    for quad in reader.match(None, named("pg:locatedIn"), None, NamedNode(GAZETTEER_GRAPH)):
        key = (text(quad.subject), quad.predicate.value, text(quad.object))
        facts.setdefault(key, [])
    return [_edge(reader, key, facts[key]) for key in sorted(facts)]


def _edge(reader: Reader, key: tuple[str, str, str], facts: list[NamedNode]) -> Edge:
    source, predicate, target = key
    return Edge(
        source=source,
        target=target,
        property=predicate.removeprefix(PREFIXES["pg"]),
        confidence=max((_value(reader, f, "pg:confidence") for f in facts), default=""),
        title="; ".join(_distinct(reader, facts, "pg:title")),
        date="; ".join(_distinct(reader, facts, "pg:date")),
        documents=len(facts),
    )


def _distinct(reader: Reader, facts: list[NamedNode], predicate: str) -> list[str]:
    return sorted({_value(reader, f, predicate) for f in facts} - {""})


def _value(reader: Reader, subject: NamedNode, predicate: str) -> str:
    """The first of a node's values of a property, in order; '' for none."""
    found = reader.match(subject, named(predicate), None, DefaultGraph())
    return min((text(q.object) for q in found), default="")
