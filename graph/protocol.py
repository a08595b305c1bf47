"""SPARQL 1.1 Protocol: what an HTTP request asks, and in which format it wants the answer."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote

import pyoxigraph as ox

from graph.dataset import Dataset
from graph.prefixes import PREFIXES
from graph.sandbox import Answer
from ontology.errors import BadQuery, PolicygraphError, StoreBusy, TooBusy, TooMuch, UpdateRefused

# The media types in which an answer is sent, the preferred first, with the format of each.
ROWS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/html": "html",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
    "application/rdf+xml": "rdfxml",
    "text/html": "html",
}
_RDF = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
METHODS = "GET, HEAD, OPTIONS, POST"
_MOST_FIELDS = 1_000
_GRAPH = re.compile("(?:^|&)(default|named)-graph-uri=")
_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_ENDS_IN_NAME = re.compile(r"[^\W\d][\w.-]*$")
_SAFE = " :/?#[]@!$&'()*+,;=%~<>"  # of an IRI and a sentence, in a header
_UPDATE_REFUSED = "Updates are refused: this endpoint only reads."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query, and the graphs that came with it (None: those that the query names)."""

    query: str
    dataset: Dataset | None = None


@dataclass
class Refused(Exception):
    """A request that gets no answer: its HTTP status, why, and headers that say more."""

    status: int
    message: str
    headers: dict[str, str] = field(default_factory=dict)


def read(content_type: str | None, target: bytes, body: bytes | None) -> Asked | None:
    """What a request asks by its query string and, for a POST, its body; None if it asks nothing.

    Raises Refused.
    """
    fields = _fields(target)
    if body is not None:
        kind = _kind(content_type)
        if kind == UPDATE:
            raise Refused(403, _UPDATE_REFUSED)
        if kind == QUERY:
            fields.append(("query", _text(body)))
        else:
            fields += _fields(body)
    if any(name == "update" for name, _ in fields):
        raise Refused(403, _UPDATE_REFUSED)
    if sum(name == "version" for name, _ in fields) > 1:
        raise Refused(400, "A request tells the version of SPARQL once; this one tells it several times.")
    queries = [value for name, value in fields if name == "query"]
    if not queries and body is None and not any(name.endswith("-graph-uri") for name, _ in fields):
        return None
    if len(queries) != 1:
        raise Refused(400, f"A request holds one query; this one holds {len(queries) or 'none'}.")
    return Asked(query=queries[0], dataset=_dataset(fields))


def _kind(content_type: str | None) -> str:
    """The media type of a POST's body; raises Refused unless it is one that the protocol knows, in UTF-8."""
    kind, *parameters = (part.strip().lower() for part in (content_type or "").split(";"))
    if kind not in {FORM, QUERY, UPDATE}:
        named = f"as {kind}" if kind else "without a Content-Type"
        raise Refused(415, f"A query was posted {named}: post it as {QUERY}, or as {FORM}.", {"Accept-Post": QUERY})
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name == "charset" and not _is_utf8(value.strip('" ')):
            raise Refused(415, "A query was posted in another encoding than UTF-8: write it in UTF-8.")
    return kind


def _is_utf8(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name in {"utf-8", "ascii"}
    except LookupError:
        return False


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")  # some editors begin a file with a mark of its encoding
    except UnicodeDecodeError:
        raise Refused(400, "The request is not UTF-8 text.") from None


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_text(encoded), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise Refused(400, "The request is not UTF-8 text.") from None
    except ValueError:
        raise Refused(400, f"The request has more than {_MOST_FIELDS:,} fields.") from None


def _dataset(fields: list[tuple[str, str]]) -> Dataset | None:
    found = list(_graphs(fields))
    for _, graph in found:
        try:
            ox.NamedNode(graph)
        except ValueError:
            raise Refused(400, f"{graph!r} is no address of a graph.") from None
    default, named = (tuple(graph for kind, graph in found if kind == wanted) for wanted in ("default", "named"))
    return Dataset(default=default, named=named) if found else None


def _graphs(fields: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The graphs that come as parameters, each 'default' or 'named'.

    Some clients, and the protocol's own tests, encode the '&' between two of these parameters too (%26), so that one
    seems to be the end of the other: they are taken apart.
    """
    for name, value in fields:
        if name in {"default-graph-uri", "named-graph-uri"}:
            _, *parts = _GRAPH.split(f"{name}={value}")
            yield from zip(parts[::2], parts[1::2], strict=True)


def choose(accept: str, offered: Mapping[str, str]) -> str:
    """The media type that an Accept header likes best of those offered; '' if it takes none of them."""
    ranges = dict(filter(None, map(_range, accept.split(",")))) or {"*/*": 1.0}
    liked = {media: _liking(media, ranges) for media in offered}
    best = max(liked, key=lambda media: liked[media])  # the first of equals
    return best if liked[best] > 0 else ""


def _range(written: str) -> tuple[str, float] | None:
    """A media range and how much it is liked, from 0 to 1; None for what is no range."""
    media, *parameters = (part.strip().lower() for part in written.split(";"))
    liking = next((p[2:].strip() for p in parameters if p.startswith("q=")), "1")
    try:
        return (media, min(max(float(liking), 0.0), 1.0)) if "/" in media else None
    except ValueError:
        return None


def _liking(media: str, ranges: Mapping[str, float]) -> float:
    """By the most special range that a media type falls in."""
    fitting = (media, f"{media.partition('/')[0]}/*", "*/*")
    return next((ranges[r] for r in fitting if r in ranges), 0.0)


def serialized(answer: Answer, format: str) -> bytes:
    """An answer in one of the formats of `ROWS` or `GRAPHS`, without that for people.

    Raises Refused where the format can't say it all.
    """
    if format == "json":
        return answer.body
    try:
        body = answer.serialize(format) if format not in _RDF else _graph(answer, format)
    except OSError as error:
        raise Refused(406, f"The answer can't be written so ({error}): accept another format.") from error
    if format in {"xml", "rdfxml"} and _NO_XML.search(body):
        raise Refused(406, "The answer holds a character that XML can't hold: accept another format.")
    return body


def _graph(answer: Answer, format: str) -> bytes:
    nameless = (t.predicate for t in answer.triples if not _ENDS_IN_NAME.search(t.predicate.value))
    if format == "rdfxml" and (predicate := next(nameless, None)):
        raise Refused(406, f"RDF/XML has no name for the property {predicate}: accept another format.")
    prefixes = PREFIXES if format in {"trig", "rdfxml"} else None
    return ox.serialize(answer.triples, format=_RDF[format], prefixes=prefixes) or b""


def warning(answer: Answer) -> dict[str, str]:
    """The headers that tell which graphs came with a query and aren't in the store; none if it holds all."""
    told = answer.missing
    if not told:
        return {}
    return {"Warning": f'199 policygraph "{quote(told, safe=_SAFE)}"'}


def refused(error: PolicygraphError) -> Refused:
    """The refusal that tells of an error."""
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    return Refused(status, str(error), {"Retry-After": "10"} if status == 503 else {})


_STATUS: tuple[tuple[type[PolicygraphError], int], ...] = (
    (UpdateRefused, 403),
    (TooMuch, 503),
    (TooBusy, 503),
    (StoreBusy, 503),
    (BadQuery, 400),
    (PolicygraphError, 500),
)
