"""The ontology is whole, agrees with the records, and its shapes refuse what they should."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from extract import records
from extract.records import ORGANIZATIONS, PEOPLE, PLACES, Comparator, Kind, Property, Unit
from graph.validate import problems
from ontology.generate import PG, PGT, generated
from ontology.labels import CLASSES, PROGRAM_TYPES, PROPERTIES
from ontology.terms import PG as TERMS

ROOT = Path(__file__).parent.parent
ONTOLOGY = Graph().parse(ROOT / "ontology" / "policygraph.ttl")
TYPES = Graph().parse(ROOT / "ontology" / "program-types.ttl")
SHAPES = Graph().parse(ROOT / "ontology" / "shapes.ttl")

# Terms that no standard vocabulary has: how sure a reading is, how a text bounds a number, what is no name.
OWN = {"confidence", "comparator", "anaphor"}
ACROSS = {"possiblySame", "nearDuplicateOf", "contradicts"}  # found between documents, never read from one
GROUPS = {Kind.PLACE: PLACES, Kind.PERSON: PEOPLE, Kind.ORGANIZATION: ORGANIZATIONS}
CONTRACT_CLASSES = """
    Place Region Province Prefecture County Township Village Site PlaceGroup Actor Person Official Journalist
    Organization GovernmentBody Enterprise Cooperative Workshop Institution Program Industry Observation Fact Quotation
    Document
"""
CONTRACT_PROPERTIES = """
    locatedIn partOf worksFor holdsPostIn livesIn founded implements covers benefits agreementWith donatedTo investedIn
    hasIndustry cooperatesWith within programType code value maxValue unit comparator counted about period accordingTo
    evidence confidence title date amount saidBy
"""
CONTRACT_TYPES = """
    labour-transfer labour-cooperation skills-training recruitment-fair paired-assistance employment-assistance
    public-welfare-job poverty-alleviation-workshop community-factory employment-base leading-enterprise
    industry-development relocation financial-support return-entrepreneurship collective-investment e-commerce
    tourism photovoltaic consumption-assistance ecological-compensation education health housing infrastructure
    social-security labour-survey
"""
RECORDS = {
    "Observation": records.Observation,
    "Fact": records.Fact,
    "Quotation": records.Quotation,
}
# Fields whose property is a standard one, or which only tell records of one reading apart.
ELSEWHERE = {"Observation": {"id"}, "Fact": {"subject", "predicate", "object"}, "Quotation": {"id", "text"}}


def named(*kinds: URIRef) -> list[str]:
    """The local names of the ontology's terms of some kinds."""
    found = {str(s) for kind in kinds for s in ONTOLOGY.subjects(RDF.type, kind) if isinstance(s, URIRef)}
    return sorted(s.removeprefix(PG) for s in found if s.startswith(PG))


CLASS_NAMES = named(OWL.Class)
PROPERTY_NAMES = named(OWL.ObjectProperty, OWL.DatatypeProperty)
TYPE_NAMES = sorted(
    str(s).removeprefix(PGT) for s in TYPES.subjects(RDF.type, SKOS.Concept) if "/group-" not in str(s)
)  # fmt: skip


def ends(name: str, predicate: URIRef) -> set[str]:
    """The local names of a property's domain or range."""
    found = set()
    for end in ONTOLOGY.objects(URIRef(PG + name), predicate):
        union = ONTOLOGY.value(end, OWL.unionOf)
        found |= {str(m).removeprefix(PG) for m in (ONTOLOGY.items(union) if union else [end])}
    return found


def text(graph: Graph, iri: str, predicate: URIRef, language: str) -> str:
    """The text of a property in a language."""
    found = [o for o in graph.objects(URIRef(iri), predicate) if isinstance(o, Literal) and o.language == language]
    assert len(found) <= 1, (iri, predicate)
    return str(found[0]) if found else ""


def is_standard(term: object) -> bool:
    """Whether a term, or the property that it turns round, is of a standard vocabulary."""
    inverse = ONTOLOGY.value(term, OWL.inverseOf) if isinstance(term, BNode) else None
    return not str(inverse or term).startswith(PG)


def test_generated_files_are_what_the_turtle_makes() -> None:
    for path, made in generated().items():
        assert path.read_text(encoding="utf-8") == made, f"{path.name}: run `python -m ontology.generate`"


@pytest.mark.parametrize("name", [*CLASS_NAMES, *PROPERTY_NAMES])
def test_term_is_explained(name: str) -> None:
    iri = PG + name
    assert text(ONTOLOGY, iri, RDFS.label, "en")
    assert text(ONTOLOGY, iri, RDFS.comment, "en").endswith((".", "…"))
    assert len(list(ONTOLOGY.objects(URIRef(iri), SKOS.example))) == 1
    assert hasattr(TERMS, name)


@pytest.mark.parametrize("name", CLASS_NAMES)
def test_class_is_aligned(name: str) -> None:
    assert any(is_standard(above) for above in ONTOLOGY.objects(URIRef(PG + name), RDFS.subClassOf))
    assert text(ONTOLOGY, PG + name, URIRef(f"{PG}pluralLabel"), "en")


@pytest.mark.parametrize("name", PROPERTY_NAMES)
def test_property_has_ends_and_is_aligned(name: str) -> None:
    assert ends(name, RDFS.domain) <= set(CLASS_NAMES)
    assert ends(name, RDFS.domain)
    assert ends(name, RDFS.range)
    above = list(ONTOLOGY.objects(URIRef(PG + name), RDFS.subPropertyOf))
    assert any(map(is_standard, above)) is (name not in OWN)
    if (URIRef(PG + name), RDF.type, OWL.ObjectProperty) in ONTOLOGY:
        assert text(ONTOLOGY, PG + name, URIRef(f"{PG}inverseLabel"), "en")


@pytest.mark.parametrize("name", TYPE_NAMES)
def test_program_type_is_explained(name: str) -> None:
    iri = PGT + name
    for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.scopeNote):
        assert text(TYPES, iri, predicate, "en"), predicate
    assert re.search("[\u4e00-\u9fff]", text(TYPES, iri, SKOS.prefLabel, "zh"))
    group = TYPES.value(URIRef(iri), SKOS.broader)
    assert group is not None
    assert TYPES.value(group, SKOS.topConceptOf) == TYPES.value(URIRef(iri), SKOS.inScheme) is not None


def test_no_two_program_types_say_the_same() -> None:
    for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.scopeNote):
        said = [text(TYPES, PGT + name, predicate, "en") for name in TYPE_NAMES]
        assert len(set(said)) == len(said) == 27


def test_contract_is_kept() -> None:
    """The names that documents, queries and other tools rely on."""
    assert set(CLASS_NAMES) >= set(CONTRACT_CLASSES.split())
    assert set(PROPERTY_NAMES) >= set(CONTRACT_PROPERTIES.split())
    assert set(TYPE_NAMES) == set(CONTRACT_TYPES.split())
    assert {p for p in PROPERTY_NAMES if (URIRef(PG + p), RDF.type, OWL.SymmetricProperty) in ONTOLOGY} == {
        Property.AGREEMENT_WITH,
        Property.COOPERATES_WITH,
        *ACROSS,
    }
    assert {p for p in PROPERTY_NAMES if (URIRef(PG + p), RDF.type, OWL.TransitiveProperty) in ONTOLOGY} == {
        "partOf",
        "within",
    }


def test_kinds_are_the_classes_of_entities() -> None:
    """Each class that something can be is a Kind, below the class of its family."""
    entities = {name for name in CLASS_NAMES if name not in {*RECORDS, "Actor", "Document", "Mention", "Likeness"}}
    assert {str(kind) for kind in Kind} == entities
    for top, family in GROUPS.items():
        below = {str(s).removeprefix(PG) for s in ONTOLOGY.transitive_subjects(RDFS.subClassOf, URIRef(PG + top))}
        assert {str(kind) for kind in family} == below


def test_properties_are_those_between_entities() -> None:
    entities = {*map(str, Kind), "Actor"}
    between = {
        p for p in PROPERTY_NAMES if ends(p, RDFS.domain) <= entities and ends(p, RDFS.range) <= entities
    } - {"within", "possiblySame"}  # fmt: skip
    assert {str(p) for p in Property} == between


@pytest.mark.parametrize("name", RECORDS)
def test_fields_are_the_properties_of_a_record(name: str) -> None:
    told = {f.name for f in fields(RECORDS[name])} - ELSEWHERE[name]
    camel = {re.sub(r"_(\w)", lambda m: m[1].upper(), f) for f in told}
    assert camel == {p for p in PROPERTY_NAMES if name in ends(p, RDFS.domain)} - ACROSS


def test_entity_and_mention_have_the_rest_of_the_properties() -> None:
    told = {str(p) for p in Property} | {"within"}
    for name in RECORDS:
        told |= {p for p in PROPERTY_NAMES if name in ends(p, RDFS.domain)}
    assert set(PROPERTY_NAMES) - told - ACROSS - {"likens", "score", "reason"} == {
        "code",
        "delistedIn",
        "programType",
        "anaphor",
    }
    assert {"code", "program_type"} <= {f.name for f in fields(records.Entity)}
    assert "named" in {f.name for f in fields(records.Mention)}


def test_lists_of_the_shapes_are_the_records_own() -> None:
    lists = {
        str(SHAPES.value(shape, SH.path)).removeprefix(PG): {str(o) for o in SHAPES.items(members)}
        for shape, members in SHAPES.subject_objects(SH["in"])
    }
    assert lists == {"unit": set(Unit), "comparator": set(Comparator)}


def test_labels_are_of_all_terms() -> None:
    assert set(CLASSES) == set(CLASS_NAMES)
    assert set(PROPERTIES) == set(PROPERTY_NAMES)
    assert set(PROGRAM_TYPES) == set(TYPE_NAMES)


# Each node breaks one rule. The good ones that they need stand first.
GRAPH = """
PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX pgt: <https://w3id.org/policygraph/program-type/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <https://schema.org/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX : <https://w3id.org/policygraph/resource/>

:d a pg:Document ; schema:text "Tea and 3 cups." .
:e a oa:SpecificResource ; oa:hasSource :d ; oa:hasSelector :p, :q .
:p a oa:TextPositionSelector ; oa:start 0 ; oa:end 3 .
:q a oa:TextQuoteSelector ; oa:exact "Tea" .
:place a pg:County ; skos:prefLabel "A" ; pg:code "130131" .
:person a pg:Person ; skos:prefLabel "B" .
:firm a pg:Enterprise ; skos:prefLabel "C" .
:program a pg:Program ; skos:prefLabel "D" ; pg:programType pgt:tourism .
:tea a pg:Industry ; skos:prefLabel "tea" .
:figure a pg:Observation ; pg:value 3.0 ; pg:unit "other" ; pg:comparator "=" ; pg:evidence :e .
:fact a pg:Fact ; rdf:subject :person ; rdf:predicate pg:livesIn ; rdf:object :place ;
    pg:confidence 0.5 ; pg:evidence :e .
:quotation a pg:Quotation ; pg:saidBy :person ; schema:text "Tea" ; pg:evidence :e .
:mention a pg:Mention ; oa:hasBody :place ; oa:hasTarget :e .
"""
FACT = "a pg:Fact ; rdf:subject :person ; rdf:predicate pg:livesIn ; rdf:object :place ; pg:confidence 0.5"
FIGURE = 'a pg:Observation ; pg:value 3.0 ; pg:unit "other" ; pg:evidence :e'
EVIDENCE = "a oa:SpecificResource ; oa:hasSource :d ; oa:hasSelector"
BROKEN = [
    ("a pg:Document", "A document has its text, once"),
    ('a pg:Document ; schema:text "a", "b"', "A document has its text, once"),
    ('a pg:Document ; schema:text "a" ; schema:datePublished "2020", "2021"', "A document has at most one date"),
    (FACT, "A fact has evidence"),
    (f"{FACT} ; pg:evidence :place", "A fact has evidence"),
    (f"{FACT} ; pg:evidence :e ; rdf:subject :firm", "A fact has one subject"),
    (f"{FACT} ; pg:evidence :e ; rdf:predicate pg:founded", "A fact has one predicate"),
    (f"{FACT} ; pg:evidence :e ; rdf:object :firm", "A fact has one object"),
    (f"{FACT} ; pg:evidence :e ; pg:amount :place", "A fact's amount is a figure"),
    (f"{FACT} ; pg:evidence :e ; pg:accordingTo :place", "Who says a fact is an actor"),
    (f"{FACT} ; pg:evidence :e ; pg:confidence 0.6", "A fact has one confidence between 0 and 1"),
    ("a pg:Fact ; rdf:subject :a ; rdf:predicate :b ; rdf:object :c ; pg:evidence :e ; pg:confidence 1.5",
     "A fact has one confidence between 0 and 1"),
    ('a pg:Observation ; pg:unit "job" ; pg:evidence :e', "A figure has one value"),
    ("a pg:Observation ; pg:value 3.0 ; pg:evidence :e", "A figure has one unit of the list"),
    ('a pg:Observation ; pg:value 3.0 ; pg:unit "cups" ; pg:evidence :e', "A figure has one unit of the list"),
    ('a pg:Observation ; pg:value "3" ; pg:unit "job" ; pg:evidence :e', "A figure has one value"),
    ('a pg:Observation ; pg:value 3.0 ; pg:unit "job"', "A figure has evidence"),
    (f'{FIGURE} ; pg:maxValue "many"', "A figure's range has one end"),
    (f'{FIGURE} ; pg:comparator "about"', "A figure's bound is one of = > < >= <= ~"),
    (f'{FIGURE} ; pg:period "last year"', "A figure's period is an ISO 8601 date or interval"),
    (f"{FIGURE} ; pg:accordingTo :tea", "Who says a figure is an actor"),
    ('a pg:Likeness ; pg:likens :firm ; pg:score 0.6 ; pg:reason "a name"', "A likeness likens two"),
    ("a pg:Likeness ; pg:likens :firm, :person ; pg:score 0.6", "A likeness has a reason"),
    ('a pg:Likeness ; pg:likens :firm, :person ; pg:score 1.6 ; pg:reason "a name"',
     "A likeness has a score from 0 to 1"),
    ('a pg:Quotation ; schema:text "a" ; pg:evidence :e', "A quotation was said by one person"),
    ('a pg:Quotation ; schema:text "a" ; pg:saidBy :firm ; pg:evidence :e', "A quotation was said by one person"),
    ("a pg:Quotation ; pg:saidBy :person ; pg:evidence :e", "A quotation has its words"),
    ('a pg:Quotation ; schema:text "a" ; pg:saidBy :person', "A quotation has evidence"),
    ("a oa:SpecificResource ; oa:hasSelector :p, :q", "Evidence stands in one document"),
    ("a oa:SpecificResource ; oa:hasSource :place ; oa:hasSelector :p, :q", "Evidence stands in one document"),
    (f"{EVIDENCE} :p", "Evidence has a position and a quote"),
    ("a oa:TextPositionSelector ; oa:start 3 ; oa:end 3", "A position starts at 0 or later, and before its end"),
    ("a oa:TextPositionSelector ; oa:start -1 ; oa:end 3", "A position starts at 0 or later, and before its end"),
    ("a oa:TextPositionSelector ; oa:start 0", "A position has one end"),
    ('a oa:TextQuoteSelector ; oa:exact ""', "A quote has its exact words"),
    ("a oa:TextQuoteSelector", "A quote has its exact words"),
    ("a pg:Mention ; oa:hasTarget :e", "A mention speaks of one thing"),
    ("a pg:Mention ; oa:hasBody :place", "A mention stands at one place in the text"),
    ("a pg:Village", "An entity has one preferred label"),
    ('a pg:Cooperative ; skos:prefLabel "a", "b"', "An entity has one preferred label"),
    ("a pg:Industry", "An entity has one preferred label"),
    ('a pg:County ; skos:prefLabel "a" ; pg:code "13013"',
     "A place has at most one code: six digits, nine for a township, or R-…"),
    ('a pg:County ; skos:prefLabel "a" ; pg:code "130131", "130132"',
     "A place has at most one code: six digits, nine for a township, or R-…"),
    ('a pg:County ; skos:prefLabel "a" ; pg:delistedIn "2019"^^<http://www.w3.org/2001/XMLSchema#gYear>, "2020"',
     "A county left the poverty list in one year"),
    ('a pg:Program ; skos:prefLabel "a"', "A program has one type of the scheme"),
    ('a pg:Program ; skos:prefLabel "a" ; pg:programType :tea', "A program has one type of the scheme"),
    ('a pg:Person ; skos:prefLabel "a" ; pg:agreementWith :person',
     "What a person has an agreement with is: Organization"),
]  # fmt: skip


def broken(turtle: str) -> dict[str, set[str]]:
    """The messages of the shapes on a graph, by the node that breaks them."""
    found: dict[str, set[str]] = {}
    for problem in problems(ox.parse(turtle.encode(), ox.RdfFormat.TURTLE)):
        where, _, what = problem.partition(": ")
        found.setdefault(where.split()[0], set()).add(what.rpartition(" (it is ")[0] or what)
    return found


@pytest.fixture(scope="module")
def told() -> dict[str, set[str]]:
    """What the shapes say of the nodes of BROKEN, each by its number."""
    return broken(GRAPH + "".join(f":n{i} {node} .\n" for i, (node, _) in enumerate(BROKEN)))


def test_good_graph_breaks_no_shape() -> None:
    assert broken(GRAPH) == {}


@pytest.mark.parametrize("number", range(len(BROKEN)), ids=[f"{i}-{what}" for i, (_, what) in enumerate(BROKEN)])
def test_broken_rule_is_told(told: dict[str, set[str]], number: int) -> None:
    assert told[f"n{number}"] >= {BROKEN[number][1]}


def test_only_broken_nodes_are_told(told: dict[str, set[str]]) -> None:
    assert set(told) == {f"n{i}" for i in range(len(BROKEN))}


GOOD = {"Place": ":place", "Person": ":person", "Organization": ":firm", "Actor": ":firm", "Industry": ":tea",
        "Program": ":program", "Official": ":official", "Site": ":site"}  # fmt: skip


@pytest.mark.parametrize("name", Property)
def test_relation_needs_its_ends(name: Property) -> None:
    """What the ontology says of a property's ends is what the shapes ask."""
    subject, object = (GOOD[sorted(ends(name, end))[0]] for end in (RDFS.domain, RDFS.range))
    more = ':official a pg:Official ; skos:prefLabel "E" . :site a pg:Site ; skos:prefLabel "F" .'
    right = f"{subject} pg:{name} {object} ."
    assert broken(f"{GRAPH} {more} {right}") == {}
    wrong = f":wrong pg:{name} {object} . {subject} pg:{name} :wrong ."
    found = broken(f'{GRAPH} {more} :wrong a pg:Journal ; skos:prefLabel "G" . {wrong}')
    assert set(found) == {"wrong", subject[1:]}


def test_every_message_of_the_shapes_is_tried() -> None:
    messages = {str(m).rstrip(".") for m in SHAPES.objects(None, SH.message)}
    tried = {what for _, what in BROKEN}
    of_ends = {m for m in messages if m.startswith("What ")} - tried
    assert messages - of_ends == tried
    assert len(of_ends) == 2 * len([*Property, *ACROSS])
