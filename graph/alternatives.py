"""Paths with alternatives, written so that the store's engine gives a row for each way, as SPARQL has it.

`graph.worker` loads this file by its path, so it imports nothing of the project. For `?a :p|:q ?b` the engine gives a
pair of nodes once, however many of the alternatives lead from one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, islice, product
from typing import NamedTuple

_MOST_WAYS = 50  # of a path that is spelled out
_MOST_PATHS = 20  # of a query
_TOKEN = re.compile(
    r"""
      \s+ | \#[^\n\r]*+
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*+> )
    | (?P<text> \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
        | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+' )
    | (?P<variable> [?$]\w+ )
    | (?P<label> _:[\w.-]*[\w-] )
    | (?P<name> (?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:%-]|\\.|\.(?=[\w:%.-]))*+ )
    | (?P<language> @[A-Za-z]++(?:-\w++)* )
    | (?P<number> (?:\d++(?:\.\d++|\.(?=[eE]))?|\.\d++)(?:[eE][+-]?\d++)? )
    | (?P<word> \w++ )
    | (?P<sign> \|\| | && | \^\^ | != | <= | >= | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_STAR = re.compile(r"\b(?:SELECT|DISTINCT|REDUCED)\s*\*", re.IGNORECASE)
_TERMS = {"iri", "name", "variable"}
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_VERBS = {"a", "^", "!", "("}  # what else may begin a path
_OPEN, _CLOSED = {"(": ")", "[": "]"}, {")": "(", "]": "["}


class Token(NamedTuple):
    """A piece of a query."""

    kind: str
    text: str
    start: int
    end: int


class Odd(Exception):
    """A path stands where it isn't spelled out: in a list, or beside a blank node."""


def spread(query: str) -> str:
    """A query with a UNION of its ways in place of each path with alternatives; where one isn't spelled out, as it is.

    A query that selects nothing, not even within, stays too: whether its patterns repeat a row makes no difference.
    """
    if all(token.text.upper() != "SELECT" for token in _tokens(query)):
        return query
    try:
        written = _without_labels(query)
        for number in range(_MOST_PATHS):
            found = next(_paths(written, _tokens(written)), None)
            if found is None:
                return written if number else query
            written = found
    except (Odd, IndexError, RecursionError):
        pass
    return query


def _without_labels(query: str) -> str:
    """A query with variables in place of labels of blank nodes, which may not stand on both sides of a UNION; raises
    Odd where that could be seen.
    """
    tokens = _tokens(query)
    form = next((token.text.upper() for token in tokens if token.text.upper() in _FORMS), "")
    labels = [token for token in tokens if token.kind == "label"]
    if labels and (form not in {"SELECT", "ASK"} or _STAR.search(query)):
        raise Odd
    taken = {token.text[1:] for token in tokens if token.kind == "variable"}
    free = (name for name in map("label{}".format, count()) if name not in taken)
    names = {label: next(free) for label in dict.fromkeys(token.text for token in labels)}
    for token in reversed(labels):
        query = f"{query[: token.start]}?{names[token.text]}{query[token.end :]}"
    return query


def _tokens(query: str) -> list[Token]:
    found = (m for m in _TOKEN.finditer(query) if m.lastgroup)
    return [Token(m.lastgroup or "", m[0], m.start(), m.end()) for m in found]


def _paths(query: str, tokens: list[Token]) -> Iterator[str]:
    """The query in which one path with alternatives is spelled out, for each."""
    end = 0
    for at, token in enumerate(tokens):
        if token.text == "|" and at >= end:
            begin = _begin(tokens, at)
            ways, end = Reading(query, tokens).ways(begin)
            if len(ways) > 1:
                yield _spelled(query, tokens, (begin, end), ways)


def _begin(tokens: list[Token], at: int) -> int:
    """Where the path begins in which an alternative ends."""
    while tokens[at].text in {"|", "/", "("}:
        if tokens[at].text != "(":
            at -= 2 if tokens[at - 1].text in {"*", "+", "?"} else 1
            at = _opening(tokens, at)
        while tokens[at - 1].text in {"^", "!"}:
            at -= 1
        if tokens[at - 1].text not in {"|", "/", "("}:
            break
        at -= 1
    return at


def _opening(tokens: list[Token], at: int) -> int:
    """The place of the bracket that one closes; any other place as it is."""
    if tokens[at].text not in _CLOSED:
        return at
    depth = 0
    while True:
        depth += (tokens[at].text in _CLOSED) - (tokens[at].text in _OPEN)
        if not depth:
            return at
        if at == 0:
            raise Odd
        at -= 1


class Reading:
    """Reads paths in the tokens of a query."""

    def __init__(self, query: str, tokens: list[Token]) -> None:
        self._query = query
        self._tokens = tokens

    def ways(self, at: int) -> tuple[list[str], int]:
        """The paths without alternatives that a path stands for, and where it ends; raises Odd for very many."""
        found, at = self._sequence(at)
        while self._tokens[at].text == "|":
            more, at = self._sequence(at + 1)
            found = _few([*found, *more])
        return found, at

    def _sequence(self, at: int) -> tuple[list[str], int]:
        found, at = self._step(at)
        while self._tokens[at].text == "/":
            more, at = self._step(at + 1)
            found = _few(f"{one}/{other}" for one, other in product(found, more))
        return found, at

    def _step(self, at: int) -> tuple[list[str], int]:
        begin = at
        if self._tokens[at].text == "^":
            inner, at = self._step(at + 1)
            return [f"^({way})" for way in inner], at
        is_negated = self._tokens[at].text == "!"
        at += is_negated
        at += is_negated and self._tokens[at].text == "^"
        if self._tokens[at].text == "(":
            inner, at = self.ways(at + 1)
            if self._tokens[at].text != ")":
                raise Odd
        elif self._tokens[at].kind not in {"iri", "name"} and self._tokens[at].text != "a":
            raise Odd
        else:
            inner = []
        at += 1
        is_closure = self._tokens[at].text in {"*", "+", "?"}
        at += is_closure
        if inner and is_negated and not is_closure:
            return _both_ways(inner), at
        if inner and not is_closure:
            return [f"({way})" for way in inner], at
        return [self._query[self._tokens[begin].start : self._tokens[at - 1].end]], at


def _both_ways(barred: list[str]) -> list[str]:
    """What a negated set stands for: the ways forward but some, and those backward but others."""
    backward = [f"^{way[2:-1]}" for way in barred if way.startswith("^")]  # written '^(…)' when it was read
    forward = [way for way in barred if not way.startswith("^")]
    return [f"!({'|'.join(ways)})" for ways in (forward, backward) if ways]


def _few(ways: Iterator[str] | list[str]) -> list[str]:
    found = list(islice(ways, _MOST_WAYS + 1))
    if len(found) > _MOST_WAYS:
        raise Odd
    return found


def _spelled(query: str, tokens: list[Token], span: tuple[int, int], ways: list[str]) -> str:
    """A query with a UNION in place of the triples of one path."""
    before = _statement(tokens, span[0])
    subject = before[0]
    if subject.kind not in _TERMS or (len(before) > 1 and before[-1].text != ";"):
        raise Odd
    objects, end = _objects(query, tokens, span[1])
    unions = [" UNION ".join(f"{{ {subject.text} {way} {object} }}" for way in ways) for object in objects]
    begin = before[-1].start
    after, rest = tokens[end - 1].end, ""
    while tokens[end].text == ";":
        after = tokens[end].end
        end += 1
        rest = subject.text if tokens[end].kind in _TERMS or tokens[end].text in _VERBS else ""
    return f"{query[:begin]} {' '.join(unions)} {rest} {query[after:]}"


def _statement(tokens: list[Token], at: int) -> list[Token]:
    """The pieces of a statement about one subject that stand before a place."""
    begin = at
    while tokens[begin - 1].text not in {".", "{", "}"}:
        if begin == 0 or tokens[begin - 1].text in _OPEN:
            raise Odd
        begin = _opening(tokens, begin - 1)
    while tokens[begin].text.upper() in {"FILTER", "BIND"}:
        while tokens[begin].text != "(":
            begin += 1
        depth = 1
        while depth:
            begin += 1
            depth += (tokens[begin].text == "(") - (tokens[begin].text == ")")
        begin += 1
    if begin >= at:
        raise Odd
    return tokens[begin:at]


def _objects(query: str, tokens: list[Token], at: int) -> tuple[list[str], int]:
    """The objects that stand from a place on, and where they end."""
    found = []
    while True:
        begin = at
        at += tokens[at].text in {"+", "-"}
        if tokens[at].kind not in {*_TERMS, "number", "text"} and tokens[at].text not in {"true", "false"}:
            raise Odd
        at += 1
        if tokens[at].kind == "language":
            at += 1
        elif tokens[at].text == "^^":
            at += 2
        found.append(query[tokens[begin].start : tokens[at - 1].end])
        if tokens[at].text != ",":
            return found, at
        at += 1
