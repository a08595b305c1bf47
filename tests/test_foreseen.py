"""What pages ask first is found before they ask, and is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_reading import sample

from graph.atlas import atlas
from graph.figure_list import choices, view
from graph.figure_table import Filters
from graph.foreseen import foreseen
from graph.ingest import ingest
from graph.queries import articles, kind_counts, listing
from graph.reader import Snapshot
from graph.store import Store


def test_what_was_foreseen_is_answered_without_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = sample()
    with Store.open(tmp_path / "store") as store:
        ingest(store, told.document, read=lambda _: told)

    def pages(reader: Snapshot) -> list[object]:
        figures = (view(reader, Filters()), choices(reader, Filters()))
        return [kind_counts(reader), articles(reader), atlas(reader), listing(reader, "Place"), *figures]

    with Snapshot.open(tmp_path / "store") as reader:
        asked = pages(reader)
    with Snapshot.open(tmp_path / "store") as reader:
        over: list[bool] = []
        foreseen(reader, then=lambda: over.append(True)).join()
        assert over

        def refuse(*_: object) -> None:
            raise AssertionError("the store was asked again")

        monkeypatch.setattr(reader, "query", refuse)
        monkeypatch.setattr(reader, "match", refuse)
        assert pages(reader) == asked
