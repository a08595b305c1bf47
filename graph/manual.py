"""Pages made from the program: `python -m graph.manual` writes docs/commands.md and docs/questions.md."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import main
from graph.cookbook import questions

DOCS = Path(__file__).parent.parent / "docs"


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
    ]
    for question in questions().values():
        lines += ["", f"## {question.title}", "", f"`{question.name}`", "", "```sparql", question.sparql, "```"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
