"""What can go wrong, told to people: each error is one sentence with the value and the remedy."""

from __future__ import annotations


class PolicygraphError(Exception):
    """The base of every error that policygraph raises on purpose."""


class BadInput(PolicygraphError):
    """A file, date, name or setting that can't be used."""


class BadQuery(PolicygraphError):
    """A query that is malformed, refused, or too much for its limits.

    `line` and `column` are where a malformed one is, counted from 1; 0 where that isn't known.
    """

    def __init__(self, message: str, *, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class UpdateRefused(BadQuery):
    """A request that would change a store, where only reading is allowed."""


class TooMuch(BadQuery):
    """A query that took more time, memory or room than it may."""


class TooBusy(BadQuery):
    """A query that was not begun, because as many wait already as may."""


class InvalidGraph(PolicygraphError):
    """A graph that breaks the shapes."""


class StoreBusy(PolicygraphError):
    """A store that another process holds."""


class StoreFailed(PolicygraphError):
    """A store that could not be written to: a full disk, a folder without permission."""
