"""Who runs a measure by its sentence: its owner, agent, source or subject; else the place that it opens with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extract.doers import WITHIN, agent, doer, maker, owner, runner_at
from extract.draft import Draft
from extract.funders import funder, is_received, source_of
from extract.measures import RESULTS, Measure
from extract.patterns import load
from extract.records import ORGANIZATIONS, PEOPLE, TERRITORIES, Kind, Mention
from extract.syntax import clause, is_passive, objects, obliques, preposition, subjects

_WORDS = load("programs")["words"]
LEARNING = frozenset({"learn", "study", "graduate", "attend"})
ATTENDING = frozenset({"take", "finish", "complete", "join", "enroll", "enrol", "pass", "undergo"})
TAUGHT = frozenset({"skills-training", "education", "health"})  # what is given at an institution
# What happens to the people and places of a sentence, whoever brought it about.
EVENTS = frozenset(_WORDS["events"])
SCHOOLS = frozenset({"school", "college", "academy", "university", "center", "centre", "institute", "kindergarten"})
INVITING = frozenset({"invite", "hire", "ask", "engage", "send", "organize", "organise", "mobilize", "arrange"})
SERVANTS = frozenset({Kind.GOVERNMENT_BODY, Kind.INSTITUTION})
BUILT = frozenset(
    {"poverty-alleviation-workshop", "infrastructure", "education", "health", "housing", "community-factory"}
)
NEAR_ASKING = 10  # tokens between who is asked and what they do
SURE, LIKELY, UNSURE = 0.85, 0.7, 0.5


def find_runner(draft: Draft, measure: Measure, held: Sequence[Mention]) -> tuple[str | None, float]:
    """Who runs a measure, and how sure that is: UNSURE, and nobody, where its sentence doesn't tell."""
    verb = clause(measure.token) if measure.by_noun else measure.token
    told = _doer(draft, measure, verb, held)
    if told is not None and (told or not _is_means(measure)):
        return told or None, SURE
    if told is None and measure.type in {"skills-training", "education"}:
        taught = _teaching(draft, verb, held)
        if taught:
            return taught, LIKELY
    opening = _opening(draft, held)
    return (opening, LIKELY) if opening else (None, UNSURE)


def _doer(draft: Draft, measure: Measure, verb: Token, held: Sequence[Mention]) -> str | None:
    """Who does it by the words of the sentence; '' where a doer is told who runs no program."""
    own = measure.type != "skills-training" and is_learnt(measure)  # what somebody learnt was taught, and no more
    told = (
        _at_expense(draft, verb)
        or (None if own else _commissioner(draft, verb))
        or _told_runner(draft, measure, verb, held)
    )
    if told is None and (is_passive(verb) or (verb.lemma_ in EVENTS | RESULTS and measure.type in BUILT)):
        return funder(draft, verb, held)
    return told


def _at_expense(draft: Draft, verb: Token) -> str | None:
    """'Trained at the firm's expense, …': who pays."""
    paid = next((t for t in verb.subtree if t.lower_ == "expense" and preposition(t) == "at"), None)
    return owner(draft, paid) if paid is not None else None


def _commissioner(draft: Draft, verb: Token) -> str | None:
    """'X invited a master to open a class': who has somebody do it."""
    if verb.dep_ not in {"xcomp", "ccomp", "advcl", "acl"} or not any(c.lower_ == "to" for c in verb.lefts):
        return None
    before = verb.doc[max(verb.sent.start, verb.i - NEAR_ASKING) : verb.i]
    asking = next((t for t in reversed(before) if t.lemma_ in INVITING and t.tag_.startswith("VB")), None)
    if asking is None:
        return None
    return agent(draft, asking) if is_passive(asking) else doer(draft, asking)


def partners_in(draft: Draft, measure: Measure, runner: str) -> list[str]:
    """Those that do what a measure's verb says together with its runner: 'X and Y bought …'."""
    if is_passive(measure.token) or (measure.by_noun and measure.type != "labour-cooperation"):
        return []
    verb = clause(measure.token) if measure.by_noun else measure.token
    doers = [e for s in subjects(verb) if (e := runner_at(draft, s))]
    same = (e for e in doers if draft.kind(e) is draft.kind(runner))
    return [e for e in dict.fromkeys(same) if e != runner] if runner in doers else []


def _is_means(measure: Measure) -> bool:
    """Whether a measure's noun is by what something else came about: 'with a loan, she bought goats'."""
    if not measure.by_noun or measure.token.dep_ not in {"obl", "obl:unmarked"}:
        return False
    return measure.token.i < measure.token.head.i or preposition(measure.token) in {"under", "thanks", "through"}


def _told_runner(draft: Draft, measure: Measure, verb: Token, held: Sequence[Mention]) -> str | None:
    """The runner that the sentence's grammar tells; '' where a doer is told who runs no program."""
    if is_learnt(measure):
        return _school(draft, verb, held) or ""
    source = source_of(draft, measure, verb, held)
    if source:
        return source
    if measure.by_noun:
        own = owner(draft, measure.token) or maker(draft, measure.token)
        if own or verb.pos_ != "VERB":  # 'X is one of the rangers in Y': a person who is something runs nothing
            return own
    by = agent(draft, verb)
    if by:
        return by
    if measure.type in TAUGHT and not measure.by_noun:  # 'sit through a course that X holds'
        given = [*objects(verb), *obliques(verb)]
        made = next((found for noun in given if (found := maker(draft, noun))), None)
        if made:
            return made
    if is_passive(verb):
        school = _school(draft, verb, held) if measure.type in TAUGHT else None
        return school or _under(draft, verb)
    if is_received(verb):
        return _place_of_subject(draft, verb)
    return doer(draft, verb)


def is_learnt(measure: Measure) -> bool:
    """Whether the subject of a measure's verb is the one who learns: 'studied', 'took a course'."""
    verb = measure.token.lemma_
    return not measure.by_noun and (verb in LEARNING or (verb in ATTENDING and measure.type == "skills-training"))


def _school(draft: Draft, verb: Token, held: Sequence[Mention]) -> str | None:
    """Where somebody learns: the organisation behind the verb and an 'at', 'from' or 'by', or before it and 'at'."""
    earlier: str | None = None
    for mention in held:
        if draft.kind(mention.body) not in ORGANIZATIONS:
            continue
        span = draft.span(mention)
        led = {t.lower_ for t in span.doc[max(span.sent.start, span.start - 2) : span.start]}
        if mention.start > verb.idx:
            return mention.body if led & {"at", "from", "by", "in", "with", "of"} else earlier
        if "at" in led:
            earlier = mention.body
    return earlier


def _teaching(draft: Draft, verb: Token, held: Sequence[Mention]) -> str | None:
    """The school that a sentence speaks of before its pupils: 'X School opened: children sit there for nothing'."""
    before = [m for m in held if m.start < verb.idx and draft.kind(m.body) in SERVANTS]
    schools = (m.body for m in reversed(before) if SCHOOLS & set(draft.entities[m.body].label.lower().split()))
    return next(schools, None)


def _under(draft: Draft, verb: Token) -> str | None:
    """'The bureau signed an agreement under which lessons are given': the doer of what it is under."""
    start = max(verb.sent.start, verb.i - 12)
    for token in verb.doc[start : verb.i]:
        if token.lower_ == "under" and token.nbor(1).lower_ == "which":
            signing = (t for t in reversed(verb.doc[verb.sent.start : token.i]) if t.pos_ == "VERB")
            return next((found for t in signing if (found := doer(draft, t))), None)
    return None


def _place_of_subject(draft: Draft, verb: Token) -> str | None:
    """'Children in X get free lunches': the place whose people they are; '' for a named person."""
    person = False
    for subject in subjects(verb):
        for candidate in _within(subject):
            found = runner_at(draft, candidate)
            if found:
                return found
        entity = draft.entity_at(subject)
        person = person or bool(entity and draft.kind(entity) in PEOPLE)
    return None


def _within(noun: Token) -> Iterator[Token]:
    """A noun, its owner, and the nouns of the place that it is in."""
    yield noun
    for child in noun.children:
        if child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and preposition(child) in WITHIN):
            yield child
            yield from (c for c in child.children if c.dep_ == "nmod:poss")


def _opening(draft: Draft, held: Sequence[Mention]) -> str | None:
    """The place that a sentence, or what its colon announces, opens with: 'In X, poor laborers are included in …'."""
    announced = _announced(draft, held)
    held = announced or held
    if not held or draft.kind(held[0].body) not in TERRITORIES:
        return None
    span = draft.span(held[0])
    if span.start - span.sent.start > 2 and not announced:
        return None
    first = 0
    while _owns_next(draft, held[first], held):
        first += 1
    return held[first].body


def _announced(draft: Draft, held: Sequence[Mention]) -> Sequence[Mention]:
    """What is named behind 'X's data show:', where the clause opens with a territory."""
    sentence = draft.span(held[0]).sent if held else None
    colon = next((t for t in sentence if t.text == ":"), None) if sentence is not None else None
    if colon is None or colon.i == 0 or colon.nbor(-1).lemma_ not in {"show", "say", "reveal"}:
        return ()
    behind = [m for m in held if m.start > colon.idx]
    opens = behind and not any(t.pos_ == "VERB" for t in colon.doc[colon.i : draft.span(behind[0]).start])
    return behind if opens else ()


def _owns_next(draft: Draft, place: Mention, held: Sequence[Mention]) -> bool:
    """Whether a place only says where the next one is: the prefecture in 'X Prefecture's Y County'."""
    following = next((m for m in held if m.start > place.start), None)
    if following is None or draft.kind(following.body) not in TERRITORIES:
        return False
    return draft.document.text[place.end : following.start] in {"'s ", "’s "}
