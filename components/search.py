"""The search over every entity: the way in, from anywhere."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.card import lines
from components.links import go, plain
from graph.cards import Line
from graph.entries import found_line
from graph.queries import alike, search
from graph.reader import Reader

PAUSE = "200ms"  # in typing, after which is looked for what stands there


def search_box(reader: Reader, *, key: str, then: Callable[[str], None] = go) -> bool:
    """Draw the search and what it found; say whether there are words in it. `then` opens the IRI that was clicked."""
    words = st.text_input(
        "Find a place, program, person, organisation or industry",
        key=f"{key}-words",
        placeholder="A name, or part of one; Chinese place names too",
        icon=":material/search:",
        live=PAUSE,
    ).strip()
    if not words:
        return False
    found = search(reader, words)
    if found:
        _list([found_line(f) for f in found], then, key=key)
        return True
    near = alike(reader, words)
    if near:
        st.write(f"Nothing here is called “{plain(words)}”. Did you mean:")
        _list([found_line(f) for f in near], then, key=key)
    else:
        st.write(f"Nothing here is called “{plain(words)}”: the articles don’t name it, or spell it quite differently.")
    return True


def find_one(reader: Reader, label: str, *, key: str) -> str:
    """Draw a search for one entity; give the IRI of what was clicked, else ''."""
    words = st.text_input(label, key=f"{key}-words", placeholder="A name, or part of one", live=PAUSE).strip()
    if not words:
        return ""
    found = search(reader, words) or alike(reader, words)
    if not found:
        st.write(f"Nothing here is called “{plain(words)}”.")
        return ""
    return lines([found_line(f) for f in found], key=f"{key}-found")


def _list(shown: list[Line], then: Callable[[str], None], *, key: str) -> None:
    clicked = lines(shown, key=f"{key}-found")
    if clicked:
        then(clicked)


def article_words(placeholder: str, width: int) -> str:
    """The words that an article is looked for by, which stand in the address."""
    return st.text_input(
        "Find an article",
        key="find",
        bind="query-params",
        icon=":material/search:",
        placeholder=placeholder,
        width=width,
    )
