"""What is told of an entity in the order of time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from stores import called, tea, twice

from graph.reader import Reader
from graph.timeline import PRECISIONS, Moment, precision, timeline, timeline_section
from graph.told import Figure, Known, find


def known(reader: Reader, name: str) -> Known:
    found = find(reader, called(reader, name))
    assert found is not None
    return found


def words(moment: Moment) -> str:
    return "".join(part.text for part in moment.line.parts)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2019", "year"),
        ("2019-01/2019-12", "year"),
        ("2019-01/2019-06", "half-year"),
        ("2019-07/2019-12", "half-year"),
        ("2019-03/2019-05", "span"),
        ("2016/2018", "span"),
        ("2019-01-01/2019-06-30", "span"),
        ("2020-08", "month"),
        ("2020-08-18", "day"),
        ("2020-08-18/2020-08-18", "day"),
        ("", ""),
        ("last year", ""),
        ("2020-13", ""),
    ],
)
def test_precision_of_a_time(period: str, expected: str) -> None:
    assert precision(period) == expected


def test_facts_and_figures_stand_in_the_order_of_time() -> None:
    assert [words(moment) for moment in timeline(known(twice(), "Pingshan County"))] == [
        "2017: was taken off the national list of poor counties (official list)",
        "2019: runs skills training program",
    ]
    figure = timeline(known(tea(), "Green Ridge Tea Co."))[0]
    assert words(figure) == "2019: more than 85 villagers, according to Zhou Meiyu"
    assert figure.line.passages[0].words == "The company employs more than 85 villagers of Upper Creek."


def test_of_one_beginning_the_widest_stands_first() -> None:
    periods = ("2020-01-01", "2020-01", "2020-01/2020-06", "2020", "2020/2022", "2019-12-31", "soon")
    figures = tuple(Figure(iri=p, value=Decimal(1), unit="job", period=p) for p in periods)
    found = timeline(Known(entity=known(tea(), "tea").entity, figures=figures))
    assert [moment.period for moment in found] == [
        "2019-12-31", "2020/2022", "2020", "2020-01/2020-06", "2020-01", "2020-01-01",
    ]  # fmt: skip
    assert [moment.precision for moment in found[1:]] == list(PRECISIONS)


def test_a_time_is_told_once_in_the_table() -> None:
    told = known(tea(), "Green Ridge Tea Co.")
    told = replace(told, figures=(told.figures[0], replace(told.figures[0], iri="x", counted="growers")))
    cells = [line.cells for line in timeline_section(told).lines]
    assert [cell[0][0].text if cell[0] else "" for cell in cells] == ["2019", ""]
    assert all("2019" not in "".join(part.text for part in cell[1]) for cell in cells)
