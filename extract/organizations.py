"""Organisations by the head noun of their name, by what the text calls them, and by later short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from extract.classed import HEADS, apposed, half_named, listed_members, recognised, trading
from extract.described import GENERIC, OWNERS_INSIDE, described
from extract.industries import PRODUCTS
from extract.names import NOT_STEMS, Name, PlaceName, is_capital, trimmed
from extract.patterns import load
from extract.places import NATIONALITIES
from extract.records import Kind

_LISTS = load("organizations")
STATIONS = frozenset(_LISTS["words"]["stations"])
LEAGUES = frozenset({"federation", "union", "council", "association", "confederation"})  # of unions, not of one

# A government's centers by what they serve; those that teach, heal or study are institutions.
CENTERS = frozenset({"center", "centre"})
SERVED = frozenset(_LISTS["words"]["served"])
TAUGHT = frozenset(_LISTS["words"]["taught"])
COMPANY_SUFFIXES = frozenset({"co.", "ltd.", "ltd", "inc.", "inc", "llc", "corp.", "co", "limited"})
SHOUTED = 5  # tokens; a longer name in capitals is a headline
LEARNED = frozenset({"academy", "association", "society", "university", "federation", "red"})
AIMED = frozenset(
    {"foundation", "center", "centre", "association", "institute", "society", "office", "fund", "school", "bureau"}
)
BRANCHES = frozenset({"branch", "office", "sub-branch", "subsidiary", "outlet"})
LONGEST = 16  # tokens; a longer run is a headline


def find_organizations(doc: Doc, places: Iterable[PlaceName]) -> list[Name]:
    """Every name of an organisation, nested ones too, in no order."""
    spans = {(p.span.start, p.span.end) for p in places}
    typed = {i for p in places if p.typed for i in range(p.span.start, p.span.end)}
    named = [n for n in _by_head(doc, typed) if (n.span.start, n.span.end) not in spans]
    named = [*named, *_parts(named)]
    taken = {t.i for n in named for t in n.span}
    listed = [n for n in listed_members(doc, spans) if not {t.i for t in n.span} <= taken]
    beside = [n for n in apposed(doc, spans) if not {t.i for t in n.span} & taken]
    taken |= {t.i for n in [*listed, *beside] for t in n.span}
    named = [*named, *_outside(taken, _branches(doc, named))]
    half = [n for n in half_named(doc) if not {t.i for t in n.span} & (taken | typed)]
    taken |= {t.i for n in half for t in n.span}
    named = [*named, *half]
    told = [n for n in described(doc) if not {t.i for t in n.span} & taken]
    firms = list(trading(doc, taken | typed))
    taken |= {t.i for n in firms for t in n.span}
    seen = [n for n in recognised(doc, spans) if not {t.i for t in n.span} & taken]
    taken |= {t.i for n in seen for t in n.span}
    return [*named, *listed, *beside, *told, *firms, *seen, *_outside(taken, _branches(doc, [*firms, *seen]))]


def _outside(taken: set[int], names: Iterable[Name]) -> list[Name]:
    """The names that reach beyond those already found."""
    return [n for n in names if not {t.i for t in n.span} <= taken]


def _by_head(doc: Doc, typed: set[int]) -> Iterator[Name]:
    """Capitalised names that end in, or begin with, a head noun."""
    i = 0
    while i < len(doc):
        token = doc[i]
        kind = HEADS.get(token.lower_)
        if kind is None or not token.text[0].isupper() or i in typed:
            i += 1
            continue
        end = _end(doc, i)
        if doc[end - 1].text == "Sub" and doc[end : end + 2].text.lower() == "-branch":
            end += 2
        start = _start(doc, i)
        shouted = end - start > SHOUTED and doc[start:end].text.isupper()
        served = token.lower_ != "station" or any(t.lower_ in STATIONS for t in doc[start:i])
        if 1 < end - start <= LONGEST and not shouted and served and _has_stem(doc, start, end):
            yield Name(span=doc[start:end], kind=_kind(doc[start:end], kind))
            i = end
        else:
            i += 1


def _kind(span: Span, kind: Kind) -> Kind:
    """The class by the last head before 'of', unless a telling word outvotes it."""
    words = {t.lower_ for t in span}
    field = next((i for i, t in enumerate(span) if t.lower_ == "of"), len(span))
    kind = next((HEADS[t.lower_] for t in reversed(span[:field]) if t.lower_ in HEADS), kind)
    if words & COMPANY_SUFFIXES:
        return Kind.ENTERPRISE
    if words & {"bank", "credit"}:
        return Kind.INSTITUTION
    if "branch" in words and "party" in words:
        return Kind.GOVERNMENT_BODY
    if kind is Kind.INSTITUTION and words & CENTERS and words & SERVED and not words & TAUGHT:
        return Kind.GOVERNMENT_BODY
    return kind


def _start(doc: Doc, i: int) -> int:
    """Where the name that a head noun ends begins."""
    start = i
    while start > 0 and not doc[start].is_sent_start:
        before = doc[start - 1]
        if (
            is_capital(before)
            or before.text == "&"
            or before.lower_ in COMPANY_SUFFIXES
            or (before.text == "," and doc[start].lower_ in COMPANY_SUFFIXES)
        ):
            start -= 1
        elif (numbered := _number_before(doc, start)) or (joined := _joined_before(doc, start)):
            start -= numbered or joined
        elif (
            (before.text == "-" and start >= 2 and is_capital(doc[start - 2]))
            or (before.text in {"'s", "’s", "'", "’"} and start >= 2 and _owns_inside(doc, start))
            or (before.lower_ == "and" and start >= 2 and _joins(doc, start - 1))
        ):
            start -= 2
        else:
            break
    while start < i and doc[start].text in NOT_STEMS - {"Rural", "Provincial", "Municipal", "Party", "National"}:
        if doc[start].text == "Chinese" and doc[start + 1].lower_ in LEARNED:
            break
        start += 1
    if start < i and doc[start].is_sent_start and (doc[start].is_stop or doc[start].pos_ in {"ADP", "DET", "SCONJ"}):
        start += 1
    return start


def _number_before(doc: Doc, start: int) -> int:
    """How many tokens a number in the name takes: 'No. 4 Middle School', 'No.1 Hospital'."""
    for length in (1, 2, 3):
        words = doc[max(0, start - length) : start].text.lower()
        if re.fullmatch(r"no\.? ?\d+", words):
            return length
    return 0


def _joined_before(doc: Doc, start: int) -> int:
    """How many tokens a compound takes that goes on in lower case: 'E-commerce Center'."""
    if start < 3 or doc[start - 2].text != "-" or not doc[start - 1].is_alpha or doc[start - 1].tag_ == "VBN":
        return 0
    return 3 if is_capital(doc[start - 3]) and doc[start - 1].text[0].islower() else 0


def _owns_inside(doc: Doc, start: int) -> bool:
    """Whether a possessive belongs to the name: 'People's Hospital', 'Women's Federation'."""
    return doc[start - 2].text in OWNERS_INSIDE


def _joins(doc: Doc, conjunction: int) -> bool:
    """Whether 'and' joins two words of one name, not two names.

    'Planting and Breeding Cooperative' is one; 'Li Na and Hongda Co.' are two: a name of a person or
    place, or another head noun, before 'and' ends there.
    """
    before, after = doc[conjunction - 1], doc[conjunction + 1]
    if not (is_capital(before) and is_capital(after)):
        return False
    if before.lower_ in PRODUCTS and after.lower_ in PRODUCTS:  # 'Cattle and Sheep Breeding'
        return True
    if before.ent_type_ in {"PERSON", "LOC"} and after.ent_type_ != before.ent_type_:
        return False
    if before.ent_type_ == "PERSON":
        return False
    if before.text in NATIONALITIES and after.text in NATIONALITIES:
        return True
    return before.lower_ not in HEADS


def _end(doc: Doc, i: int) -> int:
    """Where the name that a head noun stands in ends: company suffixes, 'of' phrases."""
    end = i + 1
    while end < len(doc) and not doc[end].is_sent_start:
        token = doc[end]
        if token.lower_ in COMPANY_SUFFIXES:
            end += 1
        elif token.text == "," and end + 1 < len(doc) and doc[end + 1].lower_ in COMPANY_SUFFIXES:
            end += 2
        elif is_capital(token) and token.lower_ in HEADS:
            end += 1
        elif (token.lower_ == "of" and doc[end - 1].lower_ not in COMPANY_SUFFIXES) or _is_for(doc, end):
            field = _field_end(doc, end + 1)
            if field is None:
                break
            end = field
        else:
            break
    return end


def _is_for(doc: Doc, i: int) -> bool:
    """Whether a 'for' goes on with a name: 'Foundation for Rural Development'."""
    return doc[i].lower_ == "for" and doc[i - 1].lower_ in AIMED


def _field_end(doc: Doc, i: int) -> int | None:
    """Where the field after 'of' ends: 'Education, Sports and Science', 'the State Council'."""
    if i < len(doc) and doc[i].lower_ == "the":
        i += 1
    end = i
    while end < len(doc) and not doc[end].is_sent_start:
        token = doc[end]
        if is_capital(token) or (token.text in {"'s", "’s"} and end > i and doc[end - 1].text in OWNERS_INSIDE):
            end += 1
        elif token.lower_ == "and" and end > i and end + 1 < len(doc) and is_capital(doc[end + 1]):
            if doc[end - 1].lower_ in HEADS:
                break
            end += 2
        elif token.text == "," and _listed_field(doc, end):
            end += 2
        else:
            break
    return end if end > i else None


def _listed_field(doc: Doc, comma: int) -> bool:
    """Whether a comma after 'of' goes on with the field: 'Education, Sports and Science'."""
    for j in range(comma + 1, min(comma + 6, len(doc))):
        if doc[j].lower_ == "and":
            return j > comma + 1 and j + 1 < len(doc) and is_capital(doc[j + 1])
        if not (is_capital(doc[j]) or doc[j].text == ",") or doc[j].ent_type_ in {"LOC", "PERSON"}:
            return False
    return False


def _has_stem(doc: Doc, start: int, end: int) -> bool:
    """Whether a name has a word besides its head, so that it names one thing."""
    words = [t for t in doc[start:end] if t.is_alpha and t.lower_ not in COMPANY_SUFFIXES]
    return any(t.lower_ not in HEADS and t.lower_ not in GENERIC and not t.is_stop for t in words)


def _parts(names: Iterable[Name]) -> Iterator[Name]:
    """The bodies inside a body's name: 'Department of Y of the Ministry of X', 'State Council Office'."""
    for name in names:
        span = name.span
        for i, token in enumerate(span):
            if token.lower_ == "of" and 0 < i < len(span) - 1 and span[i - 1].lower_ not in LEAGUES:
                rest = span[i + 1 :]
                rest = rest[1:] if rest[0].lower_ == "the" else rest
                own = next((k for k, t in enumerate(rest) if t.lower_ == "of"), len(rest))
                first = next((t for t in rest[:own] if t.lower_ in HEADS), None)
                first = first or (rest[0] if rest[0].ent_iob_ == "B" and rest[0].ent_type_ == "ORG" else None)
                if first is not None and len(rest) > 1 and rest[0].text != "China":  # 'Bank of China X Branch' is one
                    yield Name(span=rest, kind=_kind(rest, HEADS.get(first.lower_, Kind.ENTERPRISE)))
                    yield Name(span=span[:i], kind=name.kind)
            elif token.lower_ == "council" and 0 < i < len(span) - 1 and is_capital(span[i - 1]):
                yield Name(span=span[i - 1 : i + 1], kind=Kind.GOVERNMENT_BODY)


def _branches(doc: Doc, names: Iterable[Name]) -> Iterator[Name]:
    """'the X branch of the Y Bank' and 'Y Bank's X branch', X being a place."""
    ends = {n.span.end: n for n in names}
    starts = {n.span.start: n for n in names}
    for token in doc:
        if token.i < 1 or not (token.lower_ == "branch" or token.text in BRANCHES):
            continue
        before = doc[token.i - 1]
        start = token.i - (2 if before.lower_ == "party" and is_capital(doc[token.i - 2]) else 1)
        while start > token.sent.start and is_capital(doc[start - 1]):
            start -= 1
        end = token.i + 1
        of = end + 1 < len(doc) and doc[end].lower_ == "of"
        whole = of and (starts.get(end + 1) or starts.get(end + 2))
        titled = end < len(doc) and doc[end].lower_ == "secretary"
        if before.lower_ == "party" and titled:
            continue
        if before.lower_ == "party":
            span = trimmed(doc[start:end])
            yield Name(span=span if len(span) > 2 else doc[token.i - 1 : end], kind=Kind.GOVERNMENT_BODY)
        elif is_capital(doc[start]):
            if whole:
                yield Name(span=trimmed(doc[start : whole.span.end]), kind=whole.kind)
            elif doc[start - 1].text in {"'s", "’s"} and start - 1 in ends:
                owner = ends[start - 1]
                yield Name(span=doc[owner.span.start : end], kind=owner.kind)
