"""An answer as a picture: its entities as a graph beside the card of what is picked, as a map, its numbers as bars."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.canvas import Event, Extras, canvas, done_on
from components.card import card
from components.kinds import LOOKS
from components.links import family_of, go, plain, put
from components.pins import keep, pins, put_there
from components.points import points
from graph.answer_map import Mapped
from graph.answered import MOST_NODES, bars, drawn
from graph.arrangement import pinned
from graph.cartography import Sheet, picture
from graph.evidence import picked_cards
from graph.exploring import spots_of
from graph.queries import whole
from graph.reader import Reader
from graph.results import Table, heading

_SHEET = Sheet(width=760, height=560, zoom=3.0, largest=26)
_FEW = 60  # entities that are drawn at first: more are hard to read
_EVEN = 7  # pixels: the radius of circles that are all of one size
_CANVAS = 800  # pixels; where the window is narrower, the card goes under the canvas
_BAR, _AXIS = 28, 60  # pixels of height
_INK = {"light": "#1E2329", "dark": "#E8E6E1"}  # the themes' own colours of text
_LABEL = 320  # pixels of a bar's label


def graph(reader: Reader, shown: Table, *, key: str) -> None:
    """Draw the answer's entities; the address holds what is picked, and where what was moved stands."""
    most = MOST_NODES if st.query_params.get("many") else _FEW
    view = drawn(reader, shown, most=most)
    if view is None:
        return
    picked = st.query_params.get("pick", "")
    spots, standing = put_there(spots_of(view, {}))
    least = f"{view.shown:,} of {view.total:,} entities" if view.shown < view.total else f"{view.total:,} entities"
    st.caption(
        f"{least}. Click a line for the sentences, an entity for what is known of it; double-click opens it in "
        f"Explore. Drag one, and it stays where you put it. Dashed: no sentence links the two directly."
    )
    with st.container(horizontal=True):
        if view.shown < view.total and most < MOST_NODES:
            more = min(view.total, MOST_NODES) - view.shown
            st.button(f"Draw {more:,} more", icon=":material/add:", on_click=put, args=("many", ["1"]))
        if standing:
            st.button("Unpin all", icon=":material/keep_off:", on_click=keep, args=((),))
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=_CANVAS):
            extras = Extras(start=view.nodes[0].iri, pinned=frozenset(standing))
            canvas(view, spots, selected=picked, key=f"answer-{key}", extras=extras, then=_happened)
        with st.container(width="stretch"):
            told = picked_cards(reader, picked) if picked else []
            opened = [card(one, key=f"picked-{picked}-{i}") for i, one in enumerate(told)]
    if asked := done_on(f"answer-{key}", "expand"):
        opened.append(whole(asked.id))
    for to in filter(None, opened):
        go(to)


def _happened(event: Event) -> None:
    if event.name == "select":
        put("pick", [event.id])
    elif event.name == "move":
        keep(pinned(pins(), whole(event.id), event.spot, after=0))


def place_map(found: Mapped, *, key: str) -> None:
    """Draw the answer's places on a map; a click opens the place."""
    st.caption(plain(f"{found.account()} Click one for what is known of the place."))
    drawn = picture(found.shown, replace(_SHEET, largest=_EVEN) if found.is_even else _SHEET, found.told)
    with st.container(width=_SHEET.width):
        clicked = points(drawn, key=f"answer-map-{key}", alt="A map of the places of the answer.")
    if clicked:
        go(clicked)


def bar_chart(shown: Table) -> None:
    """Draw the answer's numbers as bars in its order, in the colour of what they are of."""
    found = bars(shown)
    if found is None:
        return
    if len(found.values) < found.total:
        st.caption(f"The first {len(found.values):,} of {found.total:,} rows.")
    colour = "dark" if st.context.theme.type == "dark" else "light"
    look = LOOKS.get(family_of(found.entity)) if found.entity else None
    label, number = heading(found.label), heading(found.number)
    axes = {
        "y": {"field": label, "type": "nominal", "sort": None, "axis": {"labelLimit": _LABEL, "title": None}},
        "x": {"field": number, "type": "quantitative", "axis": {"grid": False}},
        "tooltip": [{"field": label}, {"field": number, "type": "quantitative", "format": ","}],
    }
    told = {"text": {"field": number, "type": "quantitative", "format": ","}}
    st.vega_lite_chart(
        pd.DataFrame(found.values, columns=[label, number]),
        {
            "encoding": axes,
            "layer": [
                {"mark": {"type": "bar", "color": getattr(look or LOOKS["figure"], colour)}},
                {"mark": {"type": "text", "align": "left", "dx": 4, "color": _INK[colour]}, "encoding": told},
            ],
        },
        height=_BAR * len(found.values) + _AXIS,
    )
