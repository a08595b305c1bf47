"""The columns of `SELECT *` in the order in which the query first names them: engines give them by the alphabet."""

from __future__ import annotations

import json
import re

from graph.dataset import SILENT

_STAR = re.compile(r"\bSELECT\b\s*(?:DISTINCT\b|REDUCED\b)?\s*(\*)?", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")
_HEAD = re.compile(rb'(\s*\{\s*"head"\s*:\s*\{\s*"vars"\s*:\s*)(\[[^\]]*\])')


def starred(query: str) -> tuple[str, ...]:
    """The variables of a query whose outermost SELECT asks for all, as they first appear; none for another."""
    if "*" not in query:
        return ()
    first = _STAR.search(SILENT.sub(" ", query))
    if not first or not first[1]:
        return ()
    spoken = (_VARIABLE.fullmatch(found[0]) for found in SILENT.finditer(query))
    return tuple(dict.fromkeys(name[1] for name in spoken if name))


def in_order(body: bytes, query: str) -> bytes:
    """SPARQL results in JSON with the columns as the query names them, if it asks for all of them."""
    order, head = starred(query), _HEAD.match(body)
    if not order or not head:
        return body
    found: list[str] = json.loads(head[2])
    place = {name: i for i, name in enumerate(order)}
    found.sort(key=lambda name: place.get(name, len(place)))
    return head[1] + json.dumps(found, ensure_ascii=False).encode() + body[head.end() :]
