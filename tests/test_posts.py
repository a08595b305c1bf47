"""Posts in government and party bodies, with their titles."""

from __future__ import annotations

import pytest
from extracted import kinds, names, pairs, reading

from extract.records import Property

OPENING = "Village news\n\n"


def posts(text: str) -> set[tuple[str, str, str]]:
    told = reading(OPENING + text)
    named = names(told)
    held = (f for f in told.facts if f.predicate is Property.HOLDS_POST_IN)
    return {(named[f.subject], f.title, named[f.object]) for f in held}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Pan Guilan, deputy director of the Langao County Transport Bureau, came.",
            ("Pan Guilan", "deputy director", "Langao County Transport Bureau"),
        ),
        (
            "The Langao County Transport Bureau's director Pan Guilan came.",
            ("Pan Guilan", "director", "Langao County Transport Bureau"),
        ),
        ("Peng Hua, 45, is Party secretary of Dashu Village.", ("Peng Hua", "Party secretary", "Dashu Village")),
        ("Peng Hua, first secretary of Dashu Village, came.", ("Peng Hua", "first secretary", "Dashu Village")),
        ("Deputy head of Langao County Peng Hua came.", ("Peng Hua", "Deputy head", "Langao County")),
        ("Peng Hua was appointed head of Langao County.", ("Peng Hua", "head", "Langao County")),
        (
            "Peng Hua, Party branch secretary of Dashu Village, came.",
            ("Peng Hua", "Party branch secretary", "Dashu Village"),
        ),
        (
            "Peng Hua, who heads the Langao County Transport Bureau, came.",
            ("Peng Hua", "head", "Langao County Transport Bureau"),
        ),
    ],
)
def test_find_posts_reads_holder_title_and_body(text: str, expected: tuple[str, str, str]) -> None:
    assert posts(text) == {expected}


def test_a_holder_of_a_post_is_an_official() -> None:
    text = OPENING + "Peng Hua, mayor of Ankang City, met Tang Fengqin, a farmer."
    told = kinds(text)
    assert (told["Peng Hua"], told["Tang Fengqin"]) == ("Official", "Person")


@pytest.mark.parametrize(
    "text",
    [
        "Peng Hua, former director of the Langao County Transport Bureau, came.",
        "The directors of the Langao County Transport Bureau met Peng Hua.",
        "The secretary met Peng Hua.",
        "Dashu Village cadres Peng Hua and Pan Guilan came.",
    ],
)
def test_find_posts_passes_over_former_and_unnamed_posts(text: str) -> None:
    assert posts(text) == set()


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Peng Hua, general manager of Greenhill Textile Co., Ltd., came.", "Greenhill Textile Co., Ltd."),
        ("Peng Hua is chairman of the Hekou Tea Cooperative.", "Hekou Tea Cooperative"),
        ("Greenhill Textile Co., Ltd. and its chairman, Peng Hua, came.", "Greenhill Textile Co., Ltd."),
        ("Greenhill Textile Co., Ltd., whose owner is Peng Hua, is new.", "Greenhill Textile Co., Ltd."),
        ("Peng Hua, a teacher at Baihe Middle School, came.", "Baihe Middle School"),
    ],
)
def test_a_title_in_a_firm_or_school_is_employment(text: str, firm: str) -> None:
    assert posts(text) == set()
    assert pairs(OPENING + text, Property.WORKS_FOR) == {("Peng Hua", firm)}
