"""An article whose names, figures and sentences are full of markup: every page shows it to the letter, as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from browsing import serving, show, window
from playwright.sync_api import BrowserContext, Page, expect
from sample_reading import TEXT, mention, sample

from extract.records import Entity, Evidence, Kind, Reading
from graph.ingest import ingest
from graph.queries import search, short
from graph.reader import Snapshot
from graph.store import Store

LETTERS = (
    "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> **Tea** &amp; &lt;i&gt; "
    r"$\frac{1}{2}$ [a](http://b.example) :material/home:"
)
MADE = "a[href*='b.example'], a[href^='javascript:'], img[src='x'], .katex, main i, main b"
ANYHOW = re.compile("\u2060?".join(map(re.escape, LETTERS)))  # with the invisible joiners of what was Markdown
LOST = Entity(id="e10", kind=Kind.SITE, label="Tea Hall")  # that lies nowhere
QUERY = "SELECT ?program ?counted { ?program a pg:Program . ?figure pg:counted ?counted }"


def hostile() -> Reading:
    """The invented reading; every line of its text, and every name that the gazetteer hasn't, ends in markup."""
    reading = sample()
    document = replace(
        reading.document,
        text=TEXT.replace("\n", f" {LETTERS}\n"),
        title=f"Tea {LETTERS}",
        url="javascript:document.title='taken'",
    )
    return replace(
        reading,
        document=document,
        entities=tuple(e if e.code else replace(e, label=f"{e.label} {LETTERS}") for e in (*reading.entities, LOST)),
        mentions=tuple(
            replace(m, start=_moved(m.start), end=_moved(m.end)) for m in (*reading.mentions, mention("e10", "Tea"))
        ),
        facts=tuple(replace(f, evidence=_all_moved(f.evidence)) for f in reading.facts),
        observations=tuple(
            replace(o, evidence=_all_moved(o.evidence), counted=f"villagers {LETTERS}") for o in reading.observations
        ),
        quotations=tuple(
            replace(q, evidence=_all_moved(q.evidence), text=f"We sold {LETTERS}") for q in reading.quotations
        ),
    )


def _moved(offset: int) -> int:
    return offset + (len(LETTERS) + 1) * TEXT.count("\n", 0, offset)


def _all_moved(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Evidence that is whole lines, with what they end in."""
    return tuple(Evidence(start=_moved(e.start), end=_moved(e.end) + len(LETTERS) + 1) for e in evidence)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of such an article."""
    place = tmp_path_factory.mktemp("hostile") / "store"
    reading = hostile()
    with Store.open(place) as opened:
        ingest(opened, reading.document, read=lambda _: reading)
    return place


@pytest.fixture(scope="module")
def pages(store: Path) -> dict[str, str]:
    """The address of each page, of what stands in the article; 'entity' is its program."""
    with Snapshot.open(store) as reader:
        program, firm, village = (
            short(search(reader, words)[0].entity.iri) for words in ("skills", "Green Ridge", "Upper Creek")
        )
    return {
        "explore": f"/explore?entity={firm}",
        "way": f"/explore?entity={firm}&to={village}",
        "entity": f"/entity?entity={firm}",
        "village": f"/entity?entity={village}",
        "program": f"/entity?entity={program}",
        "list": "/explore?kind=Program",
        "overview": "/",
        "map": "/map",
        "figures": "/figures",
        "read": "/read",
        "graph": f"/ask?{urlencode({'query': QUERY, 'view': 'graph'})}",
        "ask": f"/ask?{urlencode({'query': QUERY})}",
    }


@pytest.fixture(scope="module")
def hostile_address(store: Path) -> Iterator[str]:
    with serving(store) as address:
        yield address


@pytest.fixture
def hostile_page(visitor: BrowserContext, hostile_address: str) -> Iterator[Page]:
    with window(visitor, hostile_address) as opened:
        yield opened


def is_text(page: Page) -> None:
    """Whether a page holds the letters, and made nothing of them."""
    page.get_by_text(ANYHOW).first.wait_for(state="attached")
    assert "taken" not in page.title()
    expect(page.locator(MADE)).to_have_count(0)


@pytest.mark.parametrize(
    "name", ["explore", "way", "entity", "village", "program", "list", "overview", "figures", "read", "graph", "ask"]
)
def test_a_page_shows_markup_as_text(
    hostile_page: Page, hostile_address: str, pages: dict[str, str], name: str
) -> None:
    show(hostile_page, hostile_address, pages[name])
    is_text(hostile_page)


def test_a_canvas_its_table_and_its_filter_show_markup_as_text(
    hostile_page: Page, hostile_address: str, pages: dict[str, str]
) -> None:
    page = hostile_page
    show(page, hostile_address, pages["explore"])
    expect(page.locator(f".node[aria-label*={json.dumps(LETTERS)}]")).to_have_count(5)
    widths = page.locator(".label").evaluate_all("all => all.map(g => g.getBBox().width)")
    assert 0 < max(widths) < 300
    page.get_by_text("The same as a table").click()
    expect(page.locator("[data-testid=stDataFrame]").get_by_text(ANYHOW).first).to_be_attached()
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("combobox", name=re.compile("Only what this article says")).click()
    expect(page.get_by_role("option").get_by_text(LETTERS)).to_be_visible()
    is_text(page)


def test_the_map_and_the_search_show_markup_as_text(hostile_page: Page, hostile_address: str) -> None:
    page = hostile_page
    show(page, hostile_address, "/map")
    page.get_by_text("Not on the map").click()
    is_text(page)
    show(page, hostile_address, "/")
    search = page.get_by_role("textbox", name="Find a place")
    search.fill("Green")
    search.press("Enter")
    found = page.locator(".st-key-overview-found")  # the page may name the same among those of whom most is told
    expect(found.get_by_role("link", name=f"Green Ridge Tea Co. {LETTERS}")).to_be_visible()
    is_text(page)
    search.fill(LETTERS)
    search.press("Enter")
    is_text(page)


def test_a_figure_and_a_relation_show_markup_as_text(
    hostile_page: Page, hostile_address: str, pages: dict[str, str]
) -> None:
    page = hostile_page
    show(page, hostile_address, pages["explore"])
    page.locator(".edge").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("figure.passage blockquote").first).to_contain_text(LETTERS)
    is_text(page)
    show(page, hostile_address, pages["figures"])
    expect(page.locator(".figures").get_by_text(ANYHOW).first).to_be_visible()
    is_text(page)
    show(page, hostile_address, pages["read"])
    expect(page.locator(".note-of-text").filter(has_text=ANYHOW).first).to_be_visible()
    is_text(page)
