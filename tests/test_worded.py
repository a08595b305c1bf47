"""Relations by the words between two neighbouring names."""

from __future__ import annotations

import pytest
from extracted import facts, reading

from extract.records import Property

JINSUI, HONGYU = "Jinsui Flour Co., Ltd.", "Hongyu Group"


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (f"{JINSUI} agreed with {HONGYU} on a price of 4 yuan.", (JINSUI, "agreementWith", HONGYU)),
        (f"{HONGYU}'s contract with {JINSUI} runs until 2024.", (HONGYU, "agreementWith", JINSUI)),
        (f"Yangpo Village bought into {JINSUI} with 500,000 yuan.", ("Yangpo Village", "investedIn", JINSUI)),
        (f"Shares in {JINSUI} brought Yangpo Village 48,000 yuan.", ("Yangpo Village", "investedIn", JINSUI)),
        (f"{JINSUI}, wholly owned by {HONGYU}, employs 240 people.", (JINSUI, "partOf", HONGYU)),
        (f"Mahe Town is home to {JINSUI} and three mills.", (JINSUI, "locatedIn", "Mahe Town")),
        (f"Initiated by Meng Fanrong, {JINSUI} was built in 2015.", ("Meng Fanrong", "founded", JINSUI)),
        ("Relying on mushrooms, Yangpo Village grew rich.", ("Yangpo Village", "hasIndustry", "mushrooms")),
        (f"{JINSUI} pays Feng Lanying 2,200 yuan a month.", ("Feng Lanying", "worksFor", JINSUI)),
    ],
)
def test_find_worded_reads_what_stands_between_two_names(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{JINSUI} may agree with {HONGYU} on a price.",
        f"{JINSUI} competes with {HONGYU} for contracts.",
        f"{JINSUI} sells flour to {HONGYU}.",
        f"{HONGYU} never owned {JINSUI}.",
    ],
)
def test_find_worded_leaves_other_words_alone(text: str) -> None:
    assert facts(text, Property.AGREEMENT_WITH, Property.PART_OF, Property.INVESTED_IN) == set()


def test_an_investment_that_words_tell_has_its_sum() -> None:
    told = reading(f"Yangpo Village bought into {JINSUI} with 500,000 yuan of collective funds.")
    (fact,) = (f for f in told.facts if f.predicate is Property.INVESTED_IN)
    assert {o.value for o in told.observations if o.id == fact.amount} == {500_000}


def test_a_place_and_one_inside_it_are_no_partners() -> None:
    text = "Under the cooperation of Foshan City and Nanhai District, 1,100 workers came."
    assert facts(text, Property.COOPERATES_WITH) == set()
