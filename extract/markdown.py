"""Markdown as plain prose: no marks, each block a paragraph, and what the front matter says."""

from __future__ import annotations

import re
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
TEXT = frozenset({"text", "code_inline"})
BREAKS = frozenset({"softbreak", "hardbreak"})


def prose(text: str) -> tuple[str, dict[str, str]]:
    """The text without its marks, pictures and addresses; and the fields of its front matter."""
    fields, body = front_matter(text)
    blocks = MarkdownIt("commonmark").enable("table").parse(body)
    return "\n\n".join(words for block in blocks if (words := _words(block))), fields


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields between the '---' lines that a file begins with, and the rest."""
    match = FRONT.match(text)
    if match is None:
        return {}, text
    try:
        found: Any = yaml.safe_load(match.group(1))
    except yaml.YAMLError:
        found = None
    if not isinstance(found, dict):
        return {}, text  # a rule and a paragraph, after all
    return {str(key).lower(): str(value) for key, value in found.items() if value is not None}, text[match.end() :]


def _words(block: Token) -> str:
    if block.type in {"fence", "code_block"}:
        return block.content.strip()
    parts = []
    for part in block.children or ():
        if part.type in TEXT:
            parts.append(part.content)
        elif part.type in BREAKS:
            parts.append(" ")
    return "".join(parts).strip()
