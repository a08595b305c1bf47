"""Whom a program helped, by name: 'trained her', 'she was hired', 'one of them is X', 'with a loan X opened a shop'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span, Token

from extract.draft import Draft
from extract.funders import RECEIVING
from extract.measures import Measure
from extract.patterns import load
from extract.polarity import is_asserted
from extract.records import GAINING, Entity
from extract.runners import ATTENDING, LEARNING, is_learnt
from extract.syntax import SUBJECTS, appositions, clause, is_passive, objects, obliques, preposition, subjects

_WORDS = load("programs")["words"]
# Who is sent in these measures brings the help.
BROUGHT = frozenset({"education", "health", "paired-assistance"})
SENDING = frozenset({"send", "dispatch", "assign", "second", "station", "appoint"})
GIVING = frozenset({"give", "lend", "issue", "grant", "distribute", "provide", "offer", "hand", "pay", "allocate"})
ARRANGING = frozenset({"arrange", "find", "build", "rebuild", "open", "buy", "secure", "set", "create", "reserve"})
OWN_DEEDS = frozenset(_WORDS["own_deeds"])  # what those who are helped do themselves
ACTING_ON_OTHERS = frozenset(
    {"teach", "train", "lecture", "show", "instruct", "say", "tell", "explain", "help", "guide", "visit"}
)
HOMES = frozenset({"family", "household", "house", "home", "roof", "cottage", "hut", "farmhouse", "flat"})
# Measures that those whom they are for are told to do: 'sweeps the road', 'moved down'.
OWN = frozenset({
    "public-welfare-job", "relocation", "labour-transfer", "skills-training", "financial-support", "recruitment-fair",
    "employment-assistance", "housing", "social-security",
})  # fmt: skip
# Measures that reach single people.
PERSONAL = OWN | {
    "poverty-alleviation-workshop", "health", "education", "community-factory", "paired-assistance",
    "return-entrepreneurship", "ecological-compensation", "labour-cooperation",
}  # fmt: skip
ATTENDED = frozenset({"recruitment-fair", "skills-training"})  # somebody is at them
LEADING_IN = frozenset({"with", "thanks", "using", "through", "after", "under", "following", "on"})
AMONG = re.compile(
    r"\s*(?:Among (?:them|these|those|the (?:first|\d[\d,]*))(?: is| was|,)"
    r"|One(?: of (?:them|these|those))?(?: is| was|,)"
    r"|The (?:first|youngest|oldest)(?: of them)? (?:is|was)|So (?:did|was|is|has))",
    re.IGNORECASE,
)
_AWAY = r"[^.;“”\"]{0,80}?,? "  # what may stand between a name and its verb
ONE = re.compile(
    _AWAY + r"(?:is|was) (?:now |also )?(?:one|among)(?: of| the| them| these| those| first| her| its)*(?=[.,;]|\Z)"
)
RODE = re.compile(
    _AWAY + r"(?:rode|sat|travell?ed|went|came|left|is|was) (?:in|on|aboard|with|among)"
    r" (?:it|one|them|(?:the|its) (?:first|second|third|last|same)(?: \w+)?)\b"
)
_GIVEN = "(?:lent|given|paid|taught|trained|hired|employed|resettled|granted|offered|handed|reimbursed|issued|assigned)"
GIVEN = re.compile(rf"\b(?:gave|gives|lends|pays|teaches|trains|hires|grants|offers|{_GIVEN})(?: also| then)? $")
GOT = re.compile(rf",? (?:[^.;,]{{0,30}},? )?(?:was|were|has been|got|is)(?: then| also| now)? {_GIVEN}\b")
NEAR_NAME = len(" villager")  # characters between 'Among them is' and a name
NEAR_GIFT = 50  # characters between who is given something and the word for it
NEAR_HELP = 12  # tokens from the beginning of a sentence to the help that it tells of


def one_of_them(draft: Draft, sentence: Span, programs: Sequence[Entity]) -> Iterator[tuple[str, Entity, Token]]:
    """'500 women finished the course. Among them is X', 'X was one of them': who gains by what was told before."""
    match = AMONG.match(sentence.text)
    held = draft.within(sentence.start_char, sentence.end_char)[:1]
    if not held or not programs:
        return
    first = draft.span(held[0])
    ahead = held[0].start - sentence.start_char
    counted = match is not None and 0 <= ahead - match.end() <= NEAR_NAME
    opens = ahead <= NEAR_NAME and first.root.dep_ in SUBJECTS
    if not counted and opens and ONE.match(draft.document.text, held[0].end, sentence.end_char):
        counted = True  # of workers at a site that was built for others, it is the work that is meant
        programs = [p for p in programs if p.program_type not in {"relocation", "housing"}] or programs
    rode = opens and RODE.match(draft.document.text, held[0].end, sentence.end_char) is not None
    kinds = PERSONAL if counted else {"labour-transfer"} if rode else frozenset()
    for program in {p.id: p for p in programs if p.program_type in kinds}.values():
        yield from ((person, program, first[0]) for person in people(draft, first[:1]))


def helped(draft: Draft, measure: Measure) -> Iterator[str]:
    """The person who gets what a measure gives, or does what those do whom it is for."""
    verb = clause(measure.token) if measure.by_noun else measure.token
    if measure.type in BROUGHT and verb.lemma_ in SENDING:
        return
    told = verb.dep_ == "acl" and verb.tag_ == "VBN"
    told = told or (verb.dep_ == "acl:relcl" and any(c.lower_ in {"whom", "that"} for c in verb.children))
    if told and any(c.dep_ == "cop" for c in verb.head.children):
        yield from people(draft, subjects(verb.head))  # 'He is among the 300 rangers hired by the county'
    gainers = [*_of_verb(measure, verb), *_who_had(measure)]
    yield from people(draft, [g for gainer in gainers for g in (gainer, *appositions(gainer), *_at_home(gainer))])
    if measure.type in PERSONAL:
        yield from _by_words(draft, measure.token)


def _by_words(draft: Draft, token: Token) -> Iterator[str]:
    """The person right behind a verb of giving, or before it in the passive, where the parse lost them."""
    text, sentence = draft.document.text, token.sent
    for mention in draft.within(sentence.start_char, sentence.end_char):
        if not -NEAR_GIFT < token.idx - mention.start < NEAR_GIFT:
            continue
        given = GIVEN.search(text[sentence.start_char : mention.start])
        told = given or GOT.match(text, mention.end, sentence.end_char)
        if told and is_asserted(clause(draft.span(mention).root)):  # not 'but never hired X'
            yield from people(draft, draft.span(mention)[:1])


def _of_verb(measure: Measure, verb: Token) -> Iterator[Token]:
    """Those who gain by the grammar of what is done: its object, or its subject where that is done to."""
    participle = (
        verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(c.dep_.startswith("aux") for c in verb.children)
    )
    gaining = is_passive(verb) or participle or is_learnt(measure) or verb.lemma_ in RECEIVING
    own = measure.type in OWN and verb.lemma_ in OWN_DEEDS and measure.token.lemma_ not in ACTING_ON_OTHERS
    own = own and verb.dep_ != "acl:relcl"  # 'X, who moved down in 2018, …' may tell of another move
    holder = measure.type == "public-welfare-job" and measure.by_noun and any(c.dep_ == "cop" for c in verb.children)
    if gaining or own or holder:
        yield from subjects(verb)
    if not (gaining or holder):
        yield from (c for c in verb.children if c.dep_ in {"obj", "iobj"})
    if verb.tag_ == "VBG" and verb.dep_ in {"acl", "advcl"}:  # 'The village pays her 500 yuan for keeping it swept'
        yield from (c for c in clause(verb.head).children if c.dep_ == "iobj")
    if verb.dep_ == "acl:relcl" and verb.head.dep_ == "obj" and verb.head.head.lemma_ in LEARNING | ATTENDING:
        yield from subjects(verb.head.head)  # 'He took a course that the bureau organized'
    if verb.lemma_ in GIVING:  # 'handed out seedlings to her'
        yield from obliques(verb, "to")
    if verb.lemma_ in ARRANGING:  # 'arranged for him to be a cleaner', 'opened a shop for her'
        yield from (t for v in (verb, *objects(verb)) for t in obliques(v, "for"))
    if measure.type == "paired-assistance":  # 'a cadre was paired with her'
        yield from obliques(verb, "with")


def _at_home(noun: Token) -> Iterator[Token]:
    """Whose home or family something is done to: 'X's house was rebuilt'."""
    if noun.lower_ in HOMES:
        yield from (c for c in noun.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and preposition(c) == "of"))


def people(draft: Draft, tokens: Iterable[Token]) -> Iterator[str]:
    """The persons at some tokens who can gain by a program."""
    for token in tokens:
        entity = draft.entity_at(token)
        if entity and draft.kind(entity) in GAINING:
            yield entity


def _who_had(measure: Measure) -> Iterator[Token]:
    """'With a loan of the bank, she opened a shop': the subject of what the help made possible."""
    first, root = measure.token.sent[0], measure.token.sent.root
    led = first.lower_ in LEADING_IN or (first.lower_ in {"at", "in"} and measure.type in ATTENDED)
    if measure.by_noun and led and measure.token.i - first.i < NEAR_HELP and root.lemma_ not in ACTING_ON_OTHERS:
        yield from subjects(root)
