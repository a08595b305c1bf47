"""Addresses: what one sees, another who opens the same link in a new browser sees too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from browsing import settled, show
from playwright.sync_api import Browser, Page, expect
from test_browser_canvas import AROUND


@contextmanager
def elsewhere(browser: Browser, url: str) -> Iterator[Page]:
    """The same link in a new context, as somebody else opens it."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(url)
        page.locator("h1, .text h2").first.wait_for()
        settled(page)
        page.wait_for_timeout(500)
        yield page


# Each address, and where on its page it shows that it was understood.
LINKS = {
    "list": ("/explore?kind=Program", "[data-testid=stHeading]"),
    "hidden": (AROUND + "&hide=place/610923&sure=sure", "[data-testid=stCaptionContainer]"),
    "map": ("/map?by=facts&level=counties&below=false&near=Shaanxi", "[data-testid=stCaptionContainer]"),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_shows_the_same_to_somebody_else(page: Page, address: str, browser: Browser, name: str) -> None:
    path, where = LINKS[name]
    show(page, address, path)
    page.locator(where).last.wait_for()
    settled(page)
    page.wait_for_timeout(1500)
    told = page.locator(where).all_inner_texts()
    assert any(text.strip() for text in told)
    assert not page.get_by_text("The address names").count()
    with elsewhere(browser, page.url) as other:
        expect(other.locator(where)).to_have_text(told)
