"""A dossier: what is told of one thing, as a document to hand on, with its sources numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from docx import Document

from graph import wording
from graph.portrait import Card, Line
from graph.told import Passage

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # that no XML can hold


class _Sources:
    """The sentences that a dossier rests on, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.passages: list[Passage] = []

    def mark(self, line: Line) -> str:
        """The marks of a line's sentences: ' [1][4]'."""
        numbers = []
        for passage in line.passages:
            key = passage.document, passage.start, passage.end
            if key not in self._numbers:
                self._numbers[key] = len(self._numbers) + 1
                self.passages.append(passage)
            numbers.append(self._numbers[key])
        return "".join(f" [{n}]" for n in dict.fromkeys(numbers))


def markdown(card: Card) -> str:
    """A card as a Markdown document; what articles say stands in it to the letter."""
    sources = _Sources()
    found = [f"# {_plain(card.title)}", " ".join(_plain(_words(line)) for line in card.lead)]
    for section in card.sections:
        lines = [f"- {_plain(_told(line) + sources.mark(line))}" for line in section.lines]
        found += [f"## {_plain(section.title)}", "\n".join(lines)]
    if sources.passages:
        listed = [f"{n}. “{_plain(p.words)}” {_plain(_origin(p))}" for n, p in enumerate(sources.passages, 1)]
        found += ["## Sources", "\n".join(listed)]
    return "\n\n".join(filter(None, found)) + "\n"


def docx(card: Card) -> bytes:
    """A card as a Word document."""
    sources = _Sources()
    made = Document()
    made.core_properties.title = _clean(card.title)
    made.add_heading(_clean(card.title), 0)
    for line in card.lead:
        made.add_paragraph(_clean(_words(line)))
    for section in card.sections:
        made.add_heading(_clean(section.title), 1)
        for line in section.lines:
            made.add_paragraph(_clean(_told(line) + sources.mark(line)), style="List Bullet")
    if sources.passages:
        made.add_heading("Sources", 1)
    for number, passage in enumerate(sources.passages, 1):
        made.add_paragraph(_clean(f"[{number}] “{passage.words}” {_origin(passage)}"))
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _words(line: Line) -> str:
    return "".join(part.text for part in line.parts)


def _told(line: Line) -> str:
    """A line's words; that the reader was unsure of it is said, that it was sure isn't."""
    return f"{_words(line)} ({line.sure})" if line.sure not in {"", "sure"} else _words(line)


def _origin(passage: Passage) -> str:
    """Where a sentence stands: headline, outlet and date."""
    return ", ".join(_origins(passage)) + "."


def _origins(passage: Passage) -> Iterator[str]:
    yield passage.headline
    if passage.outlet and passage.outlet != passage.headline:
        yield passage.outlet
    if passage.published:
        yield wording.period(passage.published)


def _plain(text: str) -> str:
    """Words as Markdown shows them to the letter, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(_clean(text).split()))


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
