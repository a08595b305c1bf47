"""Figures in lines and tables."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from graph.cards import FIGURES, Line
from graph.figure_lines import around, cut, figure_line, figure_table, in_order, telling_line
from graph.told import Figure, Passage

SENTENCE = "She was treated free of charge, with the help of all the village, and was home in 40 days at last."
AT = SENTENCE.index("40 days")
PASSAGE = Passage(
    document="d", start=0, end=len(SENTENCE), words=SENTENCE, marks=((AT, AT + 7, "x:f"), (0, 3, "x:she"))
)
DAYS = Figure(iri="x:f", value=Decimal(40), unit="day", passages=(PASSAGE,))


def words(line: Line) -> str:
    return "".join(part.text for part in line.parts)


def test_a_figure_that_does_not_say_what_it_counts_has_the_words_around_it() -> None:
    assert words(telling_line(DAYS)) == "40 days: “… the help of all the village, and was home in 40 days at last.”"
    assert words(figure_line(DAYS)) == "40 days"
    assert telling_line(DAYS).pick == figure_line(DAYS).pick


@pytest.mark.parametrize("change", [{"counted": "working days"}, {"passages": ()}, {"iri": "x:g"}])
def test_one_that_says_it_or_that_no_sentence_marks_has_none(change: dict[str, object]) -> None:
    assert around(replace(DAYS, **change)) == ""  # type: ignore[arg-type]


def test_a_figure_told_by_several_articles_has_the_words_of_one() -> None:
    assert around(replace(DAYS, iri="x:g", also=("x:f",))) == around(DAYS)


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("It took 40 days.", 8, 15, "It took 40 days."),
        (f"40 days {'a ' * 40}", 0, 7, f"40 days {'a ' * 18}…"),
        ("x" * 200, 100, 102, f"{'x' * 200}"),
        ("two\nlines, 40 days", 11, 18, "two lines, 40 days"),
        ('"It was 40 days," said “she”.', 8, 15, "'It was 40 days,' said ‘she’."),
    ],
)
def test_words_are_never_cut(text: str, start: int, end: int, expected: str) -> None:
    assert cut(text, start, end) == expected


def test_a_table_has_the_words_too_and_the_way_to_all() -> None:
    table = figure_table("x:e", (replace(DAYS, period="2020"), replace(DAYS, iri="x:g", unit="ton")), 5)
    assert table.columns == ("When", "Figure")
    assert table.lines[0].cells[1][0].text.startswith("40 days: “…")
    assert (table.note, table.more and table.more.text) == ("2 of 5.", "All 5 figures")
    assert table.more and table.more.to == f"x:e{FIGURES}"


def test_figures_of_one_thing_stand_beside_each_other() -> None:
    rice = replace(DAYS, iri="x:r", unit="mu", counted="Rice")
    later = replace(rice, iri="x:s", counted="rice", period="2021")
    assert [f.iri for f in in_order([later, DAYS, rice])] == ["x:f", "x:r", "x:s"]
