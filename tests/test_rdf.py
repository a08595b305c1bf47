from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from sample_reading import FACTS, TEXT, renamed, sample

from extract.records import Document, Entity, Evidence, Fact, Kind, Mention, Property, Reading
from graph.export import rdf
from graph.prefixes import PREFIXES, named, text
from graph.rdf import gazetteer_quads, mentioned_codes, quads
from graph.store import Store
from ontology.errors import InvalidGraph
from ontology.iri import GAZETTEER_GRAPH, document_iri, place_iri, program_iri

DOCUMENT = document_iri(TEXT)
FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def values(graph: list[Quad], subject: str, predicate: str) -> set[str]:
    """What a graph says of a subject."""
    wanted = named(predicate)
    return {text(q.object) for q in graph if text(q.subject) == subject and q.predicate == wanted}


def instances(graph: list[Quad], kind: str) -> list[str]:
    wanted = named(kind)
    return [text(q.subject) for q in graph if q.object == wanted]


def test_quads_are_the_same_each_time_sorted_and_in_one_graph_without_blank_nodes() -> None:
    one, two = quads(sample()), quads(sample())
    assert rdf(one, "nquads") == rdf(two, "nquads")
    assert [str(q) for q in one] == sorted(str(q) for q in two)
    assert {q.graph_name for q in one} == {NamedNode(DOCUMENT)}
    assert not any(isinstance(t, ox.BlankNode) for q in one for t in (q.subject, q.object))


def test_order_of_the_records_does_not_matter() -> None:
    reading = sample()
    turned = replace(
        reading,
        entities=reading.entities[::-1],
        mentions=reading.mentions[::-1],
        facts=reading.facts[::-1],
        observations=reading.observations[::-1],
    )
    assert quads(turned) == quads(reading)


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ("rdf:type", {PREFIXES["pg"] + "Document"}),
        ("schema:headline", {"Tea brings them home"}),
        ("schema:datePublished", {"2020-08"}),
        ("schema:text", {TEXT}),
        ("schema:url", {"https://news.example/tea"}),
        ("dcterms:source", {"tea.txt"}),
    ],
)
def test_document_says_where_it_comes_from(predicate: str, expected: set[str]) -> None:
    assert values(quads(sample()), DOCUMENT, predicate) == expected


@pytest.mark.parametrize(("date", "kind"), [("2020", "gYear"), ("2020-08", "gYearMonth"), ("2020-08-18", "date")])
def test_date_is_as_exact_as_it_is_known(date: str, kind: str) -> None:
    reading = Reading(document=Document(text="News", date=date))
    found = [q.object for q in quads(reading) if q.predicate == named("schema:datePublished")]
    assert found == [Literal(date, datatype=NamedNode(PREFIXES["xsd"] + kind))]


def test_place_goes_by_its_official_name_and_keeps_the_forms_of_the_text() -> None:
    graph = quads(sample())
    county = place_iri("130131")
    assert values(graph, county, "skos:prefLabel") == {"Pingshan County"}
    assert values(graph, county, "skos:altLabel") == {"Pingshan"}
    assert values(graph, county, "pg:code") == {"130131"}
    assert values(graph, county, "rdf:type") == {PREFIXES["pg"] + "County"}


def test_each_entity_has_one_label_and_one_class() -> None:
    graph = quads(sample())
    for entity in values(graph, DOCUMENT, "schema:mentions"):
        assert len(values(graph, entity, "skos:prefLabel")) == 1
        assert len(values(graph, entity, "rdf:type")) == 1


def test_only_what_the_text_names_is_mentioned() -> None:
    reading = sample()
    unnamed = tuple(replace(m, named=False) if m.body == "e9" else m for m in reading.mentions)
    industry = values(quads(reading), DOCUMENT, "schema:mentions") - values(
        quads(replace(reading, mentions=unnamed)), DOCUMENT, "schema:mentions"
    )
    assert len(industry) == 1
    assert "/industry/tea-" in industry.pop()


def test_fact_is_a_triple_and_its_description() -> None:
    graph = quads(sample())
    (fact,) = (
        f for f in instances(graph, "pg:Fact") if values(graph, f, "rdf:predicate") == {PREFIXES["pg"] + "donatedTo"}
    )
    subject, object = values(graph, fact, "rdf:subject"), values(graph, fact, "rdf:object")
    assert values(graph, subject.pop(), "pg:donatedTo") == object
    assert values(graph, fact, "pg:confidence") == {"0.85"}
    (amount,) = values(graph, fact, "pg:amount")
    assert values(graph, amount, "pg:value") == {"20000"}
    assert values(graph, amount, "pg:maxValue") == {"20000.5"}


def test_all_evidence_quotes_the_text_at_its_place() -> None:
    graph = quads(sample())
    proved = [node for kind in ("pg:Fact", "pg:Observation", "pg:Quotation") for node in instances(graph, kind)]
    assert len(proved) == len(FACTS) + 3
    for node in proved:
        for evidence in values(graph, node, "pg:evidence"):
            assert values(graph, evidence, "oa:hasSource") == {DOCUMENT}
            selectors = values(graph, evidence, "oa:hasSelector")
            (start,) = {int(v) for s in selectors for v in values(graph, s, "oa:start")}
            (end,) = {int(v) for s in selectors for v in values(graph, s, "oa:end")}
            (exact,) = {v for s in selectors for v in values(graph, s, "oa:exact")}
            assert TEXT[start:end] == exact


def test_anaphors_are_marked() -> None:
    graph = quads(sample())
    (anaphor,) = (text(q.subject) for q in graph if q.predicate == named("pg:anaphor"))
    (company,) = values(graph, anaphor, "oa:hasBody")
    assert values(graph, company, "skos:prefLabel") == {"Green Ridge Tea Co."}


def test_program_is_known_by_its_type_and_implementer() -> None:
    graph = quads(sample())
    assert instances(graph, "pg:Program") == [program_iri("skills-training", place_iri("130131"))]
    alone = replace(sample(), facts=())
    assert instances(quads(alone), "pg:Program") == [program_iri("skills-training", DOCUMENT)]


def test_records_of_one_program_are_one() -> None:
    reading = sample()
    again = Entity(id="p2", kind=Kind.PROGRAM, label="tea lessons", program_type="skills-training", anchor="e1")
    graph = quads(replace(reading, entities=(*reading.entities, again)))
    (program,) = instances(graph, "pg:Program")
    assert values(graph, program, "skos:prefLabel") == {"skills training program"}
    assert values(graph, program, "skos:altLabel") == {"tea lessons"}


@pytest.mark.parametrize(
    ("kind", "same"),
    [(Kind.PERSON, False), (Kind.SITE, False), (Kind.VILLAGE, False), (Kind.INDUSTRY, True),
     (Kind.ENTERPRISE, True)],
)  # fmt: skip
def test_namesakes_in_two_documents(kind: Kind, same: bool) -> None:
    entity = Entity(id="e", kind=kind, label="Willow")
    found = []
    for words in ("Willow here", "Willow there"):
        mention = Mention(body="e", start=0, end=6)
        reading = Reading(document=Document(text=words), entities=(entity,), mentions=(mention,))
        found.append(values(quads(reading), document_iri(words), "schema:mentions"))
    assert (found[0] == found[1]) is same


def test_anchored_namesake_is_the_same_in_two_documents() -> None:
    one, two = quads(sample()), quads(renamed(sample(), "Once more."))
    assert set(instances(one, "pg:Village")) == set(instances(two, "pg:Village"))
    assert set(instances(one, "pg:Official")) == set(instances(two, "pg:Official"))
    assert set(instances(one, "pg:Journalist")) != set(instances(two, "pg:Journalist"))


def test_anchors_in_a_circle_end() -> None:
    entities = (
        Entity(id="a", kind=Kind.ENTERPRISE, label="A", anchor="b"),
        Entity(id="b", kind=Kind.SITE, label="B", anchor="a"),
    )
    reading = Reading(document=Document(text="A and B"), entities=entities)
    assert quads(reading) == quads(replace(reading, entities=entities[::-1]))


def test_unknown_id_is_an_invalid_graph() -> None:
    span = Evidence(start=0, end=1)
    fact = Fact(subject="x9", predicate=Property.PART_OF, object="x9", confidence=1.0, evidence=(span,))
    with pytest.raises(InvalidGraph, match="x9"):
        quads(Reading(document=Document(text="A"), facts=(fact,)))


def test_gazetteer_gives_the_places_above() -> None:
    graph = gazetteer_quads({"130131"})
    assert {q.graph_name for q in graph} == {NamedNode(GAZETTEER_GRAPH)}
    county, city, province = (place_iri(c) for c in ("130131", "130100", "130000"))
    assert values(graph, county, "pg:locatedIn") == {city}
    assert values(graph, city, "pg:locatedIn") == {province}
    assert values(graph, county, "skos:altLabel") == {"平山县"}
    assert values(graph, county, "owl:sameAs") == {
        "http://www.wikidata.org/entity/Q1363579",
        "https://sws.geonames.org/1798698/",
    }
    assert all(Decimal(v) for p in ("geo:lat", "geo:long") for v in values(graph, county, p))
    assert gazetteer_quads({"000000"}) == []


def test_codes_of_a_graph() -> None:
    assert mentioned_codes(quads(sample())) == {"130131", "130000"}


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings of any text, with labels and titles of any characters."""
    words = draw(TEXTS)
    spans = st.integers(0, len(words)).flatmap(
        lambda start: st.integers(start, len(words)).map(lambda end: (start, end))
    )
    names = draw(st.lists(TEXTS, min_size=2, max_size=4, unique=True))
    entities = tuple(Entity(id=f"e{i}", kind=Kind.ENTERPRISE, label=name) for i, name in enumerate(names))
    mentions = [(e.id, *draw(spans)) for e in entities]
    start, end = draw(spans)
    fact = Fact(
        subject="e0",
        predicate=Property.PART_OF,
        object="e1",
        confidence=draw(st.floats(0, 1)),
        title=draw(TEXTS),
        evidence=(Evidence(start=start, end=end),),
    )
    return Reading(
        document=Document(text=words, title=draw(TEXTS)),
        entities=entities,
        mentions=tuple(Mention(body=b, start=s, end=e) for b, s, e in mentions),
        facts=(fact,),
    )


@given(readings())
def test_every_format_and_the_store_give_the_quads_back(reading: Reading) -> None:
    graph = quads(reading)
    for name, format in FORMATS.items():
        found = set(ox.parse(rdf(graph, name), format))
        if name == "turtle":
            assert found == {Quad(q.subject, q.predicate, q.object) for q in graph}
        else:
            assert found == set(graph)
    with Store.memory() as store:
        store.replace(document_iri(reading.document.text), graph)
        kept = set(store.statements(NamedNode(document_iri(reading.document.text))))
        assert kept == set(graph)
        assert {q.triple for q in graph} <= {q.triple for q in store.merged()}
        assert all(q.graph_name == DefaultGraph() for q in store.merged())
