"""Processes that end with the test that started them, however it ends, and with all that they started.

Each runs under a guard: a process that leads a group of its own, and waits for its standard input to end. That is the
end of a pipe which this process holds; so the guard learns of its end even where no `finally` is reached (a kill, a
timeout), and kills the group.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any


@contextmanager
def bound(command: Sequence[str], **how: Any) -> Iterator[subprocess.Popen[Any]]:
    """A command that runs at most as long as the block."""
    guarded = [sys.executable, "-I", __file__, *command]
    with subprocess.Popen(guarded, stdin=subprocess.PIPE, start_new_session=True, **how) as guard:
        try:
            yield guard
        finally:
            end(guard)


def end(guard: subprocess.Popen[Any]) -> None:
    """Kill a command and all that it started."""
    if guard.poll() is None:
        os.killpg(guard.pid, signal.SIGKILL)
        guard.wait()


def ran(command: Sequence[str], **how: Any) -> subprocess.CompletedProcess[str]:
    """What a command said and ended with."""
    with bound(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how) as guard:
        assert guard.stdout is not None
        assert guard.stderr is not None
        told: list[str] = []  # not by `communicate`, which would end the guard's input
        beside = threading.Thread(target=lambda errors: told.append(errors.read()), args=[guard.stderr])
        beside.start()
        said = guard.stdout.read()
        beside.join()
        return subprocess.CompletedProcess(command, guard.wait(), said, told[0])


def _guard(command: Sequence[str]) -> None:
    """Run a command in this group of processes, and end with it, or with the pipe."""
    guarded = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def follow() -> None:
        code = guarded.wait()
        os._exit(code if code >= 0 else 128 - code)

    threading.Thread(target=follow, daemon=True).start()
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    _guard(sys.argv[1:])
