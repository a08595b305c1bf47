"""Documents' graphs as lines: a file's own way of writing, and the order of its lines, make no difference."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from command import dump, run
from sample_reading import sample
from stores import holding, retold

from graph.lines import Parts, held, stream
from graph.outline import of_lines, outlines
from graph.rdf import quads
from graph.reader import canonical

TOLD = (sample(), retold())


def written() -> list[str]:
    return [line for reading in TOLD for line in canonical(quads(reading)).splitlines()]


def otherwise(line: str, number: int) -> str:
    """A line as another program may write it."""
    subject, predicate, rest = line.split(" ", 2)
    spelt = subject.replace("e", "\\u0065", 1) if number % 3 == 0 else subject
    return f"{spelt}\t{predicate}   {rest}  # <https://e.org/g> ." if number % 2 else f"  {spelt} {predicate} {rest}"


def test_what_another_program_wrote_is_loaded_alike(tmp_path: Path) -> None:
    lines = [otherwise(line, number) for number, line in enumerate(written())]
    random.Random(1).shuffle(lines)
    half = len(lines) // 2
    (tmp_path / "one.nq").write_text("# a part\n\n" + "\r\n".join(lines[:half]) + "\r\n", encoding="utf-8")
    (tmp_path / "two.nq").write_text("\n".join(lines[half - 9 :]), encoding="utf-8")
    done = run("load", tmp_path / "one.nq", tmp_path / "two.nq", "--store", tmp_path / "s")
    assert done.exit_code == 0, done.stderr
    with holding(*TOLD) as whole:
        assert dump(tmp_path / "s") == whole.dump()
    assert run("check", "--store", tmp_path / "s").exit_code == 0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('<https://e.org/a> <https://e.org/b> "c" .', "line 2 is in the default graph"),
        ("_:a <https://e.org/b> _:c {graph} .", "line 2 has a blank node"),
        ("<https://e.org/a> <https://e.org/b> ", "line 2: "),
        ("<a> <https://e.org/b> <https://e.org/c> {graph} .", "can't be read as N-Quads"),
    ],
)
def test_line_that_is_no_documents_is_told_by_its_number(tmp_path: Path, line: str, why: str) -> None:
    first = written()[0]
    told = line.format(graph=first.rsplit(" ", 2)[1])
    (tmp_path / "part.nq").write_text(f"{first}\n{told}\n", encoding="utf-8")
    failed = run("load", tmp_path / "part.nq", "--store", tmp_path / "s")
    assert (failed.exit_code, why in failed.stderr) == (2, True), failed.stderr
    assert "part.nq" in failed.stderr


def test_outlines_made_in_other_processes_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "part.nq").write_text("\n".join(written()) + "\n", encoding="utf-8")
    graphs = [*Parts([tmp_path / "part.nq"]).graphs()] * 60
    assert [*outlines(graphs, 2)] == [*map(of_lines, graphs)]


def test_graphs_of_a_store_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "part.nq").write_text("\n".join(written()) + "\n", encoding="utf-8")
    parts = Parts([tmp_path / "part.nq"])
    with holding(*TOLD) as whole:
        stored = {name: sorted(triples) for name, triples in held(whole._quads, parts.names)}
    assert {name: sorted(triples) for name, triples in parts.graphs()} == stored


def test_pieces_are_read_as_one_file() -> None:
    pieces = [bytes([65 + n % 26]) * (n * 7919 % 70_000) for n in range(60)]
    assert stream(iter(pieces)).read() == b"".join(pieces)
