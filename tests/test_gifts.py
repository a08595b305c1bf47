"""Gifts, investments and agreements that a noun tells."""

from __future__ import annotations

import pytest
from extracted import facts, reading

from extract.records import Property

OPENING = "Village news\n\n"
TOLD = (Property.DONATED_TO, Property.INVESTED_IN, Property.AGREEMENT_WITH)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Yunding Walnut Cooperative received a donation of 85,000 yuan from Greenhill Textile Co., Ltd.",
            ("Greenhill Textile Co., Ltd.", "donatedTo", "Yunding Walnut Cooperative"),
        ),
        (
            "An investment of 340,000 yuan by Dashu Village in the Yunding Walnut Cooperative paid off.",
            ("Dashu Village", "investedIn", "Yunding Walnut Cooperative"),
        ),
        (
            "Under an agreement with Greenhill Textile Co., Ltd., the Yunding Walnut Cooperative sells walnuts.",
            ("Yunding Walnut Cooperative", "agreementWith", "Greenhill Textile Co., Ltd."),
        ),
    ],
)
def test_find_gifts_reads_who_gives_and_who_takes(text: str, expected: tuple[str, str, str]) -> None:
    assert facts(OPENING + text, *TOLD) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "The Yunding Walnut Cooperative received a donation.",
        "The Yunding Walnut Cooperative did not receive a donation of 85,000 yuan from Greenhill Textile Co., Ltd.",
        "The agreement hangs in the hall of the Yunding Walnut Cooperative.",
    ],
)
def test_find_gifts_finds_none_where_none_is_told(text: str) -> None:
    assert facts(OPENING + text, *TOLD) == set()


def test_a_donation_carries_its_amount() -> None:
    text = "The Yunding Walnut Cooperative received a donation of 85,000 yuan from Greenhill Textile Co., Ltd."
    told = reading(OPENING + text)
    (fact,) = (f for f in told.facts if f.predicate is Property.DONATED_TO)
    assert [o.value for o in told.observations if o.id == fact.amount] == [85_000]
