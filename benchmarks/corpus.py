"""What many articles cost: articles a second by processes, as the corpus grows, on one machine and on Spark; memory.

`python benchmarks/corpus.py [NUMBER] [--only growth processes spark]` reads so many invented stories (1,000) into
stores in a temporary folder, and prints tables. Compare what stands in one table: its rows were measured one after the
other. Where other work shares the machine, the processor's time tells more than the clock.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

ROOT = Path(__file__).parent.parent
HERE = str(Path(__file__).parent)
sys.path[:0] = [p for p in (str(ROOT), HERE) if p not in sys.path]

from stories import write  # noqa: E402

from graph.archive import Archive  # noqa: E402
from graph.pool import Limits, Outcome, readers  # noqa: E402
from graph.sources import sources  # noqa: E402

PARTS = 5  # equal parts of a corpus, each timed


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
    """Articles a second on one process and on two."""
    yield f"| {number:,} stories | seconds | a second | ÷ one process |"
    yield "| --- | ---: | ---: | ---: |"
    one = 0.0
    for jobs in (1, 2):
        seconds = taken_in(corpus, folder / f"store-{jobs}", jobs, number)[-1][0]
        one = one or seconds
        yield f"| {jobs} process{'es' * (jobs > 1)} | {seconds:,.0f} | {number / seconds:.2f} | {one / seconds:.2f} |"
    start = perf_counter()
    command = [sys.executable, "-m", "graph.cli", "ingest", str(corpus), "--store", str(folder / "store-2")]
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


def on_spark(corpus: Path, folder: Path, number: int) -> Iterator[str]:
    """Articles a second on Spark, its start included."""
    yield f"| {number:,} stories on Spark | seconds | a second |"
    yield "| --- | ---: | ---: |"
    for master in ("local[1]", "local[2]"):
        command = [sys.executable, "-m", "graph.cli", "corpus", str(corpus), "--out", str(folder / master)]
        start = perf_counter()
        subprocess.run([*command, "--master", master], cwd=ROOT, check=True, capture_output=True)
        seconds = perf_counter() - start
        yield f"| {master} | {seconds:,.0f} | {number / seconds:.2f} |"


TABLES = {"processes": by_processes, "growth": by_growth, "spark": on_spark}


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
