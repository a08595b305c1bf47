"""Workers kept ready for strangers' queries: as many at work as there are, the others in line, and no longer a line
than is allowed.

Threads of the pool hand queries to workers, first come, first served; who waits for an answer anyway, and needn't wait
for its turn, hands it over himself. A worker that ended, grew, or has an old
snapshot open is replaced.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from graph.dataset import Dataset
from graph.folder import current, hold_current
from graph.sandbox import Answer, Limits, ask_worker, refuse
from graph.workers import Worker
from ontology.errors import BadQuery, TooBusy

_SHARED = 3  # stores whose pools are kept in one process


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many queries may run at once, how many may wait, and for how many seconds each."""

    workers: int = 2
    waiting: int = 32
    wait: float = 30.0


class Job:
    """A query that waits or runs; `future` will hold its Answer, or raise BadQuery."""

    def __init__(self) -> None:
        self.future: Future[Answer] = Future()
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._is_begun = self._is_left = False

    def begin(self, worker: Worker) -> bool:
        """Note which worker is at it; False if nobody waits for it any more."""
        with self._lock:
            self._is_begun = not self._is_left
            self._worker = worker if self._is_begun else None
            return self._is_begun

    def expire(self, seconds: float) -> None:
        """Its turn didn't come in some seconds: unless it has now, it leaves the line, and who waits is told."""
        with self._lock:
            if self._is_begun or self._is_left:
                return
            self._is_left = True
        self.future.set_exception(
            TooBusy(f"The query waited {seconds:g} seconds and its turn didn't come: ask again a little later.")
        )

    def end(self) -> None:
        """Note that no worker is at it now."""
        with self._lock:
            self._worker = None

    def cancel(self) -> None:
        """Nobody waits for the answer any more: leave the line, or end the worker that is at it."""
        with self._lock:
            self._is_left = True
            if self._worker is not None:
                self._worker.kill()


class Pool:
    """Workers on a store's folder (each on the snapshot that is the newest when it is asked), or on a file of RDF.

    `memory` is what each may take, in bytes.
    """

    def __init__(self, place: Path, size: Size | None = None, *, memory: int = Limits().memory) -> None:
        size = size or Size()
        self._place = place
        self._memory = memory
        self._size = size
        self._lock = threading.Lock()
        self._jobs: set[Job] = set()
        self._closed = False
        self._places = threading.Semaphore(size.workers)  # one for each query at work
        self._threads = ThreadPoolExecutor(size.workers, thread_name_prefix="query")
        self._ready = [self._started() for _ in range(size.workers)]

    @property
    def busy(self) -> int:
        """How many queries run or wait."""
        return len(self._jobs)

    def ask(self, query: str, limits: Limits | None = None, *, dataset: Dataset | None = None) -> Answer:
        """Answer a query, waiting for it; raises BadQuery as `submit` and the job do."""
        job, is_late = self._entered(query)
        work = partial(ask_worker, query=query, limits=limits or Limits(), dataset=dataset)
        if is_late:
            self._threads.submit(self._run, job, work)
        else:  # its turn has come: another thread would only take longer
            self._run(job, work)
        return job.future.result()

    def submit(self, query: str, limits: Limits | None = None, *, dataset: Dataset | None = None) -> Job:
        """Put a query in line. Raises BadQuery when it is refused, TooBusy when the line is full."""
        job, _ = self._entered(query)
        self._threads.submit(
            self._run, job, partial(ask_worker, query=query, limits=limits or Limits(), dataset=dataset)
        )
        return job

    def _entered(self, query: str) -> tuple[Job, bool]:
        """A job in line, and whether it has to wait; raises as `submit` does."""
        refuse(query)
        job = Job()
        with self._lock:
            if self._closed or len(self._jobs) >= self._size.workers + self._size.waiting:
                raise TooBusy(f"{len(self._jobs)} queries run or wait here already: ask again a little later.")
            self._jobs.add(job)
            is_late = len(self._jobs) > self._size.workers
        if is_late:
            self._watch(job)
        return job, is_late

    def _watch(self, job: Job) -> None:
        """Let a job that has to wait leave the line when it has waited too long."""

        def expire() -> None:
            job.expire(self._size.wait)
            if job.future.done():
                with self._lock:
                    self._jobs.discard(job)

        timer = threading.Timer(self._size.wait, expire)
        timer.daemon = True
        job.future.add_done_callback(lambda _: timer.cancel())
        timer.start()

    def _run(self, job: Job, ask: Callable[[Worker], Answer]) -> None:
        answer: Answer | None = None
        failure: BaseException | None = None
        try:
            answer = self._answer(job, ask)
        except BaseException as error:  # whoever waits for the answer is told
            failure = error
        with self._lock:
            self._jobs.discard(job)
        if answer is not None:
            job.future.set_result(answer)
        elif not job.future.done():
            job.future.set_exception(failure or BadQuery("Nobody waits for the answer any more."))

    def _answer(self, job: Job, ask: Callable[[Worker], Answer]) -> Answer | None:
        with self._places:
            worker = self._taken()
            try:
                return ask(worker) if job.begin(worker) else None
            finally:
                job.end()
                self._give_back(worker)

    def _taken(self) -> Worker:
        """A worker that is ready, on the newest snapshot."""
        with self._lock:
            worker = self._ready.pop(0) if self._ready else None
        if worker is not None and self._is_usable(worker):
            return worker
        if worker is not None:
            worker.close()
        return self._started()

    def _give_back(self, worker: Worker) -> None:
        """Keep a worker for another query, or let one be started in its place."""
        if not self._is_usable(worker):
            worker.close()
            if self._closed:
                return
            worker = self._started()
        with self._lock:
            if not self._closed:
                self._ready.append(worker)
                return
        worker.close()

    def _is_usable(self, worker: Worker) -> bool:
        return not worker.is_spent and worker.source == (current(self._place) or self._place)

    def _started(self) -> Worker:
        if self._place.is_file():
            return Worker(self._place, self._memory)
        held = hold_current(self._place)
        return Worker(held.folder, self._memory, held.release)

    def close(self) -> None:
        """End the workers; what runs or waits fails."""
        with self._lock:
            self._closed = True
            ready, self._ready = self._ready, []
            jobs = list(self._jobs)
        for job in jobs:
            job.cancel()
        for worker in ready:
            worker.close()
        self._threads.shutdown(wait=True)


_pools: dict[Path, Pool] = {}
_pools_lock = threading.Lock()


def shared(place: Path, size: Size | None = None, *, memory: int = Limits().memory) -> Pool:
    """The one pool of this process on a store's folder or a file of RDF; the oldest go when there are many.

    It has the size that it is first asked for in.
    """
    with _pools_lock:
        if place not in _pools:
            while len(_pools) >= _SHARED:
                _pools.pop(next(iter(_pools))).close()
            _pools[place] = Pool(place, size, memory=memory)
        return _pools[place]


@atexit.register
def close_shared() -> None:
    """End the workers of all shared pools."""
    with _pools_lock:
        while _pools:
            _pools.popitem()[1].close()
