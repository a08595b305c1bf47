"""What is made of all documents at once is what their coming one by one makes."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from stores import archive, holding, retold, tea, twice

from graph.derive import fill, graphs_of, is_document
from graph.reader import canonical
from graph.store import Store


@pytest.mark.parametrize("made", [holding, tea, twice, archive])
def test_a_store_filled_at_once_is_the_one_that_grew(made: object) -> None:
    grown: Store = made()  # type: ignore[operator]
    live = ox.Store()
    whole = ox.Store()
    whole.extend(grown.match(None, None, None, None))
    for document in graphs_of(whole):
        live.extend(grown.statements(document))
        assert is_document(live, document)
    assert fill(live) == len(grown.documents())
    assert canonical(live) == grown.dump()


def test_the_order_of_coming_is_not_told_by_the_store() -> None:
    with holding(retold()) as store:
        for document in graphs_of(_copy(twice())):
            store.replace(document.value, twice().statements(document))
        assert store.dump() == twice().dump()


def _copy(store: Store) -> ox.Store:
    found = ox.Store()
    found.extend(store.match(None, None, None, None))
    return found
