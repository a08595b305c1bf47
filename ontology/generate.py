"""Writes what is made from the Turtle files: terms.py, labels.py and docs/ontology.md.

Run `python -m ontology.generate` after a change of the Turtle; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

PG = "https://w3id.org/policygraph/ontology#"
PGT = "https://w3id.org/policygraph/program-type/"
HERE = Path(__file__).parent
MADE = "Made by `python -m ontology.generate` from the Turtle files; don't edit."


def main() -> None:
    """Write every generated file."""
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")


def generated() -> dict[Path, str]:
    """The generated files and their texts."""
    ontology = Graph(bind_namespaces="none").parse(HERE / "policygraph.ttl")
    types = Graph(bind_namespaces="none").parse(HERE / "program-types.ttl")
    return {
        HERE / "terms.py": terms(ontology),
        HERE / "labels.py": labels(ontology, types),
        HERE.parent / "docs" / "ontology.md": reference(ontology, types),
    }


def terms(ontology: Graph) -> str:
    """The names of the ontology as attributes, so that a misspelt one is found by the type checker."""
    names = sorted(_local(s) for s in set(ontology.subjects()) if str(s).startswith(PG))
    lines = [
        f'"""The ontology\'s names. {MADE}"""',
        "",
        "from __future__ import annotations",
        "",
        "from rdflib import Namespace, URIRef",
        "",
        "",
        "class PG:",
        '    """Classes and properties of the policygraph ontology."""',
        "",
        *(f'    {name} = URIRef("{PG}{name}")' for name in names),
        "",
        "",
        f'PGT = Namespace("{PGT}")',
        'SCHEMA = Namespace("https://schema.org/")',
        'OA = Namespace("http://www.w3.org/ns/oa#")',
        'GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")',
    ]
    return "\n".join(lines) + "\n"


def labels(ontology: Graph, types: Graph) -> str:
    """The words for classes, properties and program types, ready for use without parsing Turtle."""
    classes = {
        _local(c): (_text(ontology, c, RDFS.label), _text(ontology, c, _pg("pluralLabel"))) for c in _classes(ontology)
    }
    properties = {
        _local(p): (_text(ontology, p, RDFS.label), _text(ontology, p, _pg("inverseLabel")))
        for p in _properties(ontology)
    }
    programs = {
        _local(t): (_text(types, t, SKOS.prefLabel), _text(types, t, SKOS.altLabel) or _text(types, t, SKOS.prefLabel))
        for t in _types(types)
    }
    definitions = {_local(t): _text(types, t, SKOS.definition) for t in _types(types)}
    above = {_local(c): _above_here(ontology, c) for c in _classes(ontology)}
    ends = {_local(p): _ends_here(ontology, p) for p in _named(ontology, OWL.ObjectProperty, PG)}
    return (
        "\n".join(
            [
                f'"""The ontology\'s words for people. {MADE}"""',
                "",
                "from __future__ import annotations",
                "",
                "#: class -> (singular, plural)",
                *_table("CLASSES: dict[str, tuple[str, str]]", classes),
                "#: property -> (as a verb, as a verb read backwards)",
                *_table("PROPERTIES: dict[str, tuple[str, str]]", properties),
                "#: program type -> (in plain English, the scheme's own term)",
                *_table("PROGRAM_TYPES: dict[str, tuple[str, str]]", programs),
                "#: program type -> definition",
                *_table("DEFINITIONS: dict[str, str]", definitions),
                "#: class -> the class above it",
                *_table("ABOVE: dict[str, str]", {c: found for c, found in above.items() if found}),
                "#: property -> (the classes that it leads from, with blanks between, the classes that it leads to)",
                *_table("ENDS: dict[str, tuple[str, str]]", ends)[:-1],
            ]
        )
        + "\n"
    )


def _table(name: str, rows: dict[str, tuple[str, str]] | dict[str, str]) -> list[str]:
    def cell(value: tuple[str, str] | str) -> str:
        if isinstance(value, str):
            return _quoted(value)
        return f"({_quoted(value[0])}, {_quoted(value[1])})"

    return [f"{name} = {{", *(f"    {_quoted(k)}: {cell(v)}," for k, v in rows.items()), "}", ""]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def reference(ontology: Graph, types: Graph) -> str:
    """The ontology reference, in Markdown."""
    lines = [
        "# The ontology",
        "",
        f"<!-- {MADE} -->",
        "",
        f"Names are in `{PG}` (`pg:`); program types in `{PGT}` (`pgt:`).",
        "",
        "## Classes",
        "",
        "| class | is a | what it is | example |",
        "| --- | --- | --- | --- |",
        *(_class_row(ontology, c) for c in _classes(ontology)),
        "",
        "## Properties",
        "",
        "| property | reads | backwards | from | to | is a | what it says | example |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(_property_row(ontology, p) for p in _properties(ontology)),
        "",
        "## Program types",
        "",
        "| type | in words | Chinese | group | definition | use |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_type_row(types, t) for t in _types(types)),
    ]
    return "\n".join(lines) + "\n"


def _class_row(graph: Graph, term: URIRef) -> str:
    above = ", ".join(_above(graph, term, RDFS.subClassOf))
    return _row(f"`pg:{_local(term)}`", above, _text(graph, term, RDFS.comment), _text(graph, term, SKOS.example))


def _property_row(graph: Graph, term: URIRef) -> str:
    return _row(
        f"`pg:{_local(term)}`",
        _text(graph, term, RDFS.label),
        _text(graph, term, _pg("inverseLabel")),
        ", ".join(_ends(graph, term, RDFS.domain)),
        ", ".join(_ends(graph, term, RDFS.range)),
        ", ".join(_above(graph, term, RDFS.subPropertyOf)),
        _text(graph, term, RDFS.comment),
        _text(graph, term, SKOS.example),
    )


def _type_row(graph: Graph, term: URIRef) -> str:
    chinese = next(
        (str(o) for o in graph.objects(term, SKOS.prefLabel) if isinstance(o, Literal) and o.language == "zh"), ""
    )
    group = graph.value(term, SKOS.broader)
    return _row(
        f"`pgt:{_local(term)}`",
        _text(graph, term, SKOS.prefLabel),
        chinese,
        _text(graph, group, SKOS.prefLabel) if isinstance(group, URIRef) else "",
        _text(graph, term, SKOS.definition),
        _text(graph, term, SKOS.scopeNote),
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _above(graph: Graph, term: URIRef, predicate: URIRef) -> list[str]:
    """What a term is a special kind of; '^' marks the inverse of a property."""
    found = []
    for above in graph.objects(term, predicate):
        turned = graph.value(above, OWL.inverseOf)
        found.append(_short(graph, above) if turned is None else f"^{_short(graph, turned)}")
    return sorted(found)


def _ends(graph: Graph, term: URIRef, predicate: URIRef) -> Iterator[str]:
    for end in graph.objects(term, predicate):
        union = graph.value(end, OWL.unionOf)
        members = graph.items(union) if union is not None else [end]
        yield from (_short(graph, m) for m in members)


def _above_here(graph: Graph, term: URIRef) -> str:
    """The class of the ontology itself that a class is a special kind of; '' for none."""
    return min((_local(c) for c in graph.objects(term, RDFS.subClassOf) if str(c).startswith(PG)), default="")


def _ends_here(graph: Graph, term: URIRef) -> tuple[str, str]:
    """The classes of the ontology itself that a property leads from and to."""
    found = ((e for e in _ends(graph, term, end) if e.startswith("pg:")) for end in (RDFS.domain, RDFS.range))
    first, last = (" ".join(e.removeprefix("pg:") for e in ends) for ends in found)
    return first, last


def _classes(graph: Graph) -> list[URIRef]:
    return _named(graph, OWL.Class, PG)


def _properties(graph: Graph) -> list[URIRef]:
    return [*_named(graph, OWL.ObjectProperty, PG), *_named(graph, OWL.DatatypeProperty, PG)]


def _types(graph: Graph) -> list[URIRef]:
    return [t for t in _named(graph, SKOS.Concept, PGT) if not _local(t).startswith("group-")]


def _named(graph: Graph, kind: URIRef, namespace: str) -> list[URIRef]:
    found = [s for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)]
    return sorted(s for s in found if s.startswith(namespace))


def _text(graph: Graph, subject: URIRef, predicate: URIRef) -> str:
    """The English or untagged text of a property, '' if there is none."""
    found = [o for o in graph.objects(subject, predicate) if isinstance(o, Literal)]
    return next((str(o) for o in found if o.language in {None, "en"}), "")


def _local(term: object) -> str:
    return str(term).removeprefix(PG).removeprefix(PGT)


def _pg(name: str) -> URIRef:
    return URIRef(PG + name)


def _short(graph: Graph, term: object) -> str:
    return graph.namespace_manager.normalizeUri(str(term)).strip("<>")


if __name__ == "__main__":
    main()
