"""Events get the date that their own clause names, as exact as it is told; what only holds gets none."""

from __future__ import annotations

import pytest
from extracted import reading

from extract.records import Property


def dates(text: str, date: str = "2020-08") -> dict[str, str]:
    return {f.predicate.value: f.date for f in reading(text, date).facts if f.date}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2016 Fang Liang founded the Hekou Tea Cooperative.", {"founded": "2016"}),
        ("Fang Liang came home in 2015 and set up the Hekou Tea Cooperative.", {"founded": "2015"}),
        ("The Hekou Tea Cooperative was founded by Fang Liang in May 2018.", {"founded": "2018-05"}),
        (
            "Last year Greenhill Textile Co., Ltd. donated 85,000 yuan to the Hekou Tea Cooperative.",
            {"donatedTo": "2019"},
        ),
        (
            "In June Greenhill Textile Co., Ltd. signed an agreement with the Hekou Tea Cooperative.",
            {"agreementWith": "2020-06"},
        ),
        (
            "Greenhill Textile Co., Ltd. invested 3 million yuan in the Hekou Tea Cooperative on March 5, 2017.",
            {"investedIn": "2017-03-05"},
        ),
    ],
)
def test_an_event_has_the_date_of_its_clause(text: str, expected: dict[str, str]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fang Liang founded the Hekou Tea Cooperative.",
        "Fang Liang, who was born in 1971, founded the Hekou Tea Cooperative.",  # the year of another clause
        "Since 2016 Fang Liang has been director of the Dashu County Water Bureau.",  # a post holds, it doesn't happen
        "Since 2016 Greenhill Textile Co., Ltd. has invested 3 million yuan in the Hekou Tea Cooperative.",  # no day
    ],
)
def test_what_has_no_date_of_its_own_gets_none(text: str) -> None:
    assert dates(text) == {}


def test_a_relative_date_without_the_articles_stays_unknown() -> None:
    told = reading("Last year Fang Liang founded the Hekou Tea Cooperative.", "")
    assert [f.date for f in told.facts if f.predicate is Property.FOUNDED] == [""]
