"""The few shapes of query that the store's engine answers wrongly, answered by rdflib's on the same quads.

`graph.worker` loads this file by its path, so it imports nothing of the project. rdflib's engine is slow but follows
the letter of SPARQL in these: GRAPH ?g around a MINUS, a count, a subquery, or what needs no triple, which belong to
each graph for itself; GRAPH with the name of a graph that isn't there; a path that may be empty, from or to a term that
isn't in the graph; and BNODE with a label.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, Dataset
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins import sparql
from rdflib.plugins.sparql import algebra
from rdflib.plugins.sparql.evaluate import evalPart, evalProject, evalQuery
from rdflib.plugins.sparql.evalutils import _eval as eval_expression
from rdflib.plugins.sparql.evalutils import _join as joined
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Bindings, FrozenBindings, Prologue, Query, QueryContext, SPARQLError
from rdflib.store import Store

Graphs = Sequence[ox.NamedNode] | None  # None for the store's own
_EACH = {"Minus", "Group", "AggregateJoin", "Project"}  # what is worked out graph by graph


class Prefixes(Prologue):
    """The prefixes of a query: where two stand for one namespace, rdflib's own would know one alone."""

    def __init__(self) -> None:
        super().__init__()
        self._namespaces: dict[str, str] = {}

    def bind(self, prefix: str | None, uri: Any) -> None:  # noqa: ANN401
        """Let a prefix stand for a namespace."""
        self._namespaces[prefix or ""] = str(uri)

    def resolvePName(self, prefix: str | None, localname: str | None) -> rdflib.URIRef:
        """The IRI of a name with a prefix; raises KeyError."""
        return rdflib.URIRef(self._namespaces[prefix or ""] + (localname or ""))


algebra.Prologue = Prefixes  # type: ignore[attr-defined]


def parsed(query: str, prefixes: dict[str, str], base: str) -> Query | None:
    """A query as rdflib understands it; None if it doesn't."""
    try:
        return algebra.translateQuery(parseQuery(query), base=base, initNs=prefixes)
    except Exception:  # of many kinds, some of them bare: what it can't read stays the store's engine's
        return None


def is_rare(query: Query, view: View) -> bool:
    """Whether a query has one of the shapes, given the data."""
    return any(_is_rare(part, view) for part in _parts(query.algebra))


def _is_rare(part: CompValue, view: View) -> bool:
    if part.name == "BGP":
        return any(_starts_nowhere(triple, view) for triple in part.triples)
    if part.name == "Builtin_BNODE":
        return part.arg is not None
    return part.name == "Graph" and (_belongs_to_each(part, view) or _has_empty_path(part))


def _parts(value: Any) -> Iterator[CompValue]:  # noqa: ANN401
    if isinstance(value, CompValue):
        yield value
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple | set):
        for inner in value:
            yield from _parts(inner)


def _belongs_to_each(part: CompValue, view: View) -> bool:
    """Whether GRAPH holds what must be worked out graph by graph, or what needs no triple to tell of a graph."""
    inner = list(_parts(part.p))
    found = {p.name for p in inner}
    if isinstance(part.term, rdflib.Variable):
        return bool(found & _EACH) or not _has_triple(part.p)
    if (
        view.names(part.term) and "Graph" not in found
    ):  # it is one graph: only where nothing is asked of it does it matter
        return not any(p.name == "BGP" and p.triples for p in inner)
    return not _has_triple(part.p)


def _has_triple(part: CompValue) -> bool:
    """Whether each solution of a pattern has a triple of the graph that it is asked of."""
    if part.name == "BGP":
        return bool(part.triples)
    if part.name == "Join":
        return _has_triple(part.p1) or _has_triple(part.p2)
    if part.name == "Union":
        return _has_triple(part.p1) and _has_triple(part.p2)
    if part.name in {"LeftJoin", "Minus"}:
        return _has_triple(part.p1)
    return part.name not in {"Graph", "ToMultiSet", "values"} and _has_triple(part.p)


def _has_empty_path(part: CompValue) -> bool:
    return any(
        _may_be_empty(predicate) and not (_is_open(subject) and _is_open(object))
        for inner in _parts(part.p)
        if inner.name == "BGP"
        for subject, predicate, object in inner.triples
    )


def _starts_nowhere(triple: tuple[Any, Any, Any], view: View) -> bool:
    """Whether a path may be empty and one of its ends is a term that the data doesn't have."""
    subject, path, object = triple
    ends = [end for end in (subject, object) if not _is_open(end)]
    return _may_be_empty(path) and any(not view.holds(_ox(end)) for end in ends)


def _is_open(term: Any) -> bool:  # noqa: ANN401
    return isinstance(term, rdflib.Variable | rdflib.BNode)


def _may_be_empty(path: Any) -> bool:  # noqa: ANN401
    if isinstance(path, MulPath):
        return path.zero or _may_be_empty(path.path)
    if isinstance(path, SequencePath):
        return all(map(_may_be_empty, path.args))
    if isinstance(path, AlternativePath):
        return any(map(_may_be_empty, path.args))
    return isinstance(path, InvPath) and _may_be_empty(path.arg)


class View(Store):
    """A read-only view of some graphs of a store, for rdflib."""

    context_aware = True
    graph_aware = True

    def __init__(self, store: ox.Store, default: Graphs | ox.DefaultGraph = None, named: Graphs = None) -> None:
        super().__init__()
        self._store = store
        self._default: Sequence[Any] = [ox.DefaultGraph()]
        if isinstance(default, Sequence):
            self._default = default
        self._named = named

    def holds(self, term: Any) -> bool:  # noqa: ANN401
        """Whether a term is a node of the default graph."""
        patterns = [(None, term), *([] if isinstance(term, ox.Literal) else [(term, None)])]
        found = (self._store.quads_for_pattern(s, None, o, g) for s, o in patterns for g in self._default)
        return any(next(quads, None) for quads in found)

    def names(self, graph: Any) -> bool:  # noqa: ANN401
        """Whether a graph is one that GRAPH reaches."""
        name = _ox(graph)
        return self._store.contains_named_graph(name) if self._named is None else name in self._named

    def triples(self, pattern: Any, context: Any = None) -> Iterator[Any]:  # noqa: ANN401
        name = getattr(context, "identifier", context)
        graphs = self._default if name in {None, DATASET_DEFAULT_GRAPH_ID} else [_ox(name)]
        subject, predicate, object = (None if term is None else _ox(term) for term in pattern)
        if isinstance(subject, ox.Literal):  # which no triple starts with
            return
        for graph in graphs:
            for quad in self._store.quads_for_pattern(subject, predicate, object, graph):
                yield (_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)), iter([context])

    def contexts(self, triple: Any = None) -> Generator[Any, None, None]:  # noqa: ANN401
        yield from map(_rdflib, self._store.named_graphs() if self._named is None else self._named)

    def add_graph(self, graph: Any) -> None:  # noqa: ANN401
        """Nothing: rdflib declares its default graph by it."""

    def __len__(self, context: Any = None) -> int:  # noqa: ANN401
        return sum(1 for _ in self.triples((None, None, None), context))


def _elsewhere(context: QueryContext, part: CompValue) -> Iterator[FrozenBindings]:
    """No rows of GRAPH with the name of a graph that the dataset doesn't have."""
    graph = context[part.term] if part.name == "Graph" else None
    store: Any = context.dataset.store
    if graph is None or store.names(graph):
        raise NotImplementedError  # so that rdflib goes on by itself
    return iter(())


def _subquery(context: QueryContext, part: CompValue) -> Iterator[FrozenBindings]:
    """Rows of a subquery, which knows of the variables around it only those that it gives."""
    if part.name != "Project" or not context.bindings:
        raise NotImplementedError  # so that rdflib goes on by itself
    alone = context.clone()
    alone.bindings = Bindings()
    around = context.solution()
    return (row for row in evalProject(alone, part) if row.compatible(around))


def _join(context: QueryContext, part: CompValue) -> Iterator[FrozenBindings]:
    """Rows of a join, each as often as it comes; rdflib's own drops those that come twice on the right."""
    if part.name != "Join" or part.lazy:
        raise NotImplementedError  # so that rdflib goes on by itself
    return joined(evalPart(context, part.p1), list(evalPart(context, part.p2)))


def _extended(context: QueryContext, part: CompValue) -> Iterator[FrozenBindings]:
    """Rows with what BIND and SELECT add, where a label of BNODE means one node in a row and others in other rows."""
    if part.name != "Extend":
        raise NotImplementedError  # so that rdflib goes on by itself
    return _with_labels(context, part)


def _with_labels(context: QueryContext, part: CompValue) -> Iterator[FrozenBindings]:
    steps = []
    while part.name == "Extend":
        steps.append(part)
        part = part.p
    for row in evalPart(context, part):
        row.ctx.bnodes = defaultdict(rdflib.BNode)
        for step in reversed(steps):
            value = _value(step.expr, row.forget(context, _except=step._vars))
            row = row if value is None else row.merge({step.var: value})
        yield row


def _value(expression: Any, row: FrozenBindings) -> Any:  # noqa: ANN401
    try:
        value = eval_expression(expression, row)
    except SPARQLError:
        return None
    return None if isinstance(value, SPARQLError) else value


def answered(query: Query, view: View, names: list[str]) -> bool | Iterator[Any]:
    """The truth of an ASK, the rows of a SELECT with these columns, or the triples of a graph."""
    sparql.SPARQL_DEFAULT_GRAPH_UNION = False
    sparql.SPARQL_LOAD_GRAPHS = False
    sparql.CUSTOM_EVALS |= {"labels": _extended, "graphs": _elsewhere, "subqueries": _subquery, "joins": _join}
    query.algebra.datasetClause = None  # the graphs are chosen already
    found = evalQuery(Dataset(store=view), query)
    if found["type_"] == "ASK":
        return bool(found["askAnswer"])
    if found["type_"] == "SELECT":
        return (_row(row, names) for row in found["bindings"])
    return (ox.Triple(*map(_ox, triple)) for triple in found["graph"])


def _row(row: Any, names: list[str]) -> dict[str, Any]:  # noqa: ANN401
    terms = {name: row.get(rdflib.Variable(name)) for name in names}
    return {name: None if term is None else _ox(term) for name, term in terms.items()}


def _rdflib(term: Any) -> Any:  # noqa: ANN401
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise ValueError("a triple as a term has no place in this query")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    plain = datatype.endswith("XMLSchema#string")
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(datatype), normalize=False)


def _ox(term: Any) -> Any:  # noqa: ANN401
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(term)
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(term)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(term.datatype) if term.datatype else None)
