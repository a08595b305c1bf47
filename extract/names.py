"""A name found in the text, before it is known whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from extract.patterns import load
from extract.records import Kind

NOT_STEMS = frozenset(load("places")["words"]["not_stems"])

PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|üan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|üe|ue|er|a|o|e|i|u|ü)){1,4}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A span of tokens that names something, and the kind of thing that it names."""

    span: Span
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName(Name):
    """A place's name. `stem` is the name without its type word; `typed` whether the text gave one."""

    stem: str
    typed: bool = False


def longest(names: Iterable[Name]) -> tuple[list[Name], list[Name]]:
    """Split names into those that stand alone, in text order, and those nested in a longer one.

    Of two that cross, the longer stays and the other is dropped; of two at one place, the first.
    """
    ordered = sorted(names, key=lambda n: (-len(n.span), n.span.start))
    outer: dict[int, Name] = {}  # token index -> the name that owns it
    inner: list[Name] = []
    for name in ordered:
        owners = {id(outer[i]): outer[i] for i in range(name.span.start, name.span.end) if i in outer}
        if not owners:
            outer.update(dict.fromkeys(range(name.span.start, name.span.end), name))
        elif len(owners) == 1:
            owner = next(iter(owners.values()))
            inside = owner.span.start <= name.span.start and name.span.end <= owner.span.end
            if inside and len(name.span) < len(owner.span):
                inner.append(name)
    alone = list({id(n): n for n in outer.values()}.values())
    return sorted(alone, key=lambda n: n.span.start), sorted(inner, key=lambda n: n.span.start)


def is_pinyin(word: str) -> bool:
    """Whether a word can be Chinese in romanised spelling."""
    return PINYIN.fullmatch(word.replace("'", "").replace("’", "")) is not None


def is_capital(token: Token) -> bool:
    """Whether a token can be part of a name."""
    return token.text[0].isupper() and token.text[-1].isalpha()


def capital_run(doc: Doc, end: int) -> int:
    """Where the run of capitalised tokens that ends before a token begins."""
    start = end
    while start > 0 and is_capital(doc[start - 1]) and not doc[start].is_sent_start:
        start -= 1
    return start


def trimmed(span: Span) -> Span:
    """A run of capitalised tokens without the common words that merely begin a sentence."""
    start = span.start
    while start < span.end and (
        span.doc[start].text in NOT_STEMS
        or (span.doc[start].is_sent_start and (span.doc[start].is_stop or span.doc[start].pos_ == "ADP"))
    ):
        start += 1
    return span.doc[start : span.end]
