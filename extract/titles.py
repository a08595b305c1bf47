"""The words of a title: 'deputy director', 'village Party secretary'; and what titles are of."""

from __future__ import annotations

from spacy.tokens import Token

from extract.draft import Draft
from extract.patterns import load
from extract.records import ORGANIZATIONS, TERRITORIES, Kind

_LISTS = load("posts")
OFFICIAL = frozenset(_LISTS["official"])
EMPLOYED = frozenset(_LISTS["employed"])
MODIFIERS = frozenset(_LISTS["modifiers"])
BODIES = TERRITORIES | {Kind.GOVERNMENT_BODY}
WORKPLACES = (ORGANIZATIONS - {Kind.GOVERNMENT_BODY}) | {Kind.SITE}
RELATIVE = frozenset({"who", "that"})


def is_title(draft: Draft, token: Token) -> bool:
    return draft.at(token) is None and not _is_plural(token) and not _leads_title(token)


def _leads_title(token: Token) -> bool:
    """Whether a 'deputy' only begins a longer title."""
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return token.lower_ in MODIFIERS and following in OFFICIAL | EMPLOYED | MODIFIERS


def _is_plural(token: Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"} or token.pos_ in {"VERB", "AUX"}


def title_words(draft: Draft, head: Token) -> list[Token]:
    """The head with the words of the title before it: 'deputy director', 'Party secretary'."""
    start = head.i
    while start > head.sent.start:
        before = head.doc[start - 1]
        if before.text == "-" and start >= 2 and head.doc[start - 2].lower_ in MODIFIERS:
            start -= 2
            continue
        if before.lower_ not in MODIFIERS or draft.at(before) is not None:
            break
        start -= 1
    return list(head.doc[start : head.i + 1])
