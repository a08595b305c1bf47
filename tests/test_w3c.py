"""The W3C's own tests, when there is a checkout of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LEAST = 0.98  # of what the policy allows


def test_w3c_suites(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = os.environ.get("POLICYGRAPH_W3C")
    if not folder:
        pytest.skip("set POLICYGRAPH_W3C to a checkout of w3c/rdf-tests")
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import w3c

    outcomes = [w3c.run(case) for case in w3c.cases(Path(folder).resolve())]
    assert outcomes
    passed = sum(o.word == "passed" for o in outcomes)
    failed = [f"{o.case.name}: {o.why}" for o in outcomes if o.word == "failed"]
    assert passed / (passed + len(failed)) >= LEAST, failed
