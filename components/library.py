"""The library of worked questions: by group, from simple to hard, to be searched."""

from __future__ import annotations

import streamlit as st

from components.frame import PAGES
from components.links import plain
from graph.cookbook import ORDER, found


def library(asked: str) -> None:
    """Draw the worked questions; the one that is asked is in bold."""
    words = st.text_input(
        "Find a question", placeholder="A word of it, such as companies", icon=":material/search:", width=460
    )
    groups = found(words)
    if not groups:
        st.write(f"No worked question speaks of “{plain(words)}”. Build one instead.")
        return
    count = sum(map(len, groups.values()))
    if count < len(ORDER):
        st.caption(f"{count} of {len(ORDER)} worked questions")
    for column, (group, questions) in zip(st.columns(len(groups)), groups.items(), strict=True):
        with column:
            st.markdown(f"**{group}**")
            for question in questions:
                is_asked = question.name == asked
                st.page_link(
                    PAGES["ask"],
                    label=f"**{question.title}**" if is_asked else question.title,
                    query_params={"question": question.name},
                    icon=":material/chevron_right:",
                )
