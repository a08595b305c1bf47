"""Weights learnt from annotated sentences and articles, kept as data; `extract.training.programs` makes them."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def load(name: str) -> dict[str, Any]:
    """The weights of one model, `<name>.json` in this folder; none before it is made."""
    file = files(__name__).joinpath(f"{name}.json")
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
