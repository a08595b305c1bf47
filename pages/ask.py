"""Ask: a question in SPARQL, or one of the worked ones, and its answer."""

from __future__ import annotations

import streamlit as st

from components import store
from components.editor import editor
from components.links import plain
from components.results import results
from graph.cookbook import questions
from graph.prefixes import PREFIXES
from graph.results import table
from graph.sandbox import Limits, ask
from ontology.errors import BadQuery

OWN = "A question of my own"
LIMITS = Limits(seconds=20, rows=5_000)

reader = store.reader()
worked = questions()
# The address is the one truth: it holds a worked question's name, or a query of one's own.
query = st.query_params.get("query", "")
first = next(iter(worked))
asked = OWN if query else st.query_params.get("question", first)
if asked not in worked and not query:
    asked = first

st.title("Ask")
names = [*worked, OWN] if query else list(worked)
chosen = st.selectbox(
    "A worked question, to run or to change",
    names,
    index=names.index(asked),
    format_func=lambda name: worked[name].title if name in worked else name,
)
if chosen != asked:
    st.query_params.from_dict({"question": chosen})
    st.rerun()
sparql = worked[chosen].sparql if chosen in worked else query

writing, below = st.container(), st.container()
wrong = 0
with below:
    try:
        with st.spinner("Asking …", show_time=True):
            answer = ask(reader.source(), sparql, LIMITS)
    except BadQuery as error:
        st.error(plain(str(error)))
        wrong = error.line
    else:
        results(table(reader, answer), answer, title=worked[chosen].title if chosen in worked else "Your question")
    with st.expander("Prefixes that are known here"):
        st.code("\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()), language="sparql")
with writing:
    changed = editor(sparql, line=wrong, key="editor")
if changed and changed != sparql:
    st.query_params.from_dict({"query": changed})
    st.rerun()
