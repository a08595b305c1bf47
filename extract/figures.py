"""Figures: the numbers that measure something, with unit, bound and what they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from extract.counted import DURATIONS, MEASURES, UNITS, Figure, head_of, singular, unit_of
from extract.dates import Time
from extract.elided import elided
from extract.numbers import Number, find_numbers
from extract.patterns import load
from extract.polarity import is_asserted, is_denied
from extract.records import Comparator

_LISTS = load("figures")
BOUNDS = [(tuple(p.split()), Comparator(c)) for c, ps in _LISTS["bounds"].items() for p in ps]
BOUNDS.sort(key=lambda b: -len(b[0]))
BOUNDS_BY_LAST = {last: [b for b in BOUNDS if b[0][-1] == last] for last in {b[0][-1] for b in BOUNDS}}
BOUNDS_AFTER = [(tuple(p.split()), Comparator(c)) for c, ps in _LISTS["bounds_after"].items() for p in ps]
NOT_BEFORE = frozenset(_LISTS["words"]["not_before"])
NOT_HEADS = frozenset(_LISTS["words"]["not_heads"])
AGES = frozenset(_LISTS["words"]["ages"])
STREETS = frozenset({"Street", "Road", "Avenue", "Lane", "Boulevard", "Highway"})


def find_figures(doc: Doc, times: Sequence[Time], names: frozenset[int] = frozenset()) -> list[Figure]:
    """The figures of a document, in text order.

    `times` are expressions of time, whose numbers are none; `names` the tokens of proper names.
    """
    dated: set[int] = {i for t in times for i in _tokens(doc, t)}
    found: list[Figure] = []
    for number in find_numbers(doc):
        tokens = range(number.start, number.end)
        if any(i in dated or i in names for i in tokens) or _is_none(doc, number):
            continue
        figure = _figure(doc, number, found)
        if figure is None:
            continue
        if _is_definite(doc, number, found) or is_asserted(doc[number.start]):
            found.append(figure)
        elif figure.comparator is Comparator.MORE and is_denied(doc[number.start]):
            found.append(replace(figure, comparator=Comparator.AT_MOST))
    return found


def _tokens(doc: Doc, time: Time) -> range:
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def _is_none(doc: Doc, number: Number) -> bool:
    """Whether a number is an age, a year, an ordinal, a label or a figure of speech."""
    before = doc[number.start - 1] if number.start else None
    after = doc[number.end] if number.end < len(doc) else None
    word = doc[number.start].lower_
    counts = word != "one" and before is not None and before.lower_ == "number" and head_of(doc, number)[0] is not None
    labels = (NOT_BEFORE - {"number"} if counts else NOT_BEFORE) | AGES  # 'its members number 318 families'
    if before is not None and before.pos_ != "VERB" and (before.lower_ in labels or before.text in {"#", "/"}):
        return True
    if before is not None and before.text == "." and number.start > 1 and doc[number.start - 2].lower_ == "no":
        return True
    if _is_age(doc, number) or _is_address(doc, number):
        return True
    if word == "one" and number.end == number.start + 1 and number.top is None:
        bounded = before is not None and before.lower_ in {"than", "least", "most"}  # 'no less than one year'
        return after is None or UNITS.get(singular(after)) not in (MEASURES | DURATIONS if bounded else MEASURES)
    if after is not None and (after.lower_ in {"of"} and word in {"two", "three"} and _is_pronoun(doc, number.end)):
        return True
    if number.value < 10 and not number.share and _in_title(doc, number) and number.end - number.start == 1:
        return True
    if before is not None and before.lower_ in {"these", "those", "the", "both"} and word == "two":
        return True
    if number.value >= 1900 and number.value < 2100 and number.end - number.start == 1:
        plain = doc[number.start].text.isdigit() and len(doc[number.start].text) == 4
        head = head_of(doc, number)[0]
        one = head is not None and head.tag_ == "NN" and singular(head) not in UNITS  # 'the 2019 harvest'
        return plain and (head is None or one)
    return after is not None and after.text == ":" and number.value < 25


def _is_address(doc: Doc, number: Number) -> bool:
    """'14 Main Street'."""
    i = number.end
    while i < len(doc) and doc[i].text[0].isupper():
        if doc[i].text in STREETS:
            return i > number.end
        i += 1
    return False


def _in_title(doc: Doc, number: Number) -> bool:
    """Whether a number stands in the first line, where small ones are rhetoric."""
    return number.start < 40 and not any(t.is_space and "\n" in t.text for t in doc[: number.start] if t.i)


def _is_definite(doc: Doc, number: Number, found: Sequence[Figure]) -> bool:
    """Whether a figure is of something that exists whatever its clause says: 'the remaining 900 households'."""
    before = doc[number.start - 1].lower_ if number.start else ""
    listed = before == "," and bool(found) and number.start - found[-1].end < 4
    return listed or before in {"the", "remaining", "these", "those", "its", "their"} or not _has_verb(doc, number)


def _has_verb(doc: Doc, number: Number) -> bool:
    """Whether a finite verb stands before the next comma or between the last one and the number."""
    sentence = doc[number.start].sent
    start, end = number.start, number.end
    while start > sentence.start and doc[start - 1].text not in {",", ";", ":"}:
        start -= 1
    while end < sentence.end and doc[end].text not in {",", ";", ":"}:
        end += 1
    return any(t.pos_ in {"VERB", "AUX"} for t in doc[start:end])


def _is_pronoun(doc: Doc, of: int) -> bool:
    return of + 1 < len(doc) and doc[of + 1].lower_ in {"us", "you"}


def _is_age(doc: Doc, number: Number) -> bool:
    start, end = number.start, number.end
    rest = [t.lower_ for t in doc[end : min(end + 5, len(doc))]]
    if rest[:3] == ["-", "year", "-"] and rest[3:4] == ["old"]:
        return True
    if rest[:2] in (["years", "old"], ["year", "old"]):
        return True
    if number.value > 110 or number.top is not None or number.share:
        return False
    before = doc[start - 1].text if start else ""
    closes = not rest or rest[0] in {",", ".", ";", ")"}
    if before == "," and closes and start >= 2 and doc[start - 2].text[0].isupper() and number.value >= 5:
        return rest[:1] == [","] or rest[:1] == ["."]
    lower = doc[start - 1].lower_ if start else ""
    if lower in {"is", "was", "turned", "at", "above", "over", "under"} and closes and number.value < 100:
        return True
    return lower == "at" and rest[:1] == ["for"]


def _figure(doc: Doc, number: Number, found: Sequence[Figure]) -> Figure | None:
    head, text = head_of(doc, number)
    comparator, start = _bound(doc, number, head)
    unit = unit_of(doc, number, head)
    if unit is None:
        earlier = elided(doc, number, start, found)
        if earlier is None:
            return None
        unit, text = earlier
    if head is not None and singular(head) in NOT_HEADS and not _is_outlet(head, text):
        return None
    return Figure(
        start=start,
        end=number.end,
        value=number.value,
        top=number.top,
        unit=unit,
        comparator=comparator,
        counted=text,
        head=head,
    )


def _is_outlet(head: Token, text: str) -> bool:
    """'83 service points', which are places, unlike percentage points."""
    return singular(head) == "point" and len(text.split()) > 1 and "percentage" not in text


def _bound(doc: Doc, number: Number, head: Token | None) -> tuple[Comparator, int]:
    """The bound that the words beside a number give, and where the figure's words begin."""
    start = number.start
    skip = start - 1 if start and doc[start - 1].lower_ in {"$", "a", "the"} else start
    ends = {start, skip}
    near = [b for end in ends if end for b in BOUNDS_BY_LAST.get(doc[end - 1].lower_, ())]
    for words, comparator in sorted(near, key=lambda b: -len(b[0])):
        for end in ends:
            begin = end - len(words)
            if words in {("under",), ("about",)} and end == skip != start:
                continue  # 'under a five-year contract', 'talks about the 37 schools'
            if begin >= 0 and tuple(t.lower_ for t in doc[begin:end]) == words:
                if (
                    words == ("over",)
                    and begin
                    and doc[begin - 1].pos_ == "VERB"
                    and doc[begin - 1].lower_ in {"taken", "took", "turned", "handed"}
                ):
                    continue
                return comparator, begin
    behind = head.i + 1 if head is not None else number.end
    for words, comparator in BOUNDS_AFTER:
        ends = {number.end, behind} if words[0] == "or" else {number.end}  # '900 yuan plus a bonus' is 900
        if any(tuple(t.lower_ for t in doc[end : end + len(words)]) == words for end in ends):
            return comparator, start
    return Comparator.EQUAL, start
