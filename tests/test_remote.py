"""A store behind an endpoint answers as the same store on disk does."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from engines import ENGINES, Engine, free_port
from pyoxigraph import Quad
from sample_reading import TEXT, sample

from graph import queries
from graph.cli import main
from graph.cookbook import questions
from graph.rdf import quads
from graph.reader import Snapshot
from graph.remote import Remote, ask, send
from graph.sandbox import Limits
from graph.sandbox import ask as local
from graph.store import Store
from ontology.errors import BadInput, BadQuery
from ontology.iri import document_iri

BOOLEAN = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    with Store.open(path) as found:
        found.replace(document_iri(TEXT), quads(sample()))
    return path


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine elsewhere that holds nothing."""
    with ENGINES[request.param](tmp_path_factory.mktemp("engine")) as opened:
        yield opened


@pytest.fixture(scope="module")
def filled(engine: Engine, store: Path) -> str:
    with Snapshot.open(store) as reader:
        names = list(send(reader, engine.store))
    assert names[0] == "the default graph"
    assert document_iri(TEXT) in names
    return engine.query


def as_kept(quads: Iterable[Quad]) -> set[str]:
    """Quads in text, whichever of its two forms an engine gives the truth in."""
    return {str(quad).replace('"1"^^<http://www.w3.org/2001/XMLSchema#boolean>', BOOLEAN) for quad in quads}


def test_store_comes_back_as_it_was_sent(filled: str, store: Path) -> None:
    with Snapshot.open(store) as here:
        there = Remote(filled)
        assert as_kept(there.statements()) == as_kept(here.statements())  # without an engine's own graphs
        assert len(there) == len(here)
        assert as_kept(there.merged()) == as_kept(here.merged())
        assert there.documents() == here.documents()
        assert there


def test_worked_questions_are_answered_alike(filled: str, store: Path) -> None:
    with Snapshot.open(store) as here:
        for name, question in questions().items():
            found, there = local(here.source(), question.sparql), ask(filled, question.sparql)
            assert sorted(map(str, there.terms)) == sorted(map(str, found.terms)), name


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


def test_export_sends_to_a_graph_store(engine: Engine, store: Path) -> None:
    done = CliRunner().invoke(main, ["export", "--to", engine.store, "--store", str(store)])
    assert done.exit_code == 0, done.stderr
    assert "the default graph" in done.stderr
    assert CliRunner().invoke(main, ["export", "--store", str(store)]).exit_code == 2


def test_graphs_and_truths_are_such_wherever_they_come_from(filled: str) -> None:
    query = "CONSTRUCT { ?x a pg:Person } { ?x a pg:Person }"
    assert ask(filled, query).kind == "graph"
    assert len(ask(filled, query).triples) == 2
    assert ask(filled, "DESCRIBE <document/x>").kind == "graph"
    assert ask(filled, "ASK { ?x a pg:Person }").boolean
    assert not ask(filled, "ASK { ?x a pg:Person ; pg:name 'select' }").boolean
    cut = ask(filled, "SELECT ?x { ?x a ?y }", Limits(rows=3))
    assert len(cut.rows) == 3
    assert cut.notice


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
