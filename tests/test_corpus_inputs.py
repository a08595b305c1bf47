"""A folder of files and a Parquet table, read on Spark: the store is that of the local way, failures named alike."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx
import pytest
from bound import ran
from broken_files import broken
from command import dump
from on_spark import ENVIRONMENT

from graph.ledger import State, rows

TEA = (
    "Li Xiaoyun grows tea in Pengshui County. The Pengshui County government trained 120 farmers "
    "of Qingshi Village in tea processing in 2019."
)
FISH = "The Wanzhou Fisheries Co., Ltd. employs 45 women of Hekou Village in Kai County."
ROAD = 'A road was built in Hekou Village. "It saves us two hours," said Wang Guohua, who lives there.'
BEES = "The Hekou Beekeeping Cooperative in Kai County paid 200,000 yuan to 60 households in 2020."
# In one process, so that Spark's machine starts once.
SCRIPT = """
import json, sys
sys.path.insert(0, sys.argv[1])
from command import run
if __name__ == "__main__":
    for args in json.loads(sys.argv[2]):
        done = run(*args)
        print(json.dumps([done.exit_code, done.stderr]), flush=True)
"""


@dataclass
class Answers:
    """What each command ended with and said, by its words."""

    folder: Path
    said: dict[tuple[str, ...], tuple[int, str]]

    def of(self, *args: str) -> tuple[int, str]:
        return self.said[args]

    def failed(self, store: str) -> list[tuple[str, str]]:
        """The names and reasons in the ledger of a local run, the names from the folder on."""
        found = rows(self.folder / store, State.FAILED)
        return sorted((r.name, r.reason.removeprefix(f"{self.folder}/")) for r in found)


def table(path: Path, told: Sequence[dict[str, object]]) -> None:
    import pandas as pd

    path.parent.mkdir(exist_ok=True)
    pd.DataFrame(told).to_parquet(path)


def line(told: dict[str, object]) -> str:
    return json.dumps({key: str(value) for key, value in told.items() if value is not None})


def news(folder: Path) -> None:
    """A table in two files, a text in both of them under two titles and one row without text; and the same as lines."""
    paper = {"source": "Hill Daily", "url": "https://hills.example/1"}
    told = [
        {"text": TEA, "title": "Tea", "date": date(2020, 3, 1), **paper, "page": 4},
        {"text": ROAD, "title": "A road", "date": date(2020, 3, 2), **paper, "page": 1},
        {"text": None, "title": "Nothing", "date": date(2020, 3, 2), **paper, "page": 1},
    ]
    later = [
        {"text": BEES, "title": None, "date": None, **paper, "page": 2},
        {"text": TEA, "title": "Tea again", "date": date(2020, 4, 1), **paper, "page": 9},
    ]
    table(folder / "news" / "part-1.parquet", told)
    table(folder / "news" / "part-2.parquet", later)
    (folder / "news.jsonl").write_text("\n".join(line(t) for t in (*told, *later)) + "\n", encoding="utf-8")


BROKEN = ("bomb.docx", "empty.txt", "one_word.txt", "truncated.pdf", "wide.html")


def mixed(folder: Path) -> None:
    """Files of several kinds, folders in folders, lines without an outlet, broken and harmful files, and a copy."""
    inner = folder / "mixed" / "2020"
    inner.mkdir(parents=True)
    (inner / "tea.txt").write_text(TEA, encoding="utf-8")
    (inner / "again.txt").write_text(TEA, encoding="utf-8")
    (folder / "mixed" / "fish.html").write_text(
        f"<html><head><title>Fish</title></head><body><article><p>{FISH}</p><p>{ROAD}</p></article></body></html>",
        encoding="utf-8",
    )
    broken(folder / "mixed", *BROKEN)
    (folder / "mixed" / "two.jsonl").write_text(
        f'{{"text": {json.dumps(BEES)}}}\n\n{{"text": {json.dumps(ROAD)}, "id": "r1"}}\n', encoding="utf-8"
    )
    written = docx.Document()
    written.add_paragraph(FISH)
    written.save(str(folder / "mixed" / "fish.docx"))


FAILED = {"news": 1, "mixed": len(BROKEN)}
GIVEN = {"news": "news.jsonl", "mixed": "mixed"}  # what Spark reads, and what one machine does


def out(given: str) -> str:
    """The folder that Spark writes to: its name has what an address would write otherwise."""
    return f"{given} 新闻 100%"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    folder = tmp_path_factory.mktemp("inputs")
    news(folder)
    mixed(folder)
    table(folder / "odd.parquet", [{"body": TEA}])
    (folder / "torn.parquet").write_bytes(b"PAR1 and no more")
    wrong = [("corpus", f"{name}.parquet", "--out", name, "--master", "local[2]") for name in ("odd", "torn", "lost")]
    commands = list(wrong)
    for spark, local in GIVEN.items():
        commands += [
            ("ingest", local, "--store", f"{spark}-local"),
            ("corpus", spark, "--out", out(spark), "--master", "local[2]"),
            ("load", out(spark), "--store", f"{spark}-loaded"),
        ]
    script = folder / "run.py"
    script.write_text(SCRIPT, encoding="utf-8")
    given = [sys.executable, str(script), str(Path(__file__).parent), json.dumps(commands)]
    done = ran(given, cwd=folder, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    told = [tuple(json.loads(answer)) for answer in done.stdout.splitlines()]
    return Answers(folder, dict(zip(commands, told, strict=True)))


@pytest.mark.parametrize("given", GIVEN)
def test_spark_fills_a_store_as_one_machine_does(answers: Answers, given: str) -> None:
    code, said = answers.of("corpus", given, "--out", out(given), "--master", "local[2]")
    assert code == 2, said
    assert f"{FAILED[given]} failed" in said
    assert dump(answers.folder / f"{given}-loaded") == dump(answers.folder / f"{given}-local")


@pytest.mark.parametrize("given", GIVEN)
def test_each_article_has_its_row(answers: Answers, given: str) -> None:
    import pandas as pd

    documents, errors = (pd.read_parquet(answers.folder / out(given) / name) for name in ("documents", "errors"))
    states = {"news": ["known"] + ["read"] * 3, "mixed": ["known"] + ["read"] * 5}
    assert sorted(documents.state) == states[given]
    names = {"news": ["part-1.parquet:3"], "mixed": [str(answers.folder / "mixed" / name) for name in BROKEN]}
    assert sorted(errors.name) == names[given]
    assert all(name in error for name, error in zip(errors.name, errors.error, strict=True))
    assert all(errors.unusable)


def test_failures_have_the_reasons_of_the_local_way(answers: Answers) -> None:
    import pandas as pd

    errors = pd.read_parquet(answers.folder / out("mixed") / "errors")
    here = [(n, e.removeprefix(f"{answers.folder}/")) for n, e in zip(errors.name, errors.error, strict=True)]
    assert sorted((n.removeprefix(f"{answers.folder}/"), e) for n, e in here) == answers.failed("mixed-local")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("odd", "has no column text: its columns are body"),
        ("torn", "can't be read as Parquet"),
        ("lost", "doesn't exist"),
    ],
)
def test_table_that_is_none_is_refused_by_name(answers: Answers, name: str, why: str) -> None:
    code, said = answers.of("corpus", f"{name}.parquet", "--out", name, "--master", "local[2]")
    assert code == 2
    assert f"{name}.parquet {why}" in said
    assert not (answers.folder / name).exists()
