"""Programs: the measures of a document with who runs them, where and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Span, Token

from extract.beneficiaries import BROUGHT, SENDING, helped, one_of_them
from extract.draft import Draft, evidence
from extract.likely_gains import Carried, find_gains
from extract.likely_measures import find_measures
from extract.likely_runner import likeliest_runner
from extract.measures import Measure
from extract.quotations import quoted_spans
from extract.records import PLACES, TERRITORIES, Entity, Fact, Kind, Mention, Property
from extract.runners import LIKELY, SURE, UNSURE, find_runner, partners_in
from extract.scene import Scene
from extract.syntax import clause, lead, subjects
from ontology.gazetteer import delisted

# Programs of one place, or a firm of it, for another.
PARTNERED = frozenset({"consumption-assistance", "paired-assistance", "labour-cooperation"})
LARGE = frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY})
FIRMS = frozenset({Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.WORKSHOP})
OWN_BUSINESS = frozenset({"industry-development", "collective-investment", "leading-enterprise", "tourism"})
AWAY = frozenset({"labour-transfer", "employment-assistance", "recruitment-fair", "labour-survey"})
COUNTERS = frozenset({"canteen", "canteens", "counter", "counters", "supermarket", "supermarkets", "shelf", "shelves"})
PRODUCE = frozenset({"agricultural", "farm", "local", "specialties", "produce"})  # 'products worth 8 million yuan'
OFFICES = frozenset({"bureaus", "departments", "offices", "governments", "federations"})
SIDES = frozenset(
    {"places", "sides", "parties", "cities", "regions", "counties", "districts", "provinces", "governments"}
)
PROBABLE = 0.3  # the likelihood from which a body around a measure counts as its runner
LIKELIER = 0.5  # the same where only a likely wording tells the measure
NEAR_COVER = 30  # tokens between what is done and the place that it is done for


def find_programs(
    draft: Draft, spoken_for: Mapping[tuple[int, int], str], told: Sequence[Fact] = ()
) -> tuple[list[Entity], list[Fact]]:
    """The programs of a document and the facts of who implements, what they cover, whom they help.

    `spoken_for` gives for each quoted span the body or place for which its speaker can say 'we'; `told` are the
    relations found already, by whose `cooperatesWith` a place's partner is known.
    """
    carried, facts = run(draft, spoken_for, told)
    known = {(f.subject, f.object) for f in facts if f.predicate is Property.BENEFITS}
    likely = (f for f in find_gains(draft, carried, told) if (f.subject, f.object) not in known)
    return list({c.program.id: c.program for c in carried}.values()), [*facts, *likely]


def run(
    draft: Draft, spoken_for: Mapping[tuple[int, int], str], told: Sequence[Fact]
) -> tuple[list[Carried], list[Fact]]:
    """The measures that somebody runs, in their order, and the facts that rules tell of their programs."""
    partners = _partners(draft, told)
    programs: dict[tuple[str, str], Entity] = {}
    carried: list[Carried] = []
    facts: list[Fact] = []
    scene = Scene.of(draft)
    quoted = {t.i for span in quoted_spans(draft) for t in span}
    before: list[Entity] = []  # the programs of the sentence before
    measured = find_measures(draft)
    for sentence in draft.doc.sents:
        facts += [_gain(p, Property.BENEFITS, who, at) for who, p, at in one_of_them(draft, sentence, before)]
        if not sentence.text.isspace():  # a paragraph's end is a sentence of its own
            before = []
        held = scene.enter(draft, sentence)
        measures = [(m, *_runner(draft, m, held, scene)) for m in measured[sentence.start]]
        sure = {m.type for m, runner, confidence in measures if runner and confidence >= SURE}
        for measure, runner, confidence in measures:
            if measure.type in sure and confidence < LIKELY:
                continue  # where one wording tells who runs it, the place around another doesn't
            if measure.token.i in quoted and confidence < SURE:
                runner, confidence = _spoken(measure, spoken_for), LIKELY
            together = _the_two(draft, measure, told)
            if not together and runner is not None and _may_run(draft, measure, runner):
                together = [runner, *partners_in(draft, measure, runner)]
            outside = [m for m in held if m.body not in together and not _holds_one(draft, m.body, together)]
            for one in together:
                program = programs.setdefault((measure.type, one), _program(draft, measure.type, one))
                before.append(program)
                carried.append(Carried(measure=measure, runner=one, program=program))
                found = list(_facts(draft, measure, outside, one, program, confidence))
                if not set(partners.get(one, ())) & set(together):
                    found += _for_partner(draft, measure, one, program, found, partners)
                facts += found
        scene.leave(draft, held)
    return carried, facts


def _runner(draft: Draft, measure: Measure, held: Sequence[Mention], scene: Scene) -> tuple[str | None, float]:
    """Who runs a measure, and how sure that is; people are moved by their county, not by the town they come to."""
    runner, confidence = find_runner(draft, measure, held)
    if confidence < LIKELY:
        runner = likeliest_runner(draft, measure, scene, PROBABLE if not measure.likely else LIKELIER)
    elif runner is None:  # who does it there runs nothing: a person, or the one who is helped
        runner, confidence = likeliest_runner(draft, measure, scene, PROBABLE), UNSURE
    if runner and scene.county and confidence < SURE and measure.type == "relocation":
        runner = scene.county if draft.kind(runner) in {Kind.TOWNSHIP, Kind.VILLAGE} else runner
    return runner, confidence


def _the_two(draft: Draft, measure: Measure, told: Sequence[Fact]) -> list[str]:
    """The pair that 'the two places' or 'both sides' mean, which do a thing together: the one told of last."""
    verb = clause(measure.token) if measure.by_noun else measure.token
    doers = [s for s in subjects(verb) if s.lower_ in SIDES and any(c.lower_ in {"two", "both"} for c in s.children)]
    offices = [s for s in subjects(verb) if s.lower_ in OFFICES and any(c.lower_ == "two" for c in s.children)]
    if offices and draft.at(offices[0]) is None:
        return _last_offices(draft, offices[0])
    pairs = [f for f in told if f.predicate is Property.COOPERATES_WITH and f.evidence[0].start <= measure.token.idx]
    if not doers or not pairs:
        return []
    last = max(pairs, key=lambda f: f.evidence[0].start)
    return [last.subject, last.object]


def _last_offices(draft: Draft, noun: Token) -> list[str]:
    """The government bodies that 'the two bureaus' mean: those named last, or one name for both."""
    before = draft.within(0, noun.idx)
    bodies = list(dict.fromkeys(m.body for m in reversed(before) if draft.kind(m.body) is Kind.GOVERNMENT_BODY))
    one = bodies[:1] if bodies and draft.entities[bodies[0]].label.lower().split()[-1] in OFFICES else []
    return one or bodies[:2]


def _gain(program: Entity, predicate: Property, who: str, token: Token) -> Fact:
    """What a program is told at a token to do for somebody or some place."""
    return Fact(subject=program.id, predicate=predicate, object=who, confidence=LIKELY, evidence=(evidence(token),))


def _partners(draft: Draft, told: Iterable[Fact]) -> dict[str, list[str]]:
    """The places that each place is paired with."""
    found: dict[str, list[str]] = {}
    for fact in told:
        if fact.predicate is Property.COOPERATES_WITH:
            found.setdefault(fact.subject, []).append(fact.object)
            found.setdefault(fact.object, []).append(fact.subject)
    return found


def _for_partner(
    draft: Draft,
    measure: Measure,
    runner: str,
    program: Entity,
    found: Sequence[Fact],
    partners: Mapping[str, list[str]],
) -> Iterator[Fact]:
    """Help that a richer place gives without saying to whom: its one partner gets it."""
    paired = {p for p in partners.get(runner, ()) if draft.kind(p) in LARGE}
    poor = draft.entities[runner].code in delisted()
    if len(paired) != 1 or poor or any(f.predicate is Property.COVERS for f in found):
        return
    partner = paired.pop()
    brought = measure.type in BROUGHT and measure.token.lemma_ in SENDING
    if measure.type in PARTNERED or brought or (measure.type not in AWAY and _is_aid(draft, runner, partner)):
        yield _gain(program, Property.COVERS, partner, measure.token)


def _is_aid(draft: Draft, runner: str, place: str) -> bool:
    """Whether a place without a listed county acts in one of another province that has some, so for it."""
    one, two = draft.entities[runner].code, draft.entities[place].code
    return bool(one and two) and one[:2] != two[:2] and _is_poor(two) and not _is_poor(one)


def _is_poor(code: str) -> bool:
    """Whether a place is, or holds, a county of the national poverty list."""
    stem = code if not code.endswith("00") else code[:2] if code.endswith("0000") else code[:4]
    return any(county.startswith(stem) for county in delisted())


def _may_run(draft: Draft, measure: Measure, runner: str) -> bool:
    """Whether a body of its kind can run such a measure: a firm that buys its raw goods assists nobody."""
    if measure.type == "industry-development" and draft.kind(runner) is Kind.PLACE_GROUP:
        return False  # 'eight townships that grow it'
    if measure.type in {"housing", "relocation"} and draft.entities[runner].label.lower().endswith("community"):
        return False  # those who moved there were moved by somebody else
    if measure.type != "consumption-assistance" or measure.by_noun:
        return True
    if draft.kind(runner) not in {Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.WORKSHOP}:
        return True
    words = {t.lower_ for t in measure.token.sent}
    return bool(words & COUNTERS) or ("worth" in words and bool(words & PRODUCE))


def _holds_one(draft: Draft, place: str, bodies: Sequence[str]) -> bool:
    """Whether one of several runners lies in a place, which then is no place that they help."""
    code = draft.entities[place].code
    codes = [draft.entities[b].code for b in bodies]
    return bool(code) and any(c and code in {p.code for p in draft.gazetteer.ancestors(c)} for c in codes)


def _program(draft: Draft, kind: str, runner: str) -> Entity:
    words = kind if kind == "e-commerce" else kind.replace("-", " ")
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


def _facts(
    draft: Draft,
    measure: Measure,
    held: Sequence[Mention],
    runner: str,
    program: Entity,
    confidence: float,
) -> Iterator[Fact]:
    yield Fact(
        subject=runner,
        predicate=Property.IMPLEMENTS,
        object=program.id,
        confidence=confidence,
        evidence=(evidence(measure.token),),
    )
    for place in _covered(draft, measure, held, runner):
        yield _gain(program, Property.COVERS, place, measure.token)
    for person in helped(draft, measure):
        yield _gain(program, Property.BENEFITS, person, measure.token)


def _covered(draft: Draft, measure: Measure, held: Sequence[Mention], runner: str) -> Iterator[str]:
    """The places that a program is meant for: its partner's, or those behind 'in' and 'for'."""
    others = [m for m in held if m.body != runner and _is_reached(draft, m, runner)]
    if measure.type in PARTNERED:
        partners = [m for m in others if draft.kind(m.body) in LARGE]
        if measure.type == "consumption-assistance":  # what is bought comes behind: 'bought tea from X'
            partners.sort(key=lambda m: m.start < measure.token.idx)
        yield from [m.body for m in partners[:1]]
        return
    aided = dict.fromkeys(m.body for m in others if draft.kind(m.body) in LARGE and _is_aid(draft, runner, m.body))
    if aided:
        yield from list(aided)[:1]
        return
    if draft.kind(runner) in FIRMS and measure.type in OWN_BUSINESS:
        return  # where a firm grows things is no place that it helps
    done: set[str] = set()
    for mention in others:
        span = draft.span(mention)
        if draft.kind(runner) in TERRITORIES and draft.kind(mention.body) not in LARGE | {Kind.PLACE_GROUP}:
            continue  # a town or site is the runner's own ground
        if (
            mention.start < measure.token.idx
            or mention.body in done
            or _is_destination(draft, measure, runner, mention)
        ):
            continue
        led = lead(span) in {"in", "for"} and span.start - measure.token.i < NEAR_COVER
        if (led and not done) or _continues_list(span, done):
            done.add(mention.body)
            yield mention.body


def _is_destination(draft: Draft, measure: Measure, runner: str, mention: Mention) -> bool:
    """Whether work is only found in a place: a transfer's far province isn't what the transfer is for."""
    one, two = draft.entities[runner].code, draft.entities[mention.body].code
    far = bool(two) and (not one or one[:2] != two[:2])
    if measure.type in AWAY and one and two and not _holds_one(draft, runner, [mention.body]):
        return True
    local = draft.kind(runner) in TERRITORIES and measure.type not in BROUGHT | PARTNERED
    return far and (measure.type in AWAY or (local and bool(one)))


def _is_reached(draft: Draft, mention: Mention, runner: str) -> bool:
    """Whether a mention is of a place that isn't just the one the runner itself is in."""
    if draft.kind(mention.body) not in PLACES - {Kind.REGION}:
        return False
    behind = draft.document.text[mention.end : mention.end + 11]
    if behind.startswith(("'s ", "’s ")) and not behind.endswith("partner"):
        return False  # an owner: 'the county's trade unions'
    code, own = draft.entities[mention.body].code, draft.entities[runner].code
    return not (code and own and code in {p.code for p in draft.gazetteer.ancestors(own)})


def _continues_list(span: Span, done: set[str]) -> bool:
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return before in {",", "and"} and bool(done)
