"""How a sentence tells a figure: which words count, and what is too vague to compare."""

from __future__ import annotations

import pytest

from graph.telling import Telling, is_pronoun, telling


def told(sentence: str, known: str = "Lin County") -> Telling:
    """How a sentence tells of the number 60, of a county."""
    spots = [(at, at + len(known)) for at in range(len(sentence)) if sentence.startswith(known, at)]
    start = sentence.index("60 women")
    return telling(sentence, (start, start + len("60")), spots, "women")


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Lin County trained 60 women in 2019.", {"train"}),
        ("In 2019, Lin County taught more than 60 women in the hills.", {"train", "hill"}),
        ("Founded in 1950, Lin County gave work to 60 women, most of them young.", {"employ", "most", "young"}),
        ("Lin County, according to the bureau, sets up schools for 60 women.", {"build", "school", "for"}),
        ("By the end of 2019, Lin County had trained 60 women.", {"train", "*summed", "by", "end", "the end of"}),
        ("Lin County trained 60 women in early 2019.", {"train", "early"}),
        ("Between March and May 2019, Lin County trained 60 women.", {"train"}),
        ("Lin County will train 60 women, it said.", {"train", "will", "*planned"}),
        ("Every year Lin County trains 60 women in 2 towns.", {"train", "every", "year", "2", "town", "*each"}),
    ],
)
def test_manner_is_what_is_said_beside_names_numbers_and_times(sentence: str, words: set[str]) -> None:
    assert told(sentence).manner(dated=True) == words


def test_dates_tell_something_of_a_figure_that_has_none() -> None:
    sentence = "Last year, Lin County trained 60 women."
    assert told(sentence).manner(dated=True) == {"train"}
    assert told(sentence).manner(dated=False) == {"train", "last year"}


@pytest.mark.parametrize(
    "sentence",
    [
        "A village in Lin County has 60 women.",
        "The company has 60 women in Lin County.",
        "In Lin County, she employs 60 women.",
        "In Lin County, 60 women work here.",
        "Another 60 women of Lin County sew.",
        "Of 300 people in Lin County, of whom 60 women sew.",
        "Lin County has 600 workers, including 60 women.",
        "Lin County did not train 60 women.",
        "Lin County has 60 women more than before.",
        "If Lin County trains 60 women, all is well.",
        "Some of the 60 women of Lin County sew.",
        "Companies of Lin County employ 60 women.",
    ],
)
def test_what_is_of_something_unnamed_a_part_or_not_so_is_vague(sentence: str) -> None:
    assert told(sentence).vague


@pytest.mark.parametrize(
    "sentence",
    [
        "Lin County has 60 women.",
        "In the first half of 2019, Lin County trained 60 women.",
        "There are 60 women in Lin County.",
    ],
)
def test_what_is_told_of_a_name_is_not_vague(sentence: str) -> None:
    assert not told(sentence).vague


def test_what_happened_is_told_from_what_is() -> None:
    assert told("Lin County has trained 60 women.").happened
    assert not told("Founded in 1950, Lin County has 60 women.").happened


@pytest.mark.parametrize(
    ("sentence", "lasting"),
    [
        ("In 2019, Lin County had more than 60 women.", True),
        ("In 2019, Lin County gave work to 60 women.", True),
        ("In 2019, 60 women lived in Lin County.", True),
        ("In 2019, 60 women were out of work in Lin County.", True),
        ("In 2019, Lin County trained 60 women.", False),
        ("In 2019, 60 women were trained in Lin County.", False),
    ],
)
def test_what_was_so_is_told_from_what_was_done(sentence: str, lasting: bool) -> None:
    assert told(sentence).lasting is lasting


def test_what_goes_on_from_another_clause_is_told_with_it() -> None:
    assert "fair" in told("Lin County holds fairs, and 60 women find work.").manner(dated=True)
    assert "fair" not in told("Lin County holds fairs; 60 women find work.").manner(dated=True)


def test_pronouns_are_told_from_nouns() -> None:
    assert is_pronoun("It")
    assert not is_pronoun("The county")
