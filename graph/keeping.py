"""The command line's verbs that keep a store safe, and fill one from elsewhere: load, backup, restore, check."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph import folder
from graph.console import cores, folder_of, store_option, told
from ontology.errors import InvalidGraph

if TYPE_CHECKING:
    from graph.reader import Reader


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER ...", type=click.Path(path_type=Path))
@click.option("--jobs", type=click.IntRange(1), default=cores(), metavar="N", help="Processes; one a core.")
@store_option
@told
def load(paths: tuple[Path, ...], store: str, jobs: int) -> None:
    """Load documents' graphs into the store, from N-Quads.

    Give files that end in .nq or .nq.gz, or folders of them, with one named graph a document. What
    the gazetteer, inference and the comparison of names add is made of them. A document that the
    store holds is replaced. All go in or none: until the end the store stays as it was.

    \b
    policygraph load parts/ --store big
    policygraph load one.nq more.nq.gz
    """
    from graph.load import load as load_parts
    from graph.load import parts

    folder.check_usable(folder_of(store))
    files = parts(paths)
    click.echo(f"Loading {len(files):,} files", err=True)
    came, count = load_parts(folder_of(store), files, jobs=jobs, tell=partial(click.echo, err=True))
    click.echo(f"{came:,} documents came; the store holds {count:,}.", err=True)


@click.command()
@click.argument("dest", type=click.Path(path_type=Path))
@store_option
@told
def backup(dest: Path, store: str) -> None:
    """Copy the store, as it was last published, to a new folder.

    The store may be written to meanwhile. The copy is a store itself: any verb can be given it.

    \b
    policygraph backup /safe/2026-11-27
    """
    from graph.backup import copy

    click.echo(f"Copied {copy(folder_of(store), dest):,} quads to {dest}", err=True)


@click.command()
@click.argument("src", type=click.Path(path_type=Path))
@store_option
@told
def restore(src: Path, store: str) -> None:
    """Make a store of a backup.

    The store's folder must be new or empty: a store that is there is never overwritten.

    \b
    policygraph restore /safe/2026-11-27 --store mine
    """
    from graph.backup import copy

    click.echo(f"Restored {copy(src, folder_of(store)):,} quads to {folder_of(store)}", err=True)


@click.command()
@store_option
@told
def check(store: str) -> None:
    """Hold the store against what it promises.

    The engine's files can be read, every quote is the stored text at its position, every document
    holds to the ontology's shapes, and the merged graph, places and inference are what the
    documents make of them. What is not so is printed, and the command then ends with 1.

    \b
    policygraph check --store mine
    """
    from graph.check import damaged
    from graph.reader import Snapshot

    with Snapshot.open(folder_of(store)) as reader:
        found = list(damaged(reader)) or _disagreeing(reader)
    for problem in found:
        click.echo(problem)
    sys.stdout.flush()
    if found:
        raise InvalidGraph(f"The store {store} is not as it should be, in {len(found)} ways.")
    click.echo("All is as it should be.", err=True)


def _disagreeing(reader: Reader) -> list[str]:
    """What of a store that can be read is not what its documents make of it; tells how far it is."""
    from graph.check import out_of_step, problems_with

    documents = reader.documents()
    click.echo(f"{len(documents):,} documents, {len(reader):,} quads", err=True)
    found = []
    for number, document in enumerate(documents, 1):
        found += [f"{document.title or document.document}: {p}" for p in problems_with(reader, document.document)]
        if number % 100 == 0:
            click.echo(f"[{number:,}/{len(documents):,}]", err=True)
    click.echo("The documents are looked at; now what is made of them", err=True)
    return [*found, *out_of_step(reader)]
