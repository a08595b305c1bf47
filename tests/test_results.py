from __future__ import annotations

import pyoxigraph as ox
import pytest
from sample_reading import TEXT
from stores import called, tea

from graph.exploring import picked_card
from graph.results import Cell, Table, table
from graph.sandbox import Answer, ask
from ontology.iri import BASE, document_iri

PG = "https://w3id.org/policygraph/ontology#"


def answered(query: str) -> Table:
    """The table of a query on the invented article."""
    return table(tea(), ask(tea().source(), query))


def solution(*terms: str) -> tuple[Cell, ...]:
    """The cells of one row that a query makes of some terms."""
    found = tea().query("SELECT " + " ".join(f"({t} AS ?c{i})" for i, t in enumerate(terms)) + " {}")
    assert isinstance(found, ox.QuerySolutions)
    body = found.serialize(format=ox.QueryResultsFormat.JSON)
    assert body is not None
    (row,) = table(tea(), Answer(kind="solutions", body=body)).rows
    return row


def test_rows_have_labels_in_place_of_iris_and_lead_to_them() -> None:
    found = answered("SELECT ?runner ?program { ?runner pg:implements ?program }")
    assert found.columns == ("runner", "program")
    assert found.rows == (
        (
            Cell(text="Pingshan County", to=called(tea(), "Pingshan County")),
            Cell(text="skills training program", to=called(tea(), "skills training program")),
        ),
    )


def test_article_goes_by_its_headline() -> None:
    ((cell,),) = answered("SELECT ?d { ?d a pg:Document }").rows
    assert cell.text == "Tea brings them home"
    assert cell.to.startswith(f"{BASE}document/")


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ('"7"^^xsd:integer', Cell(text="7", number=7.0)),
        ('"1.50"^^xsd:decimal', Cell(text="1.5", number=1.5)),
        ('"2.5E3"^^xsd:double', Cell(text="2500", number=2500.0)),
        ('"2020"^^xsd:gYear', Cell(text="2020")),
        ('"2020-08"', Cell(text="2020-08")),
        ('"12"', Cell(text="12")),
        ('"县"@zh', Cell(text="县")),
        ('"true"^^xsd:boolean', Cell(text="true")),
        ("?nothing", Cell(text="")),
    ],
)
def test_literal_is_its_text_and_its_number_if_it_is_one(term: str, expected: Cell) -> None:
    assert solution(term) == (expected,)


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("pg:Enterprise", "company"),
        ("pg:GovernmentBody", "government body"),
        ("pg:locatedIn", "is in"),
        ("pg:holdsPostIn", "holds a post in"),
        ("pgt:labour-transfer", "jobs away from home"),
        ("pg:Unheard", "pg:Unheard"),
        ("pgt:unheard", "pgt:unheard"),
        ("rdf:type", "rdf:type"),
        ("<https://example.org/x>", "<https://example.org/x>"),
    ],
)
def test_names_of_the_ontology_are_words_and_others_are_short(term: str, words: str) -> None:
    assert solution(f"IRI(STR({term}))") == (Cell(text=words),)


def test_resource_that_nothing_names_leads_nowhere() -> None:
    (cell,) = solution(f"IRI('{document_iri('unknown')}')")
    assert cell.to == ""
    assert cell.text == "article"


def test_graph_is_a_table_of_three_columns() -> None:
    found = answered("CONSTRUCT { ?x pg:livesIn ?y . ?x pg:code 7 } WHERE { ?x pg:partOf ?y }")
    assert found.columns == ("subject", "property", "object")
    assert [[cell.text for cell in row] for row in found.rows] == [
        ["workshop in Upper Creek", "code", "7"],
        ["workshop in Upper Creek", "lives in", "Green Ridge Tea Co."],
    ]
    assert [row[2].number for row in found.rows] == [7.0, None]


@pytest.mark.parametrize(("kind", "expected"), [("Program", True), ("Nothing", False)])
def test_yes_or_no_is_no_table(kind: str, expected: bool) -> None:
    answer = ask(tea().source(), f"ASK {{ ?x a pg:{kind} }}")
    assert answer.boolean is expected
    assert table(tea(), answer) == Table(columns=(), rows=())


def test_empty_answer_keeps_its_columns() -> None:
    assert answered("SELECT ?x ?y { ?x pg:founded ?y }") == Table(columns=("x", "y"), rows=())


def test_blank_nodes_and_junk_are_shown_as_they_are() -> None:
    (node, junk) = solution("BNODE()", f"IRI('{BASE}a%20b')")
    assert node.text.startswith("_:")
    assert junk == Cell(text=f"<{BASE}a%20b>")


def test_what_only_calls_itself_a_number_stays_text() -> None:
    body = (
        b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"abc",'
        b'"datatype":"http://www.w3.org/2001/XMLSchema#integer"}}]}}'
    )
    cell = table(tea(), Answer(kind="solutions", body=body)).rows[0][0]
    assert (cell.text, cell.number) == ("abc", None)


def test_what_has_no_name_is_told_in_words() -> None:
    said = {row[0].text for row in answered("SELECT ?fact { ?fact a pg:Fact }").rows}
    assert "Pingshan County runs skills training program" in said
    assert {row[0].text for row in answered("SELECT ?f { ?f a pg:Observation }").rows} == {
        "more than 85 villagers",
        "20,000 to 20,000.5 yuan",
    }
    assert "“The company”" in {row[0].text for row in answered("SELECT ?m { ?m a pg:Mention }").rows}
    (said,) = (row[0].text for row in answered("SELECT ?q { ?q a pg:Quotation }").rows)
    assert said.startswith("“We sold 1,200 baskets")


def test_what_is_told_leads_to_its_place_in_the_article_with_its_card() -> None:
    ((cell,),) = answered("SELECT ?fact { ?fact rdf:predicate pg:implements }").rows
    start, end = map(int, cell.at.split("-"))
    assert (cell.to, TEXT[start:end] != "") == (document_iri(TEXT), True)
    assert picked_card(tea(), cell.pick).title == cell.text


def test_sentence_is_shown_for_the_node_that_proves_it() -> None:
    query = "SELECT ?e ?s { ?f rdf:predicate pg:implements ; pg:evidence ?e . ?e oa:hasSelector ?s }"
    rows = answered(query).rows
    assert len(rows) == 2
    for cell in (cell for row in rows for cell in row):
        start, end = map(int, cell.at.split("-"))
        assert " ".join(TEXT[start:end].split()).startswith(cell.text.strip("“”…").strip())
        assert (cell.to, cell.pick) == (document_iri(TEXT), "")
