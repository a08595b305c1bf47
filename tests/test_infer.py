from __future__ import annotations

from itertools import permutations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from graph.infer import infer
from graph.prefixes import named
from graph.rdf import gazetteer_quads, mentioned_codes
from graph.store import Store
from ontology.iri import GAZETTEER_GRAPH, INFERRED_GRAPH, place_iri

CODES = ("130131", "130100", "130000", "350783")
THINGS = [NamedNode(f"https://example.org/{n}") for n in "abcd"]
PLACES = [NamedNode(place_iri(code)) for code in CODES]
DOCUMENTS = [f"https://example.org/document/{n}" for n in range(3)]


def triple(subject: str, predicate: str, object: str) -> Triple:
    """A triple of short names; a plain letter is a thing."""
    subject_, object_ = (named(x) if ":" in x else NamedNode(f"https://example.org/{x}") for x in (subject, object))
    return Triple(subject_, named(predicate), object_)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([("a", "pg:locatedIn", "b"), ("b", "pg:locatedIn", "c")],
         [("a", "pg:within", "b"), ("a", "pg:within", "c"), ("b", "pg:within", "c")]),
        ([("a", "pg:locatedIn", "b"), ("b", "pg:locatedIn", "a")],
         [("a", "pg:within", "b"), ("b", "pg:within", "a")]),
        ([("a", "pg:partOf", "b")], []),
        ([("a", "pg:partOf", "b"), ("b", "pg:partOf", "c")], [("a", "pg:partOf", "c")]),
        ([("a", "pg:partOf", "b"), ("b", "pg:locatedIn", "c")], [("b", "pg:within", "c")]),
        ([("a", "pg:agreementWith", "b")], [("b", "pg:agreementWith", "a")]),
        ([("a", "pg:cooperatesWith", "b")], [("b", "pg:cooperatesWith", "a")]),
        ([("a", "rdf:type", "pg:Official")],
         [("a", "rdf:type", "pg:Person"), ("a", "rdf:type", "pg:Actor")]),
        ([("a", "rdf:type", "pg:County")], [("a", "rdf:type", "pg:Place")]),
        ([("a", "rdf:type", "pg:Fact"), ("a", "pg:about", "b")], []),
    ],
)  # fmt: skip
def test_what_follows(stated: list[tuple[str, str, str]], expected: list[tuple[str, str, str]]) -> None:
    assert infer(triple(*t) for t in stated) == {triple(*t) for t in expected}


def rule(store: Store) -> None:
    """Hold a store against what it should be, made anew from its documents' graphs alone."""
    given_ = {q for d in DOCUMENTS for q in store.statements(NamedNode(d))}
    gazetteer = set(gazetteer_quads(mentioned_codes(given_)))
    stated = {q.triple for q in given_ | gazetteer}
    inferred = infer(stated)
    assert set(store.statements(NamedNode(GAZETTEER_GRAPH))) == gazetteer
    assert {q.triple for q in store.statements(NamedNode(INFERRED_GRAPH))} == inferred
    assert {q.triple for q in store.merged()} == stated | inferred
    assert len(store) == len(given_) + len(gazetteer) + len(inferred) + len(stated | inferred)


_NODES = st.sampled_from([*THINGS, *PLACES])
_TRIPLES = st.one_of(
    st.builds(
        Triple,
        _NODES,
        st.sampled_from([named(f"pg:{p}") for p in ("locatedIn", "partOf", "cooperatesWith", "founded")]),
        _NODES,
    ),
    st.builds(
        Triple,
        st.sampled_from(THINGS),
        st.just(named("rdf:type")),
        st.sampled_from([named("pg:Enterprise"), named("pg:Organization"), named("pg:Actor")]),
    ),
    st.sampled_from(CODES).map(lambda c: Triple(NamedNode(place_iri(c)), named("pg:code"), ox.Literal(c))),
)
_STEPS = st.lists(st.tuples(st.sampled_from(DOCUMENTS), st.lists(_TRIPLES, max_size=6)), max_size=6)


def graph(document: str, triples: list[Triple]) -> list[Quad]:
    return [Quad(t.subject, t.predicate, t.object, NamedNode(document)) for t in triples]


@given(_STEPS)
@settings(max_examples=150, deadline=None)
def test_after_any_changes_the_store_is_what_its_documents_make_it(
    steps: list[tuple[str, list[Triple]]],
) -> None:
    with Store.memory() as store:
        for document, triples in steps:
            store.replace(document, graph(document, triples))
            rule(store)
        for document in DOCUMENTS:
            store.replace(document, [])
            rule(store)
        assert store.dump() == ""


def test_order_of_documents_does_not_matter() -> None:
    chains = [
        [triple("a", "pg:locatedIn", "b"), triple("a", "rdf:type", "pg:Workshop")],
        [triple("b", "pg:locatedIn", "c"), triple("a", "pg:locatedIn", "b")],
        [triple("c", "pg:locatedIn", "a"), triple("b", "pg:cooperatesWith", "a")],
    ]
    dumps = set()
    for order in permutations(range(3)):
        with Store.memory() as store:
            for index in order:
                store.replace(DOCUMENTS[index], graph(DOCUMENTS[index], chains[index]))
            dumps.add(store.dump())
    assert len(dumps) == 1


def test_default_graph_is_a_set_and_a_triple_stays_while_one_document_states_it() -> None:
    said = triple("a", "pg:founded", "b")
    with Store.memory() as store:
        for document in DOCUMENTS[:2]:
            store.replace(document, graph(document, [said]))
        merged = Quad(said.subject, said.predicate, said.object, DefaultGraph())
        assert list(store.merged()) == [merged]
        store.remove(DOCUMENTS[0])
        assert list(store.merged()) == [merged]
        store.remove(DOCUMENTS[1])
        assert store.dump() == ""
