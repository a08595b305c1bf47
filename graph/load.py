"""Documents' graphs from N-Quads files into a store, all at once or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from graph import folder
from graph.derive import Rest, graphs_of, is_document
from graph.index import Index
from graph.lines import Graph, Parts, held, opened, quads, stream, unreadable
from graph.naming import IDENTITY
from graph.outline import Outline, outlines
from graph.shares import MADE_OF, links_of, made_of
from ontology.errors import BadInput

SUFFIXES = (".nq", ".nq.gz")
_WORTH = 300  # documents for which another process is worth its start
_TOLD = 1_000  # documents, then it is told how far the work is


def parts(paths: Iterable[Path]) -> list[Path]:
    """The N-Quads files that paths name, folders searched. Raises BadInput for a path that holds none."""
    found: list[Path] = []
    for path in paths:
        here = sorted(path.rglob("*")) if path.is_dir() else [path]
        files = [p for p in here if p.name.endswith(SUFFIXES) and p.is_file()]
        if not files:
            raise BadInput(f"{path} holds no N-Quads: name a file that ends in .nq or .nq.gz, or a folder of them.")
        found += files
    return found


def load(
    path: Path, files: Iterable[Path], *, jobs: int = 1, tell: Callable[[str], None] = lambda _: None
) -> tuple[int, int]:
    """Load documents' graphs into a store; give how many documents came, and how many it holds then.

    So many processes look at the documents, if there are enough of them; `tell` is told how far the work is.
    A document that the store holds already is replaced. Until all is made the store stays as it is.
    Raises BadInput for a file that is no N-Quads, or holds anything but documents' graphs.
    """
    folder.prepare(path)
    old = folder.open_live(path)  # held, so that nobody else writes meanwhile
    made, made_index = path / folder.MAKING, path / folder.MAKING_INDEX
    for left in (made, made_index):
        shutil.rmtree(left, ignore_errors=True)
    try:
        with folder.writing(path):
            new, index = ox.Store(str(made)), Index.open(made_index)
            came, count = _Load(old, new, files, jobs, tell).made(index)
            folder.mark_unpublished(path)
            del old, new, index  # else their files were held
            folder.put_live(path)
        live = folder.open_live(path)
        with folder.writing(path, folder.UNSEEN):
            folder.publish(path, live)
    finally:
        for left in (made, made_index):
            shutil.rmtree(left, ignore_errors=True)
    return came, count


@dataclass(slots=True)
class _Load:
    """The making of the quads that are to be the live ones, of those that are and of files."""

    old: ox.Store
    new: ox.Store
    files: Iterable[Path]
    jobs: int
    tell: Callable[[str], None]

    def made(self, index: Index) -> tuple[int, int]:
        """Make them, and their index; give how many documents came, and how many there are."""
        links = [file for file in self.files if (file.parent / MADE_OF).is_file()]
        parts = Parts(file for file in self.files if file not in links)
        self._write(parts)
        kept = [g.value for g in graphs_of(self.old) if g.value not in parts.names]
        self.new.bulk_load(stream(quads(held(self.old, kept))), ox.RdfFormat.N_QUADS, lenient=True)
        is_known = not kept and _are_of(links, parts.names)
        count = len(parts.names) + len(kept)
        if count >= _TOLD:
            self.tell(f"{count:,} documents are written; now each is looked at")

        def graphs() -> Iterator[Graph]:
            return chain(parts.graphs(), held(self.new, [*kept, *parts.scattered]))

        given = (q for file in links for q in _links(file)) if is_known else None
        rest = Rest(self._outlines(graphs(), count), given)
        if count >= _TOLD:
            self.tell("What they have to do with each other is found; now the merged graph")
        rest.write(self.new, graphs(), index)
        self.new.flush()
        return len(parts.names), count

    def _write(self, parts: Parts) -> None:
        """Write the documents' own graphs."""
        parts.load(self.new)
        for name in sorted(parts.names):
            if not is_document(self.new, NamedNode(name)):
                raise BadInput(f"The graph {name} names no document of its own: it is not a document's graph.")

    def _outlines(self, graphs: Iterable[Graph], count: int) -> Iterator[Outline]:
        """The outlines of all documents, told of as they are made."""
        for number, outline in enumerate(outlines(graphs, max(1, min(self.jobs, count // _WORTH))), 1):
            yield outline
            if number % _TOLD == 0:
                self.tell(f"[{number:,}/{count:,}]")


def _are_of(links: list[Path], documents: Iterable[str]) -> bool:
    """Whether files hold the links that this release makes of just these documents, all of them."""
    told = {(file.parent / MADE_OF).read_text(encoding="utf-8") for file in links}
    return told == {links_of(len(links), made_of(documents))}


def _links(file: Path) -> Iterator[Quad]:
    """The links of a file."""
    try:
        with opened(file) as source:
            for quad in ox.parse(source, ox.RdfFormat.N_QUADS):
                if quad.graph_name != IDENTITY:
                    raise BadInput(f"{file}: {quad.graph_name} is not the graph of links.")
                yield quad
    except (SyntaxError, EOFError, OSError) as error:
        raise unreadable(file, error) from error
