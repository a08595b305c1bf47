"""The facts that somebody chose while looking around, by the names that addresses give them; kept in the session."""

from __future__ import annotations

import streamlit as st

_KEY = "chosen-facts"
MOST = 200  # a dossier of more is no dossier


def chosen() -> tuple[str, ...]:
    """What is chosen, in the order of choosing."""
    return tuple(st.session_state.get(_KEY, ()))


def choose(*picks: str, wanted: bool = True) -> None:
    """Add some facts to the chosen ones, or take them out; those beyond `MOST` are not taken."""
    kept = [pick for pick in chosen() if wanted or pick not in picks]
    st.session_state[_KEY] = list(dict.fromkeys([*kept, *(picks if wanted else ())]))[:MOST]


def heard(key: str) -> None:
    """Take what was chosen, or no longer, by a box in the part of a key."""
    event = st.session_state[key].choose
    if event:
        choose(str(event["pick"]), wanted=bool(event["chosen"]))


def forget() -> None:
    """Choose nothing any more."""
    st.session_state[_KEY] = []
