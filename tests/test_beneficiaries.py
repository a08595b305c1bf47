"""Whom a program helped, by name."""

from __future__ import annotations

import pytest
from extracted import pairs

from extract.records import Property

TRAINED = "The Zheng'an County Employment Bureau has trained 640 cooks since January. "


def gainers(text: str) -> set[str]:
    return {person for _, person in pairs(text, Property.BENEFITS)}


@pytest.mark.parametrize(
    "text",
    [
        TRAINED + "One of them is Luo Chunxiu, 38.",
        TRAINED + "One is Luo Chunxiu, 38.",
        TRAINED + "Luo Chunxiu was one of the first.",
        TRAINED + "Luo Chunxiu is among them.",
        "Zheng'an County sent 1,200 workers to Ningbo. Luo Chunxiu rode in the third bus.",
        "Luo Chunxiu's family was moved by Zheng'an County to a new settlement in 2018.",
        "Luo Chunxiu borrowed 50,000 yuan from the Zheng'an County Rural Credit Cooperative.",
        "Luo Chunxiu has taken part in three training classes of the Zheng'an County Women's Federation.",
    ],
)
def test_helped_are_those_who_get_or_do_what_a_measure_is_for(text: str) -> None:
    assert gainers(text) == {"Luo Chunxiu"}


@pytest.mark.parametrize(
    "text",
    [
        TRAINED + "Luo Chunxiu drove the bus.",
        TRAINED + "Luo Chunxiu was in the second car.",
        "Luo Chunxiu teaches in the sewing course of Zheng'an County.",
        "The Zheng'an County Employment Bureau has trained 640 cooks but never hired Luo Chunxiu.",
        "The Zheng'an County Rural Credit Cooperative refused Luo Chunxiu a loan.",
    ],
)
def test_helped_are_not_those_who_stand_beside_it(text: str) -> None:
    assert gainers(text) == set()
