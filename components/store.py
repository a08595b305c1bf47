"""What the pages read: the store's newest snapshot, or the sample article where there is none."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.frame import frame
from graph.folder import current
from graph.reader import Reader, Snapshot

_PATH = "store"


def use(path: Path) -> None:
    """Say which store's folder the pages read."""
    st.session_state[_PATH] = path


def folder() -> Path:
    """The folder of the store that the pages read, whether it holds anything yet or not."""
    return Path(st.session_state[_PATH])


def reader() -> Reader:
    """A handle on the store as it was last published, else on the sample."""
    if _PATH not in st.session_state:
        # Until Streamlit has seen the frame, it takes pages/ for pages that stand alone, and an address that
        # leads to one runs it without the frame: set it up, and begin again with it.
        frame()
        st.rerun()
    return _snapshot(st.session_state[_PATH]) or _sample()


def is_sample() -> bool:
    """Whether the pages show the sample because the store holds nothing."""
    return _snapshot(st.session_state[_PATH]) is None


def place(reader: Reader) -> Path:
    """What the workers that answer strangers' queries open: the store's folder, or the sample's file."""
    return reader.source() if is_sample() else folder()


def _snapshot(path: Path) -> Reader | None:
    if current(path) is None:
        return None
    found = _opened(path)
    if found.is_outdated:
        _opened.clear(path)
        found = _opened(path)
    return found or None


@st.cache_resource(show_spinner=False)
def _opened(path: Path) -> Snapshot:
    return Snapshot.open(path)


@st.cache_resource(show_spinner="Reading the sample article …")
def _sample() -> Reader:
    from graph.sample import load  # spaCy is only needed where there is no store

    return load()
