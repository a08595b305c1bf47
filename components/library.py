"""The library of worked questions: by group, from simple to hard, to be searched."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.frame import PAGES
from components.links import plain
from graph.cookbook import ORDER, Question, found

_WIDTH = 376  # pixels: three columns in a wide window, and no question is cut


def library(asked: str, kept: Mapping[str, str], *, opened: bool) -> None:
    """Draw the worked questions, the one that is asked marked; folded unless `opened`.

    `kept` is what stays of the address from question to question.
    """
    with st.expander(f"All {len(ORDER)} worked questions", expanded=opened, icon=":material/menu_book:"):
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
        with st.container(horizontal=True, gap="medium", key="worked"):
            for group, questions in groups.items():
                with st.container(width=_WIDTH):
                    st.caption(group)
                    for question in questions:
                        _link(question, kept, is_asked=question.name == asked)


def _link(question: Question, kept: Mapping[str, str], *, is_asked: bool) -> None:
    st.page_link(
        PAGES["ask"],
        label=question.title,
        query_params={**kept, "question": question.name},
        icon=":material/check:" if is_asked else ":material/chevron_right:",
    )
