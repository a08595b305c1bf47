"""Pages made from the program: `python -m graph.manual` writes docs/commands.md and docs/questions.md."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import main
from graph.cookbook import Question, questions
from graph.reader import Reader
from graph.results import table
from graph.sample import load
from graph.sandbox import ask

DOCS = Path(__file__).parent.parent / "docs"
SHOWN = 3  # rows of an answer
WIDEST = 90  # characters in a cell


def pages() -> dict[Path, str]:
    """The pages and their texts."""
    return {DOCS / "commands.md": commands(), DOCS / "questions.md": worked_questions()}


def commands() -> str:
    """What `policygraph --help` and each verb's `--help` print, as Markdown."""
    lines = ["# The command line", "", "<!-- Made by `python -m graph.manual` from the help texts; don't edit. -->", ""]
    top = _context(main)
    lines += _block(top)
    for name, verb in main.commands.items():
        lines += [f"## {name}", "", *_block(_context(verb, name, top))]
    return "\n".join(lines).rstrip() + "\n"


def _context(command: click.Command, name: str = "policygraph", parent: click.Context | None = None) -> click.Context:
    return click.Context(command, parent=parent, info_name=name, terminal_width=100, help_option_names=["-h", "--help"])


def _block(context: click.Context) -> list[str]:
    return ["```text", context.command.get_help(context), "```", ""]


def worked_questions() -> str:
    """The worked questions, as Markdown."""
    lines = [
        "# Worked questions",
        "",
        "<!-- Made by `python -m graph.manual` from graph/cookbook; don't edit. -->",
        "",
        "The app offers them under Ask; `policygraph query --file graph/cookbook/NAME.rq` asks one of a store.",
        "The usual prefixes (`pg:`, `pgt:`, `schema:`, `skos:`, `oa:`, `rdf:` and others) are known.",
        "Below each question stands how its answer begins on the sample article, in words.",
        "[What keeps a question fast on a large store](endpoint.md#what-keeps-a-question-fast).",
    ]
    sample = load()
    for question in questions().values():
        lines += ["", f"## {question.title}", "", f"`{question.name}`", "", "```sparql", question.sparql, "```", ""]
        lines += _answer(sample, question)
    return "\n".join(lines) + "\n"


def _answer(sample: Reader, question: Question) -> list[str]:
    """How many rows a question has on the sample article, and the first of them, as Markdown."""
    found = table(sample, ask(sample.source(), question.sparql))
    if not found.rows:
        return ["The sample article tells nothing of it."]
    head = [f"| {' | '.join(found.columns)} |", f"|{' --- |' * len(found.columns)}"]
    body = [f"| {' | '.join(_cell(cell.text) for cell in row)} |" for row in found.rows[:SHOWN]]
    number = f"{len(found.rows)} row{'s' if len(found.rows) > 1 else ''}"
    return [f"{number}, beginning with:" if len(found.rows) > SHOWN else f"{number}:", "", *head, *body]


def _cell(text: str) -> str:
    """A text that fits into a cell: on one line, not long, without marks of the table's own."""
    flat = " ".join(text.split()).replace("|", "\\|")
    return flat if len(flat) <= WIDEST else f"{flat[:WIDEST].rsplit(' ', 1)[0]} …"


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
