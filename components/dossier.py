"""A card to take away: the same with numbered sources, for Word or as Markdown."""

from __future__ import annotations

import re

import streamlit as st

from graph.dossier import docx, markdown
from graph.portrait import Card

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST = 60  # letters of a file's name


def dossier(shown: Card) -> None:
    """Draw the two downloads of a card; each file is made when it is asked for."""
    name = re.sub(r"\W+", "-", shown.title).strip("-")[:_LONGEST] or "dossier"
    with st.container(horizontal=True):
        st.download_button(
            "Dossier for Word", lambda: docx(shown), f"{name}.docx", _WORD, icon=":material/description:"
        )
        st.download_button("As Markdown", lambda: markdown(shown), f"{name}.md", "text/markdown")
