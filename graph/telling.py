"""How a sentence tells a figure: the words around it that say of what it is one. Pure functions over text.

Two figures are comparable only where these are the same, so every word counts that isn't known to be idle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.patterns import load

Span = tuple[int, int]

_LISTS = load("telling")


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_BREAK = re.compile(r"[;:()\[\]\"“”—–]|,(?!\d)|\s-\s")
_BOUND, _DATE, _HAPPENED = (_any(_LISTS[name]) for name in ("bound", "date", "happened"))
_TIME = _any([*_LISTS["date"], *_LISTS["time"]])
_PHRASES = {f" {word} ": _any(words) for word, words in _LISTS["phrases"].items()}
_SIDE, _ASIDE, _UNCLEAR = (_any(_LISTS[name]) for name in ("side", "aside", "unclear"))
_PRONOUN, _UNNAMED = _any(_LISTS["pronouns"]), _any([*_LISTS["unnamed"], *_LISTS["pronouns"]])
_LASTING = re.compile(rf"{_any(_LISTS['lasting']).pattern}$", re.IGNORECASE)
_HOLDERS = _any(_LISTS["holders"])
_LASTING_AFTER = _any(_LISTS["lasting_after"])
_GOES_ON = re.compile(rf"\s*{_any(_LISTS['goes_on']).pattern}", re.IGNORECASE)
_THINGS = frozenset(load("anaphora")["nouns"])
_MARKS = {name: _any(words) for name, words in _LISTS["marks"].items()}
_IDLE: frozenset[str] = frozenset(_LISTS["idle"])
_SAME: dict[str, str] = _LISTS["same"]
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|e|s)$")


@dataclass(frozen=True, slots=True)
class Telling:
    """What a sentence says of a figure beside its number.

    `told` is what is said of it, without the names of what it is about, and `lead` the sentence up to there.
    `happened` says that it tells of an event, so that the number may be another some days on; `lasting` that it tells
    of how things were, which within a year may be one number and then another; `spread` that several may have as many.
    """

    told: str
    lead: str
    counted: str
    happened: bool
    lasting: bool
    spread: bool

    @property
    def vague(self) -> bool:
        """Whether it is said of what has no name here, of each of many or a part of something, or is denied."""
        told, lead = _TIME.sub(" ", self.told), _TIME.sub(" ", self.lead)
        if self.spread or _UNCLEAR.search(f"{lead} ; {told}") or _UNNAMED.search(told):
            return True
        words = set(_WORD.findall(told.casefold())) - set(_WORD.findall(self.counted.casefold()))
        return not words.isdisjoint(_THINGS)

    def manner(self, *, dated: bool) -> frozenset[str]:
        """Its words, and what they make of the figure ('*planned', '*each').

        Where a figure has a date of its own, words for a date say nothing more; 'early' or 'spring' may.
        """
        marks = {f"*{name}" for name, pattern in _MARKS.items() if pattern.search(f"{self.lead} ; {self.told}")}
        told, lead = (_DATE.sub(" ", words) if dated else words for words in (self.told, self.lead))
        times = {word.casefold() for word in _TIME.findall(lead)}
        return frozenset((_stems(told) | times) - _stems(self.counted) - _IDLE) | marks


def is_pronoun(words: str) -> bool:
    """Whether words stand for something without saying what kind of thing it is."""
    return _PRONOUN.fullmatch(words) is not None


def telling(sentence: str, figure: Span, known: Iterable[Span], counted: str) -> Telling:
    """How a sentence tells a figure at a place in it; `known` are the places where it names what the figure is about.

    >>> told = telling("Last year, the firm employed 60 women.", (29, 31), [(11, 19)], "women")
    >>> sorted(told.manner(dated=True)), told.happened, told.vague
    (['employ'], True, False)
    """
    start, end = next((a, b) for a, b in _pieces(sentence) if figure[0] < b)
    bare = _BOUND.sub(_blank, _without(sentence, [figure, *known]))
    parts = [bare[start:end]]
    if _GOES_ON.match(sentence[start:end]):
        parts.insert(0, bare[:start])
    parts += [bare[a:b] for a, b in _pieces(sentence) if (a, b) != (start, end) and _belongs(sentence[a:b])]
    happened = _HAPPENED.search(sentence[start:end]) is not None
    before, after = _rephrased(bare[start : figure[0]]).rstrip(), bare[figure[1] : end].lstrip().removeprefix(counted)
    lasting = _LASTING.search(before) is not None or _LASTING_AFTER.match(after.lstrip()) is not None
    spread = _HOLDERS.search(before) is not None
    return Telling(_rephrased(" ; ".join(parts)), _rephrased(bare[:end]), counted, happened, lasting, spread)


def _belongs(phrase: str) -> bool:
    """Whether a phrase beside a figure's own clause tells where, when or of whom."""
    words = phrase.strip()
    return _SIDE.match(words) is not None and _ASIDE.match(words) is None


def _rephrased(words: str) -> str:
    """Words with one word for each phrase that says the same."""
    for word, phrase in _PHRASES.items():
        words = phrase.sub(word, words)
    return words


def _stems(words: str) -> set[str]:
    """The words of a text without their endings, by one word for several that say the same."""
    bare = {word if word in _IDLE else _ENDING.sub("", word) for word in _WORD.findall(words.casefold())}
    return {_SAME.get(word, word) for word in bare}


def _pieces(sentence: str) -> list[Span]:
    breaks = [m.span() for m in _BREAK.finditer(sentence)]
    return list(zip([0, *(b for _, b in breaks)], [*(a for a, _ in breaks), len(sentence)], strict=True))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _without(sentence: str, spans: Iterable[Span]) -> str:
    """A sentence with some places blank."""
    letters = list(sentence)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)
