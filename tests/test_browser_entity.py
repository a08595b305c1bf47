"""The page of an entity in a real browser: from a search to a sentence, what differs, and what is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from browsing import serving, settled, show, window
from playwright.sync_api import Browser, Locator, Page, expect
from rdflib import Graph
from sample_reading import OBSERVATIONS, sample
from stores import called, retold

from extract.records import Comparator
from graph.queries import short
from graph.rdf import quads
from graph.store import Store
from ontology.iri import document_iri

COMPANY = "Green Ridge Tea Co."


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """An app on a store of two articles that differ in a figure, and the address of the company they tell of."""
    path = tmp_path_factory.mktemp("entity") / "store"
    other = replace(OBSERVATIONS[0], value=Decimal(60), comparator=Comparator.EQUAL)
    with Store.open(path) as store:
        for reading in (sample(), replace(retold(), observations=(other, OBSERVATIONS[1]))):
            store.replace(document_iri(reading.document.text), quads(reading))
        page = f"/entity?entity={short(called(store, COMPANY))}"
    with serving(path) as address:
        yield address, page


@pytest.fixture
def own(browser: Browser, told: tuple[str, str]) -> Iterator[Page]:
    """A window on the page of the company."""
    with window(browser, told[0]) as opened:
        show(opened, *told)
        yield opened


def section(page: Page, title: str) -> Locator:
    return page.locator("section").filter(has=page.get_by_role("heading", name=title, exact=True))


def test_from_a_search_to_a_sentence(page: Page, address: str) -> None:
    show(page, address, "/entity")
    page.get_by_role("textbox", name="Find a place").fill("Moyu")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Moyu County").first.click()
    expect(page.get_by_role("heading", name="Moyu County", level=1)).to_be_visible()
    expect(page.get_by_text("A county in Hotan Prefecture")).to_be_visible()
    expect(page.get_by_role("link", name="Wikidata")).to_be_visible()
    page.get_by_role("button", name="Sentence 1 for Xinjiang Uygur Autonomous Region").click()
    sentence = page.locator("figure.passage:visible blockquote").first
    expect(sentence.locator("mark").first).to_have_text("Moyu County")
    page.get_by_role("link", name="Hotan Prefecture").click()
    expect(page.get_by_role("heading", name="Hotan Prefecture", level=1)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Hotan Prefecture", level=1)).to_be_visible()


def test_its_surroundings_are_explored_and_lead_back(page: Page, address: str) -> None:
    show(page, address, "/entity?entity=place/610000")
    page.get_by_role("link", name="Explore the surroundings").click()
    expect(page.get_by_role("heading", name="Around Shaanxi Province")).to_be_visible()
    page.locator(".card .title").get_by_role("link", name="Shaanxi Province").click()
    expect(page.get_by_role("heading", name="Shaanxi Province", level=1, exact=True)).to_be_visible()


def test_what_differs_stands_side_by_side_with_both_articles(own: Page) -> None:
    both = section(own, "Told differently: villagers, 2019").locator("li")
    expect(both).to_have_count(2)
    expect(both.first).to_contain_text("60 villagers")
    expect(both.first.locator("figcaption")).to_contain_text("Tea sells well")
    expect(both.last).to_contain_text("more than 85 villagers")
    expect(both.last.locator("figcaption")).to_contain_text("Tea brings them home")
    tops = [box["y"] for li in both.all() if (box := li.bounding_box())]
    assert tops[0] == tops[1]


def test_what_rests_on_one_article_and_what_on_several_is_said(own: Page) -> None:
    expect(own.get_by_text("4 of the 6 facts and figures here rest on one article each")).to_be_visible()
    expect(section(own, "has in a post").locator(".noted")).to_have_text("(2 articles)")
    expect(section(own, "has an agreement with").locator(".noted")).to_have_count(0)


def test_timeline_is_in_order_and_opens_its_sentences(own: Page) -> None:
    timeline = section(own, "timeline")
    timeline.wait_for()
    times = [cell.inner_text() for cell in timeline.locator("tbody tr:not(.below) td:first-child").all()]
    assert times == ["2019", ""]
    timeline.get_by_role("button", name="Sentence 1 for 2019: 60 villagers").click()
    expect(timeline.locator("figure.passage:visible blockquote")).to_contain_text("85 villagers of Upper Creek")


def test_chosen_facts_become_a_dossier_and_turtle(own: Page) -> None:
    own.get_by_text("Choose facts", exact=True).click()
    box = own.get_by_role("checkbox", name="Choose: tea")
    box.focus()
    own.keyboard.press("Space")
    own.get_by_role("button", name="Chosen facts (1)", exact=True).wait_for()
    expect(box).to_be_checked()
    expect(box).to_be_focused()  # what was chosen draws nothing anew
    own.get_by_role("checkbox", name="Choose: 60 villagers").first.check()
    own.get_by_role("button", name="Chosen facts (2)", exact=True).click()
    with own.expect_download() as saved:
        own.get_by_role("button", name="As Markdown").click()
    text = saved.value.path().read_text(encoding="utf-8")
    assert text.startswith("# Chosen facts\n\n2 facts from 2 articles.")
    assert "- Green Ridge Tea Co. lives by tea" in text
    assert re.search(r"- 60 villagers.* \[\d\]\n", text)
    assert "has an agreement" not in text
    with own.expect_download() as saved:
        own.get_by_role("button", name="Dossier for Word").click()
    assert saved.value.path().read_bytes().startswith(b"PK")
    with own.expect_download() as saved:
        own.get_by_role("button", name="As Turtle (RDF)").click()
    assert "60 villagers" not in saved.value.path().read_text(encoding="utf-8")
    assert len(Graph().parse(saved.value.path(), format="turtle")) > 20
    own.get_by_role("button", name="Choose none").click()
    expect(own.get_by_role("button", name="Chosen facts (0)", exact=True)).to_be_visible()
    expect(box).not_to_be_checked()


def test_open_sentences_stay_open_while_facts_are_chosen(own: Page) -> None:
    own.get_by_text("Choose facts", exact=True).click()
    own.get_by_role("checkbox", name="Choose: tea").wait_for()
    own.get_by_role("button", name="Sentence 1 for tea").click()
    shown = section(own, "lives by").locator("figure.passage")
    expect(shown).to_be_visible()
    own.get_by_role("checkbox", name="Choose: tea").check()
    own.get_by_role("button", name="Chosen facts (1)", exact=True).wait_for()
    expect(shown).to_be_visible()


def test_rows_of_explores_table_are_chosen_and_saved_as_turtle(page: Page, address: str) -> None:
    show(page, address, "/explore?entity=place/610000")
    page.get_by_text("The same as a table").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="As Turtle (RDF)").click()
    assert "a pg:Fact" in saved.value.path().read_text(encoding="utf-8")
    table = page.locator("[data-testid=stDataFrame]")
    table.locator("canvas").first.wait_for()  # it comes after the buttons below it
    settled(page)
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + 15, box["y"] + 52)
    page.get_by_role("button", name="Add to the chosen facts (1)").click()
    expect(page.get_by_role("button", name="Chosen facts (1)", exact=True)).to_be_visible()


def test_a_whole_page_is_saved(own: Page, tmp_path: Path) -> None:
    own.get_by_role("button", name="Save", exact=True).click()
    with own.expect_download() as saved:
        own.get_by_role("button", name="As Markdown").click()
    saved.value.save_as(tmp_path / "whole.md")
    assert (tmp_path / "whole.md").read_text(encoding="utf-8").startswith(f"# {COMPANY}\n")


def test_a_link_shows_the_same_to_another(browser: Browser, own: Page, told: tuple[str, str]) -> None:
    expect(own.locator(".card")).to_have_count(2)
    settled(own)
    words = own.locator(".card").all_inner_texts()
    with window(browser, told[0]) as other:
        other.goto(own.url)
        other.get_by_role("heading", name=COMPANY, level=1).wait_for()
        expect(other.locator(".card")).to_have_text(words, use_inner_text=True)
