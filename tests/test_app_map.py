"""The map's page in process: its choices, its words, and the table beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_app import opened, said, store

__all__ = ["store"]


def places(app: AppTest) -> list[str]:
    return [str(address).partition("name=")[2].replace("%20", " ") for address in app.dataframe[0].value["place"]]


def test_map_lists_the_places_and_says_how_many(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "map")
    assert set(places(app)) == {"Pingshan County", "Shijiazhuang City", "Hebei Province"}
    assert app.dataframe[0].value["programs"].tolist() == [1, 1, 1]
    assert app.caption[0].value.startswith(r"Shown\: 3 of 3 places")
    assert "lies in it or below" in app.caption[0].value
    assert "Not on the map: 1 named place" in app.expander[0].label


def test_choices_are_taken_from_the_address(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "map", by="facts", level="counties", below="false")
    assert places(app) == ["Pingshan County"]
    assert "Shown: 1 of 1 places" in said(app).replace("\\", "")
    assert "itself" in app.caption[0].value


def test_choice_changes_the_table(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "map")
    app.toggle(key="below").set_value(False).run()
    assert places(app) == ["Pingshan County"]


def test_types_are_those_that_there_are(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "map")
    assert len(app.selectbox(key="type").options) == 2
    app.selectbox(key="type").select_index(1).run()
    assert "Programs of other types are left out" in app.caption[0].value


def test_map_says_that_nothing_is_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "map", by="figures", below="false")
    assert "No article here tells of that" in app.info[0].value


def test_overview_has_a_small_map(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch)
    assert "Where it happens" in [heading.value for heading in app.subheader]
    assert "1 of 1 province, by how many facts" in said(app)
