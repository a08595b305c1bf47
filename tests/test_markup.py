from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_reading import TEXT
from stores import called, tea

from graph.markup import Piece, paragraphs
from graph.queries import Spoken, mentions
from ontology.iri import document_iri

WORDS = "Old Reed Mill sells."


def spoken(start: int, end: int, body: str, kind: str = "Enterprise") -> Spoken:
    return Spoken(body=body, kind=kind, start=start, end=end)


def marked(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    return [(p.text, p.body) for p in pieces if p.body]


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Spoken]]:
    """A text of a few paragraphs, and mentions that may overlap, be empty or span lines."""
    text = draw(st.text("ab \n\t“.", max_size=50))
    spot = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(spot, spot), max_size=8))
    kinds = st.sampled_from(["Enterprise", "Quotation", "Observation"])
    return text, [spoken(min(s), max(s), f"x{i}", draw(kinds)) for i, s in enumerate(spans)]


@given(articles())
def test_pieces_joined_give_the_text_of_the_paragraphs(article: tuple[str, list[Spoken]]) -> None:
    text, found = article
    cut = paragraphs(text, found)
    assert ["".join(p.text for p in pieces) for pieces in cut] == [line for line in text.split("\n") if line.strip()]
    for pieces in cut:
        assert all(p.text for p in pieces)
        assert all(text[p.start : p.start + len(p.text)] == p.text for p in pieces)


@given(articles())
def test_piece_speaks_of_what_is_mentioned_there(article: tuple[str, list[Spoken]]) -> None:
    text, found = article
    by_body = {s.body: s for s in found}
    for piece in (p for pieces in paragraphs(text, found) for p in pieces):
        for body, is_quote in ((piece.body, False), (piece.quotation, True)):
            if body:
                assert by_body[body].start <= piece.start
                assert piece.start + len(piece.text) <= by_body[body].end
                assert (by_body[body].kind == "Quotation") == is_quote
        assert piece.kind == (by_body[piece.body].kind if piece.body else "")


@given(articles())
def test_every_word_that_is_mentioned_is_marked(article: tuple[str, list[Spoken]]) -> None:
    """Whatever is left out for an overlap begins within something that is marked."""
    text, found = article
    pieces = [p for line in paragraphs(text, found) for p in line]
    for mention in (s for s in found if s.kind != "Quotation"):
        at = [p for p in pieces if p.start <= mention.start < p.start + len(p.text)]
        assert not at or at[0].body or mention.start == mention.end


@pytest.mark.parametrize(
    ("mentions_", "expected"),
    [
        ([(0, 13), (4, 13)], [("Old Reed Mill", "x0")]),
        ([(4, 13), (0, 13)], [("Old Reed Mill", "x1")]),
        ([(0, 8), (4, 13)], [("Old Reed", "x0")]),
        ([(0, 3), (4, 8), (3, 13)], [("Old", "x0"), (" Reed Mill", "x2")]),
        ([(0, 3), (4, 8)], [("Old", "x0"), ("Reed", "x1")]),
        ([(4, 4)], []),
        ([], []),
    ],
)
def test_of_mentions_that_overlap_the_first_and_longest_is_marked(
    mentions_: list[tuple[int, int]], expected: list[tuple[str, str]]
) -> None:
    found = [spoken(start, end, f"x{i}") for i, (start, end) in enumerate(mentions_)]
    (pieces,) = paragraphs(WORDS, found)
    assert marked(pieces) == expected


def test_names_are_marked_within_quotations() -> None:
    (pieces,) = paragraphs(WORDS, [spoken(0, 20, "said", "Quotation"), spoken(4, 8, "reed")])
    assert [(p.text, p.body, p.quotation) for p in pieces] == [
        ("Old ", "", "said"), ("Reed", "reed", "said"), (" Mill sells.", "", "said"),
    ]  # fmt: skip


def test_quotation_goes_on_in_the_next_paragraph() -> None:
    cut = paragraphs("He said: we\n\nstay here.", [spoken(9, 17, "said", "Quotation")])
    assert [[(p.text, p.quotation) for p in pieces] for pieces in cut] == [
        [("He said: ", ""), ("we", "said")], [("stay", "said"), (" here.", "")],
    ]  # fmt: skip


def test_article_is_marked_at_all_that_it_speaks_of() -> None:
    cut = paragraphs(TEXT, mentions(tea(), document_iri(TEXT)))
    assert len(cut) == 7
    found = dict(pair for pieces in cut for pair in marked(pieces))
    assert found["Zhou Meiyu"] == called(tea(), "Zhou Meiyu")
    assert found["The company"] == found["Green Ridge Tea Co."]
    assert "85 villagers" in found
    assert [p.text for pieces in cut for p in pieces if p.quotation] == ["We sold"]


@given(st.text("ab \n", min_size=1, max_size=40), st.data())
def test_paragraphs_cut_at_the_ends_of_a_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mention = Spoken(body="x", kind="Place", start=max(0, start - 2), end=min(len(text), end + 2))
    pieces = [p for line in paragraphs(text, [mention], cuts=(start, end)) for p in line]
    inside = [p.text for p in pieces if start <= p.start < end]
    assert all(p.start + len(p.text) <= end for p in pieces if start <= p.start < end)
    assert "".join(inside).split() == text[start:end].split() or "\n" in text[start:end]
