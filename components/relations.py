"""What stands around a canvas: filters in its address, the same relations as a table, and its files."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import streamlit as st

from components.basket import basket
from components.chosen import choose
from components.dossier import turtle
from components.links import plain
from graph import wording
from graph.excerpt import of_view
from graph.network import View
from graph.queries import whole
from graph.reader import Reader
from graph.shown import Filter, as_csv, as_graphml, filtered, relations_in, table

_LEAST = {"": 0.0, "likely": 0.6, "sure": 0.8}
_WORDS = {"": "however sure", "likely": "likely or sure", "sure": "sure only"}


def filters(view: View) -> None:
    """Draw the filters of a view; what is chosen goes into the address."""
    there = relations_in(view)
    now = [p for p in st.query_params.get_all("only") if p in there]
    least = st.query_params.get("sure", "")
    with st.popover("Filter", icon=":material/filter_alt:"):
        chosen = st.multiselect(
            "Only these relations",
            list(there),
            default=now,
            format_func=lambda p: f"{wording.verb(p)} ({there[p]})",
            placeholder="all of them",
        )
        sure = st.selectbox(
            "How sure",
            list(_WORDS),
            index=list(_WORDS).index(least if least in _WORDS else ""),
            format_func=lambda s: _WORDS[s],
        )
    if chosen != now or sure != least:
        st.query_params["only"] = chosen
        st.query_params["sure"] = sure
        st.rerun()


def applied(view: View, *, keep: Collection[str]) -> View:
    """The view without what the address hides; it is said, with the way back."""
    hidden = frozenset(whole(name) for name in st.query_params.get_all("hide"))
    only = frozenset(st.query_params.get_all("only"))
    wanted = Filter(predicates=only, least=_LEAST.get(st.query_params.get("sure", ""), 0.0), hidden=hidden)
    shown = filtered(view, wanted, keep=keep)
    gone = len(view.nodes) - len(shown.nodes), len(view.edges) - len(shown.edges)
    if any(gone):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"Hidden: {gone[0]} of {len(view.nodes)} entities, {gone[1]} of {len(view.edges)} relations.")
            if st.button("Show all", icon=":material/visibility:"):
                for name in ("only", "sure", "hide"):
                    st.query_params.pop(name, None)
                st.rerun()
    return shown


def twin(reader: Reader, view: View, *, name: str, central: Sequence[str]) -> None:
    """The relations of a canvas as a table to sort, filter and choose from, and as files; who is in the middle."""
    rows = table(view)
    with st.expander(f"The same as a table: {len(rows)} relation{'' if len(rows) == 1 else 's'}"):
        if central:
            st.caption(f"Most in between, beside {plain(name)}: {plain(wording.listed(list(central)))}.")
        columns = {
            "entity": [r.subject for r in rows],
            "relation": [r.verb for r in rows],
            "to": [r.object for r in rows],
            "facts": [r.facts for r in rows],
            "how sure": [r.sure for r in rows],
        }
        selection = st.dataframe(
            pd.DataFrame(columns), hide_index=True, on_select="rerun", selection_mode="multi-row", key="relations"
        ).selection.rows
        picks = [rows[i].pick for i in selection if i < len(rows)]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button("Save as CSV", as_csv(view), "relations.csv", "text/csv")
            st.download_button("Save as GraphML", as_graphml(view), "relations.graphml", "application/xml")
            turtle(lambda: of_view(reader, view), name="relations")
            st.button(
                f"Add to the chosen facts ({len(picks)})" if picks else "Tick rows to choose facts",
                icon=":material/checklist:",
                disabled=not picks,
                on_click=choose,
                args=picks,
            )
            basket(reader)
