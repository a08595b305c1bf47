"""Questions that are put together from picks: in words, as an address holds them, and in SPARQL.

The query is `queries/built.template` with its words filled in: names of the ontology that were picked from lists, and
text as an escaped literal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal

from extract.records import Kind, Property
from graph import wording
from graph.portrait import ORDER, SAME_BOTH_WAYS
from graph.queries import Found, alike, search
from graph.reader import Reader
from ontology.labels import ABOVE, CLASSES, ENDS, PROGRAM_TYPES

KINDS = tuple(kind.value for kind in Kind)
SURE = ("", "likely", "sure")  # the least sureness, from any to the most
LONGEST = 120  # letters of a place's name
_OFFERED = 6
_LINE = re.compile(r"(?P<text>.*?) #if (?P<when>\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A property between entities, as it reads from its subject or, backwards, from its object."""

    predicate: str
    backwards: bool = False

    @property
    def words(self) -> str:
        """The relation as a verb."""
        return wording.verb(self.predicate, backwards=self.backwards)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A question: which `left` have a relation to which `right`; what is empty is not asked for.

    `place` is a name; `sure` the least sureness in words; `since` and `until` are days on which articles came out.
    """

    left: str
    relation: Relation
    right: str
    program_type: str = ""
    place: str = ""
    sure: str = ""
    since: date | None = None
    until: date | None = None
    count: bool = False


def relations(left: str) -> list[Relation]:
    """The relations that the ontology allows for a kind, in the order of portraits."""
    found = (Relation(predicate=p, backwards=b) for p, b in ORDER if not (b and p in SAME_BOTH_WAYS))
    return [r for r in found if _fits(left, _ends(r)[0])]


def others(relation: Relation) -> list[str]:
    """The kinds that the ontology allows at the other end of a relation."""
    return [kind for kind in KINDS if _fits(kind, _ends(relation)[1])]


def _ends(relation: Relation) -> tuple[list[str], list[str]]:
    first, last = (classes.split() for classes in ENDS[relation.predicate])
    return (last, first) if relation.backwards else (first, last)


def _fits(kind: str, classes: list[str]) -> bool:
    """Whether some entities of a kind may be of one of the classes."""
    return any(c in _line_of(kind) or kind in _line_of(c) for c in classes)


def _line_of(kind: str) -> list[str]:
    """A class and those above it."""
    return [kind, *_line_of(ABOVE[kind])] if kind in ABOVE else [kind]


def has_program(built: Built) -> bool:
    """Whether one of the two ends is a program, so that its type can be asked for."""
    return "Program" in (built.left, built.right)


def picked(given: Mapping[str, str]) -> Built:
    """The question that an address holds; whatever isn't allowed there is replaced by what is."""
    left = _one(given.get("from", ""), KINDS, "Place")
    allowed = relations(left)
    keys = {key(r): r for r in allowed}
    usual = next((r for r in allowed if r.predicate == Property.IMPLEMENTS), allowed[0])
    relation = keys.get(given.get("verb", ""), usual)
    kinds = others(relation)
    right = _one(given.get("to", ""), kinds, kinds[0])
    has_type = "Program" in (left, right)
    return Built(
        left=left,
        relation=relation,
        right=right,
        program_type=_one(given.get("type", ""), PROGRAM_TYPES, "") if has_type else "",
        place=" ".join(given.get("in", "").split())[:LONGEST],
        sure=_one(given.get("sure", ""), SURE, ""),
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        count=given.get("count") == "1",
    )


def parameters(built: Built) -> dict[str, str]:
    """A question as an address holds it: `picked` gives it back."""
    told = {
        "from": built.left,
        "verb": key(built.relation),
        "to": built.right,
        "type": built.program_type,
        "in": built.place,
        "sure": built.sure,
        "since": built.since.isoformat() if built.since else "",
        "until": built.until.isoformat() if built.until else "",
        "count": "1" if built.count else "",
    }
    return {name: value for name, value in told.items() if value}


def key(relation: Relation) -> str:
    """A relation as an address holds it."""
    return f"{relation.predicate}-back" if relation.backwards else relation.predicate


def _one(name: str, allowed: Mapping[str, object] | tuple[str, ...] | list[str], otherwise: str) -> str:
    return name if name in allowed else otherwise


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def words(built: Built) -> str:
    """The question in words."""
    left, right = wording.kind(built.left), wording.kind(built.right)
    told = f"Each {left} that {built.relation.words} {wording.a(right)}"
    if built.count:
        told = f"How many {wording.kind(built.right, 2)} each {left} {built.relation.words}"
    return ", ".join([told, *(condition for condition, _ in eased(built))])


def eased(built: Built) -> list[tuple[str, Built]]:
    """A question without each of its conditions in turn, and the condition in words."""
    found = [
        (_type_words(built), replace(built, program_type="")),
        (f"in {built.place}" if built.place else "", replace(built, place="")),
        (f"at least {built.sure}" if built.sure else "", replace(built, sure="")),
        (_date_words(built), replace(built, since=None, until=None)),
    ]
    return [(condition, easier) for condition, easier in found if condition]


def _type_words(built: Built) -> str:
    has_type = built.program_type and has_program(built)
    return wording.program_type(built.program_type)[0] if has_type else ""


def _date_words(built: Built) -> str:
    told = (("from", built.since), ("until", built.until))
    return " ".join(f"{word} {wording.period(day.isoformat())}" for word, day in told if day)


def sparql(built: Built) -> str:
    """The question in SPARQL."""
    asked = {
        "list": not built.count,
        "count": built.count,
        "symmetric": built.relation.predicate in SAME_BOTH_WAYS,
        "directed": built.relation.predicate not in SAME_BOTH_WAYS,
        "type": bool(built.program_type) and has_program(built),
        "sure": bool(built.sure),
        "place": bool(built.place),
        "dated": bool(built.since or built.until),
        "since": bool(built.since),
        "until": bool(built.until),
    }
    lines = (_LINE.fullmatch(line) or line for line in _template())
    kept = [line if isinstance(line, str) else line["text"] for line in lines if _stands(line, asked)]
    filled = _words(built)
    # In one pass, so that nothing in a place's name is taken for a word to fill in.
    return re.sub(r"%(\w+)%", lambda m: filled[m[1]], "\n".join(kept))


def _stands(line: str | re.Match[str], asked: Mapping[str, bool]) -> bool:
    return isinstance(line, str) or asked[line["when"]]


@cache
def _template() -> tuple[str, ...]:
    """The lines of `built.template` below its first, which says what it is."""
    text = files("graph").joinpath("queries", "built.template").read_text(encoding="utf-8")
    return tuple(text.splitlines()[1:])


def _words(built: Built) -> dict[str, str]:
    """What stands for each word of the template."""
    other = "other_" if built.left == built.right else ""
    left, right, rights = (_variable(word) for word in (CLASSES[built.left][0], *CLASSES[built.right]))
    right, rights = other + right, other + rights
    subject, object = (right, left) if built.relation.backwards else (left, right)
    return {
        "left": left,
        "right": right,
        "rights": rights,
        "left_class": built.left,
        "right_class": built.right,
        "predicate": built.relation.predicate,
        "from": subject,
        "to": object,
        "program": left if built.left == "Program" else right,
        "type": built.program_type,
        "sure": str(wording.LEAST.get(built.sure, 0)),
        "place": str(Literal(built.place)),
        "since": str(Literal(built.since.isoformat())) if built.since else "",
        "until": str(Literal(built.until.isoformat())) if built.until else "",
    }


def _variable(noun: str) -> str:
    return re.sub(r"\W+", "_", noun)


def places(reader: Reader, name: str) -> tuple[list[Found], list[Found]]:
    """The places that bear a name, as a question finds them; and others whose names are like it."""
    found = [f for f in (*search(reader, name, most=100), *alike(reader, name)) if _is_place(f)]
    exact = {f.entity.iri: f for f in found if name.casefold() in (f.entity.label.casefold(), f.name.casefold())}
    near = {f.entity.iri: f for f in found if f.entity.iri not in exact}
    return list(exact.values()), list(near.values())[:_OFFERED]


def _is_place(found: Found) -> bool:
    return wording.family(found.entity.kind) == "place"
