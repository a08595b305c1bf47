"""A browser and an app for the tests of pages: a window that meets no stranger and no error."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an app on an empty store: it shows the sample. For tests that only read."""
    with serving(tmp_path_factory.mktemp("app") / "store") as found:
        yield found


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """The address of an app on a store, which ends with the block."""
    command = [sys.executable, "-m", "graph.cli", "app", "--store", str(store), "--no-browser", "--port"]
    with served(command, store.parent / "log") as address:
        yield address


@contextmanager
def served(command: list[str], log: Path) -> Iterator[str]:
    """The address of a Streamlit app that a command starts, which a port completes; it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("wb") as out:
        server = subprocess.Popen([*command, str(port)], cwd=ROOT, stdout=out, stderr=out)
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(health: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the app ended at once"
        try:
            with urllib.request.urlopen(health, timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail("the app does not answer")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody who has been there before: their browser has kept the app's scripts."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as opened:
        yield opened


@pytest.fixture
def page(visitor: BrowserContext, address: str) -> Iterator[Page]:
    """A window on the app of the sample."""
    with window(visitor, address) as opened:
        yield opened


@contextmanager
def window(browser: Browser | BrowserContext, address: str) -> Iterator[Page]:
    """A window that must ask nobody but the app, and meet no error; of a stranger, if no context is given."""
    opened = browser.new_page()
    opened.set_viewport_size({"width": 1440, "height": 900})
    strangers: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else strangers.append(r.url))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    yield opened
    opened.close()
    assert not strangers
    assert not errors


def show(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.locator("h1, .text h2").first.wait_for()
    settled(page)


def settled(page: Page) -> None:
    """Wait until the app has drawn what was last asked of it."""
    page.wait_for_timeout(100)  # until it says that it is at it
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")


def drawn(page: Page) -> None:
    """Wait until nothing on a page is a placeholder or of an earlier run; then a moment, for canvases to be painted."""
    expect(page.locator("[data-testid=stSkeleton], [data-stale=true]")).to_have_count(0)
    settled(page)
    page.wait_for_timeout(1500)  # what is painted in a canvas can't be asked
