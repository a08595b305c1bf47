"""A store behind an endpoint answers as the same store on disk does."""

from __future__ import annotations

import socket
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from sample_reading import TEXT, sample

from graph import queries
from graph.cli import main
from graph.rdf import quads
from graph.reader import Snapshot
from graph.remote import Remote, ask, send
from graph.sandbox import Limits
from graph.store import Store
from ontology.errors import BadInput, BadQuery
from ontology.iri import document_iri

OXIGRAPH = Path(sysconfig.get_path("scripts")) / "oxigraph"  # where its package puts it


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    with Store.open(path) as found:
        found.replace(document_iri(TEXT), quads(sample()))
    return path


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server that holds nothing."""
    if not OXIGRAPH.exists():
        pytest.skip("the package oxigraph isn't installed: pip install -e '.[dev]'")
    address = f"127.0.0.1:{free_port()}"
    command = [str(OXIGRAPH), "serve", "--location", str(tmp_path_factory.mktemp("engine")), "--bind", address]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            urlopen(f"http://{address}/").close()
            break
        except OSError:
            sleep(0.1)
    yield f"http://{address}"
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def filled(engine: str, store: Path) -> str:
    with Snapshot.open(store) as reader:
        names = list(send(reader, f"{engine}/store"))
    assert names[0] == "the default graph"
    assert document_iri(TEXT) in names
    return f"{engine}/query"


def test_store_comes_back_as_it_was_sent(filled: str, store: Path) -> None:
    with Snapshot.open(store) as here:
        there = Remote(filled)
        assert set(there.statements()) == set(here.statements())
        assert set(there.merged()) == set(here.merged())
        assert there.documents() == here.documents()
        assert there


def test_named_questions_are_answered_alike(filled: str, store: Path) -> None:
    with Snapshot.open(store) as here:
        there = Remote(filled)
        assert queries.kind_counts(there) == queries.kind_counts(here)
        assert queries.articles(there) == queries.articles(here)
        assert queries.mentions(there, document_iri(TEXT)) == queries.mentions(here, document_iri(TEXT))


def test_commands_take_an_address(filled: str, store: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    for words in (
        ["list"],
        ["query", "SELECT ?x { ?x a pg:Person } ORDER BY ?x"],
        ["query", "ASK { ?x a pg:Program }"],
    ):
        here, there = (run(main, [*words, "--store", place]) for place in (str(store), filled))
        assert (there.exit_code, there.stdout) == (0, here.stdout), there.stderr
    for place in (str(store), filled):
        assert run(main, ["export", str(tmp_path / "out.nq"), "--store", place]).exit_code == 0
    assert run(main, ["remove", "x", "--store", filled]).exit_code == 2  # which only a store here can do


def test_export_sends_to_a_graph_store(engine: str, store: Path) -> None:
    done = CliRunner().invoke(main, ["export", "--to", f"{engine}/store", "--store", str(store)])
    assert done.exit_code == 0, done.stderr
    assert "the default graph" in done.stderr
    assert CliRunner().invoke(main, ["export", "--store", str(store)]).exit_code == 2


def test_errors_name_the_address_and_the_remedy(filled: str) -> None:
    nobody = f"http://127.0.0.1:{free_port()}/sparql"
    with pytest.raises(BadInput, match=rf"{nobody} can't be reached .* is the endpoint running"):
        ask(nobody, "ASK {}")
    with pytest.raises(BadInput, match="no endpoint's address"):
        Remote("http://")
    with pytest.raises(BadQuery, match="answered 400"):
        ask(filled, "SELECT {")
    with pytest.raises(BadQuery, match="more than 100 bytes"):
        ask(filled, "SELECT * { ?s ?p ?o }", Limits(bytes=100))
    with pytest.raises(BadQuery, match="refused"):
        ask(filled, "INSERT DATA { <e:a> <e:b> <e:c> }")


def test_server_that_says_nothing_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(BadQuery, match=r"within 0\.2 seconds"):
            ask(f"http://127.0.0.1:{silent.getsockname()[1]}/", "ASK {}", Limits(seconds=0.2))
