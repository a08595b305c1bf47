from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from sample_reading import TEXT, places, renamed, sample
from stores import holding

from graph import change
from graph.index import Index
from graph.rdf import quads
from graph.reader import Snapshot
from graph.store import Store
from ontology.errors import BadInput, BadQuery, StoreBusy
from ontology.iri import document_iri
from ontology.terms import PG

ROOT = Path(__file__).parent.parent
DOCUMENT = document_iri(TEXT)
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def count(reader: Store | Snapshot) -> int:
    (row,) = reader.query(COUNT)
    return int(row["n"].value)


def filled(path: Path) -> Path:
    """A store's folder with the sample in it."""
    with Store.open(path) as store:
        store.replace(DOCUMENT, quads(sample()))
    return path


def test_replacing_twice_changes_nothing() -> None:
    with Store.memory() as store:
        assert store.replace(DOCUMENT, quads(sample()))
        before = store.dump()
        assert not store.replace(DOCUMENT, quads(sample()))
        assert store.dump() == before


def test_remove_restores_what_was_before() -> None:
    other = places(("130131", "350783"), "Two counties", inside=((0, 1),))
    again = renamed(sample(), "And more.")
    with Store.memory() as store:
        store.replace(document_iri(other.document.text), quads(other))
        before = store.dump()
        store.replace(DOCUMENT, quads(sample()))
        middle = store.dump()
        store.replace(document_iri(again.document.text), quads(again))
        store.remove(document_iri(again.document.text))
        assert store.dump() == middle
        store.remove(DOCUMENT)
        assert store.dump() == before
        store.remove(document_iri(other.document.text))
        assert store.dump() == ""


def test_what_another_document_says_of_ones_own_facts_stays() -> None:
    other = places(("130131",), "A county")
    name = NamedNode(document_iri(other.document.text))
    shared = [q for q in quads(sample()) if "/fact/" in str(q.subject)][:3]
    kept = [*quads(other), *(Quad(q.subject, q.predicate, q.object, name) for q in shared)]
    with Store.memory() as store:
        store.replace(name.value, kept)
        before = store.dump()
        store.replace(DOCUMENT, quads(sample()))
        store.remove(DOCUMENT)
        assert store.dump() == before


def test_replace_takes_out_what_the_document_no_longer_states() -> None:
    reading = sample()
    with Store.memory() as store:
        store.replace(DOCUMENT, quads(sample()))
        store.replace(DOCUMENT, quads(places(("350783",), TEXT)))
        after = store.dump()
    with Store.memory() as store:
        store.replace(DOCUMENT, quads(places(("350783",), TEXT)))
        assert store.dump() == after
    assert reading == sample()


def test_documents_tell_where_they_come_from(tmp_path: Path) -> None:
    with Snapshot.open(filled(tmp_path / "s")) as reader:
        (document,) = reader.documents()
    assert document.document == DOCUMENT
    assert document.title == "Tea brings them home"
    assert (document.date, document.source) == ("2020-08", "tea.txt")


def test_query_takes_substitutions_and_knows_the_prefixes() -> None:
    with Store.memory() as store:
        store.replace(DOCUMENT, quads(sample()))
        rows = store.query(
            "SELECT ?kind ?label { ?x skos:prefLabel ?label ; a ?kind } ORDER BY ?kind",
            substitutions={"label": Literal("Zhou Meiyu")},
        )
        kinds = [row["kind"].value.rpartition("#")[2] for row in rows]
        assert kinds == ["Actor", "Official", "Person"]
        with pytest.raises(BadQuery, match="line 1, column"):
            store.query("SELECT ?x {")


def test_unknown_document_and_strange_graph_are_refused() -> None:
    with Store.memory() as store:
        with pytest.raises(BadInput, match="holds no document"):
            store.remove("https://example.org/nothing")
        strange = Quad(
            NamedNode("https://example.org/a"),
            NamedNode("https://example.org/b"),
            Literal("c"),
            NamedNode("https://example.org/g"),
        )
        with pytest.raises(BadInput, match="is not the graph"):
            store.replace(DOCUMENT, [strange])
        assert store.dump() == ""


def test_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    script = f"""
        import sys
        from pathlib import Path
        from graph.store import Store
        with Store.open(Path({str(tmp_path / "s")!r})):
            print("open", flush=True)
            sys.stdin.read()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(StoreBusy, match=f"number {holder.pid}"):
            Store.open(tmp_path / "s")
        with Snapshot.open(tmp_path / "s") as reader:
            assert len(reader) == 0
        holder.communicate(b"")
    with Store.open(tmp_path / "s") as store:
        assert len(store) == 0


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: (filled(p), shutil.rmtree(p / "live"), shutil.rmtree(p / "snapshots" / "2")), "is damaged"),
        (lambda p: p.write_text("text"), "is a file"),
        (lambda p: (p.mkdir(), (p / "thing").touch()), "no policygraph store"),
        (lambda p: (p.mkdir(), (p / "policygraph.json").write_text("{")), "is damaged"),
        (
            lambda p: (p.mkdir(), (p / "policygraph.json").write_text('{"version": 9}')),
            "layout version 9",
        ),
    ],
)
def test_what_is_no_store_stays_as_it_is(tmp_path: Path, make: Callable[[Path], object], words: str) -> None:
    path = tmp_path / "s"
    make(path)
    before = sorted(p.name for p in tmp_path.rglob("*"))
    for open_ in (Store.open, Snapshot.open):
        with pytest.raises(BadInput, match=words):
            open_(path)
    assert sorted(p.name for p in tmp_path.rglob("*")) == before


def test_gazetteer_rows_that_a_newer_edition_changed_are_renewed() -> None:
    place, label, graph = (NamedNode(f"https://example.org/{n}") for n in ("place", "label", "graph"))
    document = NamedNode(DOCUMENT)
    coded = Quad(place, NamedNode(PG.code), Literal("1"), document)
    store = ox.Store()
    for edition in ("old", "new"):
        row = Quad(place, label, Literal(edition), change.GAZETTEER)
        other = Quad(place, label, Literal(edition), document)
        found = change.replacing(store, Index.memory(), document, [coded, other], lambda codes, row=row: [row])
        store.update(found.update())
    held = {q.object.value for q in store.quads_for_pattern(place, label, None, None)}
    assert held == {"new"}
    assert not change.replacing(store, Index.memory(), graph, [], lambda codes: [])


def test_reading_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no store at"):
        Snapshot.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_empty_folder_becomes_a_store_with_a_marker(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert len(store) == 0
    assert json.loads((tmp_path / "policygraph.json").read_text()) == {"version": 1}
    with Snapshot.open(tmp_path) as reader:
        assert reader.documents() == ()


def test_reader_keeps_its_snapshot_while_the_store_goes_on(tmp_path: Path) -> None:
    with Snapshot.open(filled(tmp_path / "s")) as old:
        before = old.dump()
        for number in range(5):
            other = renamed(sample(), f"Edition {number}.")
            with Store.open(tmp_path / "s") as store:
                store.replace(document_iri(other.document.text), quads(other))
        assert old.is_outdated
        assert old.dump() == before
        assert old.source().exists()
        with Snapshot.open(tmp_path / "s") as new:
            assert not new.is_outdated
            assert len(new.documents()) == 6
    with Store.open(tmp_path / "s") as store:
        store.remove(DOCUMENT)
    assert not old.source().exists()
    assert len(list((tmp_path / "s" / "snapshots").iterdir())) <= 2


def test_readers_see_whole_states_only_while_a_writer_works(tmp_path: Path) -> None:
    """A writer that publishes every second change: each reader sees one of those states, and the same to its end."""
    readings = [renamed(sample(), str(number)) for number in range(4)]
    states = [holding(*readings[:count]).dump() for count in (0, 2, 4)]
    script = f"""
        import sys
        from pathlib import Path
        sys.path[:0] = ["tests"]
        from sample_reading import renamed, sample
        from graph.rdf import quads
        from graph.store import Store
        from ontology.iri import document_iri
        readings = [renamed(sample(), str(number)) for number in range(4)]
        with Store.open(Path({str(tmp_path / "s")!r})) as store:
            print("open", flush=True)
            while True:
                for number in (0, 1, 2, 3, 3, 2, 1, 0):
                    document = document_iri(readings[number].document.text)
                    store.replace(document, [] if store.holds(document) else quads(readings[number]))
                    if number in (1, 3) and store.holds(document) or number in (2, 0) and not store.holds(document):
                        store.publish()
    """
    seen = []
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        while len(set(seen)) < len(states) or len(seen) < 12:
            with Snapshot.open(tmp_path / "s") as reader:
                seen.append(states.index(reader.dump()))
                assert count(reader) == sum(q.graph_name == ox.DefaultGraph() for q in reader.merged())
                assert reader.dump() == states[seen[-1]]
            assert writer.poll() is None
        writer.kill()


def test_opening_for_writing_and_closing_publishes_nothing_new(tmp_path: Path) -> None:
    path = filled(tmp_path / "s")
    before = (path / "current").readlink()
    with Store.open(path) as store:
        store.replace(DOCUMENT, quads(sample()))
    assert (path / "current").readlink() == before


def test_writer_that_is_killed_leaves_whole_documents(tmp_path: Path) -> None:
    script = f"""
        import sys
        from pathlib import Path
        sys.path[:0] = ["tests"]
        from sample_reading import renamed, sample
        from graph.rdf import quads
        from graph.store import Store
        from ontology.iri import document_iri
        store = Store.open(Path({str(tmp_path / "s")!r}))
        for number in range(10_000):
            reading = renamed(sample(), str(number))
            store.replace(document_iri(reading.document.text), quads(reading))
            print(number, flush=True)
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        while int(writer.stdout.readline()) < 3:
            pass
        writer.send_signal(signal.SIGKILL)
    with Snapshot.open(tmp_path / "s") as reader:  # publishes what the writer could not
        documents = reader.documents()
        dump = reader.dump()
    assert len(documents) >= 4
    with Store.memory() as store:
        for number in range(len(documents)):
            reading = renamed(sample(), str(number))
            store.replace(document_iri(reading.document.text), quads(reading))
        assert store.dump() == dump


def test_memory_store_is_written_out_for_the_sandbox_as_it_is() -> None:
    with Store.memory() as store:
        assert store.source().read_text() == ""
        store.replace(DOCUMENT, quads(sample()))
        first = store.source()
        lines = first.read_text(encoding="utf-8").splitlines()
        assert sorted(lines) == store.dump().splitlines()
        assert store.source() == first
    assert not first.exists()
    with Store.memory() as store:
        assert count(store) == 0


def test_a_store_is_true_while_it_holds_anything() -> None:
    with Store.memory() as store:
        assert not store
        document = document_iri(sample().document.text)
        store.replace(document, quads(sample()))
        assert store
        store.remove(document)
        assert not store
