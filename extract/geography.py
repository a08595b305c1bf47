"""Where things are and what they belong to: `locatedIn` and `partOf`, by how names stand beside one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.draft import Draft, evidence
from extract.records import ORGANIZATIONS, PLACES, Evidence, Fact, Kind, Mention, Property
from extract.syntax import preposition

# Larger places have a higher rank; a site or an organisation is inside any of them.
RANKS = {
    Kind.REGION: 6,
    Kind.PROVINCE: 5,
    Kind.PREFECTURE: 4,
    Kind.COUNTY: 3,
    Kind.TOWNSHIP: 2,
    Kind.VILLAGE: 1,
    Kind.SITE: 0,
    Kind.PLACE_GROUP: 0,
    Kind.PLACE: 0,
}
SURE, LIKELY, UNSURE = 0.95, 0.85, 0.6

WITHIN_GROUP = re.compile(r", (?:which|that) (?:belongs to|is owned by|is part of)(?: the)? ")
_CHINA = r"(?:(?:north|south|east|west|central|northeast|northwest|southeast|southwest)\w* China's )?"
OUTWARD = re.compile(
    r"\s*(?:,|\(|,? ?(?:in|of|at|under)(?: the)?(?: (?:administration|jurisdiction) of(?: the)?)?"
    rf"|, which is (?:in|under)(?: the)?)\s*{_CHINA}(?:city of )?\s*"
)
INWARD = re.compile(r"\s*(?:['’]s|,)\s*|")
_SUPERLATIVE = r"the (?:\w+-)?(?:[a-z]+est|most|first|only|main|leading|sole|top) "
APPOSED = re.compile(
    rf", (?:which (?:is|was) )?(?:an? |one of (?:the |[\d,]+ )|{_SUPERLATIVE})(?:[^.;,\n]|(?<=\d),(?=\d)){{3,70}}"
    r" (?:in|of|under) (?:the )?"
)
MAKER = re.compile(  # of firms alone: people are from somewhere too
    r", an? (?:[\w-]+ ){1,4}(?:from|based in|out of) (?:the )?"
)
OCCUPIES = re.compile(
    r",? (?:which )?(?:has (?:its|an?) (?:[\w-]+ ){0,2}(?:plant|factory|workshop|headquarters|office|base|seat)"
    r" (?:in|at) (?:the )?"
    r"|(?:now )?(?:occup(?:ies|ied)|rents?|rented|fills?|filled|takes? up|took up|leases?|leased)"
    r" (?:[\w-]+ ){1,6}?(?:of|in|at) (?:the )?)"
)
BASED = re.compile(r"-based (?:\w+ ){0,2}")
SUBSIDIARY = re.compile(
    r",? (?:(?:which )?is )?(?:an? |the )?(?:[\w-]+ ){0,2}"
    r"(?:subsidiary|branch|affiliate|unit|arm|division|department|member|part|offshoot) of (?:the )?"
    r"(?:[A-Z][\w-]*-based )?"
)
OWN_SUBSIDIARY = re.compile(r"\bits (?:[\w-]+ ){0,2}(?:subsidiary|branch|affiliate),? $")
_SIDE = (
    r"(?:north|south|east|west|northern|southern|eastern|western|north\w+|south\w+|central|remote|far|deep|mountainous)"
)
_PART = (
    rf"(?: {_SIDE})*(?: (?:part|center|centre|heart|edge|outskirts|mountains|hills|depths|valleys?|middle|suburbs"
    r"|corner|tip|foothills|end|gorges?|grasslands?|highlands?|border|hinterland|slopes?|foot|banks?|shore|seat))? of"
)
_LEVEL = rf"(?: (?:{_SIDE} )?(?:province|prefecture|county|city|region|autonomous region|district|banner) of)"
WITHIN = re.compile(
    r",?(?: which| that)?(?: is| was| lies| sits| stands| nestles| nestled| located| situated| perched| tucked| hidden"
    r"| away| based| headquartered| deep| high| up| set| stretches| at [\d,.]+ met(?:er|re)s(?: above sea level)?)*"
    rf" (?:in|at|on|of|under|within|inside|along)(?: the)?(?:(?:{_PART})?(?: the)?{_LEVEL}?(?: the)?) ?"
    r"(?:(?:north|south|east|west|central)\w* China['’]s )?"
)
MOVED = re.compile(
    r",? (?:which )?(?:was |has |then )?(?:moved|relocated|settled|set up shop|opened a (?:plant|factory|branch))"
    r"(?: its \w+)? (?:to|in|into)(?: the)? "
)
BELONGS = re.compile(
    r",? (?:which )?(?:belongs? to|is under|is part of|lies in|is located in|is in)(?: the)?(?: city of)?\s*"
)
DATED = re.compile(r"^ in (?:[A-Z][a-z]+ )?\d{4}(?= in )")  # 'founded X in 2015 in Y'
INSIDE = re.compile(
    r", (?:in|inside|at) (?:the|a) (?:[\w-]+ ){0,3}(?:workshop|factory|plant|hall|office|mill|canteen)s? of (?:the )?"
)
BASED_NEXT = re.compile(r"-based\b")
TYPE_WORDS = frozenset(
    {"province", "prefecture", "city", "county", "district", "banner", "town", "township", "village"}
)
FIRMS = frozenset({Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.WORKSHOP})
FOUNDING = frozenset({"stand", "establish", "set", "open", "build", "found", "start", "run", "have", "create", "train"})


def find_geography(draft: Draft) -> list[Fact]:
    """Every `locatedIn` and `partOf` that the text tells."""
    facts = [*_beside(draft), *_inside_names(draft), *_openings(draft)]
    located = {f.subject for f in facts if f.predicate is Property.LOCATED_IN}
    return [*facts, *_by_focus(draft, located)]


def _fact(draft: Draft, one: Mention, two: Mention, confidence: float) -> Fact:
    first, last = draft.span(one), draft.span(two)
    start, end = evidence(first), evidence(last)
    return Fact(
        subject=one.body,
        predicate=Property.LOCATED_IN,
        object=two.body,
        confidence=confidence,
        evidence=(Evidence(start=min(start.start, end.start), end=max(start.end, end.end)),),
    )


def _beside(draft: Draft) -> Iterator[Fact]:
    """Names beside one another: 'X County, Y Province', 'Y's X', 'the base in X', 'X, which belongs to Y'."""
    for one, two in pairwise(m for m in draft.mentions if draft.kind(m.body) is not Kind.INDUSTRY):
        if one.body == two.body or draft.kind(one.body) not in RANKS | dict.fromkeys(ORGANIZATIONS, 0):
            continue
        gap = draft.document.text[one.end : two.start]
        if len(gap) > 90 or "\n" in gap or BASED_NEXT.match(draft.document.text[two.end :]):
            continue
        yield from _pair(draft, one, _owned_place(draft, one, two), gap)
    yield from _owned(draft)
    yield from _predicated(draft)


def _owned_place(draft: Draft, one: Mention, two: Mention) -> Mention:
    """The nearer place of 'in Guizhou's Pu'an county': the owned one, where it is larger than what is in it."""
    following = draft.within(two.end, two.end + 60)[:1]
    if not following or draft.document.text[two.end : following[0].start] not in {"'s ", "’s "}:
        return two
    ranks = (RANKS.get(draft.kind(m.body), -1) for m in (one, following[0], two))
    return following[0] if next(ranks) < next(ranks) < next(ranks) else two


def _predicated(draft: Draft) -> Iterator[Fact]:
    """'X, high in the mountains, is a poor county of Y': what a copula says of the kind of place that X is."""
    for token in draft.doc:
        if token.lower_ not in TYPE_WORDS or not any(c.dep_ == "cop" for c in token.children):
            continue
        ones = [m for c in token.children if c.dep_ == "nsubj" and (m := draft.at(c))]
        outer = [c for c in token.children if c.dep_ == "nmod" and preposition(c) in {"of", "in", "under"}]
        twos = [m for c in outer if (m := draft.at(c))]
        for one, two in zip(ones[:1], twos[:1], strict=False):
            small, large = (RANKS.get(draft.kind(m.body), -1) for m in (one, two))
            if 0 < small < large and not _contradicts(draft, one.body, two.body):
                yield _fact(draft, one, two, LIKELY)


def _owned(draft: Draft) -> Iterator[Fact]:
    """'X, a subsidiary of the Lanzhou-based Y': the owner behind the place that it is in."""
    for one, place, two in zip(draft.mentions, draft.mentions[1:], draft.mentions[2:], strict=False):
        kinds = draft.kind(one.body), draft.kind(place.body), draft.kind(two.body)
        if kinds[0] in ORGANIZATIONS and kinds[1] in PLACES and kinds[2] in ORGANIZATIONS:
            based = BASED.fullmatch(draft.document.text[place.end : two.start])
            if based and SUBSIDIARY.fullmatch(draft.document.text[one.end : place.start]):
                yield _part(draft, one, two)


def _pair(draft: Draft, one: Mention, two: Mention, gap: str) -> Iterator[Fact]:
    kinds = draft.kind(one.body), draft.kind(two.body)
    small, large = (RANKS.get(kind, -1) for kind in kinds)
    if kinds[1] in PLACES and small < large and _leads_out(gap):
        if kinds[0] is Kind.PLACE or (kinds[0] is Kind.PLACE_GROUP and _is_member(draft, one, two, gap)):
            return
        if kinds[0] in ORGANIZATIONS and (gap.strip() == "," or _is_agent(draft, one)):
            return
        if not _contradicts(draft, one.body, two.body):
            yield _fact(draft, one, two, SURE)
    elif kinds[0] in ORGANIZATIONS and kinds[1] in PLACES and (MAKER.fullmatch(gap) or OCCUPIES.fullmatch(gap)):
        yield _fact(draft, one, two, LIKELY)
    elif kinds[0] in PLACES and kinds[1] in ORGANIZATIONS and (BASED.fullmatch(gap) or INSIDE.fullmatch(gap)):
        yield _fact(draft, two, one, SURE)
    elif kinds[0] in PLACES and small > large and INWARD.fullmatch(gap):
        if gap.strip() == "," and kinds[1] not in PLACES:
            return
        if kinds[1] in PLACES | ORGANIZATIONS and not _contradicts(draft, two.body, one.body):
            yield _fact(draft, two, one, SURE)
    elif kinds[0] in ORGANIZATIONS and kinds[1] in ORGANIZATIONS:
        if gap in {"'s ", "’s "} or OWN_SUBSIDIARY.search(gap):
            yield _part(draft, two, one)
        elif SUBSIDIARY.fullmatch(gap) or WITHIN_GROUP.fullmatch(gap):
            yield _part(draft, one, two)


def _is_member(draft: Draft, group: Mention, place: Mention, gap: str) -> bool:
    """Whether a place behind a group is one of those counted: 'two counties, X and Y', 'the two towns of X and Y'."""
    behind = draft.document.text[place.end : place.end + 5]
    return gap.strip() in {",", "of", ":"} and behind.startswith((", ", " and "))


def _leads_out(gap: str) -> bool:
    """Whether the words between two names say that the first is in the second."""
    gap = DATED.sub("", gap)
    return any(pattern.fullmatch(gap) for pattern in (OUTWARD, BELONGS, APPOSED, WITHIN, MOVED))


def _is_agent(draft: Draft, mention: Mention) -> bool:
    """Whether an organisation is the doer ('opened by X in Y'): then 'in Y' tells where, not of whom."""
    span = draft.span(mention)
    before = [t.lower_ for t in span.doc[max(span.sent.start, span.start - 2) : span.start]]
    return before[-1:] == ["by"] or before == ["by", "the"]


def _contradicts(draft: Draft, inner: str, outer: str) -> bool:
    """Whether the gazetteer knows both places and that the one isn't in the other."""
    one, two = draft.entities[inner], draft.entities[outer]
    if not (one.code and two.code) or Kind.REGION in {one.kind, two.kind}:
        return False
    return all(p.code != two.code for p in draft.gazetteer.ancestors(one.code))


def _part(draft: Draft, one: Mention, two: Mention) -> Fact:
    return Fact(
        subject=one.body,
        predicate=Property.PART_OF,
        object=two.body,
        confidence=SURE,
        evidence=(evidence(draft.span(one)),),
    )


def _inside_names(draft: Draft) -> Iterator[Fact]:
    """Places and bodies inside an organisation's or site's name; the lowest place is where it is."""
    for outer, inner in _nests(draft):
        places = [m for m in inner if draft.kind(m.body) in PLACES and m.body != outer.body]
        bodies = [m for m in inner if draft.kind(m.body) in ORGANIZATIONS and m.body != outer.body]
        if places:
            lowest = min(places, key=lambda m: RANKS[draft.kind(m.body)])
            yield _fact(draft, outer, lowest, SURE)
        for body in bodies[:1]:
            yield _part(draft, outer, body)


def _nests(draft: Draft) -> Iterator[tuple[Mention, list[Mention]]]:
    """Each organisation or site mention with the names inside it."""
    nested = iter(draft.nested)
    inner = next(nested, None)
    for outer in draft.mentions:
        held = []
        while inner and inner.start < outer.end:
            if inner.start >= outer.start:
                held.append(inner)
            inner = next(nested, None)
        if held and draft.kind(outer.body) in ORGANIZATIONS | {Kind.SITE}:
            yield outer, held


def _openings(draft: Draft) -> Iterator[Fact]:
    """'In X Village, workshops such as A and B have been set up': what the sentence founds is in X."""
    met: set[str] = set()
    for sentence in draft.doc.sents:
        mentions = [m for m in draft.within(sentence.start_char, sentence.end_char) if m.named]
        place = _opening_place(draft, mentions, sentence.start_char)
        fresh = [m for m in mentions if m.body not in met]
        met |= {m.body for m in mentions}
        if place is None:
            continue
        if not any(t.lemma_ in FOUNDING for t in sentence):
            fresh = [m for m in fresh if draft.kind(m.body) in FIRMS and _follows(draft, place, m)]
        for mention in fresh:
            settled_here = draft.kind(mention.body) in ORGANIZATIONS - {Kind.GOVERNMENT_BODY}
            founder = draft.kind(place.body) is Kind.SITE and draft.kind(mention.body) is Kind.INSTITUTION
            if settled_here and not founder and not _is_agent(draft, mention):
                yield _fact(draft, mention, place, LIKELY)


def _follows(draft: Draft, place: Mention, firm: Mention) -> bool:
    """Whether a firm comes right behind the place that a sentence opens with: 'In X Town, Y County, the Z Mill …'."""
    between = draft.document.text[place.end : firm.start]
    named = draft.within(place.end, firm.start)
    return between.endswith((", ", ", the ")) and all(draft.kind(m.body) in PLACES for m in named) and len(between) < 40


def _opening_place(draft: Draft, mentions: list[Mention], start: int) -> Mention | None:
    """The place that a sentence opens with by 'In', if it is a village, town, county or site."""
    if not mentions:
        return None
    first = mentions[0]
    before = draft.document.text[start : first.start].strip().lower()
    led = {"in", "in the", "at", "at the"} | ({"on", "on the"} if draft.kind(first.body) is Kind.SITE else set())
    if before in led and RANKS.get(draft.kind(first.body), 9) < 4:
        return first if draft.kind(first.body) in PLACES else None
    return None


def _by_focus(draft: Draft, located: set[str]) -> Iterator[Fact]:
    """Towns, villages and sites that no words place: under the county that the text is in."""
    county: Mention | None = None
    done = set(located)
    for mention in draft.mentions:
        kind = draft.kind(mention.body)
        if kind is Kind.COUNTY:
            county = mention
        elif kind in {Kind.TOWNSHIP, Kind.VILLAGE} and mention.body not in done and mention.named:
            done.add(mention.body)
            near = county and "\n" not in draft.document.text[county.end : mention.start].strip()
            if county and near and not _contradicts(draft, mention.body, county.body):
                yield _fact(draft, mention, county, UNSURE)
