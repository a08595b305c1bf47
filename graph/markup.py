"""An article's text, cut into pieces at what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.queries import Spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of an article: what they speak of (`body`, with its class), and the quotation they stand in."""

    text: str
    body: str = ""
    kind: str = ""
    quotation: str = ""
    start: int = 0


def paragraphs(text: str, spoken: Sequence[Spoken], *, cuts: Iterable[int] = ()) -> list[list[Piece]]:
    """The paragraphs of a text in pieces; of mentions that overlap, the first and longest is marked.

    No piece reaches over a place of `cuts`.
    """
    names = _apart(s for s in spoken if s.kind != "Quotation")
    quotes = _apart(s for s in spoken if s.kind == "Quotation")
    found, cuts = [], set(cuts)
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        start, end = line.span()
        within = {start, end} | {p for p in cuts if start < p < end}
        found.append([p for p in _pieces(text, names, quotes, within) if p.text])
    return found


def _apart(spoken: Iterable[Spoken]) -> list[Spoken]:
    """Mentions that don't overlap, in the order of the text."""
    found: list[Spoken] = []
    for mention in sorted(spoken, key=lambda s: (s.start, -s.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found


def _pieces(text: str, names: Sequence[Spoken], quotes: Sequence[Spoken], cuts: set[int]) -> Iterable[Piece]:
    start, end = min(cuts), max(cuts)
    for mention in (*names, *quotes):
        cuts = cuts | {p for p in (mention.start, mention.end) if start < p < end}
    for one, two in pairwise(sorted(cuts)):
        name = next((n for n in names if n.start <= one and two <= n.end), None)
        quote = next((q for q in quotes if q.start <= one and two <= q.end), None)
        yield Piece(
            text=text[one:two],
            body=name.body if name else "",
            kind=name.kind if name else "",
            quotation=quote.body if quote else "",
            start=one,
        )
