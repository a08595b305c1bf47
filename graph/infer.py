"""What follows from what is stated: `pg:within`, superclasses, symmetry, wholes of wholes.

Each inference belongs to its subject, so a change is followed up only at the subjects it reaches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Set
from functools import cache, partial
from importlib.resources import files
from typing import Protocol

import pyoxigraph as ox
from pyoxigraph import NamedNode, Triple
from rdflib.namespace import RDF, RDFS

from graph.prefixes import PREFIXES, node, text
from ontology.terms import PG

_TYPE = NamedNode(RDF.type)
_LOCATED_IN = NamedNode(PG.locatedIn)
_PART_OF = NamedNode(PG.partOf)
_WITHIN = NamedNode(PG.within)
_SYMMETRIC = (NamedNode(PG.agreementWith), NamedNode(PG.cooperatesWith))
FOLLOWED = frozenset({_TYPE, _LOCATED_IN, _PART_OF, *_SYMMETRIC})  # the properties from which something follows
INFERRING = frozenset({_TYPE, _WITHIN, _PART_OF, *_SYMMETRIC})  # those of what follows

Nodes = Set[NamedNode]


class Stated(Protocol):
    """The triples that documents and the gazetteer state, to look up from either end."""

    def objects(self, subject: NamedNode, predicate: NamedNode) -> Nodes: ...

    def subjects(self, predicate: NamedNode, object: NamedNode) -> Nodes: ...


class Triples:
    """Triples in memory, to look up from either end."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[tuple[NamedNode, NamedNode], set[NamedNode]] = defaultdict(set)
        self._subjects: dict[tuple[NamedNode, NamedNode], set[NamedNode]] = defaultdict(set)
        for triple in triples:
            if triple.predicate in FOLLOWED and isinstance(triple.object, NamedNode):
                subject = node(triple.subject)
                self._objects[subject, triple.predicate].add(triple.object)
                self._subjects[triple.predicate, triple.object].add(subject)

    def objects(self, subject: NamedNode, predicate: NamedNode) -> Nodes:
        """What a subject has as a property."""
        return self._objects.get((subject, predicate), frozenset())

    def subjects(self, predicate: NamedNode, object: NamedNode) -> Nodes:
        """What has an object as a property."""
        return self._subjects.get((predicate, object), frozenset())


def leads_on(triple: Triple) -> bool:
    """Whether something may follow from a triple; from most types nothing does."""
    is_followed = triple.predicate in FOLLOWED and isinstance(triple.object, NamedNode)
    return is_followed and (triple.predicate != _TYPE or bool(_above(node(triple.object))))


def infer(triples: Iterable[Triple]) -> set[Triple]:
    """All that follows from some triples."""
    given = list(triples)
    stated = Triples(given)
    ends = {node(t.subject) for t in given}
    ends |= {node(t.object) for t in given if t.predicate in _SYMMETRIC}
    return {inferred for end in ends for inferred in inferences(stated, end)}


def inferences(stated: Stated, subject: NamedNode) -> set[Triple]:
    """All that follows of one subject."""
    return {Triple(subject, p, x) for p in INFERRING for x in following(stated, subject, p)}


def following(stated: Stated, subject: NamedNode, predicate: NamedNode) -> set[NamedNode]:
    """What a subject has as one of the properties that follow."""
    if predicate == _WITHIN:
        return _reached([subject], lambda x: stated.objects(x, _LOCATED_IN)) - {subject}
    if predicate == _PART_OF:
        return _reached(stated.objects(subject, _PART_OF), lambda x: stated.objects(x, _PART_OF)) - {subject}
    if predicate == _TYPE:
        return _reached(stated.objects(subject, _TYPE), _above)
    return set(stated.subjects(predicate, subject))


def affected(stated: Stated, changed: Iterable[Triple]) -> set[tuple[NamedNode, NamedNode]]:
    """The subjects, each with the property that follows, whose inferences a change of stated triples can alter.

    `stated` is what holds after it. A chain that the change has broken is still whole up to its
    first missing link, so whoever stood on it is found from that link's subject.
    """
    found: set[tuple[NamedNode, NamedNode]] = set()
    starts: dict[NamedNode, set[NamedNode]] = {_LOCATED_IN: set(), _PART_OF: set()}
    for triple in changed:
        if triple.predicate == _TYPE:
            if isinstance(triple.object, NamedNode) and _above(triple.object):
                found.add((node(triple.subject), _TYPE))
        elif triple.predicate in _SYMMETRIC:
            found.add((node(triple.object), triple.predicate))
        elif triple.predicate in starts:
            starts[triple.predicate].add(node(triple.subject))
    for predicate, subjects in starts.items():
        follows = _WITHIN if predicate == _LOCATED_IN else predicate
        reached = subjects | _reached(subjects, partial(stated.subjects, predicate))
        found |= {(subject, follows) for subject in reached}
    return found


def _reached(starts: Iterable[NamedNode], step: Callable[[NamedNode], Nodes]) -> set[NamedNode]:
    """Whatever one or more steps lead to."""
    found: set[NamedNode] = set()
    todo = list(starts)
    while todo:
        new = step(todo.pop()) - found
        found |= new
        todo.extend(new)
    return found


def _above(kind: NamedNode) -> Nodes:
    return _superclasses().get(kind, frozenset())


@cache
def _superclasses() -> dict[NamedNode, Nodes]:
    """The ontology's own classes, each with those directly above it."""
    turtle = files("ontology").joinpath("policygraph.ttl").read_bytes()
    found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for quad in ox.parse(turtle, ox.RdfFormat.TURTLE):
        above = quad.object
        is_above = quad.predicate.value == str(RDFS.subClassOf) and isinstance(above, NamedNode)
        if is_above and text(above).startswith(PREFIXES["pg"]):
            found[node(quad.subject)].add(node(above))
    return dict(found)
