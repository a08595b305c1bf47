"""Logistic regressions over named features, and how their weights are kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
