"""A store's folder: its marker, the live quads of its one writer, the snapshots for readers.

policygraph.json   what this folder is, and the version of its layout
live/              the quads; only the writer opens them
index/             what is looked up while they change (`graph.index`); made anew where it is missing
making*/, old/     the quads and index of a load until they take the place of the live ones, and those before
writer             the process id of the last writer, for messages
unpublished        there while the live quads may be ahead of the snapshots
snapshots/N/       hard links of the live files as they were; `current` links to the newest
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ontology.errors import BadInput, StoreBusy, StoreFailed

MARKER = "policygraph.json"
INDEX, MAKING, MAKING_INDEX, _OLD = "index", "making", "making-index", "old"
VERSION = 1
_TRIES = 100
_KEPT = 2  # snapshots, so that whoever has just looked up `current` still finds it


@dataclass(frozen=True, slots=True)
class Held:
    """A snapshot that is not cleared away until it is released, or its process ends."""

    folder: Path
    lock: int

    def release(self) -> None:
        """Let the snapshot be cleared away."""
        os.close(self.lock)


def check(path: Path) -> None:
    """Raise BadInput unless a path is a store's folder."""
    if not path.exists():
        raise BadInput(f"There is no store at {path}: make one with `policygraph ingest FILE --store {path}`.")
    if not path.is_dir():
        raise BadInput(f"{path} is a file, not a store's folder: name a folder.")
    marker = path / MARKER
    if not marker.is_file():
        raise BadInput(
            f"{path} is a folder but no policygraph store (it holds no {MARKER}): "
            "name a store, or a new or empty folder."
        )
    try:
        version = json.loads(marker.read_text(encoding="utf-8"))["version"]
    except (ValueError, KeyError, TypeError):
        raise BadInput(f'{marker} is damaged: it should hold {{"version": {VERSION}}}.') from None
    if version != VERSION:
        raise BadInput(
            f"The store {path} has layout version {version}, and this policygraph reads version "
            f"{VERSION}: use the release that made it, or ingest its documents anew."
        )


def check_usable(path: Path) -> None:
    """Raise BadInput unless a path is a store, or can become one: a new or empty folder."""
    if not _is_free(path):
        check(path)


def _is_free(path: Path) -> bool:
    return not path.exists() or (path.is_dir() and not any(path.iterdir()))


def prepare(path: Path) -> None:
    """Make a new or empty folder a store's.

    Raises BadInput unless a path is that or a store, StoreFailed where it can't be written.
    """
    if _is_free(path):
        with writing(path):
            (path / "snapshots").mkdir(parents=True)
            text = json.dumps({"version": VERSION}) + "\n"
            (path / MARKER).write_text(text, encoding="utf-8")
    check(path)


def open_live(path: Path) -> ox.Store:
    """The live quads, to write.

    Raises StoreBusy while another process has them, BadInput for damaged ones, StoreFailed where they can't be written.
    """
    if (path / _OLD).exists() and not (path / "live").exists():
        (path / _OLD).rename(path / "live")  # a load was ended between two steps
    if not (path / "live").exists() and current(path) is not None:  # else an empty store would take its place
        raise _damaged(path, "the folder live is missing")
    try:
        live = ox.Store(str(path / "live"))
        (path / "writer").write_text(f"{os.getpid()}\n", encoding="utf-8")
    except (RuntimeError, FileNotFoundError) as error:
        raise _damaged(path, error) from error
    except OSError as error:
        if is_held(error):
            raise StoreBusy(
                f"The store {path} is being written to by another process{_writer(path)}: "
                "wait for it, end it, or choose another store with --store."
            ) from None
        raise unwritable(path, error) from error
    return live


_NOTHING = "nothing of this change is in"
UNSEEN = "what changed is in, but no reader sees it yet"


def unwritable(path: Path, error: OSError, state: str = _NOTHING) -> StoreFailed:
    """What to tell of a store that the system would not let be written, and of the state it is left in."""
    told = str(error).lower()
    remedy = "see to its disk and the folder's permissions"
    if "no space" in told or "too large" in told or "quota" in told:
        remedy = "make room on the disk"
    elif "read-only" in told or "permission" in told:
        remedy = "its folder is read-only: choose another store with --store, or have the folder made writable"
    return StoreFailed(f"The store {path} could not be written to ({error}), and {state}: {remedy}, and do it again.")


@contextmanager
def writing(path: Path, state: str = _NOTHING) -> Iterator[None]:
    """Work on a store's files, with what the system refuses told as StoreFailed."""
    try:
        yield
    except OSError as error:
        raise unwritable(path, error, state) from error


def is_held(error: OSError) -> bool:
    """Whether the engine says by an error that somebody has its files open to write."""
    return any(words in str(error) for words in ("lock hold by current process", "While lock file"))


def is_damage(error: RuntimeError) -> bool:
    """Whether the engine says by an error that it found a file damaged, only once it came to read there."""
    return str(error).startswith("Corruption")


def _damaged(path: Path, why: object) -> BadInput:
    return BadInput(f"The store {path} is damaged ({why}): restore a backup, or ingest its documents anew.")


def put_live(path: Path) -> None:
    """Let the quads that a load has made, and their index, be the live ones; nobody may have those open."""
    shutil.rmtree(path / _OLD, ignore_errors=True)
    shutil.rmtree(path / INDEX, ignore_errors=True)
    (path / "live").rename(path / _OLD)
    (path / MAKING).rename(path / "live")
    (path / MAKING_INDEX).rename(path / INDEX)
    shutil.rmtree(path / _OLD, ignore_errors=True)


def _writer(path: Path) -> str:
    try:
        return f" (number {int((path / 'writer').read_text(encoding='utf-8'))})"
    except (OSError, ValueError):
        return ""


def mark_unpublished(path: Path) -> None:
    """Note that the live quads are about to be ahead of the snapshots."""
    (path / "unpublished").touch()


def is_published(path: Path) -> bool:
    """Whether the newest snapshot is all that the live quads hold, as far as anybody noted."""
    return current(path) is not None and not (path / "unpublished").exists()


def publish(path: Path, live: ox.Store) -> None:
    """Make the live quads the snapshot that readers open from now on."""
    snapshots = path / "snapshots"
    numbers = [int(p.name) for p in snapshots.iterdir() if p.name.isdigit()]
    new = snapshots / str(max(numbers, default=0) + 1)
    live.flush()
    live.backup(str(new))
    link = path / "current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(new.relative_to(path), target_is_directory=True)
    link.replace(path / "current")
    (path / "unpublished").unlink(missing_ok=True)
    for number in sorted(numbers)[: 1 - _KEPT or None]:
        _clear(snapshots / str(number))


def _clear(snapshot: Path) -> None:
    """Delete a snapshot, unless somebody holds it."""
    lock = os.open(snapshot, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(snapshot)
    except BlockingIOError:
        pass
    finally:
        os.close(lock)


def current(path: Path) -> Path | None:
    """The newest snapshot's folder."""
    link = path / "current"
    return path / link.readlink() if link.is_symlink() else None


def hold_current(path: Path) -> Held:
    """The newest snapshot, held for reading; made first if a killed writer left it unpublished."""
    check(path)
    if not is_published(path):
        _recover(path)
    for _ in range(_TRIES):
        snapshot = current(path)
        if snapshot is None:
            raise StoreBusy(f"The store {path} is just being made by another process{_writer(path)}: try again.")
        try:
            lock = os.open(snapshot, os.O_RDONLY)
        except FileNotFoundError:
            continue  # cleared away since the link was read: there is a newer one
        fcntl.flock(lock, fcntl.LOCK_SH)
        if snapshot.exists():
            return Held(snapshot, lock)
        os.close(lock)
    raise BadInput(f"The store {path} is damaged: its newest snapshot {snapshot} is missing.")


def _recover(path: Path) -> None:
    """Publish what the live quads hold, unless a writer is at work, who will."""
    try:
        live = open_live(path)
    except StoreBusy:
        return
    publish(path, live)


def open_snapshot(path: Path, held: Held) -> ox.Store:
    """The quads of a store's held snapshot, to read. Raises BadInput for damaged ones."""
    try:
        return ox.Store.read_only(str(held.folder))
    except (RuntimeError, OSError) as error:
        held.release()
        raise _damaged(path, error) from error
