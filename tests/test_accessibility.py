"""Every page under axe-core, light and dark: nothing serious stands in anybody's way."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import show
from playwright.sync_api import Page

PAGES = {
    "overview": "/",
    "entity": "/entity?entity=place/610000",
    "look up": "/entity",
    "explore": "/explore?entity=place/610000",
    "explore, a pick": "/explore?entity=place/610000&pick=place/610923|locatedIn|place/610000",
    "explore, a list": "/explore?kind=Program",
    "connection": "/explore?entity=place/610923&to=place/610000",
    "map": "/map",
    "map, articles": "/map?by=articles&level=counties",
    "read": "/read",
    "read, a pick": "/read?pick=place/610000",
    "figures": "/figures",
    "questions": "/ask",
    "ask": "/ask?question=sentences-of-programs",
    "ask, a map": "/ask?question=programs-by-province&view=map",
    "built question": "/ask?from=Program",
    "own query": "/ask?query=ASK%20{%20?s%20?p%20?o%20}",
    "add": "/add",
}
GRAVE = {"serious", "critical"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(page: Page, address: str, name: str, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    show(page, address, PAGES[name])
    page.wait_for_timeout(1500)  # colours move when a theme comes in
    found = Axe().run(page).response["violations"]
    grave = {v["id"]: [n["html"][:160] for n in v["nodes"]] for v in found if v["impact"] in GRAVE}
    assert grave == {}
