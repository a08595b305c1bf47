"""A card to take away, with numbered sources, for Word or as Markdown; and where else the thing is known."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import streamlit as st

from graph.dossier import docx, markdown
from graph.portrait import Card

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COLLECTIONS = {"www.wikidata.org": "Wikidata", "sws.geonames.org": "GeoNames"}
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
        st.caption(f"Elsewhere: {' · '.join(links)}")


def dossier(shown: Card) -> None:
    """Draw the two downloads of a card; each file is made when it is asked for."""
    name = re.sub(r"\W+", "-", shown.title).strip("-")[:_LONGEST] or "dossier"
    with st.container(horizontal=True):
        st.download_button(
            "Dossier for Word", lambda: docx(shown), f"{name}.docx", _WORD, icon=":material/description:"
        )
        st.download_button("As Markdown", lambda: markdown(shown), f"{name}.md", "text/markdown")
