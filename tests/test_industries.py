"""Lines of business and products by name."""

from __future__ import annotations

import pytest

from extract.industries import find_industries, is_business, stem
from extract.language import load_language


def found(text: str) -> list[str]:
    return [n.span.text for n in find_industries(load_language()(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The county fosters the walnut industry.", ["walnut industry"]),
        ("Vegetable processing brings work.", ["Vegetable processing"]),
        ("The town lives by rural tourism and tea planting.", ["rural tourism", "tea planting"]),
        ("He grows konjac and keeps goats.", ["konjac", "goats"]),
        ("The firm makes brooms and sells honey.", ["brooms", "honey"]),
        ("Black pigs and navel oranges sell well.", ["Black pigs", "navel oranges"]),
    ],
)
def test_find_industries_finds_trades_and_products(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "New industries came.",
        "The industry grew.",
        "Many local industries closed.",
        "Poor people left for work.",
        "Bamboo shoots are sold.",
    ],
)
def test_find_industries_finds_no_trade_where_none_is_named(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tea industry", "tea"),
        ("Potatoes", "potato"),
        ("walnut industry chain", "walnut"),
        ("peaches", "peach"),
        ("grass", "grass"),
    ],
)
def test_stem_leaves_number_and_head_out(text: str, expected: str) -> None:
    assert stem(load_language()(text)[:]) == expected


@pytest.mark.parametrize(("text", "expected"), [("walnut industry", True), ("tea planting", True), ("walnuts", False)])
def test_is_business_tells_a_trade_from_a_product(text: str, expected: bool) -> None:
    assert is_business(load_language()(text)[:]) is expected
