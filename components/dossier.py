"""A card to take away, with numbered sources, for Word or as Markdown; and where else the thing is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st

from graph.cards import Card
from graph.dossier import docx, markdown
from graph.excerpt import of_known
from graph.profile import Profile
from graph.reader import Reader

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COLLECTIONS = {"www.wikidata.org": "Wikidata", "sws.geonames.org": "GeoNames"}
_DOCUMENT = ":material/description:"
_LONGEST = 60  # letters of a file's name


def elsewhere(shown: Card) -> None:
    """Draw the links to what other collections know of a card's thing, if there are any."""
    links = [
        f"[{name}]({address})"
        for address in shown.elsewhere
        for host, name in _COLLECTIONS.items()
        if urlsplit(address).hostname == host
    ]
    if links:
        st.markdown(f"Elsewhere: {' · '.join(links)}")  # a caption is too pale for links in the dark


def save(reader: Reader, told: Profile) -> None:
    """Draw the files that an entity's page can be kept as."""
    with st.popover("Save", icon=":material/download:"):
        st.caption("All that stands here, with its sentences numbered:")
        dossier(told.card)
        turtle(lambda: of_known(reader, told.known), name=_file(told.card.title))


def turtle(made: Callable[[], str], *, name: str) -> None:
    """Draw a download of facts with their evidence as RDF; it is made when it is asked for."""
    st.download_button("As Turtle (RDF)", made, f"{name}.ttl", "text/turtle", on_click="ignore")


def _file(title: str) -> str:
    return re.sub(r"\W+", "-", title).strip("-")[:_LONGEST] or "dossier"


def dossier(shown: Card) -> None:
    """Draw the two downloads of a card; each file is made when it is asked for."""
    name = _file(shown.title)
    with st.container(horizontal=True):
        st.download_button(
            "Dossier for Word", lambda: docx(shown), f"{name}.docx", _WORD, on_click="ignore", icon=_DOCUMENT
        )
        st.download_button("As Markdown", lambda: markdown(shown), f"{name}.md", "text/markdown", on_click="ignore")
