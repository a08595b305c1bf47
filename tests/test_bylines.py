"""Who made the report."""

from __future__ import annotations

import pytest

from extract.bylines import find_journalists
from extract.language import load_language


def found(text: str) -> list[str]:
    return [n.span.text for n in find_journalists(load_language()(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Roads reach the hills\n\nBy Ren Xiaolu\n\nThe road opened.", ["Ren Xiaolu"]),
        ("Roads reach the hills\n\nBy Ren Xiaolu and Gao Lei in Kunming\n\nIt opened.", ["Ren Xiaolu", "Gao Lei"]),
        ("Roads\n\nIt opened.\n\n(Our reporter Ren Xiaolu, correspondent Gao Lei)", ["Ren Xiaolu", "Gao Lei"]),
        ("Roads\n\nOur reporter Ren Xiaolu Gao Lei\n\nIt opened.", ["Ren Xiaolu", "Gao Lei"]),
        ("Roads\n\nIt opened (Photo by Xie Yun).", ["Xie Yun"]),
        ("Roads\n\nIt opened. Xinhua/Xie Yun", ["Xie Yun"]),
        ("Roads\n\nIt opened.\n\nRen Xiaolu Gao Lei", ["Ren Xiaolu", "Gao Lei"]),
        ("Roads\n\nIt opened.\n\nWords: Ren Xiaolu. Pictures: Gao Lei", ["Ren Xiaolu", "Gao Lei"]),
        ("Roads\n\nIt opened.\n\nReporter: Ren Xiaolu", ["Ren Xiaolu"]),
    ],
)
def test_find_journalists_reads_bylines_and_credits(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Roads\n\nBy the end of May, the road was open.",
        "Roads\n\nBy May, the road was open.",
        "Roads\n\nBy Hekou Bridge there is a shop.",
        "Roads\n\nRen Xiaolu told a reporter that the road was open.",
        "Roads\n\nThe road was open.\n\nGoodbye",
    ],
)
def test_find_journalists_finds_none_in_the_story(text: str) -> None:
    assert found(text) == []
