"""The page of an entity in process: what it says, where nothing is found, and what is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_reading import sample
from stores import called
from streamlit.testing.v1 import AppTest
from test_app import opened, said

from graph.ingest import ingest
from graph.profile import profile
from graph.queries import short
from graph.reader import Snapshot
from graph.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that holds one small article."""
    path = tmp_path / "store"
    told = sample()
    with Store.open(path) as made:
        ingest(made, told.document, read=lambda _: told)
    return path


def at(store: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> AppTest:
    with Snapshot.open(store) as reader:
        entity = called(reader, name)
    return opened(store, monkeypatch, "entity", entity=short(entity))


def test_heading_says_of_whom_the_page_tells(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = at(store, monkeypatch, "Green Ridge Tea Co.")
    assert app.title[0].value == "Green Ridge Tea Co."
    assert not app.warning


def test_county_leads_to_what_others_know_of_it(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "[Wikidata](http://www.wikidata.org/entity/Q" in said(at(store, monkeypatch, "Pingshan County"))


@pytest.mark.parametrize("entity", ["place/000000", "<x>", "document/00"])
def test_address_that_leads_nowhere_leads_on(store: Path, monkeypatch: pytest.MonkeyPatch, entity: str) -> None:
    app = opened(store, monkeypatch, "entity", entity=entity)
    assert "doesn’t know" in app.warning[0].value
    assert app.title[0].value == "Look up"
    assert app.text_input


def test_without_an_address_one_looks_up(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "entity")
    assert (app.title[0].value, app.subheader[0].value) == ("Look up", "Or look through a kind")
    assert not app.warning


def test_nothing_is_chosen_at_first(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "None yet." in said(at(store, monkeypatch, "Zhou Meiyu"))


def test_chosen_facts_stay_from_page_to_page_until_they_are_forgotten(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Snapshot.open(store) as reader:
        told = profile(reader, called(reader, "Zhou Meiyu"))
    assert told is not None
    app = at(store, monkeypatch, "Green Ridge Tea Co.")
    app.session_state["chosen-facts"] = [told.told[0].lines[0].pick]
    app.run()
    assert "None yet." not in said(app)
    button = next(b for b in app.button if b.label == "Choose none")
    button.click().run()
    assert "None yet." in said(app)
