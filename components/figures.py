"""Figures that pass some filters: as a table, a row of which can be picked; and the figures that compare as bars."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import pandas as pd
import streamlit as st

from components.kinds import LOOKS
from components.links import address, plain
from graph import wording
from graph.comparison import Comparison
from graph.figure_list import Choices, Filters, Listed, View, choices, view
from graph.queries import short
from graph.reader import Reader

_TALLEST = 632
_LINK = "name"  # the parameter of a link that holds its words
_BAR, _ROW, _TEXT = 12, 42, 385  # pixels: a bar, with its words above it, and how wide these may be


def found(reader: Reader, filters: Filters, page: int) -> tuple[View, Choices]:
    """A page of figures, and what they can be filtered by."""
    with st.spinner("Looking through the figures …"):
        return view(reader, filters, page), choices(reader, filters)


def table(rows: Sequence[Listed], *, picked: str, key: str) -> None:
    """Draw figures as rows; the one that is picked goes into the address."""
    names = [short(row.figure.iri) for row in rows]
    chosen = [names.index(picked)] if picked in names else []
    shown = pd.DataFrame([_row(row) for row in rows])
    st.dataframe(
        shown[[column for column in shown if shown[column].any()]],  # a column that tells nothing takes room
        hide_index=True,
        height=min(_TALLEST, 37 + 35 * len(rows)),
        key=key,
        column_config=_COLUMNS,
        on_select=lambda: _pick(key, names),
        selection_mode=("single-row", "single-cell"),
        selection_default={"selection": {"rows": chosen}} if chosen else None,
    )


def _pick(key: str, names: Sequence[str]) -> None:
    selection = st.session_state[key].selection
    rows = [row for row, _ in selection.cells] or selection.rows
    if rows:
        st.query_params["pick"] = names[rows[0]]
    else:
        st.query_params.pop("pick", None)


# With what stands before the rows, the first four fill a window of 800 pixels, all a wide one.
_COLUMNS = {
    "figure": st.column_config.TextColumn("Figure", width=205),
    "against": st.column_config.TextColumn("Contradicted", width=110),
    "about": st.column_config.TextColumn("About", width=230),
    "when": st.column_config.TextColumn("When", width=165),
    "speaker": st.column_config.TextColumn("Who says so", width=130),
    "article": st.column_config.LinkColumn("Article", display_text=rf"{_LINK}=(.*)$", width=170),
    "sentence": st.column_config.TextColumn("Sentence", width=560),
}


def _row(row: Listed) -> dict[str, str | None]:
    figure, passage = row.figure, next(iter(row.figure.passages), None)
    return {
        "figure": wording.figure(figure),
        "against": f"by {len(figure.against)}" if figure.against else "",
        "about": row.subjects,
        "when": wording.period(figure.period) if figure.period else "",
        "speaker": figure.speaker.label if figure.speaker else "",
        "article": _read(passage.document, passage.start, passage.end, passage.headline) if passage else None,
        "sentence": passage.words if passage else "",
    }


def _read(document: str, start: int, end: int, headline: str) -> str:
    return f"{address(document, at=f'{start}-{end}')}&{_LINK}={quote(headline, safe='')}"


def bars(shown: Comparison) -> None:
    """Draw figures beside each other."""
    st.subheader(plain(shown.title[0].upper() + shown.title[1:]))
    columns = {
        "of": [bar.label for bar in shown.bars],
        "figure": [bar.words for bar in shown.bars],
        "words": [f"{bar.words} · {bar.label}" for bar in shown.bars],
        "value": [bar.value for bar in shown.bars],
        "most": [bar.most for bar in shown.bars],
        "when": [bar.period or "not told" for bar in shown.bars],
        "source": [bar.source for bar in shown.bars],
    }
    look, dark = LOOKS["figure"], st.context.theme.type == "dark"
    colours = (look.dark, "#E8E6E1") if dark else (look.light, "#1E2329")
    st.vega_lite_chart(pd.DataFrame(columns), _specification(shown.unit, *colours), width="stretch")
    if shown.note:
        st.caption(plain(shown.note))


def _specification(unit: str, colour: str, ink: str) -> dict[str, object]:
    """Bars from nought in the order of the table, under their words; a line goes on to where a range ends."""
    value = {"field": "value", "type": "quantitative", "title": unit, "axis": {"tickCount": 4}}
    tips = {"figure": "Figure", "of": "Of", "when": "When", "source": "Source"}
    words = {"type": "text", "align": "left", "dy": -15, "fontSize": 13, "limit": _TEXT, "color": ink}
    return {
        "height": {"step": _ROW},
        "encoding": {
            "y": {"field": "of", "type": "nominal", "sort": None, "axis": None},
            "tooltip": [{"field": name, "type": "nominal", "title": title} for name, title in tips.items()],
        },
        "layer": [
            {
                "mark": {"type": "bar", "color": colour, "height": _BAR, "yOffset": 4},
                "encoding": {"x": value},
            },
            {
                "mark": {"type": "rule", "color": colour, "strokeWidth": 3, "yOffset": 4},
                "encoding": {"x": value, "x2": {"field": "most"}},
            },
            {"mark": words, "encoding": {"x": {"value": 0}, "text": {"field": "words"}}},
        ],
    }
