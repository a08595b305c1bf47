"""What places, organisations and people live by: `hasIndustry`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from extract.counted import UNITS, singular
from extract.draft import Draft, evidence
from extract.lived_by import lived_by
from extract.patterns import load
from extract.polarity import is_asserted
from extract.records import ORGANIZATIONS, PEOPLE, PLACES, TERRITORIES, Fact, Kind, Mention, Property, Unit
from extract.syntax import first_conjunct, is_passive, objects, obliques, preposition, subjects

_LISTS = load("relations")["livelihood"]
LIVE = frozenset(_LISTS["live"])
LIVE_BY = frozenset(_LISTS["live_by"])
MAKE = frozenset(_LISTS["make"])  # what a person makes is no line of business yet
GROW = frozenset(_LISTS["grow"]) | MAKE
TURN_TO = frozenset(_LISTS["turn_to"])
CALLED = frozenset(_LISTS["called"])
DEVELOP = frozenset(_LISTS["develop"])
MARKS = frozenset(_LISTS["marks"])
LEADING = frozenset(_LISTS["leading"])

OWNERS = (PLACES | ORGANIZATIONS | PEOPLE) - {Kind.REGION, Kind.JOURNALIST, Kind.GOVERNMENT_BODY}
FIRMS = ORGANIZATIONS - {Kind.GOVERNMENT_BODY, Kind.INSTITUTION}
AREAS = frozenset({"mu", "hectares", "acres", "ha", "hectare"})
CROWD = frozenset({Unit.PERSON, Unit.HOUSEHOLD, Unit.FAMILY})
MAKING = frozenset({"make", "choose", "turn", "take", "regard"})  # 'has made tea its leading industry'
ONES = frozenset(load("people")["roles"]) | {"woman", "man", "widow", "girl", "boy"}
KIN = frozenset(
    {"brother", "sister", "father", "mother", "son", "daughter", "uncle", "aunt", "cousin", "neighbor", "neighbour"}
)
SURE, LIKELY = 0.85, 0.7


def find_livelihoods(draft: Draft) -> list[Fact]:
    """Who lives by what, as the text says it or a firm's name does."""
    facts: list[Fact] = []
    focus: str | None = None
    for sentence in draft.doc.sents:
        held = draft.within(sentence.start_char, sentence.end_char)
        trades = [m for m in held if draft.kind(m.body) is Kind.INDUSTRY]
        if trades:
            facts += _in_sentence(draft, sentence, held, trades, focus)
        focus = _topic(draft, sentence, held) or focus
    return [*facts, *_by_name(draft)]


def _topic(draft: Draft, sentence: Span, held: list[Mention]) -> str | None:
    """The place that a sentence is about: its subject, else the one it opens with."""
    places = [m for m in held if draft.kind(m.body) in TERRITORIES]
    for mention in places:
        if draft.span(mention).root.dep_ in {"nsubj", "nsubj:pass"}:
            return mention.body
    if places and places[0].start - sentence.start_char < 12:
        return places[0].body
    return None


def _in_sentence(
    draft: Draft, sentence: Span, held: list[Mention], trades: list[Mention], focus: str | None
) -> Iterator[Fact]:
    owner_of_list = _lister(draft, sentence, held, focus)
    for trade in trades:
        span = draft.span(trade)
        owner = (
            _apposed(draft, span, held)
            or _by_verb(draft, span, held, focus)
            or _of_land(draft, span, held, focus)
            or _called_industry(draft, span, held, focus)
            or _rich_by(draft, span)
            or lived_by(draft, span, held)
            or (owner_of_list if _is_listed(draft, sentence, span) else None)
        )
        if owner:
            yield Fact(
                subject=owner,
                predicate=Property.HAS_INDUSTRY,
                object=trade.body,
                confidence=SURE if owner != focus else LIKELY,
                evidence=(evidence(span),),
            )


def _apposed(draft: Draft, trade: Span, held: list[Mention]) -> str | None:
    """'X, a county of oranges', 'X is the largest county of red dates'."""
    doc = trade.doc
    first = first_conjunct(trade.root)  # 'a county of salt and dates'
    i = (trade.start if first == trade.root else min(t.i for t in first.subtree if t.pos_ != "ADP")) - 1
    nearest = i - 3
    while i > trade.sent.start and i > nearest and doc[i].pos_ in {"DET", "ADJ", "PRON"}:
        i -= 1
    if (
        i < 1
        or doc[i].lower_ not in {"of", "for"}
        or doc[i - 1].lower_
        not in {
            "county",
            "village",
            "town",
            "township",
            "city",
            "land",
            "home",
            "hometown",
            "capital",
            "producer",
            "prefecture",
            "province",
        }
    ):
        return None
    before = [m for m in held if m.end <= doc[i - 1].idx and draft.kind(m.body) in TERRITORIES]
    return _innermost_first(draft, before) if before else None


def _rich_by(draft: Draft, trade: Span) -> str | None:
    """'Lilies have made X rich', 'the lily industry covers 8,000 mu in X': the place that a trade serves."""
    verb = trade.root.head
    if trade.root.dep_ not in {"nsubj", "compound"} or not is_asserted(trade.root):
        return None
    of_place = (_owner_at(draft, c) for c in trade.root.children if c.dep_ == "nmod" and preposition(c) == "of")
    owned = next((e for e in of_place if e and draft.kind(e) in TERRITORIES), None)
    if owned and trade.root.dep_ == "nsubj":  # 'The oranges of X sell well'
        return owned
    if verb.lemma_ == "replace" and trade.root.dep_ == "nsubj":  # 'In X, pears have replaced maize'
        first = draft.within(trade.sent.start_char, trade.start_char)[:1]
        opens = first and draft.span(first[0]).start - trade.sent.start < 3
        return first[0].body if opens and draft.kind(first[0].body) in TERRITORIES else None
    if verb.lemma_ in {"bring", "earn", "fetch", "sell", "yield"}:  # "X's tea brings in 2 million yuan"
        owners = (_owner_at(draft, c) for c in trade.root.children if c.dep_ == "nmod:poss")
        return next((e for e in owners if e and draft.kind(e) in TERRITORIES), None)
    if verb.pos_ == "NOUN":  # 'the lily industry'
        verb = verb.head
    alive = verb.lemma_ == "keep" and any(t.lower_ in {"alive", "going"} for t in verb.sent)
    if alive or verb.lemma_ in {"make", "enrich", "feed", "support", "sustain"}:
        fed = [t for o in objects(verb) for t in (o, *(c for c in o.children if preposition(c) in {"of", "in"}))]
        fed += verb.doc[verb.i : verb.sent.end] if alive else []  # the parse makes nothing of 'keeps X alive'
        return next((e for t in fed if (e := _owner_at(draft, t)) and draft.kind(e) in TERRITORIES), None)
    if verb.lemma_ in {"cover", "occupy", "employ", "account"}:
        found = (_owner_at(draft, t) for t in obliques(verb, "in", "across"))
        return next((e for e in found if e and draft.kind(e) in TERRITORIES), None)
    return None


def _called_industry(draft: Draft, trade: Span, held: list[Mention], focus: str | None) -> str | None:
    """'Mushrooms are the main industry of X', 'X made pears its leading industry', 'the pear industry in X'."""
    root = trade.root
    for subject in root.children:  # 'The village's main crop is pepper'
        if subject.dep_ == "nsubj" and subject.lower_ in CALLED and is_asserted(root):
            owners = (_owner_at(draft, c) for c in subject.children if c.dep_ in {"nmod:poss", "nmod"})
            return next((e for e in owners if e and draft.kind(e) in TERRITORIES), None)
    named = root.lower_ in {"industry", "sector"} or (
        root.dep_ == "compound" and root.head.lower_ in {"industry", "sector"}
    )
    head = root.head.head if root.dep_ == "compound" and named else root.head
    said_of = root.dep_ in {"nsubj", "obj", "nsubj:pass", "compound"} or (
        root.dep_ == "xcomp" and root.head.lemma_ in MAKING
    )
    says_so = any(t.lower_ in CALLED for t in root.sent) and said_of
    if not (named or says_so) or not is_asserted(root) or _is_of_person(draft, root.head):
        return None
    for token in [head, *head.children, *(g for c in head.children for g in c.children)]:
        led = preposition(token) in {"in", "of"} or token.dep_ in {"nmod:poss", "nsubj"}
        owner = _owner_at(draft, token) if led else None
        if owner and draft.kind(owner) in TERRITORIES:
            return owner
    called = root.dep_ == "nsubj" and any(t.lower_ in CALLED for t in (head, *head.children))
    alone = called and not any(draft.kind(m.body) in TERRITORIES for m in held)
    return focus if alone else None  # 'Pears are the first pillar', of the place that the text is about


def _is_of_person(draft: Draft, verb: Token) -> bool:
    """'He ran a transport business in X': what one of its people did is no industry of a place."""
    doers = subjects(verb) if verb.pos_ == "VERB" else []
    named = (draft.entity_at(d) for d in doers)
    return any(d.lower_ in {"he", "she", "i"} for d in doers) or any(e and draft.kind(e) in PEOPLE for e in named)


def _owner_at(draft: Draft, token: Token) -> str | None:
    entity = draft.entity_at(token)
    return entity if entity and draft.kind(entity) in OWNERS else None


def _innermost_first(draft: Draft, chain: list[Mention]) -> str:
    """The first of a chain of places ('Lin County, Luliang City'), which is the one spoken of."""
    last = chain[-1]
    for mention in reversed(chain[:-1]):
        gap = draft.document.text[mention.end : last.start].strip()
        if not re.fullmatch(r"(?:, in|in|of|,)?(?:,? ?\w+ China['’]s)?", gap):
            break
        last = mention
    return last.body


def _by_verb(draft: Draft, trade: Span, held: list[Mention], focus: str | None) -> str | None:
    """'X lives on tea', 'X grows apples', 'X has developed the tea industry'."""
    verb = _governor(trade.root)
    if verb is None and trade.start > trade.sent.start and trade.doc[trade.start - 1].pos_ == "VERB":
        verb = trade.doc[trade.start - 1]  # where the parse lost the object
    if verb is None or not is_asserted(verb):
        return None
    if verb.dep_ in {"xcomp", "conj"} and any(
        t.lemma_ in {"learn", "teach", "train"} for t in (verb.head, verb.head.head)
    ):
        return None  # what is learnt isn't lived by yet
    lemma = verb.lemma_.lower().removesuffix("s") if verb.pos_ == "NOUN" else verb.lemma_.lower()
    lemma = verb.lower_ if verb.lower_ in LIVE else lemma
    object_like = trade.root.dep_ in {"obj", "conj", "nsubj:pass", "compound", "nmod"} or verb.i == trade.start - 1
    if verb.lower_ == "lives" and _lead_word(trade) in LIVE_BY and verb.i:
        before = draft.at(verb.nbor(-1))  # 'X County lives by tea', whose verb is taken for a noun
        return before.body if before and draft.kind(before.body) in TERRITORIES else None
    turned = lemma in TURN_TO and _lead_word(trade) == "to" and trade[-1].lower_ != "tourism"
    if turned or (lemma in LIVE and _lead_word(trade) in LIVE_BY):
        return _subject(draft, verb, held, OWNERS) or focus
    if lemma in GROW and is_passive(verb) and not obliques(verb, "by"):
        return next((e for t in obliques(verb, "in", "across") if (e := _owner_at(draft, t))), None)
    if lemma in MAKE and verb.dep_ == "acl:relcl" and draft.at(verb.head) is None:
        return None  # 'workshops that make gloves' aren't what their town lives by
    if lemma in GROW and object_like:
        owner = _subject(draft, verb, held, OWNERS - PEOPLE if lemma in MAKE else OWNERS)
        if (
            owner is None and verb.dep_ == "acl:relcl" and lemma not in MAKE
        ):  # 'the county counts eight townships that grow …'
            owner = _subject(draft, _governor(verb.head) or verb, held, OWNERS)
        by_it = verb.dep_ == "advcl" and verb.head.lemma_ in LIVE  # 'the households there live by growing pears'
        return owner or (focus if by_it or _by_many(draft, verb, held) else None)
    if lemma in DEVELOP and _is_business(trade):
        return _subject(draft, verb, held, TERRITORIES | FIRMS) or focus
    return None


def _by_many(draft: Draft, verb: Token, held: list[Mention]) -> bool:
    """'Some 60,000 people grow tea': what so many do is the living of the place that the text is about."""
    doers = [t for t in subjects(verb) if (UNITS.get(singular(t)) in CROWD and t.tag_ == "NNS") or t.lower_ == "people"]
    counted = any(c.like_num and c.dep_ == "nummod" for t in doers for c in t.children)
    return counted and not any(draft.kind(m.body) in OWNERS for m in held)


def _is_business(trade: Span) -> bool:
    last = trade[-1].lower_
    return last.startswith("industr") or last.endswith(("ing", "ry", "ism")) or last in {"production", "chain"}


def _governor(token: Token) -> Token | None:
    """The verb above a noun, past coordination, prepositions and 'such as'."""
    steps = 0
    while token.head != token and steps < 6:
        token = token.head
        steps += 1
        lives = token.lower_ in {"lives", "live", "depends", "relies"}  # often read as nouns
        if lives or (token.pos_ in {"VERB", "ADJ"} and (token.dep_ != "amod" or token.lower_ in LIVE)):
            return token
    return None


def _lead_word(trade: Span) -> str:
    """The preposition before a noun, or before the list that it stands in."""
    doc = trade.doc
    for i in range(trade.start - 1, max(trade.sent.start, trade.start - 7) - 1, -1):
        if doc[i].pos_ == "ADP":
            return doc[i].lower_
        if doc[i].pos_ == "VERB":
            return ""
    return ""


def _subject(draft: Draft, verb: Token, held: list[Mention], kinds: frozenset[Kind]) -> str | None:
    """The owner that is a predicate's subject, or the possessor of its subject ('her family')."""
    doers = subjects(verb) or ([verb.head] if verb.dep_ == "amod" else [])
    if any(t.tag_ == "NN" and t.lower_ in ONES and draft.at(t) is None for t in doers):
        return None  # what one woman of a village grows
    if not kinds & PEOPLE and any((e := draft.entity_at(t)) and draft.kind(e) in PEOPLE for t in doers):
        return None  # what one person makes
    for token in doers:
        for candidate in [token, *(c for c in token.children if token.lower_ not in KIN or c.dep_ == "appos")]:
            entity = draft.entity_at(candidate)
            if entity and draft.kind(entity) in kinds:
                return entity
    before = [m for m in held if m.end <= verb.idx and draft.kind(m.body) in kinds]
    if not before:
        return None
    if draft.kind(before[0].body) in TERRITORIES:
        return before[0].body
    chain = [m for m in before if draft.kind(m.body) in TERRITORIES]
    if chain and chain[-1] is before[-1]:
        return _innermost_first(draft, chain)
    return before[-1].body


def _of_land(draft: Draft, trade: Span, held: list[Mention], focus: str | None) -> str | None:
    """'potatoes take up a third of the county's land', 'the tea garden area has reached 9,000 mu'."""
    doc = trade.doc
    of = trade.start - 1
    if of > 1 and doc[of].lower_ != "of" and doc[of].pos_ in {"ADJ", "PROPN", "NOUN"}:  # 'mu of prickly pears'
        of -= 1
    if of > 1 and doc[of].lower_ in {"of", "under"} and doc[of - 1].lower_ in AREAS:
        verb = _governor(trade.root)
        owners = (_owner_at(draft, t) for t in subjects(verb)) if verb is not None else iter(())
        return next((e for e in owners if e and draft.kind(e) in TERRITORIES | FIRMS), None)
    if any(c.lower_ in {"their", "his", "her"} for c in trade.root.children):
        return None  # 'their peppers, eight mu of them'
    words = {t.lower_ for t in doc[trade.end : min(trade.end + 14, trade.sent.end)]}
    if not words & {"mu", "hectares", "acres", "land", "area", "areas"}:
        return None
    if trade.root.dep_ not in {"nsubj", "compound", "nsubj:pass", "nmod", "conj"}:
        return None
    places = [m.body for m in held if draft.kind(m.body) in TERRITORIES]
    return places[0] if places else focus


def _is_listed(draft: Draft, sentence: Span, trade: Span) -> bool:
    """Whether a sentence lists leading industries, or opens as a bare list of trades."""
    words = [t.lower_ for t in sentence]
    if any(w in LEADING and "industries" in words[i : i + 3] for i, w in enumerate(words)):
        return True
    if trade.start - sentence.start < 3 and not any(t.pos_ == "VERB" for t in sentence[:6]):
        return _is_business(trade) or trade[-1].lower_ == "products"
    comma_list = [t for t in sentence[: max(0, trade.start - sentence.start)] if t.pos_ == "VERB"]
    return not comma_list and _is_business(trade)


def _lister(draft: Draft, sentence: Span, held: list[Mention], focus: str | None) -> str | None:
    """Whose industries a list is: the owner of 'leading industries', else the subject, else the focus."""
    for i, token in enumerate(sentence):
        if token.lower_ == "industries":
            before = [m for m in held if m.end <= token.idx and draft.kind(m.body) in TERRITORIES]
            if before:
                return before[-1].body
        if i > 80:
            break
    places = [m for m in held if draft.kind(m.body) in TERRITORIES]
    return places[0].body if places else focus


def _by_name(draft: Draft) -> Iterator[Fact]:
    """A firm named after a product that the text also speaks of: 'Hongda Tea Co.' lives by tea."""
    trades = {}
    for mention in draft.mentions:
        if draft.kind(mention.body) is Kind.INDUSTRY:
            trades[draft.document.text[mention.start : mention.end].lower()] = mention.body
    for mention in draft.mentions:
        if draft.kind(mention.body) in ORGANIZATIONS - {Kind.GOVERNMENT_BODY} and mention.named:
            span = draft.span(mention)
            if len(span) < 2:
                continue
            for token in span:
                trade = trades.get(token.lower_) or trades.get(token.lower_ + "s")
                if trade:
                    yield Fact(
                        subject=mention.body,
                        predicate=Property.HAS_INDUSTRY,
                        object=trade,
                        confidence=LIKELY,
                        evidence=(evidence(span),),
                    )
                    break
