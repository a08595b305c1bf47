"""An answer as a table: names in place of IRIs, each leading to what it names; and as files."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import pandas as pd
import streamlit as st

from components.links import address
from graph.results import Cell, Table
from graph.sandbox import Answer

_FILES = {
    "csv": ("CSV", "answer.csv", "text/csv"),
    "json": ("JSON", "answer.json", "application/sparql-results+json"),
    "turtle": ("Turtle", "answer.ttl", "text/turtle"),
}
_TALLEST = 560
_LINK = "name"  # the parameter of a link that holds its words


def results(shown: Table, answer: Answer, *, title: str) -> None:
    """Draw an answer with its count, whatever was cut off said, and its downloads."""
    st.subheader(title)
    if answer.kind == "boolean":
        st.markdown("**Yes.**" if answer.boolean else "**No.**")
        return
    count = len(shown.rows)
    st.caption(f"{count:,} row{'' if count == 1 else 's'}. {answer.notice}")
    if not count:
        st.info(
            "Nothing in these articles answers this. It may be written differently, or no article tells of it.",
            icon=":material/info:",
        )
        return
    grid(shown)
    with st.container(horizontal=True):
        for kind in ("turtle",) if answer.kind == "graph" else ("csv", "json"):
            label, file, mime = _FILES[kind]
            st.download_button(f"Save as {label}", answer.serialize(kind), file, mime, key=f"as-{kind}")


def grid(shown: Table, *, height: int = _TALLEST) -> None:
    """Draw rows as a table that can be sorted, no taller than it must be or than `height`."""
    columns = {name: [row[i] for row in shown.rows] for i, name in enumerate(shown.columns)}
    frame = pd.DataFrame({name: _values(cells) for name, cells in columns.items()})
    tall = min(height, 37 + 35 * len(shown.rows))
    st.dataframe(frame, hide_index=True, height=tall, column_config=_columns(shown))


def leads(cells: Sequence[Cell]) -> bool:
    """Whether a column is one of links: every cell that holds anything leads somewhere."""
    return any(cell.to for cell in cells) and all(cell.to or not cell.text for cell in cells)


def _values(cells: Sequence[Cell]) -> list[str | float | None]:
    """A column as the table takes it: addresses, or numbers with None for none, or texts with '' for none."""
    if leads(cells):
        return [f"{address(c.to)}&{_LINK}={quote(c.text, safe='')}" if c.to else None for c in cells]
    if _numeric(cells):
        return [c.number for c in cells]
    return [c.text for c in cells]


def _numeric(cells: Sequence[Cell]) -> bool:
    return all(cell.number is not None or not cell.text for cell in cells)


def _columns(shown: Table) -> dict[str, object]:
    """How the columns are shown: those that lead somewhere as links in their own words, sentences wide."""
    config: dict[str, object] = {}
    for i, name in enumerate(shown.columns):
        cells = [row[i] for row in shown.rows]
        label = name.replace("_", " ").capitalize()
        if leads(cells):
            config[name] = st.column_config.LinkColumn(label, display_text=rf"{_LINK}=(.*)$", width="medium")
        elif _numeric(cells):
            config[name] = st.column_config.NumberColumn(label, format="localized")
        else:
            longest = max(len(cell.text) for cell in cells)
            config[name] = st.column_config.TextColumn(label, width="large" if longest > 60 else None)
    return config
