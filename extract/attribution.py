"""Who says a figure: 'according to X', 'by the count of X', 'X's data show', 'X said that …', '…, X added'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from extract.draft import Draft
from extract.patterns import load
from extract.records import ORGANIZATIONS, PEOPLE, Kind, Mention
from extract.syntax import preposition, subjects

_LISTS = load("figures")["sources"]
SPEAKERS = PEOPLE | ORGANIZATIONS
COUNTERS = PEOPLE | {Kind.GOVERNMENT_BODY, Kind.INSTITUTION}  # who else counts something only has it
SAY = frozenset(_LISTS["say"])
BELONGING = frozenset({"at", "of", "from", "with"})
COUNT = frozenset(_LISTS["count"])
STAFF = frozenset(_LISTS["staff"])
_REPORT = rf"(?:{'|'.join(_LISTS['reports'])})"
_MADE = rf"(?:{'|'.join(_LISTS['made'])})"
_SAID = rf"(?:{'|'.join(_LISTS['said'])})"
FARTHEST = 45  # characters from 'according to' to a name
ACCORDING = re.compile(
    rf"\b(?:according to|as {_MADE} by|(?:learn(?:ed|t)?|heard) from"
    rf"|{_REPORT}(?: \w+ly)?(?: {_MADE}(?: (?:last|this) \w+)?)? (?:of|from|by|at|in))\b",
    re.IGNORECASE,
)
OWNED = re.compile(rf"['’]s (?:[\w-]+ ){{0,3}}?(?:{_REPORT}|lists?|books)\b")
SHOWS = re.compile(
    r"(?: \w+){0,4}? (?:show|list|put|record|indicate|suggest|reveal|find|found|say|said|give|count|name)"
)
BY = re.compile(r"\b(?:by|on|in|from|according to)(?: the)? $", re.IGNORECASE)
INVERTED = re.compile(rf", {_SAID}(?: (?:Mr|Ms|Mrs|Dr)\.?)? $")
SAYS = re.compile(rf"(?:, [^,.;]{{2,80}},)? (?:has |had |have |also )?{_SAID}\b(?! (?:to|her|his|its|the \w+ of)\b)")
PUTS = re.compile(r" (?:puts?|gives?|gave) (?:the|its|their) [^.;,]{3,60} (?:at|as)\b")
GOES_ON = re.compile(r"(?:That|This|It) (?:is|was|amounts?|equals?)\b|(?:Of|Among) (?:these|them|those|whom)\b")


def told_by(draft: Draft, token: Token) -> str | None:
    """The actor by whom the figure at a token is told, in its sentence or in the one that this only goes on from."""
    sentence = token.sent
    found = _in_sentence(draft, sentence, token)
    if found is None and sentence.start:
        before = sentence.doc[sentence.start - 1].sent
        if before.text.rstrip().endswith(":") or GOES_ON.match(sentence.text):
            return _in_sentence(draft, before, before.root)
    return found


def _in_sentence(draft: Draft, sentence: Span, token: Token) -> str | None:
    held = draft.within(sentence.start_char, sentence.end_char)
    return (
        _by_owner(draft, sentence, held)
        or _by_report(draft, sentence, held)
        or _by_verb(draft, sentence, token)
        or _beside_verb(draft, sentence, held)
    )


def _by_owner(draft: Draft, sentence: Span, held: Sequence[Mention]) -> str | None:
    """'X's figures show', 'by X's count', 'on X's last list'."""
    text = draft.document.text
    for mention in held:
        owned = OWNED.match(text, mention.end, sentence.end_char)
        if owned is None or draft.kind(mention.body) not in SPEAKERS:
            continue
        if SHOWS.match(text, owned.end()) or BY.search(text[sentence.start_char : mention.start]):
            return mention.body
    return None


def _by_report(draft: Draft, sentence: Span, held: Sequence[Mention]) -> str | None:
    """'According to X', 'data released by X', 'it was learned from X'."""
    for match in ACCORDING.finditer(draft.document.text, sentence.start_char, sentence.end_char):
        behind = [m for m in held if 0 <= m.start - match.end() < FARTHEST and draft.kind(m.body) in SPEAKERS]
        if behind:
            return behind[0].body
    return None


def _by_verb(draft: Draft, sentence: Span, token: Token) -> str | None:
    """'X said that …', 'researchers of X found that …', 'X counts 41,300 people', 'X puts the number at …'."""
    for verb in sentence:
        if verb.pos_ != "VERB":
            continue
        says = verb.lemma_ in SAY and not _has_object(verb)
        counts = verb.lemma_ in COUNT and (token in verb.subtree) and _counts(verb)
        if not (says or counts):
            continue
        for candidate in _speakers(verb):
            entity = draft.entity_at(candidate)
            if entity and draft.kind(entity) in (SPEAKERS if says else COUNTERS):
                return entity
    return None


def _speakers(verb: Token) -> Iterator[Token]:
    """A verb's subjects, the names beside them, and whose people they are."""
    for subject in subjects(verb):
        yield subject
        for child in subject.children:
            staff = subject.lower_ in STAFF and child.dep_ == "nmod" and preposition(child) in BELONGING
            if child.dep_ in {"appos", "flat"} or staff:
                yield child


def _has_object(verb: Token) -> bool:
    """Whether a verb of saying does something else here: 'the port added eight trucks', 'the school admitted 300'."""
    return verb.lemma_ in {"add", "note", "stress", "introduce", "admit"} and any(
        c.dep_ == "obj" for c in verb.children
    )


def _counts(verb: Token) -> bool:
    """Whether a verb that can mean much else counts here: 'put the number at', 'found that', but 'found jobs'."""
    if verb.lemma_ == "put":
        return any(preposition(c) == "at" for c in verb.children)
    return verb.lemma_ != "find" or any(c.dep_ == "ccomp" for c in verb.children)


def _beside_verb(draft: Draft, sentence: Span, held: Sequence[Mention]) -> str | None:
    """'…, said X', 'X, head of the bureau, reported', where the parse lost the subject."""
    text = draft.document.text
    for mention in held:
        if draft.kind(mention.body) not in SPEAKERS:
            continue
        told = any(p.match(text, mention.end, sentence.end_char) for p in (SAYS, PUTS))
        if told or INVERTED.search(text[sentence.start_char : mention.start]):
            return mention.body
    return None
