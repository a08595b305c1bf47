"""Figures that leave their noun out ('of whom 1,870', 'sold 22', 'a family of five'): what they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from spacy.tokens import Doc

from extract.counted import DURATIONS, MEASURES, UNITS, Figure, head_of, singular
from extract.numbers import Number
from extract.patterns import load
from extract.records import Unit

_LISTS = load("figures")["words"]
MONEY_VERBS = frozenset(_LISTS["money"])

INCOMES = frozenset(
    {
        "dividend",
        "dividends",
        "rent",
        "wage",
        "wages",
        "salary",
        "income",
        "incomes",
        "revenue",
        "sales",
        "turnover",
        "profit",
        "profits",
        "earnings",
        "value",
    }
)
PEOPLED = frozenset(_LISTS["peopled"])
SUMS = frozenset(_LISTS["sums"])
EMPLOYS = frozenset(_LISTS["employs"])
SPANS = frozenset(_LISTS["spans"])

ANTECEDENTS = frozenset(
    {Unit.PERSON, Unit.HOUSEHOLD, Unit.FAMILY, Unit.ENTERPRISE, Unit.COOPERATIVE, Unit.VILLAGE, Unit.COUNTY}
)
GETS = frozenset({"get", "earn", "receive", "make", "draw", "touch", "reach"})
HUMAN = frozenset({Unit.PERSON, Unit.HOUSEHOLD, Unit.FAMILY})
ENDINGS = frozenset({".", ",", ";", "and", "!", "?"})
AUXILIARIES = frozenset({"did", "had", "have", "has", "were", "was", "are", "do", "signed", "came", "went", "got"})
MONEY = frozenset({Unit.YUAN, Unit.YUAN_PER_MONTH, Unit.YUAN_PER_YEAR})
SHARES = frozenset({Unit.PERCENT, Unit.FRACTION})
CHANGES = frozenset({"an increase of", "a decrease of", "a rise of", "a drop of", "a fall of"})
COMPARED = frozenset({"down from", "up from", "compared with", "compared to"})
TOTALS = frozenset(
    {
        "stood at",
        "stand at",
        "came to",
        "come to",
        "numbered",
        "numbering",
        "totaled",
        "totalled",
        "totaling",
        "totalling",
    }
)
LEADING_UP = frozenset({"at", "as", "is", "was", "to"})
NEAR_CHANGE = 24  # tokens between a figure and what it was before
NEAR = 90  # tokens back to the figure that a bare number goes on with


def elided(doc: Doc, number: Number, start: int, found: Sequence[Figure]) -> tuple[Unit, str] | None:
    """Unit and noun of a number without one, from the figures and nouns before it.

    `start` is where the words of the figure begin, its bound included.
    """
    if number.value < 2 and not number.share:
        return None
    sentence = doc[number.start].sent
    near = [f for f in found[-8:] if number.start - f.end < NEAR]
    same = [f for f in near if doc[f.start].sent.start == sentence.start]
    counts = [f for f in near if _is_count(f)]
    here = [f for f in same if _is_count(f)]
    return (
        _of_a_body(doc, number, start)
        or _of_a_count(doc, number, start)
        or _of_a_total(doc, start)
        or _of_a_list(doc, number, start, here)
        or _of_a_change(doc, start, same)
        or _of_subject(doc, number, start)
        or _of_more(doc, number, here)
        or _of_them(doc, number, start, counts)
        or _of_money(doc, number, start, same)
        or _of_some(doc, number, start, counts)
        or _of_people(doc, number, start)
        or _of_verb(doc, number, counts, here)
    )


def _is_count(figure: Figure) -> bool:
    if figure.unit in MONEY | SHARES | DURATIONS | MEASURES:
        return False
    return figure.head is None or singular(figure.head) not in SPANS


def _of_a_body(doc: Doc, number: Number, start: int) -> tuple[Unit, str] | None:
    """'a population of 930,000', 'a family of five', 'an allowance of 315'."""
    if start < 2 or doc[start - 1].lower_ != "of":
        return None
    noun = singular(doc[start - 2])
    if noun in PEOPLED:
        return Unit.PERSON, ""
    if noun in SUMS and number.value >= 10:
        words = {t.lower_ for t in doc[max(doc[start].sent.start, start - 5) : start]}
        return (Unit.YUAN_PER_MONTH if "monthly" in words else Unit.YUAN), ""
    return None


def _of_a_count(doc: Doc, number: Number, start: int) -> tuple[Unit, str] | None:
    """'the number of migrant workers reached 27,000', 'puts the number of jobs at 27,000'."""
    verb = doc[number.start].head
    for i in range(start - 1, max(doc[start].sent.start, start - 16), -1):
        if doc[i].like_num or doc[i].text in {",", ";"}:
            return None
        told = i < verb.i < start or doc[start - 1].lower_ in LEADING_UP
        if doc[i].lower_ == "number" and doc[i + 1].lower_ == "of" and told:
            head, text = head_of(doc, replace(number, end=i + 2))
            return (UNITS.get(singular(head), Unit.OTHER), text) if head is not None else None
    return None


def _of_a_total(doc: Doc, start: int) -> tuple[Unit, str] | None:
    """'workshops stood at 112', 'stoves numbering 418'."""
    of = next((i for i in (start - 2, start - 3) if i >= 0 and doc[i + 1 : start].text.lower() in TOTALS), None)
    if of is None or not (doc[of].tag_ == "NNS" or (singular(doc[of]) in UNITS and doc[of].lower_.endswith("s"))):
        return None
    return UNITS.get(singular(doc[of]), Unit.OTHER), doc[of].text


def _of_a_list(doc: Doc, number: Number, start: int, here: Sequence[Figure]) -> tuple[Unit, str] | None:
    """'Bases came to 112: Langao 41, Baihe 27 and 44 elsewhere': what the first counts."""
    following = doc[number.end].lower_ if number.end < len(doc) else "."
    named = start > 0 and doc[start - 1].pos_ == "PROPN" and following in ENDINGS
    return (here[-1].unit, here[-1].counted) if here and (named or following == "elsewhere") else None


def _of_a_change(doc: Doc, start: int, same: Sequence[Figure]) -> tuple[Unit, str] | None:
    """'from 8 yuan to 3.2', 'rose from 9,150 yuan in 2015 to 13,480'."""
    if not same or not start:
        return None
    last = same[-1]
    if doc[max(0, start - 3) : start].text.lower() in CHANGES and last.unit not in SHARES:
        return last.unit, last.counted  # '900 workers, an increase of 40'
    if doc[max(0, start - 2) : start].text.lower() in COMPARED and start - last.end < NEAR_CHANGE:
        return last.unit, last.counted
    if doc[start - 1].lower_ != "to":
        return None
    led = last.start > 0 and doc[last.start - 1].lower_ == "from"
    return (last.unit, last.counted) if led and start - last.end < 12 else None


def _of_subject(doc: Doc, number: Number, start: int) -> tuple[Unit, str] | None:
    """'Its poor households have dwindled from 83 to 6': those that grow or shrink."""
    verb = doc[number.start].head
    following = doc[number.end].lower_ if number.end < len(doc) else "."
    if not start or doc[start - 1].lower_ != "from" or verb.pos_ != "VERB" or following not in ENDINGS | {"to", "in"}:
        return None
    what = next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ == "NNS" and singular(c) in UNITS), None)
    return (UNITS[singular(what)], what.text) if what is not None else None


def _of_more(doc: Doc, number: Number, here: Sequence[Figure]) -> tuple[Unit, str] | None:
    """'employs 310 people, 60 more than in 2019'."""
    more = doc[number.end : number.end + 2].text.lower() in {"more than", "fewer than", "less than"}
    return (here[-1].unit, here[-1].counted) if more and here else None


def _of_them(doc: Doc, number: Number, start: int, counts: Sequence[Figure]) -> tuple[Unit, str] | None:
    """'pays 58 of them 1,350 yuan': those that the text counted last, else people where one hires or teaches."""
    if doc[number.end : number.end + 2].text.lower() not in {"of them", "of us", "of those"} or number.value < 3:
        return None
    behind = doc[number.end + 2] if number.end + 2 < len(doc) else None
    what = (
        _after_of(doc, number) if behind is not None and not behind.like_num else None
    )  # '83 of them poor households'
    beside = _beside(doc, number, start) or what
    if beside is not None:
        return beside
    human = doc[number.start].head.lemma_ in EMPLOYS | {"pay", "train", "teach"}
    meant = [f for f in counts if not human or f.unit in HUMAN]
    if meant and number.start - meant[-1].end < NEAR_CHANGE:
        return meant[-1].unit, meant[-1].counted
    return (Unit.PERSON, "") if human else _antecedent(doc, start) or (Unit.OTHER, "")


def _of_money(doc: Doc, number: Number, start: int, same: Sequence[Figure]) -> tuple[Unit, str] | None:
    """A sum without its 'yuan', by its verb or by a sum before it."""
    money = [f for f in same if f.unit in MONEY]
    of_it = doc[max(0, start - 2) : start].text.lower() == "of which"
    if of_it and same and same[-1].unit in MONEY and number.end < len(doc) and doc[number.end].pos_ in {"AUX", "VERB"}:
        return Unit.YUAN, same[-1].counted  # '900 yuan, of which 400 are sent home'
    verb = doc[number.start].head
    spent = verb.lemma_ in MONEY_VERBS
    told = money[-1].counted if money else ""
    if number.value >= 10_000 and (spent or (money and number.value >= 100_000)):
        return Unit.YUAN, told
    if number.value >= 1000 and _tells_income(doc, number, start):
        words = {t.lower_ for t in doc[max(doc[start].sent.start, start - 9) : start]}
        if words & {"annual", "yearly"}:
            return Unit.YUAN_PER_YEAR, told
        return (Unit.YUAN_PER_MONTH if "monthly" in words else Unit.YUAN), told
    following = doc[number.end].lower_ if number.end < len(doc) else "."
    led = doc[start - 1] if start else doc[number.start]
    if (
        money
        and following in ENDINGS
        and (led.lemma_ in GETS or (led.lower_ == "for" and led.nbor(-1).lemma_ in {"sell", "ask"}))
    ):
        return money[-1].unit, told  # 'she earns 2,750 yuan a month, and her husband gets 1,950'
    if not money or number.value < 1000:
        return None
    back = doc[start - 1].lower_ if start else ""
    of_sum = back in {"of", "total", "against", "was", "were", "is"} and not _is_last_count(same)
    return (Unit.YUAN, told) if spent or of_sum else None


def _tells_income(doc: Doc, number: Number, start: int) -> bool:
    """'the annual income exceeded 1 million', 'sales of 380,000': sums that say no currency."""
    following = doc[number.end] if number.end < len(doc) else None
    if following is not None and following.lower_ not in ENDINGS and following.pos_ in {"NOUN", "PROPN", "ADJ"}:
        return False
    words = [t.lower_ for t in doc[max(doc[start].sent.start, start - 6) : start]]
    after = next((len(words) - i for i, w in enumerate(reversed(words)) if w in INCOMES), None)
    return after is not None and not any(w in {",", ";", "and"} for w in words[after:])


def _is_last_count(same: Sequence[Figure]) -> bool:
    return bool(same) and _is_count(same[-1])


def _of_some(doc: Doc, number: Number, start: int, counts: Sequence[Figure]) -> tuple[Unit, str] | None:
    """'of whom 1,870', '19 of the 53', 'others', 'of which there are 71'."""
    back = doc[start - 1].lower_ if start else ""
    following = doc[number.end].lower_ if number.end < len(doc) else ""
    partitive = back in {"whom", "which", "them", "those"} or following in {"of", "others", "other"}
    opening = doc[doc[start].sent.start].lower_ == "of" and counts and doc[counts[-1].start].sent == doc[start].sent
    if opening and following in AUXILIARIES:  # 'Of the 9,400 people who left, 3,100 are back'
        return counts[-1].unit, counts[-1].counted
    beside = _beside(doc, number, start)
    if beside is not None:
        return beside
    if partitive or _says_among(doc, number):
        ahead = _after_of(doc, number)
        if ahead is None and following == "of" and (not counts or counts[-1].unit is Unit.OTHER):
            ahead = _antecedent(doc, start)
        if ahead is None and counts:
            ahead = counts[-1].unit, counts[-1].counted
        return ahead or _antecedent(doc, start)
    if back == "of" and start >= 2 and doc[start - 2].lower_ == "one":
        what = next((c for c in doc[start - 2].children if c.dep_ == "nsubj"), None)
        if what is not None and singular(what) in UNITS:
            return UNITS[singular(what)], what.text  # 'The workshop is one of 39'
        return Unit.OTHER, ""  # 'a clinic, one of 63 that the county has built'
    which = [t.lower_ for t in doc[max(0, start - 4) : start]]
    if which[-4:-2] in (["of", "which"], ["of", "whom"]) and which[-2:-1] == ["there"]:
        noun = doc[start - 5] if start >= 5 and doc[start - 5].text != "," else doc[max(0, start - 6)]
        return UNITS.get(singular(noun), Unit.OTHER), noun.text
    return None


def _beside(doc: Doc, number: Number, start: int) -> tuple[Unit, str] | None:
    """'has a preschool, 163 of them': the noun right before the comma."""
    if start < 2 or doc[start - 1].text != "," or doc[number.end : number.end + 2].text.lower() != "of them":
        return None
    noun = doc[start - 2]
    ends = number.end + 2 >= len(doc) or doc[number.end + 2].text in {",", ".", ";"}
    return (UNITS.get(singular(noun), Unit.OTHER), noun.text) if ends and noun.pos_ == "NOUN" else None


def _of_people(doc: Doc, number: Number, start: int) -> tuple[Unit, str] | None:
    """'Ren employs 24', 'All 34 did', 'sent her and eight others'."""
    following = doc[number.end].lower_ if number.end < len(doc) else ""
    back = doc[start - 1] if start else None
    verb = doc[number.start].head
    hired = verb.lemma_ in EMPLOYS and verb.i < number.start <= verb.i + 3
    if hired and (following in ENDINGS or not following):
        return Unit.PERSON, ""
    if back is not None and back.lower_ == "and" and following == "others":
        other = doc[start - 2]
        return (Unit.PERSON, "") if other.ent_type_ == "PERSON" or other.pos_ == "PRON" else None
    subject = doc[number.start].dep_.startswith("nsubj") and following in AUXILIARIES
    return _antecedent(doc, start) if subject else None


def _of_verb(doc: Doc, number: Number, counts: Sequence[Figure], here: Sequence[Figure]) -> tuple[Unit, str] | None:
    """'sold 22', after the animals or things that the text has counted."""
    verb = doc[number.start].head
    animals = [f for f in counts if f.unit is Unit.ANIMAL]
    if verb.lemma_ in {"sell", "buy", "raise", "keep", "lose"} and animals:
        return Unit.ANIMAL, animals[-1].counted
    if here and verb.pos_ == "VERB" and number.value >= 5:
        return here[-1].unit, here[-1].counted
    return None


def _antecedent(doc: Doc, start: int) -> tuple[Unit, str] | None:
    """The unit of the last noun before that counts people, homes or firms: 'firms … 40 of them'."""
    for i in range(start - 1, max(-1, start - 45), -1):
        unit = UNITS.get(singular(doc[i]))
        if unit in ANTECEDENTS and doc[i].pos_ == "NOUN" and (doc[i].tag_ == "NNS" or doc[i].lower_ in PEOPLED):
            return unit, doc[i].text
    return None


def _says_among(doc: Doc, number: Number) -> bool:
    start = doc[number.start].sent.start
    return "among" in {t.lower_ for t in doc[max(start, number.start - 4) : number.start]}


def _after_of(doc: Doc, number: Number) -> tuple[Unit, str] | None:
    """'83 of them poor households': the noun behind; '19 of the 53 women': that of the second number.

    In 'five others as bases' it is the noun of 'as'.
    """
    behind = doc[number.end + 2] if number.end + 2 < len(doc) else None
    verb = behind is not None and behind.tag_[:2] in {"VB", "MD"}  # '710 of whom got a certificate'
    told = verb and doc[number.end + 1].lower_ in {"whom", "which"}
    if doc[number.end : number.end + 2].text.lower() in {"of them", "of whom", "of which"} and not told:
        head, text = head_of(doc, replace(number, end=number.end + 2))
        if head is not None:
            return UNITS.get(singular(head), Unit.OTHER), text
    for i in range(number.end, min(number.end + 6, doc[number.start].sent.end)):
        if doc[i].like_num:
            whole = Number(start=i, end=i + 1, value=Decimal(2))
            head, text = head_of(doc, whole)
            if head is not None:
                return UNITS.get(singular(head), Unit.OTHER), text
        if doc[i].lower_ == "as":
            head, text = head_of(doc, replace(number, end=i + 1))
            if head is not None:
                return UNITS.get(singular(head), Unit.OTHER), text
    return None
