"""Where the nodes of a canvas stand, all from its address: computed step by step, and what was moved by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from graph.exploring import spots_of
from graph.layout import Spot
from graph.network import neighbourhood
from graph.queries import short
from graph.reader import Reader
from graph.remembered import remembered

MOST = 300  # pins that an address holds
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_NAME, _PLACE = 5, 3  # letters of a node's sign, and of each coordinate
_MIDDLE = len(_LETTERS) ** _PLACE // 2
_LENGTH = 1 + _NAME + 2 * _PLACE
_PIN = re.compile(rf"[\w-]{{{_LENGTH}}}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A node, by its sign, that stands where somebody put it: `spot` in whole pixels, `after` how many openings.

    What is opened later comes near the spot; so a node may have several pins, one for each time.
    """

    after: int
    sign: str
    spot: Spot


def sign(iri: str) -> str:
    """The five letters by which an address knows a node."""
    digest = blake2b(short(iri).encode(), digest_size=8).digest()
    return _written(int.from_bytes(digest) % len(_LETTERS) ** _NAME, _NAME)


def pins_of(text: str) -> tuple[Pin, ...]:
    """The pins that an address holds, as far as it can be read; at most 300."""
    found = []
    for at in range(0, min(len(text), MOST * _LENGTH), _LENGTH):
        told = text[at : at + _LENGTH]
        if not _PIN.fullmatch(told):
            break
        x, y = (_number(told[start : start + _PLACE]) - _MIDDLE for start in (1 + _NAME, 1 + _NAME + _PLACE))
        found.append(Pin(after=_number(told[0]), sign=told[1 : 1 + _NAME], spot=(float(x), float(y))))
    return tuple(found)


def as_text(pins: Iterable[Pin]) -> str:
    """Pins as an address holds them: twelve letters each."""
    return "".join(_written(p.after, 1) + p.sign + "".join(_coordinate(c) for c in p.spot) for p in pins)


def pinned(pins: tuple[Pin, ...], iri: str, spot: Spot, *, after: int) -> tuple[Pin, ...]:
    """The pins with one more, for a node that is put somewhere after so many openings; the oldest gives way."""
    new = Pin(after=min(after, len(_LETTERS) - 1), sign=sign(iri), spot=spot)
    kept = [pin for pin in pins if (pin.after, pin.sign) != (new.after, new.sign)]
    return tuple([*kept, new][-MOST:])


def unpinned(pins: tuple[Pin, ...], iri: str) -> tuple[Pin, ...]:
    """The pins without those of a node."""
    return tuple(pin for pin in pins if pin.sign != sign(iri))


@remembered
def arranged(reader: Reader, start: str, opened: tuple[str, ...], pins: tuple[Pin, ...]) -> dict[str, Spot]:
    """A place for each entity around one, the same whoever asks: laid out anew, opened in turn, moved by the pins."""
    spots: dict[str, Spot] = {}
    for count in range(len(opened) + 1):
        if count:
            view = neighbourhood(reader, start, opened=opened[:count])
            spots = spots_of(view, spots, origin=opened[count - 1])
        else:
            spots = _first(reader, start)
        due = {p.sign: p.spot for p in pins if p.after == count or (count == len(opened) and p.after > count)}
        spots = moved(spots, due) if due else spots
    return spots


@remembered
def _first(reader: Reader, start: str) -> dict[str, Spot]:
    """The places before anything is opened: of all that is laid out, what takes longest."""
    return spots_of(neighbourhood(reader, start), {})


def moved(spots: dict[str, Spot], due: dict[str, Spot]) -> dict[str, Spot]:
    """Places with some nodes put elsewhere, by their signs."""
    return {iri: due.get(sign(iri), spot) for iri, spot in spots.items()}


def _coordinate(value: float) -> str:
    return _written(max(0, min(2 * _MIDDLE - 1, round(value) + _MIDDLE)), _PLACE)


def _written(number: int, length: int) -> str:
    letters = ""
    for _ in range(length):
        number, rest = divmod(number, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def _number(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * len(_LETTERS) + _LETTERS.index(letter)
    return value
