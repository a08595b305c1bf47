"""Which body around a measure is likeliest to run it, where the sentence's grammar doesn't say: learnt from articles.

One logistic regression over where a body stands: in the sentence, by the parse, in the sentences before, in the
whole text, and what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.tokens import Span, Token

from extract.draft import Draft
from extract.funders import RUNNERS
from extract.learnt import likelihood, load
from extract.measures import Measure
from extract.records import Mention
from extract.scene import Scene
from extract.syntax import SUBJECTS, clause, is_passive, lead, relation, route
from ontology.gazetteer import delisted

_MODEL: dict[str, Any] = load("runners")
ALONE = 0.8  # the part of a likelihood asked for that is enough of the only body around
FAR = 6  # steps of a path through the parse beyond which it tells nothing
# What is told of a body by these, its kind and the measure's form and type modify.
BY_KIND = ("same", "back", "focus", "ground", "county", "subject", "path", "of_verb", "lead", "order", "opens", "first",
           "commonest", "before", "holds", "inside")  # fmt: skip
BY_TYPE = ("path", "of_verb", "lead", "subject")

Traits = dict[str, str]


def likeliest_runner(draft: Draft, measure: Measure, scene: Scene, least: float) -> str | None:
    """The body that most likely runs a measure, if it does so with at least some likelihood, 0 to 1.

    Where no other is around, a body needs less.
    """
    found = [
        (likelihood(_MODEL, features(measure, traits)), body)
        for body, traits in candidates(draft, measure, scene).items()
    ]
    likeliest, body = max(found, default=(0.0, ""), key=lambda f: f[0])
    return body if body and likeliest >= (least if len(found) > 1 else least * ALONE) else None


def features(measure: Measure, traits: Traits) -> Iterator[str]:
    """What the model weighs of a body's traits, in the light of its kind and of the measure."""
    kind, form = traits["kind"], "noun" if measure.by_noun else "act"
    voice = f"{form} passive" if is_passive(clause(measure.token)) else form
    yield from (f"{name}={value}" for name, value in traits.items())
    yield f"{measure.type} {kind}"
    yield f"{form} {kind}"
    for name in BY_KIND:
        if name in traits:
            yield f"{kind} {name}={traits[name]}"
            yield f"{voice} {name}={traits[name]}"
    yield from (f"{measure.type} {name}={traits[name]}" for name in BY_TYPE if name in traits)


def candidates(draft: Draft, measure: Measure, scene: Scene) -> dict[str, Traits]:
    """The bodies that could run a measure, each with its traits."""
    found: dict[str, Traits] = {}
    held = _bodies(draft, scene.sentences[-1])
    for order, mention in enumerate(held):
        found.setdefault(mention.body, _in_sentence(draft, measure, held, order))
    for back, sentence in enumerate(reversed(scene.sentences[:-1]), 1):
        for mention in _bodies(draft, sentence):
            span = draft.span(mention)
            earlier = {"back": str(back), "earlier": "subject" if span.root.dep_ in SUBJECTS else "other"}
            known = found.setdefault(mention.body, {})
            known.update({k: v for k, v in earlier.items() if k not in known})
    for name, body in (("focus", scene.focus), ("ground", scene.ground), ("county", scene.county)):
        if body and draft.kind(body) in RUNNERS:
            found.setdefault(body, {})[name] = "yes"
    _add_standing(draft, found, scene)
    return found


def _bodies(draft: Draft, sentence: Span) -> list[Mention]:
    return [m for m in draft.within(sentence.start_char, sentence.end_char) if draft.kind(m.body) in RUNNERS]


def _add_standing(draft: Draft, found: dict[str, Traits], scene: Scene) -> None:
    """What each body is, and where it stands among the others and in the whole text."""
    most = max(scene.counts.values(), default=0)
    first = next(iter(scene.counts), None)
    codes = {body: draft.entities[body].code for body in found}
    above = {body: {p.code for p in draft.gazetteer.ancestors(code)} if code else set() for body, code in codes.items()}
    for body, traits in found.items():
        others = [o for o in found if o != body]
        traits["kind"] = str(draft.kind(body))
        traits["count"] = str(min(scene.counts[body], 8))
        traits["first"] = _yes(first == body)
        traits["commonest"] = _yes(scene.counts[body] == most)
        traits["holds"] = _yes(bool(codes[body]) and any(codes[body] in above[o] for o in others))
        traits["inside"] = _yes(any(codes[o] and codes[o] in above[body] for o in others))
        traits["poor"] = _yes(codes[body] in delisted())


def _in_sentence(draft: Draft, measure: Measure, held: Sequence[Mention], order: int) -> Traits:
    """Where one of the bodies of a measure's sentence stands."""
    mention, at = held[order], measure.token.idx
    span = draft.span(mention)
    owns = draft.document.text[mention.end : mention.end + 2] in {"'s", "’s"}
    following = held[order + 1] if order + 1 < len(held) else None
    last_before = next((m for m in reversed(held) if m.start < at), None)
    return {
        "same": "yes",
        "before": _yes(mention.start < at),
        "order": str(min(order, 4)),
        "last": _yes(following is None),
        "path": _path(measure.token, span.root, FAR),
        "of_verb": _path(clause(measure.token), span.root, FAR - 1),
        "subject": _yes(span.root.dep_ in SUBJECTS),
        "of_root": _yes(span.root.dep_ in SUBJECTS and span.root.head == span.sent.root),
        "dep": span.root.dep_,
        "lead": lead(span),
        "owns": _yes(owns),
        "owns_next": _yes(owns and following is not None and following.start - mention.end <= 4),
        "opens": _yes(span.start - span.sent.start <= 2),
        "distance": str(min(abs(span.root.i - measure.token.i) // 4, 8)),
        "named": _yes(mention.named),
        "between": str(sum(min(mention.start, at) < m.start < max(mention.start, at) for m in held)),
        "nearest_before": _yes(last_before is mention),
    }


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _path(start: Token, end: Token, far: int) -> str:
    """The dependencies from one token up and down to another, with the prepositions of nouns: 'obj>nmod:in'."""
    way = route(start, end)
    if way is None:
        return "none"
    rising, falling = way
    if len(rising) + len(falling) >= far:
        return "far"
    return f"{'^'.join(t.dep_ for t in rising)}>{'>'.join(map(relation, falling))}"
