"""`policygraph serve`: the store as a SPARQL endpoint; and the settings of any endpoint, that beside the app too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from graph.console import cores, place_of, store_option, told

if TYPE_CHECKING:
    from graph.server import Settings

MEGABYTE = 1_000_000

# What an endpoint may be asked for: each an option of `serve`, and a variable of the environment.
_SETTINGS: list[tuple[str, click.ParamType[Any], Any, str]] = [
    ("seconds", click.FloatRange(0.1, 3600), 10.0, "What a query may take, once its turn has come."),
    ("rows", click.IntRange(1), 100_000, "The most rows of an answer."),
    ("megabytes", click.IntRange(1), 20, "The most of an answer."),
    ("memory", click.IntRange(1000), 2000, "Megabytes that a query may take."),
    ("workers", click.IntRange(1, 256), None, "Queries at once; without it, as many as there are cores."),
    ("waiting", click.IntRange(0), 32, "Queries that may wait in line."),
    ("wait", click.FloatRange(0.1, 3600), 30.0, "Seconds that a query may wait in line."),
    ("request", click.IntRange(1), 1_000_000, "The most bytes of a request."),
    (
        "patience",
        click.FloatRange(0.1, 3600),
        20.0,
        "Seconds in which a request must have come, and a client must take some of its answer.",
    ),
]
Command = Callable[..., None]


def settings_options(command: Command) -> Command:
    """The options of `_SETTINGS`, and the one that says what is logged."""
    logged = click.option(
        "--log-queries",
        is_flag=True,
        envvar="POLICYGRAPH_LOG_QUERIES",
        show_envvar=True,
        help="Write the queries into the log too.",
    )
    command = logged(command)
    for name, kind, default, help_ in reversed(_SETTINGS):
        variable = f"POLICYGRAPH_{name.upper()}"
        decorate = click.option(
            f"--{name}",
            type=kind,
            default=default,
            envvar=variable,
            show_default=default is not None,
            show_envvar=True,
            help=help_,
        )
        command = decorate(command)
    return command


def settings(given: Mapping[str, Any]) -> Settings:
    """The settings that options give."""
    from graph.query_pool import Size
    from graph.sandbox import Limits
    from graph.server import Settings

    return Settings(
        limits=Limits(
            seconds=given["seconds"],
            rows=given["rows"],
            bytes=given["megabytes"] * MEGABYTE,
            memory=given["memory"] * MEGABYTE,
            whole=True,
        ),
        size=Size(workers=given["workers"] or cores(), waiting=given["waiting"], wait=given["wait"]),
        request=given["request"],
        receiving=given["patience"],
        log_queries=given["log_queries"],
    )


@cache
def settings_of_environment() -> Settings:
    """The settings that the environment gives, as it was when first asked; raises click.UsageError for a wrong one."""
    return settings(click.Command("settings", params=_params()).make_context("policygraph", []).params)


def _params() -> list[click.Parameter]:
    return click.command()(settings_options(lambda **_: None)).params


@click.command()
@store_option
@click.option("--port", type=click.IntRange(0, 65535), default=8580, show_default=True, help="Where to listen; 0: any.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Who can reach it: 0.0.0.0 is everybody.")
@settings_options
@told
def serve(store: str, port: int, host: str, **given: Any) -> None:  # noqa: ANN401
    """Answer SPARQL queries over HTTP, read-only.

    It listens at /sparql, to this machine alone unless --host says otherwise. Each query is bounded in time, memory
    and rows; what is beyond is refused with a status, and never cut short. Each request is told on standard error
    as a line of JSON. What is saved meanwhile is answered too. Ctrl-C ends it. A file of RDF in place of a store's
    folder (.nq, .trig, .ttl ...) is answered from as it stands; each worker reads it whole.

    \b
    policygraph serve
    policygraph serve --store mine --port 9000 --seconds 30 --rows 1000000
    policygraph serve --store graphs.nq
    curl http://127.0.0.1:8580/sparql --data-urlencode 'query=ASK { ?x a pg:Program }'
    """
    from graph.listening import listen

    path = place_of(store).absolute()
    listen(path, settings(given), host, port, lambda address: click.echo(f"Listening at {address}", err=True))
