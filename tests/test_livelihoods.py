"""What places, firms and people live by."""

from __future__ import annotations

import pytest
from extracted import pairs

from extract.records import Property

OPENING = "Village news\n\n"


def trades(text: str) -> set[tuple[str, str]]:
    return pairs(OPENING + text, Property.HAS_INDUSTRY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Langao County lives on konjac.", {("Langao County", "konjac")}),
        ("Langao County is the hometown of konjac.", {("Langao County", "konjac")}),
        ("Dashu Village has developed the walnut industry.", {("Dashu Village", "walnut industry")}),
        ("Qiu Meizhen grows konjac and keeps goats.", {("Qiu Meizhen", "konjac"), ("Qiu Meizhen", "goats")}),
        (
            "The leading industries of Langao County are tea planting and rural tourism.",
            {("Langao County", "tea planting"), ("Langao County", "rural tourism")},
        ),
        ("In Dashu Village walnuts cover 640 mu of land.", {("Dashu Village", "walnuts")}),
        (
            "Dashu Village is high up. It has a road. The walnut industry has been developed.",
            {("Dashu Village", "walnut industry")},
        ),
        ("Langao County is a land of steep fields and konjac.", {("Langao County", "konjac")}),
        ("Konjac is the rice bowl of Langao County.", {("Langao County", "Konjac")}),
        ("Langao County has held to konjac.", {("Langao County", "konjac")}),
        ("Langao County lies high up. Some 4,100 households grow konjac.", {("Langao County", "konjac")}),
        (
            "Hongtai Walnut Co., Ltd. buys walnuts from the hills.",
            {("Hongtai Walnut Co., Ltd.", "walnuts")},
        ),
    ],
)
def test_find_livelihoods_reads_who_lives_by_what(text: str, expected: set[tuple[str, str]]) -> None:
    assert trades(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Qiu Meizhen ate walnuts.",
        "Langao County does not grow konjac.",
        "Langao County hopes to develop the walnut industry.",
        "Qiu Meizhen walked past the goats.",
    ],
)
def test_find_livelihoods_finds_none_where_none_is_told(text: str) -> None:
    assert trades(text) == set()
