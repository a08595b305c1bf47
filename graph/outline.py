"""What a document's graph tells, as far as anything beside it follows from that: all that a bulk load keeps in mind."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox
from pebble import ProcessPool
from pyoxigraph import NamedNode, Quad, Triple

from graph import programs, sameness
from graph.claims import Claim, claims
from graph.infer import leads_on
from graph.lines import Graph
from graph.rdf import mentioned_codes
from graph.reprints import text_told
from graph.sameness import Page

_TOGETHER = 50  # graphs that go to a process at once
_AHEAD = 2  # times as many that wait there


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A document's page and text, what it claims, and the codes, programs and other triples that something hangs on.

    `runs` and `kinds` are of programs, each with who runs it and with its type.
    """

    page: Page
    text: str
    claims: tuple[Claim, ...]
    codes: frozenset[str]
    followed: frozenset[Triple]
    runs: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]


def outline(document: str, quads: Iterable[Quad]) -> Outline:
    """The outline of a document's graph."""
    graph = list(quads)
    return Outline(
        page=sameness.page(document, graph),
        text=text_told(NamedNode(document), graph),
        claims=tuple(claims(document, graph)),
        codes=frozenset(mentioned_codes(graph)),
        followed=frozenset(t for q in graph if leads_on(t := q.triple)),
        runs=tuple(programs.runs(graph)),
        kinds=tuple(programs.kinds(graph)),
    )


def of_lines(graph: Graph) -> Outline:
    """The outline of a document's graph that is given as lines."""
    document, triples = graph
    return outline(document, ox.parse(b"\n".join(triples), ox.RdfFormat.N_TRIPLES))


def outlines(graphs: Iterable[Graph], jobs: int) -> Iterator[Outline]:
    """The outlines of graphs that are given as lines, in their order; made in so many processes, if more than one."""
    if jobs == 1:
        yield from map(of_lines, graphs)
        return
    given = iter(graphs)
    waiting: deque[Future[list[Outline]]] = deque()
    with _processes(jobs) as pool:
        while some := list(islice(given, _TOGETHER)):
            waiting.append(pool.schedule(_of_all, args=[some]))
            if len(waiting) > _AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


@contextmanager
def _processes(jobs: int) -> Iterator[ProcessPool]:
    """So many processes, which leave interrupts to this one and end with it."""
    interrupts = [signal.SIGINT, signal.SIG_IGN]
    context = multiprocessing.get_context("spawn")
    pool = ProcessPool(max_workers=jobs, initializer=signal.signal, initargs=interrupts, context=context)
    try:
        yield pool
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _of_all(graphs: list[Graph]) -> list[Outline]:
    return [of_lines(graph) for graph in graphs]
