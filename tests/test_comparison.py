from __future__ import annotations

from decimal import Decimal

import pytest

from graph.comparison import MOST, Bar, compared, thing
from graph.figure_list import Group, Listed, View, can_compare
from graph.queries import Named
from graph.told import Figure, Passage

VILLAGE = Named(iri="v", label="Upper Creek", kind="Village")


def group(unit: str, counted: str = "", count: int = 2) -> Group:
    return Group(unit=unit, counted=counted, compared=counted, count=count)


def row(value: str, *, most: str = "", bound: str = "=", period: str = "", headline: str = "Tea") -> Listed:
    passage = Passage(document="d", start=0, end=4, words="Tea.", headline=headline)
    figure = Figure(
        iri=value,
        value=Decimal(value),
        unit="job",
        most=Decimal(most) if most else None,
        bound=bound,
        counted="jobs",
        period=period,
        passages=(passage,),
    )
    return Listed(figure=figure, about=(VILLAGE,))


def shown(*rows: Listed, groups: tuple[Group, ...] = (), total: int = 0) -> View:
    found = groups or (group("job", "jobs", len(rows)),)
    return View(groups=found, comparable=(), rows=rows, total=total or len(rows), page=1, pages=1)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (group("job", "new jobs"), True),
        (group("job", "jobs"), True),
        (group("person"), True),
        (group("percent", "villagers"), True),
        (group("percent"), False),
        (group("yuan", "yuan"), False),
        (group("yuan", "RMB"), False),
        (group("yuan", "dividends"), True),
        (group("yuan/month", "yuan"), True),
        (group("kilometre", "km"), False),
        (group("other"), False),
        (group("other", "baskets"), True),
    ],
)
def test_values_compare_only_where_it_is_told_what_they_measure(found: Group, expected: bool) -> None:
    assert can_compare(found) is expected


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([group("job"), group("person")], "No chart, since these figures are in 2 units: jobs and people."),
        (
            [group("job"), group("person"), group("mu"), group("yuan")],
            "No chart, since these figures are in 4 units: jobs, people, mu and others.",
        ),
        (
            [group("person", "villagers"), group("person", "women")],
            "No chart, since these figures count 2 kinds of things: villagers and women.",
        ),
        (
            [group("yuan", "yuan")],
            "No chart, since the words at these figures give their unit, yuan, but not what they measure.",
        ),
        (
            [group("yuan", "yuan"), group("yuan", "")],
            "No chart, since the words at these figures give their unit, yuan, but not what they measure.",
        ),
        ([group("job", "jobs", 1)], "No chart, since one figure has nothing to be compared with."),
    ],
)
def test_it_is_told_why_there_is_no_chart(groups: list[Group], expected: str) -> None:
    found = compared(shown(row("1"), row("2"), groups=tuple(groups)))
    assert (found.bars, found.note) == ((), expected)


def test_where_some_of_the_figures_compare_it_is_told_how_to() -> None:
    jobs, money = group("job", "jobs"), group("yuan", "yuan")
    mixed = View(groups=(jobs, money), comparable=(jobs,), rows=(row("1"),), total=4, page=1, pages=1)
    assert compared(mixed).note.endswith("jobs and yuan. For one, choose one kind of them to compare.")
    money_only = View(groups=(money,), comparable=(money,), rows=(row("1"),), total=2, page=1, pages=1)
    assert compared(money_only).note.endswith("not what they measure.")


def test_no_chart_of_nothing() -> None:
    empty = View(groups=(), comparable=(), rows=(), total=0, page=1, pages=1)
    assert compared(empty).note == "No chart, since no figure passes the filters."


def test_bars_tell_bounds_ranges_and_times() -> None:
    found = compared(shown(row("20", most="30", period="2019"), row("51000", bound=">")))
    assert (found.title, found.unit) == ("jobs", "jobs")
    assert found.bars == (
        Bar(label="Upper Creek, 2019", words="20 to 30 jobs", value=20, most=30, period="2019", source="Tea"),
        Bar(label="Upper Creek", words="more than 51,000 jobs", value=51000, most=51000, period="", source="Tea"),
    )
    assert found.note == "A bar shows the number told; “more than” and the like are in the words above it."


def test_bars_have_labels_of_their_own() -> None:
    rows = [row("1"), row("2", headline="Reed"), row("3", headline="Reed"), row("4", period="2019")]
    assert [bar.label for bar in compared(shown(*rows)).bars] == [
        "Upper Creek · Tea", "Upper Creek · Reed (1)", "Upper Creek · Reed (2)", "Upper Creek, 2019",
    ]  # fmt: skip


def test_chart_says_of_how_many_it_shows_the_first() -> None:
    found = compared(shown(*(row(str(i)) for i in range(MOST + 5)), total=300))
    assert len(found.bars) == MOST
    assert found.note == f"The first {MOST} of the 300 in the table."


def test_amounts_by_the_month_say_where_to_find_what_they_are_for() -> None:
    found = compared(shown(row("1"), row("2"), groups=(group("yuan/month", "yuan"),)))
    assert len(found.bars) == 2
    assert "stands in its sentence" in found.note


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (group("job", "New jobs"), "New jobs"),
        (group("job"), "jobs"),
        (group("yuan/month", "yuan"), "yuan a month"),
        (group("percent", "villagers"), "villagers (percent)"),
    ],
)
def test_thing_is_put_in_words(found: Group, expected: str) -> None:
    assert thing(found) == expected
