"""Fixtures that several test files use: an article in a file, and a store on disk that holds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run
from hypothesis import settings
from sample_reading import TEXT

pytest_plugins = ["browsing"]  # the window and the app of the tests of pages

settings.register_profile("shared", deadline=None)  # other work on the machine is no failure
settings.load_profile("shared")


@pytest.fixture(scope="session")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "tea.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, article: Path) -> Path:
    """A store with one article in it, for tests that only read."""
    store = tmp_path_factory.mktemp("filled") / "store"
    assert run("ingest", article, "--store", store, "--date", "2020-08").exit_code == 0
    return store
