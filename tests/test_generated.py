"""The benchmarks' invented stores hold what real ones hold, and are the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.reader import Snapshot, canonical
from graph.store import Store
from graph.validate import problems

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")


def test_the_same_seed_gives_the_same_documents() -> None:
    from generated import documents

    one, again, other = list(documents(4)), list(documents(4)), list(documents(4, seed=2))
    assert one == again
    assert len({iri for iri, _ in [*one, *other]}) == 8
    assert all(150 < len(graph) < 450 for _, graph in one)
    assert all(q.graph_name == NamedNode(iri) for iri, graph in one for q in graph)


def test_a_store_made_at_once_is_the_one_that_ingest_makes(tmp_path: Path) -> None:
    from generated import documents, store_of

    count = store_of(tmp_path / "store", 4000)
    assert count > 3
    with Snapshot.open(tmp_path / "store") as snapshot, Store.memory() as store:
        for iri, graph in documents(count):
            store.replace(iri, graph)
            assert problems(graph) == ()
        assert snapshot.dump() == store.dump()
        assert canonical(snapshot.merged()) == canonical(store.merged())
