"""Relations that no rule tells: how likely a pair of a sentence is one to the other, learnt from annotated texts.

One logistic regression for each property, over what stands between the two, how the parse joins them and what they
are. It speaks only for properties where it was mostly right on articles that neither it nor the rules knew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.tokens import Span, Token

from extract.affiliations import UNREAL
from extract.draft import Draft, evidence
from extract.learnt import likelihood, load
from extract.likely_measures import family
from extract.polarity import is_asserted
from extract.records import ORGANIZATIONS, PEOPLE, PLACES, Fact, Kind, Mention, Property
from extract.syntax import clause, lead, relation, route

_MODEL: dict[str, Any] = load("relations")
ACTORS = ORGANIZATIONS | PEOPLE
ENDS = {
    Property.WORKS_FOR: (PEOPLE, ORGANIZATIONS | {Kind.SITE}),
    Property.LIVES_IN: (PEOPLE, PLACES),
    Property.AGREEMENT_WITH: (ACTORS, ORGANIZATIONS),
    Property.COOPERATES_WITH: (PLACES | ORGANIZATIONS, PLACES | ORGANIZATIONS),
    Property.INVESTED_IN: (ACTORS | PLACES, ORGANIZATIONS),
}
SYMMETRIC = frozenset({Property.AGREEMENT_WITH, Property.COOPERATES_WITH})
# Who is told to be one of these by a rule is told nothing more of the same sort.
SETTLED = {
    Property.WORKS_FOR: frozenset({Property.WORKS_FOR, Property.HOLDS_POST_IN}),
    Property.LIVES_IN: frozenset({Property.LIVES_IN}),
}
PROBABLE = 0.8  # the likelihood from which a pair is told to be related
CONFIDENCE = 0.6
FAR = 7  # steps of a path through the parse beyond which it tells nothing
BETWEEN = 14  # tokens between two mentions that still tell something


def find_likely(draft: Draft, told: Sequence[Fact]) -> list[Fact]:
    """The facts that are likely and that no rule tells; of one person's homes or employers the likeliest."""
    known = {(f.predicate, *ends) for f in told for ends in ((f.subject, f.object), (f.object, f.subject))}
    settled = {(f.predicate, f.subject) for f in told}
    best: dict[tuple[Property, str, str], tuple[float, Fact]] = {}
    for predicate, one, two, features in pairs(draft):
        likely = likelihood(_MODEL[predicate], features) if predicate in _MODEL else 0.0
        if likely < PROBABLE or (predicate, one.body, two.body) in known:
            continue
        if any((p, one.body) in settled for p in SETTLED.get(predicate, ())) or not _is_told(draft, one, two):
            continue
        key = (predicate, one.body, "" if predicate in SETTLED else two.body)
        if likely > best.get(key, (0.0, None))[0]:
            best[key] = likely, _fact(draft, predicate, one, two)
    return [fact for _, fact in best.values()]


def pairs(draft: Draft) -> Iterator[tuple[Property, Mention, Mention, frozenset[str]]]:
    """Each two of a sentence that a property could join, at their nearest mentions, with the features of the two."""
    for sentence in draft.doc.sents:
        mentions: dict[str, list[Mention]] = {}
        for mention in draft.within(sentence.start_char, sentence.end_char):
            mentions.setdefault(mention.body, []).append(mention)
        for one, two in ((a, b) for a in mentions for b in mentions if a != b):
            fitting = [p for p, (s, o) in ENDS.items() if draft.kind(one) in s and draft.kind(two) in o]
            if not fitting:
                continue
            near = min(
                ((a, b) for a in mentions[one] for b in mentions[two]), key=lambda n: abs(n[0].start - n[1].start)
            )
            found = frozenset(_features(draft, *near))
            for predicate in fitting:
                if predicate not in SYMMETRIC or near[0].start < near[1].start:
                    yield predicate, *near, found


def _is_told(draft: Draft, one: Mention, two: Mention) -> bool:
    """Whether neither stands in a clause of what is denied, planned or wished for, nor such a word between them."""
    first, second = sorted((one, two), key=lambda m: m.start)
    between = draft.document.text[first.end : second.start]
    return not UNREAL.search(between) and all(is_asserted(clause(draft.span(m).root)) for m in (one, two))


def _fact(draft: Draft, predicate: Property, one: Mention, two: Mention) -> Fact:
    told = (evidence(draft.span(two)),)
    return Fact(subject=one.body, predicate=predicate, object=two.body, confidence=CONFIDENCE, evidence=told)


def _features(draft: Draft, one: Mention, two: Mention) -> Iterator[str]:
    """What the model weighs: kinds, order, the words between and beside, and the way through the parse."""
    a, b = draft.span(one), draft.span(two)
    order = "ab" if one.start < two.start else "ba"
    first, second = (a, b) if order == "ab" else (b, a)
    kinds = f"{family(draft.kind(one.body))} {family(draft.kind(two.body))}"
    yield from (order, f"kinds {draft.kind(one.body)} {draft.kind(two.body)}", f"named {one.named} {two.named}")
    path, words = _way(draft, a.root, b.root)
    yield from (f"path {path}", *(f"over {w}" for w in words), *(f"over {w} {kinds}" for w in words))
    between = [_word(draft, t) for t in a.doc[first.end : second.start]]
    yield f"gap {min(len(between) // 3, 8)}"
    yield f"others {min(len(draft.within(first.end_char, second.start_char)), 5)}"
    if len(between) <= BETWEEN:
        yield from (f"{order} {w}" for w in between)
    if between:
        yield from (f"{order} opens {' '.join(between[:2])}", f"{order} ends {' '.join(between[-2:])}")
    yield "one clause" if clause(a.root) == clause(b.root) else "two clauses"
    for name, span in (("a", a), ("b", b)):
        yield f"{name} {clause(span.root).lemma_.lower()} {span.root.dep_}"
        yield f"{name} {lead(span)} {span.root.dep_}"
        yield from (f"{name} {side} {w}" for side, w in _beside(draft, span))


def _beside(draft: Draft, span: Span) -> Iterator[tuple[str, str]]:
    """The word before a name and the one behind it, within its sentence."""
    if span.start > span.sent.start:
        yield "before", _word(draft, span.doc[span.start - 1])
    if span.end < span.sent.end:
        yield "behind", _word(draft, span.doc[span.end])


def _word(draft: Draft, token: Token) -> str:
    mention = draft.at(token)
    if mention is not None and mention.named:
        return family(draft.kind(mention.body))
    return "#" if token.like_num else token.lemma_.lower()


def _way(draft: Draft, start: Token, end: Token) -> tuple[str, list[str]]:
    """The dependencies from one token up and down to another, and the words passed between them."""
    way = route(start, end)
    if way is None:
        return "none", []
    rising, falling = way
    top = rising[-1].head if rising else start
    passed = [_word(draft, t) for t in (*rising[1:], top, *reversed(falling[:-1])) if t not in (start, end)]
    if len(rising) + len(falling) > FAR:
        return "far", passed
    return f"{'^'.join(map(relation, rising))}>{'>'.join(map(relation, falling))}", passed
