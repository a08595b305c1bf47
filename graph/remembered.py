"""What was found in a snapshot, kept as long as it is open: found once, however many ask."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from graph.reader import Reader

MOST = 300  # answers that a snapshot keeps; the longest unused goes first

P = ParamSpec("P")
T = TypeVar("T")


class _Slot:
    """One answer, or the place where it will be."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.found: list[Any] = []


class Memory:
    """Answers by their questions. Who asks what somebody is just finding waits for that; others don't."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()

    def get(self, question: Hashable, find: Callable[[], T]) -> T:
        """The answer to a question, found now if it isn't known; a failure is not kept."""
        with self._lock:
            slot = self._slots.setdefault(question, _Slot())
            self._slots.move_to_end(question)
            while len(self._slots) > self._most:
                self._slots.popitem(last=False)
        with slot.lock:
            if not slot.found:
                slot.found.append(find())
            answer: T = slot.found[0]
            return answer


def remembered(find: Callable[Concatenate[Reader, P], T]) -> Callable[Concatenate[Reader, P], T]:
    """Let what a function finds be kept with the snapshot that it reads; a store that can change is asked each time.

    What it gives is shared, so nobody may change it; its arguments must be hashable.
    """

    @wraps(find)
    def found(reader: Reader, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if reader.kept is None:
            return find(reader, *args, **kwargs)
        question = (find, args, tuple(sorted(kwargs.items())))
        return reader.kept.get(question, lambda: find(reader, *args, **kwargs))

    return found
