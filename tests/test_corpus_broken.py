"""Broken and harmful files among good articles: each is named in the ledger, and the good ones go in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from broken_files import broken
from stories_told import corpus

from extract.formats import MOST_ATTRIBUTES, html
from graph.ledger import State, rows
from ontology.errors import BadInput

ROOT = Path(__file__).parent.parent
GOOD = 4
MOST_MEMORY = 700  # megabytes of the process that keeps the articles; readers have bounds of their own
# The most that it held is read from /proc: what getrusage tells begins with what the process held that started it.
INGEST = """
import pathlib, re, sys
from graph.cli import main
if __name__ == "__main__":
    try:
        main(["ingest", *sys.argv[1:]])
    finally:
        print(int(re.search(r"VmHWM:\\s+(\\d+) kB", pathlib.Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], subprocess.CompletedProcess[str]]:
    """The store, the names of the broken files, and what the run said."""
    folder = tmp_path_factory.mktemp("mixed")
    names = broken(folder)
    corpus(folder / "stories.jsonl", GOOD)
    store = folder.parent / "broken-store"
    script = folder.parent / "run.py"
    script.write_text(INGEST, encoding="utf-8")
    command = [sys.executable, str(script), str(folder), "--store", str(store), "--memory", "1000", "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    for name in names:
        (folder / name).unlink()
    return store, names, done


def test_each_broken_file_is_named_with_a_reason_and_the_good_ones_are_in(
    ingested: tuple[Path, list[str], subprocess.CompletedProcess[str]],
) -> None:
    store, names, done = ingested
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    failed = {Path(r.name).name.partition(":")[0]: r.reason for r in rows(store, State.FAILED)}
    assert sorted(failed) == sorted(names)
    assert not [reason for reason in failed.values() if "the reading failed" in reason or len(reason) > 500]
    assert all(name in reason for name, reason in failed.items())
    assert len(list(rows(store, State.READ))) == GOOD
    listed = subprocess.run(
        [sys.executable, "-m", "graph.cli", "list", "--store", str(store), "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(json.loads(listed.stdout)) == GOOD


def test_run_stays_within_its_memory(ingested: tuple[Path, list[str], subprocess.CompletedProcess[str]]) -> None:
    assert int(ingested[2].stdout.splitlines()[-1]) < MOST_MEMORY


def test_page_with_endless_attributes_is_refused_and_one_with_a_picture_inside_is_not() -> None:
    with pytest.raises(BadInput, match="3,000 attributes"):
        html(b"<p " + b"a=b " * (MOST_ATTRIBUTES + 1000) + b">")
    picture = b"<img src='data:image/png;base64," + b"iVBOR" * 100_000 + b"=='>"
    assert "Tea" in html(b"<html><body><article><p>" + b"Tea grows in the county. " * 30 + picture + b"</p>").text
