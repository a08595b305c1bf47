"""The app with the SPARQL endpoint beside it, as one ASGI application: what `policygraph app` starts.

Where the app shows what an endpoint holds, there is none beside it: programs ask the one that it asks.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

import graph
from components.frame import PAGES, STYLE
from graph.console import store_of_environment
from graph.folder import current
from graph.listening import log_access
from graph.query_pool import close_shared
from graph.reader import Reader
from graph.remote import is_address
from graph.server import PATH, Endpoint, one_page
from graph.serving import settings_of_environment


def place() -> Path:
    """The store's folder, or the sample's file where it holds nothing yet."""
    folder = Path(store_of_environment()).absolute()
    return folder if current(folder) else sample().source()


def sample() -> Reader:
    """The sample article, which the pages read too."""
    from graph.sample import shared  # spaCy is only needed where there is no store

    return shared()


@asynccontextmanager
async def ending(_: st.App) -> AsyncIterator[None]:
    """Tell of each request; end the workers with the app, and leave no file of the sample behind."""
    log_access()
    yield
    close_shared()
    if (read := sys.modules.get("graph.sample")) is not None:
        read.close_shared()


def html() -> str:
    """Streamlit's HTML file with the frame's style in its head: what a page brings comes late, and it would jump."""
    bare = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    # Streamlit's own rules come behind it, and yield to those that begin with 'body'.
    style = f"<style>body {{ {STYLE.read_text(encoding='utf-8')} }}</style>"
    return bare.replace("</head>", f"{style}</head>")


script = Path(graph.__file__).parent.parent / "app.py"
routes = [] if is_address(store_of_environment()) else Endpoint(place, settings_of_environment()).routes(PATH)
app = st.App(script, routes=[*routes, *one_page(html(), ("", *PAGES))], lifespan=ending)
