"""Which graphs a query is asked of: those that its FROM and FROM NAMED name, or that came with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from graph.prefixes import PREFIXES
from ontology.iri import BASE

IRI = r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"
# Quoted text, as long as the grammar lets it be; what is never closed counts as one piece too, so that each pattern
# below takes time in proportion to the query, however it is written.
QUOTED = r"""
      \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
    | (?P<unclosed>\"{3}.*+ | '{3}.*+)
    | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+'
    | (?P<unended>"(?:[^"\\\n\r]|\\.)*+ | '(?:[^'\\\n\r]|\\.)*+)
"""
SILENT = re.compile(  # what hides no keyword, but for the unclosed
    rf"""
      (?P<iri>{IRI})
    | {QUOTED}
    | \#[^\n\r]*
    | [?$]\w+ | @[A-Za-z-]+
    | (?<=:)(?:[\w:%]|\\.)(?:[\w:%.-]|\\.)*
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(00[01][0-9A-Fa-f]{5})")
_TOKEN = re.compile(
    rf"""
      \#[^\n\r]*
    | (?P<iri>{IRI})
    | {QUOTED}
    | [?$]\w+
    | (?P<name>(?:[^\W\d_][\w.-]*+)?:(?:[\w:%-]|\.(?=[\w:%.-])|\\.)*+)
    | (?P<word>\w[\w.-]*+)
    | (?P<brace>[{{}}])
    """,
    re.VERBOSE | re.DOTALL,
)
_TERMS = {"iri", "name", "word"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The graphs, by IRI, whose merger is the default graph, and those that GRAPH reaches; None for the store's own."""

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


def of_query(query: str) -> Dataset | None:
    """The graphs that a query's FROM and FROM NAMED name; None if it names none."""
    if "FROM" not in query.upper():
        return None
    base = BASE
    prefixes = dict(PREFIXES)
    default: list[str] = []
    named: list[str] = []
    words = [""]  # since the last term, in capitals
    for kind, text in _outside_braces(query):
        if kind == "word":
            words.append(text.upper())
        elif words[-1] == "PREFIX" and kind == "name":
            words = ["PREFIX", text.partition(":")[0]]
        else:
            if words[-1] == "BASE" and kind == "iri":
                base = _resolved(text, base)
            elif words[0] == "PREFIX" and kind == "iri":
                prefixes[words[1]] = _resolved(text, base)
            elif words[-2:] == ["FROM", "NAMED"]:
                named.append(_graph(text, prefixes, base))
            elif words[-1] == "FROM":
                default.append(_graph(text, prefixes, base))
            words = [""]
    return Dataset(default=tuple(default), named=tuple(named)) if default or named else None


def _outside_braces(query: str) -> Iterator[tuple[str, str]]:
    """The words ('word'), IRIs ('iri') and names with a prefix ('name') that stand in no braces."""
    depth = 0
    for found in _TOKEN.finditer(query):
        if found["brace"]:
            depth += 1 if found["brace"] == "{" else -1
        elif depth == 0 and found.lastgroup in _TERMS:
            yield found.lastgroup, found[0]


def _graph(written: str, prefixes: dict[str, str], base: str) -> str:
    if written.startswith("<"):
        return _resolved(written, base)
    prefix, _, local = written.partition(":")
    return prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)


def _resolved(written: str, base: str) -> str:
    """An IRI in angle brackets, resolved against a base."""
    iri = ESCAPE.sub(unescaped, written[1:-1])
    end = "#" if iri.endswith("#") else ""  # which the library takes for nothing
    return urljoin(base, iri).removesuffix("#") + end


def unescaped(escape: re.Match[str]) -> str:
    """The character that an escape of a code point stands for; half of one, or none, stays as it is written."""
    code = int(escape[1] or escape[2], 16)
    return escape[0] if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)
