"""Map: where it happens, by how much is told of each place; the same places in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import store
from components.card import lines
from components.links import go, plain
from components.points import points
from components.results import grid
from graph import wording
from graph.atlas import LEVELS, MEASURES, account, atlas, off, program_types, scope, table
from graph.cartography import Sheet, near, picture, provinces
from graph.entries import named_line
from graph.queries import Named

SHEET = Sheet(width=760, height=560, zoom=3.0, largest=26)  # in a narrower window, the table goes under it

reader = store.reader()


def places(shown: Sequence[Named], count: int, *, key: str) -> str:
    """Draw some places, the most named of so many; give what was clicked."""
    leads = lines(map(named_line, shown), key=key) if shown else ""
    if len(shown) < count:
        st.caption(f"{len(shown)} of {count:,}, those that most articles name.")
    return leads


st.title("Where it happens")
# The address holds each choice, in the words that stand on the page.
with st.container(horizontal=True, gap="medium"):
    measure = st.segmented_control(
        "Circles tell how many",
        MEASURES,
        default=MEASURES[0],
        required=True,
        format_func=lambda name: wording.kind(name, 2),
        key="by",
        bind="query-params",
    )
    levels = st.pills(
        "Places",
        LEVELS,
        selection_mode="multi",
        default=LEVELS,
        format_func=lambda name: wording.kind(name, 2),
        key="level",
        bind="query-params",
    )
    program_type = st.selectbox(
        "Programs",
        ["", *program_types(reader)],
        format_func=lambda name: wording.program_type(name)[0] if name else "of every type",
        key="type",
        bind="query-params",
        width=280,
    )
    province = st.selectbox(
        "Look at",
        ["", *provinces()],
        format_func=lambda name: name or "the whole country",
        key="near",
        bind="query-params",
        width=190,
    )
    below = st.toggle("Count what lies in a place too", value=True, key="below", bind="query-params")

with st.spinner("Counting what is told of each place …", show_time=True):
    shown = atlas(reader, measure=measure, levels=levels or LEVELS, program_type=program_type, below=below)
    missing = off(reader)
circles = " Provinces are the faintest circles, counties the fullest. Click one for what is known of the place."
st.caption(plain(f"{account(shown)} {scope(shown)}{circles if shown.drawn else ''}"))
clicked = ""
if shown.sites:
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=SHEET.width):
            clicked = points(
                picture(shown, near(SHEET, province)),
                key=f"map-{province}",
                alt="A map of the places that the table lists, each a circle as large as its number.",
            )
        with st.container(width="stretch"):
            grid(table(shown), tallest=SHEET.height)
            named = {site.entity.iri: f"{site.entity.label}, {site.province}" for site in shown.sites}
            opened = st.selectbox(
                "Open a place",
                list(named),
                index=None,
                format_func=lambda iri: named[iri].removesuffix(", "),
                placeholder="by its name: the circles by keyboard",
            )
            clicked = opened or clicked
else:
    st.info("No article here tells of that. Choose other places or programs.", icon=":material/info:")
if missing.count:
    with st.expander(f"Not on the map: {missing.count:,} named {wording.kind('Place', missing.count)}"):
        lost = missing.count - missing.lying
        st.markdown(
            "They are towns, villages, sites, regions and groups of places, or their position isn’t known. "
            f"{missing.lying:,} of them lie in a place of the map and count there; "
            f"{f'{lost:,} lie in none:' if lost else 'none is lost.'}"
        )
        leads = places(missing.lost, lost, key="map-lost")
        if missing.inside:
            st.markdown("And these lie in one:")
            leads = places(missing.inside, missing.lying, key="map-inside") or leads
        clicked = clicked or leads
if clicked:
    go(clicked)
