"""Who is who in a store: whatever the order of changes, it is what all documents together make it."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from itertools import permutations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Triple
from stores import called, holding

from extract.records import Document, Entity, Evidence, Fact, Kind, Mention, Property, Reading
from graph import sameness
from graph.derive import fill
from graph.exploring import picked_card
from graph.infer import infer
from graph.naming import IDENTITY
from graph.portrait import entity_card
from graph.prefixes import named, text
from graph.queries import short
from graph.rdf import gazetteer_quads, likeness, mentioned_codes, quads
from graph.reader import Reader, canonical
from graph.rows import nodes
from graph.store import Store
from graph.told import find
from ontology.iri import BASE, GAZETTEER_GRAPH, INFERRED_GRAPH, document_iri
from ontology.terms import PG

COUNTIES = {"Shiqian County": "520623", "Sinan County": "520624"}
PERHAPS = """
SELECT ?score ?reason {
  ?a pg:possiblySame ?b . ?l pg:likens ?a, ?b ; pg:score ?score ; pg:reason ?reason
  FILTER(STR(?a) < STR(?b))
}
"""
PEOPLE = ("Meng Zhenguo", "Meng Zhen-guo", "Meng Zhengguo", "Gao Wei", "Tashi Norbu", "Zhaxi Luobu")
FIRMS = ("Boyuan Tea Company", "Guizhou Boyuan Tea Co., Ltd.")
PLACED = (("c", Kind.COUNTY, "Shiqian County", "520623"), ("t", Kind.PREFECTURE, "Tongren City", "5206"))


def article(number: int, people: list[str], *, firm: str = "", county: str = "Shiqian County") -> Reading:
    """An article of a county: its people, who work for a firm there that trains them."""
    evidence = (Evidence(start=0, end=10),)
    entities = [Entity(id="c", kind=Kind.COUNTY, label=county, code=COUNTIES[county])]
    facts = []
    if firm:
        entities += [
            Entity(id="f", kind=Kind.ENTERPRISE, label=firm, anchor="c"),
            Entity(id="t", kind=Kind.PROGRAM, label=f"training ({firm})", program_type="skills-training"),
        ]
        facts += [("f", Property.LOCATED_IN, "c"), ("f", Property.IMPLEMENTS, "t")]
    for i, name in enumerate(people):
        entities.append(Entity(id=f"p{i}", kind=Kind.PERSON, label=name, aliases=(name.split()[0],)))
        facts += [(f"p{i}", Property.WORKS_FOR, "f")] if firm else []
    return Reading(
        document=Document(text=f"Article {number} of {county}.", title=f"Article {number}"),
        entities=tuple(entities),
        mentions=tuple(Mention(body=e.id, start=0, end=7) for e in entities),
        facts=tuple(Fact(subject=s, predicate=p, object=o, confidence=0.9, evidence=evidence) for s, p, o in facts),
    )


def graphs(store: Reader) -> dict[str, set[Quad]]:
    """The documents' graphs."""
    found = defaultdict(set)
    for quad in store.statements():
        if text(quad.graph_name).startswith(f"{BASE}document/"):
            found[text(quad.graph_name)].add(quad)
    return found


def decided(documents: dict[str, set[Quad]]) -> tuple[dict[NamedNode, NamedNode], set[Triple]]:
    """What all documents at once make of who is who: the names that entities go by, and the identity graph."""
    merged, doubts = sameness.resolved(sameness.profiles(sameness.page(d, q) for d, q in documents.items()))
    if len(documents) < 2:
        merged, doubts = {}, {}
    goes = {NamedNode(a): NamedNode(b) for a, b in merged.items()}
    runs: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    kinds: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for quad in (q for group in documents.values() for q in group):
        if quad.predicate.value == str(PG.implements):
            runs[quad.object].add(goes.get(quad.subject, quad.subject))
        if quad.predicate.value == str(PG.programType):
            kinds[quad.subject].add(quad.object)
    for one in runs:
        same = [p for p in runs if runs[p] == runs[one] and kinds[p] == kinds[one]]
        if kinds[one] and min(same, key=str) != one:
            goes[one] = min(same, key=str)
    told = {Triple(a, named("owl:sameAs"), b) for a, b in goes.items()}
    for (one, two), pair in doubts.items():
        told |= set(likeness(str(PG.possiblySame), one, two, pair.score, pair.reasons))
    return goes, told


def rule(store: Store) -> None:
    """Hold a store against what it should be, made anew from its documents' graphs alone."""
    documents = graphs(store)
    given = {q for group in documents.values() for q in group}
    goes, told = decided(documents)

    def said(quad: Quad) -> Triple:
        subject, object = goes.get(quad.subject, quad.subject), goes.get(quad.object, quad.object)
        is_label = quad.predicate == named("skos:prefLabel") and subject != quad.subject
        return Triple(subject, named("skos:altLabel") if is_label else quad.predicate, object)

    gazetteer = set(gazetteer_quads(mentioned_codes(given)))
    stated = {said(q) for q in given | gazetteer}
    inferred = infer(stated)
    assert {q.triple for q in store.statements(IDENTITY)} == told
    assert set(store.statements(NamedNode(GAZETTEER_GRAPH))) == gazetteer
    assert {q.triple for q in store.statements(NamedNode(INFERRED_GRAPH))} == inferred
    assert {q.triple for q in store.merged()} == stated | inferred | told


def test_one_document_has_nothing_to_be_compared_with() -> None:
    with holding(article(1, ["Meng Zhenguo", "Gao Wei"], firm=FIRMS[0])) as store:
        assert not list(store.statements(IDENTITY))


def test_sure_matches_are_one_entity_and_doubtful_ones_are_linked() -> None:
    one = article(1, ["Meng Zhenguo", "Gao Wei"], firm=FIRMS[0])
    two = article(2, ["Meng Zhen-guo"], firm=FIRMS[1])
    three = article(3, ["Meng Zhenguo"], county="Sinan County")
    four = article(4, ["Gao Wei"])
    with holding(one, two, three, four) as store:
        rule(store)
        rows = store.query(
            "SELECT ?x (COUNT(DISTINCT ?d) AS ?n) { ?d schema:mentions ?x . ?x a pg:Person } GROUP BY ?x"
        )
        assert sorted(int(row["n"].value) for row in rows) == [1, 1, 1, 2]
        rows = store.query("SELECT ?x { ?x a pg:Enterprise ; skos:prefLabel ?l ; skos:altLabel ?other }")
        assert len(list(rows)) == 1
        rows = store.query(
            "SELECT ?p (COUNT(DISTINCT ?d) AS ?n) { ?d schema:mentions ?p . ?p a pg:Program } GROUP BY ?p"
        )
        assert [int(row["n"].value) for row in rows] == [2]
        rows = list(store.query(PERHAPS))
        assert {row["reason"].value for row in rows} == {"the same name", "articles about the same county"}


def test_any_order_gives_the_same_store_and_removal_restores() -> None:
    readings = [
        article(1, ["Meng Zhenguo", "Gao Wei"], firm=FIRMS[0]),
        article(2, ["Meng Zhen-guo", "Zhaxi Luobu"], firm=FIRMS[1]),
        article(3, ["Meng Zhengguo", "Tashi Norbu"], firm=FIRMS[1]),
        article(4, ["Gao Wei"], county="Sinan County"),
    ]
    dumps = {holding(*order).dump() for order in permutations(readings)}
    assert len(dumps) == 1
    with holding(*readings[:3]) as store:
        before = store.dump()
        document = document_iri(readings[3].document.text)
        store.replace(document, quads(readings[3]))
        store.remove(document)
        assert store.dump() == before


def jointly(number: int, *firms: str) -> Reading:
    """An article of a training that some firms run together: its IRI is made of the first one's."""
    reading = article(number, [], firm=firms[0])
    more = [Entity(id=name, kind=Kind.ENTERPRISE, label=name, anchor="c") for name in firms[1:]]
    facts = [replace(f, subject=e.id) for e in more for f in reading.facts]
    return replace(reading, entities=(*reading.entities, *more), facts=(*reading.facts, *facts))


def test_a_program_of_several_bodies_is_one_whichever_is_named_first() -> None:
    other = "Anle Weaving Company"
    readings = [jointly(1, FIRMS[0], other), jointly(2, other, FIRMS[0]), jointly(3, "Lilai", other)]
    stores = [holding(*order) for order in permutations(readings)]
    assert len({store.dump() for store in stores}) == 1
    rule(stores[0])
    kinds = stores[0].query("SELECT ?p (COUNT(?f) AS ?n) { ?p a pg:Program . ?f pg:implements ?p } GROUP BY ?p")
    assert sorted(int(row["n"].value) for row in kinds) == [2, 2]
    for reading in readings:
        stores[0].remove(document_iri(reading.document.text))
        rule(stores[0])
    assert stores[0].dump() == ""


def test_programs_without_a_type_are_not_taken_for_one() -> None:
    with Store.memory() as store:
        for reading in (jointly(1, FIRMS[0], "Lilai"), jointly(2, "Lilai", FIRMS[0])):
            told = [q for q in quads(reading) if q.predicate.value != str(PG.programType)]
            store.replace(document_iri(reading.document.text), told)
            rule(store)
            bare = ox.Store()
            bare.bulk_extend(q for graph in graphs(store).values() for q in graph)
            fill(bare)
            assert store.dump() == canonical(bare)
        assert not [q for q in store.statements(IDENTITY) if "/program/" in str(q.subject)]


def test_an_articles_own_programs_of_the_same_bodies_are_one_already_alone() -> None:
    one, two = (quads(jointly(1, *firms)) for firms in ((FIRMS[0], "Lilai"), ("Lilai", FIRMS[0])))
    with Store.memory() as store:
        store.replace(document_iri(jointly(1, "Lilai").document.text), {*one, *two})
        rule(store)
        assert [q for q in store.statements(IDENTITY) if "/program/" in str(q.subject)]
        bare = ox.Store()
        bare.bulk_extend(q for graph in graphs(store).values() for q in graph)
        fill(bare)
        assert store.dump() == canonical(bare)


@pytest.mark.parametrize("seed", range(12))
def test_after_any_changes_the_store_is_what_its_documents_make_it(seed: int) -> None:
    chance = random.Random(seed)
    with Store.memory() as store:
        for _ in range(14):
            reading = article(
                chance.randrange(7),
                chance.sample(PEOPLE, chance.randint(0, 3)),
                firm=chance.choice(("", *FIRMS)),
                county=chance.choice(list(COUNTIES)),
            )
            document = document_iri(reading.document.text)
            gone = chance.random() < 0.25
            store.replace(document, [] if gone else quads(reading))
            rule(store)
        for document in graphs(store):
            store.remove(document)
            rule(store)
        assert store.dump() == ""


def test_a_portrait_tells_what_an_entity_is_perhaps_and_answers_to_every_iri() -> None:
    one = article(1, ["Meng Zhenguo", "Gao Wei"], firm=FIRMS[0])
    two = article(2, ["Meng Zhen-guo"], firm=FIRMS[1])
    with holding(one, two, article(4, ["Gao Wei"])) as store:
        known = find(store, called(store, "Gao Wei"))
        assert known is not None
        (section,) = [s for s in entity_card(known).sections if s.title == "is perhaps the same as"]
        assert "".join(p.text for p in section.lines[0].parts).startswith("Gao Wei · person · ")
        told = {p.entity.iri for p in known.perhaps}
        assert len(told) == 1
        (same,) = [
            q for q in store.statements(IDENTITY) if "/person/" in str(q.object) and "sameAs" in str(q.predicate)
        ]
        other, goes_by = find(store, text(same.subject)), find(store, text(same.object))
        assert other == goes_by is not None
        assert len(goes_by.statements[0].passages) == 2
        assert len([n for n in nodes(store) if n.kind == "Person"]) == 3


def reprint(number: int, *, words: str = "people") -> Reading:
    """An article of forty sentences, and the same with a word changed and a line at its end."""
    lines = [f"In village {i} of the county {i * 7} {words if i % 9 == 0 else 'people'} found work." for i in range(40)]
    text_ = " ".join([*lines, f"Printed in paper {number}."])
    return Reading(document=Document(text=text_, title=f"Paper {number}"))


def links(store: Store) -> set[tuple[str, str]]:
    """The documents that tell the same."""
    found = store.query("SELECT ?a ?b { ?a pg:nearDuplicateOf ?b . ?l pg:likens ?a, ?b ; pg:score ?s ; pg:reason ?r }")
    return {(row["a"].value, row["b"].value) for row in found}


def test_reprints_are_linked_both_ways_in_any_order_and_unlinked() -> None:
    first, second, other = reprint(1), reprint(2, words="persons"), article(3, ["Gao Wei"])
    iris = [document_iri(r.document.text) for r in (first, second)]
    for order in permutations((first, second, other)):
        with holding(*order) as store:
            assert links(store) == {(iris[0], iris[1]), (iris[1], iris[0])}
            store.remove(iris[1])
            with holding(first, other) as wanted:
                assert store.dump() == wanted.dump()
            store.remove(iris[0])
            with holding(other) as wanted:
                assert store.dump() == wanted.dump()


def test_reprints_count_as_one_source() -> None:
    def of_county(reading: Reading) -> Reading:
        county = article(9, []).entities
        return replace(reading, entities=county, mentions=(Mention(body="c", start=0, end=7),))

    papers = [of_county(reprint(i)) for i in range(3)]
    with holding(*papers, article(3, [])) as store:
        known = find(store, called(store, "Shiqian County"))
        assert known is not None
        assert (len(known.articles), known.independent) == (4, 2)
        told = [p.text for line in entity_card(known).lead for p in line.parts]
        assert "Named in 4 articles, 2 independent: the others print the same text." in told


def test_card_of_a_relation_tells_how_many_of_its_articles_are_independent() -> None:
    def placed(reading: Reading) -> Reading:
        county, town = (Entity(id=i, kind=k, label=n, code=c) for i, k, n, c in PLACED)
        whole = (Evidence(start=0, end=10),)
        fact = Fact(subject="c", predicate=Property.LOCATED_IN, object="t", confidence=0.9, evidence=whole)
        held = (Mention(body="c", start=0, end=7), Mention(body="t", start=0, end=7))
        return replace(reading, entities=(county, town), mentions=held, facts=(fact,))

    papers = [placed(reprint(i)) for i in range(2)]
    with holding(*papers, placed(article(3, []))) as store:
        pick = "|".join((short(called(store, "Shiqian County")), "locatedIn", short(called(store, "Tongren City"))))
        told = [part.text for line in picked_card(store, pick).lead for part in line.parts]
    assert "Reported in 3 articles, 2 independent: the others print the same text." in told


def test_made_at_once_a_store_is_what_it_is_one_by_one() -> None:
    readings = [reprint(1), reprint(2, words="persons"), article(1, ["Meng Zhenguo", "Gao Wei"], firm=FIRMS[0])]
    readings += [article(2, ["Meng Zhen-guo"], firm=FIRMS[1]), article(4, ["Gao Wei"])]
    bare = ox.Store()
    bare.bulk_extend(quad for reading in readings for quad in quads(reading))
    fill(bare)
    with holding(*readings) as store:
        assert links(store)
        assert canonical(bare) == store.dump()


VERSIONS = {  # of each document, what it says at first and later
    1: (article(1, ["Meng Zhenguo", "Gao Wei"], firm=FIRMS[0]), article(1, ["Meng Zhengguo"])),
    2: (article(2, ["Meng Zhen-guo", "Zhaxi Luobu"], firm=FIRMS[1]), article(2, [], firm=FIRMS[0])),
    3: (
        article(3, ["Gao Wei"], county="Sinan County"),
        article(3, ["Tashi Norbu"], firm=FIRMS[1], county="Sinan County"),
    ),
    4: (reprint(1), replace(reprint(1), entities=article(9, ["Gao Wei"]).entities[:1])),
    5: (reprint(2, words="persons"), reprint(2, words="persons")),
    6: (jointly(6, FIRMS[0], "Lilai"), jointly(6, "Lilai", FIRMS[0])),
}
STEPS = st.lists(st.tuples(st.sampled_from(list(VERSIONS)), st.sampled_from((0, 1, None))), max_size=6)
PARTS = st.sampled_from((slice(None), slice(None), slice(0, None, 2), slice(1, None, 2), slice(0, None, 3)))


@settings(max_examples=15)
@given(steps=STEPS, order=st.permutations(list(VERSIONS)), kept=st.integers(2, 5), data=st.data())
def test_the_same_documents_give_the_same_store_whatever_came_before(
    steps: list[tuple[int, int | None]], order: list[int], kept: int, data: st.DataObject
) -> None:
    """Documents that come, change and go, and come in any order: the quads are those of a store filled at once.

    Some hold but a part of what an article says, so that names lack a kind, or relations their ends.
    """
    last = {n: (graph_of(n, 0, data.draw(PARTS)) if n in order[:kept] else []) for n in order}
    with Store.memory() as store, Store.memory() as plain:
        for number, version in steps:
            graph = [] if version is None else graph_of(number, version, data.draw(PARTS))
            store.replace(name_of(number), graph)
        for number in order:
            store.replace(name_of(number), last[number])
        for number in sorted(order):
            plain.replace(name_of(number), last[number])
        bare = ox.Store()
        bare.bulk_extend(quad for graph in last.values() for quad in graph)
        fill(bare)
        assert store.dump() == plain.dump() == canonical(bare)


def graph_of(number: int, version: int, part: slice) -> list[Quad]:
    """The quads of a version of a document: all that it tells of itself, and a part of the rest."""
    graph = quads(VERSIONS[number][version])
    told = [q for q in graph if q.subject == q.graph_name]
    return told + [q for q in graph if q.subject != q.graph_name][part]


def name_of(number: int) -> str:
    """The IRI of a document in all its versions."""
    return document_iri(VERSIONS[number][0].document.text)
