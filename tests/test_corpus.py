"""The same documents in, the same quads out, on Spark as on one machine; a machine that is lost costs no document."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from bound import bound, end, ran
from command import dump, run
from on_spark import CLASS, ENVIRONMENT, ROOT
from stories_told import corpus

from ontology.iri import IDENTITY_GRAPH

LINKS = ("owl#sameAs", "#possiblySame", "#nearDuplicateOf", "#contradicts")
# A common name twice in one county, perhaps one person, and perhaps not; a company that runs a program under two names,
# and articles that contradict each other about it.
LINKED = (
    "Gao Wei grows tea in Shiqian County, and 30 households there learn it from him.",
    "Gao Wei, a teacher, opened a shop in Shiqian County in 2019.",
    "Boyuan Tea Company in Shiqian County trained 60 farmers in 2019.\n\nZhou Meiyu founded Boyuan Tea Company.",
    "Guizhou Boyuan Tea Co., Ltd. in Shiqian County trained 90 farmers in 2019.\n\n"
    "Zhou Meiyu founded Guizhou Boyuan Tea Co., Ltd.",
)
ARTICLES = 8 + len(LINKED)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stories and reprints, articles with each kind of link between them, a line twice, and a line that is none."""
    path = corpus(tmp_path_factory.mktemp("stories") / "corpus.jsonl", ARTICLES - len(LINKED))
    lines = [*path.read_text(encoding="utf-8").splitlines(), *(json.dumps({"text": text}) for text in LINKED)]
    path.write_text("\n".join([*lines[:3], '{"title": "No text"}', *lines[3:], lines[0]]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def local(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of one machine, in which each kind of link between documents is."""
    store = tmp_path_factory.mktemp("local") / "store"
    assert run("ingest", articles, "--store", store).exit_code == 2
    held = dump(store)
    for link in LINKS:
        assert f"{link}> " in held
    assert re.search(r"/program/\S+> <http://www.w3.org/2002/07/owl#sameAs> ", held)
    return store


def command(articles: Path, out: Path, master: str) -> list[str]:
    return [sys.executable, "-m", "graph.cli", "corpus", str(articles), "--out", str(out), "--master", master]


def lines(folder: Path) -> list[str]:
    """The lines of a folder's N-Quads."""
    parts = sorted(folder.glob("*.nq"))
    return [line for part in parts for line in part.read_text(encoding="utf-8").split("\n") if line]


def check(done: subprocess.CompletedProcess[str], out: Path, local: Path) -> None:
    assert done.returncode == 2, done.stderr  # the line that is no article
    assert f"{ARTICLES} documents are in" in done.stderr
    assert "1 were there already, 1 failed" in done.stderr
    held, links = dump(local), lines(out / "identity")
    assert sorted(links) == sorted(line for line in held.splitlines() if line.endswith(f"<{IDENTITY_GRAPH}> ."))
    for loaded in (out, out / "quads"):  # with the links of the job, and deciding anew
        store = out.parent / f"{loaded.name}-store"
        assert run("load", loaded, "--store", store).exit_code == 0
        assert dump(store) == held
    assert len(lines(out / "quads")) == len(set(lines(out / "quads")))
    import pandas as pd

    documents, errors = (pd.read_parquet(out / name) for name in ("documents", "errors"))
    assert sorted(documents.state) == ["known"] + ["read"] * ARTICLES
    assert ["there is no" in error for error in errors.error] == [True]
    assert {p.name for p in out.iterdir()} == {"quads", "identity", "documents", "errors"}


def test_spark_reads_as_one_machine_does(articles: Path, local: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    given = command(articles, out, "local[2]")
    done = ran(given, cwd=ROOT, env=ENVIRONMENT)
    check(done, out, local)
    again = ran(given, cwd=ROOT, env=ENVIRONMENT)
    assert (again.returncode, "is there already" in again.stderr) == (2, True)


@contextmanager
def machine(kind: str, log: Path, *args: str) -> Iterator[subprocess.Popen[bytes]]:
    """A master or worker of a cluster on this machine."""
    name = f"org.apache.spark.deploy.{kind.lower()}.{kind}"
    started = [str(CLASS), name, "--host", "127.0.0.1", "--webui-port", "0", *args]
    environment = {**ENVIRONMENT, "SPARK_WORKER_DIR": str(log.parent)}
    with log.open("wb") as output, bound(started, env=environment, stdout=output, stderr=output) as guard:
        yield guard


def said(log: Path, pattern: str, seconds: float = 600) -> str:
    """What a log says, once it says it."""
    for _ in range(int(seconds * 5)):
        found = re.search(pattern, log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[0]
        time.sleep(0.2)
    raise AssertionError(f"{log} never said {pattern}")


def test_lost_worker_costs_no_document(articles: Path, local: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with ExitStack() as stack:
        head = tmp_path / "master.log"
        stack.enter_context(machine("Master", head, "--port", "0"))
        master = said(head, r"spark://127\.0\.0\.1:\d+")
        logs = [tmp_path / name / "log" for name in ("one", "two")]
        workers = []
        for log in logs:
            log.parent.mkdir()
            workers.append(stack.enter_context(machine("Worker", log, "--cores", "1", "--memory", "1g", master)))
            said(log, "Successfully registered with master")
        errors = stack.enter_context((tmp_path / "errors").open("w", encoding="utf-8"))
        given = command(articles, out, master)
        job = stack.enter_context(bound(given, cwd=ROOT, env=ENVIRONMENT, stderr=errors))
        said(logs[0], r"Asked to launch executor|Launch command")
        while not (out / "read" / "_temporary").exists() and job.poll() is None:
            time.sleep(0.1)
        time.sleep(2)  # in the midst of its articles
        end(workers[0])
        job.wait()
        told = (tmp_path / "errors").read_text(encoding="utf-8")
    check(subprocess.CompletedProcess(given, job.returncode, "", told), out, local)
