"""Figures: the numbers that measure something, with unit, bound and what they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from spacy.tokens import Doc, Token

from extract.dates import Time
from extract.numbers import Number, find_numbers
from extract.patterns import load
from extract.polarity import is_asserted
from extract.records import Comparator, Unit

_LISTS = load("figures")
UNITS = {word: Unit(unit) for unit, words in _LISTS["units"].items() for word in words}
BOUNDS = [(tuple(p.split()), Comparator(c)) for c, ps in _LISTS["bounds"].items() for p in ps]
BOUNDS.sort(key=lambda b: -len(b[0]))
BOUNDS_AFTER = [(tuple(p.split()), Comparator(c)) for c, ps in _LISTS["bounds_after"].items() for p in ps]
PER = [(tuple(p.split()), Unit(u)) for u, ps in _LISTS["per"].items() for p in ps]
NOT_BEFORE = frozenset(_LISTS["words"]["not_before"])
NOT_HEADS = frozenset(_LISTS["words"]["not_heads"])
AGES = frozenset(_LISTS["words"]["ages"])
MONEY_VERBS = frozenset(_LISTS["words"]["money"])

CURRENCIES = frozenset({"dollar", "dollars", "euro", "euros", "pounds", "$", "us$"})
MEASURES = frozenset({Unit.MU, Unit.ACRE, Unit.HECTARE, Unit.KILOMETRE, Unit.TON})
NOT_NOUNS = frozenset({"come", "go", "live", "earn", "get", "join", "others", "other", "ones", "are", "were"})
DETERMINERS = frozenset({"the", "these", "its", "their", "those", "our"})
MONEY = frozenset({Unit.YUAN, Unit.YUAN_PER_MONTH, Unit.YUAN_PER_YEAR})
SHARES = frozenset({Unit.PERCENT, Unit.FRACTION})
NEAR = 90  # tokens back to the figure that a bare number goes on with
REACH = 7  # tokens between a number and the noun that it counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that measures, at the tokens start to end, with the noun that it counts."""

    start: int
    end: int
    value: Decimal
    top: Decimal | None
    unit: Unit
    comparator: Comparator
    counted: str
    head: Token | None


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
        if not (_is_definite(doc, number, found) or is_asserted(doc[number.start])):
            continue
        figure = _figure(doc, number, found)
        if figure is not None:
            found.append(figure)
    return found


def _tokens(doc: Doc, time: Time) -> range:
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def _is_none(doc: Doc, number: Number) -> bool:
    """Whether a number is an age, a year, an ordinal, a label or a figure of speech."""
    before = doc[number.start - 1] if number.start else None
    after = doc[number.end] if number.end < len(doc) else None
    word = doc[number.start].lower_
    if before is not None and (before.lower_ in NOT_BEFORE | AGES or before.text in {"#", "/"}):
        return True
    if _is_age(doc, number):
        return True
    if word == "one" and number.end == number.start + 1 and number.top is None:
        return after is None or UNITS.get(_singular(after)) not in MEASURES
    if after is not None and (after.lower_ in {"of"} and word in {"two", "three"} and _is_pronoun(doc, number.end)):
        return True
    if number.value < 10 and not number.share and _in_title(doc, number) and number.end - number.start == 1:
        return True
    if before is not None and before.lower_ in {"these", "those", "the", "both"} and word == "two":
        return True
    if number.value >= 1900 and number.value < 2100 and number.end - number.start == 1:
        plain = doc[number.start].text.isdigit() and len(doc[number.start].text) == 4
        return plain and _head(doc, number)[0] is None
    return after is not None and after.text == ":" and number.value < 25


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
    if number.value > 110 or number.top is not None:
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
    head, text = _head(doc, number)
    comparator, start = _bound(doc, number)
    unit = _unit(doc, number, head)
    if unit is None:
        earlier = _elided(doc, number, start, found)
        if earlier is None:
            return None
        unit, text = earlier
    if head is not None and _singular(head) in NOT_HEADS:
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


def _head(doc: Doc, number: Number) -> tuple[Token | None, str]:
    """The noun that a number counts, and its phrase: the last noun of the words right behind."""
    i = first = number.end
    if i + 1 < len(doc) and doc[i].lower_ == "of" and doc[i + 1].lower_ in DETERMINERS:
        i = first = i + 2  # 'nine of the new estates'; '61 of the 86' counts what the second number does
        if any(t.like_num for t in doc[i : min(i + 4, len(doc))]):
            return None, ""
    if doc[number.end - 1].dep_.startswith("nsubj") and i < len(doc) and doc[i].dep_ in {"ROOT", "conj"}:
        return None, ""
    head: Token | None = None
    limit = min(i + REACH, len(doc))
    while i < limit and not doc[i].is_sent_start:
        token = doc[i]
        if _is_noun(token):
            if head is not None and _is_whole(head, token):
                break
            head = token
            if UNITS.get(_singular(token)) in MEASURES | {Unit.YUAN}:
                break
        elif not (token.text == "-" or (token.i and doc[token.i - 1].text == "-") or _leads_on(token, head)):
            break
        i += 1
    return (head, doc[first : head.i + 1].text) if head is not None else (None, "")


def _is_noun(token: Token) -> bool:
    """Whether a token can be the noun counted; units often get other tags."""
    if token.lower_ in NOT_NOUNS:
        return False
    if token.lower_ == "poor":
        return token.i + 1 == len(token.doc) or token.nbor(1).pos_ not in {"NOUN", "PROPN", "ADJ"}
    if _singular(token) in UNITS and token.pos_ not in {"VERB", "ADJ"}:
        return True
    return token.pos_ in {"NOUN", "PROPN", "SYM"} and not token.is_punct


def _is_whole(head: Token, token: Token) -> bool:
    """Whether a noun phrase ends before a further noun ('51,000 jobs people took')."""
    return (
        _singular(head) in UNITS
        and head.dep_ != "compound"
        and token.dep_ != "compound"
        and token.head is not head
        and token is not head.head
    )


def _leads_on(token: Token, head: Token | None) -> bool:
    """Whether a word that is no noun can stand between a number and its noun."""
    if token.lower_ == "and":
        return token.i > 0 and token.nbor(-1).pos_ in {"ADJ", "ADV"} and token.i + 1 < len(token.doc)
    if token.tag_ in {"VBD", "VBZ", "VBP", "MD"} and token.dep_ not in {"amod", "compound"}:
        return False
    if head is None:
        return token.pos_ in {"ADJ", "ADV", "VERB", "DET"} or token.dep_ in {"amod", "compound"}
    return token.tag_ in {"VBG", "VBN", "JJ"} and token.dep_ in {"amod", "compound"} and token.i < head.i + 3


def _singular(token: Token) -> str:
    word = token.lower_
    if word in UNITS:
        return word
    irregular = {
        "people": "person",
        "women": "woman",
        "men": "man",
        "children": "child",
        "calves": "calf",
        "families": "family",
        "wives": "wife",
        "oxen": "ox",
        "geese": "goose",
    }
    if word in irregular:
        return irregular[word]
    for ending, other in (("ies", "y"), ("ches", "ch"), ("ses", "s"), ("s", "")):
        if word.endswith(ending) and len(word) > 3:
            stem = word[: -len(ending)] + other
            if stem in UNITS or ending == "s":
                return stem
    return word


def _unit(doc: Doc, number: Number, head: Token | None) -> Unit | None:
    """The unit by the noun counted, by a sign of money, or by the share that the number is."""
    if number.share:
        return Unit(number.share)
    before = doc[number.start - 1].lower_ if number.start else ""
    if before in {"$", "us$"}:
        return Unit.OTHER
    if before in {"¥", "rmb", "cny"}:
        return Unit.YUAN
    measured = doc[number.start].text.rstrip("-").lower()
    if measured.endswith("km"):
        return Unit.KILOMETRE
    if head is None:
        return None
    unit = UNITS.get(_singular(head), Unit.OTHER)
    following = doc[number.end : head.i + 1]
    if any(t.lower_ in CURRENCIES for t in following):
        return Unit.OTHER
    if unit is Unit.YUAN:
        return _per(doc, number, head)
    if unit is Unit.OTHER and len(following) > 1:
        telling = [UNITS[_singular(t)] for t in following if _singular(t) in UNITS]
        if (
            telling
            and telling[0] in MEASURES | {Unit.YEAR, Unit.DAY, Unit.MINUTE}
            and following[0].text in {"-", following[0].text}
        ):
            return (
                telling[0] if _singular(following[0] if following[0].text != "-" else following[1]) in UNITS else unit
            )
    return unit


def _per(doc: Doc, number: Number, head: Token) -> Unit:
    """Yuan a month or a year, by the words behind the sum, or before it ('One month 2,800 yuan')."""
    after = [t.lower_ for t in doc[head.i + 1 : min(head.i + 16, head.sent.end)] if not t.is_space]
    after = _without_brackets(after)
    for words, unit in PER:
        if tuple(after[: len(words)]) == words:
            return unit
    before = [t.lower_ for t in doc[max(number.start - 4, head.sent.start) : number.start]]
    if before[-2:] in (["one", "month"], ["a", "month"], ["each", "month"]) or "monthly" in before:
        return Unit.YUAN_PER_MONTH
    if "annual" in before or before[-2:] in (["a", "year"], ["each", "year"], ["every", "year"]):
        return Unit.YUAN_PER_YEAR
    for phrase, unit in (
        (["a", "month"], Unit.YUAN_PER_MONTH),
        (["per", "month"], Unit.YUAN_PER_MONTH),
        (["a", "year"], Unit.YUAN_PER_YEAR),
    ):
        for k in range(min(6, len(after) - 1)):
            if after[k : k + 2] == phrase and not set(after[:k]) & {"and", ",", ";", "."}:
                return unit
    return Unit.YUAN


def _without_brackets(words: list[str]) -> list[str]:
    if words[:1] == ["("] and ")" in words:
        return words[words.index(")") + 1 :]
    return words


def _bound(doc: Doc, number: Number) -> tuple[Comparator, int]:
    """The bound that the words beside a number give, and where the figure's words begin."""
    start = number.start
    skip = start - 1 if start and doc[start - 1].lower_ in {"$", "a", "the"} else start
    for words, comparator in BOUNDS:
        for end in {start, skip}:
            begin = end - len(words)
            if begin >= 0 and tuple(t.lower_ for t in doc[begin:end]) == words:
                if (
                    words == ("over",)
                    and begin
                    and doc[begin - 1].pos_ == "VERB"
                    and doc[begin - 1].lower_ in {"taken", "took"}
                ):
                    continue
                return comparator, begin
    for words, comparator in BOUNDS_AFTER:
        if tuple(t.lower_ for t in doc[number.end : number.end + len(words)]) == words:
            return comparator, start
    return Comparator.EQUAL, start


def _elided(doc: Doc, number: Number, start: int, found: Sequence[Figure]) -> tuple[Unit, str] | None:
    """Unit and noun of a number without one ('of whom 1,870', 'sold 22'), from the figures before it."""
    if number.value < 2 and not number.share:
        return None
    sentence = doc[number.start].sent
    near = [f for f in found[-8:] if number.start - f.end < NEAR]
    same = [f for f in near if doc[f.start].sent.start == sentence.start]
    verb = doc[number.start].head
    money = [f for f in same if f.unit in MONEY]
    if number.value >= 10_000 and (verb.lemma_ in MONEY_VERBS or (money and number.value >= 100_000)):
        return Unit.YUAN, money[-1].counted if money else ""
    back = doc[start - 1].lower_ if start else ""
    following = doc[number.end].lower_ if number.end < len(doc) else ""
    counts = [f for f in near if f.unit not in MONEY | SHARES]
    partitive = back in {"whom", "which", "them", "those"} or following in {"of", "others", "other"}
    if partitive or _says_among(doc, number):
        ahead = _after_of(doc, number)
        if ahead is None and counts:
            ahead = counts[-1].unit, counts[-1].counted
        return ahead
    if back == "of" and start >= 2 and doc[start - 2].lower_ == "one":
        return Unit.OTHER, ""  # 'a preschool, one of 246 that the county has opened'
    animals = [f for f in counts if f.unit is Unit.ANIMAL]
    if verb.lemma_ in {"sell", "buy", "raise", "keep", "lose"} and animals:
        return Unit.ANIMAL, animals[-1].counted
    if money and number.value >= 1000 and verb.lemma_ in MONEY_VERBS:
        return Unit.YUAN, money[-1].counted
    of_sum = back in {"of", "total"} or doc[max(0, start - 2) : start].text.lower() == "total of"
    if money and of_sum and number.value >= 1000:
        return Unit.YUAN, money[-1].counted
    here = [f for f in same if f.unit not in MONEY | SHARES]
    if here and verb.pos_ == "VERB" and number.value >= 5:
        return here[-1].unit, here[-1].counted
    return None


def _says_among(doc: Doc, number: Number) -> bool:
    start = doc[number.start].sent.start
    return "among" in {t.lower_ for t in doc[max(start, number.start - 4) : number.start]}


def _after_of(doc: Doc, number: Number) -> tuple[Unit, str] | None:
    """'61 of the 86 women': the noun of the second number; 'five others as bases': that of 'as'."""
    for i in range(number.end, min(number.end + 6, len(doc))):
        if doc[i].like_num:
            whole = Number(start=i, end=i + 1, value=Decimal(2))
            head, text = _head(doc, whole)
            if head is not None:
                return UNITS.get(_singular(head), Unit.OTHER), text
        if doc[i].lower_ == "as":
            head, text = _head(doc, replace(number, end=i + 1))
            if head is not None:
                return UNITS.get(_singular(head), Unit.OTHER), text
    return None
