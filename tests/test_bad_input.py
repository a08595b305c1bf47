"""The command line on bad input: one sentence, the right exit code, and nothing changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import dump, run

from graph.store import Store

ROOT = Path(__file__).parent.parent
NAMES = "SELECT ?name { ?x a pg:Place ; skos:prefLabel ?name } ORDER BY ?name"


def bad_files(folder: Path) -> dict[str, Path]:
    """Files that can't be read, by what is wrong with them."""
    contents = {
        "empty": b"",
        "blank": b" \n\t\n",
        "binary": b"\x7fELF\x00\x01\x02" * 100,
        "huge": b"A long text. " * 1_600_000,
    }
    found = {}
    for name, content in contents.items():
        found[name] = folder / f"{name}.txt"
        found[name].write_bytes(content)
    (folder / "folder.txt").mkdir()
    return {**found, "missing": folder / "missing.txt", "folder": folder / "folder.txt"}


@pytest.mark.parametrize("wrong", ["missing", "folder", "empty", "blank", "binary", "huge"])
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
    for command in [*commands(article, store), ["app", "--store", store]]:
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "no policygraph store" in result.stderr
    for command in [*commands(article, store / "letter.txt"), ["app", "--store", store / "letter.txt"]]:
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
        (["query", ""], 1, "malformed at line 1, column 1"),
        (["query", "SELECT ?a (1 AS ?a) { ?a a ?b }"], 1, "The SELECT overrides an existing variable"),
        (["query", "SELECT (COUNT(?a) AS ?n) ?b { ?a a ?b }"], 1, "a variable that is unbound"),
        (["query", "ASK { ?a a <x y> }"], 1, "malformed"),
        (["query", "SELECT '\udc80' {}"], 1, "not UTF-8"),
        (["query", "ASK {}", "--timeout", "nan"], 2, "--timeout"),
        (["query", "ASK {}", "--timeout", "inf"], 2, "--timeout"),
        (["query", "ASK {}", "--timeout", "0"], 2, "--timeout"),
        (["remove", "no iri"], 2, "'no iri' is no document's IRI"),
        (["remove", ""], 2, "'' is no document's IRI"),
        (["remove", "https://example.org/x"], 2, "holds no document"),
        (["export", "no/folder/graph.ttl"], 2, "can't be written"),
        (["ingest", "-", "--store", "new"], 2, "There is no text"),
        (["ingest"], 2, "Missing argument"),
        (["query"], 2, "Give either a query or --file"),
        (["query", "--file", "missing.rq"], 2, "missing.rq can't be read"),
        (["validate", "--store", "ftp://example.org/sparql"], 2, "is an address"),
        (["export", "graph.docx"], 2, "stands for no format"),
        (["export", "graph.ttl", "--format", "pdf"], 2, "'pdf' is not one of"),
        (["extract", "a.txt", "--format", "graphml"], 2, "'graphml' is not one of"),
        (["nonsense"], 2, "No such command"),
        (["app", "--port", "0"], 2, "--port"),
    ],
)
def test_wrong_use(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], code: int, words: str
) -> None:
    """Bad input is told in a sentence, with its exit code, and changes nothing."""
    monkeypatch.setenv("POLICYGRAPH_STORE", str(filled))
    monkeypatch.chdir(tmp_path)
    before = dump(filled)
    result = run(*args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert dump(filled) == before
    assert list(tmp_path.iterdir()) == []


def test_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"\x89PNG")
    result = run("ingest", tmp_path / "pictures", "--store", tmp_path / "store")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "pictures holds no articles" in result.stderr
    assert not (tmp_path / "store").exists()


def test_store_held_by_another_process_names_it(article: Path, filled: Path, tmp_path: Path) -> None:
    script = (
        "import pathlib, sys\nfrom graph.store import Store\n"
        "with Store.open(pathlib.Path(sys.argv[1])):\n    print(flush=True)\n    sys.stdin.read()\n"
    )
    path = tmp_path / "store"
    command = [sys.executable, "-c", script, str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        result = run("ingest", article, "--store", path)
        assert result.exit_code == 1
        assert f"another process (number {holder.pid}): wait for it, end it, or choose another" in result.stderr
        holder.communicate()
    assert run("ingest", article, "--store", path, "--date", "2020-08").exit_code == 0
    assert dump(path) == dump(filled)


def test_lines_of_a_corpus_go_in_one_by_one_and_the_wrong_ones_are_named(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(
        '{"text": "Langao County built 12 workshops.", "date": "2020-08", "source": "Daily"}\n\nnonsense\n'
        '{"title": "No text"}\n{"text": "Li Na lives in Dashu Village.", "id": "b"}\n',
        encoding="utf-8",
    )
    store = tmp_path / "store"
    result = run("ingest", tmp_path, "--store", store)
    assert result.exit_code == 2
    assert "corpus.jsonl:3: this is no JSON" in result.stderr
    assert 'corpus.jsonl:4: there is no "text"' in result.stderr
    assert result.stderr.splitlines()[-1] == "2 of 4 did not go in."
    listed = json.loads(run("list", "--store", store, "--format", "json").stdout)
    assert {(d["source"], d["date"]) for d in listed} == {("Daily", "2020-08"), (f"{corpus}:5 b", "")}


def test_folder_that_spark_would_take_for_a_pattern(article: Path, tmp_path: Path) -> None:
    result = run("corpus", article, "--out", tmp_path / "read[2]", "--master", "local[2]")
    assert result.exit_code == 2
    assert "read[2]: Spark takes a folder's name with one of * ? [ \\ ] { } for a pattern" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_folder_within_one_that_spark_would_take_for_a_pattern(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "run[2]").mkdir()
    monkeypatch.chdir(tmp_path / "run[2]")
    result = run("corpus", article, "--out", "read", "--master", "local[2]")
    assert result.exit_code == 2
    assert "read: Spark takes a folder's name with one of * ? [ \\ ] { } for a pattern" in result.stderr
    assert list(Path.cwd().iterdir()) == []
