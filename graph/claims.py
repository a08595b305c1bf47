"""What articles count, and which of it contradicts: pure functions, the only place of the rule.

Two figures contradict each other if articles that are no reprints of one another tell them of the same thing, in the
same unit, for the same time and in the same manner (`graph.telling`), and no number fits both. It is meant to claim too
little: a share does not tell of what it is one; a number allows what it may have been rounded from; an article that
tells another figure of the thing that fits isn't contradicted; of figures without a time, or of one that wasn't over,
those in articles of one month are compared and, if they tell of what happened, those of one day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice

from pyoxigraph import Quad

from graph.name_index import folded
from graph.rdf import Told
from graph.telling import Span, Telling, is_pronoun, telling
from graph.wording import is_measure, tells_of
from ontology.terms import PG, SCHEMA

Range = tuple[Decimal, Decimal]

_NEARLY = Decimal("0.05")  # how far from an 'about', or from a round number, the number itself may lie
_ENDLESS = Decimal("Infinity")
_SHARES = frozenset({"percent", "fraction"})
_OFTEN = frozenset({"yuan", "yuan/month", "yuan/year", "minute", "day", "year"})  # units of which a thing has many
_ENOUGH = 2  # words that tell what a measure without a counted thing is of: '60 tons', 'sold … of tea'
_DAY, _MONTH = len("2020-08-18"), len("2020-08")
_FIELDS = tuple(map(str, (PG.value, PG.maxValue, PG.unit, PG.comparator, PG.counted, PG.period)))
_ABOUT, _LOCATED_IN, _PUBLISHED = map(str, (PG.about, PG.locatedIn, SCHEMA.datePublished))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure that can be compared: the range of numbers that it allows, of what, when, and in which manner told.

    `time` is the figure's own or, where it has none or that isn't over, when the article tells it ('told 2020-08').
    `beside` are the ranges of all that the article counts in the unit of any of the same things.
    """

    iri: str
    document: str
    range: Range
    unit: str
    counted: str
    about: frozenset[str]
    time: str
    manner: frozenset[str]
    beside: frozenset[Range]


def key(thing: str, claim: Claim) -> str:
    """What a claim about a thing is looked up by."""
    return "|".join((thing, claim.unit, claim.counted, claim.time, " ".join(sorted(claim.manner))))


def keys(claim: Claim) -> Iterator[str]:
    """What figures of the same thing share one of."""
    return (key(thing, claim) for thing in sorted(claim.about))


def claims(document: str, quads: Iterable[Quad]) -> list[Claim]:
    """The figures of a document's graph that can be compared with others, by their IRIs."""
    return [*_Page(document, Told(quads)).claims()]


def written(told: Iterable[Claim]) -> str:
    """Claims as a text that `read` reads, the same whatever their order."""
    rows = sorted(
        (
            c.iri,
            c.document,
            c.unit,
            c.counted,
            c.time,
            sorted(c.about),
            sorted(c.manner),
            _ends(c.range),
            _all(c.beside),
        )
        for c in told
    )
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> list[Claim]:
    """The claims of a text."""
    return [
        Claim(
            iri=iri,
            document=document,
            unit=unit,
            counted=counted,
            time=time,
            about=frozenset(about),
            manner=frozenset(manner),
            range=(Decimal(span[0]), Decimal(span[1])),
            beside=frozenset((Decimal(low), Decimal(high)) for low, high in beside),
        )
        for iri, document, unit, counted, time, about, manner, span, beside in json.loads(text)
    ]


def _ends(span: Range) -> list[str]:
    return [str(end) for end in span]


def _all(spans: Iterable[Range]) -> list[list[str]]:
    return sorted(map(_ends, spans))


def allowed(value: Decimal, most: Decimal | None, bound: str) -> Range:
    """The numbers that a figure allows. 'More than' allows its own number too, and a number what rounds to it.

    >>> allowed(Decimal(28_000_000), None, "=")
    (Decimal('27500000.0'), Decimal('28500000.0'))
    """
    high = value if most is None else most
    if bound in {">", ">="}:
        return value, _ENDLESS
    if bound in {"<", "<="}:
        return -_ENDLESS, high
    if bound == "~":
        return value - abs(high) * _NEARLY, high + abs(high) * _NEARLY
    return value - _rounding(value), high + _rounding(high)


def _rounding(value: Decimal) -> Decimal:
    """How far a number may lie from that which it was rounded from: half of its last digit that is not 0."""
    exponent = int(value.normalize().as_tuple().exponent)
    half = Decimal(1).scaleb(exponent) / 2
    return min(half, abs(value) * _NEARLY) if exponent > 0 else half


def fit(one: Range, other: Range) -> bool:
    """Whether one number can be what two figures tell."""
    return one[0] <= other[1] and other[0] <= one[1]


def contradict(one: Claim, other: Claim, called: Callable[[str], str], *, apart: bool) -> bool:
    """Whether two claims can't both be right. `called` gives the IRI that an entity goes by.

    `apart` says that their documents are no reprints of each other.
    """
    return (
        apart
        and one.document != other.document
        and (one.unit, one.counted, one.time, one.manner) == (other.unit, other.counted, other.time, other.manner)
        and {called(a) for a in one.about} == {called(a) for a in other.about}
        and not any(fit(one.range, told) for told in other.beside)
        and not any(fit(other.range, told) for told in one.beside)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """A figure as its article tells it; of what it is about, what it counts and what holds another are left out."""

    iri: str
    range: Range
    unit: str
    counted: str
    period: str
    about: frozenset[str]


class _Page:
    """What a document tells of its figures."""

    def __init__(self, document: str, told: Told) -> None:
        self._document = document
        self._told = told
        self._figures = [self._figure(iri) for iri in told.figures()]

    def claims(self) -> Iterator[Claim]:
        """The figures that can be compared."""
        for figure in self._figures:
            if figure.about and figure.unit not in _SHARES and (figure.counted or figure.unit not in _OFTEN):
                told = (self._claim(figure, words, start) for start, words in self._told.sentences(figure.iri))
                yield from islice(chain.from_iterable(told), 1)  # a headline may tell it as well

    def _figure(self, iri: str) -> _Figure:
        value, most, unit, bound, counted, period = (self._told.one(iri, field) for field in _FIELDS)
        about = {thing for thing in self._told.all(iri, _ABOUT) if not self._is_counted(thing, iri)}
        return _Figure(
            iri=iri,
            range=allowed(Decimal(value), Decimal(most) if most else None, bound or "="),
            unit=unit,
            counted=folded(counted) if tells_of(unit, counted) else "",
            period=period,
            about=frozenset(about - {place for thing in about for place in self._and_around([thing]) - {thing}}),
        )

    def _is_counted(self, thing: str, figure: str) -> bool:
        """Whether a thing is what the figure counts: '85 poor villages' is a group of places, and so many."""
        spots = [*self._told.spots(figure)]
        return any(a < last and first < b for a, b in self._told.spots(thing) for first, last in spots)

    def _and_around(self, things: Iterable[str]) -> set[str]:
        """Some things, and what the document says that they lie in."""
        found: set[str] = set()
        todo = [*things]
        while todo:
            thing = todo.pop()
            if thing not in found:
                found.add(thing)
                todo += self._told.all(thing, _LOCATED_IN)
        return found

    def _claim(self, figure: _Figure, sentence: str, start: int) -> Iterator[Claim]:
        """A figure as its sentence tells it, if that names what it is about and when."""
        things = self._and_around(self._told.all(figure.iri, _ABOUT))
        named = {thing: [*self._spots(thing, sentence, start)] for thing in things}
        for spot in islice(self._spots(figure.iri, sentence, start), 1):
            told = telling(sentence, spot, chain.from_iterable(named.values()), figure.counted)
            time = self._time(figure.period, told)
            words = told.manner(dated=bool(figure.period))
            is_enough = figure.counted or not is_measure(figure.unit) or len(words) >= _ENOUGH
            if time and is_enough and not told.vague and all(named[thing] for thing in figure.about):
                beside = (f.range for f in self._figures if f.unit == figure.unit and f.about & figure.about)
                yield Claim(
                    iri=figure.iri,
                    document=self._document,
                    range=figure.range,
                    unit=figure.unit,
                    counted=figure.counted,
                    about=figure.about,
                    time=time,
                    manner=words,
                    beside=frozenset(beside),
                )

    def _time(self, period: str, told: Telling) -> str:
        """The time that a figure is of, '' where it isn't known exactly enough to compare it.

        A time that was over when the article came out is one; how things were in a year was now so and now so. Else the
        figure is of the article's month or, if it tells of what happened, its day.
        """
        published = self._told.one(self._document, _PUBLISHED)
        end = period.rpartition("/")[2]
        if period and (not published or published[: len(end)] > end):
            is_long = "/" in period or len(period) < _MONTH
            return "" if is_long and told.lasting else period
        exact = _DAY if told.happened else _MONTH
        return f"{period} told {published[:exact]}".lstrip() if len(published) >= exact else ""

    def _spots(self, thing: str, sentence: str, start: int) -> Iterator[Span]:
        """Where a sentence, which begins at a place in the text, speaks of something, but for 'it' and its like."""
        for first, last in self._told.spots(thing):
            a, b = first - start, last - start
            if a >= 0 and b <= len(sentence) and not is_pronoun(sentence[a:b]):
                yield a, b
