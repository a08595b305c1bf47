"""What keeping costs: loading, disk, one document's coming, changing and going, copies; beside bare engines in one run.

    python benchmarks/store.py --quads 100000 1000000 --rdflib --virtuoso

Every engine ends up with the same quads. Ours is given documents' graphs and makes the rest of them; the others are
given all of it, the default graph too. So what ours takes longer is what it works out. `--virtuoso` needs its programs
virtuoso-t and isql-vt (Debian's virtuoso-opensource-7-bin); rdflib's memory store is measured up to 100,000 quads.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from unittest.mock import patch

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, Quad

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from generated import MOST, documents  # noqa: E402
from virtuoso import Virtuoso, started  # noqa: E402

from extract import pipeline  # noqa: E402
from extract.documents import read_file  # noqa: E402
from graph import backup, folder, rdf  # noqa: E402
from graph.ingest import nquads  # noqa: E402
from graph.load import load  # noqa: E402
from graph.merging import Decided  # noqa: E402
from graph.store import Store  # noqa: E402
from graph.update import update  # noqa: E402
from ontology.iri import document_iri  # noqa: E402

DOCUMENTS = 60  # that come, change and go once a store is loaded
WARM = 10  # that come before, so that no engine is measured while it loads its own tables
RDFLIB_MOST = 100_000  # quads
Graph = tuple[str, list[Quad]]


@dataclass(frozen=True, slots=True)
class Given:
    """A file of documents' quads to load, the quads of a store made of them, and documents that come later."""

    part: Path
    whole: Path
    later: list[Graph]


def given(place: Path, quads: int) -> Given:
    """Documents for a store of about so many quads, and some more."""
    place.mkdir()
    author, left = documents(MOST), quads
    with (place / "part.nq").open("wb") as part:
        while left > 0:
            _, graph = next(author)
            part.write(nquads(graph))
            left -= 2 * len(graph)
    return Given(place / "part.nq", place / "whole.nq", list(islice(author, WARM + DOCUMENTS)))


def everywhere(graph: list[Quad]) -> list[Quad]:
    """A document's quads, and each triple in the default graph too: the least that any store of both must write."""
    return graph + [Quad(*quad.triple, DefaultGraph()) for quad in graph]


class Ours:
    """policygraph's store."""

    name = "policygraph"

    def __init__(self, place: Path) -> None:
        self._place = place
        self._store: Store | None = None

    def load(self, given: Given) -> None:
        """Load documents."""
        load(self._place, [given.part])

    def write(self, given: Given) -> int:
        """Write out what the store holds, for the others; give how many quads."""
        held = ox.Store.read_only(str(folder.current(self._place)))
        held.dump(str(given.whole), ox.RdfFormat.N_QUADS)
        return len(held)

    def disk(self) -> int:
        """The bytes of the quads and of the index."""
        return used(self._place / "live") + used(self._place / folder.INDEX)

    def put(self, document: str, graph: list[Quad]) -> None:
        """Let a document come."""
        self._open().replace(document, graph)

    def halve(self, document: str, graph: list[Quad]) -> None:
        """Let a document change to one that says half as much."""
        self._open().replace(document, graph[::2])

    def drop(self, document: str, graph: list[Quad]) -> None:
        """Let the halved document go."""
        self._open().remove(document)

    def publish(self) -> None:
        """Let readers see a change."""
        self._open().publish()

    def copy(self, target: Path) -> None:
        """Back the store up."""
        backup.copy(self._place, target)

    def close(self) -> None:
        """Let the store go."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _open(self) -> Store:
        if self._store is None:
            self._store = Store.open(self._place)
        return self._store


class Unlinked(Ours):
    """policygraph's store, but for who is who: what the default graph, the gazetteer and inference cost alone."""

    name = "without who is who"

    def put(self, document: str, graph: list[Quad]) -> None:
        """Let a document come."""
        with _nobody_compared():
            super().put(document, graph)

    def halve(self, document: str, graph: list[Quad]) -> None:
        """Let a document change to one that says half as much."""
        with _nobody_compared():
            super().halve(document, graph)

    def drop(self, document: str, graph: list[Quad]) -> None:
        """Let the halved document go."""
        with _nobody_compared():
            super().drop(document, graph)


def _nobody_compared() -> AbstractContextManager[object]:
    nothing = Decided(frozenset(), frozenset(), {}, (set(), set()))
    return patch("graph.change.deciding", lambda *_: nothing)


class Bare:
    """pyoxigraph, given all quads."""

    name = "pyoxigraph"

    def __init__(self, place: Path) -> None:
        self._place = place
        self._store = ox.Store(str(place))

    def load(self, given: Given) -> None:
        """Load all quads."""
        self._store.bulk_load(path=str(given.whole), format=ox.RdfFormat.N_QUADS)
        self._store.flush()

    def disk(self) -> int:
        """The bytes of the quads."""
        return used(self._place)

    def put(self, document: str, graph: list[Quad]) -> None:
        """Write a document's quads in its graph and the default graph."""
        self._store.extend(everywhere(graph))

    def halve(self, document: str, graph: list[Quad]) -> None:
        """Delete half of them."""
        self._store.update(update(everywhere(graph[1::2]), []))

    def drop(self, document: str, graph: list[Quad]) -> None:
        """Delete the other half."""
        self._store.update(update(everywhere(graph[::2]), []))

    def copy(self, target: Path) -> None:
        """Back the store up to files of its own."""
        self._store.backup(str(target.with_suffix(".links")))
        shutil.copytree(target.with_suffix(".links"), target)


class Rdflib:
    """rdflib's memory store, given all quads."""

    name = "rdflib"

    def __init__(self) -> None:
        from rdflib import Dataset

        self._graph = Dataset()

    def load(self, given: Given) -> None:
        """Load all quads."""
        self._graph.parse(given.whole, format="nquads")

    def put(self, document: str, graph: list[Quad]) -> None:
        """Read a document's quads from N-Quads, which is the way in."""
        self._graph.parse(data=nquads(everywhere(graph)), format="nquads")


def used(place: Path) -> int:
    """The bytes of a folder's files."""
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file())


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def both_clocks(work: Callable[[], object]) -> tuple[float, float]:
    """The seconds that some work takes by the clock, and of this process's processors."""
    start = process_time()
    return seconds(work), process_time() - start


def one_by_one(engines: list[Ours | Bare], later: list[Graph]) -> Iterator[tuple[str, list[list[float]]]]:
    """The seconds that each document's coming, changing and going takes each engine, in turn."""
    for document, graph in later[:WARM]:
        for engine in engines:
            engine.put(document, graph)
    for what in ("put", "halve", "drop"):
        taken = []
        for document, graph in later[WARM:]:
            taken.append([seconds(lambda e=e: getattr(e, what)(document, graph)) for e in engines])  # type: ignore[misc]  # noqa: B023
        yield what, [list(column) for column in zip(*taken, strict=True)]


def loading(place: Path, given: Given, others: list[Rdflib | Virtuoso]) -> tuple[list[str], Ours, Bare]:
    """The rows on loading and disk, and the two stores."""
    ours, bare = Ours(place / "ours"), Bare(place / "bare")
    engines: list[Ours | Bare | Rdflib | Virtuoso] = [ours, bare, *others]
    taken = [both_clocks(lambda: ours.load(given))]
    held = ours.write(given)
    taken += [both_clocks(lambda e=e: e.load(given)) for e in engines[1:]]  # type: ignore[misc]
    base = taken[1][1]
    lines = [
        f"| {held:,} quads | loaded, quads/s | the processor's time ÷ pyoxigraph's | disk, bytes a quad |",
        "| --- | ---: | ---: | ---: |",
    ]
    for engine, (wall, processor) in zip(engines, taken, strict=True):
        ratio = "" if isinstance(engine, Virtuoso) else f"{processor / base:.1f}"
        disk = "in memory" if isinstance(engine, Rdflib) else f"{engine.disk() / held:.0f}"
        lines.append(f"| {engine.name} | {held / wall:,.0f} | {ratio} | {disk} |")
    return lines, ours, bare


def keeping(place: Path, given: Given, ours: Ours, bare: Bare, others: list[Rdflib | Virtuoso]) -> Iterator[str]:
    """The rows on one document, and on copies."""
    size = median(len(graph) for _, graph in given.later)
    yield f"| a document of {size:.0f} quads | policygraph | pyoxigraph | ÷ | ÷, without who is who |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    shutil.copytree(place / "ours", place / "unlinked", symlinks=True)
    engines: list[Ours | Bare] = [ours, bare, Unlinked(place / "unlinked")]
    told = {"put": "comes", "halve": "changes: half of it goes", "drop": "is removed"}
    for what, (own, plain, unlinked) in one_by_one(engines, given.later):
        yield row(told[what], own, plain, unlinked)
    real = articles()
    taken = [[seconds(lambda e=e: e.put(*article)) for e in engines] for article in real]  # type: ignore[misc]  # noqa: B023
    middle = median(len(graph) for _, graph in real)
    yield row(f"a real article of {middle:.0f} quads comes", *map(list, zip(*taken, strict=True)))
    publishing = []
    for document, graph in given.later[WARM:][:10]:
        ours.put(document, graph)
        publishing.append(seconds(ours.publish))
    yield f"| is published to readers | {1000 * median(publishing):.1f} ms | | | |"
    ours.close()
    yield from copies(place, ours, bare)
    for other in others:
        taken = [seconds(lambda: other.put(document, graph)) for document, graph in given.later]  # noqa: B023
        yield f"| comes, in {other.name} | | {1000 * median(taken):.1f} ms | | |"


def articles() -> list[Graph]:
    """The graphs of the tests' articles, as the reader reads them."""
    read = [pipeline.read(read_file(path)) for path in sorted((ROOT / "tests" / "articles").glob("*.txt"))]
    return [(document_iri(reading.document.text), rdf.quads(reading)) for reading in read]


def row(what: str, own: list[float], plain: list[float], unlinked: list[float]) -> str:
    """A row of medians: of seconds, and of ratios."""
    ratios = (median(a / b for a, b in zip(column, plain, strict=True)) for column in (own, unlinked))
    ratio, alone = (f"{r:.1f}" for r in ratios)
    return f"| {what} | {1000 * median(own):.1f} ms | {1000 * median(plain):.1f} ms | {ratio} | {alone} |"


def copies(place: Path, ours: Ours, bare: Bare) -> Iterator[str]:
    """The rows on backing a store up and making a store of the copy."""
    own, plain = seconds(lambda: ours.copy(place / "copy")), seconds(lambda: bare.copy(place / "plain"))
    yield f"| the store is backed up | {own:.2f} s | {plain:.2f} s | {own / plain:.1f} | |"
    back = seconds(lambda: backup.copy(place / "copy", place / "back"))
    again = seconds(lambda: shutil.copytree(place / "plain", place / "again"))
    yield f"| and restored | {back:.2f} s | {again:.2f} s | {back / again:.1f} | |"


def table(place: Path, quads: int, with_rdflib: bool, with_virtuoso: bool) -> Iterator[str]:
    """The rows for a store of about so many quads, in Markdown."""
    found = given(place, quads)
    with started(place / "virtuoso") if with_virtuoso else nullcontext() as virtuoso:
        others: list[Rdflib | Virtuoso] = [Rdflib()] if with_rdflib and quads <= RDFLIB_MOST else []
        others += [virtuoso] if virtuoso is not None else []
        lines, ours, bare = loading(place, found, others)
        yield from lines
        yield ""
        yield from keeping(place, found, ours, bare, others)
        yield ""


def main() -> None:
    """Print the tables, in Markdown."""
    parser = argparse.ArgumentParser(description="Measure what keeping costs.")
    parser.add_argument("--quads", type=int, nargs="+", default=[10**5, 10**6])
    parser.add_argument("--rdflib", action="store_true", help=f"Beside rdflib's memory store, up to {RDFLIB_MOST:,}.")
    parser.add_argument("--virtuoso", action="store_true", help="Beside Virtuoso, started here on a port of loopback.")
    asked = parser.parse_args()
    for quads in asked.quads:
        with TemporaryDirectory(prefix="policygraph-") as name:
            for line in table(Path(name) / "run", quads, asked.rdflib, asked.virtuoso):
                print(line, flush=True)


if __name__ == "__main__":
    main()
