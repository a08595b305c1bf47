"""Learns how programs and relations are told: `python -m extract.training.programs ARTICLES [ARTICLES …]`.

`sentences.tsv` beside this file holds sentences written for this, each with its program types, `snippets.tsv`
short texts with who runs what; the folders hold annotated articles (`articles/*.txt` with `gold/*.yaml`). The
annotations of an article or snippet name its programs and not where they are told: a sentence where a pattern tells
an annotated type is an example of it, one of an article without that type is none, and of the others those count
that the model itself, trained so far, is sure of.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Span

from extract.draft import Draft
from extract.likely_measures import terms
from extract.likely_runner import candidates, features
from extract.measures import Measure, measures_by_pattern
from extract.scene import Scene
from extract.training.annotations import annotated, drafted, entities_meant
from extract.training.fitting import SEEN, Numbers, fitted, matrix, weights, write
from extract.training.relations import learn_relations
from extract.training.snippets import facts
from extract.wordings import TYPES

HERE = Path(__file__).parent
OUT = HERE.parent / "learnt"
ROUNDS = 3  # of training on what the last round was sure of
SURE, UNLIKELY = 0.5, 0.1
RARE = 4.0  # the weight of an example beside that of a counterexample
LOOSENESS = {"measures": 3.0, "runners": 0.3}  # the inverse of the regularisation, chosen on articles left out


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's features, the types that patterns tell in it, and those that it or its article tells.

    `loose` are the types that an article may be said to tell; it is none where `types` are the sentence's own.
    """

    source: str
    terms: frozenset[str]
    common: frozenset[str]  # its words that are no proper nouns
    proper: frozenset[str]
    told: frozenset[str]
    types: frozenset[str]
    loose: frozenset[str] | None


def main() -> None:
    """Train the models and write their weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of annotated articles")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    articles = [article for folder in args.folders for article in annotated(folder)]
    articles += [(drafted(text, where), gold) for text, where, gold in facts(HERE / "snippets.tsv")]
    sentences = [*written(HERE / "sentences.tsv"), *(s for draft, gold in articles for s in _sentences(draft, gold))]
    write(args.out / "measures.json", learn_measures(sentences))
    write(args.out / "runners.json", learn_runners(articles))
    write(args.out / "relations.json", learn_relations(articles))


def written(path: Path) -> Iterator[Sentence]:
    """The sentences of a table: types with commas between, or 'none', a tab, the sentence."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        names, text = line.split("\t")
        types = frozenset(names.split(",")) - {"none"}
        if unknown := types - set(TYPES):
            raise ValueError(f"{path.name}:{number}: no program type {', '.join(sorted(unknown))}")
        draft = drafted(text, f"{path.name}:{number}")
        yield from (_sentence(draft, s, types) for s in draft.doc.sents if s.text.strip())


def _sentences(draft: Draft, gold: dict[str, Any]) -> Iterator[Sentence]:
    types = frozenset(p["type"] for p in gold["programs"] if not p.get("optional"))
    loose = frozenset(p["type"] for p in gold["programs"]) - types
    yield from (_sentence(draft, s, types, loose) for s in draft.doc.sents if s.text.strip())


def _sentence(draft: Draft, sentence: Span, types: frozenset[str], loose: frozenset[str] | None = None) -> Sentence:
    told = frozenset(m.type for m in measures_by_pattern(draft, sentence))
    names = frozenset(term for term, _ in terms(draft, sentence))
    common, proper = (
        frozenset(t.lemma_.lower() for t in sentence if (t.pos_ == "PROPN") is named) for named in (False, True)
    )
    return Sentence(draft.document.source, names, common, proper, told, types, loose)


def learn_measures(sentences: Sequence[Sentence]) -> dict[str, Any]:
    """The bias and the weights of the terms of each program type."""
    seen = Counter(word for s in sentences for word in s.common)
    proper = Counter(word for s in sentences for word in s.proper)
    common = {word for word, times in seen.items() if times >= SEEN and times > proper[word]}
    table, names = matrix([dict.fromkeys(_nameless(s.terms, common), 1.0) for s in sentences])
    rows = {}
    for kind in TYPES:
        labels = np.array([_label(s, kind) for s in sentences])
        for _ in range(ROUNDS):
            model = fitted(table, labels, LOOSENESS["measures"], RARE)
            labels = _relabelled(sentences, kind, model.predict_proba(table)[:, 1])
        rows[kind] = weights(model, names)
    return rows


def _nameless(found: Iterable[str], common: set[str]) -> list[str]:
    """The terms without those that hold a name which the reading hasn't recognised."""
    return [term for term in found if all(w in common or not w.islower() for w in term.split())]


def _label(sentence: Sentence, kind: str) -> float:
    """1 for an example of a type, 0 for none of it, not a number where nobody says."""
    if sentence.loose is None or kind not in sentence.types | sentence.loose:
        return float(kind in sentence.types)
    return 1.0 if kind in sentence.told and kind in sentence.types else np.nan


def _relabelled(sentences: Sequence[Sentence], kind: str, likely: Numbers) -> Numbers:
    """The labels with those a model is sure of, and where an article's type is told nowhere its likeliest sentence."""
    fresh = np.array([_label(s, kind) for s in sentences])
    unsaid = np.isnan(fresh) & np.array([kind in s.types for s in sentences])
    fresh[unsaid & (likely > SURE)] = 1.0
    fresh[unsaid & (likely < UNLIKELY)] = 0.0
    articles: dict[str, list[int]] = {}
    for i, sentence in enumerate(sentences):
        if sentence.loose is not None and kind in sentence.types:
            articles.setdefault(sentence.source, []).append(i)
    for indices in articles.values():
        if not any(fresh[i] == 1.0 for i in indices):
            fresh[max(indices, key=lambda i: likely[i])] = 1.0
    return fresh


def learn_runners(articles: Iterable[tuple[Draft, dict[str, Any]]]) -> dict[str, Any]:
    """The bias and the weights of what stands for and against a body's running a measure."""
    found: list[Counter[str]] = []
    labels: list[float] = []
    for draft, gold in articles:
        runners = _runners(draft, gold)
        for measure, scene in _told_amid(draft):
            bodies = candidates(draft, measure, scene)
            right = {body: body in runners.get(measure.type, ()) for body in bodies}
            if any(right.values()):
                found += [Counter(dict.fromkeys(features(measure, traits), 1)) for traits in bodies.values()]
                labels += map(float, right.values())
    table, names = matrix(found)
    return weights(fitted(table, np.array(labels), LOOSENESS["runners"], 1.0), names)


def _told_amid(draft: Draft) -> Iterator[tuple[Measure, Scene]]:
    """The measures that patterns tell, each amid what the text is about there."""
    scene = Scene.of(draft)
    for sentence in draft.doc.sents:
        held = scene.enter(draft, sentence)
        for measure in measures_by_pattern(draft, sentence):
            yield measure, scene
        scene.leave(draft, held)


def _runners(draft: Draft, gold: dict[str, Any]) -> dict[str, set[str]]:
    """The bodies that run programs of each type, by the names that the annotations give them."""
    meant = entities_meant(draft, gold)
    found: dict[str, set[str]] = {}
    for program in gold["programs"]:
        found.setdefault(program["type"], set()).update(meant.get(program["by"], ()))
    return found


if __name__ == "__main__":
    main()
