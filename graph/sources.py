"""Where articles come from: files, folders of them, corpora of one article a line, and standard input."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from extract.documents import LARGEST, from_json, from_text, read_file
from extract.formats import decoded
from extract.records import Document
from ontology.errors import BadInput

ARTICLES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".jsonl")  # files that a folder is searched for
CORPUS = ".jsonl"  # many articles, one a line
STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: a file, the line of a corpus that begins at a byte, or what was given (text, or a line)."""

    name: str
    corpus: Path | None = None
    at: int = 0
    given: bytes | None = None
    is_line: bool = False

    def document(self, date: str) -> Document:
        """The document that it holds. Raises BadInput, with its name, for what can't be read."""
        if self.given is not None and not self.is_line:
            _check_length(self.name, self.given)
            text, notes = decoded(self.given)
            return from_text(text, date=date, source=self.name, notes=notes)
        if self.given is None and self.corpus is None:
            return read_file(Path(self.name), date=date)
        line = self._line() if self.given is None else self.given
        _check_length(self.name, line)
        try:
            text, notes = decoded(line)
        except BadInput as error:
            raise BadInput(f"{self.name}: {error}") from error
        document = from_json(text, source=self.name, date=date)
        return replace(document, notes=(*notes, *document.notes))

    def digest(self, date: str) -> str:
        """A digest of the bytes, the date, and the release that reads them; '' for what can't be opened."""
        found = hashlib.sha256(f"{_release()}\n{date}\n".encode())
        try:
            if self.given is not None:
                found.update(self.given)
            elif self.corpus is not None:
                found.update(self._line())
            else:
                with Path(self.name).open("rb") as file:
                    _fill(found, file)
        except OSError:
            return ""
        return found.hexdigest()

    def _line(self) -> bytes:
        assert self.corpus is not None
        with self.corpus.open("rb") as lines:
            lines.seek(self.at)
            return lines.readline(LARGEST + 1)


@cache
def _release() -> str:
    """The release that reads; looked up once, because that searches every installed package."""
    return version("policygraph")


def _fill(digest: hashlib._Hash, file: BinaryIO) -> None:
    digest.update(Path(file.name).suffix.encode())  # the same bytes may be read in two ways
    while part := file.read(1 << 20):
        digest.update(part)


def _check_length(name: str, content: bytes) -> None:
    if len(content) > LARGEST:
        raise BadInput(f"{name} has more than {LARGEST:,} bytes, the most for an article. Split it into articles.")


def sources(names: tuple[str, ...], given: bytes = b"") -> Iterator[Source]:
    """What some names stand for: files, those of a folder sorted, the lines of a corpus; '-' is what was given.

    Raises BadInput for a folder without articles.
    """
    for name in names:
        path = Path(name)
        if name == "-":
            yield Source(STANDARD_INPUT, given=given)
        elif not path.is_dir():
            yield from _lines(path) if path.suffix.lower() == CORPUS and path.is_file() else [Source(name)]
        else:
            yield from _inside(path)


def _inside(folder: Path) -> Iterator[Source]:
    found = [p for p in sorted(folder.rglob("*")) if p.suffix.lower() in ARTICLES and p.is_file()]
    if not found:
        raise BadInput(f"The folder {folder} holds no articles ({' '.join(ARTICLES)}).")
    for file in found:
        yield from _lines(file) if file.suffix.lower() == CORPUS else [Source(str(file))]


def _lines(path: Path) -> Iterator[Source]:
    """The lines of a corpus that hold something; of one that is too long only as much is read as shows that."""
    at = number = 0
    with path.open("rb") as lines:
        while line := lines.readline(LARGEST + 1):
            number += 1
            if line.strip():
                yield Source(f"{path}:{number}", path, at)
            while not line.endswith(b"\n") and (rest := lines.readline(LARGEST)):
                at += len(line)
                line = rest
            at += len(line)
