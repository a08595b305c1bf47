"""What the command line's verbs share: options, errors as sentences, tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

import click
from pyoxigraph import NamedNode

from graph import rdf_file
from graph.folder import check, is_damage
from graph.prefixes import compact
from ontology.errors import BadInput, PolicygraphError

if TYPE_CHECKING:
    from graph.reader import Term

P = ParamSpec("P")
STORE = "policygraph-store"
RDF_FORMATS = ("turtle", "trig", "nquads", "jsonld")
WIDEST = 100  # characters of a table's column

store_option = click.option(
    "--store",
    type=str,
    default=STORE,
    envvar="POLICYGRAPH_STORE",
    show_default=True,
    show_envvar=True,
    metavar="DIR|URL",
    help="The store's folder; to ask, list, export and look at, a SPARQL endpoint's address too.",
)
date_option = click.option(
    "--date",
    default="",
    metavar="DATE",
    help="When the article was published, to understand 'last year': 2020, 2020-08 or 2020-08-18.",
)


format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="A table, or JSON for programs.",
)
_timeout = click.option(
    "--timeout",
    type=click.FloatRange(1),
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    help="How long reading one article may take.",
)
_memory = click.option(
    "--memory",
    type=click.IntRange(100),
    default=2_000,
    show_default=True,
    metavar="MB",
    help="What reading one article may take beyond the program itself.",
)


def limit_options(command: Callable[P, None]) -> Callable[P, None]:
    """The options that bound the reading of one article."""
    return _timeout(_memory(command))


def told(command: Callable[P, None]) -> Callable[P, None]:
    """A command whose errors become one sentence and an exit code, never a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader of the results has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except PolicygraphError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(2 if isinstance(error, BadInput) else 1)
        except RuntimeError as error:
            if not is_damage(error):
                raise
            click.echo(f"Error: A file of the store is damaged ({error}): restore a backup.", err=True)
            sys.exit(2)
        except OSError as error:  # a full disk, a file without permission
            click.echo(f"Error: {error}", err=True)
            sys.exit(1)

    return run


def store_of_environment() -> str:
    """The store that POLICYGRAPH_STORE names: its folder, or an endpoint's address."""
    return os.environ.get("POLICYGRAPH_STORE", STORE)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def use_this_python() -> None:
    """Let Spark's workers run the interpreter of this process, unless the environment names another."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)


def folder_of(store: str) -> Path:
    """The path of a store's folder."""
    if "://" in store:
        raise BadInput(f"{store} is an address; name a store's folder on this machine.")
    return Path(store)


def place_of(store: str) -> Path:
    """The path of a store's folder, or of a file of RDF in its place; raises BadInput unless it is one of them."""
    path = folder_of(store)
    (rdf_file.check if path.is_file() else check)(path)
    return path


def cell(term: Term | None) -> str:
    """A term as people read it: a literal's text, an IRI with its namespace shortened."""
    if term is None:
        return ""
    return compact(term) if isinstance(term, NamedNode) else str(getattr(term, "value", term))


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their names, in columns."""
    lines = [list(names), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [min(max(map(len, column)), WIDEST) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    for line in lines:
        cells = (c.ljust(width) for c, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
    click.echo(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", err=True)
