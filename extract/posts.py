"""Posts in government and party bodies: `holdsPostIn` with its title; and titles that are employment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from extract.classed import HEADS
from extract.draft import Draft, evidence
from extract.holders import holder
from extract.polarity import is_asserted
from extract.records import ORGANIZATIONS, PEOPLE, TERRITORIES, Fact, Kind, Mention, Property
from extract.syntax import clause, subjects
from extract.titles import BODIES, EMPLOYED, OFFICIAL, RELATIVE, WORKPLACES, is_title, title_words

TERRITORIAL = {
    "village": Kind.VILLAGE,
    "town": Kind.TOWNSHIP,
    "township": Kind.TOWNSHIP,
    "county": Kind.COUNTY,
    "district": Kind.COUNTY,
}
HEADING = frozenset({"head", "chair", "lead", "direct", "run"})
SENT = frozenset({"stationed", "sent", "dispatched", "assigned", "posted", "based", "appointed"})
SENT_TO = re.compile(
    r"(?:,? ?who )?(?:(?:(?:was|were|had been) (?:sent|dispatched|assigned|posted|appointed|transferred)"
    r"|,?.{0,60}?\b(?:came|went|moved|volunteered|returned)(?: down)?) )?(?:to|in)(?: the)?"
)
SINCE_WHEN = re.compile(r"(?:,? in (?:\w+ )?\d{4},?|,? (?:last|this) \w+,?|,)? ?")
PART = re.compile(
    r"of (?:the|its|a) (?:[\w-]+ ){0,3}"
    r"(?:line|team|workshop|section|department|shift|group|branch|committee|office|division) (?:in|at|of) (?:the )?"
)
CHOSE = re.compile(r" (?:has |have |had )?(?:elected|chose|named|appointed|picked|made|voted)(?: in)? (?:villager )?")
OFFICES = frozenset({Kind.GOVERNMENT_BODY})
_SCHOOLS, _FIRMS = frozenset({Kind.INSTITUTION}), frozenset({Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.WORKSHOP})
HOUSES = dict.fromkeys(("headmaster", "headmistress", "principal", "president", "dean"), _SCHOOLS) | dict.fromkeys(
    ("manager", "boss", "owner", "founder", "chairman", "chairwoman"), _FIRMS
)
NEAR_OWNER = 3  # sentences back in which the owner of 'its chairman' stands
MAGISTRATES = frozenset({"mayor", "magistrate", "governor", "prefect"})
RULERS = MAGISTRATES | {"head", "secretary"}  # of a place, for 'its deputy head'
FOUNDERS = frozenset({"founder", "co-founder", "cofounder"})
SURE = 0.95


def find_posts(draft: Draft) -> list[Fact]:
    """Who holds which post where, and who works where by title."""
    facts: list[Fact] = []
    for token in draft.doc:
        if token.lower_ in OFFICIAL | EMPLOYED and is_title(draft, token):
            facts += _post(draft, token)
        elif token.lemma_ in HEADING and token.pos_ == "VERB" and is_asserted(token):
            facts += _heads(draft, token)
    return facts


def _heads(draft: Draft, verb: Token) -> Iterator[Fact]:
    """'X, who heads the village committee': a post without its title."""
    held = draft.within(verb.idx, verb.sent.end_char)[:2]
    if len(held) == 2 and draft.document.text[held[0].end : held[1].start] in {" ", "'s ", "’s "}:
        held = [replace(held[1], start=held[0].start)]  # 'heads the X County relief office'
    person = next((p for p in (_person_at(draft, s) for s in subjects(verb)) if p), None)
    if not held or person is None or draft.kind(held[0].body) is not Kind.GOVERNMENT_BODY:
        return
    if held[0].start - verb.idx - len(verb) < 10:
        yield Fact(
            subject=person,
            predicate=Property.HOLDS_POST_IN,
            object=held[0].body,
            confidence=SURE,
            title="head" if verb.lemma_ == "head" else "",
            evidence=(evidence(verb),),
        )


def _person_at(draft: Draft, token: Token) -> str | None:
    mention = draft.at(token.head if token.lower_ in RELATIVE and token.head.dep_ == "acl:relcl" else token)
    if mention is None and token.head.dep_ == "acl:relcl" and token.lower_ in RELATIVE:
        mention = draft.at(token.head.head)
    return mention.body if mention and draft.kind(mention.body) in PEOPLE else None


def officials(draft: Draft, facts: Iterable[Fact]) -> set[str]:
    """The ids of those who hold a post, or whose title is a public one wherever it is held."""
    posted = {f.subject for f in facts if f.predicate is Property.HOLDS_POST_IN}
    return posted | set(_titled(draft))


def _titled(draft: Draft) -> Iterator[str]:
    """'Party branch secretary X' is an official, though the text doesn't say of what village."""
    for token in draft.doc:
        if token.lower_ not in OFFICIAL or not is_title(draft, token):
            continue
        title = title_words(draft, token)
        words = {t.lower_ for t in title}
        level = words & set(TERRITORIAL) if token.lower_ == "head" else words & {"party", "first"}
        public = token.lower_ in MAGISTRATES or (token.lower_ in {"head", "secretary"} and level)
        person = holder(draft, token, title) if public and "former" not in words else None
        if public and person is None and title[0].i and title[0].nbor(-1).lower_ == "as":  # 'came as first secretary'
            person = next((p for s in subjects(clause(token)) if (p := _person_at(draft, s))), None)
        if person is not None and draft.kind(person) is Kind.PERSON:
            yield person


def _post(draft: Draft, head: Token) -> Iterator[Fact]:
    title = title_words(draft, head)
    if any(t.lower_ == "former" for t in title):
        return
    place = _body(draft, head, title)
    person = holder(draft, head, title)
    if person is None:
        person, place = _whom(draft, head, place)
    sent = _sent(draft, head, title) if person is None else (None, None)
    if sent[0] is not None:
        person, place = sent
    if place is None and person is not None:
        place = (
            _of_which(draft, head)
            or (_implied(draft, title) if head.lower_ in OFFICIAL else None)
            or _house(draft, head, title)
            or _called(draft, title)
        )
    if place is None and person is not None and title[0].lower_ == "first":
        place = _last(draft, title[0], Kind.VILLAGE)
    if place is None or person is None:
        return
    kind = draft.kind(place)
    official = head.lower_ in OFFICIAL and kind in BODIES
    official = official or (head.lower_ == "member" and kind is Kind.GOVERNMENT_BODY)
    if kind is Kind.INSTITUTION and head.lower_ in EMPLOYED:
        official = False
    elif not official and (kind not in WORKPLACES or head.lower_ not in EMPLOYED):
        return
    if head.lower_ in FOUNDERS and kind in ORGANIZATIONS:
        yield _founded(draft, person, place, head)
    words = [t for t in title if t.lower_ not in {"then", "current", "new"}]
    yield Fact(
        subject=person,
        predicate=Property.HOLDS_POST_IN if official else Property.WORKS_FOR,
        object=place,
        confidence=SURE,
        title=draft.document.text[words[0].idx : words[-1].idx + len(words[-1])] if official else "",
        evidence=(evidence(head),),
    )


def _of_which(draft: Draft, head: Token) -> str | None:
    """'The cooperative, of which X is a member': the body right before the relative clause."""
    words = head.doc[head.sent.start : head.i]
    of = next((t for t in reversed(words) if t.lower_ == "of" and t.nbor(1).lower_ in {"which", "whom"}), None)
    held = draft.within(head.sent.start_char, of.idx) if of is not None else []
    return held[-1].body if held and draft.kind(held[-1].body) in ORGANIZATIONS else None


def _house(draft: Draft, head: Token, title: list[Token]) -> str | None:
    """The school or firm named last before 'the headmaster' or 'the manager', behind an article."""
    kinds = HOUSES.get(head.lower_.removeprefix("vice-").removeprefix("co-"))
    first = title[0]
    opens = first.i == head.sent.start and first.text[0].isupper()  # 'Boss X says', of the firm just named
    if kinds is None or not (opens or (first.i and first.nbor(-1).lower_ in {"the", "its"})):
        return None
    before = draft.within(max(0, head.idx - 400), head.idx)
    return next((m.body for m in reversed(before) if draft.kind(m.body) in kinds), None)


def _called(draft: Draft, title: list[Token]) -> str | None:
    """The body named last whose name ends in the word before a title: 'Center director X'."""
    word = title[0].nbor(-1).lower_ if title[0].i > title[0].sent.start else ""
    if word not in HEADS:
        return None
    before = draft.within(0, title[0].nbor(-1).idx)
    bodies = (m.body for m in reversed(before) if m.named and draft.kind(m.body) in ORGANIZATIONS)
    return next((b for b in bodies if draft.entities[b].label.lower().endswith(f" {word}")), None)


def _implied(draft: Draft, title: list[Token]) -> str | None:
    """The place that a title means by its kind alone: the village named last, for 'the village Party secretary'."""
    kind = next((TERRITORIAL[t.lower_] for t in title if t.lower_ in TERRITORIAL), None)
    return _last(draft, title[0], kind) if kind is not None else None


def _last(draft: Draft, token: Token, kind: Kind) -> str | None:
    """The thing of a kind that is named last before a token."""
    return next((m.body for m in reversed(draft.within(0, token.idx)) if draft.kind(m.body) is kind), None)


def _founded(draft: Draft, person: str, body: str, head: Token) -> Fact:
    return Fact(subject=person, predicate=Property.FOUNDED, object=body, confidence=SURE, evidence=(evidence(head),))


def _sent(draft: Draft, head: Token, title: list[Token]) -> tuple[str | None, str | None]:
    """'The bureau sent X to Y as first secretary', 'the people of Y elected X as head': who, and where."""
    first = title[0].i
    if first - 1 <= head.sent.start or head.doc[first - 1].lower_ not in {"as", "its"}:
        return None, None
    held = draft.within(head.sent.start_char, head.idx)[-2:]
    chosen = len(held) == 2 and CHOSE.fullmatch(draft.document.text[held[0].end : held[1].start])
    if chosen and draft.kind(held[0].body) in BODIES and draft.kind(held[1].body) in PEOPLE:
        return held[1].body, held[0].body
    if len(held) < 2 or draft.kind(held[0].body) not in PEOPLE or draft.kind(held[1].body) not in BODIES:
        return None, None
    gap = draft.document.text[held[0].end : held[1].start].strip()
    near = SINCE_WHEN.fullmatch(draft.document.text[held[1].end : head.doc[first - 1].idx]) is not None
    return (held[0].body, held[1].body) if SENT_TO.fullmatch(gap) and near else (None, None)


def _whom(draft: Draft, head: Token, place: str | None) -> tuple[str | None, str | None]:
    """'X, whom the bureau sent to Y to be its first secretary': who, and where; else nobody and the place."""
    words = list(head.doc[head.sent.start : head.i])
    relative = next((t for t in words if t.lower_ == "whom"), None)
    verb = next((t for t in words if relative is not None and t.i > relative.i and t.lower_ in SENT), None)
    if relative is None or verb is None:
        return None, place
    before = draft.within(head.sent.start_char, relative.idx)
    behind = [m for m in draft.within(verb.idx, head.idx) if draft.kind(m.body) in BODIES]
    told = before and behind and draft.kind(before[-1].body) in PEOPLE
    return (before[-1].body, behind[0].body) if told else (None, place)


def _there(draft: Draft, head: Token) -> str | None:
    """The village or town told before in its sentence, for 'the first secretary there'."""
    held = draft.within(head.sent.start_char, head.idx)
    return next((m.body for m in held if draft.kind(m.body) in BODIES), None)


def _body(draft: Draft, head: Token, title: list[Token]) -> str | None:
    """The body or place that a title is of: after 'of', 'at', 'in', else right before it."""
    doc = head.doc
    i = head.i + 1
    if i < head.sent.end and doc[i].lower_ in {"there", "here"}:
        return _there(draft, head)
    if i < head.sent.end and doc[i].lower_ in SENT:
        i += 1
    person = draft.at(doc[i]) if i < head.sent.end else None
    if person and person.named and draft.kind(person.body) in PEOPLE:  # 'deputy director X of the Y Bureau'
        behind = draft.span(person).end
        i = behind if behind < head.sent.end and doc[behind].lower_ in {"of", "at"} else i
    if i < head.sent.end and doc[i].lower_ in {"of", "at", "in", "for", "with", "to"}:
        following = _next_mention(draft, doc[i], head.sent)
        if following:
            following = _innermost(draft, following, head.sent)
            if draft.kind(following.body) in BODIES | WORKPLACES:
                return following.body
        return _of_its_part(draft, doc[i])
    before = title[0].i - 1
    if before < head.sent.start:
        return None
    if doc[before].text in {"'s", "’s"}:
        before -= 1
    mention = draft.at(doc[before])
    aid = mention is not None and doc[max(0, draft.span(mention).start - 1)].text == "-"  # 'an aid-Tibet cadre'
    if mention and draft.kind(mention.body) in BODIES | WORKPLACES and not aid:
        return mention.body
    owner = doc[before].lower_
    if owner in {"its", "his", "their"} and mention is None:
        ruled = TERRITORIES if head.lower_ in RULERS and owner == "its" else frozenset()
        return _owner(draft, doc[before], WORKPLACES | ruled | (OFFICES if head.lower_ in OFFICIAL else frozenset()))
    if owner == "whose":
        return _antecedent(draft, doc[before])
    return None


def _of_its_part(draft: Draft, of: Token) -> str | None:
    """'leader of the third assembly line in X Co.': the firm whose part a title is of."""
    held = draft.within(of.idx, of.sent.end_char)[:1]
    gap = draft.document.text[of.idx : held[0].start] if held else ""
    part = PART.fullmatch(gap) is not None and draft.kind(held[0].body) in WORKPLACES | BODIES
    return held[0].body if part else None


def _innermost(draft: Draft, mention: Mention, sentence: Span) -> Mention:
    """The body that a chain of owners ends in: 'the State Council's Poverty Alleviation Office'."""
    for following in draft.within(mention.end, sentence.end_char):
        owned = draft.document.text[mention.end : following.start] in {"'s ", "’s "}
        if not owned or draft.kind(following.body) not in BODIES | WORKPLACES:
            return mention
        mention = following
    return mention


def _owner(draft: Draft, token: Token, kinds: frozenset[Kind]) -> str | None:
    """Whom 'its' in 'its chairman' means: the sentence's subject body, else the last one named."""
    held = draft.within(token.sent.start_char, token.idx)
    firms = [m.body for m in held if draft.kind(m.body) in kinds]
    start = token.sent.start
    for _ in range(NEAR_OWNER):
        if firms or not start:
            break
        before = token.doc[start - 1].sent
        firms = [m.body for m in draft.within(before.start_char, before.end_char) if draft.kind(m.body) in kinds]
        start = before.start
    return firms[0] if firms else None


def _antecedent(draft: Draft, whose: Token) -> str | None:
    """The firm or body right before ', whose owner'."""
    held = draft.within(whose.sent.start_char, whose.idx)
    near = held and draft.document.text[held[-1].end : whose.idx].strip() in {"", ","}
    return held[-1].body if near and draft.kind(held[-1].body) in BODIES | WORKPLACES else None


def _next_mention(draft: Draft, token: Token, sentence: Span) -> Mention | None:
    """The mention right behind a preposition, an article between them or not."""
    text = draft.document.text
    # 'of its management committee': the body is meant, not whose it is
    held = [m for m in draft.within(token.idx, sentence.end_char) if text[m.start : m.end] != "its"]
    if held and text[token.idx + len(token) : held[0].start].strip(" ,") in {
        "",
        "the",
        "a",
        "an",
        "nearby",
        "its",
        "their",
        "this",
    }:
        return held[0]
    return None
