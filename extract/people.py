"""Names of people: by the statistical names, by surname and shape, by what they are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz
from spacy.tokens import Doc, Span, Token

from extract.classed import HEADS
from extract.names import NOT_STEMS, Name, PlaceName, is_capital, is_pinyin, longest
from extract.patterns import load
from extract.places import NATIONALITIES, TYPES
from extract.records import ORGANIZATIONS, Kind
from extract.syntax import SUBJECTS

_LISTS = load("people")
SURNAMES = frozenset(_LISTS["surnames"])
FAMILIAR = frozenset(_LISTS["familiar"])
ROLES = frozenset(_LISTS["roles"])
HUMAN_VERBS = frozenset(_LISTS["human_verbs"])
NOT_PEOPLE = frozenset(_LISTS["not_people"])
NOT_NAMES = NOT_PEOPLE - SURNAMES  # 'Yuan' and 'Jin' are money and weight, but good Chinese names too
TITLES = frozenset(_LISTS["titles"])
HUMANS = frozenset(_LISTS["humans"])
TOLD = frozenset({"said", "says", "recalled", "added", "explained", "recalls", "laughed", "asked", "joked", "sighed"})
TODAY = frozenset({"today", "now", "yesterday", "meanwhile", "then"})  # that open a sentence before a name
CALLED = frozenset({"called", "named", "surnamed", "surname"})
# Renderings of one Uygur or Tibetan name differ in a letter or two; shorter words differ by chance.
SIMILAR = 80
SHORTEST_VARIANT = 5
# No part of what somebody is called, unlike 'Old' and 'Xiao'.
HONORIFICS = frozenset(
    {"comrade", "brother", "sister", "mother", "teacher", "mr.", "mr", "mrs.", "mrs", "ms.", "ms", "master"}
)
LONGEST_NAME = 4  # tokens
PARTICIPLES = frozenset({"led", "run", "born", "made", "built", "based", "style"})  # 'the Li Na-led team'


def find_people(doc: Doc, taken: Iterable[Name]) -> list[Name]:
    """Names of persons that no other name covers, in text order."""
    taken = list(taken)
    covered = {t.i for n in taken for t in n.span}
    # 'Nyima Town' doesn't make a place of 'Nyima Dondrup', but a bare 'Longnan' does of 'Longnan Evening'.
    places = {n.span[0].text for n in taken if n.kind is not Kind.JOURNALIST and not _is_typed(n)}
    full = [s for s in _full_names(doc, covered) if s[0].text not in places or s[0].text in SURNAMES]
    full += _told_names(doc, covered | {t.i for s in full for t in s})
    held = covered | {t.i for s in full for t in s}
    parts = {t.text for s in full for t in s}
    short = list(_short_forms(doc, held, parts))
    held |= {t.i for s in short for t in s}
    inside = {t.text for n in taken if n.kind in ORGANIZATIONS for t in n.span if not is_surname(t.text)}
    single = [s for s in _single_names(doc, held, parts) if s.text not in inside]
    held |= {t.i for s in single for t in s}
    full += _variants(doc, held, {s.text for s in single if not is_pinyin(s.text)})
    spans = [_with_familiar(_with_syllable(s, covered)) for s in [*full, *short, *single]]
    return longest([Name(span=s, kind=Kind.PERSON) for s in spans])[0]


def _is_typed(name: Name) -> bool:
    return isinstance(name, PlaceName) and len(name.span) == 2 and name.typed


def is_surname(word: str) -> bool:
    """Whether a word is a Han surname in pinyin."""
    return word in SURNAMES


def _full_names(doc: Doc, covered: set[int]) -> Iterator[Span]:
    """Names of two words or more: recognised ones, and surnames with a given name in pinyin."""
    done: set[int] = set()
    for ent in doc.ents:
        span = _cut(ent, covered) if ent.label_ == "PERSON" else None
        if span is not None and 1 < len(span) <= LONGEST_NAME and _may_be_person(span):
            done |= {t.i for t in span}
            yield span
    done |= covered
    for token in doc[:-1]:
        if token.i in done or not is_surname(token.text):
            continue
        given = token.nbor(1)
        if given.i in done:
            continue
        alone = token.i == 0 or not is_capital(token.nbor(-1)) or token.is_sent_start
        alone = alone or token.nbor(-1).lower_ in TITLES | ROLES  # 'Secretary Li Na'
        ends = given.i + 1 >= len(doc) or not is_capital(doc[given.i + 1])
        if alone and ends and not given.is_sent_start and _may_be_given(given):
            yield doc[token.i : given.i + 1]


def _may_be_given(token: Token) -> bool:
    """Whether a word may be a Chinese given name."""
    if token.lower_ in TYPES or token.text in NOT_NAMES:
        return False
    return is_capital(token) and is_pinyin(token.text)


def _cut(ent: Span, covered: set[int]) -> Span | None:
    """A recognised name without what another name covers and without words before it."""
    start, end = ent.start, ent.end
    if any(i in covered for i in range(start, end)):
        return None
    while start < end and _opens(ent.doc[start]):
        start += 1
    while end > start and not is_capital(ent.doc[end - 1]):
        end -= 1
    before = ent.doc[start - 1] if start else None
    if before is not None and start < end < start + LONGEST_NAME and before.i not in covered:
        given = all(is_pinyin(t.text) and not is_surname(t.text) for t in ent.doc[start:end])
        start -= given and not ent.doc[start].is_sent_start and is_surname(before.text)  # 'Li' of 'Li Bang Hua'
    return ent.doc[start:end] if end > start else None


def _opens(token: Token) -> bool:
    """Whether a word only stands before a name: 'villager', 'Today', 'Were X to fall'."""
    inverted = token.is_sent_start and token.lower_ in {"were", "had", "should", "was", "is", "are", "did", "does"}
    return token.lower_ in FAMILIAR | ROLES | TOLD | TODAY or inverted or not is_capital(token)


def _may_be_person(span: Span) -> bool:
    """Whether a recognised name of several words isn't a heading, a ware or a field."""
    if any(t.text in NOT_NAMES or t.lower_ in TYPES for t in span):
        return False
    if span[0].text in NATIONALITIES and not is_surname(span[0].text):
        return False
    following = span.doc[span.end] if span.end < len(span.doc) else None
    if following is not None and _modifies(span, following):
        return False
    if is_surname(span[0].text):
        return True
    return not any(t.text == "-" for t in span) and not all(t.is_stop for t in span)


def _modifies(span: Span, noun: Token) -> bool:
    """Whether a name only describes a noun after it, as a ware's name does and a family's does not."""
    modifier = span.root.dep_ == "compound" and span.root.head.i == noun.i
    return modifier and noun.pos_ == "NOUN" and noun.lower_ not in {"family", "household"}


def _short_forms(doc: Doc, held: set[int], parts: set[str]) -> Iterator[Span]:
    """'Old Wang', and a part of a full name that stands alone."""
    for token in doc:
        if token.i in held or not is_capital(token) or token.text in NOT_PEOPLE:
            continue
        before = token.nbor(-1) if token.i else None
        familiar = before is not None and _goes_before(before)
        if (familiar and (is_surname(token.text) or token.text in parts)) or (
            token.text in parts and not _beside_capital(doc, token.i) and not _is_common(token)
        ):
            yield doc[token.i : token.i + 1]


def _goes_before(token: Token) -> bool:
    """'Old', 'Uncle', 'Professor': what a surname can follow."""
    if token.lower_ == "old" and token.i and token.nbor(-1).lower_ in {"year", "years", "-"}:
        return False  # 'a 44 year old Miao woman'
    return token.lower_ in FAMILIAR or (token.lower_ in TITLES and token.text[0].isupper())


def _told_names(doc: Doc, held: set[int]) -> Iterator[Span]:
    """Names that the words beside say are a person's: ', 40,', ', an agronomist', 'a girl named'."""
    i = 0
    while i < len(doc):
        end = i
        while end < len(doc) and end not in held and is_capital(doc[end]) and (end == i or not doc[end].is_sent_start):
            end += 1
        if end - i < 2:
            i = max(end, i + 1)
            continue
        start = i + 1 if doc[i].lower_ in TOLD | TODAY else i  # '"…" Said Pasang, a technician'
        span = doc[start:end]
        if 1 < len(span) <= 3 and _may_be_person(span) and _is_told(span) and not _has_common(span):
            yield span
        i = max(end, i + 1)


def _has_common(span: Span) -> bool:
    """Whether a run holds a word that is no name: a stop word, a role, a head of organisations."""
    return any(t.is_stop or t.lower_ in ROLES or t.lower_ in HEADS or t.text in NOT_STEMS for t in span)


def _is_told(span: Span) -> bool:
    doc = span.doc
    before = [t.lower_ for t in doc[max(span.sent.start, span.start - 2) : span.start]]
    if len(before) == 2 and before[1] in CALLED and before[0] in HUMANS:
        return True
    after = [t.lower_ for t in doc[span.end : min(span.end + 7, span.sent.end)]]
    if len(after) < 3 or after[0] != ",":
        return False
    if after[2] == "," and after[1].isdigit() and 10 < int(after[1]) < 110:
        return True
    return after[1] in {"a", "an"} and any(w in ROLES for w in after[2:5])


def _beside_capital(doc: Doc, i: int) -> bool:
    before = i > 0 and is_capital(doc[i - 1]) and not doc[i].is_sent_start and not doc[i - 1].is_sent_start
    after = i + 1 < len(doc) and is_capital(doc[i + 1]) and not doc[i + 1].is_sent_start
    return before or after


def _is_common(token: Token) -> bool:
    """Whether a capitalised word at the start of a sentence is just a common word there."""
    if token.ent_type_ == "PERSON":
        return False
    return token.is_sent_start is True and (token.is_stop or token.pos_ not in {"PROPN", "NOUN"})


def _single_names(doc: Doc, held: set[int], parts: set[str]) -> Iterator[Span]:
    """One-word names that the recogniser sees and the words around bear out."""
    votes: Counter[str] = Counter()
    hits: dict[str, list[Span]] = {}
    for token in doc:
        if token.i in held or not is_capital(token) or _beside_capital(doc, token.i):
            continue
        if token.text in NOT_PEOPLE | NATIONALITIES or len(token.text) < 3 or token.is_stop:
            continue
        person = token.ent_type_ == "PERSON"
        human = _is_human(token)
        if _is_called(token):
            yield doc[token.i : token.i + 1]
            continue
        if not person and not (human == 2 or (human and token.pos_ == "PROPN")):
            continue
        votes[token.text] += 2 * human + (1 if person else -1)
        hits.setdefault(token.text, []).append(doc[token.i : token.i + 1])
    similar = {p[:5].casefold() for p in parts if len(p) > 5}
    for word, spans in hits.items():
        if votes[word] >= 3 or word[:5].casefold() in similar:
            yield from spans


def _variants(doc: Doc, held: set[int], known: set[str]) -> Iterator[Span]:
    """Two words, of which the first is another spelling of a person's one-word name: 'Rukiye Abliz' of 'Rukiya'."""
    for token in doc[:-1]:
        given = token.nbor(1)
        free = token.i not in held and given.i not in held and is_capital(token) and is_capital(given)
        goes_on = given.i + 1 < len(doc) and is_capital(given.nbor(1)) and not given.nbor(1).is_sent_start
        if not free or goes_on or len(token) < SHORTEST_VARIANT:
            continue
        if any(fuzz.ratio(token.text.casefold(), name.casefold()) >= SIMILAR for name in known):
            yield doc[token.i : given.i + 1]


def _is_called(token: Token) -> bool:
    """'a man surnamed Zhao', 'gave only his surname, Zhao', 'a girl named Dolma'."""
    words = [t.lower_ for t in token.doc[max(token.sent.start, token.i - 3) : token.i]]
    words = [w for w in words if w != ","][-2:]
    if not words or words[-1] not in CALLED:
        return False
    return words[-1] in {"surnamed", "surname"} or words[0] in HUMANS


def _is_human(token: Token) -> int:
    """How strongly the words around say that a name is a person's: 2 by age or role, 1 by what it does."""
    doc = token.doc
    near = [t.lower_ for t in doc[max(0, token.i - 2) : token.i]]
    if near[-1:] and near[-1] in ROLES:
        return 2
    ends = token.i + 1 < len(doc) and doc[token.i + 1].text in {",", "."}
    if near[-1:] and near[-1] in TOLD and ends:  # '"…," said Tuya, …'
        return 2
    if any(w in ROLES for w in near) and "," in near:
        return 2
    if token.i + 3 < len(doc) and doc[token.i + 1].text == ",":
        after = doc[token.i + 2]
        if after.like_num and (doc[token.i + 3].text == "," or doc[token.i + 3].lower_ == "years"):
            return 2
        if after.lower_ in {"a", "an"} and any(t.lower_ in ROLES for t in doc[token.i + 2 : token.i + 6]):
            return 2
        if any(
            t.lower_ in ROLES and t.nbor(1).lower_ == "of" for t in doc[token.i + 2 : min(token.i + 5, len(doc) - 1)]
        ):
            return 2
    return int(token.dep_ in SUBJECTS and token.head.lemma_ in HUMAN_VERBS)


def _with_familiar(span: Span) -> Span:
    """A surname with the 'Old' or 'Xiao' before it, which is part of what somebody is called."""
    before = span.doc[span.start - 1] if span.start else None
    familiar = before is not None and before.lower_ in FAMILIAR - HONORIFICS and _goes_before(before)
    if familiar and len(span) == 1 and not span[0].is_sent_start:
        return span.doc[span.start - 1 : span.end]
    return span


def _with_syllable(span: Span, held: set[int]) -> Span:
    """A name with the rest of its given name: 'Li Xiao-ming', 'Li Xiao Ming', 'Leung Siu-wai'."""
    doc, end = span.doc, span.end
    if len(span) != 2 or end >= len(doc):
        return span
    if doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_ and end + 1 < len(doc):
        rest = doc[end + 1]
        told = rest.is_lower and len(rest) < 6 and rest.lower_ not in PARTICIPLES and rest.lower_[-2:] != "ed"
        return doc[span.start : end + 2] if told else span
    parted = (
        is_surname(span[0].text) and _is_syllable(span[1].text) and _is_syllable(doc[end].text) and is_capital(doc[end])
    )
    return doc[span.start : end + 1] if parted and end not in held and not doc[end].is_sent_start else span


def _is_syllable(word: str) -> bool:
    return is_pinyin(word) and len(re.findall("[aeiouü]+", word.lower())) == 1
