"""The page of figures in a real browser: from a filter to a row, its sentence, a chart and a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import serving, settled, show, window
from extracted import reading
from playwright.sync_api import Browser, Page, expect
from sample_reading import sample
from stores import retold

from graph.ingest import ingest
from graph.store import Store

CUT = "all => all.filter((cell) => cell.scrollWidth > cell.clientWidth).length"


def pick(page: Page, row: int) -> None:
    """Click a figure of the table."""
    settled(page)
    page.locator("[data-pick] button").nth(row).click()


def test_no_cell_is_cut_and_a_row_is_picked_and_put_back_by_keys(page: Page, address: str) -> None:
    show(page, address, "/figures")
    cut = page.locator(".figures :is(td, th)").evaluate_all(CUT)
    assert cut == 0
    figure = page.locator("[data-pick] button").nth(1)
    figure.focus()
    page.keyboard.press("Enter")
    expect(figure).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".card .title")).to_have_text(figure.inner_text())
    expect(figure).to_be_focused()
    settled(page)
    page.keyboard.press("Enter")
    expect(figure).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".card .title")).to_have_count(0)


def test_a_kind_that_compares_is_offered_where_nothing_is_picked(page: Page, address: str) -> None:
    show(page, address, "/figures?unit=person")
    page.get_by_role("button", name=", 2 figures").first.click()
    page.wait_for_url("**thing=**")
    expect(page.locator("[data-testid=stVegaLiteChart]")).to_be_visible()


def test_a_row_opens_the_sentence_with_its_figure_marked(page: Page, address: str) -> None:
    show(page, address, "/")
    page.locator("a[href='/figures']", has_text="figures").last.click()
    expect(page.get_by_role("heading", name="Figures")).to_be_visible()
    page.get_by_role("textbox", name="What is counted").fill("poor laborers")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=poor+laborers")
    pick(page, 0)
    expect(page.locator(".card .title")).to_contain_text("poor laborers")
    expect(page.locator(".card figure.passage mark").first).to_contain_text("million")
    assert "pick=observation/" in page.url.replace("%2F", "/")
    page.reload()
    expect(page.locator(".card .title")).to_contain_text("poor laborers")
    expect(page.get_by_role("textbox", name="What is counted")).to_have_value("poor laborers")


def test_figures_are_saved(page: Page, address: str) -> None:
    show(page, address, "/figures?unit=job")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert text.startswith("figure,value,")
    assert "51000" in text


def test_a_figure_that_is_contradicted_shows_both_sentences(browser: Browser, tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        for what in ("60 bridges", "90 bridges"):
            told = reading(f"A year of {what}\n\nIn 2019, Shiqian County built {what}.")
            ingest(store, told.document, read=lambda _, told=told: told)
    with serving(tmp_path / "store") as address, window(browser, address) as page:
        show(page, address, "/figures?against=yes&order=smallest")
        pick(page, 0)
        expect(page.locator(".card .title")).to_have_text("60 bridges")
        expect(page.locator(".card figure.passage")).to_contain_text(
            ["A year", "built 60 bridges", "A year", "built 90 bridges"]
        )
        expect(page.locator(".card")).to_contain_text("These can’t all be right")
        page.locator(".card figure.passage a", has_text="Read there").last.click()
        expect(page.get_by_role("heading", name="A year of 90 bridges").first).to_be_visible()


def test_one_kind_of_thing_is_compared(browser: Browser, tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        for told in (sample(), retold()):
            ingest(store, told.document, read=lambda _, told=told: told)
    with serving(tmp_path / "store") as address, window(browser, address) as page:
        show(page, address, "/figures")
        expect(page.get_by_text("No chart, since these figures are in 2 units")).to_be_visible()
        page.get_by_role("combobox", name="One kind, to compare").click()
        page.get_by_role("option", name="villagers, 2 figures").click()
        page.wait_for_url("**thing=**")
        expect(page.get_by_role("heading", name="Villagers")).to_be_visible()
        expect(page.locator("[data-testid=stVegaLiteChart]")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (800, 1100)])
def test_page_of_figures_fits_its_window(page: Page, address: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    show(page, address, "/figures?unit=province")
    page.locator("[data-pick]").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_figure_is_chosen_for_a_dossier(page: Page, address: str) -> None:
    show(page, address, "/figures?unit=job")
    page.get_by_text("Choose facts", exact=True).click()
    page.get_by_role("checkbox", name="Choose: 51,000 jobs").check()
    page.get_by_role("button", name="Chosen facts (1)").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="As Markdown").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "51,000 jobs" in text
    assert "## Sentences" in text
