"""Who gains by a program, where its own sentence doesn't say so: how likely each person near it is, learnt.

One logistic regression over where a person stands to what a program does, two sentences before it to two behind it,
and what the person is to the body that runs it: 'The county trained 300 women. Li Na, 34, had never sewn before.'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Span

from extract.draft import Draft, evidence
from extract.learnt import likelihood, load
from extract.measures import Measure
from extract.polarity import is_asserted
from extract.records import GAINING, Entity, Fact, Mention, Property
from extract.syntax import SUBJECTS, clause, is_passive, lead

_MODEL: dict[str, Any] = load("gains")
NEAR = (0, 1, -1, 2, -2)  # sentences from the program's to a person's, the nearest first
PROBABLE = 0.5  # the likelihood from which a person is told to gain
CONFIDENCE = 0.5
BY_TYPE = ("runner", "lead", "away", "subject", "is", "dep")
BY_DISTANCE = ("subject", "dep", "lead", "named", "opens", "of_root", "is", "verb", "before")


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A measure told at a place of the text, who runs it, and the program that it belongs to."""

    measure: Measure
    runner: str
    program: Entity


def find_gains(draft: Draft, carried: Iterable[Carried], told: Sequence[Fact]) -> Iterator[Fact]:
    """The persons that likely gain by programs, with both sentences; `told` are the relations found already."""
    for run, person, features in pairs(draft, carried, told):
        if likelihood(_MODEL, features) >= PROBABLE and not _is_left_out(run, draft.span(person)):
            places = {evidence(run.measure.token), evidence(draft.span(person))}
            yield Fact(
                subject=run.program.id,
                predicate=Property.BENEFITS,
                object=person.body,
                confidence=CONFIDENCE,
                evidence=tuple(sorted(places, key=lambda e: e.start)),
            )


def _is_left_out(run: Carried, person: Span) -> bool:
    """Whether the program's own sentence denies a person what it tells: 'trained 300 women, but not Li Na'."""
    return person.sent == run.measure.token.sent and not is_asserted(clause(person.root))


def pairs(
    draft: Draft, carried: Iterable[Carried], told: Sequence[Fact]
) -> Iterator[tuple[Carried, Mention, frozenset[str]]]:
    """Each person near what a program does, where they are named nearest to it, with the features of the two."""
    sentences = [s for s in draft.doc.sents if not s.text.isspace()]
    number = {sentence.start: i for i, sentence in enumerate(sentences)}
    for run in carried:
        here = number[run.measure.token.sent.start]
        for away, person in _near(draft, run, sentences, here).values():
            yield run, person, frozenset(_features(draft, run, person, away, told))


def _near(draft: Draft, run: Carried, sentences: Sequence[Span], here: int) -> dict[str, tuple[int, Mention]]:
    """Each person in the sentences around, with how many sentences away."""
    found: dict[str, tuple[int, Mention]] = {}
    for away in NEAR:
        if not 0 <= here + away < len(sentences):
            continue
        sentence = sentences[here + away]
        held = draft.within(sentence.start_char, sentence.end_char)
        for mention in sorted(held, key=lambda m: abs(m.start - run.measure.token.idx)):
            if mention.body != run.runner and draft.kind(mention.body) in GAINING:
                found.setdefault(mention.body, (away, mention))
    return found


def _features(draft: Draft, run: Carried, person: Mention, away: int, told: Sequence[Fact]) -> Iterator[str]:
    """What the model weighs: where the person stands, what the measure is, what the two have to do with each other."""
    span, measure = draft.span(person), run.measure
    traits = {
        "away": str(away),
        "named": _yes(person.named),
        "dep": span.root.dep_,
        "lead": lead(span),
        "subject": _yes(span.root.dep_ in SUBJECTS),
        "of_root": _yes(span.root.dep_ in SUBJECTS and span.root.head == span.sent.root),
        "opens": _yes(span.start - span.sent.start <= 2),
        "before": _yes(person.start < measure.token.idx),
        "verb": clause(span.root).lemma_.lower(),
        "runner": str(draft.kind(run.runner)),
        "is": _standing(told, person.body, run.runner),
        "by_noun": _yes(measure.by_noun),
        "passive": _yes(is_passive(clause(measure.token))),
        "word": measure.token.lemma_.lower(),
        "clause": clause(measure.token).lemma_.lower(),
    }
    if not away:
        traits["distance"] = str(min(abs(span.root.i - measure.token.i) // 4, 8))
        traits["owns"] = _yes(draft.document.text[person.end : person.end + 2] in {"'s", "’s"})
    yield from (f"{name}={value}" for name, value in traits.items())
    yield from {f"has {f.predicate}" for f in told if f.subject == person.body}
    yield from (f"{measure.type} {name}={traits[name]}" for name in BY_TYPE)
    yield from (f"{away} {name}={traits[name]}" for name in BY_DISTANCE)


def _standing(told: Sequence[Fact], person: str, runner: str) -> str:
    """What a person is told to be to a body: 'worksFor', or 'none'."""
    found = {str(f.predicate) for f in told if (f.subject, f.object) == (person, runner)}
    found |= {f"of {f.predicate}" for f in told if (f.object, f.subject) == (person, runner)}
    return " ".join(sorted(found)) or "none"


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
