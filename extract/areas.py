"""Places told without a type word of their own: regions, counted groups, natural features."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extract.names import NOT_STEMS, PlaceName, capital_run
from extract.patterns import load
from extract.records import Kind

_LISTS = load("places")
REGIONS: dict[str, str] = _LISTS["regions"]
# A token that a region's phrase can begin with: 'central' of 'central-western regions' too.
REGION_STARTS = frozenset(re.split(r"[ -]", phrase)[0] for phrase in REGIONS) | {p.split()[0] for p in REGIONS}
NATURAL = frozenset(_LISTS["natural"]["heads"])
GROUP_HEADS = frozenset(_LISTS["groups"]["heads"])
PASSING = frozenset(_LISTS["groups"]["passing"])


def find_regions(doc: Doc) -> Iterator[PlaceName]:
    longest = max(len(phrase.split()) for phrase in REGIONS)
    i = 0
    while i < len(doc):
        if doc[i].lower_ not in REGION_STARTS:
            i += 1
            continue
        for length in range(longest, 1, -1):
            span = doc[i : i + length]
            if len(span) == length and span.text.lower() in REGIONS:
                yield PlaceName(span=span, kind=Kind.REGION, stem=span.text.lower())
                i += length - 1
                break
        i += 1


def find_groups(doc: Doc) -> Iterator[PlaceName]:
    """'34 counties', '12 deeply impoverished counties', 'three of the other 34 counties'."""
    for token in doc:
        if token.lower_ not in GROUP_HEADS:
            continue
        start = token.i
        while start > token.sent.start and _describes(doc[start - 1]):
            start -= 1
        numbers = [i for i in range(start, token.i) if doc[i].like_num or doc[i].pos_ == "NUM"]
        if not numbers:
            continue
        span = doc[numbers[0] : token.i + 1]
        before = doc[span.start - 1].lower_ if span.start else ""
        if len(span) == 2 and (before in PASSING or (before == "the" and span[0].lower_ == "two")):
            continue  # 'the two cities' are those just named
        if {t.lower_ for t in span} & {"one", "dozens", "hundreds"} or "million" in span.text:
            continue
        yield PlaceName(span=span, kind=Kind.PLACE_GROUP, stem=f"{doc[numbers[-1]].lower_} {token.lower_}")


def _describes(token: Token) -> bool:
    """Whether a token can stand between the number and the head of a counted group."""
    return (
        token.like_num
        or token.pos_ in {"ADJ", "ADV", "NUM"}
        or token.tag_ in {"VBN", "HYPH", "JJ"}
        or token.text == "-"
        or token.lower_ in {"and", "poverty", "stricken", "poor", "minority", "border"}
    )


def find_natural(doc: Doc, taken: set[int]) -> Iterator[PlaceName]:
    for token in doc:
        if token.text in NATURAL and token.i not in taken and token.i > 0:
            start = capital_run(doc, token.i)
            while start < token.i and (doc[start].text in NOT_STEMS or doc[start].is_stop):
                start += 1
            if start < token.i:
                span = doc[start : token.i + 1]
                yield PlaceName(span=span, kind=Kind.PLACE, stem=span.text)
