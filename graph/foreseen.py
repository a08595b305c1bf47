"""What is asked first of a snapshot, found before it is asked: the pages that tell of the whole store."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from graph.atlas import atlas, off, program_types
from graph.figure_list import choices, view
from graph.figure_table import Filters
from graph.queries import articles, degrees, kind_counts, listing, search
from graph.reader import Reader

_KINDS = ("Place", "Organization", "Person", "Program")


def foresee(reader: Reader) -> None:
    """Find what Overview, Explore, Map, Figures and the search ask of a snapshot; it keeps the answers."""
    kind_counts(reader)
    degrees(reader)
    articles(reader)
    atlas(reader)
    for kind in _KINDS:
        listing(reader, kind)
    view(reader, Filters())
    choices(reader, Filters())
    search(reader, "a")
    program_types(reader)
    off(reader)


def foreseen(reader: Reader, *, then: Callable[[], None]) -> Thread:
    """Begin to find it beside other work, and call `then` when all is found.

    Who asks for it meanwhile waits for what is being found, and no more.
    """

    def work() -> None:
        foresee(reader)
        then()

    thread = Thread(target=work, name="foresee")
    thread.start()
    return thread
