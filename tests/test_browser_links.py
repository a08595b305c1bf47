"""Addresses: what one sees, another who opens the same link in a new browser sees too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from browsing import settled, show
from playwright.sync_api import Browser, Page, expect
from test_browser_canvas import AROUND, drag, node

QUERY = "SELECT ?province { ?province a pg:Province }"


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


def standing(page: Page) -> dict[str, tuple[float, float]]:
    """Where the marks of a canvas stand, whatever the zoom: in parts of its width, from the left and the top."""
    settled(page)
    page.locator(".node[transform]").first.wait_for()
    found: dict[str, list[float]] = page.locator(".node").evaluate_all(
        "all => Object.fromEntries(all.map(g => [g.dataset.id,"
        " g.getAttribute('transform').match(/-?[\\d.]+/g).map(Number)]))"
    )
    xs, ys = [x for x, _ in found.values()], [y for _, y in found.values()]
    span = max(xs) - min(xs)
    return {name: ((x - min(xs)) / span, (y - min(ys)) / span) for name, (x, y) in found.items()}


def test_a_canvas_comes_back_with_its_places_and_filters(page: Page, address: str, browser: Browser) -> None:
    show(page, address, AROUND)
    drag(page, node(page, "Ningshan County: county"), -80, 60)
    page.wait_for_url("**pins=*")
    node(page, "Ningshan County: county").focus()
    page.keyboard.press("Shift+Enter")
    page.wait_for_url("**open=*")
    drag(page, node(page, "Taishanmiao Town: town"), 50, -20)
    expect(page.locator(".pin")).to_have_count(2)
    page.get_by_role("button", name="programs").click()
    page.wait_for_url("**without=program*")
    settled(page)
    node(page, "Taishanmiao Town: town").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card .title").first).to_have_text("Taishanmiao Town")
    page.wait_for_url("**pick=*")
    here = standing(page)
    said = page.get_by_text("Hidden: ").inner_text()
    with elsewhere(browser, page.url) as other:
        expect(other.get_by_text(said)).to_be_visible()
        expect(other.locator(".card .title").first).to_have_text("Taishanmiao Town")
        there = standing(other)
        assert there.keys() == here.keys()
        for name, spot in here.items():
            assert there[name] == pytest.approx(spot, abs=0.01), name
        expect(other.locator(".pin")).to_have_count(2)
        while other.get_by_role("button", name="Undo the last step").count():  # to the start, from a link too
            other.get_by_role("button", name="Undo the last step").click()
            settled(other)
        expect(node(other, "Taishanmiao Town: town")).to_have_count(0)
        expect(other.locator(".pin")).to_have_count(0)
        expect(other.get_by_text("Hidden: ")).to_have_count(0)


def test_the_graph_of_an_answer_comes_back_with_its_places(page: Page, address: str, browser: Browser) -> None:
    show(page, address, "/ask?question=who-runs-what&view=graph")
    mark = page.locator(".node").nth(1)
    drag(page, mark, 60, -40)
    page.wait_for_url("**pins=*")
    expect(mark.locator(".pin")).to_have_count(1)
    here = standing(page)
    with elsewhere(browser, page.url) as other:
        expect(other.locator(".pin")).to_have_count(1)
        there = standing(other)
        assert there.keys() == here.keys()
        for name, spot in here.items():
            assert there[name] == pytest.approx(spot, abs=0.01), name
    page.get_by_role("button", name="Unpin all").click()
    expect(page.locator(".pin")).to_have_count(0)
    assert standing(page) != here


# Each address, and where on its page it shows that it was understood.
LINKS = {
    "path": ("/explore?entity=place/610923&to=place/610000", ".card .title"),
    "list": ("/explore?kind=Program", "[data-testid=stHeading]"),
    "hidden": (AROUND + "&hide=place/610923&sure=sure", "[data-testid=stCaptionContainer]"),
    "map": ("/map?by=facts&level=counties&below=false&near=Shaanxi", "[data-testid=stCaptionContainer]"),
    "figures": ("/figures?unit=job&order=largest", "[data-testid=stCaptionContainer]"),
    "query": (f"/ask?query={quote(QUERY)}", "[data-testid=stHeading], [data-testid=stCaptionContainer]"),
    "builder": ("/ask?from=Place&verb=implements&to=Program&count=1", "[data-testid=stHeading]"),
    "question": ("/ask?question=who-runs-what&view=graph", "[data-testid=stHeading]"),
    "answer on a map": ("/ask?question=programs-by-province&view=map", "[data-testid=stCaptionContainer]:visible"),
    "entity": ("/entity?entity=place/610000", "[data-testid=stHeading]"),
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


def test_a_sentence_comes_back_with_its_link(page: Page, address: str, browser: Browser) -> None:
    show(page, address, AROUND)
    page.get_by_role("button", name="Sentence 1").first.click()
    page.get_by_role("link", name="Read there").first.click()
    expect(page.locator(".text .at").first).to_be_in_viewport()
    page.get_by_role("button", name="places").first.click()
    page.wait_for_url("**without=place*")
    told = page.locator(".text .at").all_inner_texts()
    with elsewhere(browser, page.url) as other:
        expect(other.locator(".text .at").first).to_be_in_viewport()
        assert other.locator(".text .at").all_inner_texts() == told
        expect(other.get_by_role("button", name="places").first).to_have_attribute("aria-pressed", "false")


def test_a_query_of_ones_own_comes_back_in_the_editor(page: Page, address: str, browser: Browser) -> None:
    show(page, address, "/ask?question=who-runs-what")
    page.get_by_text("See and change the query").click()
    editor = page.get_by_role("textbox", name="SPARQL")
    editor.fill(QUERY)
    editor.press("Control+Enter")
    page.wait_for_url("**query=*")
    with elsewhere(browser, page.url) as other:
        expect(other.get_by_role("textbox", name="SPARQL")).to_have_value(QUERY)
        expect(other.get_by_text("rows.")).to_be_visible()
