"""Web pages, PDF and Word files, made here."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.shared import Inches
from PIL import Image

from extract.documents import read_file
from extract.formats import LARGEST_DOCX, READERS
from ontology.errors import BadInput

PAGE = """<!doctype html><html><head><title>Bamboo brings work home</title>
<meta property="article:published_time" content="2021-03-09T08:00:00Z">
<meta property="og:site_name" content="Mountain Post"></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport and weather</a></nav>
<article><h1>Bamboo brings work home</h1>
<p>Wherever one looks in the valley there is bamboo, and for a long time nobody knew what to do with it.</p>
<p>Then a weaver came back from the coast, rented an old granary and taught her neighbours to make baskets.</p>
<p>Within two years the granary had become a workshop, and the baskets went to shops in nine cities.</p></article>
<footer>Copyright Mountain Post. All rights reserved.</footer></body></html>"""


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF whose pages hold lines of text, written by hand."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{item}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + head.encode() + tail.encode()


def word(*, picture: bool = False) -> bytes:
    document = docx.Document()
    document.core_properties.title = "Bees on the slope"
    document.add_paragraph("Bees on the slope")
    document.add_paragraph("")
    document.add_paragraph("The keeper sold honey.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Hives", "88"
    if picture:
        image = BytesIO()
        Image.new("RGB", (2, 2)).save(image, "PNG")
        document.add_picture(BytesIO(image.getvalue()), width=Inches(1))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_html_gives_the_article_and_what_the_page_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    document = read_file(path)
    assert document.title == "Bamboo brings work home"
    assert (document.date, document.source) == ("2021-03-09", "Mountain Post")
    assert "rented an old granary" in document.text
    assert document.text.count("Bamboo brings work home") == 1
    assert "Sport and weather" not in document.text


def test_html_without_an_article_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_text("<html><body></body></html>", encoding="utf-8")
    with pytest.raises(BadInput, match="No article was found"):
        read_file(path)


def test_a_date_given_outweighs_the_pages(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    assert read_file(path, date="2021").date == "2021"


def test_pdf_joins_lines_to_paragraphs_and_mends_hyphens() -> None:
    lines = [
        "For a long time the growers of the upper valley carried their pears down a moun-",
        "tain path on their backs, and half of what they picked was spoilt on the way to market.",
        "Then came the road.",
        "Now a lorry comes every morning, and the pears are in the shops on the next day, as fresh as",
        "they were on the tree.",
    ]
    text = READERS[".pdf"](pdf([lines])).text
    assert "down a mountain path on their backs" in text
    assert "as fresh as they were on the tree." in text
    assert "the road.\n\nNow a lorry" in text


def test_pdf_drops_running_heads_and_page_numbers() -> None:
    pages = [
        ["Mountain Post", f"Story number {word} is told on this page.", str(n)]
        for n, word in enumerate(["one", "two", "six"], 1)
    ]
    text = READERS[".pdf"](pdf(pages)).text
    assert "Mountain Post" not in text
    assert [line for line in text.split() if line.isdigit()] == []
    assert "Story number six" in text


def test_pdf_says_which_pages_have_no_text() -> None:
    parts = READERS[".pdf"](pdf([["The road is open."], []]))
    assert parts.notes == ("Without text: page 2 of 2.",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(pdf([[], []]), "no text layer"), (b"%PDF-1.4\nnothing", "can't be read"), (b"plain words", "can't be read")],
)
def test_pdf_that_holds_no_text_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=reason) as caught:
        read_file(path)
    assert "scan.pdf" in str(caught.value)


def test_word_gives_paragraphs_tables_and_title(tmp_path: Path) -> None:
    path = tmp_path / "bees.docx"
    path.write_bytes(word())
    document = read_file(path)
    assert document.text == "Bees on the slope\n\nThe keeper sold honey.\n\nHives | 88"
    assert (document.title, document.notes) == ("Bees on the slope", ())


def test_word_says_how_many_pictures_it_left_out() -> None:
    assert READERS[".docx"](word(picture=True)).notes == ("Left out: 1 pictures.",)


def test_word_keeps_a_table_where_it_stands_and_tells_of_footnotes() -> None:
    document = docx.Document()
    document.add_paragraph("Before.")
    document.add_table(rows=1, cols=2).rows[0].cells[0].text = "Hives"
    after = document.add_paragraph("After.")
    after.add_run()._r.append(OxmlElement("w:footnoteReference"))
    file = BytesIO()
    document.save(file)
    parts = READERS[".docx"](file.getvalue())
    assert parts.text == "Before.\n\nHives | \n\nAfter."
    assert parts.notes == ("Left out: 1 footnotes.",)


NOTE = """---
title: Bees on the slope
date: 2021-03-09
source: Mountain Post
url: https://example.org/bees
---

# Bees on the slope

The keeper sold *honey* for [12 yuan](https://example.org/price) a jar,
and `wax` too. ![a hive](hive.png)

- Hives: **88**
- Keepers: 3

| village | hives |
| --- | ---: |
| Dashu | 40 |

> "It is sweet," he said.
"""


def test_markdown_is_prose_with_what_its_front_matter_says() -> None:
    parts = READERS[".md"](NOTE.encode())
    assert (parts.title, parts.date, parts.source) == ("Bees on the slope", "2021-03-09", "Mountain Post")
    assert parts.url == "https://example.org/bees"
    assert parts.text.split("\n\n") == [
        "Bees on the slope", "The keeper sold honey for 12 yuan a jar, and wax too.", "Hives: 88", "Keepers: 3",
        "village", "hives", "Dashu", "40", '"It is sweet," he said.',
    ]  # fmt: skip


def test_markdown_without_front_matter_keeps_its_first_rule() -> None:
    assert READERS[".md"](b"---\nnot: [closed\n---\n\nTea sells well.").text.endswith("Tea sells well.")


def test_a_deeply_nested_page_is_read_or_refused_in_words() -> None:
    page = b"<html><body>" + b"<div>" * 60_000 + b"Tea sells well." + b"</div>" * 60_000
    try:
        assert READERS[".html"](page).text
    except BadInput as error:
        assert "HTML" in str(error)


def test_word_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput, match="no DOCX"):
        READERS[".docx"](b"plain words")
    with pytest.raises(BadInput, match="no DOCX"):
        READERS[".docx"](word()[:400])


def test_word_that_is_a_bomb_is_refused_before_it_is_unpacked() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as member:
        for _ in range(LARGEST_DOCX // 10_000_000 + 1):
            member.write(b"\0" * 10_000_000)
    with pytest.raises(BadInput, match="unpacks to"):
        READERS[".docx"](file.getvalue())
