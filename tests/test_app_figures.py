"""The page of figures in process: its filters, its table, its card and what it says of a chart."""

from __future__ import annotations

from pathlib import Path

import pytest
from extracted import reading
from sample_reading import sample
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


def test_figures_are_listed_as_people_write_them(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "figures")
    shown = app.dataframe[0].value
    assert shown["figure"].tolist() == ["more than 85 villagers", "20,000 to 20,000.5 yuan"]
    assert shown["when"].tolist() == ["2019", ""]
    assert shown["speaker"].tolist() == ["Zhou Meiyu", ""]
    assert shown["article"][0].startswith("/read?article=document/")
    assert shown["sentence"][0] == "The company employs more than 85 villagers of Upper Creek."
    assert "against" not in shown.columns
    assert "Contradicted" not in {box.label for box in app.selectbox}
    assert "2 figures, the newest article first." in said(app)
    assert "No chart, since these figures are in 2 units: people and yuan." in said(app).replace("\\", "")


def test_address_sets_the_filters(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "figures", unit="yuan", about="Hebei")
    assert app.dataframe[0].value["figure"].tolist() == ["20,000 to 20,000.5 yuan"]
    assert {box.label: box.value for box in app.selectbox}["Unit"] == "yuan"
    assert {box.label: box.value for box in app.selectbox}["Place, or what it is about"] == "place/130000"


def test_a_filter_goes_into_the_address(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "figures", pick="observation/none")
    app.query_params["page"] = "1"
    app.run()
    next(box for box in app.selectbox if box.label == "Bound").select(">").run()
    assert app.query_params == {"bound": ">"}
    assert len(app.dataframe[0].value) == 1
    app.text_input[0].input("baskets").run()
    assert app.query_params == {"bound": ">", "words": "baskets"}
    assert "No figure of these articles passes the filters." in said(app)
    next(button for button in app.button if button.label == "Clear the filters").click().run()
    assert not app.query_params
    assert len(app.dataframe[0].value) == 2


def test_figures_that_another_article_contradicts_are_filtered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path / "store") as made:
        for what in ("Shiqian County built 60", "Shiqian County built 90", "Sinan County built 30"):
            told = reading(f"In 2019, {what} bridges.")
            ingest(made, told.document, read=lambda _, told=told: told)
    app = opened(tmp_path / "store", monkeypatch, "figures")
    assert sorted(app.dataframe[0].value["against"]) == ["", "by 1", "by 1"]
    next(box for box in app.selectbox if box.label == "Contradicted").select("yes").run()
    assert app.query_params == {"against": "yes"}
    assert sorted(app.dataframe[0].value["figure"]) == ["60 bridges", "90 bridges"]
    assert "speaker" not in app.dataframe[0].value.columns  # nobody is named who says so


def test_what_is_typed_is_found_by_its_name(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "figures", about="workshop in upper")
    assert app.dataframe[0].value["figure"].tolist() == ["20,000 to 20,000.5 yuan"]
    app = opened(store, monkeypatch, "figures", about="zzzqqq")
    assert "Nothing here is called “zzzqqq”" in app.warning[0].value
    assert len(app.dataframe[0].value) == 2


@pytest.mark.parametrize("name", ["unit", "thing", "since", "bound", "speaker", "article", "against", "order", "pick"])
def test_page_stands_an_address_that_means_nothing(store: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    app = opened(store, monkeypatch, "figures", **{name: "<*x*>"})
    assert len(app.dataframe[0].value) == 2


@pytest.mark.parametrize("number", ["0", "7", "x", "²", "9" * 30])
def test_page_of_a_number_that_there_is_not_is_the_nearest(
    store: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    app = opened(store, monkeypatch, "figures")
    app.query_params["page"] = number
    app.run()
    assert not app.exception
    assert len(app.dataframe[0].value) == 2


def test_page_opens_with_a_figure_picked(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Snapshot.open(store) as reader:
        picked = short(passing(reader, Filters(unit="person"))[0].iri)
    app = opened(store, monkeypatch, "figures", pick=picked)
    assert "Pick a row" not in said(app)
    assert "Pick a row" in said(opened(store, monkeypatch, "figures"))


def test_overview_leads_to_the_figures(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "2 figures" in said(opened(store, monkeypatch))
    assert "What the articles count and measure: " in said(opened(store, monkeypatch, "figures"))


def test_figures_of_the_sample_are_shown_where_the_store_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(tmp_path / "none", monkeypatch, "figures")
    assert "28 million" in "".join(app.dataframe[0].value["figure"])
