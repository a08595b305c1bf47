"""The same figure as several articles tell it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.differing import difference_section, differing
from graph.told import Figure, Passage


def figure(value: str, article: str = "a", *, most: str = "", bound: str = "=", **told: str) -> Figure:
    """A figure of villagers of 2019, if nothing else is told."""
    published = told.pop("published", "2020-08")
    passage = Passage(document=article, start=0, end=9, words=f"{value} of them", published=published)
    told = {"unit": "person", "counted": "villagers", "period": "2019"} | told
    return Figure(
        iri=f"{article}/{value}",
        value=Decimal(value),
        most=Decimal(most) if most else None,
        bound=bound,
        passages=(passage,),
        **told,
    )


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (figure("60"), figure("85", "b"), True),
        (figure("60"), figure("85", "b", bound=">"), True),
        (figure("85", bound=">"), figure("90", "b"), False),
        (figure("85", bound="<="), figure("90", "b", bound=">="), True),
        (figure("100", bound="~"), figure("104", "b"), False),
        (figure("100", bound="~"), figure("106", "b"), True),
        (figure("80", most="90"), figure("85", "b"), False),
        (figure("80", most="90"), figure("91", "b"), True),
        (figure("85", bound=">"), figure("85", "b"), False),
    ],
)
def test_figures_that_differ_stand_together_and_say_whether_both_can_hold(
    one: Figure, other: Figure, clash: bool
) -> None:
    (found,) = differing([other, one])
    assert set(found.figures) == {one, other}
    assert found.clash is clash


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("60"), figure("60", "b")),
        (figure("60"), figure("85")),
        (figure("60"), figure("85", "b", period="2018")),
        (figure("60"), figure("85", "b", counted="growers")),
        (figure("60", unit="yuan", counted="yuan"), figure("85", "b", unit="yuan", counted="yuan")),
        (figure("60", period=""), figure("85", "b", period="", published="2021-01")),
        (figure("60", period="", published=""), figure("85", "b", period="", published="")),
    ],
    ids=["equal", "one article", "other time", "other thing", "of anything", "other year", "no time at all"],
)
def test_figures_that_are_equal_or_not_of_one_thing_and_time_are_no_difference(one: Figure, other: Figure) -> None:
    assert differing([one, other]) == ()


def test_figures_without_a_time_are_of_the_year_of_their_articles() -> None:
    (found,) = differing([figure("60", period=""), figure("85", "b", period="", published="2020-01-03")])
    assert (found.period, found.year) == ("", "2020")
    assert difference_section(found).title == "Told differently: villagers, as told in 2020"


def test_a_difference_is_told_side_by_side_with_its_sentences() -> None:
    (found,) = differing([figure("60"), figure("85", "b", bound=">")])
    section = difference_section(found)
    assert (section.title, section.beside) == ("Told differently: villagers, 2019", True)
    assert ["".join(p.text for p in line.parts) for line in section.lines] == ["60 villagers", "more than 85 villagers"]
    assert [line.passages[0].document for line in section.lines] == ["a", "b"]
    assert "can’t all be right" in section.note


def test_clashes_stand_before_what_can_hold_together() -> None:
    mild = [figure("5", bound=">", counted="acres of tea"), figure("9", "b", counted="acres of tea")]
    assert [d.clash for d in differing([*mild, figure("60"), figure("85", "b")])] == [True, False]
