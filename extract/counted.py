"""What a number counts: the noun behind it, and the unit that the noun makes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Doc, Token

from extract.language import QUOTES
from extract.numbers import Number
from extract.patterns import load
from extract.records import Comparator, Unit

_LISTS = load("figures")
UNITS = {word: Unit(unit) for unit, words in _LISTS["units"].items() for word in words}
PER = [(tuple(p.split()), Unit(u)) for u, ps in _LISTS["per"].items() for p in ps]
IRREGULAR: dict[str, str] = _LISTS["irregular"]

CURRENCIES = frozenset({"dollar", "dollars", "euro", "euros", "pounds", "$", "us$"})
MEASURES = frozenset({Unit.MU, Unit.ACRE, Unit.HECTARE, Unit.KILOMETRE, Unit.TON})
DURATIONS = frozenset({Unit.YEAR, Unit.DAY, Unit.MINUTE})
GROWING = frozenset({"rear", "raise", "grow", "keep", "plant", "breed", "herd", "cultivate", "tend"})
LABOURS = frozenset(load("people")["labours"])
NOT_NOUNS = frozenset({"come", "go", "live", "earn", "get", "join", "others", "other", "ones", "are", "were"})
STOPS = frozenset({"last", "this", "next", "past", "each", "every", "apiece", "alone", "today", "later", "ago", "per"})
VERBS = frozenset(
    {"work", "live", "help", "study", "turn", "rent", "walk", "change", "visit", "need", "share", "farm", "look"}
)
DETERMINERS = frozenset({"the", "these", "its", "their", "those", "our", "his", "her"})
OF_THEM = frozenset({"of them", "of us", "of whom", "of those"})
MONTHS = (["one", "month"], ["each", "month"], ["every", "month"])
YEARS = (["a", "year"], ["each", "year"], ["every", "year"])
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


def head_of(doc: Doc, number: Number) -> tuple[Token | None, str]:
    """The noun that a number counts, and its phrase: the last noun of the words right behind."""
    if doc[number.end : number.end + 2].text.lower() in OF_THEM:
        return None, ""
    i = first = _behind_of(doc, number.end)
    if number.share and first == number.end and i < len(doc) and doc[i].lower_ == "of":
        i = first = i + 1  # 'a third of laborers'
    elif i < len(doc) and doc[i].text == "-":
        i = first = i + 1  # '3,400-mu gardens'
    if first > number.end and any(t.like_num for t in doc[i : min(i + 2, len(doc))]):
        return None, ""  # '19 of the 53' counts what the second number does
    if i < len(doc) and doc[i].text in QUOTES:
        i = first = i + 1
    if doc[number.end - 1].dep_.startswith("nsubj") and i < len(doc) and doc[i].dep_ in {"ROOT", "conj"}:
        return None, ""
    head: Token | None = None
    limit = min(i + REACH, len(doc))
    while i < limit and not doc[i].is_sent_start:
        token = doc[i]
        if head is not None and head.tag_ == "NNS" and (token.lower_ in VERBS or _is_labour(token)):
            break  # 'three doctors work'
        if token.lower_ in {"a", "an"}:  # '8,140 a year earlier'
            break
        if token.lower_ in STOPS or (number.share and token.lower_ == "year"):  # 'up 7% year on year'
            break
        if _is_noun(token):
            if head is not None and (_is_whole(head, token) or _is_given(head, token)):
                break
            head = token
            if UNITS.get(singular(token)) in MEASURES | {Unit.YUAN}:
                break
        elif not (token.text == "-" or (token.i and doc[token.i - 1].text == "-") or _leads_on(token, head)):
            break
        i += 1
    return (head, doc[first : head.i + 1].text.lstrip("-")) if head is not None else (None, "")


def _is_labour(token: Token) -> bool:
    """'730 women sew and stitch': what hands do, which the tagger takes for more of the noun."""
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    ends = following in {"and", ",", "at", "in", "here", "there"}
    if token.lower_ in GROWING:  # 'households rear silkworms'
        return following not in {"base", "bases", "cooperative", "cooperatives"} and token.nbor(-1).tag_ == "NNS"
    return token.lower_ in LABOURS and (ends or token.tag_ in {"VBP", "VB"})


def _behind_of(doc: Doc, i: int) -> int:
    """Where the noun of 'nine of the new estates' or 'nine of the county's villages' begins."""
    if i + 1 >= len(doc) or doc[i].lower_ != "of":
        return i
    for j in range(i + 1, min(i + 6, len(doc) - 1)):
        if doc[j].text in {"'s", "’s"}:
            return j + 1
        if not (doc[j].is_alpha or doc[j].lower_ in DETERMINERS):
            break
    return i + 2 if doc[i + 1].lower_ in DETERMINERS else i


def _is_noun(token: Token) -> bool:
    """Whether a token can be the noun counted; units often get other tags."""
    if token.lower_ in NOT_NOUNS:
        return False
    if token.lower_ == "poor":
        return token.i + 1 == len(token.doc) or token.nbor(1).pos_ not in {"NOUN", "PROPN", "ADJ"}
    if singular(token) in UNITS and token.pos_ not in {"VERB", "ADJ"}:
        return True
    return token.pos_ in {"NOUN", "PROPN", "SYM"} and not token.is_punct


def _is_whole(head: Token, token: Token) -> bool:
    """Whether a noun phrase ends before a further noun ('7,300 jobs people took')."""
    return (
        singular(head) in UNITS
        and head.dep_ != "compound"
        and token.dep_ != "compound"
        and token.head != head
        and token != head.head
    )


def _is_given(head: Token, token: Token) -> bool:
    """Whether a plural that is counted ends before what it got: 'gave 176 villages broadband'."""
    return head.tag_ == "NNS" and token.tag_ == "NN" and singular(head) in UNITS and token.i == head.i + 1


def _leads_on(token: Token, head: Token | None) -> bool:
    """Whether a word that is no noun can stand between a number and its noun."""
    if token.lower_ == "and" and token.i and token.i + 2 < len(token.doc):
        tags = token.nbor(-1).tag_, token.nbor(1).tag_, token.nbor(2).tag_
        if tags[2] == "NNS" and set(tags[:2]) <= {"NN", "VBG"}:  # '38 chef and electrician classes'
            return True
    if token.lower_ in {"and", "or"}:
        return token.i > 0 and token.nbor(-1).pos_ in {"ADJ", "ADV"} and token.i + 1 < len(token.doc)
    if token.tag_ in {"VBD", "VBZ", "VBP", "MD"} and token.dep_ not in {"amod", "compound"}:
        return False
    if head is None:
        return token.pos_ in {"ADJ", "ADV", "VERB", "DET"} or token.dep_ in {"amod", "compound"}
    if token.tag_ == "VBG" and token.nbor(-1).lower_ == "and" and token.i + 1 < len(token.doc):
        return token.nbor(1).tag_ == "NNS"  # 'cleaning and greening posts'
    return token.tag_ in {"VBG", "VBN", "JJ"} and token.dep_ in {"amod", "compound"} and token.i < head.i + 3


def singular(token: Token) -> str:
    word = token.lower_
    if word in UNITS:
        return word
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending, other in (("ies", "y"), ("ches", "ch"), ("ses", "s"), ("s", "")):
        if word.endswith(ending) and len(word) > 3:
            stem = word[: -len(ending)] + other
            if stem in UNITS or ending == "s":
                return stem
    return word


def unit_of(doc: Doc, number: Number, head: Token | None) -> Unit | None:
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
    unit = UNITS.get(singular(head), Unit.OTHER)
    if head.lower_ == "heads" and head.i > number.end and head.nbor(-1).pos_ in {"NOUN", "PROPN"}:
        return Unit.PERSON  # 'two township heads', who are no cattle
    following = doc[number.end : head.i + 1]
    if any(t.lower_ in {"square", "cubic"} for t in following):
        return Unit.OTHER  # an area, no length
    if any(t.lower_ in CURRENCIES for t in following):
        return Unit.OTHER
    if unit is Unit.YUAN:
        return _per(doc, number, head)
    if unit is Unit.OTHER and len(following) > 1:
        telling = [UNITS[singular(t)] for t in following if singular(t) in UNITS]
        if (
            telling
            and telling[0] in MEASURES | {Unit.YEAR, Unit.DAY, Unit.MINUTE}
            and following[0].text in {"-", following[0].text}
        ):
            return telling[0] if singular(following[0] if following[0].text != "-" else following[1]) in UNITS else unit
    return unit


def _per(doc: Doc, number: Number, head: Token) -> Unit:
    """Yuan a month or a year, by the words behind the sum, or before it ('One month 3,150 yuan')."""
    after = [t.lower_ for t in doc[head.i + 1 : min(head.i + 16, head.sent.end)] if not t.is_space]
    after = _without_brackets(after)
    for words, unit in PER:
        if tuple(after[: len(words)]) == words:
            return unit
    before = _told_of_sum(doc, number)
    pairs = [before[k : k + 2] for k in range(len(before) - 1)]
    if any(pair in MONTHS for pair in pairs) or before[-2:] == ["a", "month"] or "monthly" in before:
        return Unit.YUAN_PER_MONTH
    if "annual" in before or before[-2:] in YEARS:
        return Unit.YUAN_PER_YEAR
    for phrase, unit in (
        (["a", "month"], Unit.YUAN_PER_MONTH),
        (["per", "month"], Unit.YUAN_PER_MONTH),
        (["every", "month"], Unit.YUAN_PER_MONTH),
        (["each", "month"], Unit.YUAN_PER_MONTH),
        (["a", "year"], Unit.YUAN_PER_YEAR),
    ):
        for k in range(min(6, len(after) - 1)):
            if after[k : k + 2] == phrase and not set(after[:k]) & {"and", ",", ";", "."}:
                return unit
    return Unit.YUAN


def _told_of_sum(doc: Doc, number: Number) -> list[str]:
    """The words before a sum that can tell of what time it is: 'the monthly income of a worker is'."""
    start = number.start
    while start > max(doc[number.start].sent.start, number.start - 9):
        before = doc[start - 1]
        if before.lower_ == "to" and start >= 3 and doc[start - 3].lower_ == "from":  # 'from 1,500 to 2,800'
            start -= 3
            continue
        if before.text in {",", ";"} or before.lower_ == "and" or (before.like_num and before.lower_ != "one"):
            break
        start -= 1
    return [t.lower_ for t in doc[start : number.start]]


def _without_brackets(words: list[str]) -> list[str]:
    if words[:1] == ["("] and ")" in words:
        return words[words.index(")") + 1 :]
    return words
