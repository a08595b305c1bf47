"""The endpoint's page for people: a form, worked questions, and an answer as a table. Everything in it is escaped."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import pyoxigraph as ox

from graph.cookbook import questions
from graph.prefixes import PREFIXES, compact
from graph.sandbox import Answer
from ontology.iri import BASE

# The page runs no script and loads nothing; the form asks the endpoint alone.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

_STYLE = """
:root { color-scheme: light dark; --line: light-dark(#d9d5cb, #3a4149); --link: light-dark(#175e8c, #8cc4ea);
  --soft: light-dark(#f5f3ee, #22272d); --wrong: light-dark(#a3260f, #ff9d8a) }
body { font: 16px/1.5 sans-serif; max-width: 72rem; margin: 0 auto; padding: 1.5rem;
  background: light-dark(#fff, #16191d); color: light-dark(#101418, #e8e6e1) }
h1, h2 { font-family: serif; line-height: 1.2 }
a { color: var(--link) }
textarea { font: 15px/1.45 monospace; width: 100%; box-sizing: border-box; padding: .6rem; color: inherit;
  background: var(--soft); border: 1px solid var(--line); border-radius: .4rem }
button { font: inherit; padding: .4rem 1.2rem; border: 0; border-radius: .4rem; cursor: pointer;
  background: light-dark(#175e8c, #7fbce6); color: light-dark(#fff, #101418) }
.wide { overflow-x: auto }
table { border-collapse: collapse }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line) }
td { max-width: 36rem; overflow-wrap: anywhere }
ul { columns: 20rem; column-gap: 2.5rem; padding-left: 1.2rem }
pre { background: var(--soft); padding: .6rem; overflow-x: auto }
.wrong { color: var(--wrong); font-weight: bold }
"""


def page(query: str = "", answer: Answer | None = None, wrong: str = "") -> bytes:
    """The page with a query in its form, and its answer or what is wrong with it."""
    asked = query or next(iter(questions().values())).sparql
    shown = answered(answer) if answer else ""
    if answer and answer.missing:
        shown = f'<p role="status">{escape(answer.missing)}</p>{shown}'
    error = f'<p class="wrong" role="alert">{escape(wrong)}</p>' if wrong else ""
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>policygraph: ask in SPARQL</title>
<style>{_STYLE}</style>
<h1>Ask the graph in SPARQL</h1>
<p>This address answers queries by the SPARQL 1.1 Protocol, and only reads. A program asks it with the parameter
<code>query</code>, and says with <code>Accept</code> which format it wants.</p>
<form method="get">
<p><label for="query">Your query</label></p>
<textarea id="query" name="query" rows="8" spellcheck="false">{escape(asked)}</textarea>
<p><button>Ask</button></p>
</form>
{error}{shown}
<h2>Worked questions</h2>
<ul>{_questions()}</ul>
<h2>Prefixes that are known here</h2>
<pre>{_prefixes()}</pre>
</html>
""".encode()


def _questions() -> str:
    links = ((f"?{urlencode({'query': q.sparql})}", q.title) for q in questions().values())
    return "".join(f'<li><a href="{escape(to)}">{escape(title)}</a></li>\n' for to, title in links)


def _prefixes() -> str:
    return escape("\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()))


def answered(answer: Answer) -> str:
    """An answer as HTML: yes or no, or a table."""
    if answer.kind == "boolean":
        return f"<h2>Answer</h2><p>{'Yes.' if answer.boolean else 'No.'}</p>"
    columns = ("subject", "property", "object") if answer.kind == "graph" else answer.variables
    rows = answer.terms
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in rows)
    count = f"{len(rows):,} row{'' if len(rows) == 1 else 's'}"
    return f'<h2>Answer: {count}</h2><div class="wide"><table><tr>{head}</tr>\n{body}</table></div>'


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return "<td></td>"
    if isinstance(term, ox.NamedNode):
        text = escape(compact(term).strip("<>").removeprefix(BASE))
        is_address = term.value.startswith(("http://", "https://"))  # and no javascript:
        return (
            f'<td><a href="{escape(term.value)}" rel="noreferrer">{text}</a></td>' if is_address else f"<td>{text}</td>"
        )
    return f"<td>{escape(str(getattr(term, 'value', term)))}</td>"
