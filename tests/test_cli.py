from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from command import dump, run
from sample_reading import TEXT

from graph.store import Store
from ontology.iri import INFERRED_GRAPH, document_iri

ROOT = Path(__file__).parent.parent
VERBS = ("extract", "ingest", "ledger", "corpus", "remove", "list", "query", "export", "validate", "evaluate", "app")
NAMES = "SELECT ?name { ?x a pg:Place ; skos:prefLabel ?name } ORDER BY ?name"


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
    assert "[1/1] Tea brings them home: good" in result.stderr
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
    monkeypatch.chdir(tmp_path)  # and back again behind the test
    started: list[tuple[str, list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda *given: started.append(given))
    result = run("app", "--store", filled, "--port", "8600", "--no-browser")
    assert result.exit_code == 0
    assert (Path.cwd() / ".streamlit" / "config.toml").is_file()  # where Streamlit looks for its settings
    ((program, command, environment),) = started
    assert program == command[0] == sys.executable
    assert command[1:4] == ["-m", "streamlit", "run"]
    assert command[-4:] == ["--server.port", "8600", "--server.headless", "true"]
    assert {"--server.address=127.0.0.1", "--logger.hideWelcomeMessage=true"} <= {*command}
    assert "http://127.0.0.1:8600" in result.stdout  # Streamlit doesn't say it
    assert environment["POLICYGRAPH_STORE"] == str(filled)


def test_extract_gives_the_same_bytes_in_every_process(article: Path) -> None:
    """Sets are ordered differently in each process; a graph is not."""
    command = [sys.executable, "-m", "graph.cli", "extract", str(article), "--format", "nquads"]
    seeds = ({**os.environ, "PYTHONHASHSEED": seed} for seed in "12")
    one, two = (subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True).stdout for env in seeds)
    assert one == two != b""
