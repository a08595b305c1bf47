"""A store elsewhere: the same questions to a SPARQL 1.1 endpoint, and documents sent to one (Graph Store Protocol)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from http.client import HTTPException
from importlib.resources import files
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox
from pyoxigraph import NamedNode

from graph.dataset import SILENT
from graph.prefixes import PREFIXES, named, node
from graph.reader import TOLD, Reader, StoredDocument, Term
from graph.remembered import Memory
from graph.sandbox import Answer, Limits, visible
from graph.sandbox import refuse as refuse_query
from graph.starred import in_order
from ontology.errors import BadInput, BadQuery

Graph = ox.NamedNode | ox.DefaultGraph
JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"
LIMITS = Limits(seconds=60, rows=None, bytes=200_000_000)
_READ = 65_536  # bytes at once
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!:)")
_ASKED = "__ASK_RETVAL"  # Virtuoso's column for the truth of an ASK


def is_address(store: str) -> bool:
    """Whether a store is named by an endpoint's address, not by a folder."""
    return store.startswith(("http://", "https://"))


def ask(address: str, query: str, limits: Limits = LIMITS) -> Answer:
    """What an endpoint answers; rows beyond the limits are left out, and that is told. Raises BadQuery, BadInput."""
    refuse_query(query)
    data = urlencode({"query": _prologue(query) + query}).encode()
    headers = {"Accept": _accept(query), "Content-Type": "application/x-www-form-urlencoded"}
    media, body = _sent(Request(_checked(address), data, headers), limits)
    if media == TRIPLES or media == "text/plain":
        return Answer(kind="graph", body=body)
    try:
        body = in_order(body, query)
        found = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        answer = Answer(kind="boolean" if isinstance(found, ox.QueryBoolean) else "solutions", body=body)
        rows = answer.rows  # all are read, so that an answer that broke off is known here
        if answer.variables == (_ASKED,):
            return _truth(rows)
    except (SyntaxError, ValueError) as error:
        raise BadInput(f"{address} gave no SPARQL results that can be read ({media}): is it an endpoint?") from error
    return answer if limits.rows is None or len(rows) <= limits.rows else _first(body, limits.rows)


def _accept(query: str) -> str:
    """The media types to ask for: Virtuoso gives a graph as rows where it may."""
    forms = _FORM.findall(visible(query))
    is_graph = bool(forms) and forms[0] in {"CONSTRUCT", "DESCRIBE"}
    return f"{TRIPLES}, {JSON};q=0.1" if is_graph else f"{JSON}, {TRIPLES};q=0.1"


def _truth(rows: tuple[tuple[Term | None, ...], ...]) -> Answer:
    """What Virtuoso gives to an ASK, one number in a row, as the truth that it is."""
    holds = any(getattr(term, "value", "0") not in {"0", "false"} for row in rows for term in row)
    return Answer(kind="boolean", body=json.dumps({"head": {}, "boolean": holds}).encode())


def _first(body: bytes, most: int) -> Answer:
    """The first rows of SPARQL results in JSON."""
    results = json.loads(body)
    del results["results"]["bindings"][most:]
    notice = f"Only the first {most:,} rows are shown."
    return Answer(kind="solutions", body=json.dumps(results).encode(), notice=notice)


def _prologue(query: str) -> str:
    """The prefixes that a query uses and doesn't declare, on its first line so that lines are counted as they were."""
    plain = SILENT.sub(" ", query)
    declared = set(re.findall(r"(?i)\bprefix\s+([\w.-]*):", plain))
    used = set(re.findall(r"([A-Za-z][\w.-]*):", plain)) - declared
    return "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in sorted(used & PREFIXES.keys()))


def _checked(address: str) -> str:
    if not is_address(address) or not urlsplit(address).hostname:
        raise BadInput(f"{address} is no endpoint's address: give one like http://127.0.0.1:8580/sparql.")
    return address


def _sent(request: Request, limits: Limits) -> tuple[str, bytes]:
    """The media type and body of the answer to a request."""
    address = request.full_url.partition("?")[0]
    try:
        with urlopen(request, timeout=limits.seconds) as reply:  # only http and https come here
            if reply.headers.get("X-SPARQL-MaxRows"):
                raise BadQuery(f"{address} cut its answer short: add a LIMIT, or let it send more rows.")
            return reply.headers.get_content_type(), _read(reply, address, limits)
    except HTTPError as error:
        said = " ".join(error.read(2000).decode("utf-8", "replace").split())[:300]
        kind = BadQuery if error.code in {400, 403, 413, 500, 503} else BadInput
        raise kind(f"{address} answered {error.code} {error.reason}: {said or 'nothing more'}") from error
    except TimeoutError as error:
        raise BadQuery(f"{address} did not answer within {limits.seconds:g} seconds: narrow the query.") from error
    except (URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        raise BadInput(
            f"{address} can't be reached ({reason}): is the endpoint running, and the address right?"
        ) from error


def _read(reply: Any, address: str, limits: Limits) -> bytes:  # noqa: ANN401
    parts, size = [], 0
    while part := reply.read(_READ):
        parts.append(part)
        size += len(part)
        if limits.bytes is not None and size > limits.bytes:
            raise BadQuery(f"{address} sent more than {limits.bytes:,} bytes: narrow the query, or add a LIMIT.")
    return b"".join(parts)


class Endpoint:
    """The quads behind an endpoint, asked for as a store on disk is."""

    def __init__(self, address: str, limits: Limits = LIMITS) -> None:
        self.address = _checked(address)
        self._limits = limits

    def query(self, sparql: str, **_: object) -> ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]:
        """The answer to one of the project's own queries."""
        answer = ask(self.address, sparql, self._limits)
        if answer.kind == "graph":
            return iter(answer.triples)
        return ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)

    def quads_for_pattern(
        self, subject: Term | None, predicate: Term | None, object: Term | None, graph: Graph | None
    ) -> Iterator[ox.Quad]:
        """The quads that fit; None fits all, in the default graph and the named ones alike."""
        given = {"s": subject, "p": predicate, "o": object}
        if graph is None or isinstance(graph, ox.DefaultGraph):
            for row in self._rows("quads_merged", given):
                yield ox.Quad(row["s"], row["p"], row["o"])
        if not isinstance(graph, ox.DefaultGraph):
            for row in self._rows("quads_named", given | {"g": graph}):
                yield ox.Quad(row["s"], row["p"], row["o"], row["g"])

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """The names of the graphs."""
        return (row["g"] for row in self._rows("graphs", {}))

    def __iter__(self) -> Iterator[ox.Quad]:
        return self.quads_for_pattern(None, None, None, None)

    def __len__(self) -> int:
        return sum(int(row["n"].value) for row in self._rows("quads_counted", {}))

    def _rows(self, name: str, given: Mapping[str, Graph | Term | None]) -> Iterator[Any]:
        fixed = " ".join(f"VALUES ?{variable} {{ {term} }}" for variable, term in given.items() if term is not None)
        found: Any = self.query(_text(name).replace("{", f"{{ {fixed}", 1))
        return iter(found)


@cache
def _text(name: str) -> str:
    return files("graph").joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")


class Remote(Reader):
    """A store behind an endpoint, to read.

    What was found is kept as long as the object is there: to see what changed behind the endpoint, make another.
    """

    def __init__(self, address: str, limits: Limits = LIMITS) -> None:
        self.address = address
        self.kept = Memory()
        super().__init__(Endpoint(address, limits))  # type: ignore[arg-type]  # answers as a store does

    def __bool__(self) -> bool:
        """Whether the endpoint's default graph holds any triple."""
        found: Any = self.query(_text("any"))
        return any(True for _ in found)

    def documents(self) -> tuple[StoredDocument, ...]:
        """The documents, by title and IRI, asked for at once and not one by one."""
        names = {predicate: name for name, predicate in TOLD.items()}
        told: dict[NamedNode, dict[str, str]] = {}
        found: Any = self.query(_text("headers"))
        for row in found:
            told.setdefault(row["document"], {})[names[row["property"]]] = row["text"].value
        typed = self.match(None, named("rdf:type"), named("pg:Document"), ox.DefaultGraph())
        known = {node(quad.subject) for quad in typed}
        listed = [StoredDocument(document=document.value, **told.get(document, {})) for document in known]
        return tuple(sorted(listed, key=lambda d: (d.title, d.document)))


def send(reader: Reader, address: str, limits: Limits = LIMITS) -> Iterator[str]:
    """Put each graph of a store, the default graph first, to a Graph Store; give the name of each that is there.

    A graph that was there is replaced, so what was interrupted can be begun again.
    """
    _put(_checked(address), "default", reader.merged(), limits)
    yield "the default graph"
    graphs = sorted({str(q.graph_name.value) for q in reader.statements() if isinstance(q.graph_name, ox.NamedNode)})
    for graph in graphs:
        _put(address, f"graph={quote(graph, safe='')}", reader.statements(ox.NamedNode(graph)), limits)
        yield graph


def _put(address: str, target: str, quads: Iterator[ox.Quad], limits: Limits) -> None:
    body = ox.serialize((q.triple for q in quads), format=ox.RdfFormat.N_TRIPLES)
    join = "&" if "?" in address else "?"
    _sent(Request(f"{address}{join}{target}", body, {"Content-Type": TRIPLES}, method="PUT"), limits)
