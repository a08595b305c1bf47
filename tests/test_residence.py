"""Where people live or come from."""

from __future__ import annotations

import pytest
from extracted import pairs

from extract.records import Property

OPENING = "Village news\n\n"


def homes(text: str) -> set[tuple[str, str]]:
    return pairs(OPENING + text, Property.LIVES_IN)


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Tang Fengqin lives in Dashu Village.", "Dashu Village"),
        ("Tang Fengqin, 47, a farmer in Dashu Village, sews.", "Dashu Village"),
        ("Tang Fengqin of Dashu Village sews.", "Dashu Village"),
        ("Tang Fengqin is a villager from Dashu Village, Baihe Town.", "Dashu Village"),
        ("Dashu Village farmer Tang Fengqin sews.", "Dashu Village"),
        ("Tang Fengqin and her family moved into the Sunrise resettlement site.", "Sunrise resettlement site"),
        ("Tang Fengqin's family of five moved to the Sunrise resettlement site.", "Sunrise resettlement site"),
        ("Tang Fengqin is a Dashu Village native.", "Dashu Village"),
        ("Tang Fengqin is glad. The 47-year-old lives in Dashu Village.", "Dashu Village"),
    ],
)
def test_find_residence_reads_a_home(text: str, home: str) -> None:
    assert homes(text) == {("Tang Fengqin", home)}


@pytest.mark.parametrize(
    "text",
    [
        "Tang Fengqin visited Dashu Village.",
        "Tang Fengqin would move to Dashu Village.",
        "Tang Fengqin sold tea. Dashu Village has a road.",
        "Tang Fengqin, head of Dashu Village, sews.",
    ],
)
def test_find_residence_finds_none_where_none_is_told(text: str) -> None:
    assert homes(text) == set()
