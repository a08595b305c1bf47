"""Program types told in wordings that no pattern foresees: how likely each is by the words of a sentence.

One logistic regression for each type, over the words of a sentence, their neighbours and near pairs. The names
of people, places and bodies count by their kind alone, numbers as numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from spacy.tokens import Span, Token

from extract.draft import Draft
from extract.learnt import load, logistic
from extract.measures import Measure, measures_by_pattern, types_named
from extract.polarity import is_asserted
from extract.records import ORGANIZATIONS, PEOPLE, TERRITORIES, Kind
from extract.syntax import is_heading
from extract.word_groups import groups

LIKELY = 0.7  # the likelihood from which a type counts as told
LIKELIEST = 0.4  # the same where it is likelier in no other sentence of the text
CERTAIN = 0.95  # the same where the type's nouns stand there and the patterns don't find them told
UNLIKELY = 0.03  # the likelihood below which a pattern has met words that mean something else
ENOUGH = 6  # content words of a sentence that can speak for a type or against it
PLENTY = 9  # content words that can speak against a pattern; and with a verb among them a line is no heading
APART = 3  # content words between which a pair counts
EMPTY = frozenset({
    "a", "an", "and", "as", "at", "be", "by", "for", "from", "have", "he", "her", "his", "i", "in", "it", "its",
    "of", "on", "or", "our", "she", "that", "the", "their", "they", "this", "to", "we", "which", "who", "will",
    "with", "you",
})  # fmt: skip
UNTOLD = frozenset({"ADP", "DET", "PUNCT", "SPACE"})

Term = tuple[str, tuple[Token, ...]]


@dataclass(frozen=True, slots=True)
class _Weights:
    """The bias of each type, and what each term adds to which types."""

    bias: dict[str, float]
    terms: dict[str, list[tuple[str, float]]]

    @classmethod
    def of(cls, rows: dict[str, Any]) -> _Weights:
        terms: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for kind, row in rows.items():
            for term, weight in row["terms"].items():
                terms[term].append((kind, weight))
        return cls({kind: row["bias"] for kind, row in rows.items()}, dict(terms))


_WEIGHTS = _Weights.of(load("measures"))


def find_measures(draft: Draft) -> dict[int, list[Measure]]:
    """Every measure that a document tells as done or standing, by the token that its sentence starts at.

    A likely wording counts for the types that no pattern tells: beside one it mostly tells the same program again.
    Of wordings that are less than likely, the likeliest of the text counts.
    """
    found = {sentence.start: list(_told(draft, sentence)) for sentence in draft.doc.sents}
    foreseen = {m.type for told in found.values() for m, _ in told if not m.likely}
    best: dict[str, float] = {}
    for told in found.values():
        for measure, likelihood in told:
            best[measure.type] = max(best.get(measure.type, 0.0), likelihood)
    return {
        start: [m for m, p in told if not m.likely or (m.type not in foreseen and p >= min(LIKELY, best[m.type]))]
        for start, told in found.items()
    }


def _told(draft: Draft, sentence: Span) -> Iterator[tuple[Measure, float]]:
    """The measures of a sentence with their likelihood, by patterns if they are likely at all, and by likely words.

    A type whose nouns stand there and that the patterns don't find told as done must be all but certain by its words.
    """
    patterned = list(measures_by_pattern(draft, sentence))
    held = list(terms(draft, sentence))
    words = len({tokens for _, tokens in held if len(tokens) == 1})
    if words < ENOUGH:
        yield from ((m, 1.0) for m in patterned)
        return
    likely = likely_types(held, sentence)
    times = Counter(m.type for m in patterned)
    yield from (
        (m, 1.0)
        for m in patterned
        if not likely or words < PLENTY or times[m.type] > 1 or likely[m.type][0] >= UNLIKELY
    )
    if is_heading(sentence) and (words < PLENTY or sentence.root.pos_ != "VERB"):
        return
    named = types_named(draft, sentence)
    for kind in sorted(likely.keys() - {m.type for m in patterned}):
        likelihood, token = likely[kind]
        if likelihood >= (CERTAIN if kind in named else LIKELIEST) and is_asserted(token):
            yield Measure(type=kind, token=token, by_noun=token.pos_ != "VERB", likely=True), likelihood


def likely_types(held: Iterable[Term], sentence: Span) -> dict[str, tuple[float, Token]]:
    """The likelihood of each program type by the terms of a sentence, 0 to 1, with the word that tells most of it."""
    sums = dict(_WEIGHTS.bias)
    shares: dict[str, dict[Token, float]] = {kind: {} for kind in sums}
    for term, tokens in {name: (name, tokens) for name, tokens in held}.values():
        for kind, weight in _WEIGHTS.terms.get(term, ()):
            sums[kind] += weight
            for token in tokens:
                shares[kind][token] = shares[kind].get(token, 0.0) + weight / len(tokens)
    telling = {
        kind: max(share, key=lambda t: (share[t], -t.i), default=sentence.root) for kind, share in shares.items()
    }
    return {kind: (logistic(logit), telling[kind]) for kind, logit in sums.items()}


def terms(draft: Draft, sentence: Span) -> Iterator[Term]:
    """The features of a sentence: its content words, their groups, neighbours and near pairs, with their tokens."""
    words = [(w, t) for w, t in _words(draft, sentence) if t.pos_ not in UNTOLD]
    told = [(w, t) for w, t in words if w not in EMPTY]
    yield from ((word, (token,)) for word, token in told)
    yield from ((group, (token,)) for word, token in told if token.pos_ != "PROPN" for group in groups(word))
    for (one, a), (two, b) in pairwise(words):
        yield f"{one} {two}", (a, b)
    for i, (one, a) in enumerate(told):
        for two, b in told[i + 1 : i + 1 + APART]:
            yield f"{one} ~ {two}", (a, b)


def _words(draft: Draft, sentence: Span) -> Iterator[tuple[str, Token]]:
    """Each word's lemma in lower case; a name once, by its kind."""
    before = None
    for token in sentence:
        mention = draft.at(token)
        if mention is None or not mention.named:
            before = None
            yield ("#" if token.like_num or token.text[:1].isdigit() else token.lemma_.lower()), token
        elif mention is not before:
            before = mention
            yield family(draft.kind(mention.body)), token


def family(kind: Kind) -> str:
    """The sort of thing that a name stands for in what is learnt: PERSON, PLACE, BODY, or its kind."""
    families = ((PEOPLE, "PERSON"), (TERRITORIES, "PLACE"), (ORGANIZATIONS, "BODY"))
    return next((name for kinds, name in families if kind in kinds), str(kind).upper())
