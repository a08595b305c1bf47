"""What is told as done, and what is denied, planned, wished for or conditional."""

from __future__ import annotations

import pytest
from extracted import reading
from spacy.tokens import Token

from extract.language import load_language
from extract.polarity import is_asserted, is_denied


def verb(text: str, word: str) -> Token:
    return next(t for t in load_language()(text) if t.text == word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The county built a road.", "built"),
        ("The county has built a road.", "built"),
        ("A road was built by the county.", "built"),
        ("The county not only built a road but paid for it.", "built"),
        ("He did not rest but built a road.", "built"),
        ("He said that the county built a road.", "built"),
        ("The farmers, who had no road, built one.", "built"),
        ("Each of the workers will receive a bonus.", "receive"),
        ("It went on to open a shop.", "open"),
    ],
)
def test_is_asserted_of_what_is_told_as_done(text: str, word: str) -> None:
    assert is_asserted(verb(text, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The county did not build a road.", "build"),
        ("The county never built a road.", "built"),
        ("Nobody built a road.", "built"),
        ("The county would build a road.", "build"),
        ("The county may build a road.", "build"),
        ("The county will build a road.", "build"),
        ("The county plans to build a road.", "build"),
        ("The county hopes to build a road.", "build"),
        ("The county refused to build a road.", "build"),
        ("The county failed to build a road.", "build"),
        ("The county's plan to build a road was read.", "build"),
        ("If the county builds a road, trucks come.", "builds"),
        ("A road is to be built.", "built"),
        ("The firm has yet to open a shop.", "open"),
    ],
)
def test_is_asserted_not_of_the_denied_planned_and_conditional(text: str, word: str) -> None:
    assert not is_asserted(verb(text, word))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The county did not build a road.", "build", True),
        ("The county did not want to build a road.", "build", True),
        ("The county built a road.", "built", False),
        ("The county will build a road.", "build", False),
    ],
)
def test_is_denied_of_the_denied_alone(text: str, word: str, expected: bool) -> None:
    assert is_denied(verb(text, word)) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Greenhill Textile Co., Ltd. did not donate 85,000 yuan to the Hekou Tea Cooperative.",
        "Greenhill Textile Co., Ltd. plans to donate 85,000 yuan to the Hekou Tea Cooperative.",
        "If the harvest is good, Greenhill Textile Co., Ltd. donates 85,000 yuan to the Hekou Tea Cooperative.",
        "Tang Fengqin would found the Hekou Tea Cooperative.",
        "Tang Fengqin does not work at the Greenhill Shoe Factory.",
        "Tang Fengqin never lived in Dashu Village.",
        "Tang Fengqin hopes to live in Dashu Village.",
        "Langao County will train 640 farmers next year.",
        "Langao County refused to sign an agreement with Greenhill Textile Co., Ltd.",
    ],
)
def test_what_is_not_told_as_done_makes_no_fact(text: str) -> None:
    told = reading("Village news\n\n" + text)
    assert (told.facts, told.observations) == ((), ())


def test_even_if_is_no_condition() -> None:
    assert is_asserted(verb("The county paid even if the harvest was bad.", "paid"))
