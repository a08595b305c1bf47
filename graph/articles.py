"""The command line's verbs that take articles in and out: extract, ingest, ledger, corpus, remove."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from pyoxigraph import NamedNode

from graph import folder
from graph.console import (
    RDF_FORMATS,
    cores,
    date_option,
    folder_of,
    format_option,
    limit_options,
    store_option,
    table,
    told,
    use_this_python,
)
from graph.progress import Progress
from ontology.errors import BadInput

if TYPE_CHECKING:
    from extract.records import Document
    from graph.store import Store

MOST_GIVEN = 100_000_000  # bytes of standard input: more than an article may have


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
@click.argument("names", nargs=-1, required=True, metavar="FILE|FOLDER|- ...")
@date_option
@store_option
@click.option("--jobs", type=click.IntRange(1), default=cores(), metavar="N", help="Processes that read; one a core.")
@limit_options
@click.option("--again", is_flag=True, help="Read also what was read before.")
@told
def ingest(names: tuple[str, ...], date: str, store: str, jobs: int, timeout: float, memory: int, again: bool) -> None:
    """Read articles into the store.

    Give files, folders of them, or '-' for standard input. Text, Markdown, HTML, PDF and DOCX are
    read, and JSON Lines: one object a line with text, and perhaps title, date, source, url and id.
    The same article again changes nothing. A file or line that can't be read is named, and the
    others go in.

    Whatever ends it, only whole articles are in; the same command goes on from there. What became
    of each article stands in the ledger: `policygraph ledger`.

    \b
    policygraph ingest article.txt --date 2020-08
    policygraph ingest articles/ more/*.html corpus.jsonl
    policygraph ingest archive/ --jobs 8
    cat article.txt | policygraph ingest -
    """
    from graph.archive import Archive
    from graph.pool import Limits, readers
    from graph.sources import sources

    folder.check_usable(folder_of(store))
    _check(date)
    given = sys.stdin.buffer.read(MOST_GIVEN) if "-" in names else b""
    number = sum(1 for _ in sources(names, given))
    progress = Progress(number)
    try:
        with (
            Archive(folder_of(store), lazily=number == 1) as archive,
            readers(max(1, min(jobs, number)), Limits(seconds=timeout, memory=memory)) as pool,
        ):
            for kept in archive.take(sources(names, given), pool, date, again=again):
                if progress.tell(kept):
                    archive.publish()
    except KeyboardInterrupt:
        click.echo(f"Interrupted: {progress.done:,} of {number:,} are done; the same command goes on.", err=True)
        sys.exit(1)
    progress.end()


@click.command()
@store_option
@click.option("--failed", is_flag=True, help="Only those that did not go in.")
@format_option
@told
def ledger(store: str, failed: bool, format_: str) -> None:
    """Show what became of each article that was to go in.

    An article was read, or it is known (the same bytes had been read under another name), or it
    failed, and why.

    \b
    policygraph ledger
    policygraph ledger --failed --format json
    """
    from graph.ledger import State, rows

    folder.check(folder_of(store))
    found = rows(folder_of(store), *([State.FAILED] if failed else []))
    if format_ == "json":
        for row in found:
            click.echo(json.dumps(asdict(row), ensure_ascii=False))
        return
    table(("state", "article", "what"), [(r.state, r.name, r.reason or r.found or r.document) for r in found])


@click.command()
@click.argument("source", metavar="INPUT")
@click.option("--out", required=True, metavar="OUT", help="A new folder for what is made.")
@click.option("--master", default="local[*]", show_default=True, metavar="URL", help="The cluster: Spark's master.")
@date_option
@limit_options
@told
def corpus(source: str, out: str, master: str, date: str, timeout: float, memory: int) -> None:
    """Read many articles on a cluster (Apache Spark), into files that a store loads.

    INPUT is a folder of articles or a JSON Lines file, which every machine must see under the same
    path, or Parquet (text, and perhaps title, date, source, url and id), wherever Spark reads from.
    One article takes at most --timeout seconds and --memory megabytes.

    OUT gets quads/*.nq (a named graph a document), identity/*.nq (who is who across them, reprints,
    contradictions), and two tables in Parquet: documents and errors. `policygraph load OUT` makes a store of it.
    policygraph must be installed on every machine, with its extra for Spark.

    \b
    policygraph corpus archive.jsonl --out read --master 'local[2]'
    policygraph corpus hdfs:///news.parquet --out hdfs:///read --master spark://head:7077
    """
    from graph.corpus import run
    from graph.pool import Limits

    _check(date)
    use_this_python()
    read, known, failed = run(source, out, master=master, date=date, limits=Limits(seconds=timeout, memory=memory))
    click.echo(f"{read:,} documents are in {out}, {known:,} were there already, {failed:,} failed.", err=True)
    if failed:
        sys.exit(2)


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
