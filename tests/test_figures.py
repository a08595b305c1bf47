"""Figures by themselves: value, unit, bound, range, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.counted import Figure
from extract.dates import find_times
from extract.figures import find_figures
from extract.language import load_language

OPENING = "A headline\n\n"  # small numbers in the first line are rhetoric


def figures(text: str) -> list[Figure]:
    text = OPENING + text
    return find_figures(load_language()(text), find_times(text, "2021-06"))


def shown(text: str) -> list[tuple[str, str]]:
    """Value, or range, and unit of each figure."""
    return [(f"{f.value:f}" if f.top is None else f"{f.value:f}-{f.top:f}", f.unit.value) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The site houses 1,430 people.", [("1430", "person")]),
        ("Organized export of 2.9 ten thousand poor laborers is realized.", [("29000", "person")]),
        ("Some 460 households keep bees.", [("460", "household")]),
        ("Two families moved.", [("2", "family")]),
        ("Nine counties took part.", [("9", "county")]),
        ("Goods went to six provinces.", [("6", "province")]),
        ("A road reached 47 administrative villages.", [("47", "village")]),
        ("They set up 16 workshops, 5 cooperatives and 8 enterprises.",
         [("16", "workshop"), ("5", "cooperative"), ("8", "enterprise")]),
        ("The fair offered 3,150 jobs in 24 projects.", [("3150", "job"), ("24", "project")]),
        ("The family has an income of 6,450 yuan.", [("6450", "yuan")]),
        ("She earns 2,350 yuan a month.", [("2350", "yuan/month")]),
        ("A monthly wage of 2,350 yuan is paid.", [("2350", "yuan/month")]),
        ("The per capita monthly income of the workers reaches 2,350 yuan.", [("2350", "yuan/month")]),
        ("Each family gets 46,500 yuan a year.", [("46500", "yuan/year")]),
        ("They sold 130 lambs and 75 ewes.", [("130", "animal"), ("75", "animal")]),
        ("Tea covers 12,700 mu.", [("12700", "mu")]),
        ("Grass was sown on 2,640 hectares.", [("2640", "hectare")]),
        ("Tea covers 830 acres.", [("830", "acre")]),
        ("The road is 17 kilometers long.", [("17", "kilometre")]),
        ("The road is 17km long.", [("17", "kilometre")]),
        ("A ride takes 55 minutes.", [("55", "minute")]),
        ("The course lasted 15 days.", [("15", "day")]),
        ("Rent is free for three years.", [("3", "year")]),
        ("The orchard gave 480 tons of pears.", [("480", "ton")]),
        ("A total of 36 looms were bought.", [("36", "other")]),
        ("A firm lent $21,000.", [("21000", "other")]),
        ("They sold pears worth 4 million dollars.", [("4000000", "other")]),
        ("One-fifth of the land is terraced.", [("0.2", "fraction")]),
        ("Sales rose 14.5 percent.", [("14.5", "percent")]),
        ("The share of bad loans stands at 0.8 percent.", [("0.8", "percent")]),
        ("Tap water's reach was 93.4%.", [("93.4", "percent")]),
        ("The firm paid a 6-percent dividend.", [("6", "percent")]),
        ("The flock has shrunk by nearly a quarter since 2014.", [("0.2500", "fraction")]),
        ("Sales fell by a third in spring.", [("0.3333", "fraction")]),
        ("Income climbed 11.5 percent to 14,230 yuan.", [("11.5", "percent"), ("14230", "yuan")]),
        ("Income rose from 11,200 yuan in 2015 to 17,450 in 2019.", [("11200", "yuan"), ("17450", "yuan")]),
        ("The town pays 58 of them 1,450 yuan a month.", [("58", "person"), ("1450", "yuan/month")]),
        ("The list holds 7,310 households, down from 9,640 a year earlier.",
         [("7310", "household"), ("9640", "household")]),
        ("The firm has 410 workers, 30 more than in 2019.", [("410", "person"), ("30", "person")]),
        ("The town created 112 cleaning and greening posts.", [("112", "job")]),
        ("She earns 2,450 yuan a month, and her husband gets 2,150.", [("2450", "yuan/month"), ("2150", "yuan/month")]),
        ("Seven in ten pupils go by bus.", [("0.7", "fraction")]),
    ],
)  # fmt: skip
def test_find_figures_reads_value_and_unit(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(Decimal(v), u) for v, u in shown(text)] == [(Decimal(v), u) for v, u in expected]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("It hired 45 women.", "="),
        ("It hired more than 45 women.", ">"),
        ("It hired over 45 women.", ">"),
        ("It hired at least 45 women.", ">="),
        ("It hired no fewer than 45 women.", ">="),
        ("The course lasts no less than one year.", ">="),
        ("It hired fewer than 45 women.", "<"),
        ("It hired up to 45 women.", "<="),
        ("It hired not more than 45 women.", "<="),
        ("It did not hire more than 45 women.", "<="),
        ("It hired nearly 45 women.", "~"),
        ("It hired about 45 women.", "~"),
        ("It hired roughly 45 women.", "~"),
        ("Wages of 2,150 yuan or more are paid.", ">="),
        ("It hired 45 women or so.", "~"),
        ("Wages of 2,150 yuan plus a bonus are paid.", "="),
    ],
)
def test_find_figures_reads_the_bound(text: str, comparator: str) -> None:
    assert [f.comparator.value for f in figures(text)] == [comparator]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It hires 20 to 35 women.", "20-35", "person"),
        ("A picker earns 1,900-2,600 yuan a month.", "1900-2600", "yuan/month"),
        ("It takes two or three days.", "2-3", "day"),
        ("It hires between 20 and 35 women.", "20-35", "person"),
        ("Wages range from 1,800 to 3,100 yuan a month.", "1800-3100", "yuan/month"),
    ],
)
def test_find_figures_reads_a_range_as_one_figure(text: str, value: str, unit: str) -> None:
    assert shown(text) == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("It helped 345 registered poor laborers.", "registered poor laborers"),
        ("About one third of laborers stayed.", "laborers"),
        ("A 7-km road was built.", "km"),
        ("Sales were up 12.5 percent year on year.", ""),
        ("Four of the old mills stand empty.", "old mills"),
        ("It planted 700 young walnut trees last year.", "young walnut trees"),
    ],
)
def test_find_figures_keeps_what_is_counted(text: str, counted: str) -> None:
    assert [f.counted for f in figures(text)] == [counted]


@pytest.mark.parametrize(
    "text",
    [
        "Peng Hua, 52, grows rice.",
        "The 38-year-old grows rice.",
        "She is 61 years old.",
        "He was No. 3 in his class.",
        "He finished third, and his sister first.",
        "The school stands at 14 Main Street.",
        "The 2019 harvest was good.",
        "He married in 1998 and moved on March 7, 2012.",
        "One woman sang.",
        "Two of us went to town.",
        "Tens of thousands of trees grow there.",
        "Hundreds came.",
    ],
)
def test_find_figures_passes_over_ages_dates_ordinals_and_vague_numbers(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The firm did not hire 75 women.",
        "The firm plans to hire 75 women.",
        "If 75 women come, the firm opens.",
        "The firm would hire 75 women.",
        "The firm hopes to pay 3,300 yuan.",
    ],
)
def test_find_figures_passes_over_the_denied_planned_and_conditional(text: str) -> None:
    assert shown(text) == []


def test_find_figures_keeps_what_is_there_whatever_its_clause_says() -> None:
    assert shown("The town plans to move the remaining 75 households.") == [("75", "household")]


def test_find_figures_passes_over_the_numbers_in_names() -> None:
    text = OPENING + "He teaches at No. 4 Middle School."
    doc = load_language()(text)
    names = frozenset(t.i for t in doc if t.text in {"4", "No", "No."})
    assert find_figures(doc, [], names) == []


def test_small_numbers_of_a_headline_are_rhetoric() -> None:
    doc = load_language()("Three songs and one road")
    assert find_figures(doc, []) == []
