"""What lists say of each entity and kind, in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph import wording
from graph.cards import Line, Part, link
from graph.prefixes import PREFIXES
from graph.queries import Found, Named


def found_line(found: Found) -> Line:
    """What a search found, in one line."""
    entity = found.entity
    words = _kind(entity)
    if found.name and f" {found.name} ".casefold() not in f" {entity.label} ".casefold():
        words.append(f"also written “{found.name}”")
    words.append(wording.counted(found.links, "fact"))
    return _line(entity, words)


def member_line(found: Found, kind: str) -> Line:
    """An entity in the list of a kind, which needs no telling; nor does it that one fact is told of it."""
    words = [] if found.entity.kind == kind else _kind(found.entity)
    if found.links > 1:
        words.append(wording.counted(found.links, "fact"))
    return _line(found.entity, words if found.links else [*words, "only named"])


def named_line(entity: Named) -> Line:
    """An entity and what it is, in one line."""
    return _line(entity, _kind(entity))


def kind_lines(counts: Mapping[str, int], kinds: Iterable[str]) -> list[Line]:
    """How many there are of some kinds, each leading to their list; none of those that there are none of."""
    shown = ((kind, counts.get(kind, 0)) for kind in kinds)
    return [
        Line(parts=(Part(text=f"{count:,} {wording.kind(kind, count)}", to=PREFIXES["pg"] + kind),))
        for kind, count in shown
        if count
    ]


def _line(entity: Named, words: list[str]) -> Line:
    return Line(parts=(link(entity), *([Part(text=f" · {' · '.join(words)}")] if words else [])))


def _kind(entity: Named) -> list[str]:
    """What an entity is, unless its name ends with that, as a county's does."""
    last = entity.label.casefold().split()[-1:]
    kind = wording.kind(entity.kind)
    return [] if last and last[0] in {*kind.split(), entity.kind.casefold()} else [kind]
