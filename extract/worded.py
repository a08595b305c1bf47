"""Relations by the words between two neighbouring names, before the first and behind the second, without the parse.

The wordings are rows of `patterns/worded.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.affiliations import UNREAL
from extract.draft import Draft, evidence
from extract.patterns import load
from extract.polarity import is_asserted
from extract.records import ORGANIZATIONS, PEOPLE, PLACES, Fact, Kind, Mention, Observation, Property
from extract.relations import MONEY
from extract.syntax import clause

FIRMS = ORGANIZATIONS - {Kind.GOVERNMENT_BODY}
KINDS = {
    "PERSON": PEOPLE - {Kind.JOURNALIST},
    "BODY": ORGANIZATIONS,
    "FIRM": FIRMS,
    "SHOP": frozenset({Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.WORKSHOP}),
    "OFFICE": frozenset({Kind.GOVERNMENT_BODY}),
    "SCHOOL": frozenset({Kind.INSTITUTION}),
    "AREA": frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY}),
    "HOME": frozenset({Kind.TOWNSHIP, Kind.VILLAGE, Kind.SITE}),
    "PLACE": frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE}),
    "SITE": frozenset({Kind.SITE}),
    "TRADE": frozenset({Kind.INDUSTRY}),
}
SUMMED = frozenset({Property.INVESTED_IN, Property.DONATED_TO})
FARTHEST = 110  # characters between two names
AROUND = 90  # characters before the first and behind the second that can tell
CONFIDENCE = 0.75
AGED = re.compile(r", (?:aged )?\d{1,3}(?:,|(?=\.))")


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands before, between and behind two names of some kinds that tell a relation."""

    predicate: Property
    kinds: tuple[frozenset[Kind], frozenset[Kind]]
    turned: bool  # the second is the subject
    between: re.Pattern[str]
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None


def _wordings() -> list[Wording]:
    lists = load("worded")
    words: dict[str, str] = {name: f"(?:{'|'.join(options)})" for name, options in lists.pop("words").items()}
    found = []
    for predicate, rows in lists.items():
        for row in rows:
            first, second = (frozenset().union(*(KINDS[k] for k in row[end].split())) for end in ("first", "second"))
            found.append(
                Wording(
                    Property(predicate),
                    (first, second),
                    row.get("turned", False),
                    re.compile(_filled(row["between"], words)),
                    re.compile(_filled(row["before"], words) + r"$") if "before" in row else None,
                    re.compile(_filled(row["behind"], words)) if "behind" in row else None,
                )
            )
    return found


def _filled(pattern: str, words: dict[str, str]) -> str:
    """A pattern with each word class in its place: '<THE>'."""
    return re.sub(r"<(\w+)>", lambda match: words[match[1].lower()], pattern)


WORDINGS = _wordings()


def find_worded(draft: Draft, figures: Iterable[tuple[Mention, Observation]]) -> Iterator[Fact]:
    """Every relation that the words around two neighbouring names tell; gifts and investments with their sum."""
    money = [(m, o) for m, o in figures if o.unit in MONEY]
    text = draft.document.text
    for one, two in _neighbours(draft):
        between = AGED.sub(",", text[one.end : two.start])
        span = draft.span(one)
        if len(between) > FARTHEST or "\n" in between or draft.span(two).sent.start != span.sent.start:
            continue
        if UNREAL.search(between) or not is_asserted(clause(span.root)):
            continue
        kinds = draft.kind(one.body), draft.kind(two.body)
        before = text[max(span.sent.start_char, one.start - AROUND) : one.start].lstrip()
        behind = text[two.end : min(span.sent.end_char, two.end + AROUND)]
        for wording in WORDINGS:
            if _tells(wording, kinds, (before, between, behind)) and not _is_around(draft, wording, one, two):
                yield _fact(draft, wording, one, two, money if wording.predicate in SUMMED else ())


def _neighbours(draft: Draft) -> Iterator[tuple[Mention, Mention]]:
    """Each two names with none between; also with a trade between, which isn't one of the two."""
    yield from pairwise(draft.mentions)
    named = [m for m in draft.mentions if draft.kind(m.body) is not Kind.INDUSTRY]
    known = {(a.start, b.start) for a, b in pairwise(draft.mentions)}
    yield from ((a, b) for a, b in pairwise(named) if (a.start, b.start) not in known)


def _tells(wording: Wording, kinds: tuple[Kind, Kind], around: tuple[str, str, str]) -> bool:
    before, between, behind = around
    return (
        kinds[0] in wording.kinds[0]
        and kinds[1] in wording.kinds[1]
        and wording.between.fullmatch(between) is not None
        and (wording.before is None or wording.before.search(before) is not None)
        and (wording.behind is None or wording.behind.match(behind) is not None)
    )


def _is_around(draft: Draft, wording: Wording, one: Mention, two: Mention) -> bool:
    """Whether one of two partners lies in the other: 'Foshan and its Nanhai District' are no pair."""
    if wording.predicate is not Property.COOPERATES_WITH or not {draft.kind(one.body), draft.kind(two.body)} <= PLACES:
        return False
    codes = draft.entities[one.body].code, draft.entities[two.body].code
    return not all(codes) or codes[0][:4] == codes[1][:4]


def _fact(
    draft: Draft, wording: Wording, one: Mention, two: Mention, money: Sequence[tuple[Mention, Observation]]
) -> Fact:
    subject, object_ = (two, one) if wording.turned else (one, two)
    sentence = draft.span(one).sent
    sums = [(m, o) for m, o in money if sentence.start_char <= m.start < sentence.end_char]
    # The sum stands between the two, else before them, else behind.
    amount = min(sums, key=lambda s: (s[0].start > two.start, abs(s[0].start - one.end)), default=None)
    return Fact(
        subject=subject.body,
        predicate=wording.predicate,
        object=object_.body,
        confidence=CONFIDENCE,
        amount=amount[1].id if amount else "",
        evidence=(evidence(draft.span(one)),),
    )
