"""Who works where: `worksFor`, by verbs of work, hiring and running."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.draft import Draft, evidence
from extract.patterns import load
from extract.polarity import is_asserted
from extract.records import ORGANIZATIONS, PEOPLE, Fact, Kind, Mention, Property
from extract.syntax import obliques, subjects

_LISTS = load("posts")
WORK = frozenset(_LISTS["work_verbs"])
WORK_AT = frozenset(_LISTS["work_prepositions"])
HIRE = frozenset(_LISTS["hire_verbs"])
HOUSES = frozenset({Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.WORKSHOP})
# What visitors, buyers and learners do there too.
VISITING = frozenset(
    {
        "arrive",
        "look",
        "point",
        "stand",
        "stop",
        "stay",
        "sit",
        "smile",
        "meet",
        "shop",
        "buy",
        "eat",
        "visit",
        "be",
        "have",
        "say",
        "study",
    }
    | {
        "learn",
        "live",
        "sleep",
        "wait",
        "laugh",
        "call",
        "come",
        "go",
        "sell",
        "start",
        "end",
        "hang",
        "begin",
        "leave",
        "see",
        "tell",
    }
)
STUDY = frozenset({"study", "research"})
CHAIR = frozenset(_LISTS["chair_verbs"])
STAFF = frozenset({"teachers", "doctors", "nurses", "workers", "employees", "staff", "trainers", "cooks", "guards"})
STAFFED = STAFF | {"employee", "worker", "hands", "recruits", "seamstresses", "locals", "jobs", "weavers", "payroll"}
WORKPLACES = ORGANIZATIONS | {Kind.SITE}
WORKERS = PEOPLE - {Kind.JOURNALIST}
SURE, LIKELY = 0.9, 0.75


def find_employment(draft: Draft) -> list[Fact]:
    """Every statement that a person works for somebody."""
    facts: list[Fact] = []
    for token in draft.doc:
        lemma = token.lemma_.lower()
        if token.lower_ in {"works", "sews", "drives", "teaches"}:
            lemma = token.lower_[:-2] if token.lower_ == "teaches" else token.lower_[:-1]
        studied = lemma in STUDY and token.tag_ not in {"VBZ", "VBP"}  # past studies were at a school
        if lemma in WORK and not studied and _is_verb(token) and is_asserted(token):
            facts += _works(draft, token)
        serving = lemma == "wait" and token.i + 1 < len(draft.doc) and token.nbor(1).lower_ in {"on", "tables"}
        daily = token.tag_ in {"VBZ", "VBP"} and (serving or lemma not in WORK | VISITING)
        if daily and is_asserted(token):
            facts += _at_house(draft, token)
        if (lemma in CHAIR and token.pos_ == "VERB" and is_asserted(token)) or _heads_after_name(draft, token):
            facts += _runs(draft, token)
        if (token.lower_ == "one" and _is_one_of(token)) or _is_among_them(token):
            facts += _one_of(draft, token)
        if token.lower_ == "among" and token.i <= token.sent.start + 1:
            facts += _among(draft, token)
    return facts


def _heads_after_name(draft: Draft, token: Token) -> bool:
    """Whether a form like 'heads', often taken for a noun, stands right behind a person's name."""
    if (
        token.lower_ not in {"heads", "chairs", "leads", "runs", "manages", "owns"}
        or token.pos_ == "VERB"
        or not token.i
    ):
        return False
    mention = draft.at(token.nbor(-1))
    return mention is not None and draft.kind(mention.body) in WORKERS


def _is_verb(token: Token) -> bool:
    return token.pos_ == "VERB" or token.lower_.endswith("s")


def _fact(person: str, place: str, token: Token, confidence: float) -> Fact:
    return Fact(
        subject=person,
        predicate=Property.WORKS_FOR,
        object=place,
        confidence=confidence,
        evidence=(evidence(token),),
    )


def _works(draft: Draft, verb: Token) -> Iterator[Fact]:
    """'X works at Y', 'X, who works for Y', 'sews for Y'."""
    person = _subject(draft, verb)
    place = _after(draft, verb) or _there(draft, verb)
    if person and place:
        yield _fact(person, place.body, verb, SURE)


def _at_house(draft: Draft, verb: Token) -> Iterator[Fact]:
    """'X folds boxes at the Y Plant': whatever somebody does day by day at a firm is work there."""
    people = [m for s in subjects(verb) if (m := draft.at(s)) and draft.kind(m.body) in WORKERS]
    before = draft.at(verb.nbor(-1)) if verb.i else None
    if not people and before and draft.kind(before.body) in WORKERS:
        people = [before]
    firms = [m for t in obliques(verb, "at", "for") if (m := draft.at(t)) and draft.kind(m.body) in HOUSES]
    firms = firms or _behind_at(draft, verb) or _inside(draft, verb)
    for person in people[:1] if firms else ():
        yield _fact(person.body, firms[0].body, verb, LIKELY)


def _inside(draft: Draft, verb: Token) -> list[Mention]:
    """The firm told before in its sentence, for 'below is the workshop of X, she sews umbrellas inside'."""
    if not any(c.lower_ in {"inside", "there"} and c.i > verb.i for c in verb.children):
        return []
    before = draft.within(verb.sent.start_char, verb.idx)
    return [m for m in before if draft.kind(m.body) in HOUSES][-1:]


def _behind_at(draft: Draft, verb: Token) -> list[Mention]:
    """The firm behind a verb's 'at' or 'for', where the parse hung it elsewhere."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 6, verb.sent.end)]:
        if token.lower_ in {"at", "for"}:
            held = draft.within(token.idx, verb.sent.end_char)[:1]
            return [m for m in held if m.start - token.idx < 9 and draft.kind(m.body) in HOUSES]
        if token.is_punct or token.pos_ == "VERB":
            return []
    return []


def _there(draft: Draft, verb: Token) -> Mention | None:
    """The workplace of the sentence before, where the verb says 'there' or 'here'."""
    behind = verb.doc[verb.i + 1 : min(verb.i + 6, verb.sent.end)]
    if not verb.sent.start or not any(t.lower_ in {"there", "here"} and t.pos_ == "ADV" for t in behind):
        return None
    before = verb.doc[verb.sent.start - 1].sent
    held = [m for m in draft.within(before.start_char, verb.sent.start_char) if draft.kind(m.body) in WORKPLACES]
    return held[-1] if held else None


def _subject(draft: Draft, verb: Token) -> str | None:
    for token in subjects(verb):
        for candidate in [token, *(c for c in token.children if c.dep_ in {"appos", "flat"})]:
            entity = draft.entity_at(candidate)
            if entity and draft.kind(entity) in WORKERS:
                return entity
    before = draft.within(verb.sent.start_char, verb.idx)
    people = [m for m in before if draft.kind(m.body) in WORKERS]
    near = people and verb.idx - people[-1].end < 40
    return people[-1].body if near else None


def _after(draft: Draft, verb: Token) -> Mention | None:
    """The workplace behind the verb's preposition: the next mention, if it is one."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 10, verb.sent.end)]:
        if token.lower_ in WORK_AT:
            held = draft.within(token.idx, verb.sent.end_char)
            if not held or held[0].start - token.idx > 30:
                return None
            if draft.kind(held[0].body) in WORKPLACES:
                return held[0]
        if token.text in {",", ";"}:
            return None
    return None


def _runs(draft: Draft, verb: Token) -> Iterator[Fact]:
    """'X, who chairs the cooperative', 'manages the cooperative's shop'."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN":  # 'a course run by X'
        return
    person = _subject(draft, verb)
    held = draft.within(verb.idx, verb.sent.end_char)[:1]
    if not person or not held or draft.kind(held[0].body) not in WORKPLACES - {Kind.GOVERNMENT_BODY}:
        return
    if held[0].start - verb.idx < 45:
        yield _fact(person, held[0].body, verb, LIKELY)


def _is_one_of(token: Token) -> bool:
    """'is one of them', 'is one of 64 women at the workshop'."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return (
        after is not None
        and after.lower_ == "of"
        and any(t.lemma_ == "be" for t in token.doc[max(token.sent.start, token.i - 2) : token.i])
    )


def _is_among_them(token: Token) -> bool:
    """'X is among them'."""
    behind = token.doc[token.i + 1 : token.i + 2].text.lower()
    return token.lower_ == "among" and behind == "them" and token.i > token.sent.start and token.nbor(-1).lemma_ == "be"


def _one_of(draft: Draft, token: Token) -> Iterator[Fact]:
    """'she is one of 64 women at the X Workshop'; '… recruited 90 women. X is one of them'."""
    sentence = token.sent
    before = [m for m in draft.within(sentence.start_char, token.idx) if draft.kind(m.body) in WORKERS]
    if not before:
        return
    person = before[0].body
    of = token.doc[token.i + 2] if token.lower_ == "one" and token.i + 2 < len(token.doc) else token.nbor(1)
    if of.lower_ == "them":
        employer = _hirer_before(draft, token) or _staffed_before(draft, token)
        if employer:
            yield _fact(person, employer, token, LIKELY)
        return
    for other in token.doc[token.i : min(token.i + 12, sentence.end)]:
        if other.lower_ in {"at", "in"}:
            held = draft.within(other.idx, sentence.end_char)[:1]
            if held and held[0].start - other.idx < 12 and _employs(draft, held[0], token, other):
                yield _fact(person, held[0].body, token, SURE)
            return


def _among(draft: Draft, token: Token) -> Iterator[Fact]:
    """'Among its workers is X', 'Among the 40 is X', whom the sentences before counted at a firm."""
    sentence = token.sent
    verb = next((t for t in sentence if t.lower_ in {"is", "was", "are", "were"}), None)
    if verb is None or verb.i - token.i > 14:
        return
    person = next((m for m in draft.within(verb.idx, sentence.end_char) if draft.kind(m.body) in WORKERS), None)
    if person is None or person.start - verb.idx > 12:
        return
    words = {t.lower_ for t in sentence.doc[token.i : verb.i]}
    named = [m.body for m in draft.within(token.idx, verb.idx) if draft.kind(m.body) in WORKPLACES]
    counted = words & {"them", "these", "those"} or any(t.like_num for t in sentence.doc[token.i : verb.i])
    if words & STAFFED:
        employer = named[0] if named else _staffed_before(draft, token)
    else:
        employer = _staffed_before(draft, token) if counted and not named else None
    if employer and draft.kind(employer) is not Kind.GOVERNMENT_BODY:
        yield _fact(person.body, employer, token, LIKELY)


def _staffed_before(draft: Draft, token: Token) -> str | None:
    """The firm whose staff the sentences before spoke of."""
    start = token.sent.start
    for _ in range(3):
        if start == 0:
            return None
        previous = token.doc[start - 1].sent
        held = draft.within(previous.start_char, previous.end_char)
        bodies = [m.body for m in held if draft.kind(m.body) in WORKPLACES - {Kind.GOVERNMENT_BODY}]
        if bodies and any(t.lower_ in STAFFED or t.lemma_ in HIRE for t in previous):
            return bodies[0]
        start = previous.start
    return None


def _employs(draft: Draft, body: Mention, start: Token, end: Token) -> bool:
    """Whether those counted at a body work there: the young people at a school are its pupils."""
    kind = draft.kind(body.body)
    staff = any(t.lower_ in STAFF for t in start.doc[start.i : end.i])
    return kind in WORKPLACES and (kind is not Kind.INSTITUTION or staff)


def _hirer_before(draft: Draft, token: Token) -> str | None:
    """The firm whose hiring the sentence before told."""
    start = token.sent.start
    if start == 0:
        return None
    previous = token.doc[start - 1].sent
    for verb in previous:
        staffed = verb.lemma_ == "have" and any(t.lower_ in STAFFED for t in previous)
        if (verb.lemma_ in HIRE and verb.pos_ == "VERB") or staffed:
            held = draft.within(previous.start_char, verb.idx)
            firms = [m.body for m in held if draft.kind(m.body) in ORGANIZATIONS - {Kind.GOVERNMENT_BODY}]
            if firms:
                return firms[-1]
    return None
