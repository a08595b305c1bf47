"""The canvas under hand and keys: kinds, pins, collapsing, undo, groups, and what its filters leave."""

from __future__ import annotations

import re

from browsing import settled, show
from playwright.sync_api import Locator, Page, expect

AROUND = "/explore?entity=place/610000"


def node(page: Page, name: str) -> Locator:
    return page.locator(".node").and_(page.get_by_role("button", name=name))


def how_many(page: Page) -> int:
    """The entities on the canvas, once it is drawn."""
    page.locator(".node[transform]").first.wait_for()
    return page.locator(".node").count()


def drag(page: Page, mark: Locator, right: float, down: float) -> None:
    """Move a mark with the mouse."""
    settled(page)
    page.wait_for_timeout(500)
    mark.scroll_into_view_if_needed()
    box = mark.locator(".halo").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=4)
    page.mouse.up()


def test_a_kind_is_hidden_in_the_address_and_undone(page: Page, address: str) -> None:
    show(page, address, AROUND)
    expect(node(page, "apples: industry")).to_be_visible()
    page.get_by_role("button", name="industries").click()
    page.wait_for_url("**without=industry*")
    expect(node(page, "apples: industry")).to_have_count(0)
    expect(page.get_by_role("button", name="industries")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_text("no industries")).to_be_visible()
    page.get_by_role("button", name="Undo the last step").click()
    expect(node(page, "apples: industry")).to_be_visible()
    assert "without" not in page.url


def test_what_is_dragged_is_pinned_and_undone(page: Page, address: str) -> None:
    show(page, address, AROUND)
    apples = node(page, "apples: industry")
    settled(page)
    expect(apples).to_have_attribute("transform", re.compile("translate"))
    before = apples.get_attribute("transform") or ""
    drag(page, apples, 40, 30)
    page.wait_for_url("**pins=*")
    expect(apples.locator(".pin")).to_have_count(1)
    after = apples.get_attribute("transform")
    assert after != before
    page.get_by_role("button", name="Undo the last step").click()
    expect(apples.locator(".pin")).to_have_count(0)
    expect(apples).to_have_attribute("transform", before)


def test_keys_move_an_entity(page: Page, address: str) -> None:
    show(page, address, AROUND)
    apples = node(page, "apples: industry")
    apples.focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.wait_for_url("**pins=*")
    expect(apples.locator(".pin")).to_have_count(1)
    expect(apples).to_be_focused()


def test_an_opened_entity_is_collapsed(page: Page, address: str) -> None:
    show(page, address, AROUND + "&open=place/610923&pick=place/610923")
    expect(node(page, "Taishanmiao Town: town")).to_be_visible()
    page.get_by_role("button", name="Collapse the").click()
    page.wait_for_url("**shut=*")
    expect(node(page, "Taishanmiao Town: town")).to_have_count(0)
    expect(node(page, "Ningshan County: county")).to_be_visible()
    expect(node(page, "Ankang City")).to_be_visible()
    node(page, "Ningshan County: county").focus()
    page.keyboard.press("Shift+Enter")
    expect(node(page, "Taishanmiao Town: town")).to_be_visible()
    assert "shut=" not in page.url


def test_groups_are_named_and_drawn_where_one_asks(page: Page, address: str) -> None:
    show(page, address, AROUND + "&open=place/610923")
    page.get_by_text("Who is in the middle, and who belongs together").click()
    expect(page.get_by_text("named by their best linked")).to_be_visible()
    expect(page.locator(".group")).to_have_count(0)
    page.get_by_text("Show the groups on the canvas").click()
    page.wait_for_url("**groups=1*")
    page.locator(".group").first.wait_for(state="attached")


def test_the_time_of_facts_filters_and_all_is_shown_again(page: Page, address: str) -> None:
    show(page, address, AROUND)
    every = how_many(page)
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("combobox", name=re.compile("From")).click()
    page.get_by_role("option").nth(1).click()
    page.wait_for_url("**since=*")
    show(page, address, AROUND + "&since=1990&until=1991")
    expect(page.get_by_text("(from 1990 to 1991)")).to_be_visible()
    expect(page.locator(".node")).to_have_count(1)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".node")).to_have_count(every)
    assert "since" not in page.url


def test_what_one_article_says_is_kept_and_what_it_does_not_say_goes(page: Page, address: str) -> None:
    show(page, address, AROUND)
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("combobox", name=re.compile("Only what this article says")).click()
    page.get_by_role("option").nth(1).click()
    page.wait_for_url("**article=document*")
    expect(page.get_by_text("Hidden: ")).to_be_visible()
    expect(node(page, "apples: industry")).to_be_visible()
    expect(page.locator(".edge.inferred")).to_have_count(0)


def test_pins_hold_while_a_neighbour_is_opened_and_can_be_taken_off(page: Page, address: str) -> None:
    show(page, address, AROUND)
    page.get_by_role("button", name="Pin all").click()
    page.wait_for_url("**pins=*")
    every = how_many(page)
    expect(page.locator(".pin")).to_have_count(every)
    node(page, "Ningshan County: county").focus()
    page.keyboard.press("Shift+Enter")
    page.wait_for_url("**open=*")
    expect(node(page, "Taishanmiao Town: town")).to_be_visible()
    expect(page.locator(".pin")).to_have_count(every)
    page.get_by_role("button", name="Unpin all").click()
    expect(page.locator(".pin")).to_have_count(0)
    assert "pins" not in page.url


def test_names_without_room_are_counted_and_shown_where_one_points(page: Page, address: str) -> None:
    show(page, address, AROUND)
    page.locator(".node[transform]").first.wait_for()
    expect(page.locator(".crowd")).to_be_empty()
    show(page, address, "/ask?question=relations-as-graph&view=graph")
    page.locator(".node[transform]").first.wait_for()
    for _ in range(6):
        page.get_by_role("button", name="Zoom out").click()
    expect(page.locator(".crowd")).to_contain_text("no room: zoom in, or point at a mark")
    hidden = page.locator(".label.crowded")
    told = int(page.locator(".crowd").inner_text().split()[0])
    assert hidden.count() == told > 0
    for mark in page.locator(".node").all():
        mark.hover(force=True)
        if page.locator(".label.pointed.crowded").count():
            break
    expect(page.locator(".label.pointed.crowded")).to_be_visible()
    page.locator("h1").hover()
    expect(page.locator(".label.pointed")).to_have_count(0)
