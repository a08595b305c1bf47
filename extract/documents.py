"""Documents: files of several formats as plain text, with what is known of title, date and source."""

from __future__ import annotations

import json
import re
import unicodedata
from calendar import monthrange
from pathlib import Path, PurePath

import ftfy

from extract.dates import find_times
from extract.formats import READERS, plain
from extract.records import Document
from ontology.errors import BadInput

LONGEST = 5_000_000  # characters; a longer text is an archive, not an article
LARGEST = 60_000_000  # bytes of a file
LONGEST_TITLE = 200
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
ISO = re.compile(r"\b((?:19|20)\d\d)[-/.](\d\d)[-/.](\d\d)\b")
HEAD_LINES, SHORT_LINE = 5, 100  # lines at the head, and characters of one that is no paragraph
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
        _check_size(str(path), path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} can't be read: {error.strerror}.") from error
    return read_content(str(path), content, date=date)


def read_content(name: str, content: bytes, *, date: str = "") -> Document:
    """The document in what a file of some name holds; its suffix tells the format.

    Raises BadInput, with the name, for what can't be read.
    """
    _check_size(name, len(content))
    file = PurePath(name)
    reader = READERS.get(file.suffix.lower(), plain)
    try:
        parts = reader(content)
        return from_text(
            parts.text,
            date=date or parts.date,
            title=parts.title,
            source=parts.source or file.name,
            url=parts.url,
            notes=parts.notes,
        )
    except BadInput as error:
        raise BadInput(f"{name}: {error}") from error


def _check_size(name: str, size: int) -> None:
    if size > LARGEST:
        raise BadInput(f"{name} has {size:,} bytes; the most is {LARGEST:,}. Split it into articles.")


def from_json(line: str, *, source: str, date: str = "") -> Document:
    """The document in a line of a JSON Lines corpus: an object with `text`, perhaps `title`, `date`, `source`, `url`.

    `source` is where it stands, for a document that names no outlet. Raises BadInput for what is none.
    """
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{source}: this is no JSON ({error}); write one object a line.") from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise BadInput(
            f'{source}: there is no "text"; write one object a line, such as {{"text": "…", "date": "2020-08"}}.'
        )
    told = {key: str(fields[key]) for key in ("title", "date", "source", "url", "id") if fields.get(key) is not None}
    where = told.get("source") or " ".join([source, *([told["id"]] if "id" in told else [])])
    try:
        return from_text(
            fields["text"],
            date=date or told.get("date", "")[:10],
            title=told.get("title", ""),
            source=where,
            url=told.get("url", ""),
        )
    except BadInput as error:
        raise BadInput(f"{source}: {error}") from error


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
        raise BadInput("There is no text in it; give one that holds an article.")
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
    """The date that the opening lines or the last one give: a full one, else a month with its year in a short line."""
    lines = [line for line in text.splitlines() if line.strip()]
    short = [line for line in [*lines[:HEAD_LINES], *lines[-1:]] if len(line) <= SHORT_LINE]
    opening = [text[:600], *short]
    for words in opening:
        iso = ISO.search(words)
        if iso and _is_date("-".join(iso.groups())):
            return "-".join(iso.groups())
        for time in find_times(words, ""):
            if len(time.period) == 10 and words[time.start : time.end].rstrip()[-4:].isdigit():
                return time.period
    for words in short:
        if words.rstrip().endswith((".", "!", "?")):
            continue  # a sentence tells of anything
        for time in find_times(words.title() if words.isupper() else words, ""):
            if len(time.period) == 7 and words[time.start : time.end].rstrip()[-4:].isdigit():
                return time.period
    return ""


def _is_date(text: str) -> bool:
    try:
        return bool(checked(text))
    except BadInput:
        return False
