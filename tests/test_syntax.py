"""Questions to the parse, asked of trees built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from extract import syntax
from extract.language import load_language


def tree(*rows: tuple[str, str, str, int]) -> Doc:
    """A parsed sentence from rows of word, part of speech, label and head."""
    return Doc(
        load_language().vocab,
        words=[r[0] for r in rows],
        pos=[r[1] for r in rows],
        deps=[r[2] for r in rows],
        heads=[r[3] for r in rows],
    )


SOLD = tree(  # 'Farmers and herders grew and sold tea in towns'
    ("Farmers", "NOUN", "nsubj", 3),
    ("and", "CCONJ", "cc", 2),
    ("herders", "NOUN", "conj", 0),
    ("grew", "VERB", "ROOT", 3),
    ("and", "CCONJ", "cc", 5),
    ("sold", "VERB", "conj", 3),
    ("tea", "NOUN", "obj", 5),
    ("in", "ADP", "case", 8),
    ("towns", "NOUN", "obl", 5),
)
BUILT = tree(  # 'The road that was built by Wang'
    ("The", "DET", "det", 1),
    ("road", "NOUN", "ROOT", 1),
    ("that", "PRON", "nsubj:pass", 4),
    ("was", "AUX", "aux:pass", 4),
    ("built", "VERB", "acl:relcl", 1),
    ("by", "ADP", "case", 6),
    ("Wang", "PROPN", "obl", 4),
)


def words(tokens: list[Token]) -> list[str]:
    return [t.text for t in tokens]


def test_subjects_unfolds_coordination_and_lends_them_to_the_next_verb() -> None:
    assert words(syntax.subjects(SOLD[3])) == words(syntax.subjects(SOLD[5])) == ["Farmers", "herders"]


def test_subjects_are_none_where_there_is_none() -> None:
    assert syntax.subjects(BUILT[1]) == []


def test_objects_and_obliques_are_of_their_own_verb() -> None:
    assert (words(syntax.objects(SOLD[5])), words(syntax.objects(SOLD[3]))) == (["tea"], [])
    assert words(syntax.obliques(SOLD[5], "in")) == ["towns"]
    assert syntax.obliques(SOLD[5], "by") == []


def test_preposition_is_the_word_before_the_noun() -> None:
    assert (syntax.preposition(SOLD[8]), syntax.preposition(SOLD[6])) == ("in", "")


@pytest.mark.parametrize(("verb", "expected"), [(SOLD[3], False), (BUILT[4], True)])
def test_is_passive_by_its_auxiliary(verb: Token, expected: bool) -> None:
    assert syntax.is_passive(verb) is expected


def test_clause_goes_up_to_the_predicate() -> None:
    assert syntax.clause(SOLD[8]).text == "sold"
    assert syntax.clause(SOLD[2]).text == "grew"
    assert syntax.clause(BUILT[6]).text == "built"


def test_first_conjunct_heads_its_list() -> None:
    assert syntax.first_conjunct(SOLD[2]).text == "Farmers"
