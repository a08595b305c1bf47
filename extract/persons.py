"""Who is who: the names of one person brought together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz
from spacy.tokens import Doc

from extract.names import Name, is_pinyin
from extract.people import FAMILIAR, SHORTEST_VARIANT, SIMILAR, is_surname

NEAR = 30  # tokens back to the name that a translated one repeats


def resolve_people(doc: Doc, names: Sequence[Name]) -> list[list[Name]]:
    """The names of each person, in text order; persons by where they are first named."""
    persons: list[list[Name]] = []
    for name in sorted(names, key=lambda n: n.span.start):
        words = _words(name)
        if len(words) > 1:
            person = _same_full_name(name, words, persons)
            if person is None:
                persons.append([name])
            else:
                person.append(name)
    for name in sorted(names, key=lambda n: n.span.start):
        words = _words(name)
        if len(words) == 1:
            person = _bearer(name, words[0], persons)
            if person is None:
                persons.append([name])
            else:
                person.append(name)
    for person in persons:
        person.sort(key=lambda n: n.span.start)
    return sorted(persons, key=lambda p: p[0].span.start)


def _words(name: Name) -> list[str]:
    first = name.span[0]
    familiar = len(name.span) > 1 and first.lower_ in FAMILIAR
    if familiar and is_surname(first.text):  # 'Xiao Li' is a young Li, but 'Xiao Lixin' is called Xiao
        familiar = is_surname(name.span[1].text)
    return [t.text for t in name.span[familiar:]]


def _same_full_name(name: Name, words: list[str], persons: list[list[Name]]) -> list[Name] | None:
    joined = _joined(words)
    for person in persons:
        for other in person:
            known = _words(other)
            if _joined(known) == joined:
                return person
            if _is_variant(words[0], known[0]) and not _differ(words[1:], known[1:]):
                return person
            if known[1:] == words:  # 'Spring Rain' of 'Li Spring Rain'
                return person
    return _nicknamed(words, persons) or _translated(name, words, persons)


def _nicknamed(words: list[str], persons: list[list[Name]]) -> list[Name] | None:
    """'Goat Li', who is the Li named last."""
    if len(words) != 2 or not is_surname(words[1]) or is_surname(words[0]) or is_pinyin(words[0]):
        return None
    return next((p for p in reversed(persons) if _words(p[0])[0] == words[1]), None)


def _translated(name: Name, words: list[str], persons: list[list[Name]]) -> list[Name] | None:
    """'Li Bright', whose given name a machine has put into words: the Li named right before."""
    if len(words) != 2 or not is_surname(words[0]) or is_pinyin(words[1]) or "-" in words[1]:
        return None
    near = (p for p in reversed(persons) if 0 < name.span.start - p[-1].span.end < NEAR and len(_words(p[0])) > 1)
    return next((p for p in near if _words(p[0])[0] == words[0]), None)


def _joined(words: Sequence[str]) -> str:
    return re.sub(r"[\W_]+", "", "".join(words)).casefold()


def _differ(one: list[str], two: list[str]) -> bool:
    """Whether the further words of two names contradict one another."""
    return bool(one and two) and fuzz.ratio(_joined(one), _joined(two)) < SIMILAR


def _is_variant(one: str, two: str) -> bool:
    """Whether two words are spellings of one transliterated name; Han names have but one spelling."""
    one, two = one.casefold(), two.casefold()
    if min(len(one), len(two)) < SHORTEST_VARIANT:
        return False
    if is_pinyin(one) and is_pinyin(two) and len(one) < 8:
        return one == two
    if min(len(one), len(two)) == SHORTEST_VARIANT and (is_pinyin(one) or is_pinyin(two)):
        return one == two
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    return longer.startswith(shorter) or fuzz.ratio(one, two) >= SIMILAR


def _bearer(name: Name, word: str, persons: list[list[Name]]) -> list[Name] | None:
    """Whom a single word means: the bearer named last before it, else the first named after."""
    fits = [p for p in persons if any(_bears(words, word) for words in {tuple(_words(n)) for n in p})]
    if not fits:
        return None
    before = [p for p in fits if any(n.span.start < name.span.start for n in p)]
    if not before:
        return fits[0]
    return max(before, key=lambda p: max(n.span.start for n in p if n.span.start < name.span.start))


@lru_cache(maxsize=10_000)
def _bears(words: tuple[str, ...], word: str) -> bool:
    if word in {words[0], words[-1]}:
        return True
    if _joined(words) == _joined([word]):
        return True
    return not is_surname(word) and any(_is_variant(word, w) for w in words)
