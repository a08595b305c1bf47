"""A card as a document to hand on."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from docx import Document
from stores import called, tea

from graph import told
from graph.cards import Card, Line, Part, Section
from graph.dossier import docx, markdown
from graph.portrait import entity_card
from graph.told import Passage


def company() -> Card:
    known = told.find(tea(), called(tea(), "Green Ridge Tea Co."))
    assert known is not None
    return entity_card(known)


def passage(document: str, start: int, words: str, **known: str) -> Passage:
    return Passage(document=document, start=start, end=start + len(words), words=words, **known)  # type: ignore[arg-type]


def told_by(*passages: Passage, words: str = "tea", sure: str = "sure") -> Line:
    return Line(parts=(Part(text=words),), sure=sure, passages=passages)


def card(*lines: Line, title: str = "lives by") -> Card:
    return Card(title="Reeds", kind="", sections=(Section(title=title, lines=lines),))


def test_markdown_numbers_each_sentence_once_and_lists_them() -> None:
    text = markdown(company())
    assert text.startswith("# Green Ridge Tea Co.\n")
    body, _, rest = text.partition("## Sentences\n")
    lines = [line for line in rest.partition("## Articles")[0].splitlines() if line]
    assert len(lines) == len({line.partition(". ")[2] for line in lines}) > 2
    for number, line in enumerate(lines, 1):
        assert line.startswith(f"{number}. “")
        assert f"[{number}]" in body


def test_each_article_is_named_once_and_its_sentences_say_which_it_is() -> None:
    first = passage("d1", 0, "They grow tea.", headline="Reeds grow", outlet="hills.txt", published="2020-08")
    again = passage("d1", 20, "And rice.", headline="Reeds grow", outlet="hills.txt", published="2020-08")
    other = passage("d2", 0, "Tea it is.", headline="Tea", url="https://example.org/tea")
    text = markdown(card(told_by(first, other), told_by(again, first, words="rice", sure="likely")))
    assert "- tea [1] [2]\n- rice (likely) [3] [1]\n" in text
    assert "1. “They grow tea.” (article 1)\n2. “Tea it is.” (article 2)\n3. “And rice.” (article 1)\n" in text
    assert text.endswith("## Articles\n\n1. Reeds grow, hills.txt, August 2020.\n2. Tea. https://example.org/tea\n")
    assert text.count("Reeds grow") == 1
    assert "Read by machine from 2 articles, and not checked by hand." in text
    assert "below; “likely” says that the reader was not certain." in text


def test_sentences_of_one_article_need_not_say_which() -> None:
    text = markdown(card(told_by(passage("d", 0, "They grow tea.", headline="Reeds"))))
    assert "1. “They grow tea.”\n" in text
    assert "the sentences below.\n" in text


def test_articles_that_are_cited_are_not_listed_again() -> None:
    named = Section(
        title="is named in",
        lines=tuple(Line(parts=(Part(text=title, to=iri),)) for title, iri in (("Reeds", "d"), ("Hills", "e"))),
        note="The newest 2 of 3.",
    )
    sections = (*card(told_by(passage("d", 0, "They grow tea.", headline="Reeds"))).sections, named)
    text = markdown(Card(title="Reeds", kind="", sections=sections))
    assert "## Is also named in\n\n- Hills\n- The newest 2 of 3.\n" in text
    assert "## Is named in\n\n- Reeds\n- Hills" in markdown(Card(title="Reeds", kind="", sections=(named,)))


def test_word_tells_the_same_as_markdown() -> None:
    told = company()
    document = Document(BytesIO(docx(told)))
    paragraphs = [p.text for p in document.paragraphs]
    assert paragraphs[0] == told.title
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert heads == [line.removeprefix("## ") for line in markdown(told).splitlines() if line.startswith("## ")]
    assert heads[0] == "Has in a post"
    assert heads[-2:] == ["Sentences", "Articles"]
    sentences = markdown(told).partition("## Sentences\n")[2].partition("## Articles")[0].strip().splitlines()
    assert sum(p.startswith("[") for p in paragraphs) == len(sentences)


def test_what_articles_say_stands_to_the_letter() -> None:
    said = passage("d", 0, "<b>**x**</b> $1$ \x00_y_", headline="# A [h](x)")
    told = replace(card(told_by(said, words="`a`", sure="unsure"), title="s"), title="*T*")
    text = markdown(told)
    assert "# \\*T\\*" in text
    assert "- \\`a\\` (unsure) [1]" in text
    assert "1. “\\<b\\>\\*\\*x\\*\\*\\</b\\> \\$1\\$ \\_y\\_”" in text
    assert "1. \\# A \\[h\\](x)." in text
    assert "- 12\\. of May [1]" in markdown(card(told_by(said, words="12. of May")))
    assert "- 4.7% [1]" in markdown(card(told_by(said, words="4.7%")))
    assert Document(BytesIO(docx(replace(told, title="\x01T")))).paragraphs[0].text == "T"


def test_a_card_without_sentences_has_no_sources() -> None:
    told = Card(title="T", kind="", lead=(Line(parts=(Part(text="A county."),)),))
    assert markdown(told) == "# T\n\nA county.\n"
    assert [p.text for p in Document(BytesIO(docx(told))).paragraphs] == ["T", "A county."]
