"""The card: what something is and what is told of it, each line opening its sentences in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from components.chosen import chosen, heard
from components.kinds import looks
from components.links import address, family_of
from components.parts import noted, part
from graph import wording
from graph.cards import Card, Line, Part, Section
from graph.told import Passage

FOLDED = 7  # lines of a section that show at first
_NAMES = {"Fact": "relation", "Observation": "figure", "Quotation": "quotation"}
_mount = part("card", '<article class="part card"></article>')


def card(
    shown: Card, *, key: str, icons: bool = False, boxed: bool = True, fold: int = FOLDED, choosing: bool = False
) -> str:
    """Draw a card; give what was clicked in it, as `components.links.go` takes it, else ''.

    `icons` puts the mark of its kind before each name; `boxed` draws a border; `fold` is how many lines of a
    section show at first, 0 for all; `choosing` lets one choose facts by a box before each.
    """
    data = {**_data(shown), "icons": icons, "boxed": boxed, "fold": fold}
    data["chosen"] = list(chosen()) if choosing else None
    told = _mount(key=key, data=data, on_open_change=noted, on_choose_change=lambda: heard(key))
    return str(told.open["to"]) if told.open else ""


def hearing(shown: Card, *, key: str, then: Callable[[str], None]) -> str:
    """Draw a card beside a canvas, which hears what is picked there: `then` is called with it. Give what was clicked.

    So a pick is an event of the card's, and what has to be drawn anew is where the card is.
    """
    data = {**_data(shown), "icons": False, "boxed": True, "fold": FOLDED, "chosen": None, "hears": True}
    told = _mount(
        key=key,
        data=data,
        on_open_change=noted,
        on_pick_change=lambda: then(str(st.session_state[key].pick["id"])),
    )
    return str(told.open["to"]) if told.open else ""


def _data(shown: Card) -> dict[str, Any]:
    return {
        "title": shown.title,
        "iri": shown.iri,
        "href": address(shown.iri) if shown.iri else "",
        "kind": _kind(shown),
        "family": wording.family(shown.kind),
        "lead": [_line(line) for line in shown.lead],
        "sections": [_section(section) for section in shown.sections],
        "looks": looks(),
    }


def lines(shown: Iterable[Line], *, key: str) -> str:
    """Draw lines without a title, such as what a search found; give what was clicked."""
    listing = Section(title="", lines=tuple(shown))
    return card(Card(title="", kind="", sections=(listing,)), key=key, icons=True, boxed=False, fold=0)


def _kind(shown: Card) -> str:
    return _NAMES.get(shown.kind) or wording.kind(shown.kind)


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "lines": [_line(line) for line in section.lines],
        "note": section.note,
        "more": part_data(section.more) if section.more else None,
        "columns": list(section.columns),
        "beside": section.beside,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "parts": [part_data(p) for p in line.parts],
        "sure": line.sure,
        "confidence": line.confidence,
        "passages": [passage_data(p) for p in line.passages],
        "pick": line.pick,
        "cells": [[part_data(p) for p in cell] for cell in line.cells],
        "note": line.note,
    }


def part_data(told: Part) -> dict[str, str]:
    """Some words as a part of the page gets them."""
    if not told.to:
        return {"text": told.text}
    return {"text": told.text, "to": told.to, "href": address(told.to), "family": family_of(told.to)}


def passage_data(passage: Passage) -> dict[str, Any]:
    """A sentence as a part of the page gets it."""
    if not passage.document:  # not in a store: there is nothing to lead to
        return {"pieces": pieces(passage), "headline": ""}
    return {
        "pieces": pieces(passage),
        "headline": passage.headline,
        "date": wording.period(passage.published) if passage.published else "",
        "outlet": passage.outlet if passage.outlet != passage.headline else "",
        "to": f"{passage.document}#{passage.start}-{passage.end}",
        "href": address(passage.document, at=f"{passage.start}-{passage.end}"),
    }


def pieces(passage: Passage) -> list[tuple[str, str]]:
    """A sentence cut at its marks: (words, family of what they name or '')."""
    found, at = [], 0
    for start, end, body in sorted(passage.marks, key=lambda m: (m[0], -m[1])):
        family = family_of(body)
        if start < at or family == "quotation":
            continue
        found += [(passage.words[at:start], ""), (passage.words[start:end], family)]
        at = end
    return [(words, family) for words, family in [*found, (passage.words[at:], "")] if words]
