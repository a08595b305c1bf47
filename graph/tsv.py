"""SPARQL results in TSV: each term as Turtle writes it, so that it comes back as it went."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.prefixes import PREFIXES

_BARE = {  # numbers that stand without quotes, each where it can be read back as its own kind alone
    f"{PREFIXES['xsd']}integer": re.compile(r"[+-]?[0-9]+"),
    f"{PREFIXES['xsd']}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{PREFIXES['xsd']}double": re.compile(r"[+-]?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+"),
}


def tsv(variables: Iterable[str], rows: Iterable[Iterable[NamedNode | BlankNode | Literal | Triple | None]]) -> str:
    """Rows of terms under their variables; what is unbound is empty."""
    lines = ["\t".join(f"?{name}" for name in variables)]
    lines += ["\t".join(map(_term, row)) for row in rows]
    return "\n".join(lines) + "\n"


def _term(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    if term is None:
        return ""
    bare = _BARE.get(term.datatype.value) if isinstance(term, Literal) else None
    if isinstance(term, Literal) and bare and bare.fullmatch(term.value):
        return term.value
    return str(term).replace("\t", "\\t")
