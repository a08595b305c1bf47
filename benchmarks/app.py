"""How fast the app is with stores of 10³, 10⁵ and 10⁶ quads, for one visitor and for twenty at once.

    python benchmarks/app.py --quads 1000 100000 1000000

Two tables a store, of which `--only` chooses one. Found: what pages ask of a snapshot, in seconds of the processor, the
first time and again. Told: sessions on the app's websocket, without browsers, which would wait for each other here:
from asking for a page until the app has told all of it, to one visitor and to the median of twenty at once; it begins
with the empty page, a title in an app of its own. Felt, only where it is asked for: what is done on the canvas of the
entity of most facts, in a browser, by the page's own clock; and what the app's process took, which tells more on a
machine that does other work too.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from browsing import served, serving  # noqa: E402
from clicks import clicks, looking  # noqa: E402
from generated import store_of  # noqa: E402
from visitors import Visitor, at_once  # noqa: E402

from graph.atlas import atlas  # noqa: E402
from graph.exploring import picked_card  # noqa: E402
from graph.figure_list import Filters, choices, view  # noqa: E402
from graph.network import neighbourhood, paths  # noqa: E402
from graph.queries import alike, articles, kind_counts, listing, search, short, whole  # noqa: E402
from graph.reader import Snapshot  # noqa: E402

ROUNDS = 3
VISITORS = 20
SEARCH = "Find a place, program, person, organisation or industry"
_EMPTY = 'import streamlit as st\n\nst.title("Nothing")\n'
_STREAMLIT = [sys.executable, "-m", "streamlit", "run"]
_QUIET = ["--server.headless", "true", "--server.address", "127.0.0.1", "--server.port"]
Row = tuple[str, float, float]  # what, the first time, the median afterwards; in seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of a store is asked: an entity of many facts and one of few, both ends of a way, an article, some words."""

    hub: str
    leaf: str
    start: str
    end: str
    article: str
    words: str

    def pages(self) -> dict[str, str]:
        """Each page's address."""
        return {
            "Overview": "/",
            "Look up": f"/entity?entity={self.leaf}",
            "Explore": f"/explore?entity={self.leaf}",
            "Explore, an entity of many facts": f"/explore?entity={self.hub}",
            "Explore, a way": f"/explore?entity={self.start}&to={self.end}",
            "Map": "/map",
            "Read": f"/read?article={self.article}",
            "Figures": "/figures",
            "Ask": "/ask?question=who-runs-what",
            "Add": "/add",
        }


def asked_of(store: Path) -> Asked:
    """What to ask of a store."""
    with Snapshot.open(store) as reader:
        firms, people = listing(reader, "Organization"), listing(reader, "Person")
        hub, leaf = firms[0].entity, firms[min(20, len(firms) - 1)].entity
        start = people[0].entity.iri
        others = [person.entity.iri for person in people[1:]]
        far = [iri for iri in others if len(next(iter(paths(reader, start, iri)), ())) > 2]
        near = [node.iri for node in neighbourhood(reader, start).nodes if node.iri != start]
        return Asked(
            hub=short(hub.iri),
            leaf=short(leaf.iri),
            start=short(start),
            end=short((far or near)[-1]),
            article=short(articles(reader)[0].iri),
            words=hub.label.split()[0],
        )


def computed(store: Path, asked: Asked) -> Iterator[Row]:
    """What pages find in a store, in seconds of the processor, so that other work on the machine counts little."""
    start, end = whole(asked.start), whole(asked.end)
    with Snapshot.open(store) as reader:
        works: dict[str, Callable[[], object]] = {
            "what is in here": lambda: kind_counts(reader),
            "the newest articles": lambda: articles(reader),
            "places and organizations of most facts": lambda: [listing(reader, k) for k in ("Place", "Organization")],
            "the map": lambda: atlas(reader),
            "the map, another level": lambda: atlas(reader, levels=["Province"], measure="Fact"),
            "a page of figures": lambda: (view(reader, Filters()), choices(reader, Filters())),
            "a page of figures, filtered by words": lambda: view(reader, Filters(words="people")),
            "search": lambda: search(reader, asked.words),
            "search, a letter more": lambda: search(reader, asked.words[:3]),
            "alike": lambda: alike(reader, asked.words[::-1]),
            "around an entity": lambda: neighbourhood(reader, whole(asked.leaf)),
            "its card": lambda: picked_card(reader, asked.leaf),
            "around an entity of most facts": lambda: neighbourhood(reader, whole(asked.hub)),
            "its card too": lambda: picked_card(reader, asked.hub),
            "a way of at most 6 steps": lambda: paths(reader, start, end),
        }
        for name, work in works.items():
            first, *again = [_processor(work) for _ in range(1 + ROUNDS)]
            yield name, first, median(again)


def _processor(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


async def told(address: str, empty: str, asked: Asked) -> list[Row]:
    """How long the app takes to tell a page: to one session, and to the median of twenty that ask at once."""
    leaf, hub = asked.leaf, asked.hub
    paths = asked.pages()
    paths["Explore, a node picked"] = f"/explore?entity={leaf}&pick={leaf}"
    paths["Explore, a neighbour opened"] = f"/explore?entity={leaf}&open={hub}"
    found = [("empty page", *await _waits(empty, "/"))]
    found += [(name, *await _waits(address, path)) for name, path in paths.items()]
    async with Visitor(address) as visitor:
        await visitor.open("/")
        typed = [await visitor.type(SEARCH, asked.words[:letters]) for letters in range(2, len(asked.words) + 1)]
    return [*found, ("Overview, a letter typed into the search", median(typed), float("nan"))]


async def _waits(address: str, path: str) -> tuple[float, float]:
    alone = []
    async with Visitor(address) as visitor:
        for _ in range(1 + ROUNDS):
            alone.append(await visitor.open(path))
    return median(alone[1:]), median(await at_once(address, [path] * VISITORS))


def table(title: str, columns: tuple[str, str], rows: list[Row]) -> Iterator[str]:
    """Rows in Markdown."""
    yield f"| {title} | {columns[0]} | {columns[1]} |\n| --- | ---: | ---: |"
    for name, one, other in rows:
        yield f"| {name} | {one:.3f} s | {'' if isnan(other) else f'{other:.3f} s'} |"


@contextmanager
def _both(store: Path, empty: Path) -> Iterator[tuple[str, str]]:
    """The addresses of the app on a store and of one that shows nothing but a title."""
    empty.mkdir(exist_ok=True)
    (empty / "app.py").write_text(_EMPTY, encoding="utf-8")
    command = [*_STREAMLIT, str(empty / "app.py"), *_QUIET]
    with serving(store) as address, served(command, empty / "log") as nothing:
        yield address, nothing


def measured(folder: Path, quads: int, only: str) -> Iterator[str]:
    """The tables of one store."""
    store = folder / f"store-{quads}" / "store"
    if not store.exists():
        store.parent.mkdir(parents=True)
        store_of(store, quads)
    asked = asked_of(store)
    if only in ("", "computed"):
        columns = ("the first time", "again")
        yield from table(f"{quads:,} quads: found in the store", columns, list(computed(store, asked)))
        yield ""
    if only in ("", "told"):
        with _both(store, folder / "empty") as (address, nothing):
            rows = asyncio.run(told(address, nothing, asked))
        yield from table(f"{quads:,} quads: told by the app", ("one session", f"{VISITORS} at once"), rows)
        yield ""
    if only == "felt":
        with serving(store) as address, looking() as page:
            rows = [(name, wait.whole, wait.processor) for name, wait in clicks(page, address, asked.hub)]
        yield from table(f"{quads:,} quads: felt in a browser", ("from press to frame", "processor, of the app"), rows)
        yield ""


def main() -> None:
    """Print the tables, in Markdown."""
    parser = argparse.ArgumentParser(description="Measure the app.")
    parser.add_argument("--quads", type=int, nargs="+", default=[10**3, 10**5, 10**6])
    parser.add_argument("--only", choices=("computed", "told", "felt"), default="")
    parser.add_argument("--stores", type=Path, help="Where the stores are kept for another run; else they go.")
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        for quads in given.quads:
            for line in measured(given.stores or Path(name), quads, given.only):
                print(line, flush=True)


if __name__ == "__main__":
    main()
