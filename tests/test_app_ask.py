"""The Ask page in process: its three ways, the switch for sentences, and addresses that lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_app import opened, said, store

from graph.cookbook import ORDER

__all__ = ["store"]
BUILT = {"from": "Place", "verb": "implements", "to": "Program"}


def written(app: AppTest) -> dict[str, str]:
    """The address as it stands."""
    return {name: v if isinstance(v, str) else v[0] for name, v in app.query_params.items()}


def ask(store: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    return opened(store, monkeypatch, "ask", **address)


def picks(app: AppTest) -> dict[str, str]:
    return {box.label: box.value for box in app.selectbox}


def test_built_question_is_told_asked_and_shown(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = ask(store, monkeypatch, **BUILT)
    assert app.subheader[0].value == "Each place that runs a program"
    assert list(app.dataframe[0].value.columns) == ["place", "program"]
    assert picks(app)["Each"] == "Place"


def test_a_pick_changes_the_address_and_what_can_be_picked(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = ask(store, monkeypatch, **BUILT)
    next(box for box in app.selectbox if box.label == "Each").set_value("Person").run()
    assert written(app)["from"] == "Person"
    relation = next(box for box in app.selectbox if box.label == "that …")
    assert "runs" not in relation.options
    assert "lives in" in relation.options
    assert "Type of program" not in picks(app)


def test_unknown_place_offers_its_likes_and_what_there_is_without_it(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = ask(store, monkeypatch, **BUILT, **{"in": "Pingshan Countty"})
    assert "No place here is called “Pingshan Countty”" in app.warning[0].value
    assert "Nothing in these articles" in said(app)
    app.button_group[-1].set_value("Pingshan County").run()
    assert written(app)["in"] == "Pingshan County"
    assert len(app.dataframe[0].value) == 1


def test_a_name_that_the_ontology_lacks_is_told_where_nothing_answers(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = said(ask(store, monkeypatch, query="SELECT ?x { ?x pg:foundd ?y }"))
    assert "The ontology has no" in told
    assert "Nothing in these articles" not in told
    assert "Nothing in these articles" in said(ask(store, monkeypatch, query="SELECT ?x { ?x pg:founded pg:Fact }"))


def test_hostile_address_is_text_and_nothing_else(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = ask(store, monkeypatch, **BUILT, **{"in": '") } <script>alert(1)</script> [x](http://a.b)'})
    assert not app.error
    assert "<script>" not in said(app)
    app = ask(store, monkeypatch, question="none", view="none", sentences="x", row="-7", pick="||")
    assert not app.exception
    assert app.dataframe


def test_switch_shows_the_sentences_and_keeps_them_in_the_address(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = ask(store, monkeypatch, question="who-runs-what")
    assert "Row 1" not in said(app)
    app.toggle[0].set_value(True).run()
    assert written(app)["sentences"] == "1"
    assert "Row 1 of 1." in said(app)
    app.toggle[0].set_value(False).run()
    assert "sentences" not in written(app)


def test_switch_is_off_where_no_sentence_tells_of_the_rows(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = ask(store, monkeypatch, query="SELECT ?d { ?d a pg:Document }", sentences="1")
    assert app.toggle[0].disabled
    assert "Row 1" not in said(app)


@pytest.mark.parametrize("row", ["2", "99", "0", "x", "²"])
def test_row_of_the_address_is_shown_or_else_the_first(store: Path, monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    app = ask(store, monkeypatch, question="companies-and-places", sentences="1", row=row)
    assert f"Row 1 of {len(app.dataframe[0].value)}." in said(app) or row == "2"


def test_graph_and_bars_are_offered_where_they_fit(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = ask(store, monkeypatch, question="who-runs-what", view="graph")
    assert "2 entities" in said(app)
    assert not app.dataframe
    app = ask(store, monkeypatch, question="who-said-what", view="graph")
    assert app.dataframe
    app = ask(store, monkeypatch, question="what-lies-where", view="bars")
    assert app.dataframe


def test_every_worked_question_can_be_shown_with_its_sentences(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ORDER:
        app = ask(store, monkeypatch, question=name, sentences="1")
        assert not app.error
        assert not app.dataframe or "Row 1 of" in said(app)


def test_library_can_be_searched(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = ask(store, monkeypatch)
    app.text_input[0].input("companies").run()
    assert f"2 of {len(ORDER)} worked questions" in said(app)
    app.text_input[0].input("*zebra*").run()
    assert "No worked question speaks of" in said(app)


def test_way_of_asking_takes_the_query_along(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = ask(store, monkeypatch, **BUILT)
    app.button_group[0].set_value("My own query").run()
    assert written(app)["query"].startswith("SELECT DISTINCT ?place ?program")
    app.button_group[0].set_value("Worked questions").run()
    assert written(app) == {}
    assert not app.dataframe  # nothing is asked before one picks a question


def test_empty_store_has_the_builder_on_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = ask(tmp_path / "none", monkeypatch, **BUILT)
    assert len(app.dataframe[0].value) > 5
