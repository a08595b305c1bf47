"""Documents' graphs from N-Quads files into a store, all at once or not at all."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from graph import folder
from graph.derive import fill, graphs_of, is_document
from graph.index import Index
from graph.naming import IDENTITY
from graph.shares import MADE_OF, links_of, made_of
from ontology.errors import BadInput
from ontology.iri import BASE

SUFFIXES = (".nq", ".nq.gz")
_DOCUMENTS = f"{BASE}document/"


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


def load(path: Path, files: Iterable[Path]) -> tuple[int, int]:
    """Load documents' graphs into a store; give how many documents came, and how many it holds then.

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
            came, count = _make(old, made, made_index, files)
            folder.mark_unpublished(path)
            del old
            folder.put_live(path)
        live = folder.open_live(path)
        with folder.writing(path, folder.UNSEEN):
            folder.publish(path, live)
    finally:
        for left in (made, made_index):
            shutil.rmtree(left, ignore_errors=True)
    return came, count


def _make(old: ox.Store, made: Path, made_index: Path, files: Iterable[Path]) -> tuple[int, int]:
    """Make the quads and index that are to be the live ones; give how many documents came, and how many there are."""
    new, index = ox.Store(str(made)), Index.open(made_index)
    links = [file for file in files if (file.parent / MADE_OF).is_file()]
    for file in files:
        if file not in links:
            new.bulk_extend(_quads(file))
    came = graphs_of(new)
    for graph in came:
        if not is_document(new, graph):
            raise BadInput(f"The graph {graph.value} names no document of its own: it is not a document's graph.")
    kept = set(graphs_of(old)).difference(came)
    new.bulk_extend(q for g in sorted(kept, key=str) for q in old.quads_for_pattern(None, None, None, g))
    is_known = not kept and _are_of(links, came)
    count = fill(new, index, (q for file in links for q in _quads(file, IDENTITY.value)) if is_known else None)
    new.flush()
    return len(came), count


def _are_of(links: list[Path], documents: Iterable[NamedNode]) -> bool:
    """Whether files hold the links that this release makes of just these documents, all of them."""
    told = {(file.parent / MADE_OF).read_text(encoding="utf-8") for file in links}
    return told == {links_of(len(links), made_of(d.value for d in documents))}


def _quads(file: Path, begin: str = _DOCUMENTS) -> Iterator[Quad]:
    """The quads of a file, all of graphs whose names begin so."""
    try:
        with _opened(file) as source:
            for quad in ox.parse(source, ox.RdfFormat.N_QUADS):
                if not str(quad.graph_name).startswith(f"<{begin}"):
                    raise BadInput(f"{file}: {quad.graph_name} is no document's graph; only those are loaded.")
                yield quad
    except (SyntaxError, EOFError, OSError) as error:
        raise BadInput(f"{file} can't be read as N-Quads: {error}.") from error


def _opened(file: Path) -> IO[bytes]:
    return gzip.open(file) if file.name.endswith(".gz") else file.open("rb")  # type: ignore[return-value]
