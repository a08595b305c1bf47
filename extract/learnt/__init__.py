"""Weights learnt from annotated sentences and articles, kept as data; `extract.training.programs` makes them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from importlib.resources import files
from typing import Any


def load(name: str) -> dict[str, Any]:
    """The weights of one model, `<name>.json` in this folder; none before it is made."""
    file = files(__name__).joinpath(f"{name}.json")
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def likelihood(model: dict[str, Any], features: Iterable[str]) -> float:
    """What a logistic regression of a bias and weights gives for the features of an example, 0 to 1."""
    weights: dict[str, float] = model["terms"]
    return logistic(model["bias"] + sum(weights.get(feature, 0.0) for feature in features))


def logistic(logit: float) -> float:
    """The likelihood that a sum of weights stands for, 0 to 1."""
    return 1 / (1 + math.exp(-logit))
