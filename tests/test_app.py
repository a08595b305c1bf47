"""The pages in process, by Streamlit's own harness: what they say on a sample, a store, and bad addresses."""

from __future__ import annotations

import gc
import urllib.request
from pathlib import Path

import httpx
import pytest
from browsing import serving
from sample_reading import sample
from stores import retold
from streamlit.testing.v1 import AppTest

from graph.ingest import ingest
from graph.queries import short
from graph.reader import Snapshot
from graph.server import PATH
from graph.store import Store
from ontology.iri import document_iri

APP = str(Path(__file__).parent.parent / "app.py")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that holds one small article."""
    path = tmp_path / "store"
    told = sample()
    with Store.open(path) as made:
        ingest(made, told.document, read=lambda _: told)
    return path


def opened(path: Path, monkeypatch: pytest.MonkeyPatch, page: str = "overview", **address: str) -> AppTest:
    monkeypatch.setenv("POLICYGRAPH_STORE", str(path))
    app = AppTest.from_file(APP, default_timeout=60)
    app.run()
    for name, value in address.items():
        app.query_params[name] = value
    if page != "overview":
        app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    kinds = (app.title, app.subheader, app.markdown, app.caption, app.info, app.warning, app.error)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def test_what_stands_is_left_out_of_looks_for_garbage(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gc.unfreeze()
    opened(store, monkeypatch)
    assert gc.get_freeze_count() > 10_000


def test_overview_tells_what_is_in_the_store(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = said(opened(store, monkeypatch))
    with Snapshot.open(store) as reader:
        facts = reader.query("SELECT (COUNT(?f) AS ?n) { ?f a pg:Fact }")
        count = next(iter(facts))["n"].value  # type: ignore[union-attr, index]
    assert f"**{count} fact" in told
    assert "one article" in told
    assert "sample article" not in told


def test_overview_shows_the_sample_where_the_store_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "sample article" in said(opened(tmp_path / "none", monkeypatch))


def test_app_names_a_folder_that_is_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    app = opened(tmp_path, monkeypatch)
    assert "no policygraph store" in app.error[0].value
    assert not app.title


def test_search_finds_and_says_what_it_does_not_find(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch)
    app.text_input[0].input("zzzqqq").run()
    assert "Nothing here is called “zzzqqq”" in said(app)


@pytest.mark.parametrize("page", ["explore", "read", "ask"])
def test_pages_open_without_an_address(store: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    assert said(opened(store, monkeypatch, page))


def test_explore_tells_of_an_address_that_leads_nowhere(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "explore", entity="place/000000")
    assert "doesn’t know" in app.warning[0].value


def test_a_long_list_of_a_kind_goes_on_on_other_pages(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.queries.PAGE", 2)
    app = opened(store, monkeypatch, "explore", kind="Place")
    assert "1 to 2 of 3, those with most facts first" in said(app)
    for page in ("2", "999"):
        app.query_params["page"] = page
        assert "3 to 3 of 3" in said(app.run())


def test_explore_says_how_many_of_how_many(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Snapshot.open(store) as reader:
        found = reader.query("SELECT ?x { ?x pg:implements ?program }")
        runner = next(iter(found))["x"].value  # type: ignore[union-attr, index]
    app = opened(store, monkeypatch, "explore", entity=runner.rpartition("resource/")[2])
    assert " neighbours, by " in app.caption[0].value
    assert app.title[0].value.startswith("Around ")


def test_read_tells_of_an_article_that_is_not_there(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "read", article="document/00")
    assert "doesn’t hold" in app.warning[0].value


def test_read_finds_an_article_by_what_it_names(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = retold()
    with Store.open(store) as made:
        ingest(made, told.document, read=lambda _: told)
    app = opened(store, monkeypatch, "read")
    assert "2 articles, the newest first" in said(app)
    assert "2 of 2 articles with “creek” in the title" in said(app.text_input[0].set_value("creek").run())
    assert "1 of 2 articles" in said(app.text_input[0].set_value("sells").run())
    assert "No article here has “wool”" in said(app.text_input[0].set_value("wool").run())
    app = opened(store, monkeypatch, "read", article=short(document_iri(told.document.text)))
    next(button for button in app.button if button.label == "All articles").click().run()
    assert "2 articles, the newest first" in said(app)


def test_ask_answers_a_worked_question(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "ask", question="who-runs-what")
    assert len(app.dataframe[0].value) > 0
    assert list(app.dataframe[0].value.columns) == ["runner", "program"]


def test_ask_answers_a_query_of_ones_own(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = "SELECT (COUNT(?d) AS ?documents) { ?d a pg:Document }"
    app = opened(store, monkeypatch, "ask", query=query)
    assert app.dataframe[0].value["documents"].tolist() == [1]


def test_ask_says_where_a_query_is_malformed(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "ask", query="SELECT ?x { ?x a pg:Place")
    assert "malformed at line 1" in app.error[0].value
    assert not app.dataframe


def test_ask_refuses_what_would_reach_another_machine(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "ask", query="SELECT ?x { SERVICE <http://127.0.0.1/> { ?x a pg:Place } }")
    assert "refused" in app.error[0].value


def test_ask_says_that_an_answer_is_empty(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(store, monkeypatch, "ask", query="SELECT ?x { ?x a pg:Place , pg:Person }")
    assert "Nothing in these articles" in app.info[0].value


def test_endpoint_beside_the_app(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It answers, negotiates, refuses and is bounded as that of `policygraph serve` is."""
    monkeypatch.setenv("POLICYGRAPH_ROWS", "3")
    direct = {"Content-Type": "application/sparql-query"}
    with serving(store) as address, httpx.Client(base_url=address, timeout=60) as client:
        rows = client.post(PATH, content="SELECT ?x { ?x a pg:Person }", headers=direct | {"Accept": "text/csv"})
        assert (rows.status_code, len(rows.text.splitlines())) == (200, 3)
        assert "sparqlEndpoint" in client.get(PATH).text
        assert client.get(f"{PATH}/health").json()["status"] == "ok"
        refused = {
            "ASK { SERVICE <http://127.0.0.1:1/> {} }": 400,
            "SELECT ?x { ?x": 400,
            "DROP ALL": 403,
            "SELECT * { ?s ?p ?o }": 503,
        }
        for query, status in refused.items():
            assert client.post(PATH, content=query, headers=direct).status_code == status, query
        assert client.put(PATH).status_code == 405
        assert client.options(PATH).headers["access-control-allow-origin"] == "*"


def test_an_app_on_the_sample_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    with serving(tmp_path / "store") as address:
        asked = f"{address}{PATH}?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D"
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert b"true" in answer.read()
        assert list(scratch.glob("policygraph-*"))  # for the workers that answer
    assert not list(scratch.glob("policygraph-*"))
