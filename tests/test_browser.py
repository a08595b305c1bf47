"""The main paths through the app in a real browser, headless; and the screenshots of the documentation.

With POLICYGRAPH_SCREENSHOTS set, the pages are written to docs/screenshots.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest
from browsing import ROOT, drawn, settled, show
from playwright.sync_api import Page, expect

SCREENSHOTS = ROOT / "docs" / "screenshots"
WIDTHS = {1440: 900, 800: 1100}
SAMPLE = "All localities and departments do everything possible"


def test_a_deep_address_opens_its_page_first(page: Page, address: str) -> None:
    show(page, address, "/explore?entity=place/610000")
    expect(page.get_by_role("heading", name="Around Shaanxi Province")).to_be_visible()
    expect(page.get_by_role("link", name="Overview")).to_be_visible()


def test_a_page_begins_right_under_the_bar(page: Page, address: str) -> None:
    page.goto(f"{address}/ask")
    page.locator("h1").first.wait_for()  # from its first words on
    assert "padding-top: 5rem" in page.request.get(f"{address}/ask").text()
    bar = page.locator("[data-testid=stHeader]").bounding_box()
    title = page.get_by_role("heading", name="Ask", exact=True).bounding_box()
    assert bar and title
    assert 0 <= title["y"] - (bar["y"] + bar["height"]) < 50


def test_from_a_search_to_a_sentence_and_the_article(page: Page, address: str) -> None:
    show(page, address, "/")
    page.get_by_role("textbox", name="Find a place").fill("Moyu")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Moyu County").first.click()
    expect(page.get_by_role("heading", name="Moyu County")).to_be_visible()
    mark = page.get_by_role("button", name="Sentence 1 for Xinjiang Uygur Autonomous Region").first
    mark.click()
    sentence = page.locator("figure.passage:visible blockquote").first
    expect(sentence).to_contain_text("Moyu County, Xinjiang Uygur Autonomous Region")
    expect(sentence.locator("mark").first).to_be_visible()
    page.get_by_role("link", name="Read there").first.click()
    expect(page.locator(".text .at").first).to_be_in_viewport()


def test_a_click_on_a_relation_opens_its_sentence(page: Page, address: str) -> None:
    show(page, address, "/explore?entity=place/610000")
    relation = page.get_by_role("button", name="Shaanxi Province runs Community factory")
    spot = relation.locator(".hit").evaluate(
        "path => { const p = path.getPointAtLength(path.getTotalLength() * 0.6).matrixTransform(path.getScreenCTM());"
        " return [p.x, p.y]; }"
    )
    page.mouse.click(*spot)
    expect(page.get_by_text("relation", exact=True)).to_be_visible()
    expect(page.locator("figure.passage blockquote").first).to_contain_text("community factories")
    assert "pick=" in page.url


def test_opening_a_neighbour_adds_and_moves_nothing(page: Page, address: str) -> None:
    show(page, address, "/explore?entity=place/610000")
    county = page.get_by_role("button", name="Ningshan County: county")
    county.wait_for()
    before = page.locator(".node").count()
    county.focus()
    page.keyboard.press("Shift+Enter")
    page.wait_for_url("**open=*")
    expect(page.get_by_role("button", name="Taishanmiao Town: town")).to_be_visible()
    assert page.locator(".node").count() > before
    page.reload()
    expect(page.get_by_role("button", name="Taishanmiao Town: town")).to_be_visible()


def test_keys_go_from_entity_to_entity_and_open_one(page: Page, address: str) -> None:
    show(page, address, "/explore?entity=place/610000")
    page.get_by_role("button", name="Shaanxi Province: province").focus()
    page.keyboard.press("ArrowRight")
    name = page.locator(".node:focus").get_attribute("aria-label") or ""
    assert name and not name.startswith("Shaanxi Province")
    page.keyboard.press("Enter")
    expect(page.locator(".card .title").first).to_have_text(name.split(":")[0])
    page.keyboard.press("PageDown")
    expect(page.locator(".edge:focus")).to_have_count(1)


def test_a_kind_can_be_hidden(page: Page, address: str) -> None:
    show(page, address, "/explore?entity=place/610000")
    industry = page.get_by_role("button", name="apples: industry")
    expect(industry).to_be_visible()
    page.get_by_role("button", name="industries").click()
    expect(industry).to_be_hidden()


def test_a_mark_in_the_article_leads_to_its_card(page: Page, address: str) -> None:
    show(page, address, "/read")
    expect(page.locator(".text h2")).to_contain_text(SAMPLE)
    page.locator(".mark", has_text="Moyu County").first.click()
    expect(page.locator(".card .title")).to_have_text("Moyu County")
    page.locator(".mark[data-family=figure]").first.click()
    expect(page.get_by_role("heading", name="28 million")).to_be_visible()


def test_what_is_told_beside_an_article_follows_what_is_in_view(page: Page, address: str) -> None:
    show(page, address, "/read")
    told = page.locator(".note-of-text:visible")
    expect(told.filter(has_text="Xingmin Jiayuan is in Moyu County")).to_be_visible()
    text = page.locator(".text")
    text.focus()
    page.keyboard.press("End")
    page.wait_for_function(
        "(text) => text.scrollTop + text.clientHeight > text.scrollHeight - 2", arg=text.element_handle()
    )
    expect(told.filter(has_text="Xingmin Jiayuan is in Moyu County")).to_have_count(0)
    expect(told.first).to_be_visible()
    page.locator(".mark", has_text="Cele County").first.focus()
    expect(page.locator(".sentence.now")).to_contain_text("Huayuan Village is in Cele County")
    told.filter(has_text="Huayuan Village is in Cele County").click()
    expect(page.locator(".card .title")).to_have_text("Huayuan Village is in Cele County")
    page.get_by_role("button", name="What the sentences in view tell").click()
    expect(told.filter(has_text="Huayuan Village is in Cele County")).to_be_visible()


def test_a_question_of_the_overview_is_answered(page: Page, address: str) -> None:
    show(page, address, "/")
    page.get_by_role("link", name="Which programs are there, and who runs them?").click()
    expect(page.get_by_role("heading", name="Which programs are there")).to_be_visible()
    expect(page.locator("[data-testid=stDataFrame]")).to_be_visible()
    expect(page.get_by_role("textbox", name="SPARQL")).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("runner,program")


EDITOR = "/ask?query=ASK%20%7B%7D"


def test_a_query_of_ones_own_is_asked_and_told_off(page: Page, address: str) -> None:
    show(page, address, EDITOR)
    editor = page.get_by_role("textbox", name="SPARQL")
    editor.fill("SELECT ?province { ?province a pg:Province")
    editor.press("Control+Enter")
    mended = "SELECT ?province { ?province a pg:Province }"
    editor.fill(mended)  # written before the answer comes
    expect(page.get_by_text("malformed at line 1")).to_be_visible()
    settled(page)
    expect(editor).to_have_value(mended)
    editor.press("Control+Enter")
    expect(page.get_by_text("rows.")).to_be_visible()


MAP = "[data-testid=stDeckGlJsonChart] canvas"
# Each page's address, and what stands on it once it is drawn.
PAGES = {
    "overview": ("/", MAP),
    "entity": ("/entity?entity=place/610000", ".card"),
    "explore": ("/explore?entity=place/610000", ".node[transform]"),
    "map": ("/map", MAP),
    "read": ("/read", ".text .mark"),
    "figures": ("/figures", "[data-pick]"),
    "ask": ("/ask?question=who-runs-what", "[data-testid=stDataFrame]"),
    "add": ("/add", "[data-testid=stFileUploader]"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_fit_their_window(page: Page, address: str, name: str, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    path, content = PAGES[name]
    show(page, address, path)
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.locator(content).first.wait_for()
        settled(page)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0
        if os.environ.get("POLICYGRAPH_SCREENSHOTS"):
            page.reload()
            page.locator(content).first.wait_for()
            drawn(page)
            page.screenshot(path=SCREENSHOTS / f"{name}-{width}{'-dark' if scheme == 'dark' else ''}.png")


def test_the_editor_completes_words_and_marks_the_malformed_line(page: Page, address: str) -> None:
    show(page, address, EDITOR)
    editor = page.get_by_role("textbox", name="SPARQL")
    editor.fill("SELECT ?x {\n  ?x pg:locatedI")
    editor.press("n")
    editor.press("Backspace")
    expect(page.get_by_role("option", name="pg:locatedIn is in")).to_be_visible()
    editor.press("Tab")
    expect(editor).to_have_value("SELECT ?x {\n  ?x pg:locatedIn")
    editor.press("Control+Enter")
    expect(page.locator(".wrong")).to_have_count(1)


def test_a_count_leads_to_its_list(page: Page, address: str) -> None:
    show(page, address, "/")
    page.locator("a[href='/explore?kind=Organization']").click()
    expect(page.get_by_role("heading", name="Organisations")).to_be_visible()
