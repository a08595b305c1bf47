"""Organisations told in lower case: 'the county's forestry bureau', 'the Hesu community health center'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extract.classed import HEADS
from extract.names import Name, is_capital, trimmed
from extract.patterns import load
from extract.records import Kind

_LISTS = load("organizations")
GENERIC = frozenset(_LISTS["words"]["generic"])
DESCRIBED = frozenset(_LISTS["words"]["described"])
FIELDS = frozenset(_LISTS["words"]["fields"])
FIELDS_BEHIND = frozenset(_LISTS["words"]["fields_behind"])
LEVELS = frozenset(_LISTS["words"]["levels"])
OWNED = frozenset(_LISTS["words"]["owned"])
OWNERS_INSIDE = frozenset(_LISTS["words"]["owners_inside"])
SEATED = frozenset({"government", "committee", "authorities"})
CARES = frozenset({"health", "medical", "service", "care"})
CARING = frozenset({"center", "centre", "clinic", "station", "hospital"})


def described(doc: Doc) -> Iterator[Name]:
    """Bodies told in lower case: 'the county's forestry bureau', 'the village committee'."""
    yield from _local(doc)
    for token in doc:
        if token.text[0].isupper() or token.lower_ not in DESCRIBED | OWNED:
            continue
        start = token.i
        if (
            start >= 2
            and doc[start - 1].text in {"'s", "’s", "'", "’"}
            and doc[start - 2].text.title() in OWNERS_INSIDE
        ):
            start -= 2
        while start > token.sent.start and _modifies(doc[start - 1], token):
            start -= 1
        owner = start >= 2 and doc[start - 1].text in {"'s", "’s"} and doc[start - 2].text in LEVELS
        owner = owner and not (
            start >= 3 and is_capital(doc[start - 3]) and not doc[start - 3].is_stop
        )  # 'Hesu county's …' begins with a place
        if token.lower_ in OWNED:
            if owner:
                yield Name(span=doc[start - 2 : token.i + 1], kind=HEADS[token.lower_])
            continue
        if start == token.i and token.lower_ in SEATED and doc[start - 1].text.lower() in LEVELS and start > 1:
            start -= 1  # 'the Hesu County government'
        if (
            (start == token.i and _with_field(doc, token) == token.i)
            or _indefinite(doc, start)
            or (start and doc[start - 1].text == "-")
        ):
            continue
        first = start - 2 if owner else _with_name(doc, start)
        yield Name(span=doc[first : _with_field(doc, token) + 1], kind=HEADS[token.lower_])


def _with_field(doc: Doc, head: Token) -> int:
    """Where 'the provincial office of poverty alleviation' ends, whose field stands behind 'of'."""
    end = head.i
    if end + 2 >= len(doc) or doc[end + 1].lower_ != "of" or doc[end + 2].text not in FIELDS_BEHIND:
        return end
    end += 2
    while end + 1 < head.sent.end and doc[end + 1].text in FIELDS_BEHIND | {"and"}:
        end += 1
    return end - 1 if doc[end].text == "and" else end


def _with_name(doc: Doc, start: int) -> int:
    """Where 'Hesu village committee' begins, whose level follows a name."""
    if doc[start].lower_ not in LEVELS | {"neighborhood", "residents"}:
        return start
    first = start
    while first > doc[start].sent.start and is_capital(doc[first - 1]) and start - first < 3:
        first -= 1
    span = trimmed(doc[first:start])
    return span.start if len(span) else start


def _modifies(token: Token, head: Token) -> bool:
    if token.text[0].isupper():
        return token.text == "Party" and head.lower_ == "committee"
    if token.lower_ == "and" and 0 < token.i < head.i - 1:  # 'the human resources and social security bureau'
        return token.nbor(-1).text in FIELDS and token.nbor(1).text.islower()
    return (
        token.pos_ in {"NOUN", "ADJ", "PROPN"}
        and token.lower_ not in GENERIC | {"relevant", "main", "functional", "own"}
        and (head.i - token.i < 7)
    )


def _indefinite(doc: Doc, start: int) -> bool:
    before = doc[start - 1].lower_ if start else ""
    return before in {"a", "an", "each", "every", "any", "post", "some", "no"}


def _local(doc: Doc) -> Iterator[Name]:
    """'the Hesu community health center': what serves a town or estate and is called after it."""
    for token in doc:
        if token.text not in CARING or token.i < 3 or doc[token.i - 1].text not in CARES or not _is_local(doc, token.i):
            continue
        start = token.i - 2
        while start > token.sent.start and is_capital(doc[start - 1]):
            start -= 1
        span = trimmed(doc[start : token.i + 1])
        if is_capital(span[0]):
            yield Name(span=span, kind=Kind.INSTITUTION)


def _is_local(doc: Doc, i: int) -> bool:
    return doc[i - 2].text in LEVELS | {"community"} and is_capital(doc[i - 3])
