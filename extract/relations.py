"""Who founded, gave, invested, agreed and works together: relations told by a verb."""

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
PHRASAL: dict[str, str] = _LISTS["founded"]["phrasal"]
AGREEMENTS = frozenset(_LISTS["agreement"]["nouns"])
AGREE = frozenset(_LISTS["agreement"]["verbs"])
DONATE = frozenset(_LISTS["donated"]["verbs"])
INVEST = frozenset(_LISTS["invested"]["verbs"])
FUNDS = frozenset(_LISTS["invested"]["funds"])
SHARES = frozenset(_LISTS["invested"]["shares"])
SHARE_VERBS = frozenset(_LISTS["invested"]["share_verbs"])
AID = frozenset(_LISTS["cooperates"]["aid"])
PAIRS = frozenset(_LISTS["cooperates"]["pairs"])
PAIR = frozenset(_LISTS["cooperates"]["verbs"])
PAIRING = frozenset(_LISTS["cooperates"]["nouns"])

ACTORS = ORGANIZATIONS | PEOPLE
FIRMS = frozenset({Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.WORKSHOP, Kind.ORGANIZATION, Kind.INSTITUTION})
PARTNERS = frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY}) | FIRMS
MONEY = frozenset({Unit.YUAN, Unit.YUAN_PER_YEAR})
_OWED = r"(?:loan|credit|subsid(?:y|ie)|allowance|pension|wage|salar(?:y|ie)|bonus(?:e)?|dividend|rent|reward)s?"
OWED_BEFORE = re.compile(rf"\b{_OWED} (?:\w+ ){{0,2}}$", re.IGNORECASE)
OWED_AFTER = re.compile(rf" (?:in |as |of )?(?:an? )?(?:\w+ )?{_OWED}\b", re.IGNORECASE)
NEAR_HEAD = 7  # tokens
SURE, LIKELY = 0.9, 0.75


def find_relations(draft: Draft, figures: Iterable[tuple[Mention, Observation]]) -> list[Fact]:
    """Facts of founding, agreement, gift, investment and cooperation.

    `figures` are the observations with their places in the text, by which gifts get their amounts.
    """
    money = [(m, o) for m, o in figures if o.unit in MONEY]
    facts: list[Fact] = []
    for sentence in draft.doc.sents:
        for token in sentence:
            lemma = token.lemma_.lower()
            if token.pos_ not in {"VERB", "NOUN", "PROPN", "ADJ"} or not is_asserted(token):
                continue
            if _is_founding(token, lemma):
                facts += _founded(draft, token)
            if lemma in AGREEMENTS and token.pos_ == "NOUN":
                facts += _agreed(draft, token)
            if lemma in DONATE and token.pos_ == "VERB":
                facts += _gave(draft, token, Property.DONATED_TO, money)
            if token.pos_ == "VERB" and (lemma in INVEST or _buys_shares(token, lemma)):
                facts += _gave(draft, token, Property.INVESTED_IN, money)
            if lemma in PAIR | PAIRING:
                facts += _paired(draft, token)
            if lemma in AID and token.pos_ == "VERB" and _is_pairing(token):
                facts += _aided(draft, token)
    return facts


def _fact(
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


def _entities(draft: Draft, tokens: Iterable[Token], kinds: frozenset[Kind]) -> list[str]:
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


def _before(draft: Draft, token: Token, kinds: frozenset[Kind]) -> list[str]:
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
    by = _entities(draft, obliques(verb, "by"), kinds)
    if by:
        return by
    if is_passive(verb) or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return []
    if verb.dep_ == "acl:relcl":
        own = [t for t in children(verb, "nsubj") if t.pos_ != "PRON" or t.lower_ in {"he", "she", "it", "they"}]
        return _entities(draft, own or [verb.head], kinds)
    found = _entities(draft, [t for t in subjects(verb) if not _stands_aside(draft, t, verb)], kinds)
    return found or _before(draft, verb, kinds)


def _is_founding(token: Token, lemma: str) -> bool:
    if token.pos_ != "VERB":
        return False
    to = token.i > 0 and token.nbor(-1).lower_ == "to"
    if lemma in FOUND or (to and token.lower_ == "found"):  # whose lemma is taken for 'find'
        return True
    if lemma == "start" and any(o.text[0].isupper() for o in objects(token)):
        return True
    particle = PHRASAL.get(lemma)
    return particle is not None and any(c.lower_ == particle for c in token.children)


def _buys_shares(verb: Token, lemma: str) -> bool:
    near = {t.lower_ for t in verb.doc[verb.i + 1 : min(verb.i + 6, verb.sent.end)]}
    return lemma in SHARE_VERBS and bool(near & SHARES)


def _is_pairing(verb: Token) -> bool:
    return any(t.lower_ in PAIRS for t in verb.sent)


def _aided(draft: Draft, verb: Token) -> Iterator[Fact]:
    """'Under the pairing scheme, X has helped Y': one place that aids another."""
    ones = _entities(draft, subjects(verb), PARTNERS - FIRMS)
    twos = _entities(draft, objects(verb), PARTNERS - FIRMS)
    for one, two in zip(ones[:1], twos[:1], strict=False):
        if one != two and not _nested_in(draft, one, [two]) and not _nested_in(draft, two, [one]):
            yield _fact(draft, one, Property.COOPERATES_WITH, two, verb, confidence=LIKELY)


def _founded(draft: Draft, verb: Token) -> Iterator[Fact]:
    agents = _agents(draft, verb, ACTORS)
    made = _entities(draft, objects(verb), FIRMS)
    if not made and (is_passive(verb) or verb.dep_ == "acl"):
        made = _entities(draft, [*children(verb, "nsubj:pass"), verb.head], FIRMS)
        if not made and verb.dep_ == "acl":  # 'C Co., Ltd., a company founded by B'
            made = [e for e in _before(draft, verb, FIRMS) if e not in agents]
    if not made and verb.dep_ == "acl:relcl":
        made = _entities(draft, [verb.head], FIRMS) or _before(draft, verb.head.nbor(1), FIRMS)
    if not made and not is_passive(verb) and verb.dep_ not in {"acl", "acl:relcl"}:
        made = _after(draft, verb, FIRMS) if _is_near(draft, verb) else []
    for agent in agents[:2]:
        for thing in made[:1]:
            if agent != thing:
                yield _fact(draft, agent, Property.FOUNDED, thing, verb)


def _is_near(draft: Draft, verb: Token) -> bool:
    """Whether an organisation's name directly follows a verb, where the parse lost the object."""
    following = draft.within(verb.idx, verb.sent.end_char)
    return bool(following) and following[0].start - verb.idx < 60 and draft.kind(following[0].body) in FIRMS


def _agreed(draft: Draft, noun: Token) -> Iterator[Fact]:
    verb = noun.head
    if verb.lemma_ not in AGREE:
        return
    parties = _entities(draft, subjects(verb), ACTORS)
    others = _entities(draft, [*obliques(verb, "with"), *_nominal(noun, "with")], ACTORS)
    others = others or _following(draft, verb, "with", ACTORS)
    if not others:  # 'A and B signed an agreement'
        held = draft.within(noun.sent.start_char, verb.idx)
        parties = list(dict.fromkeys(m.body for m in held if draft.kind(m.body) in ACTORS))[-2:]
        others = parties[1:]
    parties = parties or _before(draft, verb, ACTORS)
    for one in parties[:1]:
        for two in others[:1]:
            if one != two:
                yield _fact(draft, one, Property.AGREEMENT_WITH, two, verb)


def _nominal(noun: Token, preposition: str) -> list[Token]:
    found: list[Token] = []
    for child in children(noun, "nmod"):
        if any(c.dep_ == "case" and c.lower_ == preposition for c in child.children):
            found.extend(conjuncts(child))
    return found


def _following(draft: Draft, token: Token, word: str, kinds: frozenset[Kind]) -> list[str]:
    """The entity directly after a preposition that stands behind a token in its sentence."""
    for other in token.doc[token.i : token.sent.end]:
        if other.lower_ == word:
            following = draft.within(other.idx, token.sent.end_char)[:1]
            if following and following[0].start - other.idx < 12:
                return [m.body for m in following if draft.kind(m.body) in kinds]
    return []


def _gave(draft: Draft, verb: Token, predicate: Property, money: list[tuple[Mention, Observation]]) -> Iterator[Fact]:
    """Gifts and investments: only with an amount of money after or directly before the verb."""
    amount = _amount(verb, money)
    if amount is None or (predicate is Property.DONATED_TO and _is_owed(draft, amount[0])):
        return
    givers = _agents(draft, verb, ACTORS | PLACES)
    kinds = ACTORS if predicate is Property.DONATED_TO else FIRMS
    words = ("to",) if predicate is Property.DONATED_TO else ("in", "into")
    takers = [e for w in words for e in _following(draft, verb, w, kinds)]
    takers = takers or _entities(draft, [t for w in words for t in obliques(verb, w)], kinds)
    if not takers and predicate is Property.DONATED_TO:
        takers = _entities(draft, children(verb, "iobj"), kinds) or _dative(draft, verb, amount[0], kinds)
    if not takers and predicate is Property.INVESTED_IN:
        takers = _described(draft, verb, kinds)
    implied = not takers and _has_no_taker(verb, predicate)
    if implied:
        takers = _in_focus(draft, verb)
    for giver in givers[:1]:
        for taker in takers[:1]:
            if giver != taker:
                sure = LIKELY if implied else SURE
                yield _fact(draft, giver, predicate, taker, verb, confidence=sure, amount=amount[1].id)


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


def _paired(draft: Draft, token: Token) -> Iterator[Fact]:
    """'A is paired with B', 'A and B are paired', 'under a pairing arrangement with B, A …'."""
    sentence = token.sent
    near = draft.within(sentence.start_char, sentence.end_char)
    places = list(dict.fromkeys(m.body for m in near if draft.kind(m.body) in PARTNERS - FIRMS))
    if token.pos_ == "NOUN":
        partner = _following(draft, token, "with", PARTNERS)
        others = [p for p in places if p not in partner and not _nested_in(draft, p, partner)]
        pairs = [(others[0], partner[0])] if partner and others else []
        pairs = pairs or _between(draft, token)
    else:
        ones = [] if token.dep_.startswith("acl") else _entities(draft, subjects(token), PARTNERS)
        if token.dep_.startswith("acl"):  # 'Y, the city paired with X'
            head = [token.head] if token.i - token.head.i < NEAR_HEAD else []  # further off, the parse is wrong
            ones = _entities(draft, head, PARTNERS) or _before(draft, token, PARTNERS)
        elif not is_passive(token):
            ones = _entities(draft, objects(token), PARTNERS) or ones
        twos = _entities(draft, obliques(token, "with"), PARTNERS) or _following(draft, token, "with", PARTNERS)
        if not twos and len(ones) > 1:
            ones, twos = ones[:1], ones[1:2]
        elif not twos and is_passive(token):
            held = [p for p in _tops(draft, places)]
            ones, twos = held[:1], held[1:2]
        pairs = [(a, b) for a in (ones or _before(draft, token, PARTNERS))[:1] for b in twos[:1]]
    for one, two in pairs:
        if one != two:
            yield _fact(draft, one, Property.COOPERATES_WITH, two, token)


def _between(draft: Draft, noun: Token) -> list[tuple[str, str]]:
    """'the pairing between X and Y'."""
    following = noun.doc[noun.i + 1 : min(noun.i + 3, noun.sent.end)]
    if not any(t.lower_ == "between" for t in following):
        return []
    held = [m for m in draft.within(noun.idx, noun.sent.end_char) if draft.kind(m.body) in PARTNERS - FIRMS]
    if len(held) > 1 and draft.document.text[held[0].end : held[1].start].strip() in {"and", "and the"}:
        return [(held[0].body, held[1].body)]
    return []


def _nested_in(draft: Draft, place: str, others: list[str]) -> bool:
    code = draft.entities[place].code
    return any(
        code and code in {p.code for p in draft.gazetteer.ancestors(draft.entities[o].code)}
        for o in others
        if draft.entities[o].code
    )


def _tops(draft: Draft, places: list[str]) -> list[str]:
    """Places without those that only tell where another of them is."""
    return [p for p in places if not _nested_in(draft, p, [q for q in places if q != p])]
