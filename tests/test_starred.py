from __future__ import annotations

import pytest
from stores import tea

from graph.results import table
from graph.sandbox import ask
from graph.starred import in_order, starred


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("SELECT * { ?z ?p ?a }", ("z", "p", "a")),
        ("select distinct * where { $z ?p ?a . ?a ?b ?z }", ("z", "p", "a", "b")),
        ("PREFIX x: <http://x/?q> # ?c\nSELECT * { ?z x:p ' ?s ' }", ("z",)),
        ("SELECT ?a ?b { ?b ?c ?a }", ()),
        ("SELECT (COUNT(*) AS ?n) { ?b ?c ?a }", ()),
        ("SELECT ?b { { SELECT * { ?b ?c ?a } } }", ()),
        ("ASK { ?b ?c ?a }", ()),
    ],
)
def test_variables_of_a_star_stand_as_they_first_appear(query: str, order: tuple[str, ...]) -> None:
    assert starred(query) == order


def test_answer_has_its_columns_as_the_query_names_them() -> None:
    answer = ask(tea().source(), "SELECT * { ?runner pg:implements ?program ; skos:prefLabel ?called }")
    assert answer.variables == ("runner", "program", "called")
    assert answer.serialize("csv").startswith(b"runner,program,called\r\n")
    (row,) = table(tea(), answer).rows
    assert [cell.text for cell in row] == ["Pingshan County", "skills training program", "Pingshan County"]


def test_results_of_another_shape_stay() -> None:
    body = b'{"head":{},"boolean":true}'
    assert in_order(body, "SELECT * { ?z ?p ?a }") == body
