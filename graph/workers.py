"""A worker: a process that answers strangers' queries on a snapshot (`graph.worker`), and can be ended at any time."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

_SCRIPT = Path(__file__).with_name("worker.py")
MOST_USES = 200  # queries, then another process goes on
GROWN = 300_000_000  # bytes of memory that a query once took; what it left may not come back


class Ended(Exception):
    """A worker ended before it had answered: at its deadline, or with an exit code."""

    def __init__(self, code: int, *, late: bool) -> None:
        super().__init__(code)
        self.code = code
        self.late = late


class _Deadline:
    """Ends something unless the block is left in time."""

    def __init__(self, seconds: float, end: Callable[[], None]) -> None:
        self.passed = False
        self._end = end
        self._left = False
        self._lock = threading.Lock()  # so that who has just answered in time isn't ended
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._left = True
        self._timer.cancel()

    def _pass(self) -> None:
        with self._lock:
            if not self._left:
                self.passed = True
                self._end()


class Worker:
    """A process that has a snapshot's folder or a file of RDF open. It takes about 0.1 s to start, meanwhile it can
    be asked already.

    `release` is called when it has ended.
    """

    def __init__(self, source: Path, memory: int, release: Callable[[], None] = lambda: None) -> None:
        self.source = source
        self._release = release
        self._uses = self._memory = 0
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(_SCRIPT), str(source), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    @property
    def is_spent(self) -> bool:
        """Whether it has ended, or should: after many queries, or a big one."""
        return self._process.poll() is not None or self._uses >= MOST_USES or self._memory > GROWN

    def ask(self, request: Mapping[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """The header and body of the answer to a request; raises Ended, at the latest after some seconds."""
        with _Deadline(seconds, self.kill) as deadline:
            try:
                return self._answer(request)
            except (OSError, ValueError):  # its pipe is closed, or the answer isn't whole
                self.kill()
                raise Ended(self._process.wait(), late=deadline.passed) from None

    def _answer(self, request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        given, taken = self._process.stdin, self._process.stdout
        assert given is not None
        assert taken is not None
        self._uses += 1
        given.write(json.dumps(request).encode() + b"\n")
        given.flush()
        header = json.loads(taken.readline())
        body = taken.read(header["length"])
        if len(body) < header["length"]:
            raise ValueError(header)
        self._memory = header["memory"]
        return header, body

    def kill(self) -> None:
        """End the process now, whatever it is doing; a thread that waits for its answer gets Ended."""
        self._process.kill()

    def close(self) -> None:
        """End the process and let go of what it held."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what the process never read
                    pipe.close()
        self._release()
