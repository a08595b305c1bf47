"""Places whose type stands apart from their name."""

from __future__ import annotations

import pytest

from extract.introduced import introduced
from extract.language import load_language


def found(text: str) -> list[tuple[str, str]]:
    return [(span.text, kind.value) for span, kind, _ in introduced(load_language()(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They came to Shanhou, a mountain village in the north.", ("Shanhou", "Village")),
        ("They came to a village called Shanhou.", ("Shanhou", "Village")),
        ("Her village is called Shanhou.", ("Shanhou", "Village")),
        ("He left his home village, Shanhou, in May.", ("Shanhou", "Village")),
        ("They came to Baihe, a small town on the river.", ("Baihe", "Township")),
        ("They came to Baihe, which is a town of Langao.", ("Baihe", "Township")),
    ],
)
def test_introduced_finds_a_place_by_what_it_is_called(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They came to Shanhou and Dashu villages.", ["Shanhou", "Dashu"]),
        ("Workers from Ziyang, Langao and Pingli counties came.", ["Ziyang", "Langao", "Pingli"]),
        ("Workers from Ziyang, Langao, and Pingli counties came.", ["Ziyang", "Langao", "Pingli"]),
        ("Three villages, Shanhou, Dashu and Hejia, have joined.", ["Shanhou", "Dashu", "Hejia"]),
        ("They came to the two towns of Baihe and Longtan.", ["Baihe", "Longtan"]),
        ("They came to the villages of Baihe and Longtan.", []),
        ("They came to the 40 villages of Baihe and Longtan.", []),
        ("Tea grows in Han and Yi villages.", []),
        ("Workers from Langao counties came.", []),
    ],
)
def test_introduced_unfolds_a_list_beside_a_type_in_the_plural(text: str, names: list[str]) -> None:
    assert [name for name, _ in found(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "They came to Shanhou, a firm with a village shop.",
        "They came to a village in the north.",
        "A village called the county.",
        "He left his home village, and Tang Fengqin left too.",
    ],
)
def test_introduced_finds_none_where_none_is_told(text: str) -> None:
    assert found(text) == []
