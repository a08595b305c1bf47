"""What a file of a format holds: its text, what it says of itself, and what of it was left out."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import docx
import pypdf
import trafilatura
from pypdf.errors import PyPdfError

from ontology.errors import BadInput

LARGEST_DOCX = 100_000_000  # bytes unpacked: a larger one is a decompression bomb


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The text of a file and what the file says of it."""

    text: str
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()


def html(content: bytes) -> Parts:
    """The article in a web page, without navigation, advertisements and comments."""
    page = trafilatura.bare_extraction(content, with_metadata=True, include_comments=False)
    if not isinstance(page, trafilatura.settings.Document) or not page.text:
        raise BadInput("No article was found in this HTML page.")
    text = page.text
    title = page.title or ""
    if title and title not in text[: len(title) + 40]:
        text = f"{title}\n\n{text}"
    date = page.date or ""
    return Parts(text=text, title=title, date=date[:10], source=page.sitename or "", url=page.url or "")


def pdf(content: bytes) -> Parts:
    """The text layer of a PDF, lines joined to paragraphs, words hyphenated at line ends mended."""
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        pages = [page.extract_text() or "" for page in reader.pages]
        title = (reader.metadata.title or "") if reader.metadata else ""
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise BadInput(f"The PDF can't be read ({error}).") from error
    blank = [str(n) for n, page in enumerate(pages, 1) if not page.strip()]
    if len(blank) == len(pages):
        raise BadInput("The PDF has no text layer; run text recognition over it first.")
    notes = (f"Without text: page {', '.join(blank)} of {len(pages)}.",) if blank else ()
    return Parts(text=_flowing(_without_furniture(pages)), title=str(title), notes=notes)


def _without_furniture(pages: list[str]) -> list[str]:
    """Pages without the first and last lines that every page repeats, and without page numbers."""
    lines = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    for edge in (0, -1):
        edges = [re.sub(r"\d+", "#", page[edge]) for page in lines if page]
        if len(edges) > 2 and len(set(edges)) == 1:
            lines = [page[1:] if edge == 0 else page[:-1] for page in lines]
    return ["\n".join(line for line in page if not re.fullmatch(r"[-– ]*\d{1,4}[-– ]*", line)) for page in lines]


def _flowing(pages: list[str]) -> str:
    """Lines joined to paragraphs: a line that ends early, or in a full stop, ends its paragraph."""
    text = "\n".join(pages)
    text = re.sub(r"(\w)[-\u00ad]\n([a-z])", r"\1\2", text)
    lines = text.splitlines()
    width = max((len(line) for line in lines), default=0)
    out: list[str] = []
    for line in lines:
        ends = line.rstrip().endswith((".", "!", "?", "”", '"')) and len(line) < 0.85 * width
        out.append(line.strip() + ("\n\n" if ends or len(line) < 0.5 * width else " "))
    return "".join(out)


def word(content: bytes) -> Parts:
    """The paragraphs and tables of a DOCX file."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            size = sum(item.file_size for item in archive.infolist())
        if size > LARGEST_DOCX:
            raise BadInput(f"The DOCX unpacks to {size:,} bytes; the most is {LARGEST_DOCX:,}.")
        document = docx.Document(BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BadInput("This is no DOCX file, or it is damaged.") from error
    paragraphs = [p.text for p in document.paragraphs if p.text.strip()]
    rows = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    properties = document.core_properties
    pictures = len(document.inline_shapes)
    notes = (f"Left out: {pictures} pictures.",) if pictures else ()
    return Parts(text="\n\n".join([*paragraphs, *rows]), title=properties.title or "", notes=notes)


READERS: dict[str, Callable[[bytes], Parts]] = {
    ".html": html,
    ".htm": html,
    ".pdf": pdf,
    ".docx": word,
}
