"""Figures that pass some filters: with their sentences, one of which can be picked; and those that compare as bars."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
import streamlit as st

from components.card import part_data, passage_data
from components.chosen import chosen, heard
from components.filters import choose
from components.kinds import LOOKS, looks
from components.links import plain, put
from components.parts import noted, part
from graph import wording
from graph.cards import Part, link
from graph.comparison import Comparison, thing
from graph.figure_blocks import Block
from graph.figure_list import Choices, Filters, Group, Listed, View, choices, view
from graph.queries import short
from graph.reader import Reader

_mount = part("figures", '<div class="part figures"></div>')
_KINDS = 8  # that are offered to be compared
_BAR, _ROW, _TEXT = 12, 42, 385  # pixels: a bar, with its words above it, and how wide these may be


def found(reader: Reader, filters: Filters, page: int) -> tuple[View, Choices]:
    """A page of figures, and what they can be filtered by."""
    with st.spinner("Looking through the figures …"):
        return view(reader, filters, page), choices(reader, filters)


def table(shown: Sequence[Block], *, picked: str, key: str, choosing: bool) -> str:
    """Draw figures, each sentence once below its own; the one that is picked goes into the address, or out of it.

    `choosing` lets one choose facts by a box before each. Give what was clicked, as `components.links.go` takes it.
    """
    rows = [row for block in shown for row in block.rows]
    tells = {"About": any(r.about for r in rows), "When": any(r.figure.period for r in rows)}
    tells |= {"Who says so": any(r.figure.speaker for r in rows)}
    data = {
        "columns": ["Figure", *(column for column, does in tells.items() if does)],
        "blocks": [_block(block, above) for above, block in pairwise([None, *shown]) if block],
        "picked": picked,
        "chosen": list(chosen()) if choosing else None,
        "looks": looks(),
    }
    acts = {"on_pick_change": lambda: _pick(key), "on_choose_change": lambda: heard(key)}
    told = _mount(key=key, data=data, on_open_change=noted, **acts)
    return str(told.open["to"]) if told.open else ""


def _pick(key: str) -> None:
    picked = str(st.session_state[key].pick["id"])
    put("pick", [] if st.query_params.get("pick") == picked else [picked])


def _block(block: Block, above: Block | None) -> dict[str, Any]:
    """Figures and their sentence, under what their article is called unless that stands above already."""
    passage = passage_data(block.passage) if block.passage else {}
    where = [str(passage.pop(name, "")) for name in ("headline", "date", "outlet")]
    is_new = block.passage and not (above and above.passage and above.passage.document == block.passage.document)
    return {
        "article": " · ".join(filter(None, where)) if is_new else "",
        "rows": list(map(_row, block.rows)),
        "passage": passage or None,
    }


def _row(row: Listed) -> dict[str, Any]:
    figure = row.figure
    about = [part for entity in row.about for part in (Part(text=", "), link(entity))][1:]
    return {
        "pick": short(figure.iri),
        "figure": wording.figure(figure),
        "against": f"contradicted by {wording.counted(len(figure.against), 'other')}" if figure.against else "",
        "About": list(map(part_data, about)),
        "When": [part_data(Part(text=wording.period(figure.period)))] if figure.period else [],
        "Who says so": [part_data(link(figure.speaker))] if figure.speaker else [],
    }


def kinds_to_compare(groups: Sequence[Group]) -> None:
    """Draw the commonest kinds of figures that can be compared, each a way to its chart."""
    with st.container(gap=None):
        for group in groups[:_KINDS]:
            words = f"{thing(group)}, {wording.counted(group.count, 'figure')}"
            key = f"compare-{group.thing}"
            st.button(plain(words), key=key, type="tertiary", on_click=choose, args=("thing", group.thing))
    if len(groups) > _KINDS:
        st.caption(f"{_KINDS} of {len(groups)} kinds; the others are in the filter.")


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
