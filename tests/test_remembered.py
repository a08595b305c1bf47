"""Answers that a snapshot keeps: found once, apart from each other, bounded, and never of a store that can change."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_reading import sample

from graph.queries import kind_counts, search
from graph.rdf import quads
from graph.reader import Reader, Snapshot
from graph.remembered import Memory, remembered
from graph.store import Store
from ontology.iri import document_iri

asked: list[tuple[str, int]] = []


@remembered
def looked_up(reader: Reader, word: str, *, times: int = 1) -> str:
    asked.append((word, times))
    return word * times


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    asked.clear()
    with Store.open(tmp_path / "store") as store:
        reading = sample()
        store.replace(document_iri(reading.document.text), quads(reading))
    with Snapshot.open(tmp_path / "store") as opened:
        yield opened


def test_a_snapshot_is_asked_once_for_each_question(snapshot: Snapshot) -> None:
    given = [looked_up(snapshot, "tea"), looked_up(snapshot, "tea"), looked_up(snapshot, "tea", times=2)]
    assert given == ["tea", "tea", "teatea"]
    assert asked == [("tea", 1), ("tea", 2)]


def test_a_store_that_can_change_is_asked_each_time() -> None:
    with Store.memory() as store:
        assert kind_counts(store).get("Document", 0) == 0
        assert search(store, "tea") == []
        reading = sample()
        store.replace(document_iri(reading.document.text), quads(reading))
        assert kind_counts(store)["Document"] == 1
        assert search(store, "tea")


def test_a_newer_snapshot_starts_with_nothing(snapshot: Snapshot, tmp_path: Path) -> None:
    assert kind_counts(snapshot)["Document"] == 1
    reading = sample()
    with Store.open(tmp_path / "store") as store:
        store.remove(document_iri(reading.document.text))
    with Snapshot.open(tmp_path / "store") as newer:
        assert kind_counts(newer).get("Document", 0) == 0
    assert kind_counts(snapshot)["Document"] == 1


def test_the_longest_unused_answer_goes_first() -> None:
    memory = Memory(most=2)
    for word in ("a", "b", "a", "c"):
        memory.get(word, lambda word=word: asked.append((word, 0)))
    asked.clear()
    for word in ("a", "c", "b"):
        memory.get(word, lambda word=word: asked.append((word, 0)))
    assert asked == [("b", 0)]


def test_a_failure_is_not_kept() -> None:
    memory = Memory()

    def fail() -> str:
        raise ValueError("busy")

    with pytest.raises(ValueError, match="busy"):
        memory.get("word", fail)
    assert memory.get("word", lambda: "found") == "found"


def test_many_who_ask_at_once_wait_for_one_and_others_do_not() -> None:
    memory, entered, go, found = Memory(), threading.Event(), threading.Event(), []

    def slow() -> str:
        entered.set()
        assert go.wait(20)
        found.append("slow")
        return "answer"

    threads = [threading.Thread(target=memory.get, args=("one", slow)) for _ in range(20)]
    for thread in threads:
        thread.start()
    assert entered.wait(20)
    assert memory.get("other", lambda: "at once") == "at once"
    go.set()
    for thread in threads:
        thread.join(20)
    assert found == ["slow"]
