"""Where a malformed query goes wrong: at the first piece after which nothing that follows could make it right.

`graph.worker` loads this file by its path, so it imports nothing of the project. The place that the engine tells lies
behind the true one, by as many characters as the longest keyword that it tried there has, often on another line.
"""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox

_BLANK = " " * 40  # longer than any keyword, so that only who has read all of a query comes to the end of these
_PLACE = re.compile(r"error at (\d+):(\d+): ")
_PIECE = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*+>
    | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
    | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+'
    | (?P<open>["'])
    | \#[^\n\r]*+
    | [{}()\[\];,]
    | [^\s{}()\[\];,"'<\#]++
    | <
    """,
    re.VERBOSE | re.DOTALL,
)


def place(query: str, reading: dict[str, Any]) -> tuple[int, int] | None:
    """The line and column, from 1, of the piece of a malformed query that can't be right; None where it only lacks
    something at its end. `reading` are the prefixes and the base that it is read with.
    """
    pieces = list(_PIECE.finditer(query))
    good, bad = 0, len(pieces)
    if _may_go_on(query, reading):
        bad += 1
    while bad - good > 1:
        middle = (good + bad) // 2
        if _may_go_on(query[: pieces[middle - 1].end()], reading):
            good = middle
        else:
            bad = middle
    unclosed = (piece for piece in pieces[:bad] if piece["open"])
    wrong = next(unclosed, pieces[bad - 1] if bad <= len(pieces) else None)
    if wrong is None:
        return None
    at = wrong.start()
    return query.count("\n", 0, at) + 1, at - query.rfind("\n", 0, at)


def _may_go_on(begun: str, reading: dict[str, Any]) -> bool:
    """Whether something may follow that makes a query of this."""
    text = begun + _BLANK
    try:
        ox.Store().query(text, **reading)
    except SyntaxError as error:
        told = _PLACE.match(str(error))
        lines = text.split("\n")
        return told is not None and (int(told[1]), int(told[2])) > (len(lines), len(lines[-1]))
    except (OSError, RuntimeError, ValueError):  # read, and then not to be answered
        return True
    return True
