"""Turtle and TriG for people: sorted, short names, one block a subject, equal for equal quads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.prefixes import PREFIXES, text
from ontology.iri import BASE

_XSD = PREFIXES["xsd"]
_TYPE = PREFIXES["rdf"] + "type"
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_RELATIVE = re.compile(r"[A-Za-z][\w~-]*(/[\w~%-]+)+(#\w+)?", re.ASCII)
_SHORT = {  # numbers and truth values that stand without quotes
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}
_NAMESPACES = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def turtle(triples: Iterable[Triple]) -> str:
    """Triples as Turtle."""
    return _header() + "".join(f"\n{block}\n" for block in _blocks(triples))


def trig(quads: Iterable[Quad]) -> str:
    """The quads of named graphs as TriG."""
    parts = [_header()]
    ordered = sorted(set(quads), key=lambda q: str(q.graph_name))
    for graph, held in groupby(ordered, key=lambda q: q.graph_name):
        blocks = "\n\n".join(_blocks(q.triple for q in held))
        parts.append(f"\n{_term(graph)} {{\n{blocks}\n}}\n")
    return "".join(parts)


def _header() -> str:
    lines = [f"@base <{BASE}> ."]
    lines += [f"@prefix {name}: <{iri}> ." for name, iri in sorted(PREFIXES.items())]
    return "\n".join(lines) + "\n"


def _blocks(triples: Iterable[Triple]) -> Iterator[str]:
    """One block for each subject, its class first."""
    ordered = sorted(set(triples), key=_order)
    for subject, about in groupby(ordered, key=lambda t: t.subject):
        lines = [
            f"{_verb(predicate)} {', '.join(_term(t.object) for t in said)}"
            for predicate, said in groupby(about, key=lambda t: t.predicate)
        ]
        yield f"{_term(subject)} " + " ;\n    ".join(lines) + " ."


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate.value
    return text(triple.subject), predicate != _TYPE, predicate, str(triple.object)


def _verb(predicate: NamedNode) -> str:
    return "a" if predicate.value == _TYPE else _term(predicate)


def _term(term: NamedNode | BlankNode | Literal | Triple | DefaultGraph) -> str:
    if isinstance(term, Literal):
        return _literal(term)
    if not isinstance(term, NamedNode):
        return str(term)
    for name, namespace in _NAMESPACES:
        local = term.value.removeprefix(namespace)
        if local != term.value and _LOCAL.fullmatch(local):
            return f"{name}:{local}"
    relative = term.value.removeprefix(BASE)
    is_short = relative != term.value and _RELATIVE.fullmatch(relative)
    return f"<{relative}>" if is_short else str(term)


def _literal(literal: Literal) -> str:
    kind = literal.datatype.value
    if kind in _SHORT and _SHORT[kind].fullmatch(literal.value):
        return literal.value
    if literal.language or kind == f"{_XSD}string":
        return str(literal)
    return f"{Literal(literal.value)}^^{_term(literal.datatype)}"
