"""What can go wrong, told to people: each error is one sentence with the value and the remedy."""

from __future__ import annotations


class PolicygraphError(Exception):
    """The base of every error that policygraph raises on purpose."""


class BadInput(PolicygraphError):
    """A file, date, name or setting that can't be used."""


class BadQuery(PolicygraphError):
    """A query that is malformed, refused, or too much for its limits."""


class InvalidGraph(PolicygraphError):
    """A graph that breaks the shapes."""


class StoreBusy(PolicygraphError):
    """A store that another process holds."""
