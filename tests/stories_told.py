"""Invented articles for tests, by the generator of the benchmarks."""

from __future__ import annotations

import sys
from pathlib import Path

BENCHMARKS = str(Path(__file__).parent.parent / "benchmarks")
if BENCHMARKS not in sys.path:
    sys.path.append(BENCHMARKS)

from stories import write  # noqa: E402


def corpus(path: Path, number: int, seed: int = 7) -> Path:
    """A corpus of so many stories in a file."""
    write(path, number, seed)
    path.with_suffix(".truth.jsonl").unlink()
    return path
