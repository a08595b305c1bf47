"""When things happened: the dates of foundings, agreements, gifts and investments, from their own clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from extract.dates import Time
from extract.draft import Draft
from extract.patterns import load
from extract.records import Fact, Property
from extract.syntax import clause

_LISTS = load("relations")
# What tells of each sort of event; what only holds, as a post or a home does, has no date of its own.
CUES = {
    Property.FOUNDED: frozenset([*_LISTS["founded"]["verbs"], *_LISTS["founded"]["phrasal"], "open"]),
    Property.AGREEMENT_WITH: frozenset([*_LISTS["agreement"]["verbs"], *_LISTS["agreement"]["nouns"]]),
    Property.DONATED_TO: frozenset([*_LISTS["donated"]["verbs"], *_LISTS["donated"]["nouns"]]),
    Property.INVESTED_IN: frozenset(
        [*_LISTS["invested"]["verbs"], *_LISTS["invested"]["nouns"], *_LISTS["invested"]["share_verbs"]]
    ),
}
HIGHEST = 4  # clauses that an event's may be joined to


def dated(draft: Draft, facts: Iterable[Fact]) -> list[Fact]:
    """The facts, each event with the day, month or year that its clause names."""
    times = [t for t in draft.times if t.period and "/" not in t.period]
    return [_dated(draft, fact, times) if fact.predicate in CUES and not fact.date else fact for fact in facts]


def _dated(draft: Draft, fact: Fact, times: Sequence[Time]) -> Fact:
    for told in fact.evidence:
        sentence = draft.doc.char_span(told.start, told.end, alignment_mode="expand")
        near = [t for t in times if told.start <= t.start < told.end]
        for cue in _cues(draft, fact, sentence) if sentence is not None else ():
            period = _of(draft, cue, near)
            if period:
                return replace(fact, date=period)
    return fact


def _cues(draft: Draft, fact: Fact, sentence: Span) -> list[Token]:
    """The words that tell the event, those nearest to its object first."""
    words = [t for t in sentence if t.lemma_.lower() in CUES[fact.predicate] or t.lower_ == "founded"]
    things = [m.start for m in draft.within(sentence.start_char, sentence.end_char) if m.body == fact.object]
    return sorted(words, key=lambda t: min((abs(t.idx - at) for at in things), default=0))


def _is_aside(draft: Draft, cue: Token, time: Time) -> bool:
    """Whether a time stands in a relative clause of its own between commas: ', who was born in 1971,'."""
    before = draft.document.text[cue.sent.start_char : time.start]
    between = draft.document.text[time.end : cue.idx]
    return re.search(r", (?:who|which|whose|where)\b[^,;]*$", before) is not None and "," in between


def _of(draft: Draft, cue: Token, times: Sequence[Time]) -> str:
    """The time in the clause of a word, else in one that it goes on from ('In 2014 he came back and founded …')."""
    predicate = clause(cue)
    for _ in range(HIGHEST):
        for time in times:
            span = draft.doc.char_span(time.start, time.end, alignment_mode="expand")
            if span is not None and clause(span.root) == predicate and not _is_aside(draft, cue, time):
                return time.period
        if predicate.dep_ not in {"conj", "xcomp", "acl", "advcl", "appos"} or predicate.head == predicate:
            return ""
        predicate = clause(predicate.head)
    return ""
