"""What many articles cost: articles a second by processes, as the corpus grows, on one machine and on Spark; memory.

`python benchmarks/corpus.py [NUMBER] [--spark]` reads so many invented stories (1,000) into stores in a temporary
folder, and prints tables. Compare what stands in one table: its rows were measured one after the other.
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
from time import perf_counter

ROOT = Path(__file__).parent.parent
HERE = str(Path(__file__).parent)
sys.path[:0] = [p for p in (str(ROOT), HERE) if p not in sys.path]

from stories import write  # noqa: E402

from graph.archive import Archive  # noqa: E402
from graph.pool import Limits, Outcome, readers  # noqa: E402
from graph.sources import sources  # noqa: E402

PARTS = 5  # equal parts of a corpus, each timed


def taken_in(corpus: Path, store: Path, jobs: int, number: int) -> list[float]:
    """The seconds at which each part of a corpus was in, the first from when reading began."""
    marks: list[float] = []
    with Archive(store) as archive, readers(jobs, Limits()) as pool:
        warm: Future[Outcome] = pool.begin(next(sources((str(corpus),))), "")
        warm.result()
        begun = perf_counter()
        for done, _ in enumerate(archive.take(sources((str(corpus),)), pool, ""), 1):
            if done % (number // PARTS) == 0:
                marks.append(perf_counter() - begun)
    return marks


def by_processes(corpus: Path, folder: Path, number: int) -> Iterator[str]:
    """Articles a second on one process and on two."""
    yield f"| {number:,} stories | seconds | a second | ÷ one process |"
    yield "| --- | ---: | ---: | ---: |"
    one = 0.0
    for jobs in (1, 2):
        seconds = taken_in(corpus, folder / f"store-{jobs}", jobs, number)[-1]
        one = one or seconds
        yield f"| {jobs} process{'es' * (jobs > 1)} | {seconds:,.0f} | {number / seconds:.2f} | {one / seconds:.2f} |"
    start = perf_counter()
    command = [sys.executable, "-m", "graph.cli", "ingest", str(corpus), "--store", str(folder / "store-2")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    yield f"| all in already | {perf_counter() - start:,.1f} | | |"


def by_growth(corpus: Path, folder: Path, number: int) -> Iterator[str]:
    """What an article costs in each part of a corpus, and the keeping process's memory at the end."""
    marks = taken_in(corpus, folder / "grown", 2, number)
    yield "| documents in the store | seconds an article | ÷ the first part |"
    yield "| ---: | ---: | ---: |"
    each = [(b - a) / (number // PARTS) for a, b in pairwise([0.0, *marks])]
    for part, seconds in enumerate(each, 1):
        yield f"| {part * number // PARTS:,} | {seconds:.3f} | {seconds / each[0]:.2f} |"
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


def main() -> None:
    """Print the tables, in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", type=int, nargs="?", default=1_000)
    parser.add_argument("--spark", action="store_true", help="On Spark as well.")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="policygraph-") as name:
        folder = Path(name)
        corpus = folder / "corpus.jsonl"
        write(corpus, given.number)
        tables = [by_processes, by_growth, *([on_spark] if given.spark else [])]
        for table in (partial(t, corpus, folder, given.number) for t in tables):
            for line in table():
                print(line, flush=True)
            print()


if __name__ == "__main__":
    main()
