"""Who says a figure."""

from __future__ import annotations

import pytest
from extracted import names, reading

BUREAU = "Tongwei County Employment Bureau"
GONE = "41,300 people have gone out to work"


def sources(text: str) -> set[str]:
    """Who says the figures of a text."""
    told = reading(text)
    named = names(told)
    return {named[o.according_to] for o in told.observations if o.according_to}


@pytest.mark.parametrize(
    "text",
    [
        f"Figures released by the {BUREAU} show that {GONE}.",
        f"By the count of the {BUREAU}, {GONE}.",
        f"The reporter learned from the {BUREAU} that {GONE}.",
        f"The {BUREAU}'s latest figures show that {GONE}.",
        f"A survey by the {BUREAU} last month found that {GONE}.",
        f"The {BUREAU} puts the number of migrant workers at 41,300.",
        f"Some {GONE}, as reported by the {BUREAU}.",
    ],
)
def test_source_of_is_a_body_however_its_figures_are_told(text: str) -> None:
    assert sources(text) == {BUREAU}


@pytest.mark.parametrize(
    "text",
    [
        f"{GONE}, said Kang Sufen.",
        f"Kang Sufen told the reporter, {GONE}.",
        "Kang Sufen rang at every door. She counted 41,300 people of working age.",
    ],
)
def test_source_of_is_a_person_who_says_or_counts(text: str) -> None:
    assert sources(text) == {"Kang Sufen"}


def test_a_sentence_that_only_goes_on_has_the_source_of_the_one_before() -> None:
    text = f"Some {GONE}, the {BUREAU} said. That is 12 percent of the county's people."
    told = reading(text)
    assert {str(o.value): bool(o.according_to) for o in told.observations} == {"41300": True, "12": True}


@pytest.mark.parametrize(
    "text",
    [
        f"The {BUREAU} found jobs for 41,300 people.",
        "The Jinsui Cooperative counts 310 members.",
        "The Jinsui Cooperative added eight trucks.",
        "Hekou Vocational School admitted 300 pupils.",
    ],
)
def test_who_does_a_thing_is_no_source_of_it(text: str) -> None:
    assert sources(text) == set()
