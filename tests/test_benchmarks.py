"""The benchmarks' tables can be made; what stands in them is for docs/accuracy.md and docs/benchmarks.md."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from gold_reading import HERE, gold_reading, names

from extract.records import Document
from graph.cookbook import questions
from graph.evaluate import evaluate
from graph.gold import read
from graph.matched import Score

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")


def test_accuracy_tables_of_right_readings() -> None:
    import accuracy

    each = {name: evaluate(read(HERE / "gold" / f"{name}.yaml"), gold_reading(name)) for name in names()}
    whole = accuracy.together(each)
    rows = [line for line in accuracy.found_table(whole) if not line.startswith(("| kind", "| ---"))]
    assert len(rows) == 5
    assert all("| 1.000 | 1.000 | 1.000 |" in row and row.endswith("| 0 | 0 |") for row in rows)
    assert len(list(accuracy.articles_table(each))) == 2 + len(each)
    assert {line.split(" | ")[1] for line in list(accuracy.mistakes_table(whole))[2:]} == {"none |"}


def test_a_relation_too_many_is_counted_by_its_property() -> None:
    import accuracy

    whole = Score()
    whole.found["relations"].surplus = ["office partOf <Leading Group Office>", "lu worksFor <Tea Company>"]
    (row,) = (line for line in accuracy.mistakes_table(whole) if line.startswith("| relations too many"))
    assert row == "| relations too many | partOf 1, worksFor 1 |"


def test_keeping_is_measured_beside_bare_engines() -> None:
    command = [sys.executable, "benchmarks/store.py", "--quads", "1000", "--rdflib"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    rows = dict(line.strip("| ").split(" | ", 1) for line in done.stdout.splitlines() if " | " in line)
    assert {"policygraph", "pyoxigraph", "rdflib", "comes", "is removed", "and restored", "comes, in rdflib"} <= set(
        rows
    )
    assert all(float(rows[what].rsplit(" | ", 1)[1]) > 0 for what in ("comes", "is removed"))


def test_asking_starts_without_what_only_reading_needs() -> None:
    script = (
        "import sys, graph.cli; print(*({'spacy', 'streamlit', 'rdflib', 'yaml', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_systems_to_compare_with_read_something() -> None:
    import baselines

    told = Document(text="Fang Liang works for the Hekou Tea Cooperative. Langao County is in Shaanxi Province.")
    plain = baselines.plain(told)
    assert {("Fang Liang", "worksFor", "Hekou Tea Cooperative")} == {
        (f.subject, f.predicate.value, f.object.removeprefix("the ")) for f in plain.facts
    }
    assert "Langao County" in {e.label for e in baselines.unlearnt(told).entities}


def test_bins_of_confidence_and_its_table() -> None:
    import calibration

    judged = [(f, True) for f in gold_reading(names()[0]).facts]
    assert list(calibration.bins(judged))[-1].endswith("| 1.000 |")
    written = tomllib.loads(calibration.table(judged))
    assert sum(row["right"] for row in written.values()) == len(judged)


def test_reading_is_measured_by_article_and_length(monkeypatch: pytest.MonkeyPatch) -> None:
    import reading

    monkeypatch.setattr(reading, "ARTICLES", reading.ARTICLES[:1])
    assert len(list(reading.ratios(rounds=1))) == 4
    assert list(reading.growth((1,)))[-1].startswith("| 1 times |")


def test_a_few_broken_texts_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    import robustness

    assert robustness.run(20, seed=3) == []


def test_stories_are_the_same_however_many_and_their_truth_stands_in_them() -> None:
    from stories import stories

    told = list(stories(120, seed=5))
    assert told[:40] == list(stories(40, seed=5))
    assert len({s.id for s in told}) == len({s.text for s in told}) == 120
    assert all(name in s.text for s in told for called in s.forms.values() for name in called)
    by_id = {s.id: s for s in told}
    reprints = [s for s in told if s.reprint_of]
    assert len(reprints) > 6
    assert all(
        by_id[s.reprint_of].reprint_of == "" and s.forms.keys() <= by_id[s.reprint_of].forms.keys() for s in reprints
    )
    spelt: dict[str, set[str]] = {}
    for story in told:
        for key, called in story.forms.items():
            spelt.setdefault(key, set()).update(n for n in called if " " in n)
    assert any(len(called) > 1 for key, called in spelt.items() if key.startswith("person/"))


def test_a_little_corpus_is_measured(tmp_path: Path) -> None:
    import corpus
    from stories import write

    write(tmp_path / "c.jsonl", 5)
    lines = list(corpus.by_growth(tmp_path / "c.jsonl", tmp_path, 5))
    assert len(lines) == 2 + corpus.PARTS + 2
    assert lines[2].endswith("| 1.00 |")


def test_what_the_apps_pages_find_is_measured(tmp_path: Path) -> None:
    command = [sys.executable, "benchmarks/app.py", "--quads", "1000", "--only", "computed", "--stores", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ")]
    assert len(rows) == 17
    assert all(row.endswith(" s |") for row in rows[2:])


def test_identity_of_a_few_stories_is_held_against_the_truth() -> None:
    import identity
    from stories import stories

    told = list(stories(40))
    perfect = [identity.true_page(story) for story in told]
    counts = {f: c for f, *c in identity.judged([p for p, _ in perfect], [o for _, o in perfect])}
    assert counts["person"][0] > 50
    assert counts["person"][1:] == [0, 0]
    assert identity.row("x", 1, 1, 3).split() == ["x", "4", "0.5000", "0.2500"]
    assert identity.reprints(told)[1:] == (0, 0)


def test_worked_questions_are_timed_beside_the_bare_engine() -> None:
    command = [sys.executable, "benchmarks/queries.py", "--quads", "1000", "--rounds", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ")]
    assert len(rows) == 2 + len(questions())
