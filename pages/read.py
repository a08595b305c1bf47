"""Read: an article with its entities, figures and quotations marked, each leading to what is known of it."""

from __future__ import annotations

import streamlit as st

from components import store
from components.article import article
from components.card import card, lines
from components.links import given, go, plain, span, toggled
from graph import wording
from graph.exploring import picked_card
from graph.markup import paragraphs
from graph.portrait import article_line
from graph.queries import article_text, articles, mentions, names, short

reader = store.reader()
known = articles(reader)
chosen = given("article") or (known[0].iri if len(known) == 1 else "")
shown = next((a for a in known if a.iri == chosen), None)

if shown is None:
    st.title("Read")
    if chosen:
        st.warning("The address names an article that this store doesn’t hold. These are here:")
    clicked = lines([article_line(a) for a in known], key="read-articles")
    if clicked:
        go(clicked)
    st.stop()

text = article_text(reader, shown.iri)
spoken = mentions(reader, shown.iri)
picked = st.query_params.get("pick", "")
at = span(st.query_params.get("at", ""))
source = [wording.period(shown.published) if shown.published else "no date given", shown.outlet, shown.url]
st.caption(plain(" · ".join(filter(None, source))))
words, beside = st.columns([3, 2], gap="medium")
with words:
    done = article(
        paragraphs(text, spoken, at=at),
        names={iri: named.label for iri, named in names(reader, (s.body for s in spoken)).items()},
        selected=picked,
        at=at,
        off=st.query_params.get_all("without"),
        key=f"article-{short(shown.iri)}",
    )
with beside:
    if picked:
        leads = card(picked_card(reader, picked), key=f"card-{picked}")
        if leads:
            go(leads)
    else:
        st.caption("Click a marked word to see what is known of it.")
if done.opened:
    st.query_params["pick"] = done.opened
    st.rerun()
if done.kind:
    toggled("without", done.kind)
    st.rerun()
