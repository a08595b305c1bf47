"""Filters whose one truth is the address: what is chosen is written there, and a link restores it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

_AFTERWARDS = ("page", "pick")  # what a change of filters makes meaningless


def choice(name: str, label: str, chosen: str, options: Mapping[str, str], *, width: int, others: bool = False) -> None:
    """One of some values, each with its words, or any; `others` lets one type what is not among them."""
    _hold(name, chosen)
    st.selectbox(
        label,
        list(dict.fromkeys(["", *options, chosen])),
        key=_key(name),
        format_func=lambda value: options.get(value, value) or "any",
        on_change=_take,
        args=(name, _key(name)),
        accept_new_options=others,
        width=width,
    )


def order(name: str, label: str, chosen: str, options: Mapping[str, str], *, width: int) -> None:
    """One of some orders; there always is one."""
    _hold(name, chosen)
    st.selectbox(
        label,
        list(options),
        key=_key(name),
        format_func=options.__getitem__,
        on_change=_take,
        args=(name, _key(name)),
        width=width,
    )


def words(name: str, label: str, chosen: str, *, width: int, placeholder: str) -> None:
    """Words to be found."""
    _hold(name, chosen)
    st.text_input(label, key=_key(name), placeholder=placeholder, on_change=_take, args=(name, _key(name)), width=width)


def pages(name: str, chosen: int, count: int) -> None:
    """Which page of several."""
    key = f"{_key(name)}-{chosen}-{count}"
    st.pagination(count, default=chosen, key=key, on_change=_take, args=(name, key))


def _hold(name: str, chosen: str) -> None:
    """Make a control show what the address says."""
    st.session_state[_key(name)] = chosen


def _take(name: str, key: str) -> None:
    """Write to the address what was chosen."""
    choose(name, str(st.session_state[key] or ""))


def choose(name: str, value: str) -> None:
    """Set a filter."""
    for parameter in (name, *_AFTERWARDS):
        st.query_params.pop(parameter, None)
    if value:
        st.query_params[name] = value


def _key(name: str) -> str:
    return f"filter-{name}"
