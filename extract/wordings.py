"""The wordings that tell programs, as `patterns/programs.toml` lists them, by their first word or their verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.patterns import load

_LISTS = load("programs")
CLASSES: dict[str, list[str]] = _LISTS["classes"]
TYPES = tuple(t for t in _LISTS if t not in {"words", "classes"})
NUMBER = "#"  # any number
REACH = 26  # tokens behind a verb in which its act's words may stand
SKIPPED = frozenset({"-", "the", "a", "an", "its", "their", "his", "her", "'", "’", '"', "“", "”"})

Phrases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A verb and the words that must stand with it for a program to be carried out."""

    type: str
    words: Phrases
    further: Phrases
    barred: Phrases
    reach: int


def _phrases(words: Sequence[str]) -> Phrases:
    return tuple(_phrase(w) for w in _expanded(words))


def _phrase(words: str) -> tuple[str, ...]:
    """The words that are looked for, without what a text's are read past: hyphens, articles, owners."""
    first, *rest = words.replace("-", " ").split()
    return (first, *(w for w in rest if w not in SKIPPED))


def _expanded(words: Sequence[str]) -> Iterator[str]:
    """The words with each '@class' replaced by its members."""
    for word in words:
        if word.startswith("@"):
            yield from CLASSES[word[1:]]
        else:
            yield word


def _acts() -> dict[str, list[Act]]:
    found: dict[str, list[Act]] = {}
    for kind in TYPES:
        for row in _LISTS[kind]["acts"]:
            act = Act(
                type=kind,
                words=_phrases(row["with"]),
                further=_phrases(row.get("and", [])),
                barred=_phrases(row.get("not", [])),
                reach=row.get("reach", REACH),
            )
            for verb in _expanded(row["verbs"]):
                found.setdefault(verb, []).append(act)
    return found


def _by_first_word(words: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases of one sort of all types, each with its type."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind in TYPES:
        for phrase in _phrases(_LISTS[kind][words]):
            found.setdefault(phrase[0], []).append((phrase, kind))
    return found


ACTS, NOUNS, CORES = _acts(), _by_first_word("nouns"), _by_first_word("core")
