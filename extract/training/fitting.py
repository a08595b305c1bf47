"""Logistic regressions over named features, and how their weights are kept."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

Numbers = npt.NDArray[np.float64]

SEEN = 3  # examples in which a feature must stand to be weighed
LIGHT = 0.1  # a weight below which a feature is left out
ROUNDS = 3
ENOUGH = 0.3  # the likelihood from which a further example tells of its group too


def matrix(rows: Sequence[dict[str, Any]]) -> tuple[csr_matrix, list[str]]:
    """A row for each example, a column for each feature that is seen often enough."""
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(rows)
    table.indices, table.indptr = (
        table.indices.astype(np.int32),
        table.indptr.astype(np.int32),
    )  # all that liblinear takes
    often = np.flatnonzero(np.asarray((table > 0).sum(axis=0)).ravel() >= SEEN)
    names = vectorizer.get_feature_names_out()
    return table[:, often], [names[i] for i in often]


def fitted(table: csr_matrix, labels: Numbers, looseness: float, rare: float) -> LogisticRegression:
    """The model of a table's rows with known labels; an example weighs `rare` times a counterexample."""
    known = ~np.isnan(labels)
    model = LogisticRegression(C=looseness, solver="liblinear", random_state=1, max_iter=1000)
    return model.fit(table[known], labels[known], sample_weight=np.where(labels[known] > 0, rare, 1.0))


def told_somewhere(
    rows: Sequence[dict[str, float]], groups: Sequence[Hashable | None], looseness: float
) -> dict[str, Any]:
    """The weights of a model of rows that may be examples: of each group the likeliest row is one, and all that are
    likely enough; a row without a group is none. At least one row must have a group.
    """
    table, names = matrix(rows)
    labels = np.array([float(group is not None) for group in groups])
    held: dict[Hashable, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        if group is not None:
            held[group].append(i)
    for _ in range(ROUNDS):
        model = fitted(table, labels, looseness, 1.0)
        likely = model.predict_proba(table)[:, 1]
        for indices in held.values():
            best = max(indices, key=lambda i: likely[i])
            labels[indices] = [float(i == best or likely[i] >= ENOUGH) for i in indices]
    return weights(model, names)


def weights(model: LogisticRegression, names: Sequence[str]) -> dict[str, Any]:
    """The bias and the weights that are worth keeping, by the names of their features."""
    weighed = {name: round(float(w), 2) for name, w in zip(names, model.coef_[0], strict=True)}
    return {
        "bias": round(float(model.intercept_[0]), 2),
        "terms": {n: w for n, w in weighed.items() if abs(w) >= LIGHT},
    }


def write(path: Path, weights: dict[str, Any]) -> None:
    """Write weights as JSON, a line each."""
    path.write_text(json.dumps(weights, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
