from __future__ import annotations

import pyoxigraph as ox
import pytest
from sample_reading import TEXT
from stores import called, tea, twice

from graph.answered import BESIDE
from graph.cards import Card
from graph.evidence import holds_told, picked_cards, row_cards
from graph.queries import short
from graph.reader import Reader, Term
from graph.sandbox import ask

TRAINED = TEXT.splitlines()[3]


def cards(reader: Reader, query: str, row: int = 0) -> list[Card]:
    return row_cards(reader, ask(reader.source(), query).terms[row])


def quoted(card: Card) -> list[str]:
    """The sentences of a card that stand in full."""
    return [p.words for s in card.sections for line in s.lines if not line.parts for p in line.passages]


def test_row_of_two_entities_has_the_sentence_that_links_them() -> None:
    (card,) = cards(tea(), "SELECT ?runner ?program { ?runner pg:implements ?program }")
    assert card.title == "Pingshan County runs skills training program"
    assert quoted(card) == [TRAINED]


def test_direction_of_the_columns_does_not_matter() -> None:
    (card,) = cards(tea(), "SELECT ?program ?runner { ?runner pg:implements ?program }")
    assert card.title == "Pingshan County runs skills training program"


def test_two_articles_give_two_sentences() -> None:
    (card,) = cards(twice(), "SELECT ?runner ?program { ?runner pg:implements ?program }")
    assert len(quoted(card)) == 2


def test_triple_has_the_sentence_of_its_property_alone() -> None:
    query = "CONSTRUCT { ?a pg:partOf ?b } { ?fact rdf:subject ?a ; rdf:object ?b ; rdf:predicate pg:partOf }"
    (card,) = cards(tea(), query)
    assert "is part of" in card.title


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("SELECT ?fact { ?fact a pg:Fact }", "Fact"),
        ("SELECT ?figure { ?figure a pg:Observation }", "Observation"),
        ("SELECT ?quotation { ?quotation a pg:Quotation }", "Quotation"),
    ],
)
def test_fact_figure_and_quotation_have_their_own_sentences(query: str, kind: str) -> None:
    (card,) = cards(tea(), query)
    assert card.kind == kind
    assert quoted(card)
    assert all(sentence in TEXT for sentence in quoted(card))


def test_row_of_one_entity_has_what_tells_of_it() -> None:
    (card,) = cards(tea(), 'SELECT ?x { ?x skos:prefLabel "Zhou Meiyu" }')
    assert card.title == "Zhou Meiyu"
    assert len(quoted(card)) > 1
    assert card.lead[0].parts[0].text == f"{len(quoted(card))} sentences tell of it."


def test_text_beside_one_entity_picks_its_sentence() -> None:
    (card,) = cards(tea(), "SELECT ?who ?words { ?q pg:saidBy ?who ; schema:text ?words }")
    assert len(quoted(card)) == 1
    assert "1,200 baskets" in quoted(card)[0]


def test_pair_that_no_sentence_links_says_so() -> None:
    pair = [ox.NamedNode(called(tea(), name)) for name in ("workshop in Upper Creek", "Hebei Province")]
    (card,) = row_cards(tea(), pair)
    assert quoted(card) == []
    assert card.lead[0].parts[0].text == "No sentence links these directly: "


@pytest.mark.parametrize("row", [(), (None,), (ox.Literal("1"),), (ox.NamedNode("https://example.org/x"),)])
def test_row_without_anything_told_has_no_cards(row: tuple[Term | None, ...]) -> None:
    assert row_cards(tea(), row) == []
    assert not holds_told([row])


def test_articles_alone_are_nothing_that_a_sentence_tells_of() -> None:
    assert not holds_told(ask(tea().source(), "SELECT ?d { ?d a pg:Document }").terms)
    assert holds_told(ask(tea().source(), "SELECT ?d ?x { ?d schema:mentions ?x }").terms)


def test_pick_on_a_graph_is_an_entity_a_relation_or_a_pair() -> None:
    county, program, province = (
        short(called(tea(), name)) for name in ("Pingshan County", "skills training program", "Hebei Province")
    )
    assert picked_cards(tea(), county)[0].title == "Pingshan County"
    assert quoted(picked_cards(tea(), f"{county}|implements|{program}")[0]) == [TRAINED]
    assert "No sentence" in picked_cards(tea(), f"{program}|{BESIDE}|{province}")[0].lead[0].parts[0].text
    assert picked_cards(tea(), "nonsense")[0].title == "Not known here"
    assert picked_cards(tea(), f"|{BESIDE}|") == []
