"""Learns which two of a sentence are related: `extract.training.programs` calls it with annotated texts.

An annotation names a relation and not where it is told: of the sentences that hold both its ends the likeliest tells
it, and those that are likely enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from extract.draft import Draft
from extract.likely_relations import ENDS, SYMMETRIC, pairs
from extract.training.annotations import entities_meant
from extract.training.fitting import told_somewhere

LOOSENESS = 1.0


def learn_relations(articles: Iterable[tuple[Draft, dict[str, Any]]]) -> dict[str, Any]:
    """The bias and the weights of each property, from drafts with their annotations."""
    rows: dict[str, list[dict[str, float]]] = defaultdict(list)
    groups: dict[str, list[tuple[str, ...] | None]] = defaultdict(list)
    for draft, gold in articles:
        right = _relations(draft, gold)
        for predicate, one, two, found in pairs(draft):
            rows[predicate].append(dict.fromkeys(found, 1.0))
            is_right = (predicate, one.body, two.body) in right
            groups[predicate].append((draft.document.source, one.body, two.body) if is_right else None)
    return {
        predicate: told_somewhere(rows[predicate], groups[predicate], LOOSENESS)
        for predicate in ENDS
        if any(groups[predicate])
    }


def _relations(draft: Draft, gold: dict[str, Any]) -> set[tuple[str, str, str]]:
    """The annotated relations between the entities of a draft, by the names that the annotations give them."""
    ids = entities_meant(draft, gold)
    found = set()
    for subject, predicate, object_, *_ in gold["relations"]:
        for one in ids.get(subject, ()):
            for two in ids.get(object_, ()):
                found.add((predicate, one, two))
                if predicate in SYMMETRIC:
                    found.add((predicate, two, one))
    return found
