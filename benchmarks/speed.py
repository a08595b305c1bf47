"""How fast it is, in ratios: `python benchmarks/speed.py` prints a table, writes nothing that stays.

A ratio compares two things in one run on one machine, so it holds on others too.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import pyoxigraph as ox  # noqa: E402

from extract.documents import read_file  # noqa: E402
from extract.language import load_language  # noqa: E402
from extract.pipeline import read  # noqa: E402
from extract.records import Document, Reading  # noqa: E402
from graph.rdf import quads  # noqa: E402
from graph.store import Store  # noqa: E402
from ontology.iri import document_iri  # noqa: E402

ROUNDS = 5
DOCUMENTS = 200
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


def copies(readings: list[Reading], count: int) -> list[tuple[str, list[ox.Quad]]]:
    """Graphs of many documents: the readings again and again, each with a text of its own."""
    found = []
    for number in range(count):
        reading = readings[number % len(readings)]
        text = f"{reading.document.text}\n{number}"
        found.append((document_iri(text), quads(replace(reading, document=replace(reading.document, text=text)))))
    return found


def storing(readings: list[Reading], folder: Path) -> list[Row]:
    """A document's coming into the store, all graphs in step, against the plain insert of its quads."""
    graphs = copies(readings, DOCUMENTS)
    plain = ox.Store(str(folder / "plain"))
    inserted, replaced = [], []
    with Store.open(folder / "store") as store:
        for iri, graph in graphs:
            inserted.append(seconds(lambda g=graph: plain.extend(g)))  # type: ignore[misc]
            replaced.append(seconds(lambda i=iri, g=graph: store.replace(i, g)))  # type: ignore[misc]
        iri, graph = graphs[0]
        changed = [seconds(lambda g=g: store.replace(iri, g)) for g in (graph[::2], graph) * 3]  # type: ignore[misc]
        same = [seconds(lambda: store.replace(iri, graph)) for _ in range(ROUNDS)]
        again = [seconds(lambda: (store.remove(iri), store.replace(iri, graph))) for _ in range(ROUNDS)]
    tenth = DOCUMENTS // 10
    base = median(inserted)
    return [
        ("documents, quads in one", f"{DOCUMENTS}, {median(len(g) for _, g in graphs):.0f}"),
        ("plain insert", f"{base * 1000:.1f} ms"),
        ("replace ÷ plain insert", f"{median(replaced) / base:.1f}"),
        ("  the first tenth of each", f"{median(replaced[:tenth]) / median(inserted[:tenth]):.1f}"),
        ("  the last tenth of each", f"{median(replaced[-tenth:]) / median(inserted[-tenth:]):.1f}"),
        ("half of a document changed ÷ plain insert", f"{median(changed) / base:.1f}"),
        ("the same again ÷ plain insert", f"{median(same) / base:.1f}"),
        ("removed and put back ÷ plain insert", f"{median(again) / base:.1f}"),
    ]


def main() -> None:
    """Print the tables, in Markdown."""
    documents = articles()
    with TemporaryDirectory() as name:
        folder = Path(name)
        tables = {"reading": reading(documents)}
        tables["storing"] = storing([read(d) for d in documents], folder)
        tables["start-up"] = start_up(folder / "store")
    for title, rows in tables.items():
        print(f"| {title} | |\n| --- | ---: |")
        print("\n".join(f"| {what} | {value} |" for what, value in rows), end="\n\n")


if __name__ == "__main__":
    main()
