"""What one article tells, as cards, before a store holds it."""

from __future__ import annotations

from sample_reading import TEXT, sample
from stores import called, holding, linked, tea

from graph.cards import Card
from graph.contents import central, named_card, told_card
from graph.store import Store

ALL = [f"Firm {name}" for name in "ABC"]


def lines(card: Card) -> dict[str, list[str]]:
    return {s.title: ["".join(p.text for p in line.parts) for line in s.lines] for s in card.sections}


def test_entities_are_told_by_kind() -> None:
    store = holding(linked([("A", "B"), ("B", "C")]))
    card = named_card(store, [called(store, name) for name in reversed(ALL)])
    assert lines(card) == {"3 companies": ["Firm A · Firm B · Firm C"]}
    assert named_card(store, []).sections == ()


def test_facts_figures_and_quotations_stand_with_their_sentences_in_the_order_of_the_text() -> None:
    card = told_card(tea(), facts=10)
    found = lines(card)
    assert list(found) == ["10 facts", "2 figures", "1 quotation"]
    assert "Pingshan is in Hebei Province" in {line.replace(" County", "") for line in found["10 facts"]}
    assert found["1 quotation"][0].endswith(" · Zhou Meiyu")
    starts = [min(p.start for p in line.passages) for line in card.sections[0].lines]
    assert starts == sorted(starts)
    for section in card.sections:
        for line in section.lines:
            assert line.passages
            assert all(p.words == TEXT[p.start : p.end] for p in line.passages)


def test_nothing_leads_into_a_store_that_does_not_hold_it() -> None:
    for section in told_card(tea(), facts=10).sections:
        for line in section.lines:
            assert not any(part.to for part in line.parts)
            assert not any(passage.document for passage in line.passages)


def test_facts_that_are_not_shown_are_counted() -> None:
    assert told_card(tea(), facts=10).sections[0].note == ""
    assert told_card(tea(), facts=512).sections[0].note == "10 of 512 are shown, the surest."


def test_central_is_the_entity_of_most_facts() -> None:
    found = central(holding(linked([("A", "B"), ("B", "C")])))
    assert found is not None and found.label == "Firm B"
    with Store.memory() as empty:
        assert central(empty) is None
    assert sample().facts
