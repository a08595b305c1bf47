"""Names to be found by a part of them, or by something written a little differently."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from rapidfuzz import fuzz, process

MOST = 400  # entities that a search weighs
_ALIKE = 70  # of 100: the least likeness of a name that is offered for another
_WHOLE, _FIRST_WORD, _WORD, _START, _ANYWHERE = range(5)

Hit = tuple[int, str]  # how far a name is from what is sought, the nearest least, and the name


class NameIndex:
    """The names of entities, in one text that is looked through as a whole: a million letters in a few ms."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """Index pairs of an entity and one of its names."""
        known = sorted({(folded(name), name, entity) for entity, name in named})
        self._folded = [plain for plain, _, _ in known]
        self._names = [name for _, name, _ in known]
        self._entities = [entity for _, _, entity in known]
        self._text = "\n".join(self._folded)
        self._starts = list(accumulate((len(plain) + 1 for plain in self._folded), initial=0))

    def holding(self, words: str) -> dict[str, Hit]:
        """The entities with a name that holds some words, each by the nearest: the whole name, then as its first word,
        as another word, at its start, anywhere; at most `MOST`, the nearest and shortest.
        """
        wanted = folded(words)
        hits = ((_rank(self._folded[i], wanted), len(self._names[i]), i) for i in self._at(wanted)) if wanted else ()
        best: dict[str, Hit] = {}
        for rank, _, i in sorted(hits):
            best.setdefault(self._entities[i], (rank, self._names[i]))
            if len(best) == MOST:
                break
        return best

    def _at(self, wanted: str) -> Iterator[int]:
        """The names that hold a text, by their places in the list."""
        found = self._text.find(wanted)
        while found >= 0:
            i = bisect_right(self._starts, found) - 1
            yield i
            found = self._text.find(wanted, self._starts[i + 1])

    def alike(self, words: str) -> dict[str, Hit]:
        """The entities with a name that is written much like some words, each by the most alike."""
        wanted = folded(words)
        best: dict[str, Hit] = {}
        # That parts are alike is enough, but alike as wholes comes first.
        for name, _, i in process.extract_iter(wanted, self._folded, scorer=fuzz.WRatio, score_cutoff=_ALIKE):
            hit = (-round(fuzz.ratio(wanted, name)), self._names[i])
            best[self._entities[i]] = min(best.get(self._entities[i], (0, "")), hit)
        return dict(sorted(best.items(), key=lambda item: (item[1], item[0]))[:MOST])


def _rank(plain: str, wanted: str) -> int:
    if plain == wanted:
        return _WHOLE
    padded, word = f"{plain} ", f"{wanted} "
    if padded.startswith(word):
        return _FIRST_WORD
    if f" {word}" in padded:
        return _WORD
    return _START if plain.startswith(wanted) else _ANYWHERE


def folded(words: str) -> str:
    """Words without case, accents, apostrophes, hyphens and surplus blanks: as names and words are compared."""
    small = (words if words.isascii() else _bare(words)).casefold()
    return re.sub(r"\s+", " ", re.sub("['’‘`]", "", small).replace("-", " ")).strip()


def _bare(words: str) -> str:
    """Words without accents."""
    letters = (c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", "".join(letters))
