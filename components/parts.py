"""How the app's parts are made: each from its own .js and .css, over what all of them share."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).parent


def part(name: str, html: str) -> ComponentRenderer:
    """Register the part of a name; call once, at import.

    The markup is a constant: whatever comes from articles goes through the part's data.
    """
    return st.components.v2.component(
        f"policygraph_{name}",
        html=html,
        css=_text("shapes.css") + _text(f"{name}.css"),
        js=_text("shapes.js") + _text(f"{name}.js"),
    )


def noted() -> None:
    """Hear of an event: a part sends only what somebody listens for; pages read it from what the part returns."""


def _text(file: str) -> str:
    return (_HERE / file).read_text(encoding="utf-8")
