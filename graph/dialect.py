"""What the store's engine reads otherwise than SPARQL says, written so that it reads it right."""

from __future__ import annotations

import re

from graph.dataset import IRI, QUOTED

_TOKEN = re.compile(
    rf"""
      {IRI} | \#[^\n\r]*+ | {QUOTED}
    | (?P<concat>(?<![\w:.?$-])GROUP_CONCAT\s*\() | (?P<bracket>[()])
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def plain(query: str) -> str:
    """A query whose GROUP_CONCATs are strings without a language, as SPARQL has them.

    The engine gives a language to what it joins from texts of one language.
    """
    if "GROUP_CONCAT" not in query.upper():
        return query
    parts, end, open_ = [], 0, [False]
    for found in _TOKEN.finditer(query):
        if found["concat"]:
            parts += [query[end : found.start()], "STR("]
            end = found.start()
            open_.append(True)
        elif found["bracket"] == "(":
            open_.append(False)
        elif found["bracket"] and len(open_) > 1 and open_.pop():
            parts += [query[end : found.end()], ")"]
            end = found.end()
    return "".join([*parts, query[end:]])
