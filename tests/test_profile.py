"""The page of an entity."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sample_reading import OBSERVATIONS, places, sample
from stores import called, holding, retold, tea, twice

from extract.records import Comparator, Document, Entity, Kind, Mention, Reading
from graph.cards import ARTICLES, Part, Section
from graph.portrait import entity_card
from graph.profile import Profile, profile
from graph.queries import NAMING
from graph.rdf import quads
from graph.reader import Reader
from graph.reading_list import naming_list
from graph.store import Store
from graph.told import Known, find
from ontology.iri import document_iri


def page(reader: Reader, name: str) -> Profile:
    found = profile(reader, called(reader, name))
    assert found is not None
    return found


def section(told: Profile, title: str) -> Section:
    return next(s for s in (*told.told, *told.beside) if s.title == title)


def lead(told: Profile) -> list[str]:
    return ["".join(part.text for part in line.parts) for line in told.lead]


def test_stranger_has_no_page() -> None:
    assert profile(tea(), "https://example.org/none") is None


def test_page_of_one_article_says_so_once() -> None:
    told = page(tea(), "Green Ridge Tea Co.")
    assert lead(told)[0] == "A company."
    assert lead(told)[-1] == "All of this rests on one article."
    assert not [line.note for s in told.told for line in s.lines if line.note]


def test_page_of_two_articles_says_what_rests_on_one() -> None:
    told = page(twice(), "Green Ridge Tea Co.")
    assert lead(told)[-1].startswith("2 of the 5 facts and figures here rest on one article each;")
    notes = {line.parts[0].text: line.note for s in told.told for line in s.lines}
    assert notes["Zhou Meiyu"] == notes["workshop in Upper Creek"] == "2 articles"
    assert notes["tea"] == ""
    assert lead(page(twice(), "Pingshan County"))[-1] == "Several articles tell each fact and figure here."


def test_place_that_no_article_names_says_where_it_comes_from() -> None:
    told = page(holding(places(("130131",), "Pingshan.")), "Hebei Province")
    assert lead(told)[-1].startswith("No article here names it")
    assert told.told == ()


def test_entity_that_is_only_named_says_so() -> None:
    article, other = places(("130131",), "Pingshan."), places(("130131",), "Pingshan again.")
    told = page(holding(article, other), "Pingshan County")
    assert lead(told)[-1] == "2 articles name it, and none states a fact or figure of it."


def test_what_no_article_names_is_told_of_in_those_that_state_it() -> None:
    reading = sample()
    unnamed = replace(reading, mentions=tuple(m for m in reading.mentions if m.body != "p1"))
    told = page(holding(unnamed), "skills training program")
    assert lead(told)[-1] == "All of this rests on one article."
    assert [line.parts[0].text for line in section(told, "is told of in").lines] == ["Tea brings them home"]


def test_figures_are_a_table_and_equal_ones_of_two_articles_one_row() -> None:
    figures = section(page(twice(), "Green Ridge Tea Co."), "has the figures")
    assert figures.columns == ("Figure", "When", "Who says so")
    (row,) = figures.lines
    assert [cell[0].text for cell in row.cells] == ["more than 85 villagers", "2019", "Zhou Meiyu"]
    assert (row.articles, len(row.pick.split()), row.note, figures.note) == (2, 2, "2 articles", "")


@pytest.mark.parametrize(
    ("changes", "columns", "cells"),
    [
        ({"period": ""}, ("Who says so", "Figure"), ["Zhou Meiyu", "more than 85 villagers"]),
        ({"according_to": ""}, ("When", "Figure"), ["2019", "more than 85 villagers"]),
        ({"period": "", "according_to": ""}, (), []),
    ],
)
def test_a_table_of_figures_has_no_column_that_says_nothing(
    changes: dict[str, Any], columns: tuple[str, ...], cells: list[str]
) -> None:
    reading = replace(sample(), observations=(replace(OBSERVATIONS[0], **changes), OBSERVATIONS[1]))
    figures = section(page(holding(reading), "Green Ridge Tea Co."), "has the figures")
    assert figures.columns == columns
    assert [cell[0].text for cell in figures.lines[0].cells] == cells


def test_figure_that_differs_stands_before_the_table_with_both() -> None:
    other = replace(OBSERVATIONS[0], value=Decimal(60), comparator=Comparator.EQUAL)
    store = holding(sample(), replace(retold(), observations=(other, OBSERVATIONS[1])))
    both, figures = page(store, "Green Ridge Tea Co.").told[-2:]
    assert (both.title, figures.title) == ("Told differently: villagers, 2019", "has the figures")
    assert [line.passages[0].headline for line in both.lines] == ["Tea sells well", "Tea brings them home"]


def test_timeline_and_articles_stand_beside() -> None:
    assert [s.title for s in page(twice(), "Green Ridge Tea Co.").beside] == ["timeline", "is named in"]
    told = page(twice(), "Zhou Meiyu")
    assert [s.title for s in told.beside] == ["is named in"]  # nothing of it has a time
    assert [line.parts[0].text for line in section(told, "is named in").lines] == [
        "Tea sells well", "Tea brings them home",
    ]  # fmt: skip


def test_every_fact_of_a_page_can_be_chosen() -> None:
    told = page(twice(), "Zhou Meiyu")
    assert all(line.pick for s in told.told for line in s.lines)
    assert isinstance(told.known, Known)


def many(count: int) -> tuple[Store, str]:
    """A store of so many articles that name one place, the last two of them nearly the same."""
    store = Store.memory()
    place = Entity(id="l", kind=Kind.VILLAGE, label="Reed Village", anchor="c")
    county = Entity(id="c", kind=Kind.COUNTY, label="Ningshan County", code="610923")
    for i in range(count):
        text = f"Reed Village, told of for the {i}th time."
        named = (Mention(body="l", start=0, end=12), Mention(body="c", start=0, end=4))
        document = Document(text=text, title=f"Reeds {i}", date=f"2020-01-{i % 28 + 1:02}")
        store.replace(document_iri(text), quads(Reading(document=document, entities=(county, place), mentions=named)))
    return store, called(store, "Reed Village")


def test_more_articles_than_fit_are_counted_with_the_way_to_all() -> None:
    store, village = many(NAMING + 3)
    known = find(store, village)
    assert known is not None
    assert (known.named, known.independent, len(known.articles)) == (NAMING + 3, NAMING + 3, NAMING)
    named = section(page(store, "Reed Village"), "is named in")
    assert named.note == "The newest 100 of 103."
    assert named.more == Part(text="All 103 articles", to=village + ARTICLES)
    assert len(naming_list(store, village)) == NAMING + 3
    assert entity_card(known).sections[-1] == named
