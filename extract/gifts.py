"""Gifts, investments and agreements that a noun tells: 'a donation of 500 yuan from X', 'under a contract with X'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from extract.draft import Draft, evidence
from extract.patterns import load
from extract.polarity import is_asserted
from extract.records import ORGANIZATIONS, PEOPLE, PLACES, Fact, Kind, Mention, Observation, Property
from extract.relations import AGREEMENTS, FIRMS, MONEY

_LISTS = load("relations")
GIFTS = frozenset(_LISTS["donated"]["nouns"])
INVESTMENTS = frozenset(_LISTS["invested"]["nouns"])
ACTORS = ORGANIZATIONS | PEOPLE
NEAR_SUM = 40  # characters between the noun and its sum
NEAR_NAME = 14  # characters between a preposition and the name that it leads
LIKELY = 0.75


def find_gifts(draft: Draft, figures: Iterable[tuple[Mention, Observation]]) -> Iterator[Fact]:
    """Facts of giving, investing and agreeing whose verb says less than their noun."""
    money = [(m, o) for m, o in figures if o.unit in MONEY]
    for token in draft.doc:
        lemma = token.lemma_.lower()
        if token.pos_ != "NOUN" or not is_asserted(token):
            continue
        if lemma in GIFTS:
            yield from _given(draft, token, Property.DONATED_TO, ACTORS, money)
        elif lemma in INVESTMENTS:
            yield from _given(draft, token, Property.INVESTED_IN, FIRMS, money)
        elif lemma in AGREEMENTS:
            yield from _agreed(draft, token)


def _given(
    draft: Draft, noun: Token, predicate: Property, takers: frozenset[Kind], money: list[tuple[Mention, Observation]]
) -> Iterator[Fact]:
    """'received a donation of N from X', 'a donation of N by X to Y'."""
    near = (o for m, o in money if 0 < m.start - noun.idx < NEAR_SUM and m.start < noun.sent.end_char)
    amount = next(near, None)
    giver = _led(draft, noun, ("from", "by"), ACTORS | PLACES)
    if amount is None or giver is None:
        return
    taker = _led(draft, noun, ("to", "in", "into"), takers) or _other(draft, noun, giver, takers)
    if taker is not None and taker != giver:
        yield Fact(
            subject=giver,
            predicate=predicate,
            object=taker,
            confidence=LIKELY,
            amount=amount.id,
            evidence=(evidence(noun),),
        )


def _led(draft: Draft, noun: Token, words: tuple[str, ...], kinds: frozenset[Kind]) -> str | None:
    """The name right behind one of some prepositions that follow a noun in its sentence."""
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.lower_ in words:
            following = draft.within(token.idx, noun.sent.end_char)[:1]
            if following and following[0].start - token.idx < NEAR_NAME:
                body = following[0].body
                if draft.kind(body) in kinds:
                    return body
    return None


def _other(draft: Draft, noun: Token, giver: str, kinds: frozenset[Kind]) -> str | None:
    """The one other body of a sentence that can be the receiver."""
    held = draft.within(noun.sent.start_char, noun.sent.end_char)
    fits = list(dict.fromkeys(m.body for m in held if draft.kind(m.body) in kinds and m.body != giver))
    return fits[0] if len(fits) == 1 else None


def _agreed(draft: Draft, noun: Token) -> Iterator[Fact]:
    """'Under an agreement with X, Y …', 'an agreement between X and Y'."""
    between = any(t.lower_ == "between" for t in noun.doc[noun.i + 1 : min(noun.i + 5, noun.sent.end)])
    under = any(t.lower_ in {"under", "through", "thanks"} for t in noun.doc[max(noun.sent.start, noun.i - 5) : noun.i])
    partner = _led(draft, noun, ("between",) if between else ("with",), ACTORS) if between or under else None
    if partner is None:
        return
    held = draft.within(noun.idx if between else noun.sent.start_char, noun.sent.end_char)
    others = [m.body for m in held if draft.kind(m.body) in ORGANIZATIONS and m.body != partner]
    if others:
        yield Fact(
            subject=others[0],
            predicate=Property.AGREEMENT_WITH,
            object=partner,
            confidence=LIKELY,
            evidence=(evidence(noun),),
        )
