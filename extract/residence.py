"""Where people live or come from: `livesIn`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from extract.draft import Draft, evidence
from extract.polarity import is_asserted
from extract.records import PEOPLE, Evidence, Fact, Kind, Mention, Property
from extract.syntax import SUBJECTS, appositions, conjuncts, obliques, subjects

HOMES = frozenset({Kind.VILLAGE, Kind.TOWNSHIP, Kind.SITE, Kind.COUNTY})
SMALL = frozenset({Kind.VILLAGE, Kind.TOWNSHIP, Kind.SITE})
SURE, LIKELY, UNSURE = 0.9, 0.75, 0.6
NEAR_HOME = 700  # characters between a villager and the village named before

# What stands between a person and the place, by how sure it is. 'lives' is meant in each tense.
LIVES = re.compile(
    r",?(?: and| her| his| husband| wife| parents| family| mother| father| children| sons?| daughters?| two| three)*"
    r" (?:now |still |who |today |once )*"
    r"(?:has lived|have lived|lives?|lived|resides?|settled"
    r"|dwells|married into|(?:was|were) born(?: and raised)?|grew up)"
    r" (?:now |today )?(?:in an? \w+ )?(?:in|at)?(?: the)? ?"
)
OF = re.compile(r",? of(?: the)? ?")
AGE = re.compile(r", (?:aged )?\d{1,3}(?: years old)?(?:(?=,)|,(?= is))|, (?:aged )?\d{1,3} years old(?: this year)?,")
MOVED = re.compile(
    r"(?:['’]s (?:family|household) ?|, | ).{0,80}?"
    r"\b(?:moved|relocated|resettled|rehoused)(?: \w+)? (?:in|into|to)(?: the)? ?",
    re.IGNORECASE,
)
RENTS = re.compile(
    r",?(?: who)? (?:now |still )?(?:rents?|rented|built|bought|has|owns?) (?:an? |the |\w+ )?(?:\w+ )?"
    r"(?:rooms?|house|flat|home|apartment|courtyard)(?: \w+)? (?:in|at)(?: the)? ?"
)
HOUSE = re.compile(
    r"['’]s (?:\w+ )?(?:house|home|cottage|courtyard|yard|tent|apartment|flat|farmhouse)"
    r"(?: \w+){0,6} (?:in|at|of|on)(?: the)? ?"
)
MOVED_HERE = re.compile(r".{0,40}\b(?:moved|relocated|resettled|settled) ", re.IGNORECASE)
OWN_HOUSE = re.compile(r"['’]s (?:\w+ )?(?:house|home|cottage|courtyard|yard|tent|flat|farmhouse)\b")
LEFT = re.compile(r"\b(?:moved|relocated|resettled|rehoused)(?: \w+){0,3} from(?: the)? ?$")
ONWARD = re.compile(r",?(?: [\w,]+){0,3} (?:in)?to(?: the)? ?")
AGED = re.compile(r",? (?:\(|aged )?\d\d\b")
TO_WHICH = re.compile(r",? (?:(?:in)?to which|where) ")
MOVED_IN = re.compile(r" (?:now |has |had )?(?:moved|lives?|lived|settled|relocated|was moved|was resettled)\b")
FARMS = re.compile(
    r",?(?: who)? (?:also |still |now )?(?:keeps?|kept|raises?|raised|grows?|grew|herds?|herded"
    r"|plants?|planted|farms?|breeds?)"
    r"(?: [\w,-]+){0,5} (?:in|at)(?: the)? ?"
    r"|,? (?:who )?(?:now |still )?(?:has|owns?|keeps?) (?:\w+ ){1,2}(?:cows|cattle|sheep|goats|pigs|yaks|horses|camels"
    r"|hens|chickens|ducks|geese|donkeys|hives)(?: [\w-]+){0,5} (?:in|at)(?: the)? ?"
)
AWAY_AND_BACK = re.compile(r" left(?: the)? ")
BACK = re.compile(r"[^.;]{0,70}\b(?:came|come|went|moved|returned|is) (?:back|home)\b")
BRACKETED = re.compile(r" \(\d\d, (?:of |from )?")
IN_HER_HOUSE = re.compile(
    r"\b(?:his|her|their) (?:\w+ )?(?:house|home|yard|courtyard|kitchen|cottage|flat|hut) in(?: the)? $"
)
FLAT = re.compile(
    r"(?:['’]s family)? (?:was given|were given|got|received|bought|was assigned|has) (?:an? |the keys to an? )"
    r"(?:[\w,-]+ ){0,4}(?:flat|house|apartment|home) in(?: the)? ?"
)
HOMED = re.compile(r"[^.;]{0,60}?,? home (?:is )?in(?: the)? ?")
ASSIGNED = re.compile(r" (?:was|were|had been) (?:assigned|given|allotted|allocated) in(?: the)? ")
HOME = re.compile(r",? whose (?:home|house|family)(?: village)? (?:is|was|lives)(?: in)? ?")
MEMBER = re.compile(r",? (?:who )?(?:is |was )?one of(?: the)? ?")
RETURNED = re.compile(
    r"[^.;]{0,25}? (?:returned|came back|came home|went home|went back|moved back)(?: home)? to(?: the)? ?"
)
COMES = re.compile(r"[^.;]{0,60}?(?: and| who|,)? (?:now )?(?:comes|came|hails) from(?: the)? ?")
ONE_OF = re.compile(
    r",? (?:who )?(?:is|was) (?:one of|among)(?: the)?(?: [\d,]+)?(?: \w+){0,2}"
    r" (?:residents|villagers|households|people|herders|farmers|families) (?:of|in|from)(?: the)? ?"
)
WHERE = re.compile(r",? where (?:he|she) (?:was born|was raised|grew up|(?:still |now )?lives)\b")
HOME_TO = re.compile(r",? (?:which )?(?:is|was) (?:also )?(?:the )?home (?:to|of|village of) ")
ROLE = re.compile(
    r"(?:villager|farmer|herder|herdsman|herdswoman|shepherd|resident|mother|father|weaver|grower|planter|fisherman|native"
    r"|woman|man|widow|widower|peasant|craftsman|carpenter|embroiderer|girl|boy|youth|householder|household|beekeeper|breeder)s?\b"
)
_FOLK = "(?:women|men|people|villagers|families|herders|farmers)"
AT_HOME = re.compile(
    r"(?:^|\b)(?:at home in|among the (?:\w+ )?(?:residents|villagers|herders|farmers) of"
    rf"|like (?:most|many|all|other|the other)(?: of the)? (?:\w+ )?{_FOLK} (?:in|of|from)"
    rf"|\ban? (?:[\w-]+ ){{0,3}}{ROLE.pattern}(?: of \d\d)? from)(?: the)? $",
    re.I,
)
THEY = re.compile(
    r"^(?:They|The (?:family|couple|two|three|four)(?: of \w+)?) (?:now |both |all |still |then )?"
    r"(?:lives? (?:in|at)|(?:moved|returned|came back|went back|moved back)(?: home)? to)(?: the)? "
)
PORTRAIT = re.compile(r"^(?:An?|The) (?:[\w’'-]+ ){0,5}?(?:of \d\d )?(?:from|of|in) (?:the )?$")
MOVES = frozenset({"return", "move", "settle", "live", "relocate", "resettle"})
UNREAL = re.compile(r"\b(?:not|n't|never|would|will|may|might|plans?|hopes?|wants?|if|before|refused)\b")
OWNED = re.compile(r"['’]s (?:home |native |own )?village(?:,| is| was)?(?: called| named)? ?")
VILLAGER = re.compile(r"(?:['’]s)? (?:villager|farmer|herder|resident|native|shepherd|grower|weaver)\b")
FROM = re.compile(
    r",?(?: (?:is |was |now )*(?:an?|the|who (?:comes?|came|is)))?(?: [\w-]+){0,5},? ?(?:from|in|of)"
    r"(?: the| nearby| neighbou?ring)? ?"
)
NATIVE = re.compile(r",? (?:is |was )?an? ?")
IN_PLACE = re.compile(r"(?:courtyard|home|house|yard|family|cowshed|sheepfold|pen|field|orchard) of ?$", re.IGNORECASE)
RECOUNTS = frozenset(
    {"be", "become", "set", "establish", "carry", "stand", "sit", "pick", "raise", "keep", "live", "wake"}
)


def find_residence(draft: Draft) -> list[Fact]:
    """Every statement of where a person lives or is from."""
    facts: dict[tuple[str, str], Fact] = {}
    for fact in [
        *_adjacent(draft),
        *_openings(draft),
        *_anaphoric(draft),
        *_portrayed(draft),
        *_moves(draft),
        *_villagers(draft),
    ]:
        facts.setdefault((fact.subject, fact.object), fact)
    return list(facts.values())


def _fact(draft: Draft, person: Mention, place: Mention, confidence: float) -> Fact:
    one, two = evidence(draft.span(person)), evidence(draft.span(place))
    return Fact(
        subject=person.body,
        predicate=Property.LIVES_IN,
        object=place.body,
        confidence=confidence,
        evidence=(Evidence(start=min(one.start, two.start), end=max(one.end, two.end)),),
    )


def _adjacent(draft: Draft) -> Iterator[Fact]:
    """A person and a place side by side: 'X lives in Y', 'X of Y Village', 'X, a herder in Y'."""
    mentions = [m for m in draft.mentions if draft.kind(m.body) is not Kind.INDUSTRY]
    for index, (one, two) in enumerate(pairwise(mentions)):
        gap = AGE.sub("", draft.document.text[one.end : two.start])
        if len(gap) > 120 or "\n" in gap or any(c in gap for c in '.;:"“”'):
            continue
        kinds = draft.kind(one.body), draft.kind(two.body)
        if kinds[0] in PEOPLE - {Kind.JOURNALIST} and kinds[1] in HOMES:
            at = _reached(draft, mentions, index + 1, gap)
            yield from _person_first(draft, one, _innermost(draft, mentions[at:]), gap)
            continue
        if kinds[0] in SMALL and kinds[1] in PEOPLE - {Kind.JOURNALIST} and _opens_with(draft, one, two, gap):
            yield _fact(draft, two, one, LIKELY)
        moved = kinds[0] in SMALL and TO_WHICH.fullmatch(gap) and MOVED_IN.match(draft.document.text[two.end :])
        if moved and kinds[1] in PEOPLE:
            yield _fact(draft, two, one, LIKELY)
        before = draft.document.text[max(0, one.start - 40) : one.start]
        if kinds[0] in SMALL and kinds[1] in PEOPLE and gap == ", " and IN_HER_HOUSE.search(before):
            yield _fact(draft, two, one, LIKELY)
        at_home = (gap.strip() in {",", "is"} and _is_home_of(draft, one)) or HOME_TO.fullmatch(gap)
        if kinds[0] in SMALL and kinds[1] in PEOPLE and at_home:
            yield _fact(draft, two, one, LIKELY)
        place_first = kinds[0] in SMALL and kinds[1] in PEOPLE - {Kind.JOURNALIST} and one.named
        if place_first and len(gap) < 30 and ROLE.search(gap):
            yield _fact(draft, two, one, LIKELY)


def _reached(draft: Draft, mentions: list[Mention], index: int, gap: str) -> int:
    """Where a move ends: of 'moved from X to Y' it is Y."""
    if index + 1 >= len(mentions) or not LEFT.search(gap):
        return index
    one, two = mentions[index : index + 2]
    on = ONWARD.fullmatch(draft.document.text[one.end : two.start])
    return index + 1 if on and draft.kind(two.body) in HOMES else index


def _opens_with(draft: Draft, place: Mention, person: Mention, gap: str) -> bool:
    """'In X Village, Y, 47, …', 'In X Village, Y's yard …': what a sentence opens with, and who lives there."""
    before = draft.document.text[draft.span(place).sent.start_char : place.start].strip().lower()
    aged = AGED.match(draft.document.text[person.end : person.end + 16]) is not None
    aged = aged or OWN_HOUSE.match(draft.document.text[person.end : person.end + 24]) is not None
    return before in {"in", "in the", "at", "at the"} and gap == ", " and person.named and aged


def _innermost(draft: Draft, mentions: list[Mention]) -> Mention:
    """The place that a chain of owners ends in: 'X Town's Y Village'."""
    place = mentions[0]
    for following in mentions[1:]:
        if draft.document.text[place.end : following.start] not in {"'s ", "’s "}:
            return place
        if draft.kind(following.body) not in HOMES:
            return place
        place = following
    return place


def _person_first(draft: Draft, person: Mention, place: Mention, gap: str) -> Iterator[Fact]:
    small = draft.kind(place.body) in SMALL
    behind_all = draft.document.text[place.end : place.end + 100]
    behind = behind_all[:20]
    moved = any(
        p.fullmatch(gap) for p in (RENTS, MOVED, RETURNED, ONE_OF, HOUSE, COMES, FARMS, HOME, HOMED, FLAT, ASSIGNED)
    )
    moved = moved or (MEMBER.fullmatch(gap) is not None and behind.startswith(("'s", "’s")))
    moved = moved or BRACKETED.fullmatch(draft.document.text[person.end : place.start]) is not None
    moved = moved or (AWAY_AND_BACK.fullmatch(gap) is not None and BACK.match(behind_all) is not None)
    moved = moved or (not place.named and MOVED_HERE.fullmatch(gap) is not None)
    moved = moved and not UNREAL.search(gap)
    moved = moved or LEFT.search(gap) is not None
    moved = moved or (WHERE.match(draft.document.text[place.end :]) is not None and person.named)
    villager = NATIVE.fullmatch(gap) and VILLAGER.match(behind)
    if LIVES.fullmatch(gap) or (small and (OF.fullmatch(gap) or OWNED.fullmatch(gap))):
        yield _fact(draft, person, place, SURE)
    elif small and (moved or villager):
        yield _fact(draft, person, place, LIKELY)
    elif small and FROM.fullmatch(gap):
        told_by_role = ROLE.search(gap) or re.search(r"\bfrom\b", gap)
        plain = gap.strip(" ,").lower() in {"in", "from"} and _is_home(draft, person)
        homely = draft.kind(place.body) is not Kind.SITE or _is_dwelling(draft, place)
        if homely and (told_by_role or plain):
            yield _fact(draft, person, place, LIKELY)


def _moves(draft: Draft) -> Iterator[Fact]:
    """'X, who graduated from Y University, returned to the village': by the tree, over what stands between."""
    for token in draft.doc:
        back = token.lemma_ in {"come", "go"} and any(c.lower_ in {"back", "home"} for c in token.children)
        if token.pos_ != "VERB" or not (back or token.lemma_ in MOVES) or not is_asserted(token):
            continue
        where = [m for t in obliques(token, "to", "into", "in") if (m := draft.at(t)) and draft.kind(m.body) in SMALL]
        for person in _movers(draft, token) if where else ():
            yield _fact(draft, person, where[0], LIKELY)


def _movers(draft: Draft, verb: Token) -> Iterator[Mention]:
    """The people who are a verb's subject, or named beside it: 'the couple X and Y'."""
    for subject in subjects(verb):
        for token in [subject, *(c for a in appositions(subject) for c in conjuncts(a))]:
            mention = draft.at(token)
            if mention and draft.kind(mention.body) in PEOPLE - {Kind.JOURNALIST, Kind.OFFICIAL}:
                yield mention


def _villagers(draft: Draft) -> Iterator[Fact]:
    """'Villager Kong remembers': somebody of the village that the text was last about."""
    village: Mention | None = None
    for mention in draft.mentions:
        kind = draft.kind(mention.body)
        if kind is Kind.VILLAGE:
            village = mention
        elif (
            kind in PEOPLE - {Kind.JOURNALIST} and mention.named and village and mention.start - village.end < NEAR_HOME
        ):
            before = draft.document.text[max(0, mention.start - 10) : mention.start]
            if re.search(r"\b[Vv]illager $", before):
                yield _fact(draft, mention, village, UNSURE)


def _portrayed(draft: Draft) -> Iterator[Fact]:
    """'A widow of 52 from X Village, she …': a person told by home, whom the clause's pronoun means."""
    for sentence in draft.doc.sents:
        held = draft.within(sentence.start_char, sentence.end_char)
        if len(held) < 2 or draft.kind(held[0].body) not in SMALL or not held[0].named:
            continue
        before = draft.document.text[sentence.start_char : held[0].start]
        pronoun = next((m for m in held[1:] if draft.kind(m.body) in PEOPLE and not m.named), None)
        if pronoun and PORTRAIT.match(before) and ROLE.search(before) and _is_clause_subject(draft, pronoun):
            yield _fact(draft, pronoun, held[0], LIKELY)


def _is_clause_subject(draft: Draft, pronoun: Mention) -> bool:
    return draft.span(pronoun).root.dep_ in SUBJECTS


def _is_home_of(draft: Draft, place: Mention) -> bool:
    """'At home in X, …', 'Among the residents of X is …'."""
    start = max(0, place.start - 50)
    return AT_HOME.search(draft.document.text[start : place.start]) is not None


def _is_home(draft: Draft, person: Mention) -> bool:
    """Whether the words before a name speak of the person's house: 'in the courtyard of X in Y'."""
    start = max(0, person.start - 30)
    return IN_PLACE.search(draft.document.text[start : person.start]) is not None


def _openings(draft: Draft) -> Iterator[Fact]:
    """'Until 2013 the herder from Y village …', 'In Y, a resettlement site …, X became'.

    They are told of the sentence's person, else of the last one.
    """
    last: Mention | None = None
    for sentence in draft.doc.sents:
        held = draft.within(sentence.start_char, sentence.end_char)
        people = [m for m in held if draft.kind(m.body) in PEOPLE - {Kind.JOURNALIST}]
        for place in held:
            if draft.kind(place.body) not in SMALL or not place.named:
                continue
            before = draft.document.text[sentence.start_char : place.start]
            if re.search(rf"\b[Tt]he (?:[\w-]+ ){{0,3}}{ROLE.pattern} (?:from|of|in) $", before) and last:
                yield _fact(draft, last, place, LIKELY)
            elif people and before.strip().lower() in {"in", "in the"} and _is_dwelling(draft, place):
                yield _fact(draft, people[0], place, LIKELY)
            elif not people and last and before.strip().lower() == "in" and _household(draft, sentence.text):
                yield _fact(draft, last, place, LIKELY)
        if people:
            last = people[-1]


def _is_dwelling(draft: Draft, place: Mention) -> bool:
    """Whether a site is one to live in, not a zone or park of firms."""
    words = set(draft.entities[place.body].label.lower().split())
    return draft.kind(place.body) is Kind.SITE and not words & {
        "zone",
        "park",
        "base",
        "factory",
        "plant",
        "garden",
        "center",
    }


def _household(draft: Draft, text: str) -> bool:
    """Whether a sentence tells of one household, which is that of the person spoken of."""
    return re.search(r"\b(?:poor|registered) household\b|\bfamily of\b", text) is not None


def _anaphoric(draft: Draft) -> Iterator[Fact]:
    """'The 46-year-old lives in Y village', 'They now live in Y': the persons of the sentences before."""
    known: list[Mention] = []
    for sentence in draft.doc.sents:
        held = draft.within(sentence.start_char, sentence.end_char)
        people = [m for m in held if draft.kind(m.body) in PEOPLE - {Kind.JOURNALIST}]
        match = THEY.match(sentence.text)
        match = match or re.search(r"\byear-old(?: \w+){0,3} (?:lives|lived) in(?: the)? ", sentence.text)
        if match and not people and known:
            at = sentence.start_char + match.end()
            place = next((m for m in held if at - 2 <= m.start <= at + 2 and draft.kind(m.body) in HOMES), None)
            meant = _couple(known) if sentence.text.startswith("The couple") else known[-1:]
            yield from (_fact(draft, person, place, SURE) for person in meant if place)
        known += people


def _couple(known: list[Mention]) -> list[Mention]:
    """The two people spoken of last."""
    other = next((m for m in reversed(known) if m.body != known[-1].body), None)
    return [other, known[-1]] if other else [known[-1]]
