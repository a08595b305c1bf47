"""The same figure as several articles tell it."""

from __future__ import annotations

from dataclasses import replace
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


def clashing(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """Two figures that contradict each other, as a store tells it."""
    return replace(one, against=(other.iri,)), replace(other, against=(one.iri,))


@pytest.mark.parametrize(
    "other",
    [figure("85", "b"), figure("85", "b", bound=">"), figure("60", "b", bound="~"), figure("60", "b", most="85")],
    ids=["number", "bound", "about", "range"],
)
def test_figures_that_differ_stand_together_whether_they_clash_or_not(other: Figure) -> None:
    one = figure("60")
    for pair in ((one, other), clashing(one, other)):
        (found,) = differing(reversed(pair))
        assert set(found.figures) == set(pair)
        assert found.clash is bool(pair[0].against)


def test_what_is_told_alike_in_several_articles_clashes_as_each_of_them() -> None:
    one, other = clashing(figure("60"), replace(figure("85", "b"), iri="c/85"))
    both = replace(other, iri="b/85", also=("c/85",), against=())
    (found,) = differing([one, both])
    assert found.clash


def test_things_that_go_by_their_unit_stand_together_only_where_they_clash() -> None:
    one, other = (figure(value, value, unit="workshop", counted="workshops") for value in ("60", "85"))
    assert differing([one, other]) == ()
    assert len(differing(clashing(one, other))) == 1


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
    (found,) = differing(clashing(figure("60"), figure("85", "b", bound=">")))
    section = difference_section(found)
    assert (section.title, section.beside) == ("Told differently: villagers, 2019", True)
    assert ["".join(p.text for p in line.parts) for line in section.lines] == ["60 villagers", "more than 85 villagers"]
    assert [line.passages[0].document for line in section.lines] == ["a", "b"]
    assert "can’t all be right" in section.note


def test_clashes_stand_before_what_can_hold_together() -> None:
    mild = [figure("5", bound=">", counted="acres of tea"), figure("9", "b", counted="acres of tea")]
    assert [d.clash for d in differing([*mild, *clashing(figure("60"), figure("85", "b"))])] == [True, False]
