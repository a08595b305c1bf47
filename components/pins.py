"""What was put somewhere by hand on a canvas, as the address holds it: a link brings each back to its place."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.links import put
from graph.arrangement import Pin, as_text, moved, pins_of, sign
from graph.layout import Spot


def pins() -> tuple[Pin, ...]:
    """What was put somewhere."""
    return pins_of(st.query_params.get("pins", ""))


def keep(now: tuple[Pin, ...]) -> None:
    """Write to the address what stands where."""
    put("pins", [as_text(now)])


def put_there(spots: Mapping[str, Spot]) -> tuple[dict[str, Spot], set[str]]:
    """The places of a canvas on which nothing is opened, with those of its pins; and the entities that have any."""
    by_sign = {pin.sign: pin.spot for pin in pins()}
    return moved(dict(spots), by_sign), {iri for iri in spots if sign(iri) in by_sign}
