"""Words that stand in like company, by group: what is known of one of a group tells of the others too.

`extract.training.word_groups` makes the groups from word vectors.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def groups(word: str) -> tuple[str, ...]:
    """The narrow and the wide group of a lemma, each called by its most frequent word; none if it is unknown."""
    return _by_word().get(word, ())


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in files("extract.learnt").joinpath("word_groups.tsv").read_text(encoding="utf-8").splitlines():
        wide, words = line.split("\t")
        held = words.split()
        found.update(dict.fromkeys(held, (f"≈{held[0].upper()}", f"≈≈{wide.upper()}")))
    return found
