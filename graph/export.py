"""A graph in the files of other tools: four kinds of RDF, GraphML, CSV of nodes and edges."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import Field, asdict, fields
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import pyoxigraph as ox
from pyoxigraph import Quad

from graph.reader import Reader
from graph.rows import Edge, Node, edges, nodes
from graph.turtle import trig, turtle
from ontology.errors import BadInput

SUFFIXES = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".graphml": "graphml",
    ".csv": "csv",
}
FORMATS = tuple(SUFFIXES.values())
_RDF = ("turtle", "trig", "nquads", "jsonld")
_KINDS = {  # of GraphML's attributes
    "documents": "int",
    "confidence": "double",
    "latitude": "double",
    "longitude": "double",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def format_of(out: Path) -> str:
    """The format that a file's suffix stands for."""
    if out.suffix.lower() not in SUFFIXES:
        raise BadInput(
            f"The suffix of {out} stands for no format: use one of {' '.join(SUFFIXES)}, "
            f"or give --format ({', '.join(FORMATS)})."
        )
    return SUFFIXES[out.suffix.lower()]


def export(reader: Reader, out: Path, format: str = "") -> tuple[Path, ...]:
    """Write all that a store holds to a file, CSV to two; give the files written.

    Turtle holds each triple once; the other RDF formats keep the graphs that say who states it.
    """
    format = format or format_of(out)
    if format == "csv":
        files = {
            out.with_name(f"{out.stem}-nodes.csv"): table(Node, nodes(reader)),
            out.with_name(f"{out.stem}-edges.csv"): table(Edge, edges(reader)),
        }
    elif format == "graphml":
        files = {out: graphml(nodes(reader), edges(reader))}
    elif format in _RDF:
        files = {out: rdf(reader.merged() if format == "turtle" else reader.statements(), format)}
    else:
        raise BadInput(f"There is no format {format!r}: use one of {', '.join(FORMATS)}.")
    for path, content in files.items():
        _write(path, content)
    return tuple(files)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole, or leave what was there."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BadInput(f"{path} can't be written: {error.strerror}.") from error


def rdf(quads: Iterable[Quad], format: str) -> bytes:
    """Quads in an RDF format, the same for the same quads; Turtle takes them as one graph."""
    if format == "turtle":
        return turtle(q.triple for q in quads).encode()
    if format == "trig":
        return trig(quads).encode()
    ordered = sorted(set(quads), key=str)
    if format == "nquads":
        return "".join(f"{q} .\n" for q in ordered).encode()
    ordered.sort(key=lambda q: str(q.graph_name))
    return ox.serialize(ordered, format=ox.RdfFormat.JSON_LD) or b""


def table(kind: type[Node] | type[Edge], rows: Iterable[Node] | Iterable[Edge]) -> bytes:
    """Rows as CSV, with the column names that Gephi knows ('Id', 'Label', 'Source', 'Target')."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(f.name.replace("_", " ").title() for f in fields(kind))
    writer.writerows(asdict(row).values() for row in rows)
    return out.getvalue().encode()


def graphml(found: Iterable[Node], relations: Iterable[Edge]) -> bytes:
    """Nodes and edges as GraphML: plain strings and numbers, as Gephi reads them."""
    root = Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    columns = {"node": fields(Node)[1:], "edge": fields(Edge)[2:]}
    for kind, attributes in columns.items():
        for column in attributes:
            name = "label" if column.name == "property" else column.name
            known = {"id": f"{kind}-{column.name}", "for": kind, "attr.name": name}
            known["attr.type"] = _KINDS.get(column.name, "string")
            SubElement(root, "key", known)
    graph = SubElement(root, "graph", edgedefault="directed")
    for node in found:
        _attributes(SubElement(graph, "node", id=_plain(node.id)), node, columns["node"])
    for number, edge in enumerate(relations):
        ends = {"source": _plain(edge.source), "target": _plain(edge.target)}
        _attributes(SubElement(graph, "edge", ends, id=f"e{number}"), edge, columns["edge"])
    indent(root)
    text: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def _attributes(element: Element, row: Node | Edge, columns: Sequence[Field[Any]]) -> None:
    for column in columns:
        value = getattr(row, column.name)
        if value != "":
            data = SubElement(element, "data", key=f"{element.tag}-{column.name}")
            data.text = _plain(str(value))


def _plain(text: str) -> str:
    """A text without the control characters that XML has no place for."""
    return _CONTROL.sub("", text)
