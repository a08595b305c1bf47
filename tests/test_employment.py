"""Who works where."""

from __future__ import annotations

import pytest
from extracted import pairs

from extract.records import Property

OPENING = "Village news\n\n"


def works(text: str) -> set[tuple[str, str]]:
    return pairs(OPENING + text, Property.WORKS_FOR)


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Pan Guilan works at the Greenhill Shoe Factory.", "Greenhill Shoe Factory"),
        ("Pan Guilan, 47, has worked for Greenhill Textile Co., Ltd. since May.", "Greenhill Textile Co., Ltd."),
        ("Pan Guilan, who runs the Hekou Tea Cooperative, is glad.", "Hekou Tea Cooperative"),
        ("Pan Guilan is one of 64 women at the Rising Sun Sewing Workshop.", "Rising Sun Sewing Workshop"),
        ("The Hekou Tea Cooperative has recruited 64 women. Pan Guilan is one of them.", "Hekou Tea Cooperative"),
        ("Pan Guilan, 47, sews. She works in the Rising Sun Sewing Workshop.", "Rising Sun Sewing Workshop"),
    ],
)
def test_find_employment_reads_where_somebody_works(text: str, firm: str) -> None:
    assert works(text) == {("Pan Guilan", firm)}


@pytest.mark.parametrize(
    "text",
    [
        "Pan Guilan works in the fields.",
        "Pan Guilan visited the Greenhill Shoe Factory.",
        "Pan Guilan met the workers of the Greenhill Shoe Factory.",
        "Pan Guilan met one of her sons at the Greenhill Shoe Factory.",
        "Pan Guilan wants to work at the Greenhill Shoe Factory.",
    ],
)
def test_find_employment_finds_none_where_none_is_told(text: str) -> None:
    assert works(text) == set()
