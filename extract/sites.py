"""Places of work and living, by name ('the Sunrise relocation site') or by description ('a strawberry base')."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from extract.names import Name, PlaceName, is_capital, trimmed
from extract.patterns import load
from extract.polarity import is_asserted
from extract.records import Kind

_LISTS = load("places")["sites"]
NAMED = frozenset(tuple(phrase.split()) for phrase in _LISTS["named"])
BY_FIRST = {first: [p for p in NAMED if p[0] == first] for first in {p[0] for p in NAMED}}
DESCRIBED = frozenset(_LISTS["described"])
PLAIN = frozenset(_LISTS["plain"])
HOUSING = frozenset({"site", "area", "community", "point", "estate", "resettlement", "relocation"})
UNITS = frozenset(
    {"mu", "hectare", "acre", "square", "meter", "kilometer", "kilowatt", "km", "yuan", "year", "storey", "story"}
)
BUILD = frozenset({"open", "build", "establish", "set", "found", "run"})
LOCATIVE = frozenset({"in", "at", "of"})


def find_sites(doc: Doc, taken: Iterable[Name]) -> list[Name]:
    """Sites that no place or organisation name covers already."""
    covered = {t.i for n in taken if n.kind is not Kind.SITE for t in n.span}
    ends = {n.span.end: n for n in taken if isinstance(n, PlaceName) and len(n.span) > 1}
    named = [n for n in [*_named(doc), *_apposed(doc)] if n.span.end not in ends]  # 'Pudong New Area' is a place
    held = {t.i for n in named for t in n.span}
    described = [n for n in _described(doc) if not {t.i for t in n.span} & (held | covered)]
    return [*named, *described]


def _named(doc: Doc) -> Iterator[Name]:
    """Capitalised names before a head: 'Hongfu Mushroom Planting Base', 'Sunrise relocation site'."""
    for token in doc:
        for phrase in BY_FIRST.get(token.lower_, ()):
            span = _phrase(doc, token, phrase)
            if span is None:
                continue
            start = span.start
            while start > token.sent.start and _belongs(doc, start):
                start -= 1
            whole = trimmed(doc[start : span.end])
            if len(whole) > len(span) and is_capital(whole[0]):
                yield Name(span=whole, kind=Kind.SITE)


def _belongs(doc: Doc, start: int) -> bool:
    before = doc[start - 1]
    if is_capital(before):
        return True
    return before.lower_ == "and" and start >= 2 and is_capital(doc[start - 2]) and is_capital(doc[start])


def _phrase(doc: Doc, token: Token, phrase: tuple[str, ...]) -> Span | None:
    """The head's own words from a token on; the longest phrase that begins there."""
    end = token.i + len(phrase)
    if end > len(doc) or any(doc[token.i + k].lower_ != word for k, word in enumerate(phrase)):
        return None
    return doc[token.i : end]


def _apposed(doc: Doc) -> Iterator[Name]:
    """'Huaxin Huayuan, a resettlement site for …', '… is a new community for relocated families'."""
    for token in doc:
        if token.lower_ not in HOUSING | DESCRIBED or token.text[0].isupper():
            continue
        for j in range(token.i - 1, max(token.sent.start, token.i - 6), -1):
            if doc[j].lower_ in {"a", "an"} and doc[j - 1].lower_ in {",", "is", "was"}:
                start = j - 1
                while start > token.sent.start and is_capital(doc[start - 1]):
                    start -= 1
                span = trimmed(doc[start : j - 1])
                if 0 < len(span) <= 4 and _is_housing(doc, j, token):
                    yield Name(span=span, kind=Kind.SITE)
                break
            if doc[j].pos_ == "ADP" or (not doc[j].is_alpha and doc[j].text != "-"):
                break


def _is_housing(doc: Doc, start: int, head: Token) -> bool:
    words = {t.lower_ for t in doc[start : min(head.i + 4, len(doc))]}
    return bool(words & {"resettlement", "relocation", "relocated", "relocatees"}) or head.lower_ in DESCRIBED


def _described(doc: Doc) -> Iterator[Name]:
    """'the mushroom base in X Village': one thing, of a kind, at a place or set up by somebody."""
    for token in doc:
        if token.lower_ not in DESCRIBED or token.tag_ == "NNS" or token.text[0].isupper():
            continue
        start = token.i
        while start > token.sent.start and _sort_of(doc[start - 1], token):
            start -= 1
        if start > token.sent.start and start < token.i and doc[start - 1].like_num:
            start -= 1
        if (
            (token.lower_ in HOUSING and _describes_name(doc, start))
            or start == token.i
            or all(t.lower_ in PLAIN | UNITS or t.text == "-" for t in doc[start : token.i])
        ):
            continue
        if _is_placed(doc, token) or (_is_made(token) and is_asserted(token)):
            yield Name(span=doc[start : token.i + 1], kind=Kind.SITE)


def _describes_name(doc: Doc, start: int) -> bool:
    """Whether words say what the name before them is: 'Kangle Jiayuan, a resettlement site in …'."""
    return (
        start > 2 and doc[start - 1].lower_ in {"a", "an"} and doc[start - 2].text == "," and is_capital(doc[start - 3])
    )


def _sort_of(token: Token, head: Token) -> bool:
    if token.text[0].isupper() or head.i - token.i > 4 or token.lower_ in PLAIN:
        return False
    return token.pos_ in {"NOUN", "PROPN"} or (token.pos_ in {"ADJ", "VERB"} and token.dep_ in {"compound", "amod"})


def _is_placed(doc: Doc, token: Token) -> bool:
    """Whether 'in', 'at' or 'of' and a capitalised name follow directly."""
    i = token.i + 1
    if i + 1 >= len(doc) or doc[i].lower_ not in LOCATIVE:
        return False
    words = doc[i + 1 : min(i + 4, len(doc))]
    return any(is_capital(t) for t in words[:2]) or (words[0].lower_ in {"the", "nearby"} and len(words) > 1)


def _is_made(token: Token) -> bool:
    """Whether somebody opens or builds it."""
    if token.dep_ in {"obj", "nsubj:pass", "conj"} and token.head.lemma_ in BUILD:
        return True
    after = token.doc[token.i + 1 : min(token.i + 12, token.sent.end)]
    relative = len(after) > 0 and after[0].lower_ in {"that", "which"}
    return relative and any(t.lemma_ in BUILD for t in after)
