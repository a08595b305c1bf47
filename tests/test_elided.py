"""Figures that leave their noun out."""

from __future__ import annotations

import pytest

from extract.figures import find_figures
from extract.language import load_language

OPENING = "A headline\n\n"


def shown(text: str) -> list[tuple[int, str]]:
    return [(int(f.value), f.unit.value) for f in find_figures(load_language()(OPENING + text), [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of the 88 households, 61 are poor.", [(88, "household"), (61, "household")]),
        ("The county has 370 laborers, of whom 210 have left.", [(370, "person"), (210, "person")]),
        ("The village has 1,635 people, 97 of them poor households.", [(1635, "person"), (97, "household")]),
        ("The fair drew 28 firms. Of them, 19 came from the coast.", [(28, "enterprise"), (19, "enterprise")]),
        ("The town has a population of 43,700.", [(43700, "person")]),
        ("It is a family of six.", [(6, "person")]),
        ("She bought 24 hens, sold 15 and kept the rest.", [(24, "animal"), (15, "animal")]),
        ("Income rose from 5,250 yuan to 8,940.", [(5250, "yuan"), (8940, "yuan")]),
        ("The shop employs 27.", [(27, "person")]),
        ("The number of migrant workers has reached 71,400.", [(71400, "person")]),
        ("Hu Jun invested 480,000 in the shop.", [(480_000, "yuan")]),
        ("The shop sold tea worth 960,000 yuan, against 430,000 in 2018.", [(960_000, "yuan"), (430_000, "yuan")]),
        ("The 24 women earn 2,600 yuan. Of them, 17 are mothers.", [(24, "person"), (2600, "yuan"), (17, "person")]),
        ("The fair drew 24 women. Among them, 17 were hired.", [(24, "person"), (17, "person")]),
        (
            "Workshops stood at 116: Langao 52, Pingli 31, and 13 elsewhere.",
            [(116, "workshop"), (52, "workshop"), (31, "workshop"), (13, "workshop")],
        ),
        (
            "Wages begin at 2,900 yuan a month, and quick hands touch 4,600.",
            [(2900, "yuan/month"), (4600, "yuan/month")],
        ),
        ("Monthly earnings run from 1,700 to 2,900 yuan.", [(1700, "yuan/month"), (2900, "yuan/month")]),
        ("Two township heads came with 24 keepers.", [(2, "person"), (24, "person")]),
        ("Pensioners draw a monthly allowance of 285.", [(285, "yuan/month")]),
    ],
)
def test_elided_takes_the_unit_from_the_words_before(text: str, expected: list[tuple[int, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("text", ["He dialled 114.", "The bus is the 27.", "It scored 88."])
def test_elided_counts_nothing_where_nothing_was_counted(text: str) -> None:
    assert shown(text) == []
