"""Numbers as the text writes them: digits, words, multipliers, fractions, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Doc, Token

SMALL = {
    word: Decimal(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: Decimal(10 * (value + 2))
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
MULTIPLIERS = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "wan": Decimal(10_000),
    "million": Decimal(1_000_000),
    "yi": Decimal(100_000_000),
    "billion": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
}
PARTS = {
    "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5,
    "sixth": 6, "sixths": 6, "tenth": 10, "tenths": 10,
}  # fmt: skip
DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})")
MEASURED = re.compile(r"(\d[\d,.]*)-?(km|kg|kw|mw|sqm|m|ha)", re.IGNORECASE)
AFTER_PARTS = frozenset({"of", "more", "less", "fewer", "higher", "lower", "larger", "smaller", ".", ",", ";"})
SPANNING = frozenset({"range", "ranging", "vary", "varying", "stretch", "anywhere"})  # from 30 to 50
LONGEST = 18  # digits; a longer run is an identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at the tokens start to end; `top` ends a range; `share` is 'fraction' or 'percent'."""

    start: int
    end: int
    value: Decimal
    top: Decimal | None = None
    share: str = ""


def find_numbers(doc: Doc) -> Iterator[Number]:
    """Every number of a document, ranges as one, in text order."""
    i = 0
    while i < len(doc):
        number = _simple(doc, i)
        if number is None:
            i += 1
            continue
        number = _ranged(doc, number)
        yield number
        i = max(number.end, i + 1)


def _simple(doc: Doc, i: int) -> Number | None:
    """The number that begins at a token, with its multipliers and what makes it a share."""
    value = value_of(doc[i])
    if value is None:
        return _article_part(doc, i) or _half_a(doc, i)
    among = _among(doc, i, value) or _counted_among(doc, i, value)
    if among is not None:
        return among
    fraction = FRACTION.fullmatch(doc[i].text)
    end = i + 1
    if fraction:
        return Number(start=i, end=end, value=value, share="fraction")
    end, value = _compound(doc, end, value)
    end, value, share = _part(doc, end, value)
    if share:
        return Number(start=i, end=end, value=value, share=share)
    end, value = _multiplied(doc, end, value)
    if end < len(doc) and (doc[end].text == "%" or doc[end].lower_ in {"percent", "pct"}):
        return Number(start=i, end=end + 1, value=value, share="percent")
    if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_ in {"percent", "pct"}:  # 'a 7-percent stake'
        return Number(start=i, end=end + 2, value=value, share="percent")
    if end + 1 < len(doc) and doc[end].lower_ == "percentage" and doc[end + 1].lower_ in {"point", "points"}:
        return Number(start=i, end=end + 2, value=value, share="percent")
    if end + 1 < len(doc) and doc[end].lower_ == "per" and doc[end + 1].lower_ == "cent":
        return Number(start=i, end=end + 2, value=value, share="percent")
    return Number(start=i, end=end, value=value)


def _article_part(doc: Doc, i: int) -> Number | None:
    """'a tenth of the output', 'a fifth more': an article for the 'one'; 'a third party' is none."""
    if doc[i].lower_ not in {"a", "an"} or i + 1 >= len(doc):
        return None
    below = PARTS.get(doc[i + 1].lower_)
    behind = doc[i + 2].lower_ if i + 2 < len(doc) else "."
    changed = _changes(doc, i) and (i + 2 >= len(doc) or doc[i + 2].pos_ not in {"NOUN", "ADJ", "PROPN"})
    if below is None or not (behind in AFTER_PARTS or changed):
        return None
    return Number(start=i, end=i + 2, value=round(Decimal(1) / below, 4), share="fraction")


def _changes(doc: Doc, i: int) -> bool:
    """Whether 'by', 'nearly' or 'up to' leads to an article: 'fell by nearly a quarter since 2014'."""
    before = [t.lower_ for t in doc[max(0, i - 2) : i]]
    return bool(before) and (before[-1] in {"by", "nearly", "almost", "about", "roughly"} or before == ["up", "to"])


def _half_a(doc: Doc, i: int) -> Number | None:
    """'half a million'."""
    if doc[i].lower_ != "half" or i + 2 >= len(doc) or doc[i + 1].lower_ != "a":
        return None
    whole = MULTIPLIERS.get(doc[i + 2].lower_)
    return Number(start=i, end=i + 3, value=whole / 2) if whole else None


def _counted_among(doc: Doc, i: int, value: Decimal) -> Number | None:
    """'four herders in five': a share, with what it is of inside; 'four herders in five villages' is none."""
    if i + 3 >= len(doc) or doc[i + 1].tag_ != "NNS" or doc[i + 2].lower_ != "in":
        return None
    whole = value_of(doc[i + 3])
    ends = i + 4 >= len(doc) or doc[i + 4].pos_ in {"VERB", "AUX", "PUNCT"}
    if whole is None or not value < whole <= 10 or not ends:
        return None
    return Number(start=i, end=i + 4, value=round(value / whole, 4), share="fraction")


def _among(doc: Doc, i: int, value: Decimal) -> Number | None:
    """'one in five', 'nine out of ten'."""
    at = i + 1
    if at + 1 < len(doc) and doc[at].lower_ == "out" and doc[at + 1].lower_ == "of":
        at += 2
        most = Decimal(100)
    elif at < len(doc) and doc[at].lower_ == "in":
        at += 1
        most = Decimal(3)
    else:
        return None
    whole = value_of(doc[at]) if at < len(doc) else None
    if whole is None or not value < whole <= 100 or (value > most and whole not in {10, 100}):
        return None
    if at + 1 < len(doc) and _is_time(doc[at + 1].lower_):
        return None
    return Number(start=i, end=at + 1, value=round(value / whole, 4), share="fraction")


def _is_time(word: str) -> bool:
    """Whether a word is a stretch of time: 'two in three years' is no share."""
    return word.rstrip("s") in {"year", "month", "day", "week", "hour", "minute", "case"}


def value_of(token: Token) -> Decimal | None:
    """The value of one token, if it is a number by itself."""
    word = token.lower_
    if word in SMALL or word in TENS:
        return SMALL.get(word, TENS.get(word))
    text = token.text
    if not text[0].isdigit() or len(text.replace(",", "")) > LONGEST:
        return None
    fraction = FRACTION.fullmatch(text)
    if fraction:
        below = int(fraction.group(2))
        return round(Decimal(int(fraction.group(1))) / below, 4) if below else None
    if DIGITS.fullmatch(text):
        return Decimal(text.replace(",", ""))
    measured = MEASURED.fullmatch(text)
    if measured and DIGITS.fullmatch(measured.group(1)):
        return Decimal(measured.group(1).replace(",", ""))
    return None


def _compound(doc: Doc, end: int, value: Decimal) -> tuple[int, Decimal]:
    """'sixty-one', 'thirty four'."""
    if value in TENS.values() and doc[end - 1].lower_ in TENS and end < len(doc):
        after = end + 1 if doc[end].text == "-" else end
        if after < len(doc) and doc[after].lower_ in SMALL and 0 < SMALL[doc[after].lower_] < 10:
            return after + 1, value + SMALL[doc[after].lower_]
    return end, value


def _part(doc: Doc, end: int, value: Decimal) -> tuple[int, Decimal, str]:
    """'two-thirds', 'three quarters'."""
    after = end + 1 if end < len(doc) and doc[end].text == "-" else end
    if after < len(doc) and doc[after].lower_ in PARTS and value < PARTS[doc[after].lower_]:
        return after + 1, round(value / PARTS[doc[after].lower_], 4), "fraction"
    return end, value, ""


def _multiplied(doc: Doc, end: int, value: Decimal) -> tuple[int, Decimal]:
    """'28 million', 'five hundred', and the translator's '2.6 ten thousand', '3.2 hundred million'."""
    while end < len(doc):
        word = doc[end].lower_
        if word == "ten" and end + 1 < len(doc) and doc[end + 1].lower_ == "thousand":
            value, end = value * 10_000, end + 2
        elif word in MULTIPLIERS and doc[end].text != "Yi":  # '40 Yi women' are of a people, not 4 billion
            value, end = value * MULTIPLIERS[word], end + 1
        else:
            break
    return end, value


def _ranged(doc: Doc, first: Number) -> Number:
    """'two or three', '2,200 to 3,500', 'between 30 and 50'; 'from 30 to 50' tells a change, no range."""
    if first.end + 1 >= len(doc) or first.share == "fraction":
        return first
    link = doc[first.end].lower_
    between = link == "and" and first.start > 0 and doc[first.start - 1].lower_ == "between"
    if link not in {"to", "or", "-", "–", "~"} and not between:
        return first
    led = doc[first.start - 1].lower_ if first.start else ""
    spans = led == "from" and first.start > 1 and doc[first.start - 2].lemma_.lower() in SPANNING
    if link == "to" and led in {"from", "rose", "grew"} and not spans:
        return first
    second = _simple(doc, first.end + 1)
    if second is None or second.value <= first.value or second.share == "fraction":
        return first
    year = led in {"in", "since"} and 1900 <= first.value < 2100 < second.value
    if (first.share and not second.share) or year:  # 'rose 13 percent to 15,400 yuan', 'from 9,000 in 2015 to 15,400'
        return first
    if link == "or" and second.value > 20:
        return first
    low = first.value
    scale = second.value / low if low else Decimal(0)
    if scale >= 1000:  # '2 to 3 million'
        last = doc[second.end - 1].lower_
        low *= MULTIPLIERS.get(last, Decimal(1))
        if low > second.value:
            return first
    return Number(start=first.start, end=second.end, value=low, top=second.value, share=second.share or first.share)
