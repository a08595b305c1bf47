"""Figures: how many, how much, since when, and who says so; compared where the values are of one kind."""

from __future__ import annotations

import streamlit as st

from components import filters, store
from components.basket import basket, choose_facts
from components.card import card
from components.figures import bars, found, kinds_to_compare, table
from components.links import go, plain
from graph import wording
from graph.comparison import compared, thing
from graph.exploring import picked_card
from graph.figure_blocks import blocks
from graph.figure_list import ORDERS, as_csv, filters_of, page_line, page_number
from graph.queries import kind_counts, short

TABLE = 860  # pixels; where the window is narrower, the card and the chart go under the table

reader = store.reader()
asked = st.query_params.to_dict()
wanted, strange = filters_of(reader, asked)
shown, known = found(reader, wanted, page_number(asked.get("page", "")))
picked = asked.get("pick", "")

st.title("Figures")
st.caption(f"What the articles count and measure: {kind_counts(reader).get('Observation', 0):,} figures.")
for name in strange:
    st.warning(f"Nothing here is called “{plain(name)}”, so it filters nothing.")

years = {year: year for year in known.years}
bounds = {bound: words or "no bound" for bound, words in wording.BOUNDS.items()}
kinds = {g.thing: f"{thing(g)}, {g.count:,} figures" for g in shown.comparable}
with st.container(horizontal=True, gap="small"):
    filters.words("words", "What is counted", wanted.words, placeholder="jobs, poor villages …", width=200)
    filters.choice("unit", "Unit", wanted.unit, known.units, width=170)
    filters.choice("about", "Place, or what it is about", short(wanted.about), known.subjects, others=True, width=230)
    filters.choice("since", "From", wanted.since, years, width=110)
    filters.choice("until", "To", wanted.until, years, width=110)
    filters.choice("bound", "Bound", wanted.bound, bounds, width=140)
    filters.choice("speaker", "Who says so", short(wanted.speaker), known.speakers, others=True, width=200)
    filters.choice("thing", "One kind, to compare", wanted.thing, kinds, width=260)
    filters.choice("article", "Article", short(wanted.article), known.articles, width=300)
    if known.against:
        filters.choice("against", "Contradicted", wanted.against, known.against, width=180)
    filters.order("order", "Order", wanted.order, ORDERS, width=220)

if not shown.rows:
    st.info(
        "No figure of these articles passes the filters. Fewer filters or other words may find some.",
        icon=":material/info:",
    )
with st.container(horizontal=True, vertical_alignment="center"):
    if shown.rows:
        st.caption(page_line(shown, wanted.order))
        st.download_button("Save as CSV", lambda: as_csv(reader, wanted), "figures.csv", "text/csv", on_click="ignore")
        choosing = choose_facts()
        basket(reader)
    if wanted.narrow and st.button("Clear the filters", icon=":material/filter_alt_off:"):
        st.query_params.clear()
        st.rerun()
if shown.rows:
    comparison = compared(shown)
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=TABLE):
            leads = table(blocks(shown.rows), picked=picked, key="figures", choosing=choosing)
            if shown.pages > 1:
                filters.pages("page", shown.page, shown.pages)
        with st.container(width="stretch"):
            if picked:
                leads = card(picked_card(reader, picked), key=f"card-{picked}") or leads
            if comparison.bars:
                bars(comparison)
            elif not picked:
                st.caption("Pick a figure for what it is about, and what contradicts it.")
                st.subheader("Compare")
                st.caption(plain(comparison.note))
                kinds_to_compare(shown.comparable)
    if leads:
        go(leads)
