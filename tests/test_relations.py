"""Founding, agreement, gift, investment and cooperation."""

from __future__ import annotations

import pytest
from extracted import facts, pairs, reading

from extract.records import Property

OPENING = "Village news\n\n"
TOLD = (
    Property.FOUNDED,
    Property.AGREEMENT_WITH,
    Property.DONATED_TO,
    Property.INVESTED_IN,
    Property.COOPERATES_WITH,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chen Yulong founded the Yunding Walnut Cooperative in 2016.",
         ("Chen Yulong", "founded", "Yunding Walnut Cooperative")),
        ("Chen Yulong set up the Yunding Walnut Cooperative.",
         ("Chen Yulong", "founded", "Yunding Walnut Cooperative")),
        ("The Yunding Walnut Cooperative was established by Chen Yulong.",
         ("Chen Yulong", "founded", "Yunding Walnut Cooperative")),
        ("Chen Yulong has initiated and established the Yunding Walnut Cooperative.",
         ("Chen Yulong", "founded", "Yunding Walnut Cooperative")),
        ("Langao County Transport Bureau signed an agreement with Greenhill Textile Co., Ltd.",
         ("Langao County Transport Bureau", "agreementWith", "Greenhill Textile Co., Ltd.")),
        ("Chen Yulong reached a deal with Greenhill Textile Co., Ltd. in May.",
         ("Chen Yulong", "agreementWith", "Greenhill Textile Co., Ltd.")),
        ("Greenhill Textile Co., Ltd. donated 85,000 yuan to the Yunding Walnut Cooperative.",
         ("Greenhill Textile Co., Ltd.", "donatedTo", "Yunding Walnut Cooperative")),
        ("Greenhill Textile Co., Ltd. gave the Yunding Walnut Cooperative 85,000 yuan.",
         ("Greenhill Textile Co., Ltd.", "donatedTo", "Yunding Walnut Cooperative")),
        ("Dashu Village invested 340,000 yuan in the Yunding Walnut Cooperative.",
         ("Dashu Village", "investedIn", "Yunding Walnut Cooperative")),
        ("Dashu Village put 340,000 yuan into the Yunding Walnut Cooperative.",
         ("Dashu Village", "investedIn", "Yunding Walnut Cooperative")),
        ("Leqing City is paired with Langao County.", ("Leqing City", "cooperatesWith", "Langao County")),
        ("Under a pairing arrangement with Leqing City, Langao County built homes.",
         ("Langao County", "cooperatesWith", "Leqing City")),
        ("Langao County cooperates with Leqing City.", ("Langao County", "cooperatesWith", "Leqing City")),
        ("Leqing City and Langao County are paired.", ("Leqing City", "cooperatesWith", "Langao County")),
    ],
)  # fmt: skip
def test_find_relations_reads_who_does_what_with_whom(text: str, expected: tuple[str, str, str]) -> None:
    assert facts(OPENING + text, *TOLD) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "Chen Yulong visited the Yunding Walnut Cooperative.",
        "Chen Yulong founded nothing.",
        "Dashu Village invested 340,000 yuan in a road.",
        "Greenhill Textile Co., Ltd. donated coats to the mountains.",
        "Walnuts are shelled by the Yunding Walnut Cooperative. Dashu Village donated 85,000 yuan to its pickers.",
        "The agreement was read to Chen Yulong.",
        "Greenhill Textile Co., Ltd. gave Chen Yulong a job.",
        "Greenhill Textile Co., Ltd. gave Chen Yulong a loan of 85,000 yuan.",
        "Greenhill Textile Co., Ltd. gave Chen Yulong 85,000 yuan in wages.",
    ],
)
def test_find_relations_finds_none_where_none_is_told(text: str) -> None:
    assert facts(OPENING + text, *TOLD) == set()


def test_a_gift_carries_its_amount() -> None:
    told = reading(OPENING + "Greenhill Textile Co., Ltd. donated 85,000 yuan to the Yunding Walnut Cooperative.")
    (fact,) = (f for f in told.facts if f.predicate is Property.DONATED_TO)
    (amount,) = (o for o in told.observations if o.id == fact.amount)
    assert (amount.value, amount.unit) == (85_000, "yuan")


def test_it_behind_with_or_into_is_the_firm_told_before() -> None:
    text = "The Jinsui Cooperative grows millet. Hongyu Group signed a contract with it in 2019."
    assert pairs(text, Property.AGREEMENT_WITH) == {("Hongyu Group", "Jinsui Cooperative")}
    text = "Jinsui Flour Co., Ltd. came in 2017. Yangpo Village put 500,000 yuan into it."
    assert pairs(text, Property.INVESTED_IN) == {("Yangpo Village", "Jinsui Flour Co., Ltd.")}
