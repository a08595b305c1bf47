"""What a test starts ends with it, even where the test is killed: else a cluster would go on for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from bound import bound, ran

# A command that starts another, which starts a third, as a worker starts its executors; all write down their numbers.
CHAIN = """
import os, pathlib, subprocess, sys, time
folder, depth = pathlib.Path(sys.argv[1]), int(sys.argv[2])
(folder / str(depth)).write_text(str(os.getpid()))
if depth:
    subprocess.Popen([sys.executable, "-c", sys.argv[3], sys.argv[1], str(depth - 1), sys.argv[3]])
time.sleep(600)
"""
HOLDER = """
import sys, time
from bound import bound
with bound(sys.argv[1:]):
    time.sleep(600)
"""
DEPTH = 2


def chain(folder: Path) -> list[str]:
    return [sys.executable, "-c", CHAIN, str(folder), str(DEPTH), CHAIN]


def numbers(folder: Path) -> list[int]:
    """The numbers of the chain's processes, once all of it runs."""
    files = [folder / str(depth) for depth in range(DEPTH + 1)]
    while not all(file.exists() and file.read_text() for file in files):
        time.sleep(0.02)
    return [int(file.read_text()) for file in files]


def lives(number: int) -> bool:
    stat = Path(f"/proc/{number}/stat")
    try:
        return stat.read_text().rpartition(") ")[2][0] not in "ZX"  # what nobody waited for has ended all the same
    except (FileNotFoundError, ProcessLookupError):
        return False


def all_end(started: list[int]) -> bool:
    """Whether none goes on: the system takes some time to end what is killed."""
    for _ in range(500):
        if not any(map(lives, started)):
            return True
        time.sleep(0.02)
    return False


def test_all_ends_with_a_holder_that_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, *chain(tmp_path)]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)}) as holder:
        started = numbers(tmp_path)
        assert all(map(lives, started))
        holder.send_signal(signal.SIGKILL)
    assert all_end(started)


def test_all_ends_with_the_block(tmp_path: Path) -> None:
    with bound(chain(tmp_path)):
        started = numbers(tmp_path)
        assert all(map(lives, started))
    assert all_end(started)


def test_what_a_command_said_and_ended_with_is_told() -> None:
    done = ran([sys.executable, "-c", "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"])
    assert (done.returncode, done.stdout, done.stderr) == (3, "out\n", "err\n")
