"""The Add page in process: a text pasted, looked at, saved, and removed again."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_reading import TEXT
from streamlit.testing.v1 import AppTest
from test_app import opened, said

from graph.holdings import held, remove
from graph.reader import Snapshot
from graph.store import Store
from ontology.iri import document_iri


def pasted(app: AppTest, text: str) -> AppTest:
    app.text_area[0].input(text)
    return pressed(app, "Read the text")


def pressed(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def field(app: AppTest, label: str):
    return next(text for text in app.text_input if text.label == label)


def titles(store: Path) -> list[str]:
    with Snapshot.open(store) as reader:
        return [article.headline for article in held(reader)]


def test_a_text_is_looked_at_saved_and_gone_once_it_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store"
    app = opened(store, monkeypatch, "add")
    assert "The store is empty" in said(app)
    pasted(app, TEXT)
    assert " facts, " in said(app)
    assert not store.exists(), "nothing is kept before it is saved"
    field(app, "Title").input("Tea *sells*")
    field(app, "Date").input("2020-08").run()
    pressed(app, "Save the article")
    assert "Saved: 1 article." in str(app.success[0].value)
    assert titles(store) == ["Tea *sells*"]
    assert "The store is empty" not in said(app)
    assert app.text_area[0].value == ""
    pressed(app, "Remove …")
    assert " go with it. " in said(app)
    assert titles(store) == ["Tea *sells*"], "nothing goes before that is confirmed"
    remove(store, document_iri(TEXT.strip()))
    app.run()
    assert "The store is empty" in said(app)


def test_a_wrong_date_is_told_and_nothing_can_be_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = pasted(opened(tmp_path / "store", monkeypatch, "add"), TEXT)
    field(app, "Date").input("20x").run()
    assert "is no date" in app.error[0].value
    assert next(b for b in app.button if b.label == "Save the article").disabled


def test_a_busy_store_is_told_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "store"
    app = pasted(opened(store, monkeypatch, "add"), TEXT)
    with Store.open(store):
        pressed(app, "Save the article")
        assert "Saved 0 of 1" in app.error[0].value
        assert "being written to" in app.error[0].value
    pressed(app, "Save the article")
    assert len(titles(store)) == 1


def test_a_text_that_tells_nothing_is_said_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = said(pasted(opened(tmp_path / "store", monkeypatch, "add"), "Hello there."))
    assert "0 entities, 0 facts" in told
    assert "Nothing is told" in told


def test_overview_of_an_empty_store_leads_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(tmp_path / "none", monkeypatch)
    assert any("Add an article" in link.label for link in app.get("page_link"))
