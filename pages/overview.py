"""Overview: what is in here, and where to begin."""

from __future__ import annotations

import streamlit as st

from components import store
from components.card import lines
from components.frame import PAGES
from components.kinds import BROAD
from components.links import go
from components.points import points
from components.search import search_box
from graph.atlas import atlas, most
from graph.cards import article_line
from graph.cartography import Sheet, picture
from graph.cookbook import FIRST, questions
from graph.entries import found_line, kind_lines
from graph.queries import articles, kind_counts, listing
from graph.wording import counted

MOST = 3  # of a kind, those with most facts
TOLD = {"Fact": "fact", "Observation": "figure", "Quotation": "quotation"}
SHOWN = 5  # articles, and provinces beside the map
SHEET = Sheet(width=440, height=330, zoom=2.3, largest=18)

reader = store.reader()


def where() -> str:
    """The provinces on a small map, and those with most facts beside it; give what was clicked."""
    with st.spinner("Counting what is told of each province …"):
        provinces = atlas(reader, measure="Fact", levels=["Province"])
    if not provinces.drawn:
        return ""
    st.subheader("Where it happens")
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=SHEET.width):
            place = points(
                picture(provinces, SHEET),
                key="overview-map",
                alt="A map of the provinces, each a circle as large as the number of facts in it.",
            )
        with st.container(width="stretch"):
            listed = lines([found_line(found) for found in most(provinces, SHOWN)], key="overview-provinces")
            count = len(provinces.sites)
            of = f"{min(SHOWN, count)} of {counted(count, 'province')}"
            st.caption(f"{of}, by how many facts are told of each and of what lies in it.")
            st.page_link(PAGES["map"], label="Prefectures and counties too", icon=":material/map:")
    return place or listed


counts = kind_counts(reader)
known = articles(reader)

st.title("Who runs which programs, where, and who says so")
read = "one article tells" if len(known) == 1 else f"{counts['Document']:,} articles tell"
told = [counted(counts.get(kind, 0), noun) for kind, noun in TOLD.items()]
st.markdown(
    f"What {read} of development policy, to be searched, counted and mapped: **{told[0]}**, {told[1]} and {told[2]}. "
    "Each opens the sentence that says it."
)
if store.is_sample():
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(":material/info: This is a sample article, since the store is empty.", width="content")
        st.page_link(PAGES["add"], label="Add an article of your own", icon=":material/note_add:")

search_box(reader, key="overview")

begin, here = st.columns([3, 2], gap="large")
with begin:
    st.subheader("Begin with a question")
    for name in FIRST:
        title = questions()[name].title
        st.page_link(PAGES["ask"], label=title, query_params={"question": name}, icon=":material/chevron_right:")
    place = where()
    st.subheader("With most facts")
    told = [found for kind in ("Place", "Organization", "Person") for found in listing(reader, kind)[:MOST]]
    told_most = lines([found_line(found) for found in told], key="overview-most")
with here:
    st.subheader("What is in here")
    kind = lines(kind_lines(counts, (*BROAD, "Observation")), key="overview-kinds")
    st.subheader("Articles")
    article = lines([article_line(a) for a in known[:SHOWN]], key="overview-articles")
    if len(known) > SHOWN:
        st.page_link(PAGES["read"], label=f"All {counts['Document']:,} articles", icon=":material/article:")

for clicked in (place, told_most, kind, article):
    if clicked:
        go(clicked)
