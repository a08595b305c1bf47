"""What the words around a product say of who lives by it."""

from __future__ import annotations

import pytest
from extracted import pairs

from extract.records import Property


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Hengtai Foods, a tea maker from Shunde District, opened a plant.", "Hengtai Foods"),
        ("Hengtai Foods, a producer of walnuts, opened a plant.", "Hengtai Foods"),
        ("The money went into angelica, the root on which half of Cangwu County's families depend.", "Cangwu County"),
        ("Stone, however, is what Cangwu County was known for.", "Cangwu County"),
        ("Two thirds of the farmers in Cangwu County make a living from tea.", "Cangwu County"),
    ],
)
def test_whoever_is_said_to_live_by_it(text: str, owner: str) -> None:
    assert owner in {s for s, _ in pairs(text, Property.HAS_INDUSTRY)}


@pytest.mark.parametrize(
    "text",
    [
        "Hengtai Foods, a hotel owner, gave its guests tea.",
        "The money went into angelica, the root that merchants came for, and Cangwu County built a road.",
        "Farmers in Cangwu County drink tea.",
    ],
)
def test_who_only_meets_it_does_not_live_by_it(text: str) -> None:
    assert not pairs(text, Property.HAS_INDUSTRY)
