"""The steps by which a view came about, so that each can be undone: a list of addresses, the newest last."""

from __future__ import annotations

from collections.abc import Collection, Mapping

Address = dict[str, tuple[str, ...]]
MOST = 100  # steps that are kept


def steps(address: Address, *, start: Collection[str]) -> list[Address]:
    """The addresses that lead to one, for somebody who opened it as a link: its values taken off one by one.

    The parameters of `start` are what it began with.
    """
    found = [address]
    while True:
        last = next((name for name in reversed(found[0]) if name not in start), None)
        if last is None:
            return found[-MOST:]
        before = {name: values if name != last else values[:-1] for name, values in found[0].items()}
        found.insert(0, {name: values for name, values in before.items() if values})


def walked(trail: list[Address], address: Address, *, start: Collection[str]) -> list[Address]:
    """The trail when an address is shown: a step longer, or as it is; a step shorter for one who went back."""
    if not trail:
        return steps(address, start=start)
    if same(trail[-1], address):
        return trail
    if len(trail) > 1 and same(trail[-2], address):
        return trail[:-1]
    return [*trail, address][-MOST:]


def same(one: Mapping[str, tuple[str, ...]], other: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether two addresses show the same."""
    return dict(one) == dict(other)
