"""Whole stores copied: a backup, and a store made of one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from graph import folder
from graph.ledger import FILE
from ontology.errors import BadInput


def copy(source: Path, target: Path) -> int:
    """Copy a store as it was last published, its ledger with it; give the number of its quads.

    The copy is a store itself. It stands at `target`, a new or empty folder, wholly or not at all.
    A writer may go on meanwhile. Raises BadInput for a source that is no store, and a target that holds something.
    """
    _check_free(target)
    held = folder.hold_current(source)
    folder.open_snapshot(source, held)  # so that a damaged source is told by its own name
    made = target.with_name(f".{target.name}.making")
    shutil.rmtree(made, ignore_errors=True)
    try:
        with folder.writing(target):
            folder.prepare(made)
            shutil.copytree(held.folder, made / "live")
            _copy_ledger(source, made)
            live = folder.open_live(made)
            folder.publish(made, live)
            count = len(live)
            del live
            made.rename(target)
        return count
    finally:
        shutil.rmtree(made, ignore_errors=True)
        held.release()


def _check_free(target: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadInput(f"{target} holds something already: name a new or empty folder, or move that away first.")


def _copy_ledger(source: Path, target: Path) -> None:
    """Copy the ledger; rows of articles that came after the snapshot do no harm: they are read again."""
    if (source / FILE).is_file():
        with closing(sqlite3.connect(source / FILE)) as old, closing(sqlite3.connect(target / FILE)) as new:
            old.backup(new)
