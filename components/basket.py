"""The chosen facts: what they are, the dossier of them, and forgetting them."""

from __future__ import annotations

import streamlit as st

from components.card import card
from components.chosen import MOST, chosen, forget
from components.dossier import dossier, turtle
from components.links import go
from graph.excerpt import of_selection
from graph.reader import Reader
from graph.selection import select, selection_card


def choose_facts() -> bool:
    """Draw the switch that puts a box before each fact; say whether it is on."""
    return st.toggle("Choose facts", key="choosing", help="Tick facts here and elsewhere for a dossier of them.")


def basket(reader: Reader) -> None:
    """Draw the chosen facts behind a button that counts them."""
    picks = chosen()
    with st.popover(f"Chosen facts ({len(picks)})", icon=":material/checklist:"):
        if not picks:
            st.caption(
                "None yet. Tick facts on an entity’s page, on Figures or in Explore’s table, for a dossier of them."
            )
            return
        if len(picks) == MOST:
            st.caption(f"There is place for {MOST}.")
        found = select(reader, picks)
        told = selection_card(found)
        clicked = card(told, key="chosen-facts", boxed=False, fold=0, choosing=True)
        dossier(told)
        with st.container(horizontal=True):
            turtle(lambda: of_selection(reader, found), name="chosen-facts")
            st.button("Choose none", on_click=forget, icon=":material/close:")
    if clicked:
        go(clicked)
