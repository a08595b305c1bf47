"""A card as a document to hand on."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from docx import Document
from stores import called, tea

from graph import told
from graph.dossier import docx, markdown
from graph.portrait import Card, Line, Part, Section, entity_card
from graph.told import Passage


def company() -> Card:
    known = told.find(tea(), called(tea(), "Green Ridge Tea Co."))
    assert known is not None
    return entity_card(known)


def test_markdown_numbers_each_sentence_once_and_lists_them() -> None:
    text = markdown(company())
    assert text.startswith("# Green Ridge Tea Co.\n")
    body, _, sources = text.partition("## Sources\n")
    lines = [line for line in sources.splitlines() if line]
    assert len(lines) == len({line.partition(". ")[2] for line in lines}) > 2
    for number, line in enumerate(lines, 1):
        assert line.startswith(f"{number}. “")
        assert f"\\[{number}\\]" in body


def test_word_tells_the_same_as_markdown() -> None:
    card = company()
    document = Document(BytesIO(docx(card)))
    paragraphs = [p.text for p in document.paragraphs]
    assert paragraphs[0] == card.title
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [
        *(section.title for section in card.sections), "Sources",
    ]  # fmt: skip
    sources = markdown(card).partition("## Sources\n")[2].strip().splitlines()
    assert sum(p.startswith("[") for p in paragraphs) == len(sources)


def test_what_articles_say_stands_to_the_letter() -> None:
    passage = Passage(document="d", start=0, end=9, words="<b>**x**</b> $1$ \x00_y_", headline="# A [h](x)")
    line = Line(parts=(Part(text="`a`"),), sure="unsure", passages=(passage,))
    card = Card(title="*T*", kind="", sections=(Section(title="s", lines=(line,)),))
    text = markdown(card)
    assert "# \\*T\\*" in text
    assert "- \\`a\\` \\(unsure\\) \\[1\\]" in text
    assert "“\\<b\\>\\*\\*x\\*\\*\\</b\\> \\$1\\$ \\_y\\_” \\# A \\[h\\]\\(x\\)." in text
    assert Document(BytesIO(docx(replace(card, title="\x01T")))).paragraphs[0].text == "T"


def test_a_card_without_sentences_has_no_sources() -> None:
    card = Card(title="T", kind="", lead=(Line(parts=(Part(text="A county."),)),))
    assert markdown(card) == "# T\n\nA county.\n"
    assert "Sources" not in [p.text for p in Document(BytesIO(docx(card))).paragraphs]
