"""What stands around a canvas: filters in its address, who is in the middle, the same as a table, and files."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd
import streamlit as st

from components.basket import basket
from components.canvas import Extras
from components.chosen import choose
from components.dossier import turtle
from components.kinds import LOOKS
from components.links import plain, put
from graph import wording
from graph.communities import Group, middle
from graph.excerpt import of_view
from graph.network import View
from graph.queries import headlines, short, whole
from graph.reader import Reader
from graph.shown import (
    Filter,
    articles_in,
    as_csv,
    as_graphml,
    families_in,
    filtered,
    reasons,
    relations_in,
    table,
    undated,
    years_in,
)

_LEAST = {"": 0.0, "likely": 0.6, "sure": 0.8}
_WORDS = {"": "however sure", "likely": "likely or sure", "sure": "sure only"}
_FILTERS = ("only", "sure", "since", "until", "article", "without", "hide")


def filters(reader: Reader, view: View) -> None:
    """Draw the filters of a view; what is chosen goes into the address."""
    there = relations_in(view)
    now = [p for p in st.query_params.get_all("only") if p in there]
    articles = articles_in(view)
    titles = headlines(reader, articles)
    with st.popover("Filter", icon=":material/filter_alt:"):
        chosen = st.multiselect(
            "Only these relations",
            list(there),
            default=now,
            format_func=lambda p: f"{wording.verb(p)} ({there[p]})",
            placeholder="all of them",
        )
        told = {"sure": _one("How sure", "sure", _WORDS)}
        years = {"": "any"} | {year: year for year in years_in(view)}
        with st.container(horizontal=True):
            told["since"] = _one("From", "since", years)
            told["until"] = _one("To", "until", years)
        told["article"] = _one(
            "Only what this article says",
            "article",
            {"": "any article"} | {short(a): f"{titles.get(a) or '(no title)'} ({articles[a]})" for a in articles},
        )
        st.caption("Time is when a fact held or, where that isn’t said, when its article appeared.")
    if chosen != now or any(value != st.query_params.get(name, "") for name, value in told.items()):
        put("only", chosen)
        for name, value in told.items():
            put(name, [value])
        st.rerun()


def _one(label: str, name: str, options: dict[str, str]) -> str:
    """One of some values; what the address holds and isn't among them stays, so that it can be seen and changed."""
    now = st.query_params.get(name, "")
    known = options if now in options else options | {now: now}
    return st.selectbox(label, list(known), index=list(known).index(now), format_func=known.__getitem__)


def asked() -> Filter:
    """What the address hides."""
    get = st.query_params.get
    return Filter(
        predicates=frozenset(filter(None, st.query_params.get_all("only"))),
        least=_LEAST.get(get("sure", ""), 0.0),
        since=get("since", ""),
        until=get("until", ""),
        article=whole(get("article", "")),
        without=frozenset(st.query_params.get_all("without")) & LOOKS.keys(),
        hidden=frozenset(whole(name) for name in st.query_params.get_all("hide")),
    )


def applied(view: View, *, keep: Collection[str]) -> View:
    """The view without what the address hides; it is said, with the way back."""
    wanted = asked()
    shown = filtered(view, wanted, keep=keep)
    gone = len(view.nodes) - len(shown.nodes), len(view.edges) - len(shown.edges)
    told = reasons(wanted)
    if told or any(gone):
        missing = undated(view, wanted)
        late = f" {missing} of the facts tell no time." if missing else ""
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                f"Hidden: {gone[0]} of {len(view.nodes)} entities, {gone[1]} of {len(view.edges)} relations "
                f"({plain('; '.join(told))}).{late}"
            )
            if st.button("Show all", icon=":material/visibility:"):
                for name in _FILTERS:
                    st.query_params.pop(name, None)
                st.rerun()
    return shown


def extras(view: View, pinned: Collection[str], groups: Sequence[Group]) -> Extras:
    """What the canvas of a view shows beside it: all its kinds, those hidden too, and what the address asks for."""
    return Extras(
        kinds=families_in(view),
        without=asked().without,
        pinned=frozenset(pinned),
        groups=[[node.iri for node in group.members] for group in groups],
    )


def inner(view: View, start: str, groups: Sequence[Group]) -> None:
    """Who is in the middle of a view and which groups there are, in words; the groups are drawn where one asks."""
    told = middle(view, start)
    drawn = bool(st.query_params.get("groups"))
    if not told and not groups:
        return
    with st.expander("Who is in the middle, and who belongs together", expanded=drawn):
        for sentence in told:
            st.markdown(plain(sentence))
        if groups:
            named = [f"**{i}** {plain(g.name)} ({len(g.members)})" for i, g in enumerate(groups, 1)]
            st.markdown(
                f"{len(groups)} group{'' if len(groups) == 1 else 's'}, more closely linked within than with the "
                f"rest, named by their best linked: {'; '.join(named)}."
            )
            if st.toggle("Show the groups on the canvas", value=drawn) != drawn:
                put("groups", [] if drawn else ["1"])
                st.rerun()


def twin(reader: Reader, view: View) -> None:
    """The relations of a canvas as a table to sort, filter and choose from, and as files."""
    rows = table(view)
    with st.expander(f"The same as a table: {len(rows)} relation{'' if len(rows) == 1 else 's'}"):
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
            csv, xml = "text/csv", "application/xml"
            st.download_button("Save as CSV", lambda: as_csv(view), "relations.csv", csv, on_click="ignore")
            st.download_button("Save as GraphML", lambda: as_graphml(view), "relations.graphml", xml, on_click="ignore")
            turtle(lambda: of_view(reader, view), name="relations")
            st.button(
                f"Add to the chosen facts ({len(picks)})" if picks else "Tick rows to choose facts",
                icon=":material/checklist:",
                disabled=not picks,
                on_click=choose,
                args=picks,
            )
            basket(reader)
