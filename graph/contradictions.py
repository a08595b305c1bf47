"""Figures of different documents that contradict each other: which links go and come with a document's change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from graph.claims import Claim, claims, contradict, key, keys, read, written
from graph.index import CLAIM, TOLD, Index, Rows, row
from graph.naming import DERIVED, IDENTITY, Naming
from graph.prefixes import named, node
from ontology.terms import PG

_AGAINST, _SAME_TEXT = NamedNode(PG.contradicts), NamedNode(PG.nearDuplicateOf)
_ABOUT, _TYPE, _OBSERVATION = named("pg:about"), named("rdf:type"), named("pg:Observation")


def all_rows(told: Iterable[Claim]) -> Iterator[Quad]:
    """The rows by which claims are looked up: what each document claims, and the keys of it."""
    of: dict[str, list[Claim]] = defaultdict(list)
    for claim in told:
        of[claim.document].append(claim)
        yield from (row(NamedNode(claim.document), CLAIM, k) for k in keys(claim))
    for document, theirs in of.items():
        yield row(NamedNode(document), TOLD, written(theirs))


def all_contradictions(told: Iterable[Claim], called: Callable[[str], str], alike: set[Quad]) -> Iterator[Quad]:
    """The links between all claims; `alike` are the links between documents that tell the same."""
    blocks: dict[str, list[Claim]] = defaultdict(list)
    for claim in (renamed(c, called) for c in told):
        for k in keys(claim):
            blocks[k].append(claim)
    for block in blocks.values():
        for one, two in opposed(block):
            if _alike(one.document, two.document) not in alike:
                yield from both_ways(one.iri, two.iri)


def renamed(claim: Claim, called: Callable[[str], str]) -> Claim:
    """A claim about the IRIs that its things go by."""
    return replace(claim, about=frozenset(map(called, claim.about)))


def opposed(block: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of some renamed claims that contradict each other, unless their documents are reprints."""
    return (pair for pair in combinations(block, 2) if contradict(*pair, str, apart=True))


@dataclass(slots=True)
class Contradictions:
    """What a document's coming or going changes; `alone` is the only other document, if there is but one."""

    store: ox.Store
    index: Index
    document: NamedNode
    before: Iterable[Quad]
    after: Iterable[Quad]
    alone: NamedNode | None
    _claims: dict[NamedNode, list[Claim]] = field(default_factory=dict)

    def rows(self) -> Rows:
        """The rows that go and come: with a single document there are none."""
        told = [*self._of(self.document)]
        documents = [self.document]
        if self.alone is not None:
            told += self._of(self.alone) if self.after else ()
            documents.append(self.alone)
        gone = {q for document in documents for kind in (CLAIM, TOLD) for q in self.index.of(document, kind)}
        come = set(all_rows(told))
        return gone - come, come - gone

    def linking(self, naming: Naming, moved: Iterable[NamedNode], links: Rows) -> tuple[set[Quad], set[Quad]]:
        """The links that go and come, where some entities go by another IRI then, and `links` of reprints change."""
        touched = {*_figures(self.before), *(NamedNode(claim.iri) for claim in self._of(self.document))}
        documents = {self.document}
        for entity in moved:
            for quad in self.store.quads_for_pattern(None, _ABOUT, entity, None):
                if isinstance(quad.graph_name, NamedNode) and quad.graph_name not in {*DERIVED, self.document}:
                    touched.add(node(quad.subject))
                    documents.add(quad.graph_name)
        held = {q for figure in touched for q in self._held(figure)}
        called = _called(naming)
        wanted: set[Quad] = set()
        for claim in (c for d in documents for c in self._of(d) if NamedNode(c.iri) in touched):
            for other in self._met(claim, naming):
                if contradict(claim, other, called, apart=not self._reprints(claim, other, links)):
                    wanted.update(both_ways(claim.iri, other.iri))
        return held - wanted, wanted - held

    def _held(self, figure: NamedNode) -> Iterator[Quad]:
        for quad in self.store.quads_for_pattern(figure, _AGAINST, None, IDENTITY):
            yield from both_ways(figure.value, node(quad.object).value)

    def _of(self, document: NamedNode) -> list[Claim]:
        """A document's claims as they will be."""
        if document not in self._claims:
            if document == self.document:
                found = claims(document.value, self.after)
            elif document == self.alone:  # the index begins with the second document
                found = claims(document.value, self.store.quads_for_pattern(None, None, None, document))
            else:
                found = [*_read(self.index.told(document))]
            self._claims[document] = found
        return self._claims[document]

    def _met(self, claim: Claim, naming: Naming) -> Iterator[Claim]:
        """The claims of other documents about the same thing."""
        thing = NamedNode(min(claim.about))
        under = {key(member.value, claim) for member in naming.members(naming.of(thing))}
        near = {self.document} | {document for k in under for document in self.index.under(CLAIM, k)}
        near |= set() if self.alone is None else {self.alone}
        for document in near - {NamedNode(claim.document)}:
            yield from (other for other in self._of(document) if under.intersection(keys(other)))

    def _reprints(self, one: Claim, other: Claim, links: Rows) -> bool:
        gone, come = links
        link = _alike(one.document, other.document)
        return link in come or (link in self.store and link not in gone)


@lru_cache(maxsize=4096)
def _read(told: str) -> tuple[Claim, ...]:
    return tuple(read(told)) if told else ()


def _figures(quads: Iterable[Quad]) -> set[NamedNode]:
    return {node(q.subject) for q in quads if q.predicate == _TYPE and q.object == _OBSERVATION}


def _alike(one: str, two: str) -> Quad:
    return Quad(NamedNode(one), _SAME_TEXT, NamedNode(two), IDENTITY)


def _called(naming: Naming) -> Callable[[str], str]:
    return lambda iri: naming.of(NamedNode(iri)).value


def both_ways(one: str, two: str) -> Iterator[Quad]:
    """A contradiction, from either side."""
    yield Quad(NamedNode(one), _AGAINST, NamedNode(two), IDENTITY)
    yield Quad(NamedNode(two), _AGAINST, NamedNode(one), IDENTITY)
