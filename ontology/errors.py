"""What can go wrong, told to people: each error is one sentence with the value and the remedy."""

from __future__ import annotations


class PolicygraphError(Exception):
    """The base of every error that policygraph raises on purpose."""


class BadInput(PolicygraphError):
    """A file, date, name or setting that can't be used."""


class BadQuery(PolicygraphError):
    """A query that is malformed, refused, or too much for its limits.

    `line` is where a malformed one is, counted from 1; 0 where that isn't known.
    """

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class InvalidGraph(PolicygraphError):
    """A graph that breaks the shapes."""


class StoreBusy(PolicygraphError):
    """A store that another process holds."""
