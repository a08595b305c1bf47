"""A stranger's query: bounded in time, memory, rows and reach.

The engine has no cancel, no bound on memory, and lets SERVICE reach the network, so a query runs in
a process of its own (`graph.worker`), on a snapshot that nobody writes to, and is ended at its
deadline.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import pyoxigraph as ox

from graph.prefixes import PREFIXES
from graph.turtle import turtle
from ontology.errors import BadQuery

_WORKER = Path(__file__).with_name("worker.py")
_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
_PROLOGUE = {"PREFIX", "BASE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_REFUSED = {
    "SERVICE": "SERVICE would ask another machine; a query here reads this store only",
    "FROM": "FROM is not available; ask one graph with GRAPH <…> { … } instead",
}
_IRI = r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"
_SILENT = re.compile(  # what hides no keyword, each as long as the grammar lets it be
    rf"""
      (?P<iri>{_IRI})
    | \"{{3}}(?:\"{{0,2}}(?:[^"\\]|\\.))*\"{{3}} | '{{3}}(?:'{{0,2}}(?:[^'\\]|\\.))*'{{3}}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*
    | [?$]\w+ | @[A-Za-z-]+
    | (?<=:)[\w:%](?:[\w:%.-]|\\.)*
    """,
    re.VERBOSE | re.DOTALL,
)
_PREFIX = re.compile(r"([A-Za-z][\w.-]*)?:")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(00[01][0-9A-Fa-f]{5})")
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_REASON = re.compile(r"(?:of|,) ([A-Z]\w* \w[\w ]+)")  # a phrase among the tokens that the engine expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may take; a cap of None is none."""

    seconds: float = 10.0
    rows: int | None = 10_000
    bytes: int | None = 20_000_000
    memory: int = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query gave.

    `kind` is 'solutions', 'boolean' or 'graph'; `notice` says in a sentence that a cap cut the
    results short, and is empty when they are whole. `body` is SPARQL results in JSON, or N-Triples.
    """

    kind: str
    body: bytes
    notice: str = ""

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the columns."""
        found = self._results()
        return tuple(v.value for v in found.variables) if isinstance(found, ox.QuerySolutions) else ()

    @property
    def rows(
        self,
    ) -> tuple[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...], ...]:
        """The rows of a SELECT, as RDF terms in the order of `variables`."""
        found = self._results()
        if not isinstance(found, ox.QuerySolutions):
            return ()
        names = [v.value for v in found.variables]
        return tuple(tuple(row[n] for n in names) for row in found)

    @property
    def triples(self) -> tuple[ox.Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE, sorted."""
        if self.kind != "graph":
            return ()
        found = {q.triple for q in ox.parse(self.body, ox.RdfFormat.N_TRIPLES)}
        return tuple(sorted(found, key=str))

    @property
    def terms(self) -> tuple[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...], ...]:
        """The rows of a SELECT, or the triples of a graph as rows of three."""
        return tuple((t.subject, t.predicate, t.object) for t in self.triples) or self.rows

    @property
    def boolean(self) -> bool:
        """The answer of an ASK."""
        return self.kind == "boolean" and bool(self._results())

    def serialize(self, format: str) -> bytes:
        """The answer as 'json', 'csv', 'tsv' or 'xml' for rows, 'turtle' for a graph."""
        if self.kind == "graph":
            if format != "turtle":
                raise BadQuery(f"A CONSTRUCT or DESCRIBE gives a graph: ask for turtle, not {format}.")
            return turtle(self.triples).encode()
        if format not in _RESULTS:
            raise BadQuery(f"A SELECT or ASK gives rows: ask for json, csv, tsv or xml, not {format}.")
        return self._results().serialize(format=_RESULTS[format]) or b""

    def _results(self) -> ox.QuerySolutions | ox.QueryBoolean:
        body = b'{"head":{},"boolean":false}' if self.kind == "graph" else self.body
        return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)


def ask(source: Path, query: str, limits: Limits | None = None) -> Answer:
    """Answer a query on a snapshot's folder or an N-Quads file, within the limits.

    Raises BadQuery when it is malformed, refused or takes too much.
    """
    limits = limits or Limits()
    refuse(query)
    request = {
        "source": str(source),
        "query": query,
        "prefixes": PREFIXES,
        "rows": limits.rows,
        "bytes": limits.bytes,
        "memory": limits.memory,
        "seconds": ceil(limits.seconds) + 1,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_WORKER)],
            input=json.dumps(request).encode() + b"\n",
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BadQuery(
            f"The query took longer than {limits.seconds:g} seconds and was ended: "
            "narrow it, or add a LIMIT to a subquery."
        ) from None
    if done.returncode != 0:
        raise BadQuery(_ending(done.returncode, limits))
    header, _, body = done.stdout.partition(b"\n")
    return _answer(json.loads(header), body, query, limits)


def _answer(header: dict[str, str], body: bytes, query: str, limits: Limits) -> Answer:
    kind = header["kind"]
    if kind == "malformed":
        raise malformed(query, header["message"])
    if kind == "failed":
        raise BadQuery(f"The query failed: {header['message'].rstrip('.')}.")
    caps = {"": "", "rows": f"{limits.rows} rows", "bytes": f"{limits.bytes} bytes"}
    cap = caps[header.get("cut", "")]
    return Answer(kind=kind, body=body, notice=f"Only the first {cap} are shown." if cap else "")


def refuse(query: str) -> None:
    """Raise BadQuery if a query would reach beyond the store or change it, or is no text."""
    if not _is_text(query):
        raise BadQuery("The query is not UTF-8 text.")
    for text in (query, _ESCAPE.sub(_unescaped, query)):
        plain = visible(text)
        for word, why in _REFUSED.items():
            if word in plain or (word == "SERVICE" and word in text.upper() and _is_doubtful(text)):
                raise BadQuery(f"The query is refused: {why}.")
        first = next((w for w in re.findall(r"\w+(?!\w*:)", plain) if w not in _PROLOGUE), "")
        if first in _UPDATES:
            raise BadQuery(
                f"The query is refused: {first} changes a store, and a query only reads; "
                "use `policygraph ingest` and `policygraph remove`."
            )


def _is_text(query: str) -> bool:
    """Whether a query can be written as UTF-8: bytes that were not arrive as lone surrogates."""
    return not re.search("[\ud800-\udfff]", query)


def visible(query: str) -> str:
    """A query in capitals, without its strings, IRIs, comments, variables and local names."""
    return _SILENT.sub(" ", query).upper()


def _is_doubtful(query: str) -> bool:
    """Whether a '<' may be 'less than' or start an IRI, and how to read the rest depends on it.

    `?a<ex:b#> ...` is a comparison and a comment, or an IRI. Before '://' it can only be an IRI.
    """
    found = (m["iri"] for m in _SILENT.finditer(query) if m["iri"])
    return any(re.search("[#']", iri) and "://" not in iri for iri in found)


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]


def malformed(query: str, message: str) -> BadQuery:
    """The error that says where a query is malformed."""
    found = _PLACE.match(message)
    if found is None:
        return BadQuery(f"The query is malformed: {message.rstrip('.')}.")
    line, column = int(found[1]), int(found[2])
    rest = (query.splitlines() or [""])[line - 1 :][:1]
    near = (rest[0] if rest else "")[column - 1 :].split()
    reason = _REASON.search(found[3])
    at = f"unexpected {near[0][:40]!r}" if near else "something is missing"
    if reason and not _undeclared(query):
        at = reason[1]
    where = f"line {line}, column {column}"
    return BadQuery(f"The query is malformed at {where}: {at}{_undeclared(query)}.", line=line)


def _undeclared(query: str) -> str:
    """What to say of prefixes that a query uses and nobody declares."""
    plain = _SILENT.sub(" ", query)
    declared = set(re.findall(r"(?i)\bprefix\s+([\w.-]*):", plain)) | PREFIXES.keys() | {"_"}
    missing = sorted({m[1] or "" for m in _PREFIX.finditer(plain)} - declared)
    return f" (the prefix {missing[0]}: is not declared)" if missing else ""


def _ending(code: int, limits: Limits) -> str:
    """Why a worker ended that gave no answer."""
    if code in {-6, -9, 9}:  # aborted, killed, or a MemoryError: all by the bound on its memory
        gigabytes = limits.memory / 1e9
        return f"The query needed more than {gigabytes:g} GB of memory and was ended: narrow it."
    if code == -24:  # SIGXCPU
        return f"The query took longer than {limits.seconds:g} seconds and was ended: narrow it."
    if code == -11:
        return "The query is too complex and was ended: nest it less deeply."
    return f"The query could not be answered: its process ended with {code}."
