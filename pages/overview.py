"""Overview: what is in here, and where to begin."""

from __future__ import annotations

import streamlit as st

from components import store
from components.card import lines
from components.frame import PAGES
from components.kinds import BROAD
from components.links import go
from components.search import search_box
from graph.cookbook import ORDER, questions
from graph.portrait import article_line, found_line, kind_lines
from graph.queries import articles, kind_counts, listing

FIRST_QUESTIONS = 6
MOST = 3  # of a kind, those with most facts
SHOWN = 5  # articles

reader = store.reader()
counts = kind_counts(reader)
known = articles(reader)

st.title("Who runs which programs, where, and who says so")
told = "one article" if len(known) == 1 else f"{counts['Document']:,} articles"
st.markdown(
    f"Read from {told}: **{counts.get('Fact', 0):,} facts**, {counts.get('Observation', 0):,} figures and "
    f"{counts.get('Quotation', 0):,} quotations. Each opens the sentence that says it."
)
if store.is_sample():
    st.info("This is a sample article, since the store is empty.", icon=":material/info:")
    st.page_link(PAGES["add"], label="Add an article of your own", icon=":material/note_add:")

search_box(reader, key="overview")

begin, here = st.columns([3, 2], gap="large")
with begin:
    st.subheader("Begin with a question")
    for name in ORDER[:FIRST_QUESTIONS]:
        title = questions()[name].title
        st.page_link(PAGES["ask"], label=title, query_params={"question": name}, icon=":material/chevron_right:")
    st.subheader("Most is told of")
    most = [found for kind in ("Place", "Organization", "Person") for found in listing(reader, kind)[:MOST]]
    told_most = lines([found_line(found) for found in most], key="overview-most")
with here:
    st.subheader("In here")
    kind = lines(kind_lines(counts, (*BROAD, "Observation")), key="overview-kinds")
    st.subheader("Articles")
    article = lines([article_line(a) for a in known[:SHOWN]], key="overview-articles")
    if len(known) > SHOWN:
        st.caption(f"{SHOWN} of {counts['Document']:,}; Read lists the others.")

for clicked in (told_most, kind, article):
    if clicked:
        go(clicked)
