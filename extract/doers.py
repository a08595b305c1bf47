"""Who does what a verb says, by the grammar of the sentence: its agent, maker, owner or subject."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from extract.draft import Draft
from extract.funders import RUNNERS
from extract.patterns import load
from extract.records import ORGANIZATIONS, PEOPLE
from extract.syntax import SUBJECTS, is_passive, obliques, preposition, subjects

OFFICIALS = frozenset(load("programs")["words"]["officials"])
SENT = frozenset({"sent", "dispatched", "assigned", "hired", "employed", "invited", "seconded"})
TIMES = frozenset({"last", "this", "year", "month", "week", "spring", "summer", "autumn", "winter", "alone", "also"})
INTERVENING = TIMES | {"has", "have", "had"}  # 'has lent', read as verb and noun
RELATIVE = frozenset({"which", "that", "who"})
WITHIN = frozenset({"in", "of", "across", "under", "throughout"})
SENDERS = WITHIN | {"from"}


def runner_at(draft: Draft, token: Token) -> str | None:
    entity = draft.entity_at(token)
    return entity if entity and draft.kind(entity) in RUNNERS else None


def agent(draft: Draft, verb: Token) -> str | None:
    """The agent of a passive, or its owner: 'reimbursed by the county's insurance'; none for 'stood by the county'."""
    if verb.lemma_ == "stand":
        return None
    for token in obliques(verb, "by"):
        for candidate in [token, *(c for c in token.children if c.dep_ == "nmod:poss")]:
            found = runner_at(draft, candidate)
            if found:
                return found
    made = verb.tag_ == "VBN" and verb.dep_ == "amod"  # 'a shop set up by X', as the parse may have it
    return _behind_by(draft, verb) if made or is_passive(verb) else None


def _behind_by(draft: Draft, verb: Token) -> str | None:
    """The name right behind a 'by' that follows the verb, where the parse hung it elsewhere."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 26, verb.sent.end)]:
        if token.lower_ == "by":
            following = draft.within(token.idx, verb.sent.end_char)[:1]
            near = [m.body for m in following if m.start - token.idx < 8 and draft.kind(m.body) in RUNNERS]
            return near[0] if near else None
    return None


def maker(draft: Draft, head: Token) -> str | None:
    """Who made what a noun names: 'the workshop opened by X', 'the site that the county built'."""
    for child in head.children:
        if child.dep_ == "acl" and agent(draft, child):
            return agent(draft, child)
        if child.dep_ == "acl:relcl" and is_passive(child) and (by := agent(draft, child)):
            return by  # 'the wardens who are employed by the county'
        if child.dep_ in {"acl:relcl", "ccomp"}:
            for subject in child.children:
                if subject.dep_ == "nsubj" and subject.lower_ not in RELATIVE and runner_at(draft, subject):
                    return runner_at(draft, subject)
    return None


def owner(draft: Draft, head: Token) -> str | None:
    owners = (runner_at(draft, c) for c in head.children if c.dep_ == "nmod:poss")
    return next((o for o in owners if o), None)


def doer(draft: Draft, verb: Token) -> str | None:
    """The place or body that does what a verb says; '' for a person, who runs no program."""
    person = False
    if own := _its(draft, verb):
        return own
    if verb.dep_ in {"conj", "advcl"} and not any(c.dep_ in SUBJECTS for c in verb.children):
        lost = _directly_before(draft, verb)
        if lost:
            return lost
    for subject in subjects(verb):
        if subject.lower_ in RELATIVE and verb.dep_ == "acl:relcl":
            subject = verb.head
        for candidate in _heads(subject):
            found = runner_at(draft, candidate)
            if found:
                return found
            entity = draft.entity_at(candidate)
            person = person or bool(entity and draft.kind(entity) in PEOPLE)
    return "" if person else _directly_before(draft, verb) or _sender_before(draft, verb)


def _its(draft: Draft, verb: Token) -> str | None:
    """Whom 'its' and 'whose' mean: 'X buys the harvest, and its experts teach', 'X, Y Province, whose canteens buy'."""
    for subject in subjects(verb):
        words = {c.lower_ for c in subject.children}
        if draft.at(subject) is not None or not words & {"its", "whose"}:
            continue
        before = draft.within(verb.sent.start_char, subject.left_edge.idx)
        if "whose" in words:
            return next((m.body for m in before if draft.kind(m.body) in RUNNERS), None)
        if not before and subject.left_edge.is_sent_start:
            return _last_subject(draft, verb.sent)
        return next((m.body for m in reversed(before) if draft.kind(m.body) in ORGANIZATIONS), None)
    return None


def _last_subject(draft: Draft, sentence: Span) -> str | None:
    """The place or body that the sentence before is about, for 'Its canteens bought …'."""
    if not sentence.start:
        return None
    before = sentence.doc[sentence.start - 1].sent
    held = draft.within(before.start_char, before.end_char)
    return next((m.body for m in held if draft.kind(m.body) in RUNNERS and draft.span(m).root.dep_ in SUBJECTS), None)


def _sender_before(draft: Draft, verb: Token) -> str | None:
    """Who sent those who act, where the parse lost them: 'a technician sent by the bureau, …, taught'."""
    for token in verb.doc[max(verb.sent.start, verb.i - 14) : verb.i]:
        if token.lower_ in SENT and token.dep_ == "acl":
            return next((e for t in obliques(token, "by", "from") if (e := runner_at(draft, t))), None)
    return None


def _heads(subject: Token) -> Iterator[Token]:
    """A subject, its owner, place and apposition, and the name that it is called by."""
    yield subject
    for child in subject.children:
        if child.dep_ in {"nmod:poss", "appos", "compound", "flat"} or (
            child.dep_ == "nmod" and preposition(child) in SENDERS and subject.lower_ in OFFICIALS
        ):
            yield child
        elif child.dep_ in {"acl", "amod"} and child.lower_ in {"called", "named"}:
            yield from child.subtree
        elif child.dep_ == "acl" and child.lower_ in SENT:
            yield from obliques(child, "by", "from")


def _directly_before(draft: Draft, verb: Token) -> str | None:
    """The place or body whose name ends right before a verb, where the parse lost the subject."""
    i = verb.i - 1
    while i > verb.sent.start and (verb.doc[i].pos_ in {"ADV", "AUX", "PART"} or verb.doc[i].lower_ in INTERVENING):
        i -= 1
    mention = draft.at(verb.doc[i]) if i >= 0 else None
    if mention is None or draft.kind(mention.body) not in RUNNERS:
        return None
    earlier = draft.within(verb.sent.start_char, mention.start)
    if earlier and draft.document.text[earlier[-1].end : mention.start] == " of ":
        mention = earlier[-1]
    start = draft.span(mention).start
    start -= start > verb.sent.start and verb.doc[start - 1].pos_ == "DET"
    led = start > verb.sent.start and verb.doc[start - 1].pos_ == "ADP"
    return None if led else mention.body
