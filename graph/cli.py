"""The command line: one function a verb.

Results go to standard output, messages to standard error. Heavy parts are imported by the verbs
that need them, so that `query`, `export` and `list` start at once.
"""

from __future__ import annotations

import json
import math
import os
import sys
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.articles import corpus, extract, ingest, ledger, remove
from graph.console import RDF_FORMATS, cell, folder_of, format_option, place_of, store_option, table, told
from graph.evaluating import evaluate
from graph.folder import check_usable
from graph.keeping import backup, check, load, restore
from graph.serving import serve, settings_of_environment
from ontology.errors import BadInput, InvalidGraph

if TYPE_CHECKING:
    from graph.reader import Reader

EXPORT_FORMATS = (*RDF_FORMATS, "graphml", "csv")
ROW_FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")
# Wherever the app is installed: only this machine sees it, and nobody else is told of it. Streamlit's welcome is left
# out, since with it comes an offer over the page to install things for those who write apps.
APP_OPTIONS = (
    "--logger.hideWelcomeMessage=true",
    "--server.address=127.0.0.1",
    "--server.showEmailPrompt=false",
    "--browser.gatherUsageStats=false",
    "--client.showErrorLinks=false",
)


class Commands(click.Group):
    """The verbs, in the order in which somebody meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs as they were defined."""
        return list(self.commands)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="policygraph", message="%(prog)s %(version)s")
def main() -> None:
    """News on development policy, read into a graph of programs, places and actors.

    An article goes in; out comes a knowledge graph (RDF) in which each fact points at the sentence
    that states it. The graph is kept in a store, asked in SPARQL, explored in an app and exported.

    \b
    Begin here:
      policygraph app                                    look around, in the browser
      policygraph extract article.txt --date 2020-08     see what one article says
      policygraph ingest articles/                       read a folder of articles into a store
      policygraph query 'SELECT ?name { ?x a pg:Program ; skos:prefLabel ?name }'
      policygraph export graph.graphml                   open the graph in Gephi

    The store is the folder policygraph-store, unless --store or the variable POLICYGRAPH_STORE
    names another. One process writes to a store at a time; any number read it meanwhile.

    Exit codes: 0 done; 1 the work itself failed (invalid graph, refused query, store busy); 2 wrong
    usage or unreadable input.
    """


for verb in (extract, ingest, ledger, corpus, load, remove, backup, restore, check):
    main.add_command(verb)


@main.command(name="list")
@store_option
@format_option
@told
def list_documents(store: str, format_: str) -> None:
    """List the documents of the store.

    \b
    policygraph list
    policygraph list --format json
    """
    with _reader(store) as reader:
        found = reader.documents()
    if format_ == "json":
        click.echo(json.dumps([asdict(d) for d in found], ensure_ascii=False, indent=1))
        return
    rows = [(d.date, d.document, d.title or d.source or "(no title)") for d in found]
    table(("date", "document", "title"), rows)


@main.command()
@click.argument("sparql", required=False)
@click.option("--file", type=click.Path(path_type=Path), metavar="FILE", help="A file that holds the query.")
@store_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(ROW_FORMATS),
    default="table",
    show_default=True,
    help="How to print the rows; turtle is for graphs.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 86_400),
    callback=lambda _, __, value: _finite(value),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="When to end a query that takes too long.",
)
@told
def query(sparql: str | None, file: Path | None, store: str, format_: str, timeout: float) -> None:
    """Ask the store in SPARQL. The usual prefixes (pg:, pgt:, schema:, skos: ...) are known.

    A query only reads, and is ended at the timeout. CONSTRUCT and DESCRIBE print Turtle. A file of RDF in place of a
    store's folder (.nq, .trig, .ttl ...) is asked as it stands.

    \b
    policygraph query 'SELECT ?name { ?x a pg:Program ; skos:prefLabel ?name }'
    policygraph query --file programs.rq --format csv > programs.csv
    policygraph query 'ASK { ?x pg:programType pgt:relocation }'
    policygraph query 'ASK { ?x a pg:Program }' --store http://127.0.0.1:8580/sparql
    policygraph query 'SELECT * { GRAPH ?g { ?s ?p ?o } }' --store graphs.trig
    """
    from graph import remote
    from graph.sandbox import Limits, ask

    if (sparql is None) == (file is None):
        raise click.UsageError("Give either a query or --file with one.")
    text = sparql if file is None else _query_text(file)
    limits = Limits(seconds=timeout, rows=None, bytes=None)
    if remote.is_address(store):
        answer = remote.ask(store, text or "", limits)
    elif Path(store).is_file():
        answer = ask(place_of(store), text or "", limits)
    else:
        with _reader(store) as reader:
            answer = ask(reader.source(), text or "", limits)
    if answer.kind == "graph" and format_ == "table":
        format_ = "turtle"
    if format_ != "table":
        sys.stdout.buffer.write(answer.serialize(format_))
    elif answer.kind == "boolean":
        click.echo("yes" if answer.boolean else "no")
    else:
        table(answer.variables, [[cell(term) for term in row] for row in answer.rows])


def _finite(seconds: float) -> float:
    if math.isnan(seconds):  # no range refuses it
        raise click.BadParameter("nan is no number of seconds.")
    return seconds


def _query_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"The query {file} can't be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"The query {file} is not UTF-8 text: save it as UTF-8.") from error


@main.command()
@click.argument("out", type=click.Path(path_type=Path), required=False)
@click.option("--to", metavar="URL", help="A Graph Store's address, to send all graphs to instead of a file.")
@store_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(EXPORT_FORMATS),
    help="Instead of what OUT's suffix says.",
)
@told
def export(out: Path | None, to: str | None, store: str, format_: str | None) -> None:
    """Write the whole store to a file, or send it to another engine.

    The suffix of OUT tells the format:

    .ttl (the merged graph), .trig .nq .jsonld (with the graphs that say who states what), .graphml
    (for Gephi), .csv (OUT-nodes.csv and OUT-edges.csv).

    \b
    policygraph export graph.ttl
    policygraph export graph.graphml
    policygraph export tables.csv
    policygraph export --to http://127.0.0.1:7878/store
    """
    from graph.export import export as write
    from graph.export import format_of

    if (out is None) == (to is None):
        raise click.UsageError("Give either a file or --to with an address.")
    if out is None:
        _send(store, to or "")
        return
    chosen = format_ or format_of(out)
    with _reader(store) as reader:
        click.echo(f"Exporting a store of {len(reader):,} quads as {chosen}", err=True)
        for path in write(reader, out, chosen):
            click.echo(f"Wrote {path}", err=True)


def _send(store: str, address: str) -> None:
    from graph.remote import send

    with _reader(store) as reader:
        for graph in send(reader, address):
            click.echo(f"Sent {graph}", err=True)


@main.command()
@store_option
@told
def validate(store: str) -> None:
    """Hold the store against the ontology's shapes (SHACL).

    Every document's graph is held against them by itself. What breaks them is printed, and the
    command then ends with 1.

    \b
    policygraph validate --store mine
    """
    from graph.validate import problems_of

    with _reader(store) as reader:
        documents = reader.documents()
        broken = 0
        for number, document in enumerate(documents, 1):
            name = document.title or document.source or document.document
            found = problems_of(reader, document.document)
            broken += bool(found)
            click.echo(f"[{number}/{len(documents)}] {name}: {'broken' if found else 'good'}", err=True)
            for problem in found:
                click.echo(f"{name}: {problem}")
    if broken:
        raise InvalidGraph(f"{broken} of {len(documents)} documents break the shapes.")
    click.echo(f"{len(documents)} documents hold to the shapes.", err=True)


main.add_command(evaluate)
main.add_command(serve)


@main.command()
@store_option
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Where the app listens.")
@click.option("--browser/--no-browser", default=True, help="Open a browser window.")
@told
def app(store: str, port: int, browser: bool) -> None:
    """Explore the store in the browser.

    An empty store shows a sample article. Beside the app, at /sparql, programs can ask the same in SPARQL. A SPARQL
    endpoint's address in place of a folder shows what it holds, read-only.

    \b
    policygraph app
    policygraph app --store mine --port 8600 --no-browser
    policygraph app --store http://127.0.0.1:8580/sparql
    """
    settings_of_environment()  # so that a wrong one is told here
    place = _usable(store)
    found = find_spec("components.asgi")
    if found is None or found.origin is None:
        raise BadInput("The app is not installed here: install policygraph with its app.")
    script = Path(found.origin)
    options = [*APP_OPTIONS, "--server.port", str(port), "--server.headless", str(not browser).lower()]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    environment = {**os.environ, "POLICYGRAPH_STORE": place}
    # Streamlit looks for its settings, the theme among them, in the folder that it is started in. It takes this
    # process's place, so that whoever ends this ends the app.
    click.echo(f"The app opens at http://127.0.0.1:{port}; Ctrl+C ends it.")
    sys.stdout.flush()
    os.chdir(script.parent.parent)
    os.execve(sys.executable, command, environment)


def _usable(store: str) -> str:
    """A store as the app is told of it; raises BadInput unless it is one, can become one, or is an endpoint."""
    from graph.remote import Remote, is_address

    if is_address(store):
        if not Remote(store):
            click.echo(f"{store} holds nothing that the pages could show.", err=True)
        return store
    check_usable(folder_of(store))
    return str(Path(store).absolute())


def _reader(store: str) -> Reader:
    from graph.reader import Snapshot
    from graph.remote import Remote, is_address

    if is_address(store):
        return Remote(store)
    return Snapshot.open(folder_of(store))


if __name__ == "__main__":
    main()
