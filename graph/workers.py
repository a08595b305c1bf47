"""A worker: a process that answers strangers' queries on a snapshot (`graph.worker`), and can be ended at any time."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from math import ceil
from pathlib import Path
from select import POLLIN, POLLOUT, poll
from time import monotonic
from typing import Any

_SCRIPT = Path(__file__).with_name("worker.py")
MOST_USES = 200  # queries, then another process goes on
_PART = 1_000_000  # bytes that are read at most at a time
GROWN = 300_000_000  # bytes of memory that a query once took; what it left may not come back


class Ended(Exception):
    """A worker ended before it had answered: at its deadline, or with an exit code."""

    def __init__(self, code: int, *, late: bool) -> None:
        super().__init__(code)
        self.code = code
        self.late = late


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
            bufsize=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._given, self._taken = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._given, False)

    @property
    def is_spent(self) -> bool:
        """Whether it has ended, or should: after many queries, or a big one."""
        return self._process.poll() is not None or self._uses >= MOST_USES or self._memory > GROWN

    def ask(self, request: Mapping[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """The header and body of the answer to a request; raises Ended, at the latest after some seconds."""
        try:
            return self._answer(request, monotonic() + seconds)
        except (OSError, ValueError) as error:  # it is late, its pipe is closed, or the answer isn't whole
            self.kill()
            raise Ended(self._process.wait(), late=isinstance(error, TimeoutError)) from None
        except BaseException:  # interrupted, by Ctrl-C for instance: its answer would be taken for the next query's
            self.kill()
            self._process.wait()
            raise

    def _answer(self, request: Mapping[str, Any], deadline: float) -> tuple[dict[str, Any], bytes]:
        self._uses += 1
        left = memoryview(json.dumps(request).encode() + b"\n")
        while left:
            _wait(self._given, POLLOUT, deadline)
            left = left[os.write(self._given, left) :]
        told = bytearray()
        while (end := told.find(b"\n")) < 0:
            told += self._part(deadline)
        header = json.loads(told[:end])
        del told[: end + 1]
        while len(told) < header["length"]:
            told += self._part(deadline)
        self._memory = header["memory"]
        return header, bytes(told)

    def _part(self, deadline: float) -> bytes:
        """What comes next of an answer."""
        _wait(self._taken, POLLIN, deadline)
        part = os.read(self._taken, _PART)
        if not part:
            raise ValueError("the answer broke off")
        return part

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


def _wait(pipe: int, event: int, deadline: float) -> None:
    """Wait until a pipe can be read or written; raises TimeoutError at the deadline."""
    waiting = poll()
    waiting.register(pipe, event)
    if not waiting.poll(max(ceil((deadline - monotonic()) * 1000), 0)):
        raise TimeoutError
