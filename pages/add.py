"""Add: articles from files or pasted text, looked at before they are saved; and those that the store holds."""

from __future__ import annotations

import streamlit as st

from components import store
from components.card import lines
from components.frame import PAGES
from components.links import go, plain
from components.offering import Saved, forget, given, offering, refusals
from components.search import article_words
from graph import wording
from graph.holdings import Holding, held, holding_line, holdings, how_many, loss, only_here, remove, shown_of
from graph.queries import short
from graph.reader import Reader
from ontology.errors import PolicygraphError

EACH = 10  # articles on a page of the list
WIDTH = 860  # pixels of the list: each button stands near its article
SHOWN = 10  # saved articles with links
SAVED, REMOVED = "add-saved", "add-removed"


def done() -> None:
    """What the last saving or removing did."""
    removed = st.session_state.get(REMOVED, "")
    if removed:
        st.success(f"Removed: {plain(removed)}.", icon=":material/check:")
    saved: list[Saved] = st.session_state.get(SAVED, [])
    if not saved:
        return
    known = sum(not article.changed for article in saved)
    told = f"Saved: {len(saved):,} {wording.kind('Document', len(saved))}."
    st.success(f"{told} {known:,} of them changed nothing." if known else told, icon=":material/check:")
    for article in saved[:SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(article.headline))
            st.page_link(
                PAGES["read"], label="Read it", icon=":material/article:", query_params={"article": short(article.iri)}
            )
            around = {"entity": short(article.central)} if article.central else {}
            st.page_link(PAGES["explore"], label="Explore it", icon=":material/hub:", query_params=around)
    if len(saved) > SHOWN:
        st.caption(f"{SHOWN} of {len(saved):,}; all are in the list below.")


@st.dialog("Remove this article?", width="medium")
def confirm(reader: Reader, holding: Holding) -> None:
    """Say what would go, and remove it if that is wanted."""
    article = holding.article
    st.markdown(f"**{plain(article.headline)}**")
    st.markdown(plain(loss(holding.gave, only_here(reader, article.iri))))
    with st.container(horizontal=True):
        wanted = st.button("Remove", icon=":material/delete:", key="add-remove")
        if st.button("Keep it", key="add-keep"):
            st.rerun()
    if wanted:
        try:
            with st.spinner("Removing …", show_time=True):
                remove(store.folder(), article.iri)
        except (PolicygraphError, OSError) as error:
            st.error(plain(f"Nothing was removed. {error}"), icon=":material/error:")
            return
        st.session_state.update({REMOVED: article.headline, SAVED: []})
        st.rerun()


def listing(reader: Reader) -> None:
    """The articles of the store, with what each gave."""
    st.subheader("In the store")
    if store.is_sample():
        st.markdown("The store is empty; until something is saved, the pages show a sample article.")
        return
    words = article_words("Its title or source", WIDTH)
    found = held(reader, words)
    total = how_many(reader)
    pages = max(1, -(-len(found) // EACH))
    if st.session_state.get("page", 1) > pages:
        st.session_state["page"] = pages
    place = st.container(width=WIDTH)
    page = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    shown = holdings(reader, found[(page - 1) * EACH : page * EACH])
    with place:
        st.caption(plain(shown_of(len(shown), len(found), total, words)))
        for holding in shown:
            row(reader, holding)


def row(reader: Reader, holding: Holding) -> None:
    """An article: its link, what it gave, and the way to remove it."""
    article = holding.article
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            clicked = lines([holding_line(holding)], key=f"add-row-{short(article.iri)}")
        is_ours = not store.address()
        if is_ours and st.button("Remove …", key=f"add-remove-{short(article.iri)}", icon=":material/delete:"):
            confirm(reader, holding)
    if clicked:
        go(clicked)


reader = store.reader()
st.title("Add articles")
if not store.address():
    st.caption("What is found in them is shown first, with its sentences; nothing is saved before you say so.")
done()
gathered = None if store.address() else given()
if store.address():
    st.info(
        f"This store is only read: it is what `{store.address()}` answers, and nothing can be added to it or removed "
        "from it here. To add articles, open the app on a store’s folder.",
        icon=":material/lock:",
    )
found = st.container()
listing(reader)  # before what takes its time, so that nothing of an earlier run stands under its progress
with found:
    if gathered is not None:
        refusals(gathered.refused)
    saved = offering(reader, gathered.offers) if gathered is not None and gathered.offers else []
if saved:
    st.session_state.update({SAVED: saved, REMOVED: ""})
    forget()
    st.rerun()
