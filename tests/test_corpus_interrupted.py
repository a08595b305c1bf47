"""A run that was interrupted, and goes on, ends as one that never was. POLICYGRAPH_POINTS=10 tries more moments."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import dump
from stories_told import corpus

from graph.ledger import State, rows

ROOT = Path(__file__).parent.parent
STORIES = 10
POINTS = int(os.environ.get("POLICYGRAPH_POINTS", "3"))
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


@pytest.mark.parametrize(("number", "after", "delay", "sent"), MOMENTS)
def test_resumed_run_ends_as_one_never_interrupted(
    articles: Path, whole: Path, tmp_path: Path, number: int, after: int, delay: float, sent: signal.Signals
) -> None:
    store = tmp_path / "store"
    with subprocess.Popen(command(articles, store), cwd=ROOT, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        while not run.stderr.readline().startswith(f"[{after}/"):
            assert run.poll() is None
        time.sleep(delay)
        run.send_signal(sent)
        said = run.stderr.read()
    read = len(list(rows(store, State.READ)))
    ended = run.returncode == 0 and read == STORIES  # it was at its end when the signal came
    assert ended or run.returncode in {-sent, 1}, said
    assert "Traceback" not in said
    if sent is signal.SIGINT and not ended:
        assert "the same command goes on" in said
    assert after <= read <= STORIES
    done = subprocess.run(command(articles, store), cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stderr.count("known already") >= after
    assert dump(store) == dump(whole)
    assert list(rows(store)) == list(rows(whole))
