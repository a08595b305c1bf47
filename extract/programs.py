"""Programs: the measures of a document with who runs them, where and for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Span, Token

from extract.draft import Draft, evidence
from extract.measures import STANDING, Measure, find_measures
from extract.quotations import quoted_spans
from extract.records import ORGANIZATIONS, PEOPLE, PLACES, Entity, Fact, Kind, Mention, Property
from extract.syntax import SUBJECTS, clause, is_passive, obliques, subjects

RUNNERS = (PLACES | ORGANIZATIONS) - {Kind.SITE, Kind.PLACE}
TERRITORIES = frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE})

# Programs of one place, or a firm of it, for another.
PARTNERED = frozenset({"consumption-assistance", "paired-assistance", "labour-cooperation"})
LEARNING = frozenset({"learn", "study", "graduate", "attend"})
RELATIVE = frozenset({"which", "that", "who"})
NEAR_COVER = 30  # tokens between what is done and the place that it is done for
SURE, LIKELY, UNSURE = 0.85, 0.7, 0.5


def find_programs(draft: Draft, spoken_for: Mapping[tuple[int, int], str]) -> tuple[list[Entity], list[Fact]]:
    """The programs of a document and the facts of who implements, what they cover, whom they help.

    `spoken_for` gives for each quoted span the body or place for which its speaker can say 'we'.
    """
    programs: dict[tuple[str, str], Entity] = {}
    facts: list[Fact] = []
    focus: str | None = None
    quoted = {t.i for span in quoted_spans(draft) for t in span}
    for sentence in draft.doc.sents:
        held = draft.within(sentence.start_char, sentence.end_char)
        for measure in find_measures(draft, sentence):
            runner, confidence = _runner(draft, measure, held, focus)
            if measure.token.i in quoted and confidence < SURE:
                runner, confidence = _spoken(measure, spoken_for), LIKELY
            if runner is None:
                continue
            program = programs.setdefault((measure.type, runner), _program(draft, measure.type, runner))
            facts += _facts(draft, measure, held, runner, program, confidence)
        focus = _focus(draft, held) or focus
    return list(programs.values()), facts


def _program(draft: Draft, kind: str, runner: str) -> Entity:
    words = kind.replace("-", " ")
    return Entity(
        id=f"program:{kind}:{runner}",
        kind=Kind.PROGRAM,
        label=f"{words[0].upper()}{words[1:]} ({draft.entities[runner].label})",
        program_type=kind,
    )


def _spoken(measure: Measure, spoken_for: Mapping[tuple[int, int], str]) -> str | None:
    """The body for which a quoted 'we' speaks."""
    if not any(t.lower_ == "we" for t in measure.token.sent):
        return None
    return next((e for (a, b), e in spoken_for.items() if a <= measure.token.idx < b), None)


def _runner(draft: Draft, measure: Measure, held: Sequence[Mention], focus: str | None) -> tuple[str | None, float]:
    """Who runs a program: its owner, agent or subject; else the place the text opens with or goes on about."""
    verb = clause(measure.token) if measure.by_noun else measure.token
    told = _told_runner(draft, measure, verb, held)
    if told is not None:
        return told or None, SURE
    opening = _opening(draft, held)
    if opening:
        return opening, LIKELY
    if measure.type in STANDING:
        near = [m for m in held if draft.kind(m.body) in TERRITORIES]
        near.sort(key=lambda m: abs(m.start - measure.token.idx))
        return (near[0].body if near else focus), UNSURE
    if is_passive(verb) or verb.tag_ == "VBG" or verb.pos_ != "VERB":
        before = [m.body for m in held if m.start < measure.token.idx and draft.kind(m.body) in TERRITORIES]
        return (before[0] if before else focus), UNSURE
    return None, 0.0


def _told_runner(draft: Draft, measure: Measure, verb: Token, held: Sequence[Mention]) -> str | None:
    """The runner that the sentence's grammar tells; '' where a doer is told who runs no program."""
    if not measure.by_noun and verb.lemma_ in LEARNING:
        after = [m.body for m in held if m.start > verb.idx and draft.kind(m.body) in ORGANIZATIONS]
        return after[0] if after else ""
    if measure.by_noun:
        owner = _owner(draft, measure.token) or _maker(draft, measure.token)
        if owner:
            return owner
    agent = _agent(draft, verb)
    if agent or is_passive(verb):
        return agent
    return _subject(draft, verb)


def _runner_at(draft: Draft, token: Token) -> str | None:
    entity = draft.entity_at(token)
    return entity if entity and draft.kind(entity) in RUNNERS else None


def _agent(draft: Draft, verb: Token) -> str | None:
    """The agent of a passive, or its owner: 'reimbursed by the county's insurance'."""
    for token in obliques(verb, "by"):
        for candidate in [token, *(c for c in token.children if c.dep_ == "nmod:poss")]:
            found = _runner_at(draft, candidate)
            if found:
                return found
    return None


def _maker(draft: Draft, head: Token) -> str | None:
    """Who made what a noun names: 'the workshop opened by X', 'the site that the county built'."""
    for child in head.children:
        if child.dep_ == "acl" and _agent(draft, child):
            return _agent(draft, child)
        if child.dep_ == "acl:relcl":
            for subject in child.children:
                if subject.dep_ == "nsubj" and subject.lower_ not in RELATIVE and _runner_at(draft, subject):
                    return _runner_at(draft, subject)
    return None


def _owner(draft: Draft, head: Token) -> str | None:
    owners = (_runner_at(draft, c) for c in head.children if c.dep_ == "nmod:poss")
    return next((o for o in owners if o), None)


def _subject(draft: Draft, verb: Token) -> str | None:
    """The place or body that does what a verb says; '' for a person, who runs no program."""
    person = False
    for subject in subjects(verb):
        if subject.lower_ in RELATIVE and verb.dep_ == "acl:relcl":
            subject = verb.head
        for candidate in _heads(subject):
            found = _runner_at(draft, candidate)
            if found:
                return found
            entity = draft.entity_at(candidate)
            person = person or bool(entity and draft.kind(entity) in PEOPLE)
    return "" if person else _directly_before(draft, verb)


def _heads(subject: Token) -> Iterator[Token]:
    """A subject, its owner and apposition, and the name that it is called by."""
    yield subject
    for child in subject.children:
        if child.dep_ in {"nmod:poss", "appos", "compound", "flat"}:
            yield child
        elif child.dep_ in {"acl", "amod"} and child.lower_ in {"called", "named"}:
            yield from child.subtree


def _directly_before(draft: Draft, verb: Token) -> str | None:
    """The place or body whose name ends right before a verb, where the parse lost the subject."""
    i = verb.i - 1
    while i > verb.sent.start and verb.doc[i].pos_ in {"ADV", "AUX", "PART"}:
        i -= 1
    mention = draft.at(verb.doc[i]) if i >= 0 else None
    if mention is None or draft.kind(mention.body) not in RUNNERS:
        return None
    earlier = draft.within(verb.sent.start_char, mention.start)
    if earlier and draft.document.text[earlier[-1].end : mention.start] == " of ":
        mention = earlier[-1]
    start = draft.span(mention).start
    led = start > verb.sent.start and verb.doc[start - 1].pos_ == "ADP"
    return None if led else mention.body


def _opening(draft: Draft, held: Sequence[Mention]) -> str | None:
    """The place that a sentence opens with: 'In X, poor laborers are included in …'."""
    if not held or draft.kind(held[0].body) not in TERRITORIES:
        return None
    span = draft.span(held[0])
    return held[0].body if span.start - span.sent.start <= 2 else None


def _focus(draft: Draft, held: Sequence[Mention]) -> str | None:
    """The place or body that the following sentences go on about."""
    fits = [m for m in held if draft.kind(m.body) in RUNNERS - {Kind.REGION, Kind.PLACE_GROUP}]
    for mention in fits:
        if draft.span(mention).root.dep_ in SUBJECTS:
            return mention.body
    counties = [m for m in fits if draft.kind(m.body) is Kind.COUNTY]
    return (counties or fits)[-1].body if fits else None


def _facts(
    draft: Draft,
    measure: Measure,
    held: Sequence[Mention],
    runner: str,
    program: Entity,
    confidence: float,
) -> Iterator[Fact]:
    told = (evidence(measure.token),)
    implements = (runner, Property.IMPLEMENTS, program.id, confidence)
    covers = ((program.id, Property.COVERS, p, LIKELY) for p in _covered(draft, measure, held, runner))
    benefits = ((program.id, Property.BENEFITS, p, LIKELY) for p in _helped(draft, measure))
    for subject, predicate, object_, sure in (implements, *covers, *benefits):
        yield Fact(subject=subject, predicate=predicate, object=object_, confidence=sure, evidence=told)


def _covered(draft: Draft, measure: Measure, held: Sequence[Mention], runner: str) -> Iterator[str]:
    """The places that a program is meant for: its partner's, or those behind 'in' and 'for'."""
    others = [m for m in held if m.body != runner and _is_reached(draft, m, runner)]
    if measure.type in PARTNERED:
        yield from [m.body for m in others if draft.kind(m.body) in TERRITORIES][:1]
        return
    done: set[str] = set()
    for mention in others:
        span = draft.span(mention)
        if mention.start < measure.token.idx or mention.body in done:
            continue
        led = _lead(span) in {"in", "for"} and span.start - measure.token.i < NEAR_COVER
        if (led and not done) or _continues_list(span, done):
            done.add(mention.body)
            yield mention.body


def _is_reached(draft: Draft, mention: Mention, runner: str) -> bool:
    """Whether a mention is of a place that isn't just the one the runner itself is in."""
    if draft.kind(mention.body) not in PLACES - {Kind.REGION}:
        return False
    code, own = draft.entities[mention.body].code, draft.entities[runner].code
    return not (code and own and code in {p.code for p in draft.gazetteer.ancestors(own)})


def _lead(span: Span) -> str:
    """The preposition before a name or its article."""
    for i in range(span.start - 1, max(span.sent.start, span.start - 4) - 1, -1):
        if span.doc[i].pos_ == "ADP":
            return span.doc[i].lower_
        if span.doc[i].pos_ in {"VERB", "NOUN"}:
            return ""
    return ""


def _continues_list(span: Span, done: set[str]) -> bool:
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return before in {",", "and"} and bool(done)


def _helped(draft: Draft, measure: Measure) -> Iterator[str]:
    """The person who gets what a verb gives: 'trained her', 'gave him 9,000 yuan', 'she learned it'."""
    if measure.by_noun:
        return
    learners = subjects(measure.token) if measure.token.lemma_ in LEARNING else []
    for token in [*learners, *(c for c in measure.token.children if c.dep_ in {"obj", "iobj"})]:
        entity = draft.entity_at(token)
        if entity and draft.kind(entity) in PEOPLE - {Kind.JOURNALIST, Kind.OFFICIAL}:
            yield entity
