"""Places whose type stands apart from their name: 'Hesu, a village in …', 'the village, called Hesu'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extract.names import NOT_STEMS, is_pinyin
from extract.numbers import value_of
from extract.patterns import load
from extract.records import Kind

_LISTS = load("places")
TYPES = {word: Kind(kind) for word, kind in _LISTS["types"].items()}
SMALL = frozenset({Kind.VILLAGE, Kind.TOWNSHIP})
FOLLOWING = frozenset(
    {"in", "of", "under", "at", "on", "where", "that", "which", "with", "near", "outside", ",", ".", ";", "and"}
)
OWNERS = frozenset({"his", "her", "their", "my", "our", "its", "'s", "’s", "parents'"})
VILLAGE_LEADERS = frozenset({"party chief", "party secretary", "first secretary", "village head", "village chief"})
CALLED = frozenset({"called", "named"})
NATIONALITIES = frozenset(_LISTS["words"]["nationalities"])
PLURALS = {f"{word[:-1]}ies" if word.endswith("y") else f"{word}s": kind for word, kind in TYPES.items()}
APART = frozenset(
    {"of", "in", "from", "at", "near", "outside", "who", "which", "that"}
)  # 'X, a herder from Y township'
FARTHEST = 7  # tokens between an article and its type word


def introduced(doc: Doc) -> Iterator[tuple[Span, Kind, Token]]:
    """Each name that a type word apart from it makes a place: its tokens, the kind, the type word."""
    for token in doc:
        kind = TYPES.get(token.text)
        if kind is None or token.i + 1 >= len(doc):
            continue
        span = _before(doc, token) or _called(doc, token) or _predicated(doc, token)
        if span is None and kind is Kind.VILLAGE:
            span = _owned(doc, token)
        if span is not None:
            yield span, kind, token
    yield from _one_of_many(doc)
    yield from _of_villagers(doc)
    yield from _listed(doc)
    yield from _listed_behind(doc)


def _one_of_many(doc: Doc) -> Iterator[tuple[Span, Kind, Token]]:
    """'Hesu, one of the poorest villages in …': the name before the comma."""
    for token in doc:
        if token.text not in PLURALS or PLURALS[token.text] not in SMALL:
            continue
        for i in range(token.i - 1, max(token.sent.start, token.i - FARTHEST), -1):
            if doc[i].lower_ == "one" and doc[i + 1].lower_ == "of":
                span = _name_to(doc, i - 1) if doc[i - 1].text == "," else None
                if span is not None:
                    yield span, PLURALS[token.text], token
                break
            if doc[i].text in {",", ";"}:
                break


def _listed(doc: Doc) -> Iterator[tuple[Span, Kind, Token]]:
    """'Hesu and Lanshui villages', 'A, B and C counties': each name before a type word in the plural."""
    for token in doc:
        if token.text not in PLURALS:
            continue
        spans, end, joined = [], token.i, False
        while end > token.sent.start:
            start = end
            while start > token.sent.start and _may_be_stem(doc[start - 1]) and end - start < 2:
                start -= 1
            if start == end:
                break
            spans.append(doc[start:end])
            before = doc[start - 1] if start > token.sent.start else None
            if before is None or not (before.lower_ == "and" or (before.text == "," and joined)):
                break
            joined = True
            end = start - 2 if before.lower_ == "and" and doc[start - 2].text == "," else start - 1
        if joined and not any(span.text in NATIONALITIES for span in spans):
            yield from ((span, PLURALS[token.text], token) for span in reversed(spans))


def _listed_behind(doc: Doc) -> Iterator[tuple[Span, Kind, Token]]:
    """'the two villages of Hesu and Lanshui', 'two counties, A and B': as many names behind a plural as it counts.

    Uncounted, 'the villages of A and B' can be those in A and in B.
    """
    for token in doc[:-1]:
        if token.text not in PLURALS or token.nbor(1).lower_ not in {"of", ",", ":"}:
            continue
        counted = {value_of(t) for t in doc[max(token.sent.start, token.i - 2) : token.i]}
        spans, i = [], token.i + 2
        while (span := _name_from(doc, i)) is not None:
            spans.append(span)
            i = span.end
            if i < len(doc) and doc[i].text == ",":
                i += 1
            if i < len(doc) and doc[i].lower_ == "and":
                i += 1
            if i == span.end or i >= len(doc):
                break
        joined = len(spans) > 1 and len(spans) in counted and doc[spans[-1].start - 1].lower_ == "and"
        if joined and not any(s.text in NATIONALITIES or _is_typed(doc, s) for s in spans):
            yield from ((s, PLURALS[token.text], token) for s in spans)


def _is_typed(doc: Doc, span: Span) -> bool:
    """Whether a name goes on with a type of its own: 'the villages of Hesu and Lanshui County'."""
    last = span.end < len(doc) and doc[span.end].lower_ in TYPES
    return last or span[-1].lower_ in TYPES


def _before(doc: Doc, token: Token) -> Span | None:
    """'Hesu, a mountain village in …', 'Hesu, which is a village in …': the name before the comma."""
    if doc[token.i + 1].lower_ not in FOLLOWING:
        return None
    for i in range(token.i - 1, max(token.sent.start, token.i - FARTHEST), -1):
        if doc[i].lower_ in {"a", "an", "the", "another", "one"}:
            if i > 3 and doc[i - 2].lower_ == "which" and doc[i - 1].lower_ in {"is", "was"}:
                i -= 2
            return _name_to(doc, i - 1) if doc[i - 1].text == "," else None
        if not (doc[i].is_alpha or doc[i].text == "-") or doc[i].lower_ in APART:
            return None
    return None


def _predicated(doc: Doc, token: Token) -> Span | None:
    """'Hesu is a county in …': the name before the copula."""
    if doc[token.i + 1].lower_ not in {"in", "of", "under", "on", "where", "that", "with"}:
        return None
    for i in range(token.i - 1, max(token.sent.start, token.i - FARTHEST), -1):
        if doc[i].lower_ in {"a", "an"}:
            return _name_to(doc, i - 1) if doc[i - 1].lower_ in {"is", "was"} and i - 1 > token.sent.start else None
        if not (doc[i].is_alpha or doc[i].text == "-"):
            return None
    return None


def _of_villagers(doc: Doc) -> Iterator[tuple[Span, Kind, Token]]:
    """'Hesu villager Li': one capitalised word before 'villager' or 'villagers'."""
    for token in doc[1:]:
        before = token.nbor(-1)
        if token.text not in {"villager", "villagers"} or not _may_be_stem(before) or not is_pinyin(before.text):
            continue
        alone = before.i == 0 or not doc[before.i - 1].text[0].isupper() or before.is_sent_start
        if alone and not before.is_stop and before.text not in NATIONALITIES:
            yield doc[before.i : token.i], Kind.VILLAGE, token


def led(doc: Doc) -> Iterator[Span]:
    """'Party chief of Hesu', 'first secretary of Hesu': a village by who leads it, or a larger place with one."""
    for token in doc[2:-1]:
        if token.lower_ == "of" and doc[token.i - 2 : token.i].text.lower() in VILLAGE_LEADERS:
            span = _name_from(doc, token.i + 1)
            if span is not None and len(span) == 1 and is_pinyin(span.text) and not _is_typed(doc, span):
                yield span


def _name_to(doc: Doc, comma: int) -> Span | None:
    start = comma
    while start > doc[comma].sent.start and _may_be_stem(doc[start - 1]) and comma - start < 3:
        start -= 1
    while start < comma and doc[start].is_sent_start and (doc[start].is_stop or doc[start].pos_ == "ADP"):
        start += 1  # 'For Hesu, a village of …'
    return doc[start:comma] if 0 < comma - start < 3 else None


def _called(doc: Doc, token: Token) -> Span | None:
    """'a village called Hesu', 'Her village is called Hesu'."""
    i = token.i + 1
    if doc[i].lower_ == "of" and i + 3 < len(doc) and doc[i + 1].like_num:  # 'a village of 96 families called …'
        i += 3
    if doc[i].lower_ in {"is", "was"}:
        i += 1
    if i + 1 >= len(doc) or doc[i].lower_ not in CALLED:
        return None
    return _name_from(doc, i + 1)


def _owned(doc: Doc, token: Token) -> Span | None:
    """'his home village, Hesu, …': one word between commas, behind an owner's village."""
    before = {t.lower_ for t in doc[max(token.sent.start, token.i - 3) : token.i]}
    if doc[token.i + 1].text != "," or not before & OWNERS:
        return None
    span = _name_from(doc, token.i + 2)
    ends = span is not None and span.end < len(doc) and doc[span.end].text in {",", "."}
    return span if ends and span is not None and len(span) == 1 else None


def _name_from(doc: Doc, i: int) -> Span | None:
    end = i
    while end < len(doc) and _may_be_stem(doc[end]) and end - i < 2 and not doc[end].is_sent_start:
        end += 1
    return doc[i:end] if end > i else None


def _may_be_stem(token: Token) -> bool:
    return token.text[0].isupper() and token.text[-1].isalpha() and token.text not in NOT_STEMS
