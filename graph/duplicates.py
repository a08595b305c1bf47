"""Which texts are the same with small changes: pure functions over the phrases of a text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rensa import RMinHash

ALIKE = 0.6  # of the phrases of two texts taken together: the share from which on one is the other with small changes
_BANDS, _ROWS = 24, 5  # texts that share 70 % of their phrases meet in a band 99 times of 100, 30 % one time in 20
_SEED = 42  # of the hash functions: another one needs another number in `graph.index`
_PHRASE = 3  # words
_MOST = 5_000  # words that are looked at: an article is shorter, and a book ends somewhere
_WORD = re.compile(r"\w+")


def phrases(text: str) -> frozenset[str]:
    """The runs of three words of a text, in small letters; of a shorter text, all of it."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text[: _MOST * 20]).casefold())[:_MOST]
    return frozenset(" ".join(words[i : i + _PHRASE]) for i in range(max(1, len(words) - _PHRASE + 1)))


@lru_cache(maxsize=256)
def bands(text: str) -> tuple[str, ...]:
    """What texts that are much alike share one of: MinHash signatures of the phrases, cut into bands."""
    sketch = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    sketch.update([phrase.encode("utf-8", "replace").decode() for phrase in sorted(phrases(text))])
    hashes = sketch.digest()
    bands = (hashes[first : first + _ROWS] for first in range(0, len(hashes), _ROWS))
    return tuple(f"{number}-{''.join(f'{value:08x}' for value in band)}" for number, band in enumerate(bands))


def meet(one: str, two: str) -> bool:
    """Whether two texts share a band, so that they are found wherever texts are looked up by bands."""
    return not set(bands(one)).isdisjoint(bands(two))


def likeness(one: str, two: str) -> float:
    """The share of the phrases of two texts that both have, from 0 to 1."""
    a, b = phrases(one), phrases(two)
    return len(a & b) / len(a | b)
