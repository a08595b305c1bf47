"""The command line, run in this process, and what a store then holds."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from graph.cli import main
from graph.reader import Snapshot


def run(*args: str | Path, given: bytes | None = None) -> Result:
    """Run the command line in this process; only an exit may end it."""
    result = CliRunner().invoke(main, [str(a) for a in args], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    return result


def dump(store: Path) -> str:
    with Snapshot.open(store) as reader:
        return reader.dump()
