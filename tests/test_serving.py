"""The settings of an endpoint: options, variables of the environment, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.cli import main
from graph.serving import settings_of_environment

DOCS = Path(__file__).parent.parent / "docs" / "endpoint.md"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    settings_of_environment.cache_clear()
    yield
    settings_of_environment.cache_clear()


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"SECONDS": "3", "ROWS": "50", "MEGABYTES": "1", "MEMORY": "1500", "WORKERS": "3", "WAITING": "4"}
    given |= {"WAIT": "2.5", "REQUEST": "999", "PATIENCE": "7", "LOG_QUERIES": "1"}
    for name, value in given.items():
        monkeypatch.setenv(f"POLICYGRAPH_{name}", value)
    found = settings_of_environment()
    assert (found.limits.seconds, found.limits.rows, found.limits.bytes) == (3, 50, 1_000_000)
    assert (found.limits.memory, found.limits.whole) == (1_500_000_000, True)
    assert (found.size.workers, found.size.waiting, found.size.wait) == (3, 4, 2.5)
    assert (found.request, found.receiving, found.log_queries) == (999, 7, True)


def test_without_any_they_are_those_that_the_page_tells() -> None:
    found = settings_of_environment()
    told = DOCS.read_text(encoding="utf-8")
    for name, value in [
        ("SECONDS", found.limits.seconds),
        ("ROWS", found.limits.rows),
        ("WAITING", found.size.waiting),
        ("WAIT", found.size.wait),
        ("REQUEST", found.request),
        ("PATIENCE", found.receiving),
    ]:
        line = next(line for line in told.splitlines() if f"`POLICYGRAPH_{name}`" in line)
        assert line.endswith(f"| {value:,.0f} |")


def test_wrong_setting_is_told_before_the_app_begins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POLICYGRAPH_WORKERS", "many")
    done = CliRunner().invoke(main, ["app", "--store", str(tmp_path)])
    assert done.exit_code == 2
    assert "workers" in done.output
    assert "many" in done.output
