"""An answer as fits: a table whose names lead on, with the sentences of a row; a graph; a map; bars; and as files."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import pandas as pd
import streamlit as st

from components.links import address, plain
from components.pictures import bar_chart, graph, place_map
from components.sentences import sentences
from graph.answer_map import mapped
from graph.answered import bars, entity_columns
from graph.evidence import holds_told
from graph.misnamed import misnamed
from graph.reader import Reader
from graph.results import Cell, Table, heading, table
from graph.sandbox import Answer

_FILES = {
    "csv": ("CSV", "answer.csv", "text/csv"),
    "json": ("JSON", "answer.json", "application/sparql-results+json"),
    "turtle": ("Turtle", "answer.ttl", "text/turtle"),
}
_VIEWS = {
    "table": ":material/table_rows: Table",
    "graph": ":material/hub: Graph",
    "map": ":material/map: Map",
    "bars": ":material/bar_chart: Bars",
}
_TALLEST = 560
_TABLE = 780  # pixels of a table that has sentences beside it
_LINK = "name"  # the parameter of a link that holds its words


def results(reader: Reader, answer: Answer, *, query: str, title: str, key: str) -> None:
    """Draw the answer to a query with its count, whatever was cut off said, and its downloads.

    The address holds how it is shown. `key` tells one question's answer from another's.
    """
    st.subheader(title)
    if answer.kind == "boolean":
        st.markdown("**Yes.**" if answer.boolean else "**No.**")
        return
    shown = table(reader, answer)
    count = len(shown.rows)
    st.caption(f"{count:,} row{'' if count == 1 else 's'}. {answer.notice}")
    if not count:
        empty = "Nothing in these articles answers this. It may be written differently, or no article tells of it."
        st.info(plain(misnamed(query) or empty), icon=":material/info:")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        places = mapped(reader, shown)
        view = _view(shown, has_map=places is not None)
        with_sentences = view == "table" and _switch(answer)
    if view == "graph":
        graph(reader, shown, key=key)
    elif view == "map" and places:
        place_map(places, key=key)
    elif view == "bars":
        bar_chart(shown)
    elif with_sentences:
        _with_sentences(reader, shown, answer, key=key)
    else:
        grid(shown)
    with st.container(horizontal=True):
        for kind in ("turtle",) if answer.kind == "graph" else ("csv", "json"):
            label, file, mime = _FILES[kind]
            st.download_button(
                f"Save as {label}", answer.serialize(kind), file, mime, key=f"as-{kind}", on_click="ignore"
            )


def _view(shown: Table, *, has_map: bool) -> str:
    """How the answer is shown: as the address says, if the answer has what that takes."""
    views = ["table"]
    if len(entity_columns(shown)) > 1:
        views.append("graph")
    if has_map:
        views.append("map")
    if bars(shown):
        views.append("bars")
    asked = st.query_params.get("view", "")
    view = asked if asked in views else "table"
    if len(views) == 1:
        return view
    picked = st.segmented_control(
        "Show as", views, default=view, format_func=_VIEWS.get, label_visibility="collapsed", required=True
    )
    if picked and picked != view:
        st.query_params["view"] = picked
        st.rerun()
    return view


def _switch(answer: Answer) -> bool:
    """The switch that adds the sentences."""
    is_possible = holds_told(answer.terms)
    was_on = "sentences" in st.query_params
    help_ = None if is_possible else "These rows hold nothing that a sentence tells of: no entity, fact or figure."
    is_on = st.toggle("With the sentences", was_on and is_possible, disabled=not is_possible, help=help_)
    if is_possible and is_on != was_on:
        if is_on:
            st.query_params["sentences"] = "1"
        else:
            st.query_params.pop("sentences", None)
            st.query_params.pop("row", None)
        st.rerun()
    return is_on and is_possible


def _with_sentences(reader: Reader, shown: Table, answer: Answer, *, key: str) -> None:
    """The table, and beside it the sentences of the row that is ticked: at first of the first."""
    given = st.query_params.get("row", "")
    row = int(given) - 1 if given.isascii() and given.isdigit() else 0
    row = row if 0 <= row < len(shown.rows) else 0
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=_TABLE):
            grid(shown, ticked=row, key=f"rows-{key}")
        with st.container(width="stretch"):
            st.caption(f"Row {row + 1:,} of {len(shown.rows):,}. Tick another at its left for its sentences.")
            sentences(reader, answer.terms[row], key=f"{key}-{row}")


def grid(shown: Table, *, ticked: int | None = None, key: str = "rows", tallest: int = _TALLEST) -> None:
    """Draw a table whose cells lead on; with `ticked`, a row can be picked, which goes into the address."""
    columns = {name: [row[i] for row in shown.rows] for i, name in enumerate(shown.columns)}
    frame = pd.DataFrame({name: _values(cells) for name, cells in columns.items()})
    height = min(tallest, 37 + 35 * len(shown.rows))
    if ticked is None:
        st.dataframe(frame, hide_index=True, height=height, column_config=_columns(shown), placeholder="")
        return
    st.dataframe(
        frame,
        hide_index=True,
        height=height,
        column_config=_columns(shown),
        placeholder="",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ticked]}},
        on_select=lambda: _tick(key),
        key=key,
    )


def _tick(key: str) -> None:
    rows = st.session_state[key].selection.rows
    st.query_params["row"] = str(rows[0] + 1 if rows else 1)


def leads(cells: Sequence[Cell]) -> bool:
    """Whether a column is one of links: every cell that holds anything leads somewhere."""
    return any(cell.to for cell in cells) and all(cell.to or not cell.text for cell in cells)


def _values(cells: Sequence[Cell]) -> list[str | float | None]:
    """A column as the table takes it: addresses, or numbers with None for none, or texts with '' for none."""
    if leads(cells):
        return [_address(cell) if cell.to else None for cell in cells]
    if _numeric(cells):
        return [c.number for c in cells]
    return [c.text for c in cells]


def _address(cell: Cell) -> str:
    return f"{address(cell.to, at=cell.at, pick=cell.pick)}&{_LINK}={quote(cell.text, safe='')}"


def _numeric(cells: Sequence[Cell]) -> bool:
    return all(cell.number is not None or not cell.text for cell in cells)


def _columns(shown: Table) -> dict[str, object]:
    """How the columns are shown: those that lead somewhere as links in their own words, sentences wide."""
    config: dict[str, object] = {}
    for i, name in enumerate(shown.columns):
        cells = [row[i] for row in shown.rows]
        label = heading(name)
        if leads(cells):
            config[name] = st.column_config.LinkColumn(label, display_text=rf"{_LINK}=(.*)$", width="medium")
        elif _numeric(cells):
            config[name] = st.column_config.NumberColumn(label, format="localized")
        else:
            longest = max(len(cell.text) for cell in cells)
            config[name] = st.column_config.TextColumn(label, width="large" if longest > 60 else None)
    return config
