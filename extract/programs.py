"""Programs: measures by their type, with who runs them, where and for whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from extract.draft import Draft, evidence
from extract.patterns import load
from extract.polarity import is_asserted
from extract.records import ORGANIZATIONS, PEOPLE, PLACES, Entity, Fact, Kind, Mention, Property
from extract.syntax import SUBJECTS, clause, is_passive, obliques, subjects

_LISTS = load("programs")
DOING = frozenset(_LISTS["words"]["doing"])
TYPES = tuple(t for t in _LISTS if t != "words")

RUNNERS = (PLACES | ORGANIZATIONS) - {Kind.SITE, Kind.PLACE}
TERRITORIES = frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE})
SURE, LIKELY, UNSURE = 0.85, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Act:
    """A verb and the words that its clause must hold for a program to be done."""

    type: str
    verbs: frozenset[str]
    words: tuple[tuple[str, ...], ...]
    further: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A program told at a token, by a noun that names it or a verb that does it."""

    type: str
    token: Token
    end: int
    by_noun: bool


def _phrases(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(w.split()) for w in words)


ACTS = tuple(
    Act(kind, frozenset(a["verbs"]), _phrases(a["with"]), _phrases(a.get("and", [])))
    for kind in TYPES
    for a in _LISTS[kind]["acts"]
)
ACTS_BY_VERB: dict[str, list[Act]] = {}
for _act in ACTS:
    for _verb in _act.verbs:
        ACTS_BY_VERB.setdefault(_verb, []).append(_act)
NOUNS: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _kind in TYPES:
    for _phrase in _phrases(_LISTS[_kind]["nouns"]):
        NOUNS.setdefault(_phrase[0], []).append((_phrase, _kind))


def find_programs(draft: Draft) -> tuple[list[Entity], list[Fact]]:
    """The programs of a document and the facts of who implements, what they cover, whom they help."""
    programs: dict[tuple[str, str], Entity] = {}
    facts: list[Fact] = []
    focus: str | None = None
    quoted = _quoted_tokens(draft)
    for sentence in draft.doc.sents:
        held = draft.within(sentence.start_char, sentence.end_char)
        for hit in _hits(sentence):
            if hit.token.i in quoted and not _speaks_for_body(draft, held):
                continue
            runner, confidence = _runner(draft, hit, held, focus)
            if runner is None:
                continue
            program = programs.setdefault((hit.type, runner), _program(draft, hit.type, runner))
            facts += _facts(draft, hit, held, runner, program, confidence)
        focus = _focus(draft, sentence, held) or focus
    return list(programs.values()), facts


def _program(draft: Draft, kind: str, runner: str) -> Entity:
    words = kind.replace("-", " ")
    return Entity(
        id=f"program:{kind}:{runner}",
        kind=Kind.PROGRAM,
        label=f"{words[0].upper()}{words[1:]} ({draft.entities[runner].label})",
        program_type=kind,
    )


def _quoted_tokens(draft: Draft) -> frozenset[int]:
    """The tokens inside quotation marks: what somebody says there is no report of a measure."""
    from extract.quotations import quoted_spans

    return frozenset(t.i for span in quoted_spans(draft) for t in span)


def _speaks_for_body(draft: Draft, held: Sequence[Mention]) -> bool:
    return False


def _hits(sentence: Span) -> Iterator[_Hit]:
    """Every program that a sentence tells, once a type and verb."""
    lemmas = [_lemma(t) for t in sentence]
    for i, token in enumerate(sentence):
        for phrase, kind in NOUNS.get(lemmas[i], ()):
            end = _matches(lemmas, i, phrase)
            if end:
                head = sentence[end - 1]
                if _is_done(head, token) and is_asserted(head):
                    yield _Hit(kind, head, sentence.start + end, by_noun=True)
        if (
            token.pos_ in {"VERB", "NOUN"}
            and lemmas[i] in ACTS_BY_VERB
            and (token.pos_ == "VERB" or token.tag_.startswith("VB"))
        ):
            if not is_asserted(token):
                continue
            near = _clause_lemmas(sentence, token, lemmas)
            for act in ACTS_BY_VERB[lemmas[i]]:
                if _holds(near, act.words) and (not act.further or _holds(near, act.further)):
                    yield _Hit(act.type, token, token.i + 1, by_noun=False)


def _lemma(token: Token) -> str:
    word = token.lemma_.lower()
    if token.tag_ in {"NNS", "NNPS"} and word == token.lower_ and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word


def _matches(lemmas: Sequence[str], i: int, phrase: tuple[str, ...]) -> int:
    """The end of a phrase that begins at a place, hyphens and articles skipped; 0 if it isn't there."""
    at = i
    for word in phrase:
        while at < len(lemmas) and at > i and lemmas[at] in {"-", "the", "a"}:
            at += 1
        if at >= len(lemmas) or lemmas[at] != word:
            return 0
        at += 1
    return at


def _clause_lemmas(sentence: Span, verb: Token, lemmas: Sequence[str]) -> list[str]:
    """The lemmas around a verb, up to the next clause that has a subject of its own."""
    start, end = verb.i, verb.i + 1
    while end < sentence.end and end - verb.i < 26:
        token = sentence.doc[end]
        if token.text == ";" or (
            token.dep_ in SUBJECTS
            and token.head is not verb
            and token.head.i > verb.i
            and token.pos_ != "PRON"
            and token.head.dep_ in {"conj", "parataxis"}
        ):
            break
        end += 1
    reach = 14 if is_passive(verb) or verb.dep_ in {"acl:relcl", "acl"} else 3
    while start > sentence.start and verb.i - start < reach:
        start -= 1
    return list(lemmas[start - sentence.start : end - sentence.start])


def _holds(lemmas: Sequence[str], phrases: tuple[tuple[str, ...], ...]) -> bool:
    for phrase in phrases:
        for i, lemma in enumerate(lemmas):
            if lemma == phrase[0] and _matches(lemmas, i, phrase):
                return True
    return False


def _is_done(head: Token, first: Token) -> bool:
    """Whether the program that a noun names is what somebody does: not merely a modifier or a place."""
    steps, token = 0, head
    while token.head is not token and steps < 8:
        token = token.head
        steps += 1
        if token.pos_ == "VERB" or token.tag_.startswith("VB"):
            return token.lemma_.lower() in DOING or _is_passive_doing(token)
    return token.pos_ != "VERB" or token.lemma_.lower() in DOING


def _is_passive_doing(token: Token) -> bool:
    return is_passive(token) and token.lemma_.lower() in DOING


def _runner(draft: Draft, hit: _Hit, held: Sequence[Mention], focus: str | None) -> tuple[str | None, float]:
    """Who runs a program: agent, subject, owner, opening place, focus, in this order."""
    verb = hit.token if not hit.by_noun else clause(hit.token)
    agents = _entities(draft, obliques(verb, "by"))
    if agents:
        return agents[0], SURE
    owner = _owner(draft, hit.token) if hit.by_noun else None
    if owner:
        return owner, SURE
    if not is_passive(verb):
        subject, is_person = _subject(draft, verb)
        if subject:
            return subject, SURE
        if is_person:
            return None, 0.0
    opening = _opening(draft, held)
    if opening:
        return opening, LIKELY
    before = [m.body for m in held if m.start < hit.token.idx and draft.kind(m.body) in RUNNERS]
    if before:
        return before[0], UNSURE
    return focus, UNSURE


def _entities(draft: Draft, tokens: Sequence[Token]) -> list[str]:
    found = []
    for token in tokens:
        entity = draft.entity_at(token)
        if entity and draft.kind(entity) in RUNNERS:
            found.append(entity)
    return found


def _owner(draft: Draft, head: Token) -> str | None:
    for child in head.children:
        if child.dep_ == "nmod:poss":
            entity = draft.entity_at(child)
            if entity and draft.kind(entity) in RUNNERS:
                return entity
    return None


def _subject(draft: Draft, verb: Token) -> tuple[str | None, bool]:
    """The entity that does what a verb says; and whether it is a person, who runs no program."""
    person = False
    for subject in subjects(verb):
        candidates = [subject, *(c for c in subject.children if c.dep_ in {"nmod:poss", "appos", "compound"})]
        for candidate in candidates:
            entity = draft.entity_at(candidate)
            if entity and draft.kind(entity) in RUNNERS:
                return entity, False
            if entity and draft.kind(entity) in PEOPLE:
                person = True
    return None, person


def _opening(draft: Draft, held: Sequence[Mention]) -> str | None:
    """The place that a sentence opens with: 'In X, poor laborers are included in …'."""
    if not held or draft.kind(held[0].body) not in TERRITORIES:
        return None
    span = draft.span(held[0])
    return held[0].body if span.start - span.sent.start <= 2 else None


def _focus(draft: Draft, sentence: Span, held: Sequence[Mention]) -> str | None:
    """The place or body that the following sentences go on about."""
    fits = [m for m in held if draft.kind(m.body) in RUNNERS - {Kind.REGION, Kind.PLACE_GROUP}]
    for mention in fits:
        if draft.span(mention).root.dep_ in SUBJECTS:
            return mention.body
    counties = [m for m in fits if draft.kind(m.body) is Kind.COUNTY]
    return (counties or fits)[-1].body if fits else None


def _facts(
    draft: Draft,
    hit: _Hit,
    held: Sequence[Mention],
    runner: str,
    program: Entity,
    confidence: float,
) -> Iterator[Fact]:
    told = (evidence(hit.token),)
    yield Fact(
        subject=runner,
        predicate=Property.IMPLEMENTS,
        object=program.id,
        confidence=confidence,
        evidence=told,
    )
    for place in _covered(draft, hit, held, runner):
        yield Fact(
            subject=program.id,
            predicate=Property.COVERS,
            object=place,
            confidence=LIKELY,
            evidence=told,
        )
    for person in _helped(draft, hit):
        yield Fact(
            subject=program.id,
            predicate=Property.BENEFITS,
            object=person,
            confidence=LIKELY,
            evidence=told,
        )


def _covered(draft: Draft, hit: _Hit, held: Sequence[Mention], runner: str) -> Iterator[str]:
    """Places that a program of somebody else, or of a larger place, is meant for."""
    after = [m for m in held if m.start > hit.token.idx and draft.kind(m.body) in PLACES - {Kind.REGION}]
    done = {runner}
    for mention in after:
        span = draft.span(mention)
        lead = _lead(span)
        inside = draft.entities[mention.body].code and _contains(draft, mention.body, runner)
        if mention.body in done or inside:
            continue
        if lead in {"in", "for", "to", "of", "from"} or _continues_list(draft, span, done):
            done.add(mention.body)
            yield mention.body


def _lead(span: Span) -> str:
    for i in range(span.start - 1, max(span.sent.start, span.start - 4) - 1, -1):
        if span.doc[i].pos_ == "ADP":
            return span.doc[i].lower_
        if span.doc[i].pos_ in {"VERB", "NOUN"}:
            return ""
    return ""


def _continues_list(draft: Draft, span: Span, done: set[str]) -> bool:
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return before in {",", "and"} and len(done) > 1


def _contains(draft: Draft, outer: str, inner: str) -> bool:
    """Whether one place is above another in the gazetteer."""
    code = draft.entities[outer].code
    own = draft.entities[inner].code
    return bool(own) and code in {p.code for p in draft.gazetteer.ancestors(own)}


def _helped(draft: Draft, hit: _Hit) -> Iterator[str]:
    """The person who is the object of a program's verb: 'trained her', 'gave him 9,000 yuan'."""
    if hit.by_noun:
        return
    for child in hit.token.children:
        if child.dep_ in {"obj", "iobj"}:
            entity = draft.entity_at(child)
            if entity and draft.kind(entity) in PEOPLE - {Kind.JOURNALIST, Kind.OFFICIAL}:
                yield entity
