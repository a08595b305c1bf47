"""The Ask page in a real browser: from picks to a table, a row's sentence, a graph and bars."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import settled, show
from playwright.sync_api import Page, expect

BUILT = "/ask?from=Place&verb=implements&to=Program"


def pick(page: Page, label: str, option: str) -> None:
    """Pick an option of a select box."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def tick(page: Page, row: int) -> None:
    """Tick a row of the table at its left."""
    settled(page)
    page.locator("[data-testid=stDataFrame]").click(position={"x": 18, "y": 35 * row + 18})


def test_from_picks_to_a_table_to_a_sentence(page: Page, address: str) -> None:
    show(page, address, "/ask")
    page.get_by_role("radio", name="Build a question").click()
    page.wait_for_url("**from=Place*")
    pick(page, "Each", "province")
    page.wait_for_url("**from=Province*")
    page.get_by_role("textbox", name="In the place").fill("Shaanxi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Each province that runs a program, in Shaanxi")).to_be_visible()
    page.get_by_text("See and change the query").click()
    expect(page.get_by_role("textbox", name="SPARQL")).to_have_value(
        "SELECT DISTINCT ?province ?program WHERE {\n"
        "  ?province a pg:Province .\n"
        "  ?program a pg:Program .\n"
        "  ?fact rdf:predicate pg:implements ; rdf:subject ?province ; rdf:object ?program .\n"
        "  { SELECT ?area { ?area a pg:Place ; skos:prefLabel|skos:altLabel ?name . "
        'FILTER(LCASE(STR(?name)) = LCASE("Shaanxi")) } }\n'
        "  FILTER(EXISTS { ?province pg:within? ?area } || EXISTS { ?program pg:within? ?area })\n"
        "}\n"
        "ORDER BY ?province ?program"
    )
    page.get_by_text("With the sentences").click()
    expect(page.get_by_text("Row 1 of")).to_be_visible()
    expect(page.locator(".card .title").first).to_contain_text("Shaanxi Province runs")
    first = page.locator(".card .title").first.inner_text()
    tick(page, 2)
    expect(page.get_by_text("Row 2 of")).to_be_visible()
    expect(page.locator(".card .title").first).not_to_have_text(first)
    expect(page.locator("figure.passage blockquote mark").first).to_be_visible()
    told = page.locator("figure.passage blockquote").first.inner_text()
    page.reload()
    expect(page.get_by_text("Row 2 of")).to_be_visible()
    expect(page.locator("figure.passage blockquote").first).to_have_text(told)
    page.get_by_role("link", name="Read there").first.click()
    expect(page.locator(".text .at").first).to_be_in_viewport()


def test_from_a_worked_question_to_its_evidence(page: Page, address: str) -> None:
    show(page, address, "/ask")
    page.get_by_role("link", name="Who gave to or invested in whom").click()
    expect(page.get_by_role("heading", name="Who gave to or invested in whom")).to_be_visible()
    page.wait_for_url("**question=money*")
    page.get_by_text("With the sentences").click()
    expect(page.locator(".card .kind").first).to_have_text("relation")
    expect(page.locator("figure.passage blockquote").first).to_be_visible()
    assert "sentences=1" in page.url


def test_a_query_of_ones_own_has_evidence_too(page: Page, address: str) -> None:
    show(page, address, "/ask?query=SELECT ?fact { ?fact rdf:predicate pg:founded }&sentences=1")
    expect(page.locator(".card .title").first).to_contain_text("founded")
    expect(page.locator("figure.passage blockquote").first).to_be_visible()


def test_an_answer_is_drawn_as_a_graph_whose_lines_have_sentences(page: Page, address: str) -> None:
    show(page, address, f"{BUILT}&in=Shaanxi")
    page.get_by_role("radio", name="Graph").click()
    page.wait_for_url("**view=graph*")
    relation = page.get_by_role("button", name="Shaanxi Province runs Community factory")
    relation.wait_for()
    relation.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card .title").first).to_contain_text("Shaanxi Province runs Community factory")
    expect(page.locator("figure.passage blockquote").first).to_contain_text("community factories")
    assert "pick=" in page.url


def test_counts_are_drawn_as_bars(page: Page, address: str) -> None:
    show(page, address, f"{BUILT}&count=1&view=bars")
    expect(page.locator("[data-testid=stVegaLiteChart]")).to_contain_text("Shaanxi Province")


def test_an_answer_that_is_a_graph_is_saved_as_turtle(page: Page, address: str) -> None:
    show(page, address, "/ask?question=relations-as-graph")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as Turtle").click()
    assert "pg:implements" in Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [1440, 800])
@pytest.mark.parametrize("path", [f"{BUILT}&sentences=1", f"{BUILT}&view=graph", f"{BUILT}&count=1&view=bars"])
def test_ask_fits_its_window(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, address, path)
    expect(page.get_by_role("button", name="Save as CSV")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_an_answer_of_places_is_a_map_that_leads_on(page: Page, address: str) -> None:
    show(page, address, "/ask?question=programs-by-province")
    page.get_by_role("radio", name="Map").click()
    page.wait_for_url("**view=map*")
    expect(page.get_by_text("3 of 3 in the column “Province”, each a circle as large as its number")).to_be_visible()
    canvas = page.locator("[data-testid=stDeckGlJsonChart] canvas").first
    expect(canvas).to_have_css("width", "760px")
    page.wait_for_timeout(2000)
    box = canvas.bounding_box()
    assert box
    # Shaanxi lies 56 pixels right of the country's middle and 38 below it, at this zoom.
    x, y = box["x"] + box["width"] / 2 + 56, box["y"] + box["height"] / 2 + 38
    page.mouse.move(x, y)
    expect(page.locator(".deck-tooltip")).to_contain_text("Programs: 7")
    page.mouse.click(x, y)
    expect(page.get_by_role("heading", name="Shaanxi Province", level=1)).to_be_visible()
