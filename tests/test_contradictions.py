"""Figures that contradict each other in a store: whatever the order of changes, what all articles together make."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import combinations, permutations
from pathlib import Path

import pyoxigraph as ox
import pytest
from extracted import reading
from pyoxigraph import NamedNode, Quad

from graph import folder
from graph.derive import fill, rows_of
from graph.exploring import picked_card
from graph.index import CLAIM, Index
from graph.naming import IDENTITY
from graph.prefixes import named, text
from graph.profile import profile
from graph.queries import search, short
from graph.rdf import quads
from graph.reader import canonical
from graph.store import Store
from graph.told import find_figures
from ontology.iri import document_iri

SIXTY = "In 2019, Shiqian County built 60 workshops.\n\nThe tea in the hills is picked in April."
NINETY = "Shiqian County set up 90 workshops in 2019.\n\nA road leads to the market since spring."
MANY = "In 2019, Shiqian County built more than 130 workshops.\n\nHoney is sold on the bridge."
SINAN = "In 2019, Sinan County built 200 workshops.\n\nNobody there keeps bees."
FOUR = (SIXTY, NINETY, MANY, SINAN)
# One company under two names, which only a founder in both shows to be one.
SHORT = "Boyuan Tea Company in Shiqian County has 60 workers.\n\nZhou Meiyu founded Boyuan Tea Company."
FULL = (
    "Guizhou Boyuan Tea Co., Ltd. in Shiqian County has 90 workers.\n\nZhou Meiyu founded Guizhou Boyuan Tea Co., Ltd."
)
LONG = "\n\n".join(f"Village {i} of the hills has a school, and its market is by the river." for i in range(30))
AGAINST = named("pg:contradicts")


@cache
def graph(article: str) -> tuple[str, tuple[Quad, ...]]:
    """An article's document and its quads."""
    found = reading(article, "2020-08-03")
    document = document_iri(found.document.text)
    return document, tuple(quads(found))


def holding(*articles: str) -> Store:
    """A store into which some articles came one by one."""
    store = Store.memory()
    for article in articles:
        store.replace(*graph(article))
    return store


def anew(articles: Iterable[str]) -> str:
    """The store of some articles, made at once."""
    store = ox.Store()
    for article in articles:
        store.extend(graph(article)[1])
    fill(store)
    return canonical(store)


def against(store: Store) -> set[tuple[str, str]]:
    """The sentences of figures that contradict each other, from either side."""
    links = [q for q in store.statements(IDENTITY) if q.predicate == AGAINST]
    assert {q.triple for q in links} == {q.triple for q in store.merged() if q.predicate == AGAINST}
    ends = {text(end) for q in links for end in (q.subject, q.object)}
    words = {f.iri: f.passages[0].words for f in find_figures(store, ends)}
    return {(words[text(q.subject)], words[text(q.object)]) for q in links}


def pairs(*articles: str) -> set[tuple[str, str]]:
    """The first sentences of some articles, each with each."""
    return set(permutations((article.partition("\n")[0] for article in articles), 2))


def test_what_contradicts_is_linked_from_either_side() -> None:
    assert against(holding(*FOUR)) == pairs(SIXTY, NINETY, MANY)


@pytest.mark.parametrize("order", list(permutations(FOUR)))
def test_the_order_of_coming_makes_no_difference(order: tuple[str, ...]) -> None:
    store = holding(*order)
    for number in range(len(order), 0, -1):
        assert store.dump() == anew(order[:number])
        store.remove(graph(order[number - 1])[0])
    assert len(store) == 0


def test_an_article_takes_its_contradictions_with_it() -> None:
    for gone, left in ((SIXTY, (NINETY, MANY)), (NINETY, (SIXTY, MANY))):
        store = holding(*FOUR)
        store.remove(graph(gone)[0])
        assert against(store) == pairs(*left)


def test_an_article_that_changes_contradicts_by_what_it_says_now() -> None:
    store = holding(SIXTY, NINETY)
    document, told = graph(NINETY)
    store.replace(document, [q for q in told if q.predicate != named("pg:about")])
    assert against(store) == set()
    store.replace(document, told)
    assert against(store) == pairs(SIXTY, NINETY)


@pytest.mark.parametrize("order", list(permutations((SHORT, FULL, SINAN))))
def test_names_of_one_company_are_one_company(order: tuple[str, ...]) -> None:
    store = holding(*order)
    assert against(store) == pairs(SHORT, FULL)
    assert store.dump() == anew(order)


def test_a_store_killed_before_its_index_was_written_goes_on_as_if_nothing_had_been(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        for article in (SIXTY, SINAN, MANY):
            store.replace(*graph(article))
    live, index = folder.open_live(tmp_path / "store"), Index.open(tmp_path / "store" / folder.INDEX)
    whole = index.all()
    index.finish(NamedNode(graph(MANY)[0]), (whole & set(index.of(NamedNode(graph(MANY)[0]), CLAIM)), set()))
    index.begin(NamedNode(graph(MANY)[0]))
    assert index.all() < whole
    del live, index
    with Store.open(tmp_path / "store") as store:
        store.replace(*graph(NINETY))
        assert against(store) == pairs(SIXTY, NINETY, MANY)
        assert store.dump() == anew(FOUR)
    assert Index.open(tmp_path / "store" / folder.INDEX).all() == set(rows_of(folder.open_live(tmp_path / "store")))


def test_a_reprint_with_another_number_is_no_second_voice() -> None:
    first, second = (f"{article.partition(chr(10))[0]}\n\n{LONG}" for article in (SIXTY, NINETY))
    store = holding(first, second)
    assert any(q.predicate == named("pg:nearDuplicateOf") for q in store.statements(IDENTITY))
    assert against(store) == set()
    assert store.dump() == anew((first, second))
    store.replace(*graph(MANY))
    assert against(store) == pairs(first, MANY) | pairs(second, MANY)


def test_a_card_shows_both_sentences_and_leads_to_the_other_figure() -> None:
    store = holding(SIXTY, NINETY)
    links = [q for q in store.statements(IDENTITY) if q.predicate == AGAINST]
    for link in links:
        card = picked_card(store, short(text(link.subject)))
        (section,) = (s for s in card.sections if s.title == "contradicts")
        (line,) = section.lines
        assert line.pick == short(text(link.object))
        (here,) = find_figures(store, [text(link.subject)])
        assert {here.passages[0].words, line.passages[0].words} == {a for a, _ in pairs(SIXTY, NINETY)}
        assert line.passages[0].document != here.passages[0].document


def test_an_entitys_page_sets_them_side_by_side() -> None:
    store = holding(SIXTY, NINETY, SINAN)
    county = search(store, "Shiqian")[0].entity.iri
    told = profile(store, county)
    assert told is not None
    (section,) = (s for s in told.told if s.title.startswith("Told differently"))
    assert section.beside
    assert [line.passages[0].words for line in section.lines] == [SIXTY.partition("\n")[0], NINETY.partition("\n")[0]]
    assert "can’t all be right" in section.note


def test_figures_that_no_one_contradicts_have_no_such_line() -> None:
    store = holding(SIXTY, SINAN)
    figures = find_figures(store, [text(q.subject) for q in store.merged() if q.predicate == named("pg:value")])
    assert len(figures) == 2
    for figure in figures:
        assert "contradicts" not in {s.title for s in picked_card(store, short(figure.iri)).sections}
    assert not any(a.against for a, _ in combinations(figures, 2))
