"""The command line's verbs that take articles in and out: extract, ingest, remove."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from pyoxigraph import NamedNode

from graph import folder
from graph.console import RDF_FORMATS, date_option, folder_of, store_option, told
from ontology.errors import BadInput, PolicygraphError, StoreBusy

if TYPE_CHECKING:
    from extract.records import Document
    from graph.store import Store

ARTICLES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".jsonl")  # files that a folder is searched for
CORPUS = ".jsonl"  # many articles, one a line


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@date_option
@click.option(
    "--format", "format_", type=click.Choice(RDF_FORMATS), default="turtle", show_default=True, help="The kind of RDF."
)
@told
def extract(file: Path, date: str, format_: str) -> None:
    """Print the graph of one article.

    No store is needed or changed.

    \b
    policygraph extract article.txt
    policygraph extract article.html --date 2020-08-18 --format nquads > article.nq
    """
    from extract.pipeline import read
    from graph.export import rdf
    from graph.rdf import gazetteer_quads, mentioned_codes, quads

    document = _read(str(file), date)
    graph = quads(read(document))
    sys.stdout.buffer.write(rdf([*graph, *gazetteer_quads(mentioned_codes(graph))], format_))


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FILE|FOLDER|- ...")
@date_option
@store_option
@told
def ingest(sources: tuple[str, ...], date: str, store: str) -> None:
    """Read articles into the store.

    Give files, folders of them, or '-' for standard input. Text, Markdown, HTML, PDF and DOCX are
    read, and JSON Lines: one object a line with text, and perhaps title, date, source, url and id.
    The same article again changes nothing. A file or line that can't be read is named, and the
    others go in.

    \b
    policygraph ingest article.txt --date 2020-08
    policygraph ingest articles/ more/*.html corpus.jsonl
    cat article.txt | policygraph ingest -
    """
    failed: list[PolicygraphError] = []
    folder.check_usable(folder_of(store))
    _check(date)
    articles = list(_articles(sources))
    with ExitStack() as stack:
        target: Store | None = None
        for number, article in enumerate(articles, 1):
            try:
                document = article.read(date)
                if target is None:
                    target = stack.enter_context(_writer(store))
                said = _ingested(target, document)
            except StoreBusy:
                raise
            except PolicygraphError as error:
                failed.append(error)
                said = str(error)
            click.echo(f"[{number}/{len(articles)}] {article.name}: {said}", err=True)
    if failed:
        click.echo(f"{len(failed)} of {len(articles)} did not go in.", err=True)
        sys.exit(2 if any(isinstance(e, BadInput) for e in failed) else 1)


@dataclass(frozen=True, slots=True)
class _Article:
    """Something to read: a file, or the line of a corpus that begins at a byte."""

    name: str
    corpus: Path | None = None
    at: int = 0

    def read(self, date: str) -> Document:
        if self.corpus is None:
            return _read(self.name, date)
        from extract.documents import from_json

        with self.corpus.open("rb") as lines:
            lines.seek(self.at)
            return from_json(lines.readline().decode("utf-8-sig", errors="replace"), source=self.name, date=date)


def _articles(sources: tuple[str, ...]) -> Iterator[_Article]:
    """The articles that some sources name: files, those of a folder sorted, and the lines of a corpus."""
    for source in sources:
        path = Path(source)
        if source == "-" or not path.is_dir():
            yield from _lines(path) if path.suffix.lower() == CORPUS and path.is_file() else [_Article(source)]
            continue
        found = [p for p in sorted(path.rglob("*")) if p.suffix.lower() in ARTICLES and p.is_file()]
        if not found:
            raise BadInput(f"The folder {source} holds no articles ({' '.join(ARTICLES)}).")
        for file in found:
            yield from _lines(file) if file.suffix.lower() == CORPUS else [_Article(str(file))]


def _lines(path: Path) -> Iterator[_Article]:
    """The lines of a corpus that hold something."""
    at = 0
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _Article(f"{path}:{number}", path, at)
            at += len(line)


def _check(date: str) -> None:
    from extract.documents import checked

    if date:
        checked(date)


def _read(article: str, date: str) -> Document:
    from extract.documents import from_text, read_file
    from extract.formats import decoded

    if article == "-":
        text, notes = decoded(sys.stdin.buffer.read())
        document = from_text(text, date=date, source="standard input", notes=notes)
    else:
        document = read_file(Path(article), date=date)
    _note(document)
    return document


def _note(document: Document) -> None:
    for note in document.notes:
        click.echo(f"Note: {note}", err=True)


def _writer(store: str) -> Store:
    from graph.store import Store

    return Store.open(folder_of(store))


def _ingested(store: Store, document: Document) -> str:
    """Ingest a document; say what was found."""
    from graph.ingest import ingest

    done = ingest(store, document)
    if not done.changed:
        return "known already, nothing changed"
    return f"{done.entities} entities, {done.facts} facts, {done.observations} figures, {done.quotations} quotations"


def _check_iri(document: str) -> None:
    try:
        NamedNode(document)
    except ValueError:
        raise BadInput(f"{document!r} is no document's IRI: `policygraph list` shows those of the store.") from None


@click.command()
@click.argument("document")
@store_option
@told
def remove(document: str, store: str) -> None:
    """Take a document out of the store.

    The store is then as if the document had never been there.

    DOCUMENT is its IRI, as `policygraph list` prints it.

    \b
    policygraph remove https://w3id.org/policygraph/resource/document/…
    """
    folder.check(folder_of(store))
    _check_iri(document)
    with _writer(store) as target:
        target.remove(document)
