"""Who founded, gave, invested and agreed: relations told by a verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Span, Token

from extract.draft import Draft, evidence
from extract.patterns import load
from extract.polarity import is_asserted
from extract.records import ORGANIZATIONS, PEOPLE, PLACES, Fact, Kind, Mention, Observation, Property, Unit
from extract.syntax import children, conjuncts, is_passive, objects, obliques, subjects

_LISTS = load("relations")
FOUND = frozenset(_LISTS["founded"]["verbs"])
JOINT = frozenset(_LISTS["founded"]["joint"])
PHRASAL: dict[str, str] = _LISTS["founded"]["phrasal"]
AGREEMENTS = frozenset(_LISTS["agreement"]["nouns"])
AGREE = frozenset(_LISTS["agreement"]["verbs"])
DONATE = frozenset(_LISTS["donated"]["verbs"])
INVEST = frozenset(_LISTS["invested"]["verbs"])
FUNDS = frozenset(_LISTS["invested"]["funds"])
SHARES = frozenset(_LISTS["invested"]["shares"])
SHARE_VERBS = frozenset(_LISTS["invested"]["share_verbs"])

HANDED = frozenset(_LISTS["invested"]["handed"])
POOLED = frozenset(_LISTS["invested"]["pooled"])
CUES = FOUND | JOINT | AGREEMENTS | DONATE | INVEST | HANDED | SHARE_VERBS | {"start", "open", "shareholder", *PHRASAL}
ACTORS = ORGANIZATIONS | PEOPLE
FIRMS = frozenset({Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.WORKSHOP, Kind.ORGANIZATION, Kind.INSTITUTION})
MONEY = frozenset({Unit.YUAN, Unit.YUAN_PER_YEAR})
_OWED = r"(?:loan|credit|subsid(?:y|ie)|allowance|pension|wage|salar(?:y|ie)|bonus(?:e)?|dividend|rent|reward)s?"
OWED_BEFORE = re.compile(rf"\b{_OWED} (?:\w+ ){{0,2}}$", re.IGNORECASE)
OWED_AFTER = re.compile(rf" (?:in |as |of )?(?:an? )?(?:\w+ )?{_OWED}\b", re.IGNORECASE)
LED = frozenset({"lead", "bring", "rally", "mobilize", "mobilise", "guide", "unite", "encourage", "persuade"})
SURE, LIKELY = 0.9, 0.75


def find_relations(draft: Draft, figures: Iterable[tuple[Mention, Observation]]) -> list[Fact]:
    """Facts of founding, agreement, gift and investment.

    `figures` are the observations with their places in the text, by which gifts get their amounts.
    """
    money = [(m, o) for m, o in figures if o.unit in MONEY]
    facts: list[Fact] = []
    for sentence in draft.doc.sents:
        for token in sentence:
            lemma = token.lemma_.lower()
            if (lemma not in CUES and token.lower_ != "found") or token.pos_ not in {"VERB", "NOUN", "PROPN", "ADJ"}:
                continue
            if not is_asserted(token):
                continue
            if _is_founding(token, lemma):
                facts += _founded(draft, token)
            if lemma in AGREEMENTS and token.pos_ == "NOUN":
                facts += _agreed(draft, token)
            if lemma in DONATE and token.pos_ == "VERB":
                facts += _gave(draft, token, Property.DONATED_TO, money)
            if lemma == "shareholder":
                facts += _became_shareholder(draft, token, money)
            if token.pos_ == "VERB" and (lemma in INVEST or _buys_shares(token, lemma) or _hands_over(token, lemma)):
                facts += _gave(draft, token, Property.INVESTED_IN, money)
    return facts


def fact_of(
    draft: Draft,
    subject: str,
    predicate: Property,
    object_: str,
    token: Token,
    *,
    confidence: float = SURE,
    amount: str = "",
) -> Fact:
    return Fact(
        subject=subject,
        predicate=predicate,
        object=object_,
        confidence=confidence,
        amount=amount,
        evidence=(evidence(token),),
    )


def entities_of(draft: Draft, tokens: Iterable[Token], kinds: frozenset[Kind]) -> list[str]:
    """The entities of some kinds that the tokens head; a described one is looked for in its phrase."""
    found: dict[str, None] = {}
    for token in tokens:
        candidates = [token, *children(token, "appos", "flat", "compound", "nmod:desc")]
        if token.dep_ == "appos":  # 'X, an agronomist who founded …'
            candidates.append(token.head)
        for candidate in candidates:
            entity = draft.entity_at(candidate)
            if entity and draft.kind(entity) in kinds:
                found[entity] = None
                break
    return list(found)


def nearest_before(draft: Draft, token: Token, kinds: frozenset[Kind]) -> list[str]:
    """The nearest entity of some kinds before a token in its sentence."""
    held = draft.within(token.sent.start_char, token.idx)
    fits = [m.body for m in held if draft.kind(m.body) in kinds and not _is_aside(draft, m, token)]
    return fits[-1:]


def _stands_aside(draft: Draft, token: Token, verb: Token) -> bool:
    mention = draft.at(token)
    return mention is not None and mention.start < verb.idx and _is_aside(draft, mention, verb)


def _is_aside(draft: Draft, mention: Mention, verb: Token) -> bool:
    """Whether a name stands in a clause between commas: 'the firm, whose owner, X, came first, invested'."""
    before = draft.document.text[max(verb.sent.start_char, mention.start - 40) : mention.start]
    behind = draft.document.text[mention.end : verb.idx]
    return re.search(r", (?:whose|who|which)\b[^.;]*$", before) is not None and "," in behind


def _after(draft: Draft, token: Token, kinds: frozenset[Kind]) -> list[str]:
    """The first entity of some kinds after a token in its sentence."""
    held = draft.within(token.idx + len(token), token.sent.end_char)
    return [m.body for m in held if draft.kind(m.body) in kinds][:1]


def _agents(draft: Draft, verb: Token, kinds: frozenset[Kind]) -> list[str]:
    """Who does what a verb says, in the active and the passive voice."""
    by = entities_of(draft, obliques(verb, "by"), kinds)
    if by:
        return by
    if is_passive(verb) or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return []
    if verb.dep_ == "acl:relcl":
        own = [t for t in children(verb, "nsubj") if t.pos_ != "PRON" or t.lower_ in {"he", "she", "it", "they"}]
        return entities_of(draft, own or [verb.head], kinds)
    found = entities_of(draft, [t for t in subjects(verb) if not _stands_aside(draft, t, verb)], kinds)
    return found or nearest_before(draft, verb, kinds)


def _is_founding(token: Token, lemma: str) -> bool:
    if token.pos_ != "VERB":
        return False
    to = token.i > 0 and token.nbor(-1).lower_ == "to"
    if lemma in FOUND or (to and token.lower_ == "found"):  # whose lemma is taken for 'find'
        return True
    if lemma in JOINT:
        return any(o.text[0].isupper() for o in objects(token)) or _is_led(token)
    undergone = [a for s in children(token, "nsubj:pass") for a in (s, *children(s, "appos"))]
    if lemma in {"start", "open"} and any(
        o.text[0].isupper() or o.lower_ == "it" for o in [*objects(token), *undergone]
    ):
        return True
    particle = PHRASAL.get(lemma)
    return particle is not None and any(c.lower_ == particle for c in token.children)


def _is_led(verb: Token) -> bool:
    """'led 80 households to form …': a verb of those who are led, whose deed is the leader's too."""
    return verb.head.lemma_ in LED and verb.i > 0 and verb.nbor(-1).lower_ == "to"


def _buys_shares(verb: Token, lemma: str) -> bool:
    near = {t.lower_ for t in verb.doc[verb.i + 1 : min(verb.i + 6, verb.sent.end)]}
    return lemma in SHARE_VERBS and bool(near & SHARES)


def _hands_over(verb: Token, lemma: str) -> bool:
    """'handed 4 million yuan of collective money to X': what is put in a firm's hands to earn."""
    near = {t.lower_ for t in verb.doc[verb.i + 1 : min(verb.i + 10, verb.sent.end)]}
    return lemma in HANDED and bool(near & POOLED) and bool(near & FUNDS)


def _became_shareholder(draft: Draft, noun: Token, money: list[tuple[Mention, Observation]]) -> Iterator[Fact]:
    """'The village took out 270,000 yuan to become a shareholder of X'."""
    verb = noun.head
    if verb.lemma_ not in {"become", "be"} and noun.dep_ != "xcomp":
        return
    body = entities_of(draft, [c for c in noun.children if c.dep_ == "nmod"], FIRMS)
    body = body or directly_after(draft, noun, "of", FIRMS) or directly_after(draft, noun, "in", FIRMS)
    giver = nearest_before(draft, noun, PLACES | ORGANIZATIONS)
    spent = [o for m, o in money if noun.sent.start_char <= m.start < noun.idx]
    if body and giver and spent and giver != body:
        yield fact_of(draft, giver[0], Property.INVESTED_IN, body[0], noun, confidence=LIKELY, amount=spent[-1].id)


def _founded(draft: Draft, verb: Token) -> Iterator[Fact]:
    agents = _agents(draft, verb, ACTORS)
    made = entities_of(draft, objects(verb), FIRMS)
    if not made and (is_passive(verb) or verb.dep_ == "acl"):
        undergone = [a for s in children(verb, "nsubj:pass") for a in (s, *children(s, "appos"))]
        made = entities_of(draft, [*undergone, verb.head], FIRMS)
        if not made and verb.dep_ == "acl":  # 'C Co., Ltd., a company founded by B'
            made = [e for e in nearest_before(draft, verb, FIRMS) if e not in agents]
    if not made and verb.dep_ == "acl:relcl":
        made = entities_of(draft, [verb.head], FIRMS) or nearest_before(draft, verb.head.nbor(1), FIRMS)
    if not made and any(t.lower_ == "it" for t in objects(verb)):
        made = _in_focus(draft, verb)  # 'X Co. has 80 workers. Y started it in 2015'
    if not made and not is_passive(verb) and verb.dep_ not in {"acl", "acl:relcl"}:
        made = _after(draft, verb, FIRMS) if _is_near(draft, verb) else []
    for agent in agents[:2]:
        for thing in made[:1]:
            if agent != thing:
                yield fact_of(draft, agent, Property.FOUNDED, thing, verb)


def _is_near(draft: Draft, verb: Token) -> bool:
    """Whether an organisation's name directly follows a verb, where the parse lost the object."""
    following = draft.within(verb.idx, verb.sent.end_char)
    return bool(following) and following[0].start - verb.idx < 60 and draft.kind(following[0].body) in FIRMS


def _agreed(draft: Draft, noun: Token) -> Iterator[Fact]:
    verb = noun.head
    if verb.lemma_ not in AGREE:
        return
    parties = entities_of(draft, subjects(verb), ACTORS)
    others = entities_of(draft, [*obliques(verb, "with"), *_nominal(noun, "with")], ACTORS)
    others = others or directly_after(draft, verb, "with", ACTORS)
    if not others and _leads_to_it(verb, "with"):  # 'X grows millet. Y signed a contract with it'
        others = [e for e in _in_focus(draft, verb.sent[0]) if e not in parties]
    elif not others:  # 'A and B signed an agreement'
        held = draft.within(noun.sent.start_char, verb.idx)
        parties = list(dict.fromkeys(m.body for m in held if draft.kind(m.body) in ACTORS))[-2:]
        others = parties[1:]
    parties = parties or nearest_before(draft, verb, ACTORS)
    for one in parties[:1]:
        for two in others[:1]:
            if one != two:
                yield fact_of(draft, one, Property.AGREEMENT_WITH, two, verb)


def _leads_to_it(verb: Token, *words: str) -> bool:
    """Whether an 'it' stands behind one of some prepositions that follow a verb."""
    behind = verb.doc[verb.i + 1 : min(verb.i + 16, verb.sent.end)]
    return any(t.lower_ == "it" and t.nbor(-1).lower_ in words for t in behind)


def _nominal(noun: Token, preposition: str) -> list[Token]:
    found: list[Token] = []
    for child in children(noun, "nmod"):
        if any(c.dep_ == "case" and c.lower_ == preposition for c in child.children):
            found.extend(conjuncts(child))
    return found


def directly_after(draft: Draft, token: Token, word: str, kinds: frozenset[Kind]) -> list[str]:
    """The entity directly after a preposition that stands behind a token in its sentence."""
    for other in token.doc[token.i : token.sent.end]:
        if other.lower_ == word and (not other.i or other.nbor(-1).lower_ not in {"according", "due", "thanks"}):
            following = draft.within(other.idx, token.sent.end_char)[:1]
            if following and following[0].start - other.idx < 12:
                return [m.body for m in following if draft.kind(m.body) in kinds]
    return []


def _gave(draft: Draft, verb: Token, predicate: Property, money: list[tuple[Mention, Observation]]) -> Iterator[Fact]:
    """Gifts and investments: only with an amount of money after or directly before the verb, or a plain 'donated'."""
    sums = [s for s in money if predicate is Property.DONATED_TO or not _is_owed(draft, s[0])]
    amount = _amount(verb, sums)
    gift = verb.lemma_ == "donate" and predicate is Property.DONATED_TO  # be it of money or of desks
    if (amount is None and not gift) or (amount and predicate is Property.DONATED_TO and _is_owed(draft, amount[0])):
        return
    givers = _agents(draft, verb, ACTORS | PLACES)
    if any(s.lower_ in {"employer", "boss", "unit"} and draft.at(s) is None for s in subjects(verb)):
        return  # 'His employer gave …' is no gift of his
    kinds = ACTORS if predicate is Property.DONATED_TO else FIRMS
    handed = ("to", "with") if verb.lemma_ in HANDED else ()
    words = ("to",) if predicate is Property.DONATED_TO else ("in", "into", *handed)
    takers = [e for w in words for e in directly_after(draft, verb, w, kinds)]
    takers = takers or entities_of(draft, [t for w in words for t in obliques(verb, w)], kinds)
    if not takers and predicate is Property.DONATED_TO:
        takers = entities_of(draft, children(verb, "iobj"), kinds)
        takers = takers or (_dative(draft, verb, amount[0], kinds) if amount else [])
    if not takers and predicate is Property.DONATED_TO and is_passive(verb):  # 'the school was given … by X'
        takers = entities_of(draft, children(verb, "nsubj:pass"), kinds)
    if not takers and predicate is Property.INVESTED_IN:
        takers = _described(draft, verb, kinds) or _set_up(draft, verb, kinds)
    implied = not takers and amount is not None and (_leads_to_it(verb, *words) or _has_no_taker(verb, predicate))
    if implied:
        takers = _in_focus(draft, verb)
    for giver in givers[:1]:
        for taker in takers[:1]:
            if giver != taker:
                sure = LIKELY if implied else SURE
                yield fact_of(
                    draft, giver, predicate, taker, verb, confidence=sure, amount=amount[1].id if amount else ""
                )


def _is_owed(draft: Draft, amount: Mention) -> bool:
    """Whether a sum is lent, earned or due, and so no gift: 'a loan of 40,000 yuan', '900 yuan in wages'."""
    text = draft.document.text
    before, after = text[max(0, amount.start - 40) : amount.start], text[amount.end : amount.end + 30]
    return OWED_BEFORE.search(before) is not None or OWED_AFTER.match(after) is not None


def _amount(verb: Token, money: list[tuple[Mention, Observation]]) -> tuple[Mention, Observation] | None:
    """The amount that a verb's clause names: the next one after it, else the last before."""
    sentence: Span = verb.sent
    held = [(m, o) for m, o in money if sentence.start_char <= m.start < sentence.end_char]
    after = [x for x in held if verb.idx < x[0].start < verb.idx + 80]
    before = [x for x in held if x[0].start < verb.idx and verb.dep_ in {"acl:relcl", "acl"}]
    before += [x for x in held if x[0].start < verb.idx and is_passive(verb)]
    return next(iter(after), None) or (before[-1] if before else None)


def _dative(draft: Draft, verb: Token, amount: Mention, kinds: frozenset[Kind]) -> list[str]:
    """'gave the cooperative 30,000 yuan': the actor between the verb and the amount."""
    between = draft.within(verb.idx + len(verb), amount.start)
    return [m.body for m in between if draft.kind(m.body) in kinds][:1]


def _described(draft: Draft, verb: Token, kinds: frozenset[Kind]) -> list[str]:
    """'into a guesthouse company, X Co.': the name stands in apposition behind the description."""
    for other in verb.doc[verb.i : verb.sent.end]:
        if other.lower_ in {"into", "in"}:
            following = draft.within(other.idx, verb.sent.end_char)[:1]
            if following and following[0].start - other.idx < 40:
                found = [m.body for m in following if draft.kind(m.body) in kinds]
                if found:
                    return found
    return []


def _set_up(draft: Draft, verb: Token, kinds: frozenset[Kind]) -> list[str]:
    """'invested 23 million yuan and set up its subsidiary X': what the money founded."""
    behind = [t for t in verb.doc[verb.i : verb.sent.end] if _is_founding(t, t.lemma_.lower())]
    return entities_of(draft, objects(behind[0]), kinds) if behind else []


def _has_no_taker(verb: Token, predicate: Property) -> bool:
    """Whether the clause leaves the receiver out, so that it is the one just spoken of."""
    words = {t.lower_ for t in verb.doc[verb.i : min(verb.i + 16, verb.sent.end)]}
    if predicate is Property.DONATED_TO:
        to = any(t.lower_ == "to" and t.pos_ == "ADP" for t in verb.doc[verb.i : min(verb.i + 16, verb.sent.end)])
        return verb.lemma_ == "donate" and not to
    return "shares" in words or "share" in words


def _in_focus(draft: Draft, verb: Token) -> list[str]:
    """The firm or cooperative named last, in this sentence or the one before."""
    first = verb.sent.start
    while first > 0 and verb.doc[first - 1].is_space:  # a paragraph's end is a token of its own
        first -= 1
    begin = verb.doc[first - 1].sent.start_char if first else 0
    held = [m for m in draft.within(begin, verb.idx) if draft.kind(m.body) in FIRMS]
    return [held[-1].body] if held else []
