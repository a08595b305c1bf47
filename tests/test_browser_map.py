"""The map in a real browser: it is drawn without asking another machine, its circles lead on, its choices are kept."""

from __future__ import annotations

import pytest
from browsing import show
from playwright.sync_api import Page, expect

CANVAS = "[data-testid=stDeckGlJsonChart] canvas"
PATIENCE = 30_000  # milliseconds: without a graphics card, drawing takes a while


def drawn(page: Page, width: int) -> None:
    """Wait until a map has its size, and its layers are there."""
    expect(page.locator(CANVAS).first).to_have_css("width", f"{width}px", timeout=PATIENCE)
    page.wait_for_timeout(2000)


def spot(page: Page, *, right: float, down: float) -> tuple[float, float]:
    """Where a point is on the screen, from the map's middle."""
    box = page.locator(CANVAS).first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down


def test_a_circle_leads_to_its_place_and_back(page: Page, address: str) -> None:
    show(page, address, "/map?level=provinces&by=facts")
    drawn(page, 760)
    x, y = spot(page, right=56, down=38)  # of Shaanxi from the middle of the country, at this zoom
    page.mouse.move(x, y)
    expect(page.locator(".deck-tooltip")).to_contain_text("Shaanxi Province", timeout=PATIENCE)
    page.mouse.click(x, y)
    expect(page.get_by_role("heading", name="Shaanxi Province", level=1)).to_be_visible(timeout=PATIENCE)
    page.go_back()
    expect(page.get_by_role("heading", name="Where it happens")).to_be_visible()
    page.wait_for_timeout(3000)
    expect(page.get_by_role("heading", name="Where it happens")).to_be_visible()  # it stays here


def test_choices_are_kept_in_the_address(page: Page, address: str) -> None:
    show(page, address, "/map")
    drawn(page, 760)
    page.get_by_role("radio", name="facts").click()
    page.wait_for_url("**by=facts*")
    page.get_by_text("Count what lies in a place too").click()
    page.wait_for_url("**below=false*")
    expect(page.get_by_text("not of what lies in it")).to_be_visible()
    page.reload()
    expect(page.get_by_text("not of what lies in it")).to_be_visible()
    expect(page.get_by_role("radio", name="facts")).to_be_checked()


@pytest.mark.parametrize("width", [1440, 800])
def test_map_fits_its_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 1100})
    show(page, address, "/map")
    drawn(page, 760)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_overview_leads_to_the_map(page: Page, address: str) -> None:
    show(page, address, "/")
    drawn(page, 440)
    page.get_by_role("link", name="Prefectures and counties too").click()
    expect(page.get_by_role("heading", name="Where it happens")).to_be_visible()
    drawn(page, 760)
