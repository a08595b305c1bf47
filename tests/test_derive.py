"""What is made of all documents at once is what their coming one by one makes."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from pyoxigraph import NamedNode
from stores import archive, holding, retold, tea, twice

from graph.derive import fill, graphs_of, is_document
from graph.infer import INFERRING
from graph.naming import IDENTIFYING
from graph.reader import canonical
from graph.store import Store
from ontology.iri import IDENTITY_GRAPH, INFERRED_GRAPH


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


@pytest.mark.parametrize("made", [holding, tea, twice, archive])
def test_nothing_is_derived_by_other_properties_than_those_that_are_looked_for(made: object) -> None:
    store: Store = made()  # type: ignore[operator]
    for graph, properties in ((INFERRED_GRAPH, INFERRING), (IDENTITY_GRAPH, IDENTIFYING)):
        assert {q.predicate for q in store.statements(NamedNode(graph))} <= properties


def test_the_order_of_coming_is_not_told_by_the_store() -> None:
    with holding(retold()) as store:
        for document in graphs_of(_copy(twice())):
            store.replace(document.value, twice().statements(document))
        assert store.dump() == twice().dump()


def _copy(store: Store) -> ox.Store:
    found = ox.Store()
    found.extend(store.match(None, None, None, None))
    return found
