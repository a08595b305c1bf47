"""Expressions of time, absolute and by the article's date."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates import find_times

DAY = "2021-06-18"


def periods(text: str, date: str = DAY) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.period) for t in find_times(text, date)]


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("It opened on March 9, 2017.", "March 9, 2017", "2017-03-09"),
        ("It opened on 9 March 2017.", "9 March 2017", "2017-03-09"),
        ("It opened on the 9th March.", "9th March", "2021-03-09"),
        ("It opened on October 3.", "October 3", "2020-10-03"),
        ("It opened in April of this year.", "April of this year", "2021-04"),
        ("It opened in November last year.", "November last year", "2020-11"),
        ("It opened in August 2016.", "August 2016", "2016-08"),
        ("From February to May this year, it sold tea.", "From February to May this year", "2021-02/2021-05"),
        ("It sold tea January to April 2019.", "January to April 2019", "2019-01/2019-04"),
        ("In the first five months of the year it grew.", "In the first five months", "2021-01/2021-05"),
        ("In the first half of 2018 it grew.", "In the first half of 2018", "2018-01/2018-06"),
        ("In the second half of last year it grew.", "In the second half of last year", "2020-07/2020-12"),
        ("It grew in the first quarter of 2021.", "the first quarter of 2021", "2021-01/2021-03"),
        ("By the end of April it had grown.", "By the end of April", "2021-04-30"),
        ("By the end of February 2016, it had grown.", "By the end of February 2016", "2016-02-29"),
        ("At the end of last year it had grown.", "At the end of last year", "2020-12-31"),
        ("Since 2018 it has grown.", "Since 2018", "2018/2021-06-18"),
        ("Since September 2019, it has grown.", "Since September 2019", "2019-09/2021-06-18"),
        ("From 2014 to 2017 it grew.", "From 2014 to 2017", "2014/2017"),
        ("It grew between 2014 and 2017.", "between 2014 and 2017", "2014/2017"),
        ("It opened three years ago.", "three years ago", "2018"),
        ("It opened last year.", "last year", "2020"),
        ("It opened this spring.", "this spring", "2021-03/2021-05"),
        ("It opened in the autumn of 2018.", "autumn of 2018", "2018-09/2018-11"),
        ("It opened in 2013.", "in 2013", "2013"),
        ("It grew in recent years and in the past five years.", "the past five years", ""),
        ("Three months later it opened.", "Three months later", ""),
        ("It grew in the first three quarters of 2020.", "in the first three quarters of 2020", "2020-01/2020-09"),
        ("Since March it has grown.", "Since March", "2021-03/2021-06-18"),
        ("Since November last year it has grown.", "Since November last year", "2020-11/2021-06-18"),
        ("Since the end of 2016 it has grown.", "Since the end of 2016", "2016/2021-06-18"),
        ("Since the beginning of this year it has grown.", "Since the beginning of this year", "2021-01/2021-06-18"),
        ("It opened in the spring of last year.", "spring of last year", "2020-03/2020-05"),
        ("Last winter it opened.", "Last winter", "2020-12/2021-02"),
        ("It opened the year before last.", "the year before last", "2019"),
        ("It opened in late 2018.", "in late 2018", "2018"),
        ("Between February 8 and May 30 it went round.", "Between February 8 and May 30", "2021-02-08/2021-05-30"),
        (
            "It went round from December 20 to January 10, 2021.",
            "from December 20 to January 10, 2021",
            "2020-12-20/2021-01-10",
        ),
        ("It went round from November to February.", "from November to February", "2020-11/2021-02"),
        ("Over 2019 and the year after it grew.", "Over 2019", "2019"),
        ("It went round from March 3 to 18, 2019.", "from March 3 to 18, 2019", "2019-03-03/2019-03-18"),
        ("From January to April 1.06 million yuan were spent.", "From January to April", "2021-01/2021-04"),
    ],
)
def test_find_times_makes_a_period(text: str, words: str, period: str) -> None:
    assert periods(text) == [(words, period)]


@pytest.mark.parametrize(
    "text", ["It opened last year.", "It opened in May.", "It grew in the first half.", "Since 2018 it grew."]
)
def test_find_times_leaves_open_what_only_the_articles_date_tells(text: str) -> None:
    assert [period for _, period in periods(text, "")] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "They may plant tea.",
        "A march of 40 men began.",
        "Room 2017 is empty.",
        "It sold 2015 baskets.",
        "Over 2000 households moved.",
        "They sold over 2015 baskets.",
        "It sells through 2000 stores.",
        "May he live long.",
    ],
)
def test_find_times_leaves_other_words_alone(text: str) -> None:
    assert periods(text) == []


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("That year it grew.", "That year", "2018"),
        ("In the same year it grew.", "In the same year", "2018"),
        ("In the first half of that year it grew.", "In the first half of that year", "2018-01/2018-06"),
        (
            "In the second quarter of the following year it grew.",
            "In the second quarter of the following year",
            "2019-04/2019-06",
        ),
        (
            "In the first three months of that year it grew.",
            "In the first three months of that year",
            "2018-01/2018-03",
        ),
        ("The following year it grew.", "The following year", "2019"),
        ("In April of the following year it grew.", "In April of the following year", "2019-04"),
        ("By the end of that year it had grown.", "By the end of that year", "2018-12-31"),
        ("Two years later it grew.", "Two years later", "2020"),
        ("Since then it has grown.", "Since then", "2018/2021-06-18"),
    ],
)
def test_find_times_counts_from_the_time_told_last(text: str, words: str, period: str) -> None:
    assert periods(f"It opened in 2018. {text}")[1:] == [(words, period)]


def test_since_then_counts_from_the_end_of_what_is_over() -> None:
    told = "It was dug from 2014 to 2017. Since then it has grown."
    assert periods(told)[1:] == [("Since then", "2017/2021-06-18")]


def test_find_times_tells_no_time_to_come_as_one_that_was() -> None:
    told = "It opened in 2021. By the end of the following year it"
    assert periods(told)[1:] == [("By the end of the following year", "")]


def test_find_times_needs_a_time_for_that_year_to_mean() -> None:
    assert periods("That year it grew.") == [("That year", "")]


def test_find_times_takes_no_impossible_day() -> None:
    assert periods("It opened on June 31, 2019.") == [("June 31, 2019", "")]


def test_find_times_reads_by_an_article_known_by_its_year_alone() -> None:
    assert periods("It opened in May.", "2021") == [("in May", "2021-05")]


WORDS = st.sampled_from(
    [
        "in",
        "since",
        "the end of",
        "first",
        "half",
        "May",
        "June 31",
        "of",
        "this year",
        "last year",
        "2019",
        "0",
        "13",
        "ago",
        ",",
        "-",
    ]
)
PERIOD = re.compile(r"(\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?)?")


@given(st.lists(WORDS, max_size=14), st.sampled_from(["", "2021", "2021-06", DAY]))
def test_times_lie_in_the_text_apart_and_are_iso(words: list[str], date: str) -> None:
    text = " ".join(words)
    times = find_times(text, date)
    assert all(0 <= t.start < t.end <= len(text) and PERIOD.fullmatch(t.period) for t in times)
    assert all(a.end <= b.start for a, b in pairwise(times))
