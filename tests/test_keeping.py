"""Stores that are loaded, copied and checked; what is damaged or full is told so."""

from __future__ import annotations

import gzip
import os
import random
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from command import dump, run
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from sample_reading import TEXT, renamed, sample
from stores import holding, retold

from graph import folder
from graph.derive import rows_of
from graph.index import Index
from graph.rdf import quads
from graph.reader import Snapshot, canonical
from graph.store import Store
from ontology.iri import document_iri
from ontology.terms import OA

ROOT = Path(__file__).parent.parent
DOCUMENT = document_iri(TEXT)
KILLS = int(os.environ.get("POLICYGRAPH_KILLS", "6"))  # moments at which the writer is killed
STEPS = 400  # changes of files in which each kind of work comes


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """Two documents as a cluster's job leaves them."""
    place = tmp_path / "parts"
    place.mkdir()
    (place / "part-0.nq").write_text(canonical(quads(sample())), encoding="utf-8")
    (place / "part-1.nq.gz").write_bytes(gzip.compress(canonical(quads(retold())).encode()))
    return place


def test_what_is_loaded_is_what_was_ingested(tmp_path: Path, parts: Path) -> None:
    store = tmp_path / "s"
    assert run("load", parts / "part-0.nq", "--store", store).exit_code == 0
    assert run("load", parts, "--store", store).exit_code == 0
    assert dump(store) == holding(sample(), retold()).dump()
    assert run("check", "--store", store).exit_code == 0


@pytest.mark.parametrize("line", ["<a> <b> .", '<https://e.org/a> <https://e.org/b> "c" <https://e.org/g> .'])
def test_a_part_that_cannot_be_used_changes_nothing(tmp_path: Path, parts: Path, line: str) -> None:
    store = tmp_path / "s"
    run("load", parts / "part-0.nq", "--store", store)
    before = dump(store)
    (parts / "part-2.nq").write_text(line, encoding="utf-8")
    failed = run("load", parts, "--store", store)
    assert failed.exit_code == 2
    assert "part-2.nq" in failed.stderr
    assert dump(store) == before


def test_a_backup_is_restored_as_it_was(tmp_path: Path, filled: Path) -> None:
    assert run("backup", tmp_path / "b", "--store", filled).exit_code == 0
    assert run("restore", tmp_path / "b", "--store", tmp_path / "s").exit_code == 0
    assert dump(tmp_path / "s") == dump(filled)
    again = run("restore", tmp_path / "b", "--store", tmp_path / "s")
    assert (again.exit_code, "holds something already" in again.stderr) == (2, True)


def test_check_tells_what_is_not_in_step(tmp_path: Path, parts: Path) -> None:
    store = tmp_path / "s"
    run("load", parts, "--store", store)
    live = folder.open_live(store)
    (quote,) = list(live.quads_for_pattern(None, NamedNode(OA.exact), None, NamedNode(DOCUMENT)))[:1]
    live.remove(quote)
    live.add(Quad(quote.subject, quote.predicate, Literal("never said"), quote.graph_name))
    live.add(Quad(quote.subject, quote.predicate, Literal("nowhere"), DefaultGraph()))
    folder.publish(store, live)
    del live
    told = run("check", "--store", store)
    assert told.exit_code == 1
    assert "says 'never said', and the text there" in told.stdout
    assert "the default graph lacks" in told.stdout
    assert "should not hold" in told.stdout


def test_a_damaged_file_is_told(tmp_path: Path, parts: Path) -> None:
    store = tmp_path / "s"
    run("load", parts, "--store", store)
    current = folder.current(store)
    assert current is not None
    for place in (current, store / "live"):
        (place / "CURRENT").unlink()
        (place / "CURRENT").write_text("broken", encoding="utf-8")
    for verb in (["list"], ["remove", DOCUMENT]):
        told = run(*verb, "--store", store)
        assert (told.exit_code, "is damaged" in told.stderr) == (2, True), told.stderr


def test_a_full_disk_is_told_and_nothing_is_half(tmp_path: Path) -> None:
    script = f"""
        import resource, signal, sys
        from pathlib import Path
        sys.path[:0] = ["tests"]
        from sample_reading import renamed, sample
        from graph.rdf import quads
        from graph.store import Store
        from ontology.errors import StoreFailed
        from ontology.iri import document_iri
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        store = Store.open(Path({str(tmp_path / "s")!r}))
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        try:
            for number in range(1000):
                reading = renamed(sample(), str(number))
                store.replace(document_iri(reading.document.text), quads(reading))
        except StoreFailed as error:
            print(number, error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    number, _, told = done.stdout.partition(" ")
    assert "make room on the disk" in told
    with Snapshot.open(tmp_path / "s") as reader:
        held = len(reader.documents())
        assert held == int(number)
        assert reader.dump() == _grown(held).dump()


def test_load_that_meets_a_full_disk_changes_nothing_and_says_so(tmp_path: Path, parts: Path) -> None:
    store, many = tmp_path / "s", tmp_path / "many.nq"
    run("load", parts, "--store", store)
    before = dump(store)
    many.write_text("".join(canonical(quads(renamed(sample(), str(n)))) for n in range(40)), encoding="utf-8")
    script = f"""
        import resource, signal
        from graph.cli import main
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000))
        main(["load", {str(many)!r}, "--store", {str(store)!r}])
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "/making/" in done.stderr, "make room on the disk" in done.stderr) == (1, True, True)
    assert dump(store) == before


MOUNTS = """
    import os, sys
    from pathlib import Path
    sys.path[:0] = ["tests"]
    from command import dump, run
    from stores import tea
    place, part, document = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    store, here = place / "s", place.parent
    def told(*args):
        done = run(*args, "--store", store)
        print(done.exit_code, " ".join(done.stderr.split()), flush=True)
    assert not os.system(f"mount -t tmpfs -o size=6m tmpfs {place}")
    run("load", part, "--store", store)
    before = dump(store)
"""
FULL = """
    with open(place / "filler", "wb", 0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            pass
    told("load", part)
    told("remove", document)
    told("backup", place / "b")
    told("list")
    assert dump(store) == before
    (place / "filler").unlink()
    assert dump(store) == before
    told("remove", document)
"""
READ_ONLY = """
    assert not os.system(f"mount -o remount,ro {place}")
    told("load", part)
    told("remove", document)
    told("backup", place / "b")
    for verb in (["list"], ["query", "ASK {}"], ["check"], ["backup", here / "b"]):
        told(*verb)
    assert dump(here / "b") == before == dump(store)
"""


@pytest.mark.parametrize(
    ("what", "remedy", "then"), [(FULL, "make room on the disk", 2), (READ_ONLY, "its folder is read-only", 4)]
)
def test_a_full_disk_and_a_read_only_one_are_told_apart(
    tmp_path: Path, parts: Path, what: str, remedy: str, then: int
) -> None:
    """On a file system of its own, that only this test sees; where one may not be mounted there is nothing to test."""
    place = tmp_path / "mounted"
    place.mkdir()
    private = ["unshare", "--mount"]
    if subprocess.run([*private, "mount", "-t", "tmpfs", "tmpfs", place], capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    script = textwrap.dedent(MOUNTS) + textwrap.dedent(what)
    command = [*private, sys.executable, "-c", script, place, parts, DOCUMENT]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    for line in lines[:3]:
        assert line.startswith("1 ")
        assert "could not be written to" in line
        assert remedy in line
    assert [line.split()[0] for line in lines[3:]] == ["0"] * then, lines


def test_a_file_with_a_few_wrong_bytes_is_told_or_is_read_by_nobody(tmp_path: Path, parts: Path) -> None:
    """The engine opens it, finds out only where it reads, and may have the same in a newer file."""
    store = tmp_path / "s"
    run("load", parts, "--store", store)
    before = dump(store)
    current = folder.current(store)
    assert current is not None
    found = 0
    for table in [t for t in current.glob("*.sst") if t.stat().st_size > 20_000]:
        whole = table.read_bytes()
        table.unlink()  # a link to the live file
        table.write_bytes(whole[:2000] + bytes(b ^ 255 for b in whole[2000:2100]) + whole[2100:])
        told = run("check", "--store", store)
        is_told = "damaged" in told.stdout + told.stderr
        assert (told.exit_code == 0) != is_told
        assert is_told or dump(store) == before
        found += is_told
        table.write_bytes(whole)
    assert found > 2


def _grown(count: int) -> Store:
    return holding(*(renamed(sample(), str(number)) for number in range(count)))


WRITER = """
    import os, signal, sys
    from pathlib import Path
    import pyoxigraph as ox
    sys.path[:0] = ["tests"]
    from sample_reading import renamed, sample
    from graph.load import load
    from graph.rdf import quads
    from graph.reader import canonical
    from graph.store import Store
    from ontology.iri import document_iri
    path, part, left = Path(sys.argv[1]), Path(sys.argv[1] + ".nq"), int(sys.argv[2])
    ENGINE = {"add", "backup", "bulk_extend", "bulk_load", "clear", "extend", "flush", "update"}
    SYSTEM = {"mkdir", "open", "rename", "replace", "rmdir", "symlink", "unlink"}
    def step(frame, event, called):
        global left
        if event == "c_call":
            owner, name = getattr(called, "__self__", None), called.__name__
            left -= name in (ENGINE if isinstance(owner, ox.Store) else SYSTEM if owner is os_itself else ())
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    os_itself = os.rename.__self__
    if left:
        sys.setprofile(step)
    def known(number):
        reading = renamed(sample(), str(number % 8))
        return document_iri(reading.document.text), quads(reading)
    for number in range(100_000):
        iri, graph = known(number)
        if number % 8 == 7:
            part.write_text(canonical(graph))
            print("begin", "in", iri, flush=True)
            load(path, [part])
            print("done", "in", iri, flush=True)
            continue
        with Store.open(path) as store:
            steps = [("in", graph), ("in", graph[: len(graph) // 2]), ("in", graph)]
            for what, wanted in [*steps, ("out", []), *steps[:number % 3]]:
                print("begin", what, iri, flush=True)
                store.replace(iri, wanted)
                print("done", what, iri, flush=True)
"""


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_writer_killed_at_any_moment_loses_nothing_acknowledged(tmp_path: Path, seed: int) -> None:
    """In the midst of ingest, replacing, removing, inference, publishing and loading: half of them by the clock."""
    chance = random.Random(seed)
    step = 0 if seed % 2 else 1 + seed * STEPS // KILLS
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(tmp_path / "s"), str(step)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        lines = [] if step else [writer.stdout.readline() for _ in range(chance.randint(1, 160))]
        try:
            writer.wait(None if step else chance.random() * 0.05)
        except subprocess.TimeoutExpired:
            writer.send_signal(signal.SIGKILL)
        lines += writer.stdout.read().splitlines()
    assert writer.returncode == -signal.SIGKILL
    _hold_to_what_was_told(tmp_path / "s", lines)


def _hold_to_what_was_told(path: Path, lines: list[str]) -> None:
    """A store that a killed writer left: it opens, is what its documents make of it, and has what was told as done."""
    last: dict[str, str] = {}
    for line in lines:
        if len(words := line.split()) == 3:
            last[words[2]] = words[1] if words[0] == "done" else "either"
    with Store.open(path):  # whatever was killed, a writer finds its way, and a reader after it
        pass
    with Snapshot.open(path) as reader:
        held = {d.document for d in reader.documents()}
        whole = _documents(reader)
        assert reader.dump() == whole.dump()
    live, index = folder.open_live(path), Index.open(path / folder.INDEX)
    assert (index.pending(), index.all()) == ([], set(rows_of(live)))
    for iri, state in last.items():
        assert state == "either" or (iri in held) == (state == "in"), (iri, state)


def _documents(reader: Snapshot) -> Store:
    """A store grown of the documents that a reader holds."""
    store = Store.memory()
    for document in reader.documents():
        store.replace(document.document, list(reader.statements(NamedNode(document.document))))
    return store
