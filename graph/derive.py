"""All that a store holds beside its documents, made of them at once: what `graph.change` keeps in step one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from graph import lines, programs, sameness
from graph.claims import Claim
from graph.contradictions import all_contradictions, all_rows
from graph.index import KEY, PAGE, Index, row
from graph.infer import infer
from graph.lines import Graph
from graph.naming import DERIVED, IDENTITY, SAME
from graph.outline import Outline, of_lines
from graph.prefixes import named, node, text
from graph.rdf import gazetteer_quads, likeness
from graph.reprints import all_bands, all_links
from ontology.iri import GAZETTEER_GRAPH, INFERRED_GRAPH
from ontology.terms import PG

GAZETTEER, INFERRED = NamedNode(GAZETTEER_GRAPH), NamedNode(INFERRED_GRAPH)
_LABEL, _ALIAS = named("skos:prefLabel"), named("skos:altLabel")
_LABELLED, _ALSO = (str(p).encode() for p in (_LABEL, _ALIAS))  # as a line has them


def graphs_of(store: ox.Store) -> list[NamedNode]:
    """The names of the documents' graphs, sorted."""
    found = (g for g in store.named_graphs() if isinstance(g, NamedNode) and g not in DERIVED and g != GAZETTEER)
    return sorted(found, key=str)


def fill(store: ox.Store, index: Index | None = None) -> int:
    """Give a store that holds only documents' graphs all the rest, and an index its rows; give how many documents."""
    documents = [g.value for g in graphs_of(store)]
    rest = Rest(map(of_lines, lines.held(store, documents)))
    rest.write(store, lines.held(store, documents), index)
    return len(documents)


def rows_of(store: ox.Store) -> Iterator[Quad]:
    """The rows that a store's documents have in its index."""
    return Rest(map(of_lines, lines.held(store, [g.value for g in graphs_of(store)])), []).rows()


class Rest:
    """What documents make of the gazetteer, inference, who is who, and the default graph.

    It is made of all documents' outlines; `links` are those between documents and entities, where they are known of
    just these documents.
    """

    def __init__(self, outlines: Iterable[Outline], links: Iterable[Quad] | None = None) -> None:
        self._pages: list[sameness.Page] = []
        self._texts: dict[NamedNode, str] = {}
        self._claims: list[Claim] = []
        self._codes: set[str] = set()
        self._followed: set[Triple] = set()
        self._runs: dict[str, set[str]] = defaultdict(set)
        self._kinds: dict[str, set[str]] = defaultdict(set)
        self._goes: dict[NamedNode, NamedNode] = {}
        self._derived: list[Quad] = []
        for outline in outlines:
            self._read(outline)
        self._decide(links)

    def write(self, store: ox.Store, graphs: Iterable[Graph], index: Index | None = None) -> None:
        """Write it into the store of the documents, whose graphs are given as lines, and its rows into an index."""
        store.bulk_extend(self._derived)
        store.bulk_load(lines.stream(self._merged(graphs)), ox.RdfFormat.N_TRIPLES, lenient=True)
        store.bulk_extend(self._also())
        if index is not None:
            index.fill(self.rows())

    def _read(self, told: Outline) -> None:
        """Take in what a document tells."""
        self._pages.append(told.page)
        self._claims += told.claims
        self._codes |= told.codes
        self._followed |= told.followed
        if told.text:
            self._texts[NamedNode(told.page.document)] = told.text
        for program, runner in told.runs:
            self._runs[program].add(runner)
        for program, kind in told.kinds:
            self._kinds[program].add(kind)

    def _decide(self, links: Iterable[Quad] | None) -> None:
        """Work out what documents have to do with each other, or take it from links, and what follows."""
        told = self._resolve() if links is None else [q.triple for q in links]
        self._goes |= {node(t.subject): node(t.object) for t in told if t.predicate == SAME}
        gazetteer = gazetteer_quads(self._codes)
        inferred = infer({self._said(t) for t in (*self._followed, *(q.triple for q in gazetteer))})
        self._derived = [*gazetteer, *(_quad(t, INFERRED) for t in inferred), *(_quad(t, IDENTITY) for t in told)]

    def _resolve(self) -> list[Triple]:
        """The links between documents, and between what they tell of; one document has no other to be held against."""
        is_alone = len(self._pages) < 2
        merged, doubts = ({}, {}) if is_alone else sameness.resolved(self._profiles)
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
        for iri, profile in self._profiles.items():
            for key in sameness.keys(profile):
                yield row(NamedNode(iri), KEY, key)
        yield from all_bands(self._texts)
        yield from all_rows(self._claims)

    @cached_property
    def _profiles(self) -> dict[str, sameness.Profile]:
        """Of all that the documents tell of, once they are read."""
        return sameness.profiles(self._pages)

    def _called(self, iri: str) -> str:
        return self._goes.get(NamedNode(iri), NamedNode(iri)).value

    def _said(self, triple: Triple) -> Triple:
        """What a triple says in the one knowledge, as `graph.naming` has it."""
        subject = self._goes.get(node(triple.subject), triple.subject)
        object = self._goes.get(triple.object, triple.object) if isinstance(triple.object, NamedNode) else triple.object
        is_other = triple.predicate == _LABEL and subject != triple.subject
        return Triple(subject, _ALIAS if is_other else triple.predicate, object)

    def _also(self) -> Iterator[Quad]:
        """What the default graph has of the other graphs."""
        for quad in self._derived:
            triple = self._said(quad.triple) if quad.graph_name == GAZETTEER else quad.triple
            yield _quad(triple, DefaultGraph())

    def _merged(self, graphs: Iterable[Graph]) -> Iterator[bytes]:
        """What the default graph has of documents' graphs, as lines; one may come more than once."""
        goes = {str(a).encode(): str(b).encode() for a, b in self._goes.items()}
        for _, triples in graphs:
            yield b"".join(_renamed(line, goes) for line in triples)


def _renamed(line: bytes, goes: dict[bytes, bytes]) -> bytes:
    """What a line says in the one knowledge, as `_said` has it."""
    subject, predicate, rest = line.split(b" ", 2)
    object = rest[:-2]
    if subject not in goes and object not in goes:
        return line + b"\n"
    if subject in goes and predicate == _LABELLED:
        predicate = _ALSO
    return b"%b %b %b .\n" % (goes.get(subject, subject), predicate, goes.get(object, object))


def _quad(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def is_document(store: ox.Store, graph: NamedNode) -> bool:
    """Whether a graph tells of itself that it is a document's."""
    told = store.quads_for_pattern(graph, named("rdf:type"), named("pg:Document"), graph)
    return any(text(q.subject) == graph.value for q in told)
