"""What the documentation says is so, and nothing is left out of it."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from command import run

from graph.cli import main
from graph.cookbook import ORDER, questions
from graph.manual import DOCS, pages
from graph.sample import ARTICLE, DATE
from ontology.labels import CLASSES, PROGRAM_TYPES, PROPERTIES

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")


def test_made_pages_are_what_the_program_says() -> None:
    for page, made in pages().items():
        assert page.read_text(encoding="utf-8") == made, f"{page.name}: run `python -m graph.manual`"


@pytest.mark.parametrize("verb", main.commands)
def test_verb_is_documented(verb: str) -> None:
    help_ = main.commands[verb].help or ""
    assert f"\n## {verb}\n" in (DOCS / "commands.md").read_text(encoding="utf-8")
    assert f"policygraph {verb}" in help_, "an example"
    assert main.commands[verb].get_short_help_str(100).endswith(".")


@pytest.mark.parametrize("verb", main.commands)
def test_options_are_explained(verb: str) -> None:
    for option in main.commands[verb].params:
        assert not isinstance(option, click.Option) or option.help, option.name


@pytest.mark.parametrize(
    "name", [*(f"pg:{n}" for n in (*CLASSES, *PROPERTIES)), *(f"pgt:{n}" for n in PROGRAM_TYPES)]
)  # fmt: skip
def test_name_is_in_the_reference(name: str) -> None:
    assert f"| `{name}` |" in REFERENCE


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+\.md)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert target.startswith("http") or (page.parent / target).is_file(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_files_and_verbs_that_a_page_names_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:docs|graph|extract|ontology|tests|benchmarks|pages|components)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), path
    for module in re.findall(r"`python -m ((?:graph|extract|ontology|benchmarks)[\w.]*)`", text):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), module
    for verb in re.findall(r"`policygraph (\w+)", text):
        assert verb in main.commands, verb


def test_promises_are_shown_by_tests_that_exist() -> None:
    rows = re.findall(r"^\| (.+) \| (.+) \|$", (DOCS / "promises.md").read_text(encoding="utf-8"), re.MULTILINE)
    rows = [row for row in rows if row[1] not in {"shown by", "---"}]
    assert len(rows) > 30
    for promise, shown in rows:
        named = re.findall(r"`(test_\w+)::(test_\w+)`", shown)
        assert named, promise
        for module, test in named:
            tests = (ROOT / "tests" / f"{module}.py").read_text(encoding="utf-8")
            assert re.search(rf"^def {test}\(", tests, re.MULTILINE), f"{promise}: {module}::{test}"


def blocks(text: str) -> list[str]:
    """The indented blocks of a page, without their indent."""
    found = re.findall(r"(?:^    .*\n(?:\n(?=    ))?)+", text, re.MULTILINE)
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE) for block in found]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the sample article, as `make app` makes it."""
    store = tmp_path_factory.mktemp("sample") / "store"
    assert run("ingest", ARTICLE, "--date", DATE, "--store", store).exit_code == 0
    return store


def test_query_of_the_readme_gives_the_answer_that_it_shows(sample: Path) -> None:
    found = blocks(README)
    asked = next(i for i, block in enumerate(found) if block.startswith("policygraph query '"))
    query = re.fullmatch(r"policygraph query '([^']*)'\n", found[asked])
    assert query
    answer = run("query", query[1], "--store", sample)
    assert answer.exit_code == 0, answer.stderr
    assert answer.stdout == found[asked + 1]


@pytest.mark.parametrize("name", ORDER)
def test_worked_question_can_be_asked(sample: Path, name: str) -> None:
    question = questions()[name]
    assert question.title.endswith("?") or "CONSTRUCT" in question.sparql
    assert run("query", question.sparql, "--store", sample).exit_code == 0


def test_sample_store_is_the_one_that_make_fills() -> None:
    target = f"ingest {ARTICLE.relative_to(ROOT)} --date {DATE}"
    assert target in (ROOT / "Makefile").read_text(encoding="utf-8")
