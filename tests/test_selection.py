"""Chosen facts, and the dossier of them."""

from __future__ import annotations

from stores import called, tea, twice

from graph.cards import Card
from graph.dossier import markdown
from graph.network import between
from graph.profile import profile
from graph.queries import short
from graph.reader import Reader
from graph.selection import Selection, select, selection_card
from ontology.iri import place_iri


def picks(reader: Reader, name: str) -> tuple[str, ...]:
    """All that can be chosen on an entity's page."""
    told = profile(reader, called(reader, name))
    assert told is not None
    return tuple(dict.fromkeys(line.pick for section in told.told for line in section.lines))


def titles(card: Card) -> list[str]:
    return [section.title for section in card.sections]


def test_what_is_chosen_on_a_page_is_found_in_its_order() -> None:
    given = picks(twice(), "Zhou Meiyu")
    found = select(twice(), given)
    assert [line.pick for section in selection_card(found).sections for line in section.lines] == list(given)
    assert (len(found), found.lost) == (len(given), 0)


def test_equal_figures_of_two_articles_stay_one_fact_of_both() -> None:
    (figure,) = select(twice(), picks(twice(), "Green Ridge Tea Co.")).figures
    assert {passage.headline for passage in figure.passages} == {"Tea sells well", "Tea brings them home"}


def test_relation_of_the_official_list_is_told_as_such() -> None:
    places = place_iri("130131"), place_iri("130100")
    (edge,) = between(tea(), places)
    assert not edge.facts
    found = select(tea(), (f"{short(places[0])}|locatedIn|{short(places[1])}",))
    assert markdown(selection_card(found)).endswith(
        "\n- Pingshan County is in Shijiazhuang City (official list of places)\n"
    )


def test_dossier_numbers_the_sentences_of_what_was_chosen_alone() -> None:
    wanted = [pick for pick in picks(tea(), "Green Ridge Tea Co.") if "agreementWith" in pick or "hasIndustry" in pick]
    card = selection_card(select(tea(), tuple(wanted)))
    text = markdown(card)
    assert text.startswith("# Chosen facts\n\n2 facts from 1 article.\n")
    assert text.partition("## Sentences\n")[2].partition("## Articles")[0].strip().count("\n") == 1
    assert "1. “" in text and "3. “" not in text
    assert titles(card) == ["Relations"]


def test_figure_says_what_it_is_about_and_a_quotation_who_said_it() -> None:
    given = (*picks(tea(), "Green Ridge Tea Co."), *picks(tea(), "Zhou Meiyu"))
    card = selection_card(select(tea(), given))
    assert titles(card) == ["Relations", "Figures", "Quotations"]
    text = {s.title: "".join(p.text for p in s.lines[0].parts) for s in card.sections}
    assert text["Figures"].endswith(" · Green Ridge Tea Co., Upper Creek Village")
    assert text["Quotations"].endswith(" · Zhou Meiyu")


def test_what_the_store_does_not_know_is_counted() -> None:
    given = ("observation/none", "quotation/none", "place/1|locatedIn|place/2", "place/1|none|place/2", "x y", "<>")
    found = select(tea(), given)
    assert (len(found), found.lost) == (0, 7)
    assert select(tea(), ()) == Selection()
    assert "7 more that were chosen are no longer in this store." in markdown(selection_card(found))
