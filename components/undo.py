"""The way back: each step changed the address, and is undone by the address before it."""

from __future__ import annotations

import streamlit as st

from graph.trail import Address, walked

_START = ("entity", "to")
_LOOKS = ("pick", "groups")  # looking closer is no step


def undo(key: str) -> None:
    """Draw the button that undoes the last step, if there is one; call it wherever steps are shown."""
    trail = st.session_state[key] = _trail(key)
    if len(trail) > 1:
        st.button("Undo the last step", icon=":material/undo:", on_click=_back, args=(key,))


def _trail(key: str) -> list[Address]:
    """The steps to the address as it is now."""
    now = {name: tuple(filter(None, st.query_params.get_all(name))) for name in st.query_params if name not in _LOOKS}
    return walked(st.session_state.get(key, []), {n: v for n, v in now.items() if v}, start=_START)


def _back(key: str) -> None:
    # Who is quicker than the page has taken a step that it hasn't drawn yet.
    trail = _trail(key)[:-1]
    if not trail:
        return
    looks = {name: st.query_params.get_all(name) for name in _LOOKS if name in st.query_params}
    st.session_state[key] = trail
    st.query_params.from_dict({name: list(values) for name, values in trail[-1].items()} | looks)
