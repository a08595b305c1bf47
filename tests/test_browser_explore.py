"""Explore in a real browser: ways between two entities, filters, undo, the table beside the canvas."""

from __future__ import annotations

from browsing import settled, show
from playwright.sync_api import Page, expect

AROUND = "/explore?entity=place/610000"


def test_a_way_from_one_entity_to_another_opens_the_sentences(page: Page, address: str) -> None:
    show(page, address, "/explore")
    page.get_by_role("textbox", name="Find a place").fill("Shaanxi Province")
    page.get_by_role("link", name="Shaanxi Province", exact=True).first.click()
    expect(page.get_by_role("heading", name="Around Shaanxi Province")).to_be_visible()
    page.get_by_role("button", name="Find a connection").click()
    page.get_by_role("textbox", name="From Shaanxi Province to").fill("Moyu")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Moyu County").first.click()
    expect(page.get_by_role("heading", name="From Shaanxi Province to Moyu County")).to_be_visible()
    assert "to=place" in page.url


def test_ways_come_back_with_their_address(page: Page, address: str) -> None:
    show(page, address, "/explore?entity=place/610923&to=place/610000")
    expect(page.get_by_text("over facts that articles state")).to_be_visible()
    page.get_by_role("button", name="Sentence 1").first.click()
    expect(page.locator("figure.passage:visible blockquote mark").first).to_be_visible()
    page.locator(".node").and_(page.get_by_role("button", name="Shaanxi Province: province")).click()
    expect(page.get_by_role("heading", name="Shaanxi Province", exact=True)).to_be_visible()
    page.wait_for_url("**to=place*pick=*")
    page.go_back()
    expect(page.locator(".card .kind", has_text="a way of").first).to_be_visible()
    page.get_by_role("button", name="Back to what is around Ningshan County").click()
    expect(page.get_by_role("heading", name="Around Ningshan County")).to_be_visible()


def test_a_filter_hides_and_says_so_and_all_comes_back(page: Page, address: str) -> None:
    show(page, address, AROUND + "&only=hasIndustry")
    expect(page.get_by_text("Hidden: ")).to_be_visible()
    expect(page.get_by_role("button", name="Shaanxi Province runs Community factory")).to_have_count(0)
    expect(page.get_by_role("button", name="fruit industry: industry")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("button", name="Shaanxi Province runs Community factory")).to_have_count(1)


def test_an_entity_is_hidden_by_hand(page: Page, address: str) -> None:
    show(page, address, AROUND + "&pick=place/610923")
    page.get_by_role("button", name="Hide it here").click()
    expect(page.get_by_text("Hidden: 1 of")).to_be_visible()
    expect(page.get_by_role("button", name="Ningshan County: county")).to_have_count(0)


def test_a_neighbour_becomes_the_middle(page: Page, address: str) -> None:
    show(page, address, AROUND + "&pick=place/610923")
    page.get_by_role("button", name="Begin with this one").click()
    expect(page.get_by_role("heading", name="Around Ningshan County")).to_be_visible()
    expect(page.get_by_role("link", name="Wikidata")).to_be_visible()


def test_the_last_step_is_undone(page: Page, address: str) -> None:
    show(page, address, AROUND + "&open=place/610923")
    page.get_by_role("button", name="Undo the last step").click()
    expect(page.get_by_role("button", name="Undo the last step")).to_have_count(0)
    assert "open=" not in page.url


def test_the_relations_are_a_table_and_files(page: Page, address: str) -> None:
    show(page, address, AROUND)
    page.get_by_text("The same as a table").click()
    settled(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as CSV").click()
    text = saved.value.path().read_text(encoding="utf-8")
    assert text.startswith("subject,relation,object,facts,how sure\n")
    assert "Shaanxi Province,runs,Community factory (Shaanxi Province)" in text


def test_what_is_added_comes_with_its_way_and_goes_by_undo(page: Page, address: str) -> None:
    show(page, address, AROUND)
    nodes = page.locator(".node[transform]")
    nodes.first.wait_for()
    before, spots = nodes.count(), places(page)
    added = page.locator(".node").and_(page.get_by_role("button", name="County Taxation Bureau: "))
    expect(added).to_have_count(0)
    page.get_by_role("button", name="Add to the picture").click()
    page.get_by_role("textbox", name="What to add").fill("taxation")
    page.get_by_role("link", name="County Taxation Bureau").click()
    expect(added).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", name="County Taxation Bureau")).to_be_visible()
    expect(page.get_by_text("that came with what you added")).to_be_visible()
    assert nodes.count() > before + 1  # the way too
    assert {name: places(page)[name] for name in spots} == spots
    with page.context.browser.new_page() as other:  # type: ignore[union-attr]
        other.goto(page.url)
        other.locator(".node[aria-pressed=true]").wait_for()
        assert sorted(places(other)) == sorted(places(page))
    page.get_by_role("button", name="Undo the last step").click()
    expect(nodes).to_have_count(before)


def test_what_no_way_leads_to_stands_alone_and_that_is_said(page: Page, address: str) -> None:
    show(page, address, AROUND)
    page.get_by_role("button", name="Add to the picture").click()
    page.get_by_role("textbox", name="What to add").fill("santai c")
    page.get_by_role("link", name="Santai County").first.click()
    expect(page.get_by_text("No way of at most 6 facts leads from Santai County")).to_be_visible()
    expect(page.locator(".node[aria-pressed=true]")).to_have_count(1)
    settled(page)


def places(page: Page) -> dict[str, tuple[float, float]]:
    """Where each entity of a canvas stands beside the one that it began with, at whatever zoom."""
    numbers = "mark.getAttribute('transform').match(/-?[0-9.]+/g).map(Number)"
    found = page.locator(".node").evaluate_all(f"all => all.map((mark) => [mark.dataset.id, ...{numbers}])")
    spots = {name: (x, y) for name, x, y in found}
    (ax, ay), (bx, by) = spots["place/610000"], spots["place/610923"]
    size = ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5
    return {name: (round((x - ax) / size, 1), round((y - ay) / size, 1)) for name, (x, y) in spots.items()}
