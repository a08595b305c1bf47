"""Two systems to hold ours against: plain names and triples of the same model, and our rules without the model."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

import extract.language  # registers the 'sentences' component
from extract.pipeline import read_parsed
from extract.records import Document, Entity, Evidence, Fact, Kind, Mention, Property, Reading
from extract.syntax import objects, obliques, subjects

# The most favourable reading of the model's three labels: by the last word of a name.
LAST_WORDS = {
    Kind.COUNTY: ("county", "district", "banner"),
    Kind.PROVINCE: ("province", "region", "municipality"),
    Kind.PREFECTURE: ("city", "prefecture", "league"),
    Kind.TOWNSHIP: ("town", "township"),
    Kind.VILLAGE: ("village", "community"),
    Kind.COOPERATIVE: ("cooperative",),
    Kind.INSTITUTION: ("school", "university", "hospital", "bank", "center", "federation", "college"),
    Kind.GOVERNMENT_BODY: ("bureau", "office", "committee", "government", "department", "commission"),
    Kind.WORKSHOP: ("workshop",),
}
LABELS = {"PERSON": Kind.PERSON, "ORG": Kind.ENTERPRISE, "LOC": Kind.COUNTY}
VERBS = {
    "work": Property.WORKS_FOR, "employ": Property.WORKS_FOR, "head": Property.HOLDS_POST_IN, "live": Property.LIVES_IN,
    "found": Property.FOUNDED, "establish": Property.FOUNDED, "set": Property.FOUNDED, "sign": Property.AGREEMENT_WITH,
    "donate": Property.DONATED_TO, "give": Property.DONATED_TO, "invest": Property.INVESTED_IN,
    "locate": Property.LOCATED_IN, "belong": Property.LOCATED_IN, "pair": Property.COOPERATES_WITH,
    "cooperate": Property.COOPERATES_WITH,
}  # fmt: skip


def plain(document: Document) -> Reading:
    """Named entities of the model, and subject–verb–object triples between them: what most tutorials build."""
    doc = extract.language.parse(document.text)
    names = {span.text: _entity(span) for span in doc.ents}
    mentions = (Mention(body=names[s.text].id, start=s.start_char, end=s.end_char) for s in doc.ents)
    facts = {(f.subject, f.predicate, f.object): f for f in _triples(doc, names) if f.subject != f.object}
    return Reading(
        document=document,
        entities=tuple({e.id: e for e in names.values()}.values()),
        mentions=tuple(mentions),
        facts=tuple(facts.values()),
    )


def _entity(span: Span) -> Entity:
    last = span[-1].lower_
    kind = next((k for k, words in LAST_WORDS.items() if last in words), LABELS.get(span.label_, Kind.PLACE))
    return Entity(id=span.text, kind=kind, label=span.text)


def _triples(doc: Doc, names: dict[str, Entity]) -> Iterator[Fact]:
    named = {token.i: names[span.text].id for span in doc.ents for token in span}
    for verb in doc:
        predicate = VERBS.get(verb.lemma_.lower())
        if predicate is None or verb.pos_ != "VERB":
            continue
        ends: list[list[Token]] = [subjects(verb), [*objects(verb), *obliques(verb)]]
        for one, two in product(*ends):
            if one.i in named and two.i in named:
                told = Evidence(start=verb.sent.start_char, end=verb.sent.end_char)
                yield Fact(
                    subject=named[one.i], predicate=predicate, object=named[two.i], confidence=0.5, evidence=(told,)
                )


def unlearnt(document: Document) -> Reading:
    """Our rules over bare tokens: no tags, no trees, no lemmas and no statistical names; sentences by punctuation."""
    return read_parsed(document, _blank()(document.text))


@cache
def _blank() -> Language:
    language = spacy.blank("en")
    language.add_pipe("sentences")
    return language
