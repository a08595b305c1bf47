"""Whose title it is: the person before, behind or around 'deputy director of …'."""

from __future__ import annotations

from spacy.tokens import Token

from extract.draft import Draft
from extract.patterns import load
from extract.polarity import is_asserted
from extract.records import PEOPLE, Kind, Mention
from extract.syntax import SUBJECTS, clause
from extract.titles import BODIES, EMPLOYED, OFFICIAL, RELATIVE, WORKPLACES

_LISTS = load("posts")
HONORIFICS = frozenset(_LISTS["honorifics"])
SERVING = frozenset(_LISTS["serving"])
LEADING = frozenset(_LISTS["leading"])
COMING = frozenset({"arrive", "come", "return"})


def holder(draft: Draft, head: Token, title: list[Token]) -> str | None:
    """Whose title it is: 'X, deputy director of …', '… director X', 'X is deputy director'."""
    doc = head.doc
    first = _phrase_start(draft, head, title)
    if first > head.sent.start and doc[first - 1].text in {",", "-", "–", "("}:
        person = _before_comma(draft, first - 1, head.sent.start)
        if person:
            return person
    return (
        _joined(draft, head, first)
        or _named_after(draft, head)
        or _serving(draft, first, head)
        or _subject_of_copula(draft, head)
        or _predicated(draft, head)
        or _behind_body(draft, head)
        or _as_which(draft, head, title)
        or _besides(draft, head, first)
    )


def _joined(draft: Draft, head: Token, first: int) -> str | None:
    """'X, a cadre of the Y Commission and deputy head of Z County': the holder of the title before 'and'."""
    doc = head.doc
    if first <= head.sent.start + 1 or doc[first - 1].lower_ != "and":
        return None
    titles = [t for t in doc[max(head.sent.start, first - 14) : first - 1] if t.lower_ in OFFICIAL | EMPLOYED]
    people = [m for m in draft.within(head.sent.start_char, doc[first - 1].idx) if draft.kind(m.body) in PEOPLE]
    told = titles and people and people[-1].end <= titles[-1].idx
    return people[-1].body if told and draft.document.text[people[-1].end : people[-1].end + 1] == "," else None


def _phrase_start(draft: Draft, head: Token, title: list[Token]) -> int:
    """Where the phrase of a title begins, its articles and the body that owns it included."""
    doc = head.doc
    first = title[0].i
    if first >= 2 and doc[first - 1].text in {"'s", "’s"}:
        owner = draft.at(doc[first - 2])
        first = draft.span(owner).start if owner else first - 1
    owner = draft.at(doc[first - 1]) if first > head.sent.start else None
    if owner and draft.kind(owner.body) in BODIES | WORKPLACES:  # 'the then village committee director'
        first = draft.span(owner).start
    while first > head.sent.start and doc[first - 1].lower_ in LEADING:
        first -= 1
    return first


def _named_after(draft: Draft, head: Token) -> str | None:
    """'director X', 'its owner, Mr. X'."""
    doc = head.doc
    for i in range(head.i + 1, min(head.i + 4, head.sent.end)):
        mention = draft.at(doc[i])
        if mention:
            return mention.body if mention.named and draft.kind(mention.body) in PEOPLE else None
        if doc[i].text != "," and doc[i].lower_ not in HONORIFICS | {"there", "here"}:
            return None
    return None


def _besides(draft: Draft, head: Token, first: int) -> str | None:
    """'He is a villager of X, and now an operator at the Y plant': the subject of the copula before."""
    root = head.sent.root
    if (
        first <= root.i
        or head.doc[first - 1].lower_ not in {"and", ","}
        or not any(c.dep_ == "cop" for c in root.children)
    ):
        return None
    people = (draft.at(c) for c in root.children if c.dep_ in SUBJECTS)
    return next((m.body for m in people if m and draft.kind(m.body) in PEOPLE), None)


def _as_which(draft: Draft, head: Token, title: list[Token]) -> str | None:
    """'As head of the bureau she …', 'An economist at the institute, she …': the subject of the clause that follows."""
    if head.doc[head.sent.start].lower_ not in {"as", "a", "an"} or title[0].i > head.sent.start + 2:
        return None
    behind = draft.within(head.idx, head.sent.end_char)
    return next((m.body for m in behind if draft.kind(m.body) in PEOPLE and _is_subject(draft, m)), None)


def _predicated(draft: Draft, head: Token) -> str | None:
    """'The boss of the firm is X'."""
    if head.dep_ != "nsubj" or not any(c.dep_ == "cop" for c in head.head.children):
        return None
    mention = draft.at(head.head)
    return mention.body if mention and mention.named and draft.kind(mention.body) in PEOPLE else None


def _serving(draft: Draft, first: int, head: Token) -> str | None:
    """'X, an official serving as deputy head of …', 'X was appointed head of …'."""
    before = head.doc[max(head.sent.start, first - 2) : first + 1]
    told = [t for t in before if t.lemma_ in SERVING or t.lower_ == "post"]
    if not told and first > head.sent.start and head.doc[first - 1].lower_ == "as":
        told = [clause(head)] if clause(head).lemma_ in COMING else []  # 'arrived in 2018 as first secretary'
    if not told or not is_asserted(told[0]):
        return None
    held = draft.within(head.sent.start_char, head.idx)
    people = [m.body for m in held if draft.kind(m.body) in PEOPLE - {Kind.JOURNALIST}]
    if people or head.doc[head.sent.start].lower_ not in {"since", "after", "before", "when", "on"}:
        return people[-1] if people else None
    behind = draft.within(head.idx, head.sent.end_char)  # 'Since being elected head of X, Y has planted tea'
    return next((m.body for m in behind if draft.kind(m.body) in PEOPLE and _is_subject(draft, m)), None)


def _is_subject(draft: Draft, mention: Mention) -> bool:
    return draft.span(mention).root.dep_ in SUBJECTS


def _before_comma(draft: Draft, comma: int, start: int) -> str | None:
    """The person right before the comma, an age between them skipped."""
    words = draft.doc
    i = comma - 1
    while i > start and (words[i].like_num or words[i].text == ","):
        i -= 1
    mention = draft.at(words[i])
    return mention.body if mention and draft.kind(mention.body) in PEOPLE else None


def _subject_of_copula(draft: Draft, head: Token) -> str | None:
    if not any(c.dep_ == "cop" for c in head.children):
        return None
    for child in head.children:
        if child.dep_ in {"nsubj", "nsubj:outer"}:
            relative = child.lower_ in RELATIVE and head.dep_ == "acl:relcl"
            mention = draft.at(head.head if relative else child)
            if mention and draft.kind(mention.body) in PEOPLE:
                return mention.body
    return None


def _behind_body(draft: Draft, head: Token) -> str | None:
    """'deputy director of the X Bureau, Y': the name behind the body, a comma between or not."""
    held = draft.within(head.idx, head.sent.end_char)
    if not held or draft.kind(held[0].body) in PEOPLE:
        return None
    body = held[0]
    for mention in held[1:3]:
        gap = draft.document.text[body.end : mention.start]
        if draft.kind(mention.body) in PEOPLE and mention.named and gap.strip() in {"", ","}:
            return mention.body
        body = mention
    return None
