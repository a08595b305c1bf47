"""A stranger's query: bounded in time, memory, rows and reach.

The engine has no cancel, no bound on memory, and lets SERVICE reach the network, so a query runs in
another process (`graph.workers`), on a snapshot that nobody writes to, and is ended at its deadline.
`graph.query_pool` keeps such processes ready.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.dataset import ESCAPE, SILENT, Dataset, of_query, unescaped
from graph.dialect import plain
from graph.prefixes import PREFIXES
from graph.starred import in_order
from graph.tsv import tsv
from graph.turtle import turtle
from graph.workers import Ended, Worker
from ontology.errors import BadQuery, TooMuch, UpdateRefused
from ontology.iri import BASE

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
_NAMED, _LONGEST_NAMED = 3, 300  # graphs that a sentence names, and the characters of each
_PROLOGUE = {"PREFIX", "BASE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_FORBIDDEN = ("SERVICE", *_UPDATES, "\\U")  # what is refused holds one of these: a word, or an escape that may hide one
_SERVICE = "The query is refused: SERVICE would ask another machine; a query here reads this store only."
_PREFIX = re.compile(r"(?<![\w.-])([A-Za-z][\w.-]*+)?:")
_WORD = re.compile(r"\b\w++(?!:)")
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NEAR = re.compile(r"\s*([^\s(){};,]+|\S)")
_REASON = re.compile(r"(?:of|,) ([A-Z]\w* \w[\w ]+)")  # a phrase among the tokens that the engine expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may take; a cap of None is none.

    `whole` says that an answer beyond a cap is an error, and is never cut short.
    """

    seconds: float = 10.0
    rows: int | None = 10_000
    bytes: int | None = 20_000_000
    memory: int = 2_000_000_000
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query gave.

    `kind` is 'solutions', 'boolean' or 'graph'; `notice` says in a sentence that a cap cut the
    results short, and is empty when they are whole. `body` is SPARQL results in JSON, or N-Triples.
    `unheld` are the graphs that came with the query, are not in the store, and counted as empty.
    """

    kind: str
    body: bytes
    notice: str = ""
    unheld: tuple[str, ...] = ()

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
        return tuple(map(tuple, found))

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

    @property
    def missing(self) -> str:
        """A sentence that names the first of the graphs that counted as empty; '' if there are none."""
        if not self.unheld:
            return ""
        named = ", ".join(f"<{graph[:_LONGEST_NAMED]}>" for graph in self.unheld[:_NAMED])
        more = f" and {len(self.unheld) - _NAMED} more" if len(self.unheld) > _NAMED else ""
        return f"Not in this store, so taken for empty: {named}{more}."

    def serialize(self, format: str) -> bytes:
        """The answer as 'json', 'csv', 'tsv' or 'xml' for rows, 'turtle' for a graph."""
        if self.kind == "graph":
            if format != "turtle":
                raise BadQuery(f"A CONSTRUCT or DESCRIBE gives a graph: ask for turtle, not {format}.")
            return turtle(self.triples).encode()
        if format not in _RESULTS:
            raise BadQuery(f"A SELECT or ASK gives rows: ask for json, csv, tsv or xml, not {format}.")
        if format == "tsv" and self.kind == "solutions":
            return tsv(self.variables, self.rows).encode()
        return self._results().serialize(format=_RESULTS[format]) or b""

    def _results(self) -> ox.QuerySolutions | ox.QueryBoolean:
        body = b'{"head":{},"boolean":false}' if self.kind == "graph" else self.body
        return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)


def ask(source: Path, query: str, limits: Limits | None = None, *, dataset: Dataset | None = None) -> Answer:
    """Answer a query on a snapshot's folder or a file of RDF, within the limits, in a process of its own.

    `dataset` names the graphs to ask, instead of those that the query names; one of the Web that the store doesn't
    hold is empty. Raises BadQuery when the query is malformed, refused or takes too much.
    """
    limits = limits or Limits()
    refuse(query)
    worker = Worker(source, limits.memory)
    try:
        return ask_worker(worker, query, limits, dataset=dataset)
    finally:
        worker.close()


def ask_worker(worker: Worker, query: str, limits: Limits, *, dataset: Dataset | None = None) -> Answer:
    """Answer a query that isn't refused by a worker that is there; raises as `ask` does."""
    graphs = dataset or of_query(query) or Dataset()
    request = {
        "query": query,
        "plain": plain(query),
        "prefixes": PREFIXES,
        "base": BASE,
        "default_graphs": graphs.default,
        "named_graphs": graphs.named,
        "may_miss": dataset is not None,
        "rows": limits.rows,
        "bytes": limits.bytes,
        "seconds": ceil(limits.seconds),
    }
    try:
        header, body = worker.ask(request, limits.seconds)
    except Ended as ended:
        raise _ending(ended, limits) from None
    return _answer(header, body, query, limits)


def _answer(header: dict[str, Any], body: bytes, query: str, limits: Limits) -> Answer:
    kind, message = header["kind"], header.get("message", "")
    if kind == "malformed":
        raise malformed(query, message, header["place"])
    if kind == "failed":
        raise BadQuery(f"The query failed: {message.rstrip('.')}.")
    if kind == "unheld":
        raise BadQuery(
            f"The store holds no graph <{message}>, and a query here reads this store only: "
            "leave its FROM out, or name a graph that is in the store."
        )
    caps = {"": "", "rows": f"{limits.rows:,} rows" if limits.rows else "", "bytes": f"{limits.bytes} bytes"}
    cap = caps[header.get("cut", "")]
    if cap and limits.whole:
        raise TooMuch(f"The answer has more than {cap}, the most that is sent: narrow the query, or add a LIMIT.")
    notice = f"Only the first {cap} are shown." if cap else ""
    return Answer(kind=kind, body=in_order(body, query), notice=notice, unheld=tuple(header["unheld"]))


def refuse(query: str) -> None:
    """Raise BadQuery if a query would reach beyond the store or change it, or is no text."""
    if not _is_text(query):
        raise BadQuery("The query is not UTF-8 text.")
    capitals = query.upper()
    if not any(word in capitals for word in _FORBIDDEN):
        return  # at once, as nearly all do
    for text in (query, ESCAPE.sub(unescaped, query)):
        plain = visible(text)
        if "SERVICE" in plain or ("SERVICE" in text.upper() and _is_doubtful(text)):
            raise BadQuery(_SERVICE)
        first = next((w for w in _WORD.findall(plain) if w not in _PROLOGUE), "")
        if first in _UPDATES:
            raise UpdateRefused(
                f"The query is refused: {first} changes a store, and a query only reads; "
                "use `policygraph ingest` and `policygraph remove`."
            )


def _is_text(query: str) -> bool:
    """Whether a query can be written as UTF-8: bytes that were not arrive as lone surrogates."""
    try:
        query.encode()
    except UnicodeEncodeError:
        return False
    return True


def visible(query: str) -> str:
    """A query in capitals, without its strings, IRIs, comments, variables and local names."""
    return SILENT.sub(lambda found: found["unclosed"] or found["unended"] or " ", query).upper()


def _is_doubtful(query: str) -> bool:
    """Whether a '<' may be 'less than' or start an IRI, and how to read the rest depends on it.

    `?a<ex:b#> ...` is a comparison and a comment, or an IRI. Before '://' it can only be an IRI.
    """
    found = (m["iri"] for m in SILENT.finditer(query) if m["iri"])
    return any(re.search("[#']", iri) and "://" not in iri for iri in found)


def malformed(query: str, message: str, place: Sequence[int] | None = None) -> BadQuery:
    """The error that says where a query is malformed: at a line and column, or where the engine says."""
    found = _PLACE.match(message)
    if found is None:
        return BadQuery(f"The query is malformed: {message.rstrip('.')}.")
    line, column = place or (int(found[1]), int(found[2]))
    near = _NEAR.match("".join(query.split("\n")[line - 1 : line])[column - 1 :])
    reason = _REASON.search(found[3])
    at = f"unexpected {near[1][:40]!r}" if near else "something is missing"
    if reason and not _undeclared(query):
        at = reason[1]
    where = f"line {line}, column {column}"
    return BadQuery(f"The query is malformed at {where}: {at}{_undeclared(query)}.", line=line, column=column)


def _undeclared(query: str) -> str:
    """What to say of prefixes that a query uses and nobody declares."""
    plain = SILENT.sub(" ", query)
    declared = set(re.findall(r"(?i)\bprefix\s+([\w.-]*):", plain)) | PREFIXES.keys() | {"_"}
    missing = sorted({m[1] or "" for m in _PREFIX.finditer(plain)} - declared)
    return f" (the prefix {missing[0]}: is not declared)" if missing else ""


def _ending(ended: Ended, limits: Limits) -> BadQuery:
    """What to say of a worker that ended and gave no answer."""
    if ended.late or ended.code == -24:  # SIGXCPU
        return TooMuch(
            f"The query took longer than {limits.seconds:g} seconds and was ended: "
            "narrow it, or add a LIMIT to a subquery."
        )
    if ended.code in {-6, -9, 9}:  # aborted, killed, or a MemoryError: all by the bound on its memory
        gigabytes = limits.memory / 1e9
        return TooMuch(f"The query needed more than {gigabytes:g} GB of memory and was ended: narrow it.")
    if ended.code == -11:
        return BadQuery("The query is too complex and was ended: nest it less deeply.")
    return BadQuery(f"The query could not be answered: its process ended with {ended.code}.")
