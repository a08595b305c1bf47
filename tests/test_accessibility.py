"""Every page under axe-core, light and dark: nothing serious stands in anybody's way."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import show
from playwright.sync_api import Browser

PAGES = {
    "overview": "/",
    "entity": "/entity?entity=place/610000",
    "look up": "/entity",
    "explore": "/explore?entity=place/610000",
    "connection": "/explore?entity=place/610923&to=place/610000",
    "map": "/map",
    "read": "/read",
    "figures": "/figures",
    "ask": "/ask",
    "add": "/add",
}
GRAVE = {"serious", "critical"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(browser: Browser, address: str, name: str, scheme: str) -> None:
    window = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    window.set_default_timeout(30_000)
    try:
        show(window, address, PAGES[name])
        window.wait_for_timeout(1500)  # colours move when a theme comes in
        found = Axe().run(window).response["violations"]
    finally:
        window.close()
    grave = {v["id"]: [n["html"][:160] for n in v["nodes"]] for v in found if v["impact"] in GRAVE}
    assert grave == {}
