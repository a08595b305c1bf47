"""What the command line tells while articles go in: each of a few; of many how far, how fast, and those that failed."""

from __future__ import annotations

import sys
from time import perf_counter
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from graph.archive import Kept

FEW = 100  # articles, each of which has its line
EVERY = 5.0  # seconds between two lines of how far it is
PUBLISHED = 30.0  # seconds until readers see what came in meanwhile


class Progress:
    """The articles that are done, counted and told."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._counts = {"read": 0, "known": 0, "failed": 0}
        self._unusable = False
        self._begun = self._told = self._published = perf_counter()

    @property
    def done(self) -> int:
        """How many articles are done."""
        return sum(self._counts.values())

    def tell(self, kept: Kept) -> bool:
        """Count an article and tell of it; say whether it is time to let readers see."""
        said = kept.row.reason or (kept.row.found if kept.changed else "known already, nothing changed")
        state = "failed" if kept.row.reason else "read" if kept.changed else "known"
        self._counts[state] += 1
        self._unusable |= kept.unusable
        for note in kept.notes:
            click.echo(f"Note on {kept.row.name}: {note}", err=True)
        if self._number <= FEW or kept.row.reason:
            click.echo(f"[{self.done:,}/{self._number:,}] {kept.row.name}: {said}", err=True)
        now = perf_counter()
        if self._number > FEW and now - self._told >= EVERY:
            self._told = now
            click.echo(f"[{self.done:,}/{self._number:,}] {self._rate(now)}", err=True)
        if now - self._published < PUBLISHED:
            return False
        self._published = now
        return True

    def _rate(self, now: float) -> str:
        """How fast it goes, by the articles that were read: those known already take no time."""
        read = self._counts["read"] + self._counts["failed"]
        if not read:
            return "known already"
        rate = read / (now - self._begun)
        return f"{rate:.1f} a second, {_duration((self._number - self.done) / rate)} left at most"

    def end(self) -> None:
        """Tell the sum of many, and end the program with its code where some failed."""
        if self._number > FEW:
            read, known, failed = self._counts.values()
            taken = _duration(perf_counter() - self._begun)
            click.echo(f"{read:,} went in, {known:,} were in already, {failed:,} failed, in {taken}.", err=True)
        if self._counts["failed"]:
            click.echo(f"{self._counts['failed']:,} of {self._number:,} did not go in.", err=True)
            sys.exit(2 if self._unusable else 1)


def _duration(seconds: float) -> str:
    """A duration in words."""
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
