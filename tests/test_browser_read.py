"""Read in a real browser: the articles that name one entity, page by page, and the way to all others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import serving, settled, show, window
from playwright.sync_api import Browser, expect
from stores import called

from extract.records import Document, Entity, Kind, Mention, Reading
from graph.queries import short
from graph.rdf import quads
from graph.reading_list import EACH
from graph.store import Store
from ontology.iri import document_iri

REED, BROOK = "Reed Weaving Company", "Brook Tea Company"


def telling(firm: str, number: int) -> Reading:
    """An article that names a firm and nothing else."""
    text = f"{firm}, told of for the {number}th time."
    entity = Entity(id="v", kind=Kind.ENTERPRISE, label=firm)
    named = (Mention(body="v", start=0, end=len(firm)),)
    return Reading(document=Document(text=text, title=f"Told {number}"), entities=(entity,), mentions=named)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str]]:
    """An app on articles that name one firm, one more than a page lists, and one that names another; and both firms."""
    path = tmp_path_factory.mktemp("read") / "store"
    with Store.open(path) as store:
        for reading in [*(telling(REED, number) for number in range(EACH + 1)), telling(BROOK, 99)]:
            store.replace(document_iri(reading.document.text), quads(reading))
        firms = [short(called(store, name)) for name in (REED, BROOK)]
    with serving(path) as address:
        yield address, firms[0], firms[1]


def test_articles_that_name_one_entity_are_listed_and_read(browser: Browser, own: tuple[str, str, str]) -> None:
    address, reed, _ = own
    with window(browser, address) as page:
        show(page, address, f"/read?naming={reed}")
        expect(page.get_by_text(f"{EACH + 1} of {EACH + 2} articles name {REED}; the newest first")).to_be_visible()
        links = page.locator("li a")
        expect(links).to_have_count(EACH)
        page.get_by_role("button", name="Page 2").click()
        expect(links).to_have_count(1)
        page.wait_for_url("**page=2*")
        with window(browser, address) as other:
            other.goto(page.url)
            expect(other.locator("li a")).to_have_count(1)
        links.first.click()
        expect(page.locator(".text .mark")).to_have_text(REED)
        page.get_by_role("button", name="All articles").click()
        expect(page.get_by_text(f"{EACH + 2} articles, the newest first")).to_be_visible()


def test_a_list_of_one_article_leads_back_to_all(browser: Browser, own: tuple[str, str, str]) -> None:
    address, _, brook = own
    with window(browser, address) as page:
        show(page, address, f"/read?naming={brook}")
        expect(page.get_by_text(f"1 of {EACH + 2} articles names {BROOK}; the newest first")).to_be_visible()
        page.get_by_role("button", name="All articles").click()
        expect(page.get_by_role("textbox", name="Find an article")).to_be_visible()
        settled(page)
        assert "naming" not in page.url
