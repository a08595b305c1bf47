"""Whose money or gift a measure is: 'a subsidy from X', 'with 17 million yuan from X, six schools were built'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from extract.draft import Draft
from extract.measures import Measure
from extract.patterns import load
from extract.records import ORGANIZATIONS, PLACES, Kind, Mention
from extract.syntax import is_passive

_WORDS = load("programs")["words"]
RUNNERS = (PLACES | ORGANIZATIONS) - {Kind.SITE, Kind.PLACE}
RECEIVING = frozenset(_WORDS["receiving"])
GIFTS = frozenset(_WORDS["gifts"])
NEAR_SOURCE = 14  # tokens between a gift and whom it comes from
FUNDED = re.compile(r"(?:With|Thanks to|Using) [^.;]{0,70}?(?:from|of|by)(?: the)? $")


def funder(draft: Draft, verb: Token, held: Sequence[Mention]) -> str | None:
    """Whose money a passive sentence opens with: 'With 17 million yuan from X, six kindergartens were built'."""
    start = verb.sent.start_char
    for mention in held:
        if mention.start < verb.idx and draft.kind(mention.body) in RUNNERS:
            return mention.body if FUNDED.match(draft.document.text[start : mention.start].lstrip()) else None
    return None


def source_of(draft: Draft, measure: Measure, verb: Token, held: Sequence[Mention]) -> str | None:
    """Whom a gift or loan comes from: 'a subsidy of 500 yuan from X', 'with the help of X'."""
    start = measure.token if measure.by_noun else verb
    if not measure.by_noun and not is_received(verb):
        return None
    doc = start.doc
    for i in range(start.i + 1, min(start.i + NEAR_SOURCE, start.sent.end)):
        if doc[i].lower_ == "from":
            behind = [m for m in held if 0 <= m.start - doc[i].idx - 5 < 12]
            behind += [m for m in held if behind and draft.document.text[behind[-1].end : m.start] in {"'s ", "’s "}][
                :1
            ]
            fits = [m.body for m in behind if draft.kind(m.body) in RUNNERS]
            gift = measure.token.lower_.rstrip("s") in GIFTS or not measure.by_noun or is_received(verb)
            return _innermost(draft, behind, fits) if fits and gift else None
    return None


def _innermost(draft: Draft, behind: Sequence[Mention], fits: Sequence[str]) -> str:
    """The body that names right behind one another tell: 'the county's finance bureau'."""
    for owner, owned in pairwise(behind):
        between = draft.document.text[owner.end : owned.start]
        if owner.body == fits[0] and between in {"'s ", "’s "} and draft.kind(owned.body) in ORGANIZATIONS:
            return owned.body
    return fits[0]


def is_received(verb: Token) -> bool:
    return verb.lemma_ in RECEIVING and not is_passive(verb)
