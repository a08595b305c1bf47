"""Learns which two of a sentence are related: `extract.training.programs` calls it with annotated texts.

An annotation names a relation and not where it is told: of the sentences that hold both its ends the likeliest tells
it, and those that are likely enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np

from extract.draft import Draft
from extract.likely_relations import ENDS, SYMMETRIC, pairs
from extract.training.annotations import entities_meant
from extract.training.fitting import fitted, matrix, weights

LOOSENESS = 1.0
ROUNDS = 3
ENOUGH = 0.3  # the likelihood from which a further sentence tells a relation too


def learn_relations(articles: Iterable[tuple[Draft, dict[str, Any]]]) -> dict[str, Any]:
    """The bias and the weights of each property, from drafts with their annotations."""
    rows: dict[str, list[dict[str, float]]] = defaultdict(list)
    groups: dict[str, list[tuple[str, str, str] | None]] = defaultdict(list)
    for draft, gold in articles:
        right = _relations(draft, gold)
        for predicate, one, two, found in pairs(draft):
            rows[predicate].append(dict.fromkeys(found, 1.0))
            is_right = (predicate, one.body, two.body) in right
            groups[predicate].append((draft.document.source, one.body, two.body) if is_right else None)
    return {predicate: _learn(rows[predicate], groups[predicate]) for predicate in ENDS if any(groups[predicate])}


def _learn(rows: list[dict[str, float]], groups: list[tuple[str, str, str] | None]) -> dict[str, Any]:
    table, names = matrix(rows)
    labels = np.array([float(group is not None) for group in groups])
    held: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        if group is not None:
            held[group].append(i)
    for _ in range(ROUNDS):
        model = fitted(table, labels, LOOSENESS, 1.0)
        likely = model.predict_proba(table)[:, 1]
        for indices in held.values():
            best = max(indices, key=lambda i: likely[i])
            labels[indices] = [float(i == best or likely[i] >= ENOUGH) for i in indices]
    return weights(model, names)


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
