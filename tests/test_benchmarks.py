"""The benchmarks' tables can be made; what stands in them is for docs/accuracy.md and docs/benchmarks.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from gold_reading import HERE, gold_reading, names

from graph.evaluate import evaluate
from graph.gold import read

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")


def test_accuracy_tables_of_right_readings() -> None:
    import accuracy

    each = {name: evaluate(read(HERE / "gold" / f"{name}.yaml"), gold_reading(name)) for name in names()}
    whole = accuracy.together(each)
    rows = [line for line in accuracy.found_table(whole) if not line.startswith(("| kind", "| ---"))]
    assert len(rows) == 5
    assert all("| 1.000 | 1.000 | 1.000 |" in row and row.endswith("| 0 | 0 |") for row in rows)
    assert len(list(accuracy.articles_table(each))) == 2 + len(each)
    assert {line.split(" | ")[1] for line in list(accuracy.mistakes_table(whole))[2:]} == {"none |"}


def test_speed_tables_of_a_little_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import speed

    monkeypatch.setattr(speed, "DOCUMENTS", 10)
    rows = dict(speed.storing([gold_reading(names()[0])], tmp_path))
    assert float(rows["replace ÷ plain insert"]) > 0


def test_asking_starts_without_what_only_reading_needs() -> None:
    script = (
        "import sys, graph.cli; print(*({'spacy', 'streamlit', 'rdflib', 'yaml', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
