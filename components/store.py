"""What the pages read: the store's newest snapshot, or the sample article where there is none; or an endpoint."""

from __future__ import annotations

import gc
from pathlib import Path

import streamlit as st

from components.frame import frame
from graph.folder import current
from graph.foreseen import foreseen
from graph.reader import Reader, Snapshot
from graph.remote import Remote, is_address

FRESH = 600  # seconds for which what an endpoint answered is kept
_PLACE = "store"


def use(place: str) -> None:
    """Say which store the pages read: its folder, or an endpoint's address."""
    st.session_state[_PLACE] = place


def address() -> str:
    """The endpoint that the pages read, '' where they read a folder."""
    place = str(st.session_state[_PLACE])
    return place if is_address(place) else ""


def folder() -> Path:
    """The folder of the store that the pages read, whether it holds anything yet or not."""
    return Path(st.session_state[_PLACE])


def reader() -> Reader:
    """A handle on the store as it was last published, else on the sample; or on the endpoint."""
    if _PLACE not in st.session_state:
        # Until Streamlit has seen the frame, it takes pages/ for pages that stand alone, and an address that
        # leads to one runs it without the frame: set it up, and begin again with it.
        frame()
        st.rerun()
    return _remote(address()) if address() else _snapshot(folder()) or _sample()


def is_sample() -> bool:
    """Whether the pages show the sample because the store holds nothing."""
    return not address() and _snapshot(folder()) is None


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


def _settle() -> None:
    """Leave what there is now out of looks for garbage until a store is opened anew.

    Streamlit looks through every object after each run of a page, before its last words are sent; what stands as long
    as a store is open, and the libraries, are most of them.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def _opened(path: Path) -> Snapshot:
    snapshot = Snapshot.open(path)
    _settle()
    foreseen(snapshot, then=_settle)
    return snapshot


@st.cache_resource(ttl=FRESH, show_spinner=False)
def _remote(address: str) -> Remote:
    _settle()
    return Remote(address)


@st.cache_resource(show_spinner="Reading the sample article …")
def _sample() -> Reader:
    from graph.sample import shared  # spaCy is only needed where there is no store

    read = shared()
    _settle()
    return read
