"""A dossier: what is told of one thing, as a document to hand on, with its sentences numbered and their articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from docx import Document

from graph import wording
from graph.cards import Card, Line, Section
from graph.told import Passage

_MARKS = re.compile(r"[\\`*_\[\]<>|~$&]|^[#+-]")
_NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")  # which would begin a list
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # that no XML can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line's words, and the numbers of its sentences."""

    words: str
    numbers: tuple[int, ...] = ()

    @property
    def marks(self) -> str:
        return "".join(f" [{n}]" for n in self.numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dossier:
    """A document before it has a form: its text, the numbered sentences that it rests on, and their articles."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[tuple[str, tuple[_Line, ...]], ...]
    sentences: tuple[str, ...]
    articles: tuple[str, ...]


def markdown(card: Card) -> str:
    """A card as a Markdown document; what articles say stands in it to the letter."""
    made = _dossier(card)
    found = [f"# {_plain(made.title)}", *map(_plain, made.lead)]
    for title, lines in made.sections:
        found += [f"## {_plain(title)}", "\n".join(f"- {_plain(line.words)}{line.marks}" for line in lines)]
    for title, numbered in (("Sentences", made.sentences), ("Articles", made.articles)):
        found += [f"## {title}", "\n".join(f"{n}. {_plain(x)}" for n, x in enumerate(numbered, 1))] if numbered else []
    return "\n\n".join(filter(None, found)) + "\n"


def docx(card: Card) -> bytes:
    """A card as a Word document."""
    told = _dossier(card)
    made = Document()
    made.core_properties.title = _clean(told.title)
    made.add_heading(_clean(told.title), 0)
    for words in told.lead:
        made.add_paragraph(_clean(words))
    for title, lines in told.sections:
        made.add_heading(_clean(title), 1)
        for line in lines:
            made.add_paragraph(_clean(line.words + line.marks), style="List Bullet")
    for title, numbered in (("Sentences", told.sentences), ("Articles", told.articles)):
        if numbered:
            made.add_heading(title, 1)
        for number, words in enumerate(numbered, 1):
            made.add_paragraph(_clean(f"[{number}] {words}" if title == "Sentences" else f"{number}. {words}"))
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _dossier(card: Card) -> _Dossier:
    passages = _numbered(card.sections)
    articles = {passage.document: passage for passage in passages}
    order = {document: n for n, document in enumerate(articles, 1)}
    numbers = {_key(passage): n for n, passage in enumerate(passages, 1)}
    sections = (_without(section, set(articles)) for section in card.sections)
    return _Dossier(
        title=card.title,
        lead=(" ".join(map(_words, card.lead)), *_method(card, len(articles))),
        sections=tuple((_title(s), tuple(_lines(s, numbers))) for s in sections if s.lines),
        sentences=tuple(f"“{p.words}”{f' (article {order[p.document]})' if len(order) > 1 else ''}" for p in passages),
        articles=tuple(map(_origin, articles.values())),
    )


def _numbered(sections: Iterable[Section]) -> list[Passage]:
    """The sentences that sections rest on, each once, as they come."""
    found: dict[tuple[str, int, int], Passage] = {}
    for section in sections:
        for passage in (p for line in section.lines for p in line.passages):
            found.setdefault(_key(passage), passage)
    return list(found.values())


def _key(passage: Passage) -> tuple[str, int, int]:
    return passage.document, passage.start, passage.end


def _method(card: Card, articles: int) -> Iterator[str]:
    """How to read what rests on articles."""
    if not articles:
        return
    words = {line.sure for section in card.sections for line in section.lines}
    marked = [f"“{word}”" for word in ("likely", "unsure") if word in words]
    doubt = f"; {wording.listed(marked)} {'says' if len(marked) == 1 else 'say'} that the reader was not certain"
    yield (
        f"Read by machine from {wording.counted(articles, 'article')}, and not checked by hand. "
        f"Numbers in square brackets are the sentences below{doubt if marked else ''}."
    )


def _without(section: Section, cited: set[str]) -> Section:
    """A section without the articles that are listed as sources anyway."""
    lines = tuple(line for line in section.lines if not {part.to for part in line.parts} & cited)
    if len(lines) == len(section.lines):
        return section
    return replace(section, lines=lines, title=section.title.replace("is named", "is also named"))


def _title(section: Section) -> str:
    return section.title[:1].upper() + section.title[1:]


def _lines(section: Section, numbers: dict[tuple[str, int, int], int]) -> Iterator[_Line]:
    for line in section.lines:
        found = dict.fromkeys(numbers[_key(passage)] for passage in line.passages)
        yield _Line(words=_told(line), numbers=tuple(found))
    if section.note:
        yield _Line(words=section.note)


def _words(line: Line) -> str:
    return "".join(part.text for part in line.parts)


def _told(line: Line) -> str:
    """A line's words; that the reader was unsure of it is said, that it was sure isn't."""
    said = ", ".join(filter(None, (line.sure if line.sure != "sure" else "", line.note)))
    return f"{_words(line)} ({said})" if said else _words(line)


def _origin(passage: Passage) -> str:
    """Where an article is from: headline, outlet, date and address."""
    outlet = passage.outlet if passage.outlet != passage.headline else ""
    date = wording.period(passage.published) if passage.published else ""
    told = ", ".join(filter(None, (passage.headline, outlet, date)))
    return f"{told}. {passage.url}" if passage.url else f"{told}."


def _plain(text: str) -> str:
    """Words as Markdown shows them to the letter, on one line."""
    return _NUMBER.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", " ".join(_clean(text).split())))


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
