"""The sentences that a row of an answer rests on, as cards."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.card import card
from components.links import go
from graph.evidence import row_cards
from graph.reader import Reader, Term


def sentences(reader: Reader, row: Sequence[Term | None], *, key: str) -> None:
    """Draw the cards of a row; what is clicked in one opens."""
    cards = row_cards(reader, row)
    if not cards:
        st.write("This row holds nothing that a sentence tells of.")
    opened = [card(shown, key=f"said-{key}-{i}") for i, shown in enumerate(cards)]
    for to in filter(None, opened):
        go(to)
