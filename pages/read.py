"""Read: an article with its entities, figures and quotations marked, and what the sentences in view tell beside it."""

from __future__ import annotations

import streamlit as st

from components import store
from components.article import article
from components.beside import beside as told_beside
from components.card import card, lines
from components.links import given, go, plain, span, toggled
from components.search import article_words
from graph import wording
from graph.beside import beside, cuts
from graph.exploring import picked_card
from graph.holdings import how_many
from graph.markup import paragraphs
from graph.queries import Article, Named, article_of, article_text, articles, mentions, names, short
from graph.reading_list import Choice, list_line, naming_line, naming_list, page_lines, pages_of, reading_list

reader = store.reader()
total = how_many(reader)
chosen = given("article") or (articles(reader)[0].iri if total == 1 else "")
shown = article_of(reader, chosen) if chosen else None


def choose() -> None:
    """The articles that there are, to be searched."""
    st.title("Read")
    if chosen:
        st.warning("The address names an article that this store doesn’t hold. These are here:")
    if not total:
        st.info("No article is here yet.", icon=":material/info:")
        return
    named = names(reader, [given("naming")])
    found = naming(*named.values()) if named else search()
    pages = pages_of(found)
    if st.session_state.get("page", 1) > pages:
        st.session_state["page"] = pages
    place = st.container()
    page = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    with place:
        clicked = lines(page_lines(reader, found, page), key="read-articles")
    if clicked:
        go(clicked)


def search() -> tuple[Choice, ...]:
    """The articles that are looked for by words, all without any."""
    words = article_words("Its title or source, or a place, person, organisation or program that it names", 620)
    found = reading_list(reader, words)
    st.caption(plain(list_line(len(found), total, words)))
    return found


def naming(entity: Named) -> tuple[Choice, ...]:
    """The articles that name an entity, and the way to all others."""
    found = naming_list(reader, entity.iri)
    with st.container(horizontal=True, vertical_alignment="center"):
        all_articles()
        st.markdown(plain(naming_line(len(found), total, entity.label)))
    return found


def all_articles() -> None:
    """The way to the list of all."""
    if st.button("All articles", icon=":material/arrow_back:", type="tertiary"):
        st.query_params.clear()
        st.rerun()


def read(shown: Article) -> None:
    """An article, and what is told in it beside it."""
    sentences = beside(reader, shown.iri)
    spoken = mentions(reader, shown.iri)
    picked = st.query_params.get("pick", "")
    at = span(st.query_params.get("at", ""))
    head(shown)
    words, aside = st.columns([3, 2], gap="medium")
    with words:
        done = article(
            paragraphs(article_text(reader, shown.iri), spoken, cuts=cuts(sentences) | set(at)),
            names={iri: named.label for iri, named in names(reader, (s.body for s in spoken)).items()},
            sentences=sentences,
            selected=picked,
            at=at,
            off=st.query_params.get_all("without"),
            key=f"article-{short(shown.iri)}",
        )
    with aside:
        opened = card_of(picked) if picked else told_beside(sentences, key=f"beside-{short(shown.iri)}")
    if done.kind:
        toggled("without", done.kind)
        st.rerun()
    if done.opened or opened:
        st.query_params["pick"] = done.opened or opened
        st.rerun()


def head(shown: Article) -> None:
    """Where an article is from, and the way to the others."""
    source = [wording.period(shown.published) if shown.published else "no date given", shown.outlet, shown.url]
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        if total > 1:
            all_articles()
        st.caption(plain(" · ".join(filter(None, source))))


def card_of(picked: str) -> str:
    """The card of what was picked, and the way back; nothing to pick."""
    if st.button("What the sentences in view tell", icon=":material/arrow_back:", type="tertiary"):
        st.query_params.pop("pick", None)
        st.rerun()
    leads = card(picked_card(reader, picked), key=f"card-{picked}")
    if leads:
        go(leads)
    return ""


if shown is None:
    choose()
else:
    read(shown)
