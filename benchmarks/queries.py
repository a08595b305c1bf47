"""How long the worked questions take: through a worker of the query pool, beside the bare engine and rdflib's own.

    python benchmarks/queries.py --quads 100000 1000000 --rdflib --virtuoso

Medians and 95th percentiles of one run, and ratios of medians: to the bare engine on the same snapshot in this process;
with `--rdflib`, to rdflib's memory store in a process of its own, which is asked once and given 30 s a question; with
`--virtuoso`, to a Virtuoso that is started for it, over HTTP. The ratio to rdflib is of the processors' time, which
other work on the machine changes little; ours is the worker's and this process's.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import pyoxigraph as ox

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tests")]

from engines import virtuoso  # noqa: E402
from generated import store_of  # noqa: E402

from graph import folder  # noqa: E402
from graph.cookbook import questions  # noqa: E402
from graph.prefixes import PREFIXES  # noqa: E402
from graph.query_pool import Pool, Size  # noqa: E402
from graph.reader import Snapshot  # noqa: E402
from graph.remote import ask, send  # noqa: E402
from graph.sandbox import Limits  # noqa: E402
from ontology.errors import BadQuery  # noqa: E402

ROUNDS = 5
PATIENCE = 30.0  # seconds a question
_LIMITS = Limits(seconds=PATIENCE, rows=None, bytes=None)


@dataclass(frozen=True, slots=True)
class Taken:
    """A question's seconds in each round: through the pool (none where it took too long), of the processors for that,
    and on the bare engine.
    """

    name: str
    pooled: list[float]
    processors: list[float]
    plain: list[float]


def measured(store: Path, rounds: int) -> Iterator[Taken]:
    """What each question takes through the pool and on the bare engine, in turn."""
    snapshot = folder.current(store)
    if snapshot is None:
        raise FileNotFoundError(f"{store} holds no snapshot.")
    bare = ox.Store.read_only(str(snapshot))
    pool = Pool(store, Size(workers=1))
    try:
        for name, question in questions().items():
            taken = Taken(name, [], [], [])
            for _ in range(rounds):
                taken.plain.append(_seconds(lambda q=question.sparql: _bare(bare, q)))  # type: ignore[misc]
                before = _spent(pool)
                try:
                    taken.pooled.append(_seconds(lambda q=question.sparql: pool.ask(q, _LIMITS)))  # type: ignore[misc]
                except BadQuery:
                    break
                taken.processors.append(_spent(pool) - before)
            yield taken
    finally:
        pool.close()


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _spent(pool: Pool) -> float:
    """Seconds of the processors that this process and the pool's one worker have taken."""
    (worker,) = pool._ready
    nanoseconds = Path(f"/proc/{worker._process.pid}/schedstat").read_text().split()[0]
    return process_time() + int(nanoseconds) / 1e9


def _bare(store: ox.Store, query: str) -> bytes | None:
    """A whole answer, serialized, as the worker's is."""
    found = store.query(query, prefixes=PREFIXES)
    if isinstance(found, ox.QueryTriples):
        return found.serialize(format=ox.RdfFormat.N_TRIPLES)
    return found.serialize(format=ox.QueryResultsFormat.JSON)


def in_rdflib(store: Path) -> Iterator[float | None]:
    """Seconds of the processor that each question takes in rdflib's memory store, None beyond the patience."""
    with TemporaryDirectory(prefix="policygraph-") as name:
        dumped = Path(name) / "store.nq"
        ox.Store.read_only(str(folder.current(store))).dump(str(dumped), ox.RdfFormat.N_QUADS)
        process, ours = _started(dumped)
        try:
            for question in questions().values():
                ours.send(question.sparql)
                if ours.poll(PATIENCE):
                    yield ours.recv()
                    continue
                process.kill()
                process, ours = _started(dumped)
                yield None
        finally:
            process.kill()


def _started(dumped: Path) -> tuple[SpawnProcess, Connection]:
    """A process that has loaded a dump into rdflib and answers; each that took too long costs another."""
    spawning = multiprocessing.get_context("spawn")
    ours, theirs = spawning.Pipe()
    process = spawning.Process(target=_answer, args=(dumped, theirs), daemon=True)
    process.start()
    ours.recv()
    return process, ours


def _answer(dumped: Path, asked: Connection) -> None:
    from rdflib import Dataset

    graph = Dataset()
    graph.parse(dumped, format="nquads")
    asked.send(len(graph))
    while True:
        query = asked.recv()
        start = process_time()
        found = graph.query(query, initNs=PREFIXES)
        found.serialize(format="nt" if found.type == "CONSTRUCT" else "json")
        asked.send(process_time() - start)


def in_virtuoso(store: Path, rounds: int) -> Iterator[float | None]:
    """Median seconds of each question asked of a Virtuoso that holds the same, None beyond the patience."""
    with TemporaryDirectory(prefix="policygraph-") as name, virtuoso(Path(name), buffers=100_000) as engine:
        with Snapshot.open(store) as reader:
            for _ in send(reader, engine.store, Limits(seconds=600)):
                pass
        for question in questions().values():
            try:
                taken = [_seconds(lambda q=question.sparql: ask(engine.query, q, _LIMITS)) for _ in range(rounds)]  # type: ignore[misc]
            except BadQuery:
                yield None
            else:
                yield median(taken)


def table(quads: int, store: Path, rounds: int, others: dict[str, Iterator[float | None]]) -> Iterator[str]:
    """Rows in Markdown, as they are found; `others` gives each question's seconds elsewhere."""
    heads = [
        f"{quads:,} quads",
        "pool, p50",
        "p95",
        "bare, p50",
        "pool ÷ bare",
        *(f"{other} ÷ pool" for other in others),
    ]
    yield f"| {' | '.join(heads)} |"
    yield "| --- |" + " ---: |" * (len(heads) - 1)
    for taken in measured(store, rounds):
        elsewhere = {other: next(seconds, None) for other, seconds in others.items()}
        base = median(taken.plain)
        if not taken.pooled:
            cells = [f"over {PATIENCE:.0f} s", "", f"{base:.3f} s", *("" for _ in heads[4:])]
        else:
            middle = median(taken.pooled)
            ours = {"rdflib": median(taken.processors)}
            ratios = (_ratio(seconds, ours.get(other, middle)) for other, seconds in elsewhere.items())
            cells = [f"{middle:.3f} s", f"{p95(taken.pooled):.3f} s", f"{base:.3f} s", f"{middle / base:.2f}", *ratios]
        yield f"| {taken.name} | {' | '.join(cells)} |"


def _ratio(seconds: float | None, ours: float) -> str:
    return f"over {PATIENCE / ours:.0f}" if seconds is None else f"{seconds / ours:.1f}"


def p95(taken: list[float]) -> float:
    """The least of some seconds that 95 % don't exceed."""
    return sorted(taken)[-(-len(taken) * 95 // 100) - 1]


def main() -> None:
    """Print the tables, in Markdown."""
    parser = argparse.ArgumentParser(description="Measure the worked questions.")
    parser.add_argument("--quads", type=int, nargs="+", default=[10**5, 10**6])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--rdflib", action="store_true", help="Beside rdflib's memory store too: for 100,000 quads.")
    parser.add_argument("--virtuoso", action="store_true", help="Beside Virtuoso too, which must be installed.")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="policygraph-") as name:
        for quads in given.quads:
            store = Path(name) / f"store-{quads}"
            store_of(store, quads)
            others = {"rdflib": in_rdflib(store)} if given.rdflib and quads <= 10**5 else {}
            if given.virtuoso:
                others["Virtuoso"] = in_virtuoso(store, given.rounds)
            for line in table(quads, store, given.rounds, others):
                print(line, flush=True)
            print()


if __name__ == "__main__":
    main()
