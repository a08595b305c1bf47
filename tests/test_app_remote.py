"""The pages on an endpoint: they say what they say of the same store on disk, and change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import ENGINES, free_port
from served import served
from streamlit.testing.v1 import AppTest
from test_app import APP, opened, said, store  # noqa: F401

from graph.queries import listing
from graph.reader import Snapshot
from graph.remote import send
from graph.server import PATH

PAGES = ["overview", "entity", "explore", "map", "read", "figures", "ask"]


@pytest.fixture(params=["ours", *ENGINES])
def endpoint(request: pytest.FixtureRequest, store: Path, tmp_path: Path) -> Iterator[str]:  # noqa: F811
    """The address of an endpoint, ours or another engine's, that holds what the store holds."""
    if request.param == "ours":
        with served(store) as client:
            yield str(client.base_url).rstrip("/") + PATH
        return
    folder = tmp_path / "engine"
    folder.mkdir()
    with ENGINES[request.param](folder) as engine:
        with Snapshot.open(store) as reader:
            list(send(reader, engine.store))
        yield engine.query


def of(place: Path | str, monkeypatch: pytest.MonkeyPatch, page: str, **address: str) -> AppTest:
    return opened(place, monkeypatch, page, **address)  # type: ignore[arg-type]  # an address goes the same way


def test_pages_say_the_same(endpoint: str, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    with Snapshot.open(store) as reader:
        entity = listing(reader, "Person")[0].entity.iri.partition("/resource/")[2]
        article = reader.documents()[0].document.partition("/resource/")[2]
    looked_up = [("entity", {"entity": entity}), ("explore", {"entity": entity}), ("read", {"article": article})]
    for page, address in [*((page, {}) for page in PAGES), *looked_up, ("ask", {"question": "who-runs-what"})]:
        here, there = (said(of(place, monkeypatch, page, **address)) for place in (store, endpoint))
        assert there.replace(endpoint, PATH) == here, page
        assert "sample" not in there


def test_nothing_is_added_or_removed(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = of(endpoint, monkeypatch, "add")
    assert "only read" in said(app)
    assert endpoint in said(app)
    assert not [button for button in app.button if "Remove" in button.label]
    assert not app.text_area


def test_endpoint_that_is_silent_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = f"http://127.0.0.1:{free_port()}/sparql"
    monkeypatch.setenv("POLICYGRAPH_STORE", nobody)
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert not app.exception
    assert "be reached" in said(app)
