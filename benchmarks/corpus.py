"""What many articles cost: articles a second by processes, as the corpus grows, on one machine and on Spark; memory.

`python benchmarks/corpus.py [NUMBER] [--only processes growth size load broken spark]` reads so many invented stories
(1,000) into stores in a temporary folder, and prints tables. Compare what stands in one table. Where other work shares
the machine, the processor's time tells more than the clock; the rows of `size` are measured by turns.

`growth` tells what articles cost as they come, `size` what the same articles cost beside few and many others that have
nothing to do with them, `load` what documents cost that are read already, `broken` what becomes of a corpus of which
one file in a hundred is broken or does harm.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, thread_time

ROOT = Path(__file__).parent.parent
HERE = str(Path(__file__).parent)
sys.path[:0] = [p for p in (str(ROOT), HERE) if p not in sys.path]

import pyoxigraph as ox  # noqa: E402
from generated import documents  # noqa: E402
from stories import write  # noqa: E402

from graph.archive import Archive  # noqa: E402
from graph.ingest import nquads  # noqa: E402
from graph.ledger import State, rows  # noqa: E402
from graph.load import load  # noqa: E402
from graph.pool import Limits, Outcome, readers  # noqa: E402
from graph.sources import sources  # noqa: E402
from graph.store import Store  # noqa: E402

PARTS = 5  # equal parts of a corpus, each timed
KNOWN, COMING, WARM = 40, 60, 5  # stories that are there, that come, and that come before any is timed
HARM = ("one_word.txt", "bomb.docx", "laughs.html", "truncated.pdf", "binary.txt", "empty.txt", "wide.html")


def taken_in(corpus: Path, store: Path, jobs: int, number: int) -> list[tuple[float, float]]:
    """The seconds at which each part of a corpus was in, and those that the keeping process worked until then."""
    marks: list[tuple[float, float]] = []
    with Archive(store) as archive, readers(jobs, Limits()) as pool:
        warm: Future[Outcome] = pool.begin(next(sources((str(corpus),))), "")
        warm.result()
        begun, worked = perf_counter(), process_time()
        for done, _ in enumerate(archive.take(sources((str(corpus),)), pool, ""), 1):
            if done % (number // PARTS) == 0:
                archive.publish()  # as `ingest` does now and then, which also empties the engine's buffers
                marks.append((perf_counter() - begun, process_time() - worked))
    return marks


def by_processes(corpus: Path, folder: Path, number: int) -> Iterator[str]:
    """Articles a second on one core and on two, with one process that reads and with two."""
    yield f"| {number:,} stories | seconds | a second | ÷ one core |"
    yield "| --- | ---: | ---: | ---: |"
    given, one = os.sched_getaffinity(0), 0.0
    for cores, jobs in ((1, 1), (2, 1), (2, 2)):
        os.sched_setaffinity(0, sorted(given)[:cores])  # the readers inherit it
        try:
            seconds = taken_in(corpus, folder / f"store-{cores}-{jobs}", jobs, number)[-1][0]
        finally:
            os.sched_setaffinity(0, given)
        one = one or seconds
        who = f"{cores} core{'s' * (cores > 1)}, {jobs} reading"
        yield f"| {who} | {seconds:,.0f} | {number / seconds:.2f} | {one / seconds:.2f} |"
    start = perf_counter()
    command = [sys.executable, "-m", "graph.cli", "ingest", str(corpus), "--store", str(folder / "store-2-2")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    yield f"| all in already | {perf_counter() - start:,.1f} | | |"


def by_growth(corpus: Path, folder: Path, number: int) -> Iterator[str]:
    """What an article costs in each part of a corpus, and the keeping process's memory at the end."""
    marks = taken_in(corpus, folder / "grown", 2, number)
    yield "| documents in the store | s an article | ÷ the first part | processor, keeping it | ÷ the first part |"
    yield "| ---: | ---: | ---: | ---: | ---: |"
    size = number // PARTS
    each = [((c - a) / size, (d - b) / size) for (a, b), (c, d) in pairwise([(0.0, 0.0), *marks])]
    for part, (seconds, kept) in enumerate(each, 1):
        ratios = seconds / each[0][0], kept / each[0][1]
        yield f"| {part * size:,} | {seconds:.3f} | {ratios[0]:.2f} | {kept:.3f} | {ratios[1]:.2f} |"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield ""
    yield f"The process that keeps the articles took {memory:,.0f} MB at most."


def graphs_of(corpus: Path, number: int) -> list[Outcome]:
    """The first stories of a corpus, read."""
    with readers(2, Limits()) as pool:
        given = sources((str(corpus),))
        begun = [pool.begin(source, "") for source, _ in zip(given, range(number), strict=False)]
        return [future.result() for future in begun]


def by_load(corpus: Path, folder: Path, number: int) -> Iterator[str]:
    """What `load` takes of documents that are read already: stories, and invented documents of another kind."""
    kinds = {f"{number // 100:,} stories": [o.graph for o in graphs_of(corpus, number // 100)]}
    yield "| loaded | quads | processes | seconds | ms each | processor, ms each | ms a thousand quads | most memory |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for size in (number // 10, number):
        kinds[f"{size:,} documents"] = map(nquads, (graph for _, graph in documents(size)))
    for kind, graphs in kinds.items():
        count, part = int(kind.split()[0].replace(",", "")), folder / "load.nq"
        with part.open("wb") as out:
            quads = sum(graph.count(b"\n") for graph in graphs if out.write(graph))
        for jobs in (1, 2) if count < number else (2,):
            seconds, used = timed("load", str(part), "--store", str(folder / f"{kind}-{jobs}"), "--jobs", str(jobs))
            each, work = seconds / count * 1000, (used.ru_utime + used.ru_stime) / count * 1000
            costs = f"{seconds:,.1f} | {each:.1f} | {work:.1f} | {work * count / quads * 1000:.1f}"
            yield f"| {kind} | {quads:,} | {jobs} | {costs} | {used.ru_maxrss / 1024:,.0f} MB |"
        part.unlink()


def timed(*args: str) -> tuple[float, resource.struct_rusage]:
    """The seconds that a verb of the command line takes, and what it uses with the processes that it starts."""
    start = perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "graph.cli", *args], cwd=ROOT, stderr=subprocess.PIPE)
    said = process.stderr.read().decode() if process.stderr else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(said)
    return perf_counter() - start, used


def by_size(corpus: Path, folder: Path, number: int) -> Iterator[str]:
    """What the same articles' coming costs beside few other articles and beside many."""
    told = graphs_of(corpus, KNOWN + COMING)
    stores = {}
    for size in (0, number // 10, number):
        part = folder / f"{size}.nq"
        part.write_bytes(b"".join(o.graph for o in told[:KNOWN]) + b"".join(nquads(g) for _, g in documents(size)))
        begin = process_time()
        load(folder / f"beside-{size}", [part])
        stores[KNOWN + size] = Store.open(folder / f"beside-{size}"), process_time() - begin
        part.unlink()
    taken: dict[int, float] = dict.fromkeys(stores, 0.0)
    for count, outcome in enumerate(told[KNOWN:]):
        quads = list(ox.parse(outcome.graph, ox.RdfFormat.N_QUADS))
        for size, (store, _) in stores.items():
            begin = thread_time()
            store.replace(outcome.document, quads)
            taken[size] += thread_time() - begin if count >= WARM else 0
    yield f"| documents beside {COMING} that come | processor, loading them | processor, s one comes | ÷ the first |"
    yield "| ---: | ---: | ---: | ---: |"
    for size, (store, loaded) in stores.items():
        ratio = taken[size] / taken[KNOWN]
        yield f"| {size:,} | {loaded:,.0f} s | {taken[size] / (COMING - WARM):.3f} | {ratio:.2f} |"
        store.close()


def with_broken(corpus: Path, folder: Path, number: int) -> Iterator[str]:
    """What becomes of a corpus of which one file in a hundred is broken, and the memory of the keeping process."""
    sys.path.append(str(ROOT / "tests"))
    from broken_files import broken

    mixed = folder / "mixed"
    names = [f"{copy}/{name}" for copy in range(-(-number // 100 // len(HARM))) for name in HARM][: number // 100]
    for name in names:
        (mixed / name).parent.mkdir(parents=True, exist_ok=True)
        broken((mixed / name).parent, Path(name).name)
    (mixed / "corpus.jsonl").write_bytes(corpus.read_bytes())
    store = folder / "with-broken"
    begun = perf_counter()
    with Archive(store) as archive, readers(2, Limits(memory=1_000)) as pool:
        for done, _ in enumerate(archive.take(sources((str(mixed),)), pool, ""), 1):
            if done % 100 == 0:
                archive.publish()
                print(f"[{done:,}/{number + len(names):,}]", file=sys.stderr, flush=True)
    seconds = perf_counter() - begun
    failed = [Path(row.name).relative_to(mixed) for row in rows(store, State.FAILED)]
    named = sorted(map(str, failed)) == sorted(names)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kinds = ", ".join(sorted({Path(name).name for name in names}))
    yield f"Of {number + len(names):,} articles {len(names)} were broken: {kinds}."
    yield f"{len(failed)} failed, {'each broken one and no other' if named else 'NOT those that are broken'}; "
    yield f"{len(list(rows(store, State.READ))):,} are in, after {seconds:,.0f} seconds. "
    yield f"The process that keeps them took {memory:,.0f} MB at most."


def on_spark(corpus: Path, folder: Path, number: int) -> Iterator[str]:
    """Articles a second on Spark, its start included."""
    yield f"| {number:,} stories on Spark | seconds | a second |"
    yield "| --- | ---: | ---: |"
    for cores in (1, 2):
        master, out = f"local[{cores}]", folder / f"spark-{cores}"
        command = [sys.executable, "-m", "graph.cli", "corpus", str(corpus), "--out", str(out)]
        start = perf_counter()
        subprocess.run([*command, "--master", master], cwd=ROOT, check=True, capture_output=True)
        seconds = perf_counter() - start
        yield f"| {master} | {seconds:,.0f} | {number / seconds:.2f} |"
    start = perf_counter()
    command = [sys.executable, "-m", "graph.cli", "load", str(out), "--store", str(folder / "loaded")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    seconds = perf_counter() - start
    yield f"| loaded from that into a store | {seconds:,.0f} | {number / seconds:.2f} |"


TABLES = {
    "processes": by_processes,
    "growth": by_growth,
    "size": by_size,
    "load": by_load,
    "broken": with_broken,
    "spark": on_spark,
}


def main() -> None:
    """Print the tables, in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", type=int, nargs="?", default=1_000)
    parser.add_argument("--only", nargs="+", choices=TABLES, default=["processes", "growth"])
    given = parser.parse_args()
    with TemporaryDirectory(prefix="policygraph-") as name:
        folder = Path(name)
        corpus = folder / "corpus.jsonl"
        write(corpus, given.number)
        for table in (partial(TABLES[name], corpus, folder, given.number) for name in given.only):
            for line in table():
                print(line, flush=True)
            print()


if __name__ == "__main__":
    main()
