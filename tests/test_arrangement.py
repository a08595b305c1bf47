"""Places that come back with an address."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import firm, holding, linked

from graph.arrangement import MOST, Pin, arranged, as_text, moved, pinned, pins_of, sign, unpinned
from graph.network import neighbourhood
from graph.store import Store

SPOTS = st.tuples(*(st.integers(-100_000, 100_000).map(float),) * 2)
PINS = st.builds(Pin, after=st.integers(0, 63), sign=st.text("abYZ09-_", min_size=5, max_size=5), spot=SPOTS)


def store() -> Store:
    return holding(linked([("hub", f"n{i}") for i in range(9)] + [("n1", f"m{i}") for i in range(6)]))


@given(pins=st.lists(PINS, max_size=20).map(tuple))
def test_pins_come_back_from_their_text(pins: tuple[Pin, ...]) -> None:
    text = as_text(pins)
    assert pins_of(text) == pins
    assert re.fullmatch(r"[A-Za-z0-9_-]*", text)
    assert len(text) == 12 * len(pins)


@given(text=st.text(max_size=60))
def test_junk_is_no_pin(text: str) -> None:
    assert all(pin.sign in text for pin in pins_of(text))


def test_an_address_holds_so_many_pins_and_no_more() -> None:
    pins: tuple[Pin, ...] = ()
    for i in range(MOST + 5):
        pins = pinned(pins, firm(str(i)), (float(i), 0.0), after=0)
    assert len(pins) == MOST
    assert pins[-1] == Pin(after=0, sign=sign(firm(str(MOST + 4))), spot=(float(MOST + 4), 0.0))
    assert len(pins_of(as_text(pins) * 2)) == MOST


def test_a_spot_that_is_too_far_is_brought_near() -> None:
    (pin,) = pins_of(as_text([Pin(after=0, sign="abcde", spot=(1e9, -1e9))]))
    assert pin.spot[0] > 100_000
    assert pin.spot[1] < -100_000


def test_a_node_has_one_pin_for_each_time() -> None:
    pins = pinned((), firm("a"), (1.0, 2.0), after=0)
    assert pinned(pins, firm("a"), (3.0, 4.0), after=0) == pinned((), firm("a"), (3.0, 4.0), after=0)
    both = pinned(pins, firm("a"), (3.0, 4.0), after=1)
    assert len(both) == 2
    assert unpinned(both, firm("a")) == ()
    assert unpinned(both, firm("b")) == both


def test_places_are_the_same_for_everybody_and_only_what_is_moved_moves() -> None:
    plain = arranged(store(), firm("hub"), (), ())
    assert arranged(store(), firm("hub"), (), ()) == plain
    pins = pinned((), firm("n1"), (-500.0, 700.0), after=0)
    shifted = arranged(store(), firm("hub"), (), pins)
    assert shifted == plain | {firm("n1"): (-500.0, 700.0)}
    assert moved(plain, {sign(firm("n1")): (-500.0, 700.0)}) == shifted


@pytest.mark.parametrize("later", [False, True])
def test_what_is_opened_comes_near_where_its_node_stood_then(later: bool) -> None:
    pins = pinned((), firm("n1"), (-5000.0, 7000.0), after=1 if later else 0)
    spots = arranged(store(), firm("hub"), (firm("n1"),), pins)
    assert spots.keys() == {n.iri for n in neighbourhood(store(), firm("hub"), opened=[firm("n1")]).nodes}
    assert spots[firm("n1")] == (-5000.0, 7000.0)
    assert (spots[firm("m0")][0] < -4000) is not later


def test_a_pin_of_an_opening_that_was_undone_holds() -> None:
    pins = pinned((), firm("n1"), (-500.0, 700.0), after=3)
    assert arranged(store(), firm("hub"), (), pins)[firm("n1")] == (-500.0, 700.0)


def test_signs_differ() -> None:
    assert len({sign(firm(str(i))) for i in range(300)}) == 300
