"""What an endpoint says of itself: SPARQL 1.1 Service Description and VoID, as RDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from graph.prefixes import PREFIXES, named, text
from graph.protocol import GRAPHS, ROWS
from graph.queries import text_of
from graph.sandbox import Answer
from ontology.iri import BASE

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
# The formats that have a name of the W3C.
_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nquads": "N-Quads",
    "rdfxml": "RDF_XML",
}
_VOCABULARIES = ("pg", "schema", "skos", "prov", "oa", "geo")


def description(address: str, ask: Callable[[str], Answer]) -> list[Triple]:
    """The description of the endpoint at an address, whose store is asked by `ask`; sorted."""
    service, dataset, default = (NamedNode(f"{address}#{name}") for name in ("service", "dataset", "default-graph"))
    found = [
        *_typed(service, "Service"),
        Triple(service, _sd("endpoint"), NamedNode(address)),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        Triple(service, _sd("defaultDataset"), dataset),
        *(Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + _NAMES[f])) for f in _formats()),
        *_typed(dataset, "Dataset"),
        Triple(dataset, named("rdf:type"), _void("Dataset")),
        Triple(dataset, _sd("defaultGraph"), default),
        Triple(dataset, _void("sparqlEndpoint"), NamedNode(address)),
        Triple(dataset, _void("uriSpace"), Literal(BASE)),
        *(Triple(dataset, _void("vocabulary"), NamedNode(PREFIXES[name])) for name in _VOCABULARIES),
        *_typed(default, "Graph"),
        *_counts(dataset, default, ask),
    ]
    return sorted(found, key=str)


def _formats() -> set[str]:
    return {*ROWS.values(), *GRAPHS.values()} - {"html"}


def _counts(dataset: NamedNode, default: NamedNode, ask: Callable[[str], Answer]) -> Iterator[Triple]:
    """How much the store holds: triples, and entities by class."""
    for triples, graphs in ask(text_of("extent")).rows:
        assert triples is not None
        assert graphs is not None
        for about in (dataset, default):
            yield Triple(about, _void("triples"), Literal(int(text(triples))))
        yield Triple(
            dataset,
            named("rdfs:comment"),
            Literal(
                f"Named graphs: {text(graphs)}; one for each document, the places that they lie in, and what follows."
            ),
        )
    for kind, count in ask(text_of("classes")).rows:
        assert isinstance(kind, NamedNode)
        assert count is not None
        part = NamedNode(f"{default.value}-{kind.value.rpartition('#')[2]}")
        yield Triple(dataset, _void("classPartition"), part)
        yield Triple(part, _void("class"), kind)
        yield Triple(part, _void("entities"), Literal(int(text(count))))


def _typed(subject: NamedNode, kind: str) -> Iterator[Triple]:
    yield Triple(subject, named("rdf:type"), _sd(kind))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)
