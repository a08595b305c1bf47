"""An article that hangs, kills its process or eats memory fails alone."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from extract.records import Document
from graph.pool import Limits, readers
from graph.sources import Source


class Crash(Source):
    """An article at which the reading process dies, as at a fault in compiled code."""

    def document(self, date: str) -> Document:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


class Hang(Source):
    def document(self, date: str) -> Document:
        time.sleep(600)
        raise AssertionError


class Hungry(Source):
    def document(self, date: str) -> Document:
        return Document(text=str(len(bytearray(3_000_000_000))))


class Faulty(Source):
    def document(self, date: str) -> Document:
        raise ZeroDivisionError("by nought")


@pytest.fixture
def good(tmp_path: Path) -> Source:
    path = tmp_path / "good.txt"
    path.write_text("Songxi County opened a workshop.", encoding="utf-8")
    return Source(str(path))


def test_article_that_breaks_its_process_fails_alone(good: Source) -> None:
    wanted = {
        Crash("crash"): "ended (signal SIGKILL)",
        Hang("hang"): "longer than 20 seconds",
        Hungry("hungry"): "too much memory",
        Faulty("faulty"): "ZeroDivisionError: by nought",
    }
    with readers(2, Limits(seconds=20, memory=500)) as pool:
        begun = [(s, pool.begin(s, "")) for s in (*wanted, good)]
        found = {s: pool.result(s, future) for s, future in begun}
        again = pool.result(good, pool.begin(good, ""))
    for source, words in wanted.items():
        assert words in found[source].error
        assert source.name in found[source].error
        assert found[source].graph == b""
    assert found[good] == again
    assert b"Songxi" in again.graph


def test_unusable_article_is_told_from_a_fault_of_the_reading(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    with readers(1, Limits()) as pool:
        for source, unusable in ((Source(str(empty)), True), (Faulty("faulty"), False)):
            outcome = pool.result(source, pool.begin(source, ""))
            assert (bool(outcome.error), outcome.unusable) == (True, unusable)
