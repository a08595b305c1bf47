"""Paths with alternatives, written so that the store's engine gives a row for each way, as SPARQL has it.

`graph.worker` loads this file by its path, so it imports nothing of the project. For `?a :p|:q ?b` the engine gives a
pair of nodes once, however many of the alternatives lead from one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

_REPEATED = Path(__file__).with_name("queries") / "repeated.template"
_MOST_WAYS = 50  # of a path that is spelled out
_MOST_PATHS = 20  # of a query
_TOKEN = re.compile(
    r"""
      \s+ | \#[^\n\r]*+
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*+> )
    | (?P<text> \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
        | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+' )
    | (?P<variable> [?$]\w+ )
    | (?P<label> _:[\w.-]*\w )
    | (?P<name> (?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:%-]|\\.|\.(?=[\w:%.-]))*+ )
    | (?P<language> @[A-Za-z]++(?:-\w++)* )
    | (?P<number> (?:\d++\.?\d*+|\.\d++)(?:[eE][+-]?\d++)? )
    | (?P<word> \w++ )
    | (?P<sign> \|\| | && | \^\^ | != | <= | >= | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_STAR = re.compile(r"\b(?:SELECT|DISTINCT|REDUCED)\s*\*", re.IGNORECASE)
_TERMS = {"iri", "name", "variable"}
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_OPEN, _CLOSED = {"(": ")", "[": "]"}, {")": "(", "]": "["}


class Token(NamedTuple):
    """A piece of a query."""

    kind: str
    text: str
    start: int
    end: int


class Odd(Exception):
    """A path stands where it isn't spelled out: in a list, or beside a blank node."""


def spread(query: str) -> tuple[str, list[str]]:
    """A query with a UNION of its ways in place of each path with alternatives, and for each path an ASK whether some
    of its ways lead from and to the same nodes. Where a path isn't spelled out: the query as it is, and nothing to ask.
    """
    checks: list[str] = []
    try:
        written = _without_labels(query)
        for _ in range(_MOST_PATHS):
            found = next(_paths(written, _tokens(written)), None)
            if found is None:
                return written, checks
            written = found.written
            checks += found.checks
    except (Odd, IndexError, RecursionError):
        pass
    return query, []


def _without_labels(query: str) -> str:
    """A query with variables in place of labels of blank nodes, which may not stand on both sides of a UNION; as it is
    where that could be seen.
    """
    tokens = _tokens(query)
    form = next((token.text.upper() for token in tokens if token.text.upper() in _FORMS), "")
    if form not in {"SELECT", "ASK"} or _STAR.search(query):
        return query
    taken = {token.text[1:] for token in tokens if token.kind == "variable"}
    for token in reversed([token for token in tokens if token.kind == "label"]):
        name = "label" + re.sub(r"\W", "_", token.text)
        if name in taken:
            raise Odd
        query = f"{query[: token.start]}?{name}{query[token.end :]}"
    return query


class Found(NamedTuple):
    """A query in which one path is spelled out, and what tells whether that makes a difference."""

    written: str
    checks: list[str]


def _tokens(query: str) -> list[Token]:
    found = (m for m in _TOKEN.finditer(query) if m.lastgroup)
    return [Token(m.lastgroup or "", m[0], m.start(), m.end()) for m in found]


def _paths(query: str, tokens: list[Token]) -> Iterator[Found]:
    """What comes of spelling out each path with alternatives."""
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
        if inner and not is_negated and not is_closure:
            return [f"({way})" for way in inner], at
        return [self._query[self._tokens[begin].start : self._tokens[at - 1].end]], at


def _few(ways: Iterator[str] | list[str]) -> list[str]:
    found = list(islice(ways, _MOST_WAYS + 1))
    if len(found) > _MOST_WAYS:
        raise Odd
    return found


def _spelled(query: str, tokens: list[Token], span: tuple[int, int], ways: list[str]) -> Found:
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
        rest = subject.text if tokens[end].text not in {";", ".", "}", "]"} else ""
    written = f"{query[:begin]} {' '.join(unions)} {rest} {query[after:]}"
    prologue = query[: next(token.start for token in tokens if token.text.upper() in _FORMS)]
    places = ["{}", "GRAPH ?_graph {{ {} }}"] if any(t.text.upper() == "GRAPH" for t in tokens) else ["{}"]
    pairs = [(place, union, object) for place in places for union, object in zip(unions, objects, strict=True)]
    checks = [
        _repeats(place.format(union), [subject.text, object, "?_graph" * (place != "{}")])
        for place, union, object in pairs
    ]
    return Found(written, [prologue + check for check in checks])


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


def _repeats(pattern: str, terms: list[str]) -> str:
    """An ASK whether a pattern gives some row more than once."""
    keys = " ".join(dict.fromkeys(term for term in terms if term.startswith(("?", "$"))))
    parts = {"keys": keys or "(1 AS ?_one)", "pattern": pattern, "groups": f"GROUP BY {keys}" if keys else ""}
    return re.sub(r"%(\w+)%", lambda part: parts[part[1]], _REPEATED.read_text(encoding="utf-8"))
