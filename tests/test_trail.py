"""Steps that are undone one by one."""

from __future__ import annotations

from graph.trail import MOST, Address, steps, walked

START = ("entity", "to")
BARE: Address = {"entity": ("place/1",)}


def test_a_link_is_undone_value_by_value_down_to_its_start() -> None:
    link: Address = BARE | {"open": ("a", "b"), "sure": ("likely",)}
    assert steps(link, start=START) == [BARE, BARE | {"open": ("a",)}, BARE | {"open": ("a", "b")}, link]
    assert steps(BARE, start=START) == [BARE]
    assert steps({}, start=START) == [{}]


def test_a_step_makes_the_trail_longer_and_a_look_does_not() -> None:
    trail = walked([], BARE, start=START)
    assert trail == [BARE]
    opened: Address = BARE | {"open": ("a",)}
    longer = walked(trail, opened, start=START)
    assert longer == [BARE, opened]
    assert walked(longer, dict(opened), start=START) == longer


def test_going_back_makes_it_shorter() -> None:
    trail: list[Address] = [BARE, BARE | {"open": ("a",)}, BARE | {"hide": ("b",)}]
    assert walked(trail, BARE | {"open": ("a",)}, start=START) == trail[:2]
    assert walked(trail, BARE, start=START) == [*trail, BARE]


def test_a_trail_has_an_end() -> None:
    trail: list[Address] = []
    for i in range(MOST + 20):
        trail = walked(trail, BARE | {"open": (str(i),)}, start=START)
    assert len(trail) == MOST
    assert trail[-1] == BARE | {"open": (str(MOST + 19),)}
