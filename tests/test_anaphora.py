"""What 'the county', 'the company' and 'it' stand for."""

from __future__ import annotations

import pytest
from extracted import names, reading

OPENING = "Village news\n\n"


def meant(text: str) -> list[tuple[str, str]]:
    told = reading(OPENING + text)
    named = names(told)
    return [((OPENING + text)[m.start : m.end], named[m.body]) for m in told.mentions if not m.named]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Langao County is poor. The county has bad roads.", [("county", "Langao County")]),
        ("Baihe Town is in Langao County. The town has a fair.", [("town", "Baihe Town")]),
        ("Greenhill Textile Co., Ltd. came. The company hired women.", [("company", "Greenhill Textile Co., Ltd.")]),
        ("Hekou Tea Cooperative came. It hired women.", [("It", "Hekou Tea Cooperative")]),
        ("Shanhou Village is high up. Here people keep bees.", [("Here", "Shanhou Village")]),
        ("The last stop on the road is Shanhou Village. It is high up.", [("It", "Shanhou Village")]),
        (
            "After a long and rainy summer, Hekou Tea Cooperative hired men from Baihe Town. It paid them.",
            [("It", "Hekou Tea Cooperative")],
        ),
        (
            "After a long and rainy summer, Hekou Tea Cooperative met Peng Hua. It paid.",
            [("It", "Hekou Tea Cooperative")],
        ),
        (
            "Shanhou Village is high up. In May Peng Hua set up the Hekou Tea Cooperative. Now it has 131 households.",
            [("it", "Hekou Tea Cooperative")],
        ),
        (
            "Langao County met Pingli County. The county agreed.",
            [("county", "Pingli County")],
        ),
        ("Langao County is poor. Its roads are bad.", [("Its", "Langao County")]),
        (
            "Shanhou Village is high up. There works the Hekou Tea Cooperative. Its households left.",
            [("Its", "Shanhou Village")],
        ),
    ],
)
def test_resolve_anaphors_finds_what_is_meant(text: str, expected: list[tuple[str, str]]) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The county has bad roads.",
        "Langao County is poor. The poorest county of all has bad roads.",
        "Langao County is poor. It rains there.",
        "Langao County is poor. A company came.",
        "Langao County is poor. Its head left.",
        "Langao County is poor for its height.",
    ],
)
def test_resolve_anaphors_leaves_other_nouns_alone(text: str) -> None:
    assert meant(text) == []


def test_a_fact_told_through_an_anaphor_is_of_what_is_meant() -> None:
    text = OPENING + "Langao County is in the hills. Last year the county built 47 bridges."
    (observation,) = reading(text).observations
    assert [names(reading(text))[i] for i in observation.about] == ["Langao County"]
