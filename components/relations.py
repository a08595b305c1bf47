"""What stands around a canvas: filters in its address, who is in the middle, the same as a table, and files."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from zlib import crc32

import pandas as pd
import streamlit as st

from components import store
from components.basket import basket
from components.canvas import Extras
from components.chosen import choose
from components.dossier import turtle
from components.kinds import LOOKS
from components.links import plain, put
from components.scene import VIEW
from graph import wording
from graph.communities import Group, groups, middle
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
    articles = articles_in(view)
    titles = headlines(reader, articles)
    with st.popover("Filter", icon=":material/filter_alt:"):
        st.multiselect(
            "Only these relations",
            list(there),
            key=_held("only", [p for p in st.query_params.get_all("only") if p in there]),
            format_func=lambda p: f"{wording.verb(p)} ({there[p]})",
            placeholder="all of them",
            on_change=_take,
            args=("only",),
        )
        _one("How sure", "sure", _WORDS)
        years = {"": "any"} | {year: year for year in years_in(view)}
        with st.container(horizontal=True):
            _one("From", "since", years)
            _one("To", "until", years)
        _one(
            "Only what this article says",
            "article",
            {"": "any article"} | {short(a): f"{titles.get(a) or '(no title)'} ({articles[a]})" for a in articles},
        )
        st.caption("Time is when a fact held or, where that isn’t said, when its article appeared.")


def _one(label: str, name: str, options: dict[str, str]) -> None:
    """One of some values; what the address holds and isn't among them stays, so that it can be seen and changed."""
    now = st.query_params.get(name, "")
    known = options if now in options else options | {now: now}
    key = _held(name, now)
    st.selectbox(label, list(known), key=key, format_func=known.__getitem__, on_change=_take, args=(name,))


def _held(name: str, now: str | list[str]) -> str:
    """The key of a control, which shows what the address says."""
    key = f"shown-{name}"
    st.session_state[key] = now
    return key


def _take(name: str) -> None:
    chosen = st.session_state[f"shown-{name}"]
    put(name, [chosen] if isinstance(chosen, str) else chosen)


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
    """The view without what the address hides."""
    return filtered(view, asked(), keep=keep)


def hidden(view: View, shown: View) -> None:
    """Say what of a view the address hides, with the way back."""
    wanted = asked()
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
            st.button("Show all", icon=":material/visibility:", on_click=_show_all)


def _show_all() -> None:
    for name in _FILTERS:
        st.query_params.pop(name, None)


def extras(view: View, start: str, pinned: Collection[str], marked: Sequence[Group]) -> Extras:
    """What the canvas of a view shows beside it: all its kinds, those hidden too, and what the address asks for."""
    return Extras(
        start=start,
        kinds=families_in(view),
        without=asked().without,
        pinned=frozenset(pinned),
        groups=[[node.iri for node in group.members] for group in marked],
    )


@st.fragment
def inner(view: View, start: str) -> None:
    """Who is in the middle of a view and which groups there are, in words; the groups are drawn where one asks."""
    drawn = bool(st.query_params.get("groups"))
    words = "Who is in the middle, and who belongs together"
    with st.expander(words, expanded=drawn, key="inner", on_change="rerun") as opened:
        if not opened.open:
            return
        told, found = middle(view, start), groups(view)
        for sentence in told or ["Nothing here is linked to more than one other."]:
            st.markdown(plain(sentence))
        if found:
            named = [f"**{i}** {plain(g.name)} ({len(g.members)})" for i, g in enumerate(found, 1)]
            st.markdown(
                f"{len(found)} group{'' if len(found) == 1 else 's'}, more closely linked within than with the "
                f"rest, named by their best linked: {'; '.join(named)}."
            )
            st.toggle("Show the groups on the canvas", value=drawn, on_change=_group)


def _group() -> None:
    put("groups", [] if st.query_params.get("groups") else ["1"])
    st.rerun(VIEW)


@st.fragment
def twin(view: View) -> None:
    """The relations of a canvas as a table to sort, filter and choose from, and as files."""
    count = len(view.edges)
    words = f"The same as a table: {count} relation{'' if count == 1 else 's'}"
    with st.expander(words, key="twin", on_change="rerun") as opened:
        if opened.open:
            _table(store.reader(), view)


def _table(reader: Reader, view: View) -> None:
    rows = table(view)
    columns = {
        "entity": [r.subject for r in rows],
        "relation": [r.verb for r in rows],
        "to": [r.object for r in rows],
        "facts": [r.facts for r in rows],
        "how sure": [r.sure for r in rows],
    }
    # Ticks are by the place of a row: in another table they would be of others.
    key = f"relations-{crc32(' '.join(r.pick for r in rows).encode())}"
    selection = st.dataframe(
        pd.DataFrame(columns), hide_index=True, on_select="rerun", selection_mode="multi-row", key=key
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
