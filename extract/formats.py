"""What a file of a format holds: its text, what it says of itself, and what of it was left out."""

from __future__ import annotations

import codecs
import logging
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import docx
import pypdf
import trafilatura
from charset_normalizer import from_bytes
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf.errors import PyPdfError

from extract.markdown import prose
from ontology.errors import BadInput

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LARGEST_DOCX = 100_000_000  # bytes unpacked: a larger one is a decompression bomb
TAG = re.compile(rb"<[^<>]*")
MOST_ATTRIBUTES = 2_000  # of a tag: the HTML parser's time grows with their square

logging.getLogger("pypdf").setLevel(logging.ERROR)  # what it mends by itself is no news to whoever gave the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The text of a file and what the file says of it."""

    text: str
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()


def decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Text from bytes in UTF-8, else in the encoding that fits best, which a note names."""
    marked = next((name for mark, name in MARKS if content.startswith(mark)), "")
    if not marked and b"\x00" in content[:4096]:
        raise BadInput("This is no text but binary data; give a text, HTML, PDF or DOCX file.")
    try:
        return content.decode(marked or "utf-8"), ()
    except UnicodeDecodeError as error:
        best = from_bytes(content).best()
        if best is None or best.encoding == "utf_8":
            raise BadInput(
                f"The text is not UTF-8 (byte {error.start} is {content[error.start]:#04x}); save it as UTF-8."
            ) from error
        return str(best), (
            f"Not UTF-8; read as {best.encoding}, which fits best. Save it as UTF-8 if letters are wrong.",
        )


def plain(content: bytes) -> Parts:
    """Plain text."""
    text, notes = decoded(content)
    return Parts(text=text, notes=notes)


def markdown(content: bytes) -> Parts:
    """Markdown without its marks; title, date, source and address from the front matter."""
    text, notes = decoded(content)
    words, fields = prose(text.replace("\r\n", "\n"))
    return Parts(
        text=words,
        title=fields.get("title", ""),
        date=fields.get("date", "")[:10],
        source=fields.get("source", "") or fields.get("outlet", ""),
        url=fields.get("url", "") or fields.get("link", ""),
        notes=notes,
    )


def html(content: bytes) -> Parts:
    """The article in a web page, without navigation, advertisements and comments."""
    most = max((tag[0].count(b"=") for tag in TAG.finditer(content)), default=0)
    if most > MOST_ATTRIBUTES:
        raise BadInput(
            f"A tag of the HTML page has {most:,} attributes; the most is {MOST_ATTRIBUTES:,}. "
            "Save its text as a .txt file."
        )
    try:
        page = trafilatura.bare_extraction(content, with_metadata=True, include_comments=False)
    except (RecursionError, ValueError, MemoryError) as error:
        raise BadInput("The HTML page is nested too deeply or damaged; save its text as a .txt file.") from error
    if not isinstance(page, trafilatura.settings.Document) or not page.text:
        raise BadInput("No article was found in this HTML page; save its text as a .txt file.")
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
        raise BadInput(f"The PDF can't be read ({error}); save its text as a .txt file.") from error
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
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:  # lxml's of damaged XML is a SyntaxError
        raise BadInput("This is no DOCX file, or it is damaged; save it anew from a word processor.") from error
    blocks = [words for block in document.iter_inner_content() for words in _words(block) if words.strip()]
    return Parts(text="\n\n".join(blocks), title=document.core_properties.title or "", notes=_left_out(document))


def _words(block: Paragraph | Table) -> list[str]:
    """A paragraph, or the rows of a table where it stands."""
    if isinstance(block, Paragraph):
        return [block.text]
    return [" | ".join(cell.text for cell in row.cells) for row in block.rows]


def _left_out(document: docx.document.Document) -> tuple[str, ...]:
    """What of a DOCX file is no running text: pictures, footnotes, text boxes."""
    body = document.element.body
    counts = {
        "pictures": len(document.inline_shapes),
        "footnotes": len(body.findall(f".//{{{WORD}}}footnoteReference")),
        "text boxes": len(body.findall(f".//{{{WORD}}}txbxContent")),
    }
    told = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    return (f"Left out: {told}.",) if told else ()


READERS: dict[str, Callable[[bytes], Parts]] = {
    ".md": markdown,
    ".markdown": markdown,
    ".html": html,
    ".htm": html,
    ".pdf": pdf,
    ".docx": word,
}
