"""All that a store holds beside its documents, made of them at once: what `graph.change` keeps in step one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from graph import programs, sameness
from graph.claims import Claim, claims
from graph.contradictions import all_contradictions, all_rows
from graph.index import KEY, PAGE, Index, row
from graph.infer import FOLLOWED, infer
from graph.naming import DERIVED, IDENTITY, SAME
from graph.prefixes import named, node, text
from graph.rdf import gazetteer_quads, likeness, mentioned_codes
from graph.reprints import all_bands, all_links
from ontology.iri import GAZETTEER_GRAPH, INFERRED_GRAPH
from ontology.terms import PG

GAZETTEER, INFERRED = NamedNode(GAZETTEER_GRAPH), NamedNode(INFERRED_GRAPH)
_TEXT = named("schema:text")
_LABEL, _ALIAS = named("skos:prefLabel"), named("skos:altLabel")


def graphs_of(store: ox.Store) -> list[NamedNode]:
    """The names of the documents' graphs, sorted."""
    found = (g for g in store.named_graphs() if isinstance(g, NamedNode) and g not in DERIVED and g != GAZETTEER)
    return sorted(found, key=str)


def fill(store: ox.Store, index: Index | None = None, links: Iterable[Quad] | None = None) -> int:
    """Give a store that holds only documents' graphs all the rest, and an index its rows; give how many documents.

    `links` are those between documents and entities, where they are known of just these documents.
    """
    documents = graphs_of(store)
    rest = _read(store, documents)
    rest.decide(links)
    store.bulk_extend(rest.graphs())
    given = (q for d in documents for q in store.quads_for_pattern(None, None, None, d))
    store.bulk_extend(rest.merged(given))
    if index is not None:
        index.fill(rest.rows())
    return len(documents)


def rows_of(store: ox.Store) -> Iterator[Quad]:
    """The rows that a store's documents have in its index."""
    return _read(store, graphs_of(store)).rows()


def _read(store: ox.Store, documents: Iterable[NamedNode]) -> Rest:
    rest = Rest()
    for document in documents:
        rest.read(document, store.quads_for_pattern(None, None, None, document))
    return rest


class Rest:
    """What documents make of the gazetteer, inference, who is who, and the default graph.

    First every document is read, then `decide` is called once, then the quads are there.
    """

    def __init__(self) -> None:
        self._pages: list[sameness.Page] = []
        self._texts: dict[NamedNode, str] = {}
        self._claims: list[Claim] = []
        self._codes: set[str] = set()
        self._followed: set[Quad] = set()
        self._runs: dict[str, set[str]] = defaultdict(set)
        self._kinds: dict[str, set[str]] = defaultdict(set)
        self._goes: dict[NamedNode, NamedNode] = {}
        self._derived: list[Quad] = []

    def read(self, document: NamedNode, quads: Iterable[Quad]) -> None:
        """Take in a document's graph."""
        graph = list(quads)
        self._pages.append(sameness.page(document.value, graph))
        self._claims += claims(document.value, graph)
        self._codes |= mentioned_codes(graph)
        for quad in graph:
            if quad.predicate == _TEXT and quad.subject == document and text(quad.object):
                self._texts[document] = text(quad.object)
            elif quad.predicate in FOLLOWED:
                self._followed.add(quad)
        for program, runner in programs.runs(graph):
            self._runs[program].add(runner)
        for program, kind in programs.kinds(graph):
            self._kinds[program].add(kind)

    def decide(self, links: Iterable[Quad] | None = None) -> None:
        """Work out what documents have to do with each other, or take it from links, and what follows."""
        told = self._resolve() if links is None else [q.triple for q in links]
        self._goes |= {node(t.subject): node(t.object) for t in told if t.predicate == SAME}
        gazetteer = gazetteer_quads(self._codes)
        inferred = infer({self._said(q) for q in (*self._followed, *gazetteer)})
        self._derived = [*gazetteer, *(_quad(t, INFERRED) for t in inferred), *(_quad(t, IDENTITY) for t in told)]

    def _resolve(self) -> list[Triple]:
        """The links between documents, and between what they tell of; one document has no other to be held against."""
        is_alone = len(self._pages) < 2
        merged, doubts = ({}, {}) if is_alone else sameness.resolved(self._pages)
        self._goes = {NamedNode(a): NamedNode(b) for a, b in merged.items()}
        alike = programs.alike(self._runs, self._kinds, self._called)
        self._goes |= {NamedNode(a): NamedNode(b) for a, b in alike.items()}
        perhaps = (
            triple
            for (one, two), pair in doubts.items()
            for triple in likeness(str(PG.possiblySame), one, two, pair.score, pair.reasons)
        )
        reprints = [] if is_alone else list(all_links(self._texts))
        against = () if is_alone else all_contradictions(self._claims, self._called, set(reprints))
        same = (Triple(a, SAME, b) for a, b in self._goes.items())
        return [*perhaps, *same, *(q.triple for q in (*reprints, *against))]

    def rows(self) -> Iterator[Quad]:
        """The rows of the index by which what may be alike, or contradict, is looked up."""
        if len(self._pages) < 2:
            return
        for page in self._pages:
            yield row(NamedNode(page.document), PAGE, page.json())
        for iri, profile in sameness.profiles(self._pages).items():
            for key in sameness.keys(profile):
                yield row(NamedNode(iri), KEY, key)
        yield from all_bands(self._texts)
        yield from all_rows(self._claims)

    def _called(self, iri: str) -> str:
        return self._goes.get(NamedNode(iri), NamedNode(iri)).value

    def _said(self, quad: Quad) -> Triple:
        """What a quad says in the one knowledge, as `graph.naming` has it."""
        subject = self._goes.get(node(quad.subject), quad.subject)
        object = self._goes.get(quad.object, quad.object) if isinstance(quad.object, NamedNode) else quad.object
        is_other = quad.predicate == _LABEL and subject != quad.subject
        return Triple(subject, _ALIAS if is_other else quad.predicate, object)

    def graphs(self) -> Iterator[Quad]:
        """The quads of the graphs beside the documents'."""
        yield from self._derived

    def merged(self, documents: Iterable[Quad]) -> Iterator[Quad]:
        """The default graph, from all documents' quads; a quad may come more than once."""
        for quad in documents:
            yield _quad(self._said(quad), DefaultGraph())
        for quad in self._derived:
            triple = self._said(quad) if quad.graph_name == GAZETTEER else quad.triple
            yield _quad(triple, DefaultGraph())


def _quad(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def is_document(store: ox.Store, graph: NamedNode) -> bool:
    """Whether a graph tells of itself that it is a document's."""
    told = store.quads_for_pattern(graph, named("rdf:type"), named("pg:Document"), graph)
    return any(text(q.subject) == graph.value for q in told)
