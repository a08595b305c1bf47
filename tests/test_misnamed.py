from __future__ import annotations

import pytest

from graph.cookbook import questions
from graph.misnamed import misnamed


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?x { ?x pg:foundd ?y }", "The ontology has no pg:foundd. Did you mean pg:founded?"),
        ("SELECT ?x { ?x a pg:county }", "The ontology has no pg:county. Did you mean pg:County?"),
        ("SELECT ?x { ?x pg:xq ?y }", "The ontology has no pg:xq. The editor completes the names that there are."),
        ("SELECT ?x { ?x pg:programType pgt:turism }", "The ontology has no pgt:turism. Did you mean pgt:tourism?"),
    ],
)
def test_a_name_that_the_ontology_lacks_is_told_with_the_nearest(query: str, expected: str) -> None:
    assert misnamed(query) == expected


def test_each_is_told_once() -> None:
    assert misnamed("SELECT ?x { ?x pg:foundd ?y . ?z pg:foundd ?x ; pg:xq 1 }").count("has no") == 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { ?x pg:founded ?y }",
        'SELECT ?x { ?x pg:title "a pg:foundd, \\" pg:foundd" }',
        "SELECT ?x { ?x a pg:County } # not pg:foundd",
        "SELECT ?x { ?x <http://example.org/pg:foundd> ?y ; mypg:foundd ?z }",
    ],
)
def test_what_is_no_name_of_ours_is_let_be(query: str) -> None:
    assert misnamed(query) == ""


def test_the_worked_questions_use_names_that_there_are() -> None:
    assert [q.name for q in questions().values() if misnamed(q.sparql)] == []
