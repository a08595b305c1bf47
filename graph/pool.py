"""Articles read in processes of their own, each article bounded in time and memory: one that fails, fails alone."""

from __future__ import annotations

import multiprocessing
import resource
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from graph.sources import Source
from ontology.errors import BadInput, PolicygraphError

RENEWED = 500  # articles, then another process goes on: none grows for ever
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading one article may take: seconds, and megabytes beyond those of the program itself."""

    seconds: float = 300.0
    memory: int = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an article: its document's IRI and graph (N-Quads) with counts, or why it failed.

    `unusable` tells an article that can't be read from a reading that went wrong.
    """

    document: str = ""
    graph: bytes = b""
    found: str = ""
    notes: tuple[str, ...] = ()
    error: str = ""
    unusable: bool = False


class Readers:
    """Processes that read articles."""

    def __init__(self, pool: ProcessPool, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits

    def begin(self, source: Source, date: str) -> Future[Outcome]:
        """Have an article read."""
        future: Future[Outcome] = self._pool.schedule(outcome, args=[source, date], timeout=self._limits.seconds)
        return future

    def result(self, source: Source, future: Future[Outcome]) -> Outcome:
        """What became of an article, once that is known."""
        try:
            return future.result()
        except TimeoutError:
            why = f"reading it took longer than {self._limits.seconds:g} seconds; split it, or give --timeout"
        except ProcessExpired as error:
            why = f"the process that read it ended ({_cause(error)}); look at the file, or give --memory"
        return Outcome(error=f"{source.name}: {why}.")


def _cause(error: ProcessExpired) -> str:
    code = error.exitcode or 0
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


@contextmanager
def readers(jobs: int, limits: Limits) -> Iterator[Readers]:
    """So many processes that read articles; whatever still runs at the end is ended."""
    kinds = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in kinds else "spawn")
    if "forkserver" in kinds:
        context.set_forkserver_preload(["graph.warm"])
        # Else an interrupt while the model loads meets readers half started.
        warm = context.Process(target=int)  # type: ignore[attr-defined]
        warm.start()
        warm.join()
    pool = ProcessPool(
        max_workers=jobs, max_tasks=RENEWED, initializer=_begin, initargs=[limits.memory], context=context
    )
    try:
        yield Readers(pool, limits)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _begin(memory: int) -> None:
    """Leave interrupts to the parent, and bound this process's memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bound_memory(memory)


def bound_memory(memory: int) -> None:
    """Let this process take so many megabytes beyond those that it has."""
    used = Path("/proc/self/statm")
    if used.exists():  # elsewhere the bound isn't kept by the system
        own = int(used.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = own + memory * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def outcome(source: Source, date: str) -> Outcome:
    """Read one article, whatever happens: a failure is an outcome too."""
    from graph.ingest import made, nquads

    try:
        document = source.document(date)
        graph = made(document)
        return Outcome(document=graph.document, graph=nquads(graph.quads), found=graph.found, notes=document.notes)
    except PolicygraphError as error:
        return Outcome(error=str(error), unusable=isinstance(error, BadInput))
    except MemoryError:
        return Outcome(error=f"{source.name}: reading it took too much memory; split it, or give --memory.")
    except Exception as error:  # a fault of the reading: this article's row tells it, and the others go in
        return Outcome(error=f"{source.name}: the reading failed ({type(error).__name__}: {error}); please report it.")
