from __future__ import annotations

import pytest
from sample_reading import TEXT
from stores import AGAIN, archive, called, tea, twice

from graph.cards import Line
from graph.holdings import held
from graph.queries import article_of
from graph.reading_list import EACH, Choice, list_line, naming_line, naming_list, page_lines, pages_of, reading_list
from ontology.iri import BASE, document_iri

FIRST, SECOND = document_iri(TEXT), document_iri(AGAIN)


def iris(found: tuple[Choice, ...]) -> list[str]:
    return [choice.article.iri for choice in found]


def text(line: Line) -> str:
    return "".join(part.text for part in line.parts)


def test_articles_are_found_by_title_source_and_what_they_name() -> None:
    assert iris(reading_list(twice())) == [SECOND, FIRST]
    assert iris(reading_list(twice(), "sells")) == [SECOND]
    assert iris(reading_list(twice(), "hills.txt")) == [SECOND]
    named = reading_list(twice(), "creek village")
    assert iris(named) == [SECOND, FIRST]
    assert {choice.named for choice in named} == {("Upper Creek Village",)}
    assert reading_list(twice(), "no such words") == ()


def test_lines_say_what_is_named_and_what_the_article_gave() -> None:
    (line,) = page_lines(tea(), reading_list(tea(), "creek village"), 1)
    assert line.parts[0].to == FIRST
    assert "10 facts" in text(line)
    assert text(line).endswith(" · names Upper Creek Village")
    assert " · names " not in text(page_lines(tea(), reading_list(tea()), 1)[0])


def test_pages_hold_every_article_once() -> None:
    found = reading_list(archive()) * 4  # more than a page
    pages = [page_lines(archive(), found, page + 1) for page in range(pages_of(found))]
    assert [len(lines) for lines in pages[:-1]] == [EACH] * (len(pages) - 1)
    assert [line.parts[0].to for lines in pages for line in lines] == iris(found)
    assert iris(reading_list(archive())) == [article.iri for article in held(archive())]
    assert pages_of(()) == 1


@pytest.mark.parametrize(
    ("found", "total", "words", "told"),
    [
        (5, 5, "", "5 articles, the newest first"),
        (1, 1, " ", "1 article, the newest first"),
        (5000, 5001, "", "5,001 articles, the newest first; the older ones are found by their title"),
        (0, 5, "x", "No article here has “x” in its title or source, or names anything called so."),
        (2, 5, " tea", "2 of 5 articles with “tea” in the title or source, or among what they name"),
    ],
)
def test_list_says_how_many_of_how_many(found: int, total: int, words: str, told: str) -> None:
    assert list_line(found, total, words) == told


def test_articles_that_name_an_entity_are_listed_and_counted() -> None:
    village = called(twice(), "Upper Creek Village")
    assert iris(naming_list(twice(), village)) == [SECOND, FIRST]
    assert naming_line(2, 5, "Reeds") == "2 of 5 articles name Reeds; the newest first"
    assert naming_line(1, 1, "Reeds") == "1 of 1 article names Reeds; the newest first"


def test_an_article_is_known_by_its_iri() -> None:
    article = article_of(tea(), FIRST)
    assert article is not None
    assert article.iri == FIRST
    assert article_of(tea(), f"{BASE}document/00") is None
