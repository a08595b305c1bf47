"""The working state of a reading."""

from __future__ import annotations

import pytest

from extract.draft import Draft, evidence
from extract.language import load_language
from extract.records import Document, Entity, Kind, Mention
from ontology.gazetteer import load

TEXT = "Baihe Town is small. It has a fair.\n\nTang Fengqin sews there."


@pytest.fixture
def draft() -> Draft:
    return Draft(
        document=Document(text=TEXT),
        doc=load_language()(TEXT),
        gazetteer=load(),
        entities={"t": Entity(id="t", kind=Kind.TOWNSHIP, label="Baihe Town")},
        mentions=[Mention(body="t", start=0, end=10)],
    )


def test_add_keeps_mentions_in_order_and_apart(draft: Draft) -> None:
    late, it = Mention(body="t", start=57, end=62), Mention(body="t", start=21, end=23, named=False)
    crossing, same = Mention(body="t", start=6, end=15), Mention(body="t", start=0, end=10)
    draft.add([late, it, crossing, same])
    assert [m.start for m in draft.mentions] == [0, 21, 57]


def test_at_gives_the_mention_that_covers_a_token(draft: Draft) -> None:
    assert [draft.entity_at(t) for t in draft.doc[:3]] == ["t", "t", None]


def test_within_gives_only_mentions_that_lie_inside_whole(draft: Draft) -> None:
    assert [m.body for m in draft.within(0, 10)] == ["t"]
    assert draft.within(0, 9) == []
    assert draft.within(1, 20) == []


def test_span_gives_the_tokens_of_a_mention(draft: Draft) -> None:
    assert draft.span(draft.mentions[0]).text == "Baihe Town"


@pytest.mark.parametrize(
    ("word", "sentence"),
    [("small", "Baihe Town is small."), ("fair", "It has a fair."), ("sews", "Tang Fengqin sews there.")],
)
def test_evidence_is_the_whole_sentence_without_blanks(draft: Draft, word: str, sentence: str) -> None:
    token = next(t for t in draft.doc if t.text == word)
    found = evidence(token)
    assert TEXT[found.start : found.end] == sentence
