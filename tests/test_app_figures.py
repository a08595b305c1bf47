"""The page of figures in process: its filters, its table, its card and what it says of a chart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from extracted import reading
from sample_reading import sample
from streamlit.testing.v1 import AppTest
from test_app import opened, said

from graph.figure_list import Filters, passing
from graph.ingest import ingest
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


def shown(app: AppTest) -> dict[str, Any]:
    """What the table of figures is told."""
    parts = (part.proto for part in app.get("bidi_component"))
    return next(json.loads(proto.json) for proto in parts if proto.component_name == "policygraph_figures")


def listed(app: AppTest, column: str = "figure") -> list[str]:
    """A column of the table of figures."""
    cells = [row[column] for block in shown(app)["blocks"] for row in block["rows"]]
    return [cell if isinstance(cell, str) else "".join(part["text"] for part in cell) for cell in cells]


def test_figures_are_listed_as_people_write_them(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "figures")
    assert listed(app) == ["more than 85 villagers", "20,000 to 20,000.5 yuan"]
    assert listed(app, "When") == ["2019", ""]
    assert listed(app, "Who says so") == ["Zhou Meiyu", ""]
    assert listed(app, "against") == ["", ""]
    first, second = shown(app)["blocks"]
    assert first["article"] == "Tea brings them home · August 2020 · tea.txt"
    assert second["article"] == ""  # it stands above
    assert first["passage"]["href"].startswith("/read?article=document/")
    assert "".join(words for words, _ in first["passage"]["pieces"]) == (
        "The company employs more than 85 villagers of Upper Creek."
    )
    assert ["85 villagers", "figure"] in first["passage"]["pieces"]
    assert "Contradicted" not in {box.label for box in app.selectbox}
    assert "2 figures, the newest article first." in said(app)
    assert "No chart, since these figures are in 2 units: people and yuan." in said(app).replace("\\", "")


def test_address_sets_the_filters(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "figures", unit="yuan", about="Hebei")
    assert listed(app) == ["20,000 to 20,000.5 yuan"]
    assert {box.label: box.value for box in app.selectbox}["Unit"] == "yuan"
    assert {box.label: box.value for box in app.selectbox}["Place, or what it is about"] == "place/130000"


def test_a_filter_goes_into_the_address(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "figures", pick="observation/none")
    app.query_params["page"] = "1"
    app.run()
    next(box for box in app.selectbox if box.label == "Bound").select(">").run()
    assert app.query_params == {"bound": ">"}
    assert len(listed(app)) == 1
    app.text_input[0].input("baskets").run()
    assert app.query_params == {"bound": ">", "words": "baskets"}
    assert "No figure of these articles passes the filters." in said(app)
    next(button for button in app.button if button.label == "Clear the filters").click().run()
    assert not app.query_params
    assert len(listed(app)) == 2


def test_figures_that_another_article_contradicts_are_filtered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path / "store") as made:
        for what in ("Shiqian County built 60", "Shiqian County built 90", "Sinan County built 30"):
            told = reading(f"In 2019, {what} bridges.")
            ingest(made, told.document, read=lambda _, told=told: told)
    app = opened(tmp_path / "store", monkeypatch, "figures")
    assert sorted(listed(app, "against")) == ["", "contradicted by 1 other", "contradicted by 1 other"]
    next(box for box in app.selectbox if box.label == "Contradicted").select("yes").run()
    assert app.query_params == {"against": "yes"}
    assert sorted(listed(app)) == ["60 bridges", "90 bridges"]
    assert "Who says so" not in shown(app)["columns"]  # nobody is named who says so


def test_what_is_typed_is_found_by_its_name(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "figures", about="workshop in upper")
    assert listed(app) == ["20,000 to 20,000.5 yuan"]
    app = opened(store, monkeypatch, "figures", about="zzzqqq")
    assert "Nothing here is called “zzzqqq”" in app.warning[0].value
    assert len(listed(app)) == 2


@pytest.mark.parametrize("name", ["unit", "thing", "since", "bound", "speaker", "article", "against", "order", "pick"])
def test_page_stands_an_address_that_means_nothing(store: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    app = opened(store, monkeypatch, "figures", **{name: "<*x*>"})
    assert len(listed(app)) == 2


@pytest.mark.parametrize("number", ["0", "7", "x", "²", "9" * 30])
def test_page_of_a_number_that_there_is_not_is_the_nearest(
    store: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    app = opened(store, monkeypatch, "figures")
    app.query_params["page"] = number
    app.run()
    assert not app.exception
    assert len(listed(app)) == 2


def test_page_opens_with_a_figure_picked(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Snapshot.open(store) as reader:
        picked = short(passing(reader, Filters(unit="person"))[0].iri)
    app = opened(store, monkeypatch, "figures", pick=picked)
    assert shown(app)["picked"] == picked
    assert "Pick a figure" not in said(app)
    assert "Pick a figure" in said(opened(store, monkeypatch, "figures"))


def test_overview_leads_to_the_figures(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "2 figures" in said(opened(store, monkeypatch))
    assert "What the articles count and measure: " in said(opened(store, monkeypatch, "figures"))


def test_figures_of_the_sample_are_shown_where_the_store_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(tmp_path / "none", monkeypatch, "figures")
    assert "28 million" in "".join(listed(app))
