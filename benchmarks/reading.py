"""What reading costs: against the bare language pipeline, by length, and in memory.

`python benchmarks/reading.py` prints tables, and writes nothing. One core: thread pools are held to one thread.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy is loaded
ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import spacy  # noqa: E402

from extract.documents import read_file  # noqa: E402
from extract.language import MODEL  # noqa: E402
from extract.pipeline import read  # noqa: E402
from extract.records import Document  # noqa: E402

ARTICLES = sorted((ROOT / "tests" / "articles").glob("*.txt"))
LONGEST = ROOT / "tests" / "articles" / "seed.txt"
TIMES = (1, 10, 100)
ROUNDS = 9


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def repeated(times: int) -> Document:
    """The longest article so many times over, a paragraph's end between."""
    return Document(text="\n\n".join([read_file(LONGEST).text] * times), date="2020-08")


def ratios(rounds: int = ROUNDS) -> Iterator[str]:
    """Reading against the bare pipeline on each article, both in turn."""
    bare = spacy.load(MODEL)
    yield "| article | words | bare pipeline | reading | reading ÷ bare |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    totals = [0.0, 0.0]
    for path in ARTICLES:
        document = read_file(path)
        taken = [(seconds(lambda d=document: bare(d.text)), seconds(lambda d=document: read(d))) for _ in range(rounds)]
        parse, whole = (median(column) for column in zip(*taken, strict=True))
        totals = [totals[0] + parse, totals[1] + whole]
        words = len(document.text.split())
        yield f"| {path.stem} | {words:,} | {parse:.3f} s | {whole:.3f} s | {whole / parse:.2f} |"
    yield f"| all | | {totals[0]:.3f} s | {totals[1]:.3f} s | {totals[1] / totals[0]:.2f} |"


def growth(times: tuple[int, ...] = TIMES) -> Iterator[str]:
    """Time by length, each length in a process of its own, with the memory that it took at most."""
    yield "| the longest article | words | seconds | per 1,000 words | most memory |"
    yield "| ---: | ---: | ---: | ---: | ---: |"
    for number in times:
        done = subprocess.run(
            [sys.executable, __file__, str(number)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        taken, memory = (float(word) for word in done.stdout.split())
        words = len(repeated(number).text.split())
        yield f"| {number} times | {words:,} | {taken:.2f} | {1000 * taken / words:.3f} s | {memory:,.0f} MB |"


def alone(times: int) -> None:
    """Seconds of one reading, and this process's greatest memory in megabytes."""
    read(Document(text="Warm up."))
    document = repeated(times)
    taken = seconds(lambda: read(document))
    print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    """Print the tables, in Markdown; with a number, measure that length alone."""
    if len(sys.argv) > 1:
        alone(int(sys.argv[1]))
        return
    for lines in (ratios(), growth()):
        for line in lines:
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
