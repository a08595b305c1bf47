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
# Each has its place whatever stands above it: an editor that moved would lose what is being written in it.
picking, writing, below = st.container(), st.container(), st.container()
if way == WORKED:
    query, title = worked[asked].sparql, worked[asked].title
    with picking:
        library(asked, kept, opened="question" not in address)
elif way == BUILT:
    query, title = sparql(built), words(built)
    with picking:
        now = builder(reader, built)
    if now != parameters(built):
        turn(now)
else:
    query, title = own, "Your query"
if chosen and chosen != way:
    turn({WORKED: {"question": first}, BUILT: parameters(built), OWN: {"query": query}}[chosen])

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
    with st.expander("Prefixes that are known here, and where programs ask"):
        st.markdown(f"Programs ask the same, by the SPARQL protocol, at `{store.address() or endpoint()}`.")
        st.code("\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()), language="sparql")
with writing:
    changed = editor(query, line=wrong, key="editor")
if changed and changed != query:
    turn({"query": changed})
