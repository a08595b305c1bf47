"""Ask: a worked question, one that is built from picks, or one in SPARQL; and its answer, with the sentences."""

from __future__ import annotations

from hashlib import sha256

import streamlit as st

from components import store
from components.answers import answered
from components.builder import builder, easier
from components.editor import editor
from components.frame import endpoint
from components.library import library
from components.links import plain
from components.results import results
from graph.builder import parameters, picked, sparql, words
from graph.cookbook import questions
from graph.prefixes import PREFIXES
from ontology.errors import BadQuery

WORKED, BUILT, OWN = "Worked questions", "Build a question", "My own query"
KEPT = ("view", "sentences")  # of the address, from question to question

reader = store.reader()
worked = questions()
first = next(iter(worked))
address = st.query_params.to_dict()
kept = {name: address[name] for name in KEPT if name in address}
# The address is the one truth: it holds a query of one's own, the picks of a built question, or a worked one's name.
own = address.get("query", "")
built = picked(address)
way = OWN if own else BUILT if "from" in address else WORKED
asked = address.get("question", first) if address.get("question", first) in worked else first


def turn(parameters: dict[str, str]) -> None:
    """Ask something else."""
    st.query_params.from_dict(kept | parameters)
    st.rerun()


st.title("Ask")
chosen = st.segmented_control(
    "Ways to ask", [WORKED, BUILT, OWN], default=way, required=True, label_visibility="collapsed"
)
query, title = {
    WORKED: (worked[asked].sparql, worked[asked].title),
    BUILT: (sparql(built), words(built)),
    OWN: (own, "Your query"),
}[way]
if chosen and chosen != way:
    turn({WORKED: {}, BUILT: parameters(built), OWN: {"query": query}}[chosen])
if way != OWN and address:
    st.query_params.from_dict(address)  # a link from this page to itself leaves the window's address as it was
if way == WORKED:
    is_asked = "question" in address
    library(asked if is_asked else "", kept, opened=not is_asked)
    if not is_asked:
        st.stop()
elif way == BUILT:
    now = builder(reader, built)
    if now != parameters(built):
        turn(now)
# Who asks in words reads the answer first, who writes queries the query.
above, below = st.container(), st.container()
writing = above if way == OWN else st.expander("See and change the query", icon=":material/code:")

wrong = 0
with below:
    try:
        answer = answered(reader, query)
    except BadQuery as error:
        st.error(plain(str(error)))
        wrong = error.line
    else:
        results(reader, answer, query=query, title=plain(title), key=sha256(query.encode()).hexdigest()[:12])
        if way == BUILT and not answer.rows:
            easier(reader, built)
with writing:
    changed = editor(query, line=wrong, key="editor")
with st.expander("Prefixes that are known here, and where programs ask"):
    st.markdown(f"Programs ask the same, by the SPARQL protocol, at `{store.address() or endpoint()}`.")
    st.code("\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()), language="sparql")
if changed and changed != query:
    turn({"query": changed})
