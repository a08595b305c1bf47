"""Where people live or come from."""

from __future__ import annotations

import pytest
from told import pairs

from extract.records import Property

OPENING = "Village news\n\n"


def homes(text: str) -> set[tuple[str, str]]:
    return pairs(OPENING + text, Property.LIVES_IN)


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Tang Fengying lives in Dashu Village.", "Dashu Village"),
        ("Tang Fengying, 47, a farmer in Dashu Village, sews.", "Dashu Village"),
        ("Tang Fengying of Dashu Village sews.", "Dashu Village"),
        ("Tang Fengying is a villager from Dashu Village, Baihe Town.", "Dashu Village"),
        ("Dashu Village farmer Tang Fengying sews.", "Dashu Village"),
        ("Tang Fengying and her family moved into the Sunrise resettlement site.", "Sunrise resettlement site"),
        ("Tang Fengying is a Dashu Village native.", "Dashu Village"),
        ("Tang Fengying is glad. The 47-year-old lives in Dashu Village.", "Dashu Village"),
    ],
)
def test_find_residence_reads_a_home(text: str, home: str) -> None:
    assert homes(text) == {("Tang Fengying", home)}


@pytest.mark.parametrize(
    "text",
    [
        "Tang Fengying visited Dashu Village.",
        "Tang Fengying would move to Dashu Village.",
        "Tang Fengying sold tea. Dashu Village has a road.",
        "Tang Fengying, head of Dashu Village, sews.",
    ],
)
def test_find_residence_finds_none_where_none_is_told(text: str) -> None:
    assert homes(text) == set()
