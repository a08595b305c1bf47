"""A name found in the text, before it is known whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Span

from extract.records import Kind

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
