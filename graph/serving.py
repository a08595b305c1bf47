"""`policygraph serve`: the store as a SPARQL endpoint."""

from __future__ import annotations

import click

from graph.console import cores, folder_of, store_option, told
from graph.folder import check

MEGABYTE = 1_000_000


@click.command()
@store_option
@click.option("--port", type=click.IntRange(0, 65535), default=8580, show_default=True, help="Where to listen; 0: any.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Who can reach it: 0.0.0.0 is everybody.")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True, help="What a query may take."
)
@click.option("--rows", type=click.IntRange(1), default=100_000, show_default=True, help="The most rows of an answer.")
@click.option("--megabytes", type=click.IntRange(1), default=20, show_default=True, help="The most of an answer.")
@click.option(
    "--memory", type=click.IntRange(1000), default=2000, show_default=True, help="Megabytes that a query may take."
)
@click.option("--workers", type=click.IntRange(1, 256), help="Queries at once.  [default: the cores]")
@click.option("--waiting", type=click.IntRange(0), default=32, show_default=True, help="Queries that may wait in line.")
@click.option(
    "--request", type=click.IntRange(1), default=1_000_000, show_default=True, help="The most bytes of a request."
)
@click.option(
    "--patience",
    type=click.FloatRange(0.1, 3600),
    default=20.0,
    show_default=True,
    help="Seconds in which a request must have come, and a client must take some of its answer.",
)
@click.option("--log-queries", is_flag=True, help="Write the queries into the log too.")
@told
def serve(
    store: str,
    port: int,
    host: str,
    seconds: float,
    rows: int,
    megabytes: int,
    memory: int,
    workers: int | None,
    waiting: int,
    request: int,
    patience: float,
    log_queries: bool,
) -> None:
    """Answer SPARQL queries over HTTP, read-only.

    It listens at /sparql, to this machine alone unless --host says otherwise. Each query is bounded in time, memory
    and rows; what is beyond is refused with a status, and never cut short. Each request is told on standard error
    as a line of JSON. What is saved meanwhile is answered too. Ctrl-C ends it.

    \b
    policygraph serve
    policygraph serve --store mine --port 9000 --seconds 30 --rows 1000000
    curl http://127.0.0.1:8580/sparql --data-urlencode 'query=ASK { ?x a pg:Program }'
    """
    from graph.listening import listen
    from graph.query_pool import Size
    from graph.sandbox import Limits
    from graph.server import Settings

    path = folder_of(store).absolute()
    check(path)
    limits = Limits(seconds=seconds, rows=rows, bytes=megabytes * MEGABYTE, memory=memory * MEGABYTE, whole=True)
    size = Size(workers=workers or cores(), waiting=waiting)
    settings = Settings(limits=limits, size=size, request=request, receiving=patience, log_queries=log_queries)
    listen(path, settings, host, port, lambda address: click.echo(f"Listening at {address}", err=True))
