"""Organisations whose class stands beside their name: in a list, in apposition, or in a word of trade."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extract.industries import PRODUCTS
from extract.names import Name, is_capital, is_pinyin, trimmed
from extract.patterns import load
from extract.records import Kind

_LISTS = load("organizations")
HEADS = {word: Kind(kind) for word, kind in _LISTS["heads"].items()}
APPOSED = {word: Kind(kind) for word, kind in _LISTS["apposed"].items()}
MEMBERS = {word: Kind(kind) for word, kind in _LISTS["members"].items()}
TRADES = frozenset(_LISTS["words"]["trades"])
SITES = frozenset(phrase.split()[-1] for phrase in load("places")["sites"]["named"])

SURNAMES = frozenset(load("people")["surnames"])
NO_BODIES = frozenset(
    {
        "army",
        "revolution",
        "dynasty",
        "festival",
        "day",
        "war",
        "movement",
        "spirit",
        "plan",
        "program",
        "road",
        "party",
        "family",
        "families",
        "home",
    }
)
SAYS_SO = ("such as", "including", "like", "called", "named")
CUES = frozenset(cue.split()[0] for cue in SAYS_SO)

APART = frozenset({"of", "with", "at", "from", "for", "that", "which", "where"})  # 'X, an official with the office'
PARTS = frozenset({"section", "division"})  # of which an article makes no name's class: 'X, a section chief'
HALF_NAMED = frozenset({"cooperative", "company", "factory", "workshop"})
TRADE_WORDS = frozenset({"planting", "breeding", "processing", "farming", "tourism", "embroidery", "garment"})
TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})  # what says of what trade a body is


def listed_members(doc: Doc, places: set[tuple[int, int]]) -> Iterator[Name]:
    """Names without a head noun in a list of their class: 'enterprises such as A, B and C'."""
    for i in range(len(doc) - 2):
        if doc[i].lower_ not in CUES:
            continue
        two = doc[i : i + 2].text.lower()
        cue = two if two in SAYS_SO else doc[i].lower_
        if cue not in SAYS_SO:
            continue
        kind = _class_before(doc, i)
        if kind is None:
            continue
        at = i + len(cue.split())
        for span in _list_items(doc, at):
            if (span.start, span.end) not in places:
                own = HEADS.get(span[-1].lower_)
                yield Name(span=span, kind=kind if kind is Kind.WORKSHOP else own or kind)


def _class_before(doc: Doc, i: int) -> Kind | None:
    """The class that the noun before 'such as' announces, looking back within the clause."""
    for j in range(i - 1, max(doc[i].sent.start - 1, i - 7), -1):
        if doc[j].lower_ in MEMBERS:
            return MEMBERS[doc[j].lower_]
        if doc[j].text in {",", ";"} and j < i - 1:
            return None
    return None


def _list_items(doc: Doc, at: int) -> Iterator[Span]:
    """The capitalised runs of a list from a token on."""
    end = at
    while end < len(doc) and not (doc[end].is_sent_start and end > at):
        if is_capital(doc[end]):
            start = end
            while end < len(doc) and is_capital(doc[end]):
                end += 1
            yield doc[start:end]
        elif doc[end].text == "," or doc[end].lower_ in {"and", "the", "or"}:
            end += 1
        else:
            break


def apposed(doc: Doc, places: set[tuple[int, int]]) -> Iterator[Name]:
    """'Longxing Yunda, a courier company': the class comes after the name."""
    for token in doc:
        kind = HEADS.get(token.lower_) or APPOSED.get(token.lower_)
        if kind is None or token.text[0].isupper() or token.text in PARTS:
            continue
        comma = _comma_before_article(doc, token)
        if comma is None:
            continue
        start = comma
        while start > doc[comma].sent.start and is_capital(doc[start - 1]):
            start -= 1
        span = trimmed(doc[start:comma])
        if token.lower_ in APPOSED and len(span) == 2 and span[0].text in SURNAMES:
            continue  # 'Wu Lan, a maker of …' is a person
        if len(span) and (span.start, comma) not in places and span[0].lower_ not in HEADS:
            yield Name(span=span, kind=kind)


def _comma_before_article(doc: Doc, head: Token) -> int | None:
    """The comma of ', a … HEAD' directly after a name."""
    articles = {"a", "an", "the"} if head.lower_ in APPOSED else {"a", "an"}
    if head.i + 1 < len(doc) and doc[head.i + 1].text in {"'s", "’s"}:
        return None
    for j in range(head.i - 1, max(head.sent.start, head.i - 6), -1):
        if doc[j].lower_ in articles and doc[j - 1].text == ",":
            return j - 1
        if not (doc[j].is_alpha or doc[j].text == "-") or doc[j].lower_ in APART:
            return None
    return None


def _is_heading(span: Span, plain: set[str]) -> bool:
    """Whether a run's words are common ones of this very text, as a heading's are."""
    return all(t.lower_ in plain for t in span)


def recognised(doc: Doc, places: set[tuple[int, int]]) -> Iterator[Name]:
    """Organisations that only the statistical names see, of two words or more."""
    plain = {t.text for t in doc if t.text.islower()}
    for ent in doc.ents:
        span = ent[1:] if ent[0].lower_ == "the" else ent
        if (
            ent.label_ != "ORG"
            or len(span) < 2
            or span[-1].lower_ in NO_BODIES
            or (span.start, span.end) in places
            or span[-1].lower_ in SITES
        ):
            continue
        if (
            all(is_capital(t) for t in span)
            and not _is_heading(span, plain)
            and not any(t.lower_ in {"county", "village"} for t in span)
        ):
            yield Name(span=span, kind=HEADS.get(span[-1].lower_, Kind.ENTERPRISE))


def trading(doc: Doc, taken: set[int]) -> Iterator[Name]:
    """Firms without 'Co.' by the word of trade that ends their name ('Hongyun Foods'), and 'X.com'."""
    for token in doc:
        if token.i in taken:
            continue
        if token.text[0].isupper() and token.lower_.endswith((".com", ".cn")) and len(token) > 4:
            yield Name(span=doc[token.i : token.i + 1], kind=Kind.ENTERPRISE)
        if token.text not in TRADES:
            continue
        start, end = token.i, token.i + 1
        while start > token.sent.start and is_capital(doc[start - 1]) and start - 1 not in taken:
            start -= 1
        span = trimmed(doc[start:end])
        closed = end == len(doc) or not is_capital(doc[end])
        if len(span) > 1 and closed and _is_firm(span):
            yield Name(span=span, kind=Kind.ENTERPRISE)


def _is_firm(span: Span) -> bool:
    """Whether a run that ends in a word of trade has a name in it, and is no heading of such words."""
    return any(t.text not in TRADES and (is_pinyin(t.text) or t.ent_type_ in {"ORG", "LOC"}) for t in span[:-1])


def half_named(doc: Doc) -> Iterator[Name]:
    """'the Anle pepper cooperative': a name whose trade and head are written small."""
    for token in doc:
        if token.text not in HALF_NAMED or token.i - token.sent.start < 3:
            continue
        start = token.i
        while start > token.sent.start and doc[start - 1].text.islower() and doc[start - 1].pos_ in TELLING:
            start -= 1
        name = start
        while name > token.sent.start and is_capital(doc[name - 1]):
            name -= 1
        trade = doc[start : token.i]
        telling = any(t.lower_ in PRODUCTS or t.lower_ in TRADE_WORDS for t in trade)
        if telling and name < start and name > token.sent.start and doc[name - 1].lower_ == "the":
            yield Name(span=doc[name : token.i + 1], kind=HEADS[token.lower_])
