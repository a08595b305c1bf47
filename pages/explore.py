"""Explore: an entity among its neighbours; each relation opens the sentence that says it."""

from __future__ import annotations

import streamlit as st

from components import store
from components.canvas import canvas
from components.card import card, lines
from components.kinds import LISTED
from components.links import given, go, plain
from components.search import search_box
from graph import wording
from graph.exploring import picked_card, spots_of
from graph.network import RANKING, neighbourhood
from graph.portrait import found_line, kind_lines
from graph.queries import kind_counts, listing, names, short, whole

CANVAS = 800  # pixels; where the window is narrower, the card goes under the canvas

reader = store.reader()
start = given("entity")
called = names(reader, [start]).get(start)


def browse() -> None:
    """What there is to start from: a search, and lists by kind."""
    st.title("Explore")
    if start:
        st.warning("The address names something that this store doesn’t know. Find it by its name:")
    if search_box(reader, key="explore"):
        return
    kind = st.query_params.get("kind", LISTED[0])
    found = listing(reader, kind) if kind in LISTED else []
    counts = kind_counts(reader)
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.subheader("By kind")
        listed = lines(kind_lines(counts, LISTED), key="explore-kinds")
    with right:
        st.subheader(wording.kind(kind, 2).capitalize())
        st.caption(f"{len(found):,} of {counts.get(kind, 0):,}, those with most facts first")
        told = lines([found_line(f) for f in found], key=f"explore-{kind}")
    if listed or told:
        go(listed or told)


def explore(entity: str, label: str) -> None:
    """The canvas around an entity, and the card of what is picked."""
    opened = [whole(name) for name in st.query_params.get_all("open")]
    picked = st.query_params.get("pick", "")
    view = neighbourhood(reader, entity, opened=opened)
    placed = st.session_state.setdefault(f"spots-{entity}", {})
    placed.update(spots_of(view, placed, origin=opened[-1] if opened else entity))

    st.title(f"Around {plain(label)}")
    left = view.total - view.shown
    rest = f"; {left} more are not drawn, open an entity for those" if left else ""
    st.caption(
        f"{view.shown} of {view.total} neighbours, {RANKING}{rest}. Click an entity for what is known of it, a line "
        "for the sentence that says so; double-click one marked +n for the n facts not drawn. Dashed: from the "
        "official list of places."
    )
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=CANVAS):
            event = canvas(view, placed, start=entity, selected=picked, key=f"canvas-{short(entity)}")
        with st.container(width="stretch"):
            clicked = card(picked_card(reader, picked or short(entity)), key=f"card-{picked}")
    if clicked:
        go(clicked)
    if event.name == "select":
        st.query_params["pick"] = event.id
    elif event.name == "expand":
        st.query_params["open"] = [*(short(o) for o in opened), event.id]
    elif event.name == "move":
        placed[whole(event.id)] = event.spot
    if event.name:
        st.rerun()


if called is None:
    browse()
else:
    explore(start, called.label)
