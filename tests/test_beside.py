from __future__ import annotations

from pyoxigraph import NamedNode
from sample_reading import TEXT
from stores import AGAIN, called, seed, tea, twice

from graph.beside import Sentence, beside, count_line, cuts
from graph.queries import article_text, articles, rows, short
from ontology.iri import BASE, document_iri

FIRST = document_iri(TEXT)


def words(sentence: Sentence) -> list[str]:
    return ["".join(part.text for part in note.line.parts) for note in sentence.notes]


def test_each_sentence_stands_with_what_it_tells_in_the_order_of_the_text() -> None:
    found = beside(tea(), FIRST)
    assert [s.start for s in found] == sorted(s.start for s in found)
    by_text = {TEXT[s.start : s.end]: words(s) for s in found}
    (told,) = [lines for text, lines in by_text.items() if "85 villagers" in text]
    assert "more than 85 villagers, 2019, according to Zhou Meiyu · Green Ridge Tea Co. and Upper Creek Village" in told
    assert any(line.startswith("Zhou Meiyu: “We sold 1,200 baskets") for lines in by_text.values() for line in lines)


def test_figure_names_nothing_twice() -> None:
    (document,) = articles(seed())
    for line in (line for sentence in beside(seed(), document.iri) for line in words(sentence)):
        told, _, about = line.rpartition(" · ")
        assert not told or not any(name in told for name in about.split(" and "))


def test_nothing_that_rests_on_the_article_is_left_out() -> None:
    (document,) = articles(seed())
    found = beside(seed(), document.iri)
    nodes = {row["node"] for row in rows(seed(), "told_in", {"document": NamedNode(document.iri)})}
    picks = {note.line.pick for sentence in found for note in sentence.notes}
    figures = {short(node) for node in nodes if "/observation/" in node}
    assert figures == {pick for pick in picks if pick.startswith("observation/")}
    text = article_text(seed(), document.iri)
    assert all(0 <= s.start < s.end <= len(text) for s in found)


def test_another_article_that_tells_the_same_stays_out() -> None:
    """Also where both state the same fact."""
    for document, text in ((FIRST, TEXT), (document_iri(AGAIN), AGAIN)):
        found = beside(twice(), document)
        assert found
        assert cuts(found) <= set(range(len(text) + 1))


def test_what_opens_is_named_by_its_pick() -> None:
    company = short(called(tea(), "Green Ridge Tea Co."))
    picks = {note.line.pick for sentence in beside(tea(), FIRST) for note in sentence.notes}
    assert any(pick.startswith(f"{company}|") for pick in picks)
    assert {pick.partition("/")[0] for pick in picks} >= {"observation", "quotation"}


def test_an_article_that_is_not_there_tells_nothing() -> None:
    assert beside(tea(), f"{BASE}document/00") == ()


def test_count_says_how_much_an_article_tells() -> None:
    found = beside(tea(), FIRST)
    told = len({note.line.pick for sentence in found for note in sentence.notes})
    assert count_line(found) == f"{told} facts, figures and quotations"
    one = Sentence(start=0, end=1, notes=found[0].notes[:1])
    assert count_line([one, one]) == "1 fact, figure or quotation"
