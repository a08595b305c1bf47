"""Records as quads: the only module that knows the RDF shape of a reading and of the gazetteer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Triple
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS, XSD

from extract.records import Document, Entity, Fact, Kind, Mention, Observation, Quotation, Reading
from graph.names import Names
from graph.prefixes import text
from ontology import gazetteer
from ontology.iri import GAZETTEER_GRAPH, evidence_iri, likeness_iri, place_iri
from ontology.terms import GEO, OA, PG, PGT, SCHEMA

_LEVELS = {
    "region": PG.Region,
    "province": PG.Province,
    "prefecture": PG.Prefecture,
    "county": PG.County,
    "township": PG.Township,
}
# As `Told` looks them up, which is done often.
_HAS_BODY, _HAS_TARGET, _START, _END, _EXACT, _EVIDENCE = map(
    str, (OA.hasBody, OA.hasTarget, OA.start, OA.end, OA.exact, PG.evidence)
)
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_DIGITS = Decimal(1).scaleb(-9)  # of a fraction: the engine computes with 18


def quads(reading: Reading) -> list[Quad]:
    """A reading as its document's graph, sorted; equal readings give equal quads, none blank."""
    names = Names(reading)
    triples = set(_document(reading, names))
    triples.update(_entities(reading, names))
    for mention in reading.mentions:
        triples.update(_mention(mention, reading.document, names))
    for observation in reading.observations:
        triples.update(_observation(observation, reading.document, names))
    for quotation in reading.quotations:
        triples.update(_quotation(quotation, reading.document, names))
    for fact in reading.facts:
        triples.update(_fact(fact, reading.document, names))
    return _sorted(triples, names.document)


def gazetteer_quads(codes: Iterable[str]) -> list[Quad]:
    """What the gazetteer tells of the places with some codes and of those above them."""
    places: dict[str, gazetteer.Place] = {}
    parents: dict[str, str] = {}
    for code in codes:
        atlas = gazetteer.load()
        place = atlas.by_code(code)
        if place is not None:
            chain = (place, *atlas.ancestors(code))
            places.update((p.code, p) for p in chain)
            parents.update(zip((p.code for p in chain), (p.code for p in chain[1:]), strict=False))
    found: set[Triple] = set()
    for code, place in places.items():
        found.update(_placed(place, parents.get(code, "")))
    return _sorted(found, GAZETTEER_GRAPH)


def mentioned_codes(graph: Iterable[Quad]) -> set[str]:
    """The gazetteer codes of the places in a document's graph."""
    return {text(q.object) for q in graph if q.predicate.value == str(PG.code)}


class Told:
    """A document's graph as one reads it: what it says of each thing, and where its text does."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._by: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for quad in quads:
            self._by[quad.predicate.value].setdefault(text(quad.subject), []).append(text(quad.object))
        self._targets: dict[str, list[str]] = defaultdict(list)
        for mention, bodies in self._by[_HAS_BODY].items():
            for body in bodies:
                self._targets[body] += self.all(mention, _HAS_TARGET)
        self._spots: dict[str, list[tuple[int, int]]] = {}

    def figures(self) -> list[str]:
        """Its figures, sorted."""
        return sorted(self._by[str(PG.value)])

    def all(self, iri: str, predicate: str) -> list[str]:
        """What it says of a thing by a property; nothing of what it doesn't know."""
        return self._by[predicate].get(iri, [])

    def one(self, iri: str, predicate: str) -> str:
        """What it says of a thing by a property that has one value, '' for none."""
        return next(iter(self.all(iri, predicate)), "")

    def sentences(self, iri: str) -> list[tuple[int, str]]:
        """The sentences that something rests on, and where in the text they begin, in their order."""
        found = ((self.one(f"{e}#position", _START), self.one(f"{e}#quote", _EXACT)) for e in self.all(iri, _EVIDENCE))
        return sorted((int(start), words) for start, words in found if start)

    def spots(self, iri: str) -> list[tuple[int, int]]:
        """Where the text speaks of something, in its order."""
        if iri not in self._spots:
            places = [f"{target}#position" for target in self._targets.get(iri, ())]
            edges = ((self.one(place, _START), self.one(place, _END)) for place in places)
            self._spots[iri] = sorted((int(start), int(end)) for start, end in edges if start and end)
        return self._spots[iri]


def likeness(predicate: str, one: str, two: str, score: float, reasons: Iterable[str]) -> Iterator[Triple]:
    """Two things that are alike, by a symmetric property: how much, and why."""
    iri = likeness_iri(one, two)
    yield from _say(one, predicate, two)
    yield from _say(two, predicate, one)
    yield from _say(iri, RDF.type, PG.Likeness)
    yield from _say(iri, PG.likens, one, two)
    yield from _say(iri, PG.score, _number(score))
    yield from _say(iri, PG.reason, *map(Literal, reasons))


def _sorted(triples: Iterable[Triple], graph: str) -> list[Quad]:
    name = NamedNode(graph)
    return sorted((Quad(t.subject, t.predicate, t.object, name) for t in triples), key=str)


def _say(subject: str, predicate: str, *objects: str | Literal) -> Iterator[Triple]:
    """A triple for each object: an IRI, or a literal; nothing for an empty one."""
    for o in objects:
        if isinstance(o, Literal):
            if o.value:
                yield Triple(NamedNode(subject), NamedNode(predicate), o)
        elif o:
            yield Triple(NamedNode(subject), NamedNode(predicate), NamedNode(o))


def _number(value: Decimal | float | None) -> Literal:
    """A decimal in the form that the engine gives back."""
    if value is None:
        return Literal("")
    number = Decimal(str(value))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -9:
        number = number.quantize(_DIGITS)
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal(text, datatype=NamedNode(XSD.decimal))


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD.integer))


def _date(value: str) -> Literal:
    """A date as exact as it is known."""
    kind = _DATES.get(len(value))
    return Literal(value, datatype=NamedNode(kind)) if kind else Literal(value)


def _document(reading: Reading, names: Names) -> Iterator[Triple]:
    document = reading.document
    iri = names.document
    yield from _say(iri, RDF.type, PG.Document)
    yield from _say(iri, SCHEMA.headline, Literal(document.title))
    yield from _say(iri, SCHEMA.datePublished, _date(document.date))
    yield from _say(iri, SCHEMA.text, Literal(document.text))
    yield from _say(iri, SCHEMA.url, Literal(document.url))
    yield from _say(iri, DCTERMS.source, Literal(document.source))
    for entity in reading.entities:
        if entity.kind is Kind.JOURNALIST:
            yield from _say(iri, SCHEMA.author, names.of(entity.id))
    ids = {entity.id for entity in reading.entities}
    for mention in reading.mentions:
        if mention.named and mention.body in ids:
            yield from _say(iri, SCHEMA.mentions, names.of(mention.body))


def _entities(reading: Reading, names: Names) -> Iterator[Triple]:
    """Each entity; records that come to one IRI are one entity, labelled as the first of them."""
    by_iri: dict[str, list[Entity]] = {}
    for entity in reading.entities:
        by_iri.setdefault(names.of(entity.id), []).append(entity)
    for iri, same in by_iri.items():
        first = same[0]
        place = gazetteer.load().by_code(first.code) if first.code else None
        label = place.name if place else first.label
        forms = {form for e in same for form in (e.label, *e.aliases)} - {label}
        kind = _LEVELS[place.level] if place else getattr(PG, first.kind)
        yield from _say(iri, RDF.type, kind)
        yield from _say(iri, SKOS.prefLabel, Literal(label))
        yield from _say(iri, SKOS.altLabel, *map(Literal, forms))
        yield from _say(iri, PG.code, Literal(first.code))
        if first.program_type:
            yield from _say(iri, PG.programType, f"{PGT}{first.program_type}")


def _evidence(document: Document, iri: str, start: int, end: int) -> Iterator[Triple]:
    """The node of a span of the document: where it stands, and its words."""
    node = evidence_iri(iri, start, end)
    position, quote = f"{node}#position", f"{node}#quote"
    yield from _say(node, RDF.type, OA.SpecificResource)
    yield from _say(node, OA.hasSource, iri)
    yield from _say(node, OA.hasSelector, position, quote)
    yield from _say(position, RDF.type, OA.TextPositionSelector)
    yield from _say(position, OA.start, _integer(start))
    yield from _say(position, OA.end, _integer(end))
    yield from _say(quote, RDF.type, OA.TextQuoteSelector)
    yield from _say(quote, OA.exact, Literal(document.text[start:end]))


def _proved(iri: str, record: Fact | Observation | Quotation, document: Document, names: Names) -> Iterator[Triple]:
    for span in record.evidence:
        yield from _say(iri, PG.evidence, evidence_iri(names.document, span.start, span.end))
        yield from _evidence(document, names.document, span.start, span.end)


def _mention(mention: Mention, document: Document, names: Names) -> Iterator[Triple]:
    iri = names.mention(mention)
    target = evidence_iri(names.document, mention.start, mention.end)
    yield from _say(iri, RDF.type, PG.Mention)
    yield from _say(iri, OA.hasBody, names.of(mention.body))
    yield from _say(iri, OA.hasTarget, target)
    if not mention.named:
        yield from _say(iri, PG.anaphor, Literal("true", datatype=NamedNode(XSD.boolean)))
    yield from _evidence(document, names.document, mention.start, mention.end)


def _observation(figure: Observation, document: Document, names: Names) -> Iterator[Triple]:
    iri = names.of(figure.id)
    yield from _say(iri, RDF.type, PG.Observation)
    yield from _say(iri, PG.value, _number(figure.value))
    yield from _say(iri, PG.maxValue, _number(figure.max_value))
    yield from _say(iri, PG.unit, Literal(figure.unit))
    yield from _say(iri, PG.comparator, Literal(figure.comparator))
    yield from _say(iri, PG.counted, Literal(figure.counted))
    yield from _say(iri, PG.about, *map(names.of, figure.about))
    yield from _say(iri, PG.period, Literal(figure.period))
    yield from _say(iri, PG.accordingTo, names.of(figure.according_to))
    yield from _proved(iri, figure, document, names)


def _quotation(quotation: Quotation, document: Document, names: Names) -> Iterator[Triple]:
    iri = names.of(quotation.id)
    yield from _say(iri, RDF.type, PG.Quotation)
    yield from _say(iri, PG.saidBy, names.of(quotation.said_by))
    yield from _say(iri, SCHEMA.text, Literal(quotation.text))
    yield from _proved(iri, quotation, document, names)


def _fact(fact: Fact, document: Document, names: Names) -> Iterator[Triple]:
    """The plain triple, and the fact that describes it."""
    subject, predicate, object = (
        names.of(fact.subject),
        getattr(PG, fact.predicate),
        names.of(fact.object),
    )
    iri = names.fact(subject, predicate, object)
    yield from _say(subject, predicate, object)
    yield from _say(iri, RDF.type, PG.Fact)
    yield from _say(iri, RDF.subject, subject)
    yield from _say(iri, RDF.predicate, predicate)
    yield from _say(iri, RDF.object, object)
    yield from _say(iri, PG.confidence, _number(fact.confidence))
    yield from _say(iri, PG.title, Literal(fact.title))
    yield from _say(iri, PG.date, _date(fact.date))
    yield from _say(iri, PG.amount, names.of(fact.amount))
    yield from _say(iri, PG.accordingTo, names.of(fact.according_to))
    yield from _proved(iri, fact, document, names)


@lru_cache(maxsize=4096)
def _placed(place: gazetteer.Place, parent: str) -> frozenset[Triple]:
    """What the gazetteer tells of a place; the same places come again and again."""
    return frozenset(_place(place, parent))


def _place(place: gazetteer.Place, parent: str) -> Iterator[Triple]:
    iri = place_iri(place.code)
    yield from _say(iri, RDF.type, _LEVELS[place.level])
    yield from _say(iri, PG.code, Literal(place.code))
    yield from _say(iri, SKOS.prefLabel, Literal(place.name))
    if place.name_zh:
        yield from _say(iri, SKOS.altLabel, Literal(place.name_zh, language="zh"))
    if place.code in gazetteer.delisted():
        yield from _say(iri, PG.delistedIn, _date(str(gazetteer.delisted()[place.code])))
    if parent:
        yield from _say(iri, PG.locatedIn, place_iri(parent))
    if place.lat is not None and place.lon is not None:
        yield from _say(iri, GEO.lat, _number(place.lat))
        yield from _say(iri, GEO.long, _number(place.lon))
    if place.wikidata:
        yield from _say(iri, OWL.sameAs, f"http://www.wikidata.org/entity/{place.wikidata}")
    if place.geonames:
        yield from _say(iri, OWL.sameAs, f"https://sws.geonames.org/{place.geonames}/")
