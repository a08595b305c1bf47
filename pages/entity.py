"""Entity: all that is known of one thing, each line with its sentences; without one, a way to look it up."""

from __future__ import annotations

import streamlit as st

from components import store
from components.basket import basket, choose_facts
from components.card import card, lines
from components.dossier import elsewhere, save
from components.frame import PAGES
from components.kinds import BROAD
from components.links import given, go, plain
from components.search import search_box
from graph.cards import Card
from graph.entries import kind_lines
from graph.profile import Profile, profile
from graph.queries import kind_counts, short

READING = 760  # pixels; where the window is narrower, what stands beside goes under
FOLDED = 15

reader = store.reader()
entity = given("entity")
shown = profile(reader, entity) if entity else None


def look_up() -> None:
    """A search, and the kinds of things to look through."""
    st.title("Look up")
    if st.query_params.get("entity"):
        st.warning("The address names something that this store doesn’t know. Find it by its name:")
    if search_box(reader, key="look-up"):
        return
    st.subheader("Or look through a kind")
    clicked = lines(kind_lines(kind_counts(reader), BROAD), key="look-up-kinds")
    if clicked:
        go(clicked)


def leads(told: Profile) -> bool:
    """The ways on from here, and what can be taken along; say whether facts are being chosen."""
    name = short(told.known.entity.iri)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(
            PAGES["explore"],
            label="Explore the surroundings",
            icon=":material/hub:",
            query_params={"entity": name},
        )
        if told.known.figures:
            st.page_link(
                PAGES["figures"],
                label="Compare the figures",
                icon=":material/table_chart:",
                query_params={"about": name},
            )
        save(reader, told)
        choosing = choose_facts()
        basket(reader)
    return choosing


def tell(told: Profile) -> None:
    """All that is known: what it is, and what is told of it; in the order of time beside it."""
    entity = told.known.entity
    name = short(entity.iri)
    st.title(plain(entity.label))
    choosing = leads(told)
    with st.container(horizontal=True, gap="large"):
        with st.container(width=READING):
            about = Card(title="", kind="", lead=told.lead, sections=told.told)
            clicked = card(about, key=f"told-{name}", boxed=False, fold=FOLDED, choosing=choosing)
            if not told.told:
                st.info("No article states a fact or figure of it.", icon=":material/info:")
        with st.container(width="stretch"):
            elsewhere(told.card)
            beside = Card(title="", kind="", sections=told.beside)
            clicked = card(beside, key=f"beside-{name}", boxed=False, fold=FOLDED, choosing=choosing) or clicked
    if clicked:
        go(clicked)


if shown is None:
    look_up()
else:
    tell(shown)
