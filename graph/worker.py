"""The process that answers strangers' queries: read-only, bounded in memory, without a network.

`graph.workers` starts it as a script, isolated (`python -I`), so it imports nothing of the project.
It is given a snapshot's folder or a file of RDF, and the bytes of memory that it may take. Each line
of standard input is a JSON request; for each, standard output gets a JSON header line that tells the
length of the body, then the body.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import sys
import threading
from collections.abc import Iterable
from decimal import Decimal
from importlib import import_module
from math import inf
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_ROW = 1_000  # bytes; where rows are larger, as many as are allowed are looked for one by one
_LONGEST = 20_000  # characters of a query in which a rare shape, or the place of an error, is looked for
_PLAIN_STAR = re.compile(r"\b(?:SELECT|DISTINCT|REDUCED)\s*\*|\(\s*(?:DISTINCT\s*)?\*\s*\)", re.IGNORECASE)
_WEB = re.compile("https?:", re.IGNORECASE)
_BETWEEN_VARIABLES = re.compile(r"[?$]\w++\s++[(^!<:\w][^\s{}]*+\s++(?=[?$]\w++(?!\s*,))")  # no rare path
_SUSPECT = re.compile(  # what may be a rare shape (see `graph.second_engine`, slow to load); a parser then tells
    r"""\bGRAPH\s*[?$].*\b(?:MINUS|VALUES|SELECT)\b
    | \bGRAPH\b[^\x7b]*\x7b\s*(?:VALUES|BIND|FILTER|SELECT|OPTIONAL|GRAPH|[\x7b}])
    | [\w>)]\s*\* | [\w>)]\s*\?(?!\w) | \bBNODE\s*\(\s*[^)\s]""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_PARTS = re.compile(r"\*|\?(?!\w)|GRAPH|BNODE", re.IGNORECASE)  # of which each such shape has one
_ALTERNATIVE = re.compile(r"(?<!\|)\|(?!\|)")
_XSD = "http://www.w3.org/2001/XMLSchema#"
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of <sched.h>


def leave_network() -> None:
    """Move into an empty network namespace, where the system allows it."""
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):
        return
    if unshare(NEW_NETWORK) != 0:
        unshare(NEW_USER | NEW_NETWORK)


def limit(memory: int) -> None:
    """Bound this process's memory, and let no crash write a core."""
    _bound(resource.RLIMIT_AS, memory)
    _bound(resource.RLIMIT_CORE, 0)


def _bound(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def limit_time(seconds: int) -> None:
    """Bound the processor's time from now on; the parent ends the process at the deadline in any case."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)


def opened(source: Path) -> ox.Store:
    """The quads of a snapshot's folder or a file of RDF."""
    if source.is_dir():
        return ox.Store.read_only(str(source))
    store = ox.Store()
    format = ox.RdfFormat.from_extension(source.suffix[1:]) or ox.RdfFormat.N_QUADS
    store.bulk_load(path=str(source), format=format, base_iri=source.absolute().as_uri())
    return store


def answer(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The header and body of the answer to a request."""
    try:
        missing = unheld(store, request)
        refused = next((g for g in missing if not request["may_miss"] or not _WEB.match(g)), "")
        if refused:
            return {"kind": "unheld", "message": refused}, b""
        header, body = found(*asked(store, request), request)
        return header | {"unheld": missing}, body
    except SyntaxError as error:
        return {"kind": "malformed", "message": str(error), "place": place(request)}, b""
    except (OSError, RuntimeError, ValueError) as error:
        return {"kind": "failed", "message": str(error)}, b""


def place(request: dict[str, Any]) -> tuple[int, int] | None:
    """Where a malformed query goes wrong; None at its end, or where it is too long to find out."""
    if len(request["query"]) > _LONGEST:
        return None
    found: tuple[int, int] | None = import_module("misread").place(request["query"], reading(request))
    return found


def reading(request: dict[str, Any]) -> dict[str, Any]:
    """The prefixes and the base that a query is read with."""
    return {"prefixes": request["prefixes"], "base_iri": request["base"]}


def unheld(store: ox.Store, request: dict[str, Any]) -> list[str]:
    """The graphs that a request is to be asked of and the store doesn't hold."""
    graphs = dict.fromkeys([*(request["default_graphs"] or ()), *(request["named_graphs"] or ())])
    return [g for g in graphs if not store.contains_named_graph(ox.NamedNode(g))]


def asked(store: ox.Store, request: dict[str, Any]) -> tuple[ox.Store, dict[str, Any]]:
    """What a request is asked of: a store, and which of its graphs.

    The engine merges several default graphs as a bag, and counts a triple twice that stands in two of them;
    SPARQL says that they are a set. So they are put together in memory.
    """
    if request["default_graphs"] is None:
        return store, {}
    default = [ox.NamedNode(g) for g in dict.fromkeys(request["default_graphs"])]
    named = [ox.NamedNode(g) for g in request["named_graphs"]]
    if len(default) < 2:
        return store, {"default_graph": default, "named_graphs": named}
    merged = ox.Store()
    for graph in default:
        merged.bulk_extend(ox.Quad(*q.triple) for q in store.quads_for_pattern(None, None, None, graph))
    for graph in named:
        merged.add_graph(graph)
        merged.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return merged, {"default_graph": ox.DefaultGraph(), "named_graphs": named}


def found(store: ox.Store, dataset: dict[str, Any], request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The header and body of what a store answers."""
    options = {**reading(request), **dataset, "custom_functions": {ox.NamedNode(f"{_XSD}string"): text_of}}
    text = spelled(request["plain"])
    try:
        results = store.query(text, **options)
    except SyntaxError:  # so that an error tells its place in the query as it was asked
        text = request["query"]
        results = store.query(text, **options)
    names = [v.value for v in results.variables] if isinstance(results, ox.QuerySolutions) else []
    other = otherwise(store, dataset, request, names)
    if isinstance(results, ox.QueryBoolean):
        holds = bool(results if other is None else other)
        return {"kind": "boolean"}, json.dumps({"head": {}, "boolean": holds}).encode()
    is_graph = isinstance(results, ox.QueryTriples)
    whole = written(results, request) if other is None else None
    if whole is not None:
        return {"kind": "graph" if is_graph else "solutions"}, whole
    answers: Any = store.query(text, **options) if other is None else other
    if is_graph:
        lines, cut = capped((f"{t} .\n" for t in answers), request)
        return {"kind": "graph", "cut": cut}, "".join(lines).encode()
    rows = (json.dumps(binding(names, s), ensure_ascii=False) for s in answers)
    texts, cut = capped(rows, request)
    head = json.dumps({"vars": names}, ensure_ascii=False)
    body = f'{{"head":{head},"results":{{"bindings":[{",".join(texts)}]}}}}'
    return {"kind": "solutions", "cut": cut}, body.encode()


def text_of(term: Term) -> ox.Literal | None:
    """What xsd:string makes of a term: floating numbers from a million on, and tiny ones, have an exponent there, which
    the engine's own writes out.
    """
    if not isinstance(term, ox.NamedNode | ox.Literal):
        return None
    if isinstance(term, ox.NamedNode) or term.datatype.value not in {f"{_XSD}double", f"{_XSD}float"}:
        return ox.Literal(term.value)
    number = Decimal(term.value.replace("INF", "Infinity"))
    if not number.is_finite() or not number or -6 <= number.adjusted() < 6:
        return ox.Literal(term.value)
    sign, digits, _ = number.normalize().as_tuple()
    first, rest = str(digits[0]), "".join(map(str, digits[1:])) or "0"
    return ox.Literal(f"{'-' * sign}{first}.{rest}E{number.adjusted()}")


class Full(Exception):
    """An answer is larger than it may be."""


class Bounded:
    """What is written, as long as it is not too large."""

    def __init__(self, most: float) -> None:
        self.parts: list[bytes] = []
        self._left = most

    def write(self, part: bytes) -> int:
        """Take a part; raises Full."""
        self._left -= len(part)
        if self._left < 0:
            raise Full
        self.parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing: all is there."""


def written(results: ox.QuerySolutions | ox.QueryTriples, request: dict[str, Any]) -> bytes | None:
    """An answer as the engine writes it, many times faster than row by row; None if it may be more than the caps allow.

    A row ends with '},{' in JSON; names hold that too, so there are at most as many rows.
    """
    rows, most = request["rows"], request["bytes"]
    bounds = [bound for bound in (most, rows and rows * _ROW) if bound is not None]
    taken = Bounded(min(bounds, default=inf))
    output: Any = taken
    try:
        if isinstance(results, ox.QueryTriples):
            results.serialize(output, format=ox.RdfFormat.N_TRIPLES)
        else:
            results.serialize(output, format=ox.QueryResultsFormat.JSON)
    except Full:
        return None
    body = b"".join(taken.parts)
    count = body.count(b"\n") if isinstance(results, ox.QueryTriples) else body.count(b"},{") + 1
    return None if rows is not None and count > rows else body


def otherwise(store: ox.Store, dataset: dict[str, Any], request: dict[str, Any], names: list[str]) -> Any:  # noqa: ANN401
    """The second engine's answer to the few shapes of query that the store's own gets wrong; None for any other."""
    text = request["query"]
    if len(text) > _LONGEST or not is_suspect(text):
        return None
    second = import_module("second_engine")
    query = second.parsed(text, request["prefixes"], request["base"])
    if query is None:
        return None
    view = second.View(store, dataset.get("default_graph"), dataset.get("named_graphs"))
    return second.answered(query, view, names) if second.is_rare(query, view) else None


def is_suspect(query: str) -> bool:
    """Whether a query may have one of the shapes that the store's engine gets wrong."""
    return bool(_PARTS.search(query)) and bool(
        _SUSPECT.search(_BETWEEN_VARIABLES.sub(" ", _PLAIN_STAR.sub(" ", query)))
    )


def spelled(text: str) -> str:
    """A query whose paths give a row for each way to a node, as SPARQL has it; the engine gives one for all of them."""
    is_short = len(text) <= _LONGEST and _ALTERNATIVE.search(text)
    return str(import_module("alternatives").spread(text)) if is_short else text


def capped(texts: Iterable[str], request: dict[str, Any]) -> tuple[list[str], str]:
    """As many texts as the caps allow, and which cap cut them short ('rows', 'bytes' or none)."""
    kept: list[str] = []
    size = 0
    for text in texts:
        size += len(text.encode())
        if request["bytes"] is not None and size > request["bytes"]:
            return kept, "bytes"
        if request["rows"] is not None and len(kept) == request["rows"]:
            return kept, "rows"
        kept.append(text)
    return kept, ""


def binding(names: list[str], solution: ox.QuerySolution) -> dict[str, Any]:
    """One row, as the SPARQL results format in JSON has it."""
    return {n: term(solution[n]) for n in names if solution[n] is not None}


def term(value: Term) -> dict[str, Any]:
    """One RDF term, as the SPARQL results format in JSON has it."""
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, ox.BlankNode):
        return {"type": "bnode", "value": value.value}
    if isinstance(value, ox.Triple):
        parts = {"subject": value.subject, "predicate": value.predicate, "object": value.object}
        return {"type": "triple", "value": {k: term(v) for k, v in parts.items()}}
    found = {"type": "literal", "value": value.value}
    if value.language:
        found["xml:lang"] = value.language
    elif not value.datatype.value.endswith("XMLSchema#string"):
        found["datatype"] = value.datatype.value
    return found


def requests() -> SimpleQueue[bytes]:
    """The lines of standard input; its end, the parent's too, ends this process whatever it is doing."""
    lines: SimpleQueue[bytes] = SimpleQueue()

    def read() -> None:
        for line in sys.stdin.buffer:
            lines.put(line)
        os._exit(0)  # no tidying up of the engine's threads

    threading.Thread(target=read, daemon=True).start()
    return lines


def memory_used() -> int:
    """The bytes of memory that this process holds now; 0 where the system doesn't tell."""
    told = Path("/proc/self/statm")  # the system's own count of the most ever used begins with the parent's
    return int(told.read_text().split()[1]) * resource.getpagesize() if told.exists() else 0


def run(source: Path, memory: int) -> None:
    """Answer one request after the other."""
    sys.path.append(str(Path(__file__).parent))  # for what is rarely needed
    lines = requests()
    leave_network()
    limit(memory)
    try:
        store = opened(source)
        while True:
            request = json.loads(lines.get())
            limit_time(request["seconds"])
            header, body = answer(store, request)
            header |= {"length": len(body), "memory": memory_used()}
            sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + body)
            sys.stdout.buffer.flush()
            del body
    except MemoryError:
        os._exit(9)


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]))
