"""Many articles into a store: the same whatever the number of processes, and each with its row in the ledger."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command import dump, run
from stories_told import corpus

from graph.ledger import State, rows
from ontology.iri import document_iri


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("corpus") / "twelve.jsonl", 12)


@pytest.fixture(scope="module")
def whole(twelve: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of twelve articles, read by one process."""
    store = tmp_path_factory.mktemp("whole") / "store"
    assert run("ingest", twelve, "--store", store, "--jobs", "1").exit_code == 0
    return store


def states(store: Path) -> list[State]:
    return [row.state for row in rows(store)]


def test_number_of_processes_makes_no_difference(twelve: Path, whole: Path, tmp_path: Path) -> None:
    assert run("ingest", twelve, "--store", tmp_path / "two", "--jobs", "2").exit_code == 0
    assert dump(tmp_path / "two") == dump(whole)
    assert list(rows(tmp_path / "two")) == list(rows(whole))


def test_what_is_in_is_not_read_again_unless_asked(twelve: Path, whole: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(whole, store, symlinks=True)
    before = list(rows(store))
    again = run("ingest", twelve, "--store", store, "--timeout", "1")  # too short to read anything
    assert (again.exit_code, again.stderr.count("known already, nothing changed")) == (0, 12)
    asked = run("ingest", twelve, "--store", store, "--again")
    assert (asked.exit_code, asked.stderr.count("nothing changed")) == (0, 12)
    assert list(rows(store)) == before
    assert dump(store) == dump(whole)


def test_removed_document_comes_back_with_the_next_run(twelve: Path, whole: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(whole, store, symlinks=True)
    text = json.loads(twelve.read_text(encoding="utf-8").splitlines()[3])["text"]
    assert run("remove", document_iri(text), "--store", store).exit_code == 0
    assert dump(store) != dump(whole)
    assert run("ingest", twelve, "--store", store).exit_code == 0
    assert dump(store) == dump(whole)


def test_copies_are_known_and_failures_have_their_row(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("Songxi County opened a workshop.", encoding="utf-8")
    (folder / "c.txt").write_bytes(b"")
    store = tmp_path / "store"
    assert run("ingest", folder, "--store", store).exit_code == 2
    assert states(store) == [State.READ, State.KNOWN, State.FAILED]
    assert len({row.document for row in rows(store)}) == 2
    listed = run("ledger", "--store", store, "--failed")
    assert ("c.txt" in listed.stdout, "There is no text in it" in listed.stdout) == (True, True)
    assert "a.txt" not in listed.stdout
    told = [json.loads(line) for line in run("ledger", "--store", store, "--format", "json").stdout.splitlines()]
    assert [row["state"] for row in told] == ["read", "known", "failed"]
    (folder / "c.txt").write_text("Zhenghe County opened a workshop.", encoding="utf-8")
    assert run("ingest", folder, "--store", store).exit_code == 0
    assert states(store) == [State.READ, State.KNOWN, State.READ]


def test_store_without_a_ledger_shows_an_empty_one(whole: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(whole, store, symlinks=True)
    (store / "ledger.sqlite").unlink()
    result = run("ledger", "--store", store)
    assert (result.exit_code, "0 rows" in result.stderr) == (0, True)
