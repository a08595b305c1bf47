from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import wait
from pathlib import Path

import pytest
from sample_reading import TEXT, sample

from graph.dataset import Dataset, of_query
from graph.query_pool import Pool, Size, close_shared, shared
from graph.rdf import quads
from graph.sandbox import Limits
from graph.store import Store
from graph.workers import Ended, Worker
from ontology.errors import BadQuery, TooBusy, TooMuch, UpdateRefused
from ontology.iri import document_iri

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PEOPLE = "SELECT ?x { ?x a pg:Person }"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "store") as store:
        store.replace(document_iri(TEXT), quads(sample()))
    return tmp_path / "store"


@pytest.fixture
def pool(place: Path) -> Iterator[Pool]:
    opened = Pool(place, Size(workers=1, waiting=2))
    yield opened
    opened.close()


def worker_of(pool: Pool) -> int:
    """The process that waits for the next query."""
    return pool._ready[0]._process.pid


def test_one_worker_answers_many_queries(pool: Pool) -> None:
    first = worker_of(pool)
    for _ in range(3):
        assert len(pool.ask(PEOPLE).rows) == 2
    with pytest.raises(BadQuery, match="malformed"):
        pool.ask("SELECT")
    assert worker_of(pool) == first


def test_interrupted_query_leaves_nothing_behind(pool: Pool) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            pool.ask(ENDLESS, Limits(seconds=30))
    finally:
        signal.signal(signal.SIGALRM, before)
    assert pool.busy == 0
    assert len(pool.ask(PEOPLE).rows) == 2


def test_worker_that_ended_is_replaced(pool: Pool) -> None:
    first = worker_of(pool)
    with pytest.raises(TooMuch, match=r"longer than 0[.]3 seconds"):
        pool.ask(ENDLESS, Limits(seconds=0.3))
    with pytest.raises(BadQuery, match="too complex"):
        pool.ask("SELECT * " + "{" * 20_000 + "}" * 20_000)
    assert len(pool.ask(PEOPLE).rows) == 2
    assert worker_of(pool) != first


def test_line_is_bounded_and_fair(pool: Pool) -> None:
    done: list[int] = []
    jobs = [pool.submit(ENDLESS, Limits(seconds=0.3)) for _ in range(3)]
    for number, job in enumerate(jobs):
        job.future.add_done_callback(lambda _, number=number: done.append(number))
    with pytest.raises(TooBusy, match="3 queries run or wait"):
        pool.submit(PEOPLE)
    wait(job.future for job in jobs)
    assert done == [0, 1, 2]
    assert len(pool.ask(PEOPLE).rows) == 2
    assert pool.busy == 0


def test_waiting_ends_in_time(place: Path) -> None:
    pool = Pool(place, Size(workers=1, waiting=2, wait=0.3))
    try:
        running = pool.submit(ENDLESS, Limits(seconds=60))
        begun = time.monotonic()
        with pytest.raises(TooBusy, match=r"waited 0[.]3 seconds"):
            pool.ask(PEOPLE)
        assert time.monotonic() - begun < 10
        assert pool.busy == 1, "its place in the line is free"
        running.cancel()
        assert len(pool.ask(PEOPLE).rows) == 2
    finally:
        pool.close()


def test_who_goes_away_frees_the_worker(pool: Pool) -> None:
    running, waiting = (pool.submit(ENDLESS, Limits(seconds=60)) for _ in range(2))
    begun = time.monotonic()
    waiting.cancel()
    threading.Timer(0.2, running.cancel).start()
    assert len(pool.ask(PEOPLE).rows) == 2
    assert time.monotonic() - begun < 10
    for job in (running, waiting):
        assert job.future.exception() is not None


def test_newest_snapshot_is_asked(pool: Pool, place: Path) -> None:
    assert pool.ask("ASK { ?x a pg:Person }").boolean
    with Store.open(place) as store:
        store.remove(document_iri(TEXT))
    assert not pool.ask("ASK { ?x a pg:Person }").boolean


def test_old_snapshots_can_be_cleared_away(pool: Pool, place: Path) -> None:
    for _ in range(4):
        with Store.open(place) as store:
            store.remove(document_iri(TEXT))
            store.replace(document_iri(TEXT), quads(sample()))
        pool.ask("ASK {}")
    with Store.open(place) as store:
        store.remove(document_iri(TEXT))
    assert len(list((place / "snapshots").iterdir())) <= 3


def test_closed_pool_leaves_no_process(place: Path) -> None:
    pool = Pool(place, Size(workers=2, waiting=2))
    processes = [w._process for w in pool._ready]
    job = pool.submit(ENDLESS, Limits(seconds=60))
    pool.close()
    assert job.future.exception() is not None
    assert all(p.poll() is not None for p in processes)
    with pytest.raises(TooBusy):
        pool.submit(PEOPLE)


def test_one_pool_a_store(place: Path) -> None:
    first = shared(place)
    assert shared(place) is first
    close_shared()
    assert shared(place) is not first
    close_shared()


def test_worker_ends_with_its_parent() -> None:
    """Whoever started it may be killed: the end of its standard input is enough, in the midst of a query too."""
    with Store.memory() as store:
        store.replace(document_iri(TEXT), quads(sample()))
        worker = Worker(store.source(), Limits().memory)
        assert worker._process.stdin
        threading.Timer(0.5, worker._process.stdin.close).start()
        with pytest.raises(Ended) as ended:
            worker.ask(_request(ENDLESS), 60)
        assert (ended.value.code, ended.value.late) == (0, False)
        worker.close()


def _request(query: str) -> dict[str, object]:
    nothing = dict.fromkeys(("rows", "bytes", "default_graphs", "named_graphs"))
    read = {"query": query, "plain": query, "prefixes": {"pg": "urn:x"}, "base": "urn:x", "may_miss": False}
    return {**read, "seconds": 60, **nothing}


def test_updates_never_reach_a_worker(pool: Pool) -> None:
    with pytest.raises(UpdateRefused):
        pool.submit("CLEAR ALL")


TWO = """
<urn:s> <urn:p> "one" .
<urn:s> <urn:p> "one" <urn:a> .
<urn:s> <urn:p> "one" <urn:b> .
<urn:s> <urn:p> "two" <urn:b> .
"""
COUNT = """SELECT (COUNT(*) AS ?n) (SUM(?in) AS ?m) %s
{ { ?s ?p ?o BIND(0 AS ?in) } UNION { GRAPH ?g { ?s ?p ?o } BIND(1 AS ?in) } }"""


@pytest.mark.parametrize(
    ("clauses", "dataset", "default", "named"),
    [
        ("", None, 1, 3),
        ("FROM <urn:a>", None, 1, 0),
        ("FROM <urn:a> FROM <urn:b>", None, 2, 0),  # a set: 'one' stands in both
        ("FROM <urn:a> FROM <urn:b> FROM NAMED <urn:b>", None, 2, 2),
        ("FROM NAMED <urn:b>", None, 0, 2),
        ("FROM <urn:a>", Dataset(default=("urn:b",), named=()), 2, 0),
        ("", Dataset(default=(), named=("urn:a",)), 0, 1),
        ("FROM <urn:b> FROM <urn:b>", None, 2, 0),
    ],
)
def test_graphs_to_ask(tmp_path: Path, clauses: str, dataset: Dataset | None, default: int, named: int) -> None:
    file = tmp_path / "two.nq"
    file.write_text(TWO)
    pool = Pool(file, Size(workers=1))
    try:
        ((count, inside),) = pool.ask(COUNT % clauses, dataset=dataset).rows
    finally:
        pool.close()
    assert (count.value, inside.value) == (str(default + named), str(named))


@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1:1/", "urn:c"])
def test_graph_that_is_not_held_is_named(pool: Pool, graph: str) -> None:
    for query in (f"SELECT * FROM <{graph}> {{}}", f"SELECT * FROM NAMED <{graph}> {{}}"):
        with pytest.raises(BadQuery, match=f"no graph <{graph}>"):
            pool.ask(query)


@pytest.mark.parametrize(
    ("query", "default", "named"),
    [
        ("SELECT * FROM <file:///x> {}", ("file:///x",), ()),
        ("SELECT * FROM <\\u0066ile:x> {}", ("file:x",), ()),
        ("BASE <http://e/a/> PREFIX x: <b#> ASK # FROM <no>\nFROM NAMED x:c from <d> {}", ("http://e/a/d",), ("http://e/a/b#c",)),
        ("SELECT ?from ('FROM <x>' AS ?x) (EXISTS { ?x pg:from <y> } AS ?y) FROM<urn:g>{ }", ("urn:g",), ()),
        ("CONSTRUCT { ?s schema:from <x> } FROM NAMED pg:x WHERE {}", (), ("https://w3id.org/policygraph/ontology#x",)),
    ],
)  # fmt: skip
def test_clauses_are_read(query: str, default: tuple[str, ...], named: tuple[str, ...]) -> None:
    assert of_query(query) == Dataset(default=default, named=named)


@pytest.mark.parametrize(
    "query", ["ASK {}", "ASK { ?s schema:from <urn:x> }", "PREFIX from: <urn:x#> ASK { ?s from:a ?o }"]
)
def test_no_clause_is_none(query: str) -> None:
    assert of_query(query) is None
