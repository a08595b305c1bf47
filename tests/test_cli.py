from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from sample_reading import TEXT

from graph.cli import main
from graph.reader import Snapshot
from graph.store import Store
from ontology.iri import INFERRED_GRAPH, document_iri

ROOT = Path(__file__).parent.parent
VERBS = ("extract", "ingest", "remove", "list", "query", "export", "validate", "evaluate", "app")
NAMES = "SELECT ?name { ?x a pg:Place ; skos:prefLabel ?name } ORDER BY ?name"


def run(*args: str | Path, given: bytes | None = None) -> Result:
    """Run the command line in this process; only an exit may end it."""
    result = CliRunner().invoke(main, [str(a) for a in args], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    return result


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "tea.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, article: Path) -> Path:
    """A store with one article in it, for tests that only read."""
    store = tmp_path_factory.mktemp("filled") / "store"
    assert run("ingest", article, "--store", store, "--date", "2020-08").exit_code == 0
    return store


def dump(store: Path) -> str:
    with Snapshot.open(store) as reader:
        return reader.dump()


def test_help_is_a_manual() -> None:
    text = run("--help").stdout
    assert [text.index(f"\n  {verb} ") for verb in VERBS] == sorted(text.index(f"\n  {verb} ") for verb in VERBS)
    assert "Exit codes:" in text
    for verb in VERBS:
        help_ = run(verb, "--help")
        assert help_.exit_code == 0
        assert verb == "validate" or f"policygraph {verb}" in help_.stdout


@pytest.mark.parametrize(
    ("format", "parser"),
    [
        ("turtle", ox.RdfFormat.TURTLE),
        ("trig", ox.RdfFormat.TRIG),
        ("nquads", ox.RdfFormat.N_QUADS),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_extract_prints_one_graph_and_needs_no_store(
    article: Path, format: str, parser: ox.RdfFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("extract", article, "--date", "2020-08", "--format", format)
    assert result.exit_code == 0
    found = set(ox.parse(result.stdout_bytes, parser))
    assert document_iri(TEXT.strip()) in {q.subject.value for q in found}
    assert INFERRED_GRAPH not in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_ingest_is_idempotent_and_remove_restores(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Shunchang County in Fujian Province trains weavers.", encoding="utf-8")
    store = tmp_path / "store"
    assert run("ingest", other, "--store", store).exit_code == 0
    before = dump(store)
    first = run("ingest", article, "--store", store)
    assert "entities" in first.stderr
    middle = dump(store)
    again = run("ingest", article, "--store", store)
    assert (again.exit_code, "nothing changed" in again.stderr) == (0, True)
    assert dump(store) == middle
    listed = json.loads(run("list", "--store", store, "--format", "json").stdout)
    assert [d["source"] for d in listed] == ["other.txt", "tea.txt"]
    iri = next(d["document"] for d in listed if d["source"] == "tea.txt")
    assert run("remove", iri, "--store", store).exit_code == 0
    assert dump(store) == before
    gone = run("remove", iri, "--store", store)
    assert (gone.exit_code, "holds no document" in gone.stderr) == (2, True)


def test_folder_and_standard_input_go_in_and_one_bad_file_loses_none(tmp_path: Path) -> None:
    folder = tmp_path / "articles" / "deep"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("Songxi County opened a workshop.", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.md").write_text("Zhenghe County opened a workshop.", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    store = tmp_path / "store"
    given = b"Guangze County opened a workshop."
    result = run("ingest", tmp_path / "articles", "-", "--store", store, given=given)
    assert result.exit_code == 2
    assert "b.txt" in result.stderr
    assert "1 of 4 did not go in" in result.stderr
    listed = json.loads(run("list", "--store", store, "--format", "json").stdout)
    assert sorted(d["source"] for d in listed) == ["a.txt", "c.md", "standard input"]


def test_list_as_a_table(filled: Path) -> None:
    result = run("list", "--store", filled)
    assert result.stdout.splitlines()[0].split() == ["date", "document", "title"]
    assert "Tea brings them home" in result.stdout
    assert "1 row\n" in result.stderr


@pytest.mark.parametrize(
    ("format", "start"),
    [
        ("table", "name"),
        ("csv", "name\r\n"),
        ("tsv", "?name\n"),
        ("json", '{"head"'),
        ("xml", "<?xml"),
    ],
)
def test_query_formats(filled: Path, format: str, start: str) -> None:
    result = run("query", NAMES, "--store", filled, "--format", format)
    assert result.exit_code == 0
    assert result.stdout_bytes.decode().startswith(start)
    assert "Pingshan County" in result.stdout


def test_query_from_a_file_and_graphs_and_yes_or_no(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("CONSTRUCT { ?x a pg:Place } WHERE { ?x a pg:Place }", encoding="utf-8")
    assert "a pg:Place ." in run("query", "--file", file, "--store", filled).stdout
    assert run("query", "ASK { ?x a pg:Place }", "--store", filled).stdout == "yes\n"


def test_store_can_be_named_by_the_environment(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_STORE", str(filled))
    assert "Pingshan County" in run("query", NAMES).stdout


def test_export_by_suffix_and_by_format(filled: Path, tmp_path: Path) -> None:
    result = run("export", tmp_path / "graph.graphml", "--store", filled)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Pingshan County" in dict(nx.read_graphml(tmp_path / "graph.graphml").nodes("label")).values()
    assert run("export", tmp_path / "plain", "--store", filled, "--format", "nquads").exit_code == 0
    assert (tmp_path / "plain").read_text(encoding="utf-8").endswith(" .\n")
    tables = run("export", tmp_path / "t.csv", "--store", filled)
    assert "t-nodes.csv" in tables.stderr
    assert "t-edges.csv" in tables.stderr


def test_validate_holds_the_documents_against_the_shapes(filled: Path, tmp_path: Path) -> None:
    result = run("validate", "--store", filled)
    assert (result.exit_code, "1 documents hold" in result.stderr) == (0, True)
    iri = "https://example.org/document"
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    node = ox.NamedNode(iri)
    bad = ox.NamedNode("https://w3id.org/policygraph/ontology#Document")
    with Store.open(tmp_path / "bad") as store:
        store.replace(iri, [ox.Quad(node, kind, bad, node)])
    result = run("validate", "--store", tmp_path / "bad")
    assert result.exit_code == 1
    assert "A document has its text, once" in result.stdout
    assert "1 of 1 documents break the shapes" in result.stderr


def bad_files(folder: Path) -> dict[str, Path]:
    """Files that can't be read, by what is wrong with them."""
    contents = {
        "empty": b"",
        "blank": b" \n\t\n",
        "binary": b"\x7fELF\x00\x01\x02" * 100,
        "latin": "Caf\u00e9 culture".encode("latin-1"),
        "huge": b"A long text. " * 1_600_000,
    }
    found = {}
    for name, content in contents.items():
        found[name] = folder / f"{name}.txt"
        found[name].write_bytes(content)
    (folder / "folder.txt").mkdir()
    return {**found, "missing": folder / "missing.txt", "folder": folder / "folder.txt"}


@pytest.mark.parametrize("wrong", ["missing", "folder", "empty", "blank", "binary", "latin", "huge"])
@pytest.mark.parametrize("verb", ["extract", "ingest"])
def test_file_that_can_not_be_read(tmp_path: Path, verb: str, wrong: str) -> None:
    path = bad_files(tmp_path)[wrong]
    store = tmp_path / "store"
    options = ["--store", store] if verb == "ingest" else []
    result = run(verb, path, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert wrong in result.stderr
    assert not store.exists()


@pytest.mark.parametrize("date", ["2020-13", "2020-02-30", "yesterday", "20-08"])
@pytest.mark.parametrize("verb", ["extract", "ingest"])
def test_impossible_date(article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, date: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(verb, article, "--date", date)
    assert (result.exit_code, result.stdout) == (2, "")
    assert date in result.stderr
    assert list(tmp_path.iterdir()) == []


def commands(article: Path, store: Path) -> Iterator[list[str | Path]]:
    """Every verb that opens a store."""
    yield ["ingest", article, "--store", store]
    yield ["remove", "https://example.org/x", "--store", store]
    yield ["list", "--store", store]
    yield ["query", NAMES, "--store", store]
    yield ["export", store.parent / "out.ttl", "--store", store]
    yield ["validate", "--store", store]


def test_folder_that_is_no_store(article: Path, tmp_path: Path) -> None:
    store = tmp_path / "mine"
    store.mkdir()
    (store / "letter.txt").write_text("Dear all", encoding="utf-8")
    for command in commands(article, store):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "no policygraph store" in result.stderr
    for command in commands(article, store / "letter.txt"):
        assert run(*command).exit_code == 2
    assert [p.name for p in tmp_path.rglob("*")] == ["mine", "letter.txt"]


def test_missing_store_is_made_only_by_ingest(article: Path, tmp_path: Path) -> None:
    for command in list(commands(article, tmp_path / "none"))[1:]:
        result = run(*command)
        assert (result.exit_code, "There is no store" in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_store_held_by_another_can_be_read_but_not_written(article: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    run("ingest", article, "--store", path)
    before = dump(path)
    with Store.open(path):
        for command in commands(article, path):
            result = run(*command)
            assert result.exit_code == (1 if command[0] in {"ingest", "remove"} else 0)
            if result.exit_code:
                assert f"{path} is being written to by another process" in result.stderr
                assert str(os.getpid()) in result.stderr
    assert dump(path) == before


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["query", "SELECT * {"], 1, "malformed at line 1, column 11"),
        (["query", "SELECT * { SERVICE <http://x.example/> {} }"], 1, "refused"),
        (["query", "INSERT DATA { pg:a a pg:Place }"], 1, "refused"),
        (["query", "SELECT * {}", "--format", "turtle"], 1, "gives rows"),
        (["query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"], 1, "gives a graph"),
        (["query", "SELECT * {}", "--format", "word"], 2, "'word' is not one of"),
        (["query"], 2, "Give either a query or --file"),
        (["query", "--file", "missing.rq"], 2, "missing.rq can't be read"),
        (["query", "ASK {}", "--store", "https://example.org/sparql"], 2, "is an address"),
        (["export", "graph.docx"], 2, "stands for no format"),
        (["export", "graph.ttl", "--format", "pdf"], 2, "'pdf' is not one of"),
        (["extract", "a.txt", "--format", "graphml"], 2, "'graphml' is not one of"),
        (["nonsense"], 2, "No such command"),
        (["app", "--port", "0"], 2, "--port"),
    ],
)
def test_wrong_use(filled: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], code: int, words: str) -> None:
    monkeypatch.setenv("POLICYGRAPH_STORE", str(filled))
    result = run(*args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr


def test_query_that_takes_too_long(filled: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    result = run("query", query, "--store", filled, "--timeout", "0.5")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "longer than 0.5 seconds" in result.stderr


def test_reading_verbs_load_no_heavy_parts(filled: Path, tmp_path: Path) -> None:
    script = f"""
import sys
from graph.cli import main
for args in (["query", "ASK {{}}"], ["list"], ["export", {str(tmp_path / "g.graphml")!r}]):
    main([*args, "--store", {str(filled)!r}], standalone_mode=False)
heavy = {{"spacy", "rdflib", "streamlit", "networkx", "pyshacl"}} & sys.modules.keys()
assert not heavy, heavy
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr


def test_reader_of_results_may_leave_early(filled: Path) -> None:
    command = [sys.executable, "-m", "graph.cli", "query", "SELECT * { ?s ?p ?o . ?x ?y ?z } LIMIT 9999"]
    with subprocess.Popen(
        [*command, "--store", str(filled)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as asked:
        assert asked.stdout is not None
        assert asked.stderr is not None
        asked.stdout.readline()
        asked.stdout.close()
        errors = asked.stderr.read()
    assert b"Traceback" not in errors
    assert b"Exception" not in errors


def test_app_is_started_on_the_store(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "app.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "app", raising=False)
    started: dict[str, object] = {}

    def start(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        started.update(options, command=command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", start)
    result = run("app", "--store", filled, "--port", "8600", "--no-browser")
    assert result.exit_code == 0
    command = started["command"]
    assert isinstance(command, list)
    assert command[1:4] == ["-m", "streamlit", "run"]
    assert command[-4:] == ["--server.port", "8600", "--server.headless", "true"]
    environment = started["env"]
    assert isinstance(environment, dict)
    assert environment["POLICYGRAPH_STORE"] == str(filled)
