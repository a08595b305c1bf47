"""Who belongs to a body, by the words between their names: 'X of the Y Bureau', 'X found a job at Y'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.draft import Draft, evidence
from extract.patterns import load
from extract.records import ORGANIZATIONS, PEOPLE, TERRITORIES, Fact, Kind, Mention, Property

FIRMS = frozenset({Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.WORKSHOP, Kind.INSTITUTION, Kind.ORGANIZATION, Kind.SITE})
FOUNDABLE = FIRMS - {Kind.SITE}
SURE, LIKELY = 0.9, 0.75
FARTHEST = 90  # characters between two names

AGE = re.compile(r"^, (?:aged )?\d{1,3}(?=,)")
_ROLES = "(?:" + "|".join(sorted(load("people")["roles"])) + ")"
_AGE = rf"(?:, (?:aged )?\d{{1,3}},|, an? (?:[\w-]+ ){{0,2}}{_ROLES},)?"
_SOMEBODY = rf"(?: [\w-]+){{0,3}} {_ROLES}"  # 'a returned villager'
ORIGIN = re.compile(rf" {_ROLES} (?=[A-Z])")  # 'Anhui merchant Li'
_LABOURS = "|".join(sorted(load("people")["labours"]))
_IN = r"(?: the| an?)?(?: (?:\w+ )?(?:workshop|factory|plant|kitchen|office|canteen|store)s? (?:of|at|in)(?: the)?)? ?"
OF = re.compile(
    r",? (?:an? (?:[\w-]+ ){0,2}(?:official|expert|technician|officer|cadre|teacher|doctor|nurse|professor|engineer"
    r"|agronomist|scientist|researcher|worker|employee|trainer|lawyer|volunteer|specialist|manager) )?"
    r"(?:of|from|with|at)(?: the)? ?"
)
ROLE_OF = re.compile(rf"{_AGE},? an? (?:[\w-]+ ){{0,3}}{_ROLES} (?:at|with|of|from|in)(?: the)? ?")
CHARGE = re.compile(
    r",? who (?:is|was) (?:in charge of|responsible for) [^,.]{3,50} (?:at|in|of|with)(?: the)? ?"
    r"|,? (?:the |a )?(?:person|man|woman|one) in charge of(?: the)? ?"
    r"|,?(?: who)? (?:is|was) (?:now )?in charge of(?: the)? ?"
)
IN_CHARGE = re.compile(r"\b[Pp]erson in charge of(?: the)? $")
JOB = re.compile(
    rf"{_AGE}[^.;:]{{0,30}}? (?:found|got|gets|has|had|took|landed|secured|holds|obtained) (?:an? |her |his )?(?:\w+ )?"
    rf"(?:job|work|position|post|employment),? (?:at|in|with){_IN}"
    rf"|{_AGE},?(?: who)? (?:has |had )?signed an? (?:[\w-]+ )?(?:labou?r|employment|work)(?:ing)? contract with{_IN}"
    rf"|{_AGE},?(?: who)? (?:was|were|got) (?:matched with|placed (?:at|with|in)"
    rf"|(?:introduced|recommended|assigned|admitted) to){_IN}"
    r"|['’]s (?:wages?|salary|pay|pay packet) (?:now )?comes? from(?: the)? ?"
)
HIRED = re.compile(
    rf"{_AGE}(?: \w+){{0,2}} (?:is|are|was|been|were|got|being) (?:then |later |now |first )?"
    r"(?:hired|employed|recruited|engaged|taken on)"
    rf"(?: as [^,.]{{2,40}})? (?:by|at){_IN}"
)
JOINED = re.compile(
    rf"{_AGE},?(?: who)? (?:\w+ )?"
    r"(?:works|worked|joined|works now|interned|sews|packs|cooks|entered|has worked|is working)"
    rf"(?: (?:at|for|in))?{_IN}"
)
ROLE_IN = re.compile(
    rf"{_AGE},?(?: who)? (?:is|was|has become|became|has been)(?: now| already| also)?"
    rf" (?:an? |the |on the )?(?:[\w-]+ ){{0,3}}"
    r"(?:leader|worker|employee|operator|foreman|seamstress|trainee|apprentice|payroll|staff|technician|member|manager|guard|cook"
    rf"|cleaner|packer|sorter|chef|guide|driver|teacher|nurse|doctor|accountant|supervisor) (?:at|of|in|with){_IN}"
)
DUTIES = re.compile(
    rf"{_AGE},? (?:who )?(?:now )?(?:keeps? the (?:books|accounts) (?:of|for|at|in)|sits? at|stands? at"
    rf"|does the (?:books|accounts|cooking|cleaning) (?:of|for|at|in)|has been (?:with|at|employed at))"
    rf"(?: an? (?:\w+ )?(?:machine|loom|bench|counter|table|line|desk) (?:in|at|of))?{_IN}"
)
_WITH = r"(?: and (?:his|her) (?:wife|husband|son|daughter|mother|sister|brother))?"
LABOURS = re.compile(
    rf"{_AGE}{_WITH},?(?: who| then)? (?:now |still |already )?(?:has |have |had |is |are |was |were )?(?:been )?"
    rf"(?:{_LABOURS})(?:s|es|ed|ing|n)?(?: [\w-]+){{1,4}} (?:at|for|in){_IN}"
)
SENT_FROM = re.compile(
    rf"{_AGE},? (?:an? |the )?(?:[\w-]+ ){{0,3}}?(?:sent|dispatched|assigned|seconded|hired|invited|paid)"
    r"(?: \w+){0,3} (?:by|from)(?: the)? ?"
)
OWN = re.compile(
    r" (?:(?:own |small |new |first )?(?:company|firm|cooperative|factory|business|workshop|shop|farm),? )?"
)
OWNED = frozenset({"'s ", "’s ", ", whose "})  # whose a firm is, runs it
CAME = re.compile(
    rf"{_AGE} (?:now )?(?:came|went|returned|moved|walks|rides|cycles|drives|commutes|goes|hurries)"
    rf"(?: (?:her|his|an?) [\w-]+)? to{_IN}"
)
RIDE = re.compile(rf" (?:\w+ )?(?:scooter|bicycle|bike|motorbike|motorcycle|tricycle|way|car) to{_IN}")  # behind her
TO_WORK = re.compile(
    r"(?: in \d{4})? (?:to|for) work\b"
    rf"|, where (?:he|she) (?:has been |had been |is |now |has )?(?:works?|working|worked|earns?|earned|{_LABOURS})"
)
EARNS = re.compile(
    rf"{_AGE} (?:now )?(?:earns?|makes?|gets?|draws?) [^.;]{{3,40}}(?:a|per) (?:month|year|day) (?:at|in|from){_IN}"
)
ONE_OF = re.compile(
    rf"{_AGE},? (?:who (?:is|was) )?(?:one of|among)(?: the| its| some)*(?: [\d,]+)?(?: \w+){{0,2}}"
    rf" (?:workers|employees|staff|women|people|seamstresses|hands|weavers) (?:at|of|in){_IN}"
)
AT = re.compile(
    r"(?:^|\b)(?:[Aa]t|[Ii]n|[Ii]nside|[Ff]or)(?: the)?"
    r"(?: (?:[\w-]+ ){0,3}(?:workshop|factory|plant|hall|mill)s? of(?: the)?)? $"
)
PAID = re.compile(r",?(?: who)? (?:now |also )?(?:earns?|earned|makes?|gets?|works?|worked|sews?|is paid|is \w+ing) ")
HIRES = re.compile(
    r"(?:, which)? (?:has |had |also |then )?(?:hired|employs|employed|recruited|took on|appointed)(?: the)? ?"
)
RUN_BY = re.compile(
    r",? (?:which )?(?:(?:is|was) )?(?:chaired|run|headed|led|managed|owned|operated) by"
    rf"(?:{_SOMEBODY})?(?: the)? ?"
)
MADE_BY = re.compile(
    r",? (?:which (?:was|were) |was |were )?(?:\w+ly )?(?:founded|established|set up|started|created|initiated|launched"
    rf"|co-founded|registered)(?: in (?:\w+ )?\d{{4}})? by(?:{_SOMEBODY},?)?(?: the)? ?"
    r"|,? (?:(?:which )?(?:is|was) )?the (?:creation|brainchild|idea|work) of(?: the)?"
    rf"(?:{_SOMEBODY}(?: named| called)?)? ?"
)
GAVE = re.compile(r" (?:has |had |also |then )?(?:gave|given|offered|found)(?: the)? ?")
A_JOB = re.compile(r",? (?:an? |steady )?(?:\w+ )?(?:job|work|position|post|employment)\b")
PLACED = re.compile(r"\b(?:introduced|recommended|matched|placed|assigned|referred) $")
PLACE_AT = re.compile(rf" (?:to|with|at|in){_IN}")
UNREAL = re.compile(r"\b(?:not|n't|never|would|will|may|might|could|plans?|hopes?|wants?|if|before|refused|former)\b")

SENT_BY = re.compile(r"\b(?:sent|dispatched|assigned|hired|employed|invited|seconded) (?:here )?by(?: the)? ?$")
TITLE = re.compile(r",?(?: named| called)?(?: [A-Z][a-z]+\.?)? ?")

WORKS = (JOB, HIRED, JOINED, ROLE_IN, EARNS, SENT_FROM, ONE_OF, DUTIES, LABOURS)


def find_affiliations(draft: Draft) -> Iterator[Fact]:
    """What neighbouring names of people and bodies are told to be to each other."""
    for one, two in pairwise(m for m in draft.mentions if not _stands_between(draft, m)):
        gap = draft.document.text[one.end : two.start]
        if len(gap) > FARTHEST or "\n" in gap or UNREAL.search(gap):
            continue
        kinds = draft.kind(one.body), draft.kind(two.body)
        if kinds[0] in PEOPLE - {Kind.JOURNALIST} and kinds[1] in ORGANIZATIONS | {Kind.SITE}:
            yield from _person_first(draft, one, two, gap)
        elif kinds[0] in FIRMS and kinds[1] in PEOPLE - {Kind.JOURNALIST}:
            yield from _body_first(draft, one, two, gap)


def _stands_between(draft: Draft, mention: Mention) -> bool:
    """Whether a name is of a trade, or of where the next person comes from."""
    kind = draft.kind(mention.body)
    return kind is Kind.INDUSTRY or (kind in TERRITORIES and bool(ORIGIN.match(draft.document.text[mention.end :])))


def _person_first(draft: Draft, person: Mention, body: Mention, gap: str) -> Iterator[Fact]:
    government = draft.kind(body.body) is Kind.GOVERNMENT_BODY
    told = OF.fullmatch(gap) or ROLE_OF.fullmatch(gap)
    if (told and person.named and body.named) or CHARGE.fullmatch(gap):
        predicate = Property.HOLDS_POST_IN if government else Property.WORKS_FOR
        if draft.kind(body.body) is not Kind.SITE:
            yield _fact(draft, person, predicate, body, LIKELY)
    elif (
        any(p.fullmatch(gap) for p in WORKS)
        or (OWN.fullmatch(gap) and _owns(draft, person, body))
        or (gap in OWNED and person.named and draft.kind(body.body) in {Kind.ENTERPRISE, Kind.COOPERATIVE})
        or _came(draft, body, gap)
        or (PLACE_AT.fullmatch(gap) and PLACED.search(draft.document.text[max(0, person.start - 24) : person.start]))
    ):
        yield _fact(draft, person, Property.WORKS_FOR, body, LIKELY)


def _came(draft: Draft, body: Mention, gap: str) -> bool:
    """'X came to Y Factory to work', 'went to Y, where he works', 'rides her scooter to Y, where …'."""
    return (CAME.fullmatch(gap) or RIDE.fullmatch(gap)) is not None and TO_WORK.match(
        draft.document.text[body.end :]
    ) is not None


def _owns(draft: Draft, person: Mention, body: Mention) -> bool:
    """'His Hongyun Foods': whoever a firm is called after 'his' runs it."""
    pronoun = draft.document.text[person.start : person.end].lower()
    return pronoun in {"his", "her"} and body.named and draft.kind(body.body) in {Kind.ENTERPRISE, Kind.COOPERATIVE}


def _body_first(draft: Draft, body: Mention, person: Mention, gap: str) -> Iterator[Fact]:
    sent = SENT_BY.search(draft.document.text[max(0, body.start - 40) : body.start])
    charged = gap in {", ", " "} and IN_CHARGE.search(draft.document.text[max(0, body.start - 40) : body.start])
    gave = GAVE.fullmatch(gap) and A_JOB.match(draft.document.text[person.end :])
    if gave or HIRES.fullmatch(gap) or RUN_BY.fullmatch(gap) or charged or (sent and TITLE.fullmatch(gap)):
        yield _fact(draft, person, Property.WORKS_FOR, body, SURE)
    elif gap in {", ", ", where "} and _is_paid_there(draft, body, person):
        yield _fact(draft, person, Property.WORKS_FOR, body, LIKELY)
    elif MADE_BY.fullmatch(gap) and draft.kind(body.body) in FOUNDABLE:
        yield _fact(draft, person, Property.FOUNDED, body, SURE)


def _is_paid_there(draft: Draft, body: Mention, person: Mention) -> bool:
    """'At the X Factory, she earns 2,350 yuan a month', 'for the X Factory, where Li sews'."""
    text = draft.document.text
    behind = AGE.sub("", text[person.end : person.end + 40])
    return AT.search(text[max(0, body.start - 60) : body.start]) is not None and PAID.match(behind) is not None


def _fact(draft: Draft, one: Mention, predicate: Property, two: Mention, confidence: float) -> Fact:
    return Fact(
        subject=one.body,
        predicate=predicate,
        object=two.body,
        confidence=confidence,
        evidence=(evidence(draft.span(one)),),
    )
