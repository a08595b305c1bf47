"""Who says what stands in quotation marks."""

from __future__ import annotations

import pytest
from extracted import reading, sayings

OPENING = "Village news\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the speaker before
            'Peng Hua said: "We carried water up the hill."',
            {("Peng Hua", "We carried water up the hill.")},
        ),
        (  # between
            '"We carried water," Peng Hua said, "and we sold no tea."',
            {("Peng Hua", "We carried water,"), ("Peng Hua", "and we sold no tea.")},
        ),
        (  # after, the verb first
            '"We carried water up the hill," said Tang Fengqin, a farmer in Dashu Village.',
            {("Tang Fengqin", "We carried water up the hill,")},
        ),
        (  # after, the name first, behind a full stop as translators write it
            '"We carried water up the hill." Tang Fengqin said happily.',
            {("Tang Fengqin", "We carried water up the hill.")},
        ),
        (  # no blank behind the closing mark
            '"We carried water up the hill."Tang Fengqin recalled.',
            {("Tang Fengqin", "We carried water up the hill.")},
        ),
        (  # curly marks
            "“We carried water up the hill,” explained Peng Hua.",
            {("Peng Hua", "We carried water up the hill,")},
        ),
        (  # a pronoun
            'Pan Guilan, 47, sews. "I was never so glad," she said.',
            {("Pan Guilan", "I was never so glad,")},
        ),
        (  # told by what is done beside it, without a verb of speech
            'Peng Hua opened the sack. "These nuts were picked today, and they are sold."',
            {("Peng Hua", "These nuts were picked today, and they are sold.")},
        ),
        (  # two speakers
            '"The road is good," said Peng Hua. "The road is too narrow," said Pan Guilan.',
            {("Peng Hua", "The road is good,"), ("Pan Guilan", "The road is too narrow,")},
        ),
        (  # the tag in a paragraph of its own
            '"We carried water up the hill."\n\nTang Fengqin said so at the gate.',
            {("Tang Fengqin", "We carried water up the hill.")},
        ),
        (  # the same speaker going on
            '"The road is good," said Peng Hua. "Trucks come every morning, and we sell more."',
            {("Peng Hua", "The road is good,"), ("Peng Hua", "Trucks come every morning, and we sell more.")},
        ),
        (  # kin of the last one named
            'Peng Hua came home with his sister, Peng Yan. "He is stubborn as a mule," Peng Yan said.',
            {("Peng Yan", "He is stubborn as a mule,")},
        ),
    ],
)
def test_find_quotations_tells_who_says_what(text: str, expected: set[tuple[str, str]]) -> None:
    assert sayings(OPENING + text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'A banner reads "Grow rich by hard work".',
        'Peng Hua grows so-called "iron tea" on the hill.',
        '"We carried water up the hill," villagers said.',
        'Peng Hua looked on. "We carried water up the hill," villagers said.',
        'Peng Hua looked on.\n\n"We carried water up the hill, and nobody helped."',
        '"We carried water up the hill, and nobody helped."\n\nTang Fengqin grows tea.',
        'Peng Hua put up a sign: "Fresh honey".',
        'The policy of "two worries and three guarantees" was carried out.',
    ],
)
def test_find_quotations_leaves_slogans_and_crowds_alone(text: str) -> None:
    assert sayings(OPENING + text) == set()


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    text = f'{OPENING}Peng Hua said: "We carried water up the hill.\n\nThe road opened in May.'
    assert sayings(text) == {("Peng Hua", "We carried water up the hill.")}


def test_the_evidence_holds_the_words_and_who_said_them() -> None:
    text = OPENING + 'It rained. Peng Hua said: "We carried water up the hill." It rained again.'
    (quotation,) = reading(text).quotations
    (evidence,) = quotation.evidence
    assert text[evidence.start : evidence.end] == 'Peng Hua said: "We carried water up the hill."'
    (mention,) = (m for m in reading(text).mentions if m.body == quotation.id)
    assert text[mention.start : mention.end] == quotation.text
