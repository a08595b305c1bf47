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
        ("Roads reach the hills\n\nBy Ren Xiaoyan\n\nThe road opened.", ["Ren Xiaoyan"]),
        ("Roads reach the hills\n\nBy Ren Xiaoyan and Gao Feng in Kunming\n\nIt opened.", ["Ren Xiaoyan", "Gao Feng"]),
        ("Roads\n\nIt opened.\n\n(Our reporter Ren Xiaoyan, correspondent Gao Feng)", ["Ren Xiaoyan", "Gao Feng"]),
        ("Roads\n\nOur reporter Ren Xiaoyan Gao Feng\n\nIt opened.", ["Ren Xiaoyan", "Gao Feng"]),
        ("Roads\n\nIt opened (Photo by Xie Yun).", ["Xie Yun"]),
        ("Roads\n\nIt opened. Xinhua/Xie Yun", ["Xie Yun"]),
        ("Roads\n\nIt opened.\n\nRen Xiaoyan Gao Feng", ["Ren Xiaoyan", "Gao Feng"]),
        ("Roads\n\nIt opened.\n\nReporter: Ren Xiaoyan", ["Ren Xiaoyan"]),
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
        "Roads\n\nRen Xiaoyan told a reporter that the road was open.",
        "Roads\n\nThe road was open.\n\nGoodbye",
    ],
)
def test_find_journalists_finds_none_in_the_story(text: str) -> None:
    assert found(text) == []
