"""What articles count, and which of it contradicts: pure functions, the only place of the rule.

Two figures contradict each other if articles that are no reprints of one another tell them of the same thing, in the
same unit, for the same time and in much the same words, and no number fits both. It is meant to claim too little: a
share does not tell of what it is one, a rounded number allows what it may have been rounded from, and of figures
without a time those in articles of one month are compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import NamedNode, Quad

from graph.name_index import folded
from graph.prefixes import named, node, text
from graph.wording import tells_of

_NEARLY = Decimal("0.05")  # how far from an 'about', or from a round number, the number itself may lie
_ENDLESS = Decimal("Infinity")
_SHARED = 0.5  # of the words that tell what happened, in the shorter of two sentences: as many must be in the other
_SHARES = frozenset({"percent", "fraction"})
_WORD = re.compile(r"[^\W\d_]{3,}")
_IDLE = frozenset(
    "about after all also and another are been being but for from had has have her his into its more most nearly not of"
    " old only other our out over said she such than that the their them there these they this those through under was"
    " were when where which while who will with year years month thousand million billion percent hundred".split()
)
_STEM = 5  # letters by which the forms of a word are taken as one: 'employs', 'employed'
_TYPE, _OBSERVATION, _ABOUT = named("rdf:type"), named("pg:Observation"), named("pg:about")
_LABELS = frozenset({named("skos:prefLabel"), named("skos:altLabel")})
_PUBLISHED, _EXACT = named("schema:datePublished"), named("oa:exact")
_FIELDS = {named(f"pg:{name}"): name for name in ("value", "maxValue", "unit", "comparator", "counted", "period")}
_EVIDENCE = named("pg:evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure that can be compared: the range of numbers that it allows, of what, when, and the words that tell it.

    `time` is the figure's own time, or the month of an article whose figure has none ('told in 2020-08').
    """

    iri: str
    document: str
    low: Decimal
    high: Decimal
    unit: str
    counted: str
    about: frozenset[str]
    time: str
    words: frozenset[str]

    def keys(self) -> Iterator[str]:
        """What figures of the same thing share one of."""
        return (key(thing, self) for thing in sorted(self.about))


def key(thing: str, claim: Claim) -> str:
    """What a claim about a thing is looked up by."""
    return "|".join((thing, claim.unit, claim.counted, claim.time))


def claims(document: str, quads: Iterable[Quad]) -> list[Claim]:
    """The figures of a document's graph that can be compared with others, by their IRIs."""
    told: dict[str, dict[NamedNode, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        told[text(quad.subject)][quad.predicate].append(text(quad.object))
    published = next(iter(told[document][_PUBLISHED]), "")
    month = f"told in {published[:7]}" if len(published) > len("2020") else ""
    found = []
    for iri in sorted(i for i, of in told.items() if _OBSERVATION.value in of[_TYPE]):
        of = told[iri]
        field = {name: of[predicate][0] for predicate, name in _FIELDS.items() if of[predicate]}
        unit, counted, time = field["unit"], field.get("counted", ""), field.get("period", "") or month
        if of[_ABOUT] and time and unit not in _SHARES and tells_of(unit, counted):
            known = {label for thing in of[_ABOUT] for p in _LABELS for label in told[thing][p]}
            sentences = [q for node_ in of[_EVIDENCE] for q in told[f"{node_}#quote"][_EXACT]]
            low, high = allowed(Decimal(field["value"]), field.get("maxValue", ""), field.get("comparator", "="))
            found.append(
                Claim(
                    iri=iri,
                    document=document,
                    low=low,
                    high=high,
                    unit=unit,
                    counted=folded(counted),
                    about=frozenset(of[_ABOUT]),
                    time=time,
                    words=_words(" ".join(sentences)) - _words(" ".join((counted, *known))),
                )
            )
    return found


def allowed(value: Decimal, most: str, bound: str) -> tuple[Decimal, Decimal]:
    """The numbers that a figure allows. 'More than' allows its own number too, and a round number its neighbours.

    >>> allowed(Decimal(28_000_000), "", "=")
    (Decimal('27500000.0'), Decimal('28500000.0'))
    """
    high = Decimal(most) if most else value
    if bound in {">", ">="}:
        return value, _ENDLESS
    if bound in {"<", "<="}:
        return -_ENDLESS, high
    if bound == "~":
        return value - abs(high) * _NEARLY, high + abs(high) * _NEARLY
    margin = Decimal(0) if most else _rounding(value)
    return value - margin, high + margin


def _rounding(value: Decimal) -> Decimal:
    """How far a number may lie from that which it was rounded from: half of its last digit that is not 0."""
    exponent = value.normalize().as_tuple().exponent
    return min(Decimal(1).scaleb(int(exponent)) / 2, abs(value) * _NEARLY) if int(exponent) > 0 else Decimal(0)


def contradict(one: Claim, other: Claim, called: Callable[[str], str], *, apart: bool) -> bool:
    """Whether two claims can't both be right. `called` gives the IRI that an entity goes by.

    `apart` says that their documents are no reprints of each other.
    """
    return (
        apart
        and one.document != other.document
        and (one.unit, one.counted, one.time) == (other.unit, other.counted, other.time)
        and {called(a) for a in one.about} == {called(a) for a in other.about}
        and (one.high < other.low or other.high < one.low)
        and _alike(one.words, other.words)
    )


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    least = min(len(one), len(other))
    return least > 0 and len(one & other) >= _SHARED * least


def _words(sentence: str) -> frozenset[str]:
    """The words of a sentence that tell something, by their beginnings."""
    return frozenset(w[:_STEM] for w in _WORD.findall(folded(sentence)) if w not in _IDLE)
