"""The frame around every page: the window's title and mark, and the bar of pages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from graph.server import PATH

# In the order of the bar; the first opens.
PAGES = {
    "overview": "pages/overview.py",
    "entity": "pages/entity.py",
    "explore": "pages/explore.py",
    "map": "pages/map.py",
    "read": "pages/read.py",
    "figures": "pages/figures.py",
    "ask": "pages/ask.py",
    "add": "pages/add.py",
}
_ICONS = {
    "overview": ":material/home:",
    "entity": ":material/search:",
    "explore": ":material/hub:",
    "map": ":material/map:",
    "read": ":material/article:",
    "figures": ":material/table_chart:",
    "ask": ":material/terminal:",
    "add": ":material/note_add:",
}
_TITLES = {"entity": "Look up"}  # where the address's word is no reader's word
_MARK = Path(__file__).with_name("icon.svg")
STYLE = Path(__file__).with_name("frame.css")


def frame() -> Page:
    """Set the frame up; give the page that the address names."""
    st.set_page_config(page_title="policygraph", page_icon=_MARK, layout="wide")
    st.html(STYLE)  # where the address's HTML file doesn't hold it (`components.asgi`)
    pages = [
        st.Page(
            file, title=_TITLES.get(name, name.title()), icon=_ICONS[name], url_path=name, default=name == "overview"
        )
        for name, file in PAGES.items()
    ]
    return st.navigation(pages, position="top")


def endpoint() -> str:
    """The address at which programs ask in SPARQL, beside the app."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{PATH}" if here.netloc else PATH
