"""The links that a cluster's job makes between entities are taken where they are of just the documents that come."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import dump, run
from pyoxigraph import Quad
from sample_reading import renamed, sample
from stores import holding, retold

from graph.naming import IDENTITY, SAME
from graph.rdf import likeness, quads
from graph.reader import Snapshot, canonical
from graph.shares import LINKS, MADE_OF, links_of, made_of
from ontology.iri import BASE, document_iri
from ontology.terms import PG

TOLD = (sample(), retold())
ENDS = (f"{BASE}person/one", f"{BASE}person/two")
# A link that no one would find, so that its being there shows where the links are from.
MARK = [
    Quad(t.subject, t.predicate, t.object, IDENTITY)
    for t in likeness(str(PG.possiblySame), *ENDS, 0.6, ["the same name"])
]


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """What a job on a cluster leaves of two documents."""
    out = tmp_path / "out"
    for folder in ("quads", LINKS):
        (out / folder).mkdir(parents=True)
    for number, reading in enumerate(TOLD):
        (out / "quads" / f"part-{number}.nq").write_text(canonical(quads(reading)), encoding="utf-8")
    with holding(*TOLD) as whole:
        found = list(whole.statements(IDENTITY))
    assert any(q.predicate == SAME for q in found)
    for number, links in enumerate((found, MARK)):
        (out / LINKS / f"part-{number}.nq").write_text(canonical(links), encoding="utf-8")
    documents = made_of(document_iri(r.document.text) for r in TOLD)
    (out / LINKS / MADE_OF).write_text(links_of(2, documents), encoding="utf-8")
    return out


def test_links_of_the_job_are_taken(tmp_path: Path, job: Path) -> None:
    assert run("load", job, "--store", tmp_path / "s").exit_code == 0
    with Snapshot.open(tmp_path / "s") as reader, holding(*TOLD) as whole:
        assert set(reader.statements(IDENTITY)) == {*whole.statements(IDENTITY), *MARK}
        assert set(reader.merged()) - set(whole.merged()) == {Quad(q.subject, q.predicate, q.object) for q in MARK}


def test_links_are_decided_anew_where_other_documents_are_in_the_store(tmp_path: Path, job: Path) -> None:
    other = renamed(sample(), "Another paper tells it too.")
    (tmp_path / "other.nq").write_text(canonical(quads(other)), encoding="utf-8")
    assert run("load", tmp_path / "other.nq", "--store", tmp_path / "s").exit_code == 0
    assert run("load", job, "--store", tmp_path / "s").exit_code == 0
    assert dump(tmp_path / "s") == holding(*TOLD, other).dump()


@pytest.mark.parametrize("gone", [f"{LINKS}/part-1.nq", "quads/part-1.nq"])
def test_links_are_decided_anew_where_something_of_the_job_is_missing(tmp_path: Path, job: Path, gone: str) -> None:
    (job / gone).unlink()
    kept = TOLD[:1] if gone.startswith("quads") else TOLD
    done = run("load", job, "--store", tmp_path / "s")
    assert done.exit_code == 0, done.stderr
    assert dump(tmp_path / "s") == holding(*kept).dump()


def test_links_that_are_none_change_nothing(tmp_path: Path, job: Path) -> None:
    wrong = f"<{ENDS[0]}> <{SAME.value}> <{ENDS[1]}> <https://e.org/g> .\n"
    (job / LINKS / "part-1.nq").write_text(wrong, encoding="utf-8")
    failed = run("load", job, "--store", tmp_path / "s")
    assert (failed.exit_code, "https://e.org/g" in failed.stderr) == (2, True)
