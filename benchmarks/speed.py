"""How fast it is, in ratios: `python benchmarks/speed.py` prints a table, writes nothing that stays.

A ratio compares two things in one run on one machine, so it holds on others too.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from generated import store_of  # noqa: E402

from extract.documents import read_file  # noqa: E402
from extract.language import load_language  # noqa: E402
from extract.pipeline import read  # noqa: E402
from extract.records import Document  # noqa: E402

ROUNDS = 5
QUADS = 100_000  # of the store that verbs ask
Row = tuple[str, str]


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def articles() -> list[Document]:
    """The articles of the tests."""
    return [read_file(path) for path in sorted((ROOT / "tests" / "articles").glob("*.txt"))]


def reading(documents: list[Document]) -> list[Row]:
    """The whole reading against the bare parse of the same texts."""
    language = load_language()
    words = sum(len(d.text.split()) for d in documents)
    parsed, whole = [], []
    for _ in range(ROUNDS):
        parsed.append(seconds(lambda: [language(d.text) for d in documents]))
        whole.append(seconds(lambda: [read(d) for d in documents]))
    ratios = [w / p for w, p in zip(whole, parsed, strict=True)]
    return [
        ("words in a run", f"{words:,}"),
        ("bare spaCy parse", f"{words / median(parsed):,.0f} words/s"),
        ("whole reading, the parse in it", f"{words / median(whole):,.0f} words/s"),
        ("reading ÷ parse, in time", f"{median(ratios):.2f}"),
    ]


def start_up(store: Path) -> list[Row]:
    """Verbs that only ask, against an interpreter that does nothing."""
    python = [sys.executable, "-c"]
    verbs = {
        "list": "from graph.cli import main; main(['list', '--store', {store!r}])",
        "query": "from graph.cli import main; main(['query', 'ASK {{}}', '--store', {store!r}])",
        "spaCy alone": "import spacy",
    }
    commands = {name: [*python, code.format(store=str(store))] for name, code in verbs.items()}
    commands = {"python -c pass": [*python, "pass"], **commands}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS + 2):
        for name, command in commands.items():
            done = lambda c=command: subprocess.run(c, cwd=ROOT, capture_output=True, check=True)  # noqa: E731
            taken[name].append(seconds(done))
    base = median(taken["python -c pass"])
    return [(name, f"{median(t):.2f} s, {median(t) / base:.0f} times python -c pass") for name, t in taken.items()]


def main() -> None:
    """Print the tables, in Markdown."""
    documents = articles()
    with TemporaryDirectory() as name:
        folder = Path(name)
        store_of(folder / "store", QUADS)
        tables = {"reading": reading(documents), "start-up": start_up(folder / "store")}
    for title, rows in tables.items():
        print(f"| {title} | |\n| --- | ---: |")
        print("\n".join(f"| {what} | {value} |" for what, value in rows), end="\n\n")


if __name__ == "__main__":
    main()
