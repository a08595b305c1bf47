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
    columns = {name: [row[i] for row in shown.rows] for i, name in enumerate(shown.columns)}
    frame = pd.DataFrame({n: [_value(c, linked=leads(cells)) for c in cells] for n, cells in columns.items()})
    height = min(_TALLEST, 37 + 35 * count)
    st.dataframe(frame, hide_index=True, height=height, column_config=_columns(shown))
    with st.container(horizontal=True):
        for kind in ("turtle",) if answer.kind == "graph" else ("csv", "json"):
            label, file, mime = _FILES[kind]
            st.download_button(f"Save as {label}", answer.serialize(kind), file, mime, key=f"as-{kind}")


def leads(cells: Sequence[Cell]) -> bool:
    """Whether a column is one of links: every cell that holds anything leads somewhere."""
    return any(cell.to for cell in cells) and all(cell.to or not cell.text for cell in cells)


def _value(cell: Cell, *, linked: bool) -> str | float | None:
    if linked and cell.to:
        return f"{address(cell.to)}&{_LINK}={quote(cell.text, safe='')}"
    return cell.number if cell.number is not None else cell.text or None


def _columns(shown: Table) -> dict[str, object]:
    """How the columns are shown: those that lead somewhere as links in their own words, sentences wide."""
    config: dict[str, object] = {}
    for i, name in enumerate(shown.columns):
        cells = [row[i] for row in shown.rows]
        label = name.replace("_", " ").capitalize()
        if leads(cells):
            config[name] = st.column_config.LinkColumn(label, display_text=rf"{_LINK}=(.*)$", width="medium")
        elif all(cell.number is not None or not cell.text for cell in cells):
            config[name] = st.column_config.NumberColumn(label, format="localized")
        else:
            longest = max(len(cell.text) for cell in cells)
            config[name] = st.column_config.TextColumn(label, width="large" if longest > 60 else None)
    return config
