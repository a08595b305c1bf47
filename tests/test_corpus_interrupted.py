"""A run that was interrupted, once or ten times, and goes on, ends as one that never was.

POLICYGRAPH_POINTS=10 tries more runs that are interrupted once.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from command import dump
from stories_told import corpus

from graph.ledger import State, rows

ROOT = Path(__file__).parent.parent
STORIES = 24
POINTS = int(os.environ.get("POLICYGRAPH_POINTS", "3"))
TIMES = 10  # that one run is interrupted
CHANCE = random.Random(11)
MOMENTS = [
    (number, CHANCE.randrange(1, STORIES - 1), CHANCE.random() * 0.2, (signal.SIGKILL, signal.SIGINT)[number % 2])
    for number in range(POINTS)
]


def command(articles: Path, store: Path) -> list[str]:
    return [sys.executable, "-m", "graph.cli", "ingest", str(articles), "--store", str(store), "--jobs", "2"]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("stories") / "corpus.jsonl", STORIES)


@pytest.fixture(scope="module")
def whole(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a run that nothing interrupted."""
    store = tmp_path_factory.mktemp("whole") / "store"
    subprocess.run(command(articles, store), cwd=ROOT, check=True, capture_output=True)
    return store


@pytest.fixture(scope="module")
def beginning(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """The seconds until a run on this machine tells of its first article."""
    started = time.perf_counter()
    interrupted(articles, tmp_path_factory.mktemp("begun") / "store", "[1/", 0, signal.SIGKILL)
    return time.perf_counter() - started


def interrupted(articles: Path, store: Path, line: str, delay: float, sent: signal.Signals) -> tuple[str, bool]:
    """Run until a line begins so and some seconds more; give what was said, and whether it had ended by then."""
    told = ""
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell's background jobs ignore it
    begun = partial(subprocess.Popen, cwd=ROOT, stderr=subprocess.PIPE, text=True, preexec_fn=heeding)
    with begun(command(articles, store)) as run:
        assert run.stderr is not None
        while line and not told.startswith(line) and run.poll() is None:
            told = run.stderr.readline()
        time.sleep(delay)
        run.send_signal(sent)
        said = run.stderr.read()
    ended = run.returncode == 0 and len(list(rows(store, State.READ))) == STORIES
    assert ended or run.returncode in {-sent, 1}, said
    assert "Traceback" not in said
    return said, ended


@pytest.mark.parametrize(("number", "after", "delay", "sent"), MOMENTS)
def test_resumed_run_ends_as_one_never_interrupted(
    articles: Path, whole: Path, tmp_path: Path, number: int, after: int, delay: float, sent: signal.Signals
) -> None:
    store = tmp_path / "store"
    said, ended = interrupted(articles, store, f"[{after}/", delay, sent)
    if sent is signal.SIGINT and not ended:
        assert "the same command goes on" in said
    assert after <= len(list(rows(store, State.READ))) <= STORIES
    done = subprocess.run(command(articles, store), cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stderr.count("known already") >= after
    assert dump(store) == dump(whole)
    assert list(rows(store)) == list(rows(whole))


def test_run_interrupted_at_ten_random_moments_ends_as_one_never_interrupted(
    articles: Path, whole: Path, beginning: float, tmp_path: Path
) -> None:
    """By kills and by Ctrl-C; half of the moments come while it starts, half once so many articles are in."""
    store, chance = tmp_path / "store", random.Random(5)
    for number in range(TIMES):
        line = f"[{number}/" if number % 2 else ""
        delay = chance.random() * (0.2 if line else 0.6 * beginning)  # a later start is faster: files are in memory
        _, ended = interrupted(articles, store, line, delay, MOMENTS[number % 2][-1])
        assert not ended
    subprocess.run(command(articles, store), cwd=ROOT, check=True, capture_output=True)
    assert dump(store) == dump(whole)
    assert list(rows(store)) == list(rows(whole))
