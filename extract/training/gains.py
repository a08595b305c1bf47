"""Learns who gains by programs: `python -m extract.training.gains ARTICLES [ARTICLES …]`, once programs are learnt.

The folders hold annotated articles. An annotation says who gains by a program and not where that is told: of the
sentences where the program is told near the person the likeliest tells it, and those that are likely enough.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extract.draft import Draft
from extract.likely_gains import pairs
from extract.pipeline import relations_of
from extract.programs import run
from extract.training.annotations import annotated, entities_meant
from extract.training.fitting import told_somewhere, write
from extract.training.programs import OUT

LOOSENESS = 0.1


def main() -> None:
    """Train the model and write its weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of annotated articles")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    write(args.out / "gains.json", learn_gains(article for folder in args.folders for article in annotated(folder)))


def learn_gains(articles: Iterable[tuple[Draft, dict[str, Any]]]) -> dict[str, Any]:
    """The bias and the weights of what speaks for and against a person's gaining by a program."""
    rows: list[dict[str, float]] = []
    groups: list[tuple[str, ...] | None] = []
    for draft, gold in articles:
        right = _gains(draft, gold)
        told = relations_of(draft, [])
        carried, _ = run(draft, {}, told)
        for one, person, found in pairs(draft, carried, told):
            rows.append(dict.fromkeys(found, 1.0))
            key = one.measure.type, person.body
            groups.append((draft.document.source, *key) if key in right else None)
    return told_somewhere(rows, groups, LOOSENESS)


def _gains(draft: Draft, gold: dict[str, Any]) -> set[tuple[str, str]]:
    """The types of program that each person gains by, by the names that the annotations give them."""
    meant = entities_meant(draft, gold)
    gains = ((p["type"], person) for p in gold["programs"] for person in p.get("benefits") or ())
    return {(kind, body) for kind, person in gains for body in meant.get(person, ())}


if __name__ == "__main__":
    main()
