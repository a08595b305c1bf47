"""The short names of the vocabularies that the graph is written and asked in, and terms by them.

Reading a store goes by these, without rdflib, which takes long to load.
"""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pg": "https://w3id.org/policygraph/ontology#",
    "pgt": "https://w3id.org/policygraph/program-type/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def named(name: str) -> NamedNode:
    """The term with a short name ('pg:Fact')."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def node(term: NamedNode | BlankNode | Literal | Triple) -> NamedNode:
    """A term that is a node: there are no blank nodes and no quoted triples in a store."""
    if not isinstance(term, NamedNode):
        raise TypeError(f"{term} is no IRI")
    return term


def text(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """A term's own text: an IRI, or a literal's value."""
    return str(term) if isinstance(term, Triple) else term.value


def compact(term: NamedNode) -> str:
    """An IRI with its namespace shortened ('pg:Fact'), in angle brackets where no prefix fits."""
    for prefix, namespace in PREFIXES.items():
        if term.value.startswith(namespace):
            return f"{prefix}:{term.value.removeprefix(namespace)}"
    return f"<{term.value}>"
