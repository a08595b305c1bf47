from __future__ import annotations

import networkx as nx
import pytest
from stores import called, firm, holding, linked, tea, twice

from graph.cards import Card
from graph.exploring import picked_card, spots_of
from graph.network import between, neighbourhood
from graph.queries import short
from graph.told import find
from ontology.iri import place_iri


def picked(*ends: str, predicate: str) -> str:
    """A relation as an address names it."""
    subject, object = (short(called(tea(), name)) for name in ends)
    return f"{subject}|{predicate}|{object}"


def texts(card: Card) -> str:
    return " ".join(part.text for line in card.lead for part in line.parts)


def test_places_are_given_to_every_node_and_stay() -> None:
    store = holding(linked([("hub", f"n{i}") for i in range(20)] + [("n1", f"m{i}") for i in range(20)]))
    view = neighbourhood(store, firm("hub"), most=10)
    spots = spots_of(view, {})
    assert spots.keys() == {n.iri for n in view.nodes}
    more = neighbourhood(store, firm("hub"), most=10, opened=[next(n.iri for n in view.nodes if n.label == "Firm n1")])
    later = spots_of(more, spots, origin=firm("n1"))
    assert later.keys() == {n.iri for n in more.nodes} > spots.keys()
    assert {n: later[n] for n in spots} == spots


def test_picked_entity_is_portrayed() -> None:
    card = picked_card(tea(), short(place_iri("130131")))
    assert (card.title, card.kind) == ("Pingshan County", "County")
    assert picked_card(tea(), place_iri("130131")) == card


def test_picked_entity_of_many_facts_tells_some_of_each_kind() -> None:
    store = holding(linked([("hub", f"n{i}") for i in range(20)] + [("m", "hub")]))
    card = picked_card(store, short(firm("hub")))
    whole = find(store, firm("hub"))
    assert whole is not None
    assert len(whole.statements) == 21
    assert {len(s.lines) for s in card.sections if s.title == "works together with"} == {9}  # 8 of a side at most
    assert "its page tells more" in texts(card)


def test_picked_figure_and_quotation_are_portrayed() -> None:
    known = find(tea(), called(tea(), "Zhou Meiyu"))
    village = find(tea(), called(tea(), "Upper Creek Village"))
    assert known is not None
    assert village is not None
    card = picked_card(tea(), short(known.quotes[0].iri))
    assert (card.kind, card.sections[0].title) == ("Quotation", "was said by")
    card = picked_card(tea(), short(village.figures[0].iri))
    assert (card.kind, card.title) == ("Observation", "more than 85 villagers")


def test_picked_relation_is_portrayed_with_its_sentences() -> None:
    card = picked_card(tea(), picked("Zhou Meiyu", "Green Ridge Tea Co.", predicate="holdsPostIn"))
    assert card.title == "Zhou Meiyu holds a post in Green Ridge Tea Co."
    assert [s.title for s in card.sections] == ["said in"]


def test_picked_relation_of_the_gazetteer_says_where_it_is_from() -> None:
    card = picked_card(tea(), picked("Pingshan County", "Shijiazhuang City", predicate="locatedIn"))
    assert card.title == "Pingshan County is in Shijiazhuang City"
    assert "official list of places" in texts(card)


@pytest.mark.parametrize(
    ("ends", "predicate"),
    [
        (("Zhou Meiyu", "Upper Creek Village"), "livesIn"),
        (("Shijiazhuang City", "Pingshan County"), "locatedIn"),
        (("Zhou Meiyu", "Green Ridge Tea Co."), "locatedIn"),
        (("Pingshan County", "Shijiazhuang City"), "partOf"),
    ],
)
def test_relation_that_nobody_states_is_not_told(ends: tuple[str, str], predicate: str) -> None:
    assert picked_card(tea(), picked(*ends, predicate=predicate)).title == "Not known here"


@pytest.mark.parametrize(
    "junk",
    ["", "nobody", "person/nobody", "observation/00", "quotation/00", "two words", "<x>", "|", "||", "a|b", "a|b|c|d",
     "a|locatedIn|b", "a|b c|d", "|locatedIn|", "place/130131|locatedIn|", "place/130131|no such|place/130000",
     "observation/a b", "quotation/<", "https://example.org/a b"],
)  # fmt: skip
def test_junk_in_an_address_is_not_known(junk: str) -> None:
    assert picked_card(tea(), junk) == Card(title="Not known here", kind="")


def test_every_line_of_a_view_can_be_picked() -> None:
    view = neighbourhood(twice(), place_iri("130131"))
    assert between(twice(), [n.iri for n in view.nodes]) == view.edges
    assert len(view.edges) > 5
    for edge in view.edges:
        card = picked_card(twice(), f"{short(edge.source)}|{edge.predicate}|{short(edge.target)}")
        assert card.kind == "Fact"
        assert bool(card.sections) == (edge.facts > 0)


def test_spots_are_by_the_parts_of_a_view() -> None:
    view = neighbourhood(tea(), called(tea(), "Lin Anke"))
    assert spots_of(view, {}) == {called(tea(), "Lin Anke"): (0.0, 0.0)}
    assert nx.number_of_nodes(view.graph()) == 1
