"""The question builder: picks in words, of what the ontology allows together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from components.answers import ask
from components.frame import PAGES
from components.links import plain
from graph import wording
from graph.builder import KINDS, LONGEST, Built, eased, has_program, key, others, parameters, places, relations, sparql
from graph.reader import Reader
from ontology.labels import CLASSES, PROGRAM_TYPES

_EARLIEST, _LATEST = date(1949, 1, 1), date(2099, 12, 31)
_KINDS = {kind: CLASSES[kind][0] for kind in KINDS}
_TYPES = {"": "any", **{name: words for name, (words, _) in PROGRAM_TYPES.items()}}
_SURE = {"": "any", "likely": "likely or sure", "sure": "sure"}
_COUNT = {"": "each pair", "1": "how many for each"}
_WIDE, _NARROW = 230, 165  # pixels


def builder(reader: Reader, asked: Built) -> dict[str, str]:
    """Draw the picks of a question; give what is picked now, as an address holds it."""
    told = parameters(asked)
    verbs = {key(relation): relation.words for relation in relations(asked.left)}
    kinds = {kind: wording.a(_KINDS[kind]) for kind in others(asked.relation)}
    with st.container(horizontal=True):
        told["from"] = _pick("Each", _KINDS, asked.left)
        told["verb"] = _pick("that …", verbs, key(asked.relation))
        told["to"] = _pick("… whom or what", kinds, asked.right)
        told["count"] = _pick("Show", _COUNT, told.get("count", ""))
    with st.container(horizontal=True):
        if has_program(asked):
            told["type"] = _pick("Type of program", _TYPES, asked.program_type)
        told["in"] = st.text_input(
            "In the place",
            asked.place,
            max_chars=LONGEST,
            placeholder="Any; a name, as Shaanxi",
            help="One of the two is this place or lies in it.",
            width=_WIDE,
        )
        told["sure"] = _pick("The reader was", _SURE, asked.sure, width=_NARROW)
        told["since"] = _day("Articles from", asked.since)
        told["until"] = _day("Articles until", asked.until)
    if asked.since or asked.until:
        st.caption("An article whose date isn’t known is left out.")
    if asked.place:
        told["in"] = _other_place(reader, asked.place) or told["in"]
    return {name: value for name, value in told.items() if value}


def easier(reader: Reader, asked: Built) -> None:
    """Where a question has no answer: say what it has without each of its conditions, leading there."""
    for condition, without in eased(asked):
        count = len(ask(reader, sparql(without)).rows)
        st.page_link(
            PAGES["ask"],
            label=f"Without “{plain(condition)}”: {count:,} row{'' if count == 1 else 's'}",
            query_params=parameters(without),
            icon=":material/filter_alt_off:",
        )


def _pick(label: str, options: Mapping[str, str], picked: str, *, width: int = _WIDE) -> str:
    names = list(options)
    return st.selectbox(label, names, index=names.index(picked), format_func=lambda n: options[n], width=width)


def _day(label: str, picked: date | None) -> str:
    day = st.date_input(label, picked, min_value=_EARLIEST, max_value=_LATEST, format="YYYY-MM-DD", width=_NARROW)
    return day.isoformat() if isinstance(day, date) else ""


def _other_place(reader: Reader, name: str) -> str:
    """Say what a place's name stands for where that isn't plain; give the name that is picked in its stead, or ''."""
    exact, near = places(reader, name)
    if len(exact) > 1:
        of = wording.listed([f"{wording.a(wording.kind(f.entity.kind))} ({f.entity.label})" for f in exact])
        st.caption(plain(f"“{name}” is the name of {len(exact)} places here, and all are asked for: {of}."))
    if exact:
        return ""
    if not near:
        st.warning(f"No place here is called “{plain(name)}”: the articles don’t name it, or spell it differently.")
        return ""
    labels = list(dict.fromkeys(f.entity.label for f in near))
    st.warning(f"No place here is called “{plain(name)}”. Did you mean:")
    return st.pills("Did you mean", labels, label_visibility="collapsed", key=f"near-{name}") or ""
