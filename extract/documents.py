"""Documents: files of several formats as plain text, with what is known of title, date and source."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from pathlib import Path

import ftfy

from extract.dates import find_times
from extract.formats import READERS, Parts
from extract.records import Document
from ontology.errors import BadInput

LONGEST = 5_000_000  # characters; a longer text is an archive, not an article
LARGEST = 60_000_000  # bytes of a file
LONGEST_TITLE = 200
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def read_file(path: Path, *, date: str = "") -> Document:
    """The document in a file: plain text, Markdown, HTML, PDF or DOCX, told by its suffix.

    Raises BadInput, with the file's name, for what can't be read.
    """
    if path.is_dir():
        raise BadInput(f"{path} is a folder; name a file in it.")
    if not path.is_file():
        raise BadInput(f"{path} doesn't exist.")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise BadInput(f"{path} has {size:,} bytes; the most is {LARGEST:,}. Split it into articles.")
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} can't be read: {error.strerror}.") from error
    reader = READERS.get(path.suffix.lower())
    try:
        parts = reader(content) if reader else Parts(text=decoded(content))
        return from_text(
            parts.text,
            date=date or parts.date,
            title=parts.title,
            source=parts.source or path.name,
            url=parts.url,
            notes=parts.notes,
        )
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from error


def decoded(content: bytes) -> str:
    """Text from bytes in UTF-8."""
    if b"\x00" in content[:4096]:
        raise BadInput("This is no text but binary data; give a text, HTML, PDF or DOCX file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"The text is not UTF-8 (byte {error.start} is {content[error.start]:#04x}); save it as UTF-8."
        ) from error


def from_text(
    text: str,
    *,
    date: str = "",
    title: str = "",
    source: str = "",
    url: str = "",
    notes: tuple[str, ...] = (),
) -> Document:
    """A document from its text, cleaned before any offset is taken.

    Broken encodings are mended, newlines and compositions made uniform, control characters dropped;
    words, quotation marks and paragraphs stay. Raises BadInput for an empty or too long text and
    for an impossible date.
    """
    if len(text) > LONGEST:
        raise BadInput(f"The text has {len(text):,} characters; the most is {LONGEST:,}. Split it into articles.")
    clean = cleaned(text)
    if not any(c.isalnum() for c in clean):
        raise BadInput("There is no text in it.")
    if date:
        checked(date)
    return Document(
        text=clean,
        title=title or _title(clean),
        date=date or _dateline(clean),
        source=source,
        url=url,
        notes=notes,
    )


def cleaned(text: str) -> str:
    """A text in uniform characters, without control characters and blanks at its ends."""
    mended = ftfy.fix_text(
        text, uncurl_quotes=False, fix_latin_ligatures=True, remove_terminal_escapes=True, max_decode_length=LONGEST
    )
    plain = CONTROL.sub("", unicodedata.normalize("NFC", mended))
    return plain.replace("\r\n", "\n").replace("\r", "\n").strip()


def checked(date: str) -> str:
    """A date, if it is a possible one: YYYY, YYYY-MM or YYYY-MM-DD."""
    match = DATE.fullmatch(date)
    if match:
        year, month, day = (int(part) if part else 1 for part in match.groups())
        if 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= _days(year, month):
            return date
    raise BadInput(f"{date!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD, such as 2020-08.")


def _days(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _title(text: str) -> str:
    """The first line, if it is short enough for a headline."""
    first = next((line.strip(" #*") for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= LONGEST_TITLE and not first.endswith((".", ",", ";")) else ""


def _dateline(text: str) -> str:
    """The first full date in the opening lines, if it names its year."""
    opening = text[:600]
    for time in find_times(opening, ""):
        if len(time.period) == 10 and opening[time.start : time.end].rstrip()[-4:].isdigit():
            return time.period
    return ""
