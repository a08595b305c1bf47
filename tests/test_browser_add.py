"""Articles added and removed in a real browser, on stores of their own; and one that tries to be more than text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import ROOT, serving, show, window
from playwright.sync_api import Browser, Page, expect

ARTICLE = ROOT / "tests" / "articles" / "dev-02.txt"
HEADLINE = "Raise a sheep, dig a potato"
HOSTILE = """\
<script>document.title = 'taken'</script> **Tea** &amp; $\\frac{1}{2}$ [a](http://b.example) :material/home:

Pingshan County in Hebei Province started a skills training program in <img src=x onerror="document.title='taken'"> \
Upper Creek Village, and &lt;b&gt;this&lt;/b&gt; costs $5,000 to $6,000 or \\(x^2\\).
"We sold **1,200 baskets** <i>of tea</i>," said Zhou Meiyu, head of Green Ridge Tea Co., Ltd.
"""
LETTERS = "<script>document.title = 'taken'</script> **Tea** &amp; $\\frac{1}{2}$ [a](http"
SENTENCE = (
    "in <img src=x onerror=\"document.title='taken'\"> Upper Creek Village, and &lt;b&gt;this&lt;/b&gt; costs $5,000"
)


@pytest.fixture
def own(browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, str]]:
    """A window on an app of an empty store, for tests that write."""
    with serving(tmp_path / "store") as address, window(browser, address) as opened:
        yield opened, address


def give(page: Page, *files: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(list(files))
    page.get_by_role("button", name="Save").wait_for(timeout=90_000)


def test_an_article_is_added_explored_read_and_removed(own: tuple[Page, str], tmp_path: Path) -> None:
    page, address = own
    show(page, address, "/")
    page.get_by_role("link", name="Add an article of your own").click()
    bad = tmp_path / "photo.png"
    bad.write_bytes(b"\x89PNG\x00")
    give(page, ARTICLE, bad)
    expect(page.get_by_text("photo.png: files of the kind .png are not read")).to_be_visible()
    page.get_by_role("button", name="Sentence 1 for Ma Heimai lives in Laqie Village").click()
    expect(page.locator("figure.passage:visible blockquote")).to_contain_text("Ma Heimai")
    page.get_by_role("textbox", name="Date").fill("2020-08")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It tells no date")).to_be_hidden()
    page.get_by_role("button", name="Save the article").click()
    expect(page.get_by_text("Saved: 1 article.")).to_be_visible()
    page.get_by_role("link", name="Explore it").click()
    expect(page.get_by_role("heading", name="Around Dongxiang Autonomous County")).to_be_visible()
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_role("link", name="Read it").click()
    expect(page.locator(".text h2")).to_contain_text(HEADLINE)
    expect(page.get_by_text("August 2020 · dev-02.txt")).to_be_visible()
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_role("button", name="Remove …").click()
    expect(page.get_by_role("dialog")).to_contain_text("entities that no other article names go too")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Remove …").click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("The store is empty")).to_be_visible()


def test_what_an_article_holds_is_shown_to_the_letter(own: tuple[Page, str], tmp_path: Path) -> None:
    page, address = own
    hostile = tmp_path / "hostile.txt"
    hostile.write_text(HOSTILE, encoding="utf-8")
    show(page, address, "/add")
    give(page, hostile)
    expect(page.get_by_role("textbox", name="Title")).to_have_value(HOSTILE.splitlines()[0])
    page.get_by_role("button", name="Sentence 1 for Pingshan County is in").click()
    expect(page.locator("figure.passage:visible blockquote")).to_contain_text(SENTENCE)
    page.get_by_role("button", name="Save the article").click()
    expect(page.get_by_text("Saved: 1 article.")).to_be_visible()
    _is_text(page)
    page.get_by_role("button", name="Remove …").click()
    expect(page.get_by_role("dialog")).to_contain_text(LETTERS)
    _is_text(page)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("link", name="Read it").click()
    expect(page.locator(".text h2")).to_contain_text(LETTERS)
    expect(page.locator(".text")).to_contain_text(SENTENCE)
    _is_text(page)
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_role("link", name="Explore it").click()
    expect(page.locator(".card")).to_contain_text(LETTERS)
    page.get_by_role("button", name="Sentence 1 for Hebei Province").click()
    expect(page.locator("figure.passage:visible blockquote")).to_contain_text(SENTENCE)
    _is_text(page)


def _is_text(page: Page) -> None:
    """Whether a page made nothing but letters of the article."""
    expect(page.get_by_text(LETTERS).first).to_be_visible()
    assert "taken" not in page.title()
    for made in ("a[href*='b.example']", "img[src='x']", ".katex", "main i", "main b"):
        expect(page.locator(made)).to_have_count(0)
    expect(page.get_by_text(re.compile(":\u2060?material/home:")).first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 800])
def test_add_fits_its_window(own: tuple[Page, str], width: int) -> None:
    page, address = own
    page.set_viewport_size({"width": width, "height": 900})
    show(page, address, "/add")
    give(page, ARTICLE)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0
