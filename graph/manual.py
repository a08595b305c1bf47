"""The command line's help as a page: `python -m graph.manual` writes docs/commands.md."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import main

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"


def manual() -> str:
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


if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="utf-8")
