"""Which places and firms work together: 'A is paired with B', 'the cooperation between A and B'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from extract.draft import Draft
from extract.patterns import load
from extract.polarity import is_asserted
from extract.records import Fact, Kind, Property
from extract.relations import FIRMS, LIKELY, directly_after, entities_of, fact_of, nearest_before
from extract.syntax import clause, is_passive, objects, obliques, preposition, subjects

_LISTS = load("relations")["cooperates"]
AID = frozenset(_LISTS["aid"])
PAIRS = frozenset(_LISTS["pairs"])
PAIR = frozenset(_LISTS["verbs"])
HANDS = frozenset(_LISTS["hands"])
JOINT = frozenset(_LISTS["labor"])  # what an agreement of two places is on
PARTNER = frozenset(_LISTS["partners"])
PAIRING = frozenset(_LISTS["nouns"])

AGREEMENTS = frozenset(load("relations")["agreement"]["nouns"])
JOINTLY = frozenset({"jointly", "together"})
SPELT = frozenset({"twinned", "matched"})  # whose lemmas are often wrong
TIES = frozenset({"tie", "form", "make", "knot", "become"})
CUES = AGREEMENTS | AID | PAIR | PAIRING | {"hand"}
PAIRED_PLACES = frozenset({"city", "district", "county", "province"})
PARTNERS = frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY}) | FIRMS
LASTED = re.compile(
    r"\bfor (?:the (?:past|last) )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|many|several) years\b"
)
CHAINED = re.compile(
    r", (?:an? (?:\w+ ){0,2}(?:city|county|district|prefecture) (?:in|of) )?| of | in "
)  # 'X, a city in Y'
NEAR_TWO = 400  # characters back to the two that 'the two places' are
NEAR_HEAD = 7  # tokens


def find_cooperation(draft: Draft) -> Iterator[Fact]:
    """Every pair of partners that the text tells."""
    for token in draft.doc:
        lemma = token.lemma_.lower()
        if token.lower_ in JOINTLY:
            yield from _jointly(draft, token)
        if lemma not in CUES and token.lower_ not in PARTNER | SPELT and token.lower_ not in PAIRED_PLACES:
            continue
        if token.pos_ not in {"VERB", "NOUN", "PROPN", "ADJ"} or not is_asserted(token):
            continue
        if lemma in PAIR | PAIRING or token.lower_ in SPELT:
            yield from _paired(draft, token)
        if (token.lower_ in PARTNER or _is_paired_place(token)) and token.pos_ in {"NOUN", "ADJ", "PROPN"}:
            yield from _partners(draft, token)
        if lemma in AGREEMENTS and any(c.lower_ in JOINT for c in token.children):
            yield from _signed(draft, token)
        if lemma in AID and token.pos_ in {"VERB", "ADJ"} and _is_pairing(token):
            yield from _aided(draft, token)
        if lemma in AID and token.pos_ == "NOUN":
            yield from _support(draft, token)
        if lemma == "hand" and token.tag_ == "NNS" and token.nbor(-1).lemma_ in HANDS:
            yield from _joined(draft, token)


def _innermost(draft: Draft, noun: Token, place: str) -> str:
    """The first of a chain before a noun: of 'X, Y Province, the pairing city of …' it is X."""
    held = draft.within(noun.sent.start_char, noun.idx)
    last = next((i for i in range(len(held) - 1, -1, -1) if held[i].body == place), None)
    if last is None:
        return place
    while last > 0 and CHAINED.fullmatch(draft.document.text[held[last - 1].end : held[last].start]):
        if not _nested_in(draft, held[last].body, [held[last - 1].body]):
            break
        last -= 1
    return held[last].body


def _signed(draft: Draft, noun: Token) -> Iterator[Fact]:
    """'A and B signed a labor cooperation agreement', 'A signed one with B', 'one between A and B'."""
    places = entities_of(draft, subjects(noun.head), PARTNERS - FIRMS)
    places += directly_after(draft, noun, "with", PARTNERS - FIRMS)
    places = places if len(places) > 1 else [place for pair in _between(draft, noun) for place in pair]
    if len(places) > 1:
        one, two = places[:2]
        if one != two and not _nested_in(draft, one, [two]) and not _nested_in(draft, two, [one]):
            yield fact_of(draft, one, Property.COOPERATES_WITH, two, noun)


def _is_paired_place(token: Token) -> bool:
    """'the pairing city of X'."""
    return token.lower_ in PAIRED_PLACES and any(
        c.i < token.i and c.lower_ in {"pairing", "paired", "counterpart", "partner", "twinned"} for c in token.children
    )


def _is_pairing(verb: Token) -> bool:
    if verb.dep_ == "acl:relcl" and any(s.lower_ == "which" for s in subjects(verb)):  # 'X, which aids Y, …'
        return verb.tag_ in {"VBZ", "VBN"}
    charged = verb.i > 1 and {t.lower_ for t in verb.doc[max(verb.sent.start, verb.i - 2) : verb.i]} >= {"for"}
    lasting = verb.tag_ == "VBG" and any(c.lower_ == "been" for c in verb.children)  # 'has been helping X since 2013'
    done = verb.tag_ == "VBN" and any(c.lemma_ == "have" for c in verb.children)
    words = verb.sent.text.lower()
    if (lasting or done) and (" since " in words or LASTED.search(words)):
        return True
    charged = charged and any(t.lower_ in {"responsible", "charge"} for t in verb.sent)
    return charged or "east-west" in words or any(t.lower_ in PAIRS for t in verb.sent)


def _partners(draft: Draft, noun: Token) -> Iterator[Fact]:
    """'A and B are partners', 'A, B's partner', 'its partner, A', 'A was made B's partner'."""
    sentence = noun.sent
    held = [m for m in draft.within(sentence.start_char, sentence.end_char) if draft.kind(m.body) in PARTNERS - FIRMS]
    owners = [c for c in noun.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and preposition(c) == "of")]
    owner = next((e for c in owners if (e := draft.entity_at(c)) and draft.kind(e) in PARTNERS - FIRMS), None)
    near = sorted(held, key=lambda m: min(abs(m.start - noun.idx), abs(m.end - noun.idx)))
    if owner is None and noun.lower_ == "partners":
        ones = entities_of(draft, subjects(noun), PARTNERS - FIRMS)
        ones = ones if len(ones) > 1 else _tops(draft, list(dict.fromkeys(m.body for m in held if m.end <= noun.idx)))
        pairs = [(ones[0], ones[1])] if len(ones) > 1 else []
    else:
        others = [m.body for m in near if owner and m.body != owner and not _nested_in(draft, m.body, [owner])]
        others = [o for o in others if owner and not _nested_in(draft, owner, [o])]
        pairs = [(_innermost(draft, noun, o), owner) for o in others[:1] if owner]
    for one, two in pairs:
        yield fact_of(draft, one, Property.COOPERATES_WITH, two, noun, confidence=LIKELY)


def _aided(draft: Draft, verb: Token) -> Iterator[Fact]:
    """'Under the pairing scheme, X has helped Y': one place that aids another."""
    ones = entities_of(draft, subjects(verb), PARTNERS - FIRMS)
    twos = entities_of(draft, objects(verb) or obliques(verb, "for"), PARTNERS - FIRMS)
    for one, two in zip(ones[:1], twos[:1], strict=False):
        if one != two and not _nested_in(draft, one, [two]) and not _nested_in(draft, two, [one]):
            yield fact_of(draft, one, Property.COOPERATES_WITH, two, verb, confidence=LIKELY)


def _support(draft: Draft, noun: Token) -> Iterator[Fact]:
    """'A's counterpart support of B', 'the paired assistance of A to B'."""
    if not any(c.lower_ in PAIRS for c in noun.children):
        return
    ones = entities_of(draft, (c for c in noun.children if c.dep_ == "nmod:poss"), PARTNERS - FIRMS)
    twos = [p for word in ("of", "for", "to") for p in directly_after(draft, noun, word, PARTNERS - FIRMS)]
    giving = noun.head if noun.head.pos_ == "VERB" else None
    ones = ones or (entities_of(draft, subjects(giving), PARTNERS - FIRMS) if giving is not None else []) or twos[:1]
    others = [p for p in twos if p not in ones and not _nested_in(draft, p, ones)]
    for one, two in zip(ones[:1], others[:1], strict=False):
        yield fact_of(draft, one, Property.COOPERATES_WITH, two, noun, confidence=LIKELY)


def _joined(draft: Draft, hands: Token) -> Iterator[Fact]:
    """'A and B hold hands': the two last places before that neither lies in the other."""
    held = draft.within(hands.sent.start_char, hands.idx)
    places = list(dict.fromkeys(m.body for m in held if draft.kind(m.body) in PARTNERS - FIRMS))
    for one, two in zip(_tops(draft, places)[:1], _tops(draft, places)[1:2], strict=False):
        yield fact_of(draft, one, Property.COOPERATES_WITH, two, hands, confidence=LIKELY)


def _paired(draft: Draft, token: Token) -> Iterator[Fact]:
    """'A is paired with B', 'A and B are paired', 'under a pairing arrangement with B, A …'."""
    sentence = token.sent
    near = draft.within(sentence.start_char, sentence.end_char)
    places = list(dict.fromkeys(m.body for m in near if draft.kind(m.body) in PARTNERS - FIRMS))
    if token.pos_ == "NOUN" and token.head.lemma_ in TIES:  # 'A and B tie the pair'
        ones = entities_of(draft, subjects(token.head), PARTNERS) or nearest_before(draft, token, PARTNERS)
        tied = ones if len(ones) > 1 else _tops(draft, places)
        if len(tied) < 2 and any(c.lower_ in {"two", "both"} for s in subjects(token.head) for c in s.children):
            tied = _last_two(draft, token)
        pairs = [(tied[0], tied[1])] if len(tied) > 1 else []
    elif token.pos_ == "NOUN":
        partner = directly_after(draft, token, "with", PARTNERS)
        others = [p for p in places if p not in partner and not _nested_in(draft, p, partner)]
        pairs = [(others[0], partner[0])] if partner and others else []
        pairs = pairs or _between(draft, token)
    else:
        ones = [] if token.dep_.startswith("acl") else entities_of(draft, subjects(token), PARTNERS)
        if token.dep_.startswith("acl"):  # 'Y, the city paired with X'
            head = [token.head] if token.i - token.head.i < NEAR_HEAD else []  # further off, the parse is wrong
            ones = entities_of(draft, head, PARTNERS) or nearest_before(draft, token, PARTNERS)
        elif not is_passive(token):
            ones = entities_of(draft, objects(token), PARTNERS) or ones
        twos = entities_of(draft, obliques(token, "with"), PARTNERS) or directly_after(draft, token, "with", PARTNERS)
        if not twos and len(ones) > 1:
            ones, twos = ones[:1], ones[1:2]
        elif not twos and is_passive(token):
            held = [p for p in _tops(draft, places)]
            ones, twos = held[:1], held[1:2]
        each = _both(draft, token)
        pairs = [(a, b) for a in each or (ones or nearest_before(draft, token, PARTNERS))[:1] for b in twos[:1]]
    for one, two in pairs:
        first = _innermost(draft, token, one) if token.dep_.startswith("acl") else one
        if first != two:
            yield fact_of(draft, first, Property.COOPERATES_WITH, two, token)


def _last_two(draft: Draft, token: Token) -> list[str]:
    """The two places named last that 'the two' can mean, neither in the other."""
    before = draft.within(max(0, token.idx - NEAR_TWO), token.idx)
    named = dict.fromkeys(m.body for m in reversed(before) if draft.kind(m.body) in PARTNERS - FIRMS)
    return _tops(draft, list(named)[:3])[:2]


def _jointly(draft: Draft, word: Token) -> Iterator[Fact]:
    """'Jointly with X, the county held job fairs': two places of different provinces that do a thing together."""
    if word.i + 1 >= word.sent.end or word.nbor(1).lower_ != "with" or not is_asserted(word):
        return
    partner = directly_after(draft, word.nbor(1), "with", PARTNERS - FIRMS)[:1]
    doer = entities_of(draft, subjects(clause(word)), PARTNERS - FIRMS)[:1]
    for one, two in zip(doer, partner, strict=False):
        codes = draft.entities[one].code, draft.entities[two].code
        if all(codes) and codes[0][:2] != codes[1][:2]:
            yield fact_of(draft, one, Property.COOPERATES_WITH, two, word, confidence=LIKELY)


def _both(draft: Draft, verb: Token) -> list[str]:
    """The two of 'A and B, both paired with C'."""
    if not verb.i or verb.nbor(-1).lower_ not in {"both", "each"}:
        return []
    held = [m for m in draft.within(verb.sent.start_char, verb.idx) if draft.kind(m.body) in PARTNERS - FIRMS]
    joined = len(held) > 1 and draft.document.text[held[-2].end : held[-1].start] == " and "
    return [m.body for m in held[-2:]] if joined else []


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
