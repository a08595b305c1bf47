"""The map: circles over the country's shape, drawn without asking any other machine for anything."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pydeck
import streamlit as st

from components.kinds import LOOKS
from graph.cartography import Picture, ground
from graph.queries import short, whole

# A style of one's own, and never none: without one the chart fetches a base map from its maker.
_STYLE = "data:application/json;charset=utf-8," + quote(json.dumps({"version": 8, "sources": {}, "layers": []}))
_TEXT = {"light": "#1E2329", "dark": "#E8E6E1"}
_GROUND = {"light": "#FFFFFF", "dark": "#16191D"}
_FAINT = {"light": "#5F6870", "dark": "#A3ADB6"}
_PLACES = "places"
_FARTHER = 1  # steps of zoom that one can go back
# The smaller a place, the darker: so it shows on the one that it lies in.
_DARKNESS = {"Province": 50, "Prefecture": 100, "County": 170}


def points(shown: Picture, *, key: str, alt: str) -> str:
    """Draw a picture; give the IRI of the place that was clicked, else ''."""
    theme = "dark" if st.context.theme.type == "dark" else "light"
    sheet = shown.sheet
    view = pydeck.ViewState(
        longitude=sheet.middle[0], latitude=sheet.middle[1], zoom=sheet.zoom, min_zoom=sheet.zoom - _FARTHER
    )
    deck = pydeck.Deck(
        [_ground(theme), _circles(shown, theme), _names(shown, theme)],
        map_style=_STYLE,
        initial_view_state=view,
        # The wheel is left to the page; the buttons and a double click zoom.
        views=[pydeck.View(type="MapView", controller={"scrollZoom": False, "dragRotate": False})],
        tooltip={"text": "{told}"},  # never html: names are data
    )
    event = st.pydeck_chart(deck, height=shown.sheet.height, on_select="rerun", key=key, alt=alt)
    picked = event.selection.objects.get(_PLACES, [])
    return whole(str(picked[0]["id"])) if picked else ""


def _ground(theme: str) -> pydeck.Layer:
    return pydeck.Layer(
        "ScatterplotLayer",
        ground(),
        id="ground",
        get_position="-",
        get_fill_color=_rgb(_FAINT[theme], 120),
        radius_min_pixels=1.1,
        radius_max_pixels=1.1,
    )


def _circles(shown: Picture, theme: str) -> pydeck.Layer:
    colour = LOOKS["place"].dark if theme == "dark" else LOOKS["place"].light
    circles = [
        {"id": short(c.iri), "at": c.at, "radius": c.radius, "told": c.told, "fill": _rgb(colour, _DARKNESS[c.level])}
        for c in shown.circles
    ]
    return pydeck.Layer(
        "ScatterplotLayer",
        circles,
        id=_PLACES,
        get_position="at",
        get_radius="radius",
        radius_units="'pixels'",
        get_fill_color="fill",
        get_line_color=_rgb(colour),
        stroked=True,
        line_width_min_pixels=1.5,
        line_width_max_pixels=1.5,
        pickable=True,
        auto_highlight=True,
    )


def _names(shown: Picture, theme: str) -> pydeck.Layer:
    strong, faint = _rgb(_TEXT[theme]), _rgb(_FAINT[theme])
    named = [
        {"text": n.text, "at": n.at, "anchor": n.anchor, "shift": n.shift, "colour": faint if n.faint else strong}
        for n in shown.names
    ]
    return pydeck.Layer(
        "TextLayer",
        named,
        id="names",
        get_position="at",
        get_text="text",
        get_text_anchor="anchor",
        get_pixel_offset="shift",
        get_color="colour",
        get_size=12,
        background=True,
        get_background_color=_rgb(_GROUND[theme], 190),
        font_family="'sans-serif'",
        character_set="'auto'",
    )


def _rgb(colour: str, alpha: int = 255) -> list[Any]:
    """A colour as the chart takes it."""
    return [*bytes.fromhex(colour.removeprefix("#")), alpha]
