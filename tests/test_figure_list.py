from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import StringIO

import pytest
from extracted import reading
from hypothesis import given
from hypothesis import strategies as st
from sample_reading import OBSERVATIONS, TEXT, sample
from stores import called, holding, tea, twice

from extract.records import Comparator, Document, Evidence, Observation, Reading, Unit
from graph import wording
from graph.figure_list import (
    LIMIT,
    PAGE,
    Filters,
    Group,
    Listed,
    View,
    as_csv,
    choices,
    filters_of,
    listed,
    page_line,
    passing,
    view,
)
from graph.queries import whole
from graph.store import Store
from ontology.iri import document_iri, place_iri

DATES = {"1": "2015", "2": "2016/2018", "3": "2017-06", "4": "2019-01/2019-06"}


def counting(*values: int, counted: str = "baskets", text: str = "Baskets are counted.", **told: object) -> Reading:
    """A reading that counts something."""
    evidence = (Evidence(start=0, end=len(text)),)
    observations = tuple(
        Observation(
            id=f"o{i}",
            value=Decimal(v),
            unit=Unit.OTHER,
            counted=counted,
            period=DATES.get(str(v), ""),
            evidence=evidence,
        )
        for i, v in enumerate(values)
    )
    return Reading(document=Document(text=text, **told), observations=observations)  # type: ignore[arg-type]


@cache
def dated() -> Store:
    """A store of the figures 1 to 5, all but the last with a time."""
    return holding(counting(1, 2, 3, 4, 5))


def words(store: Store, **wanted: str) -> list[str]:
    """The figures that pass, in words."""
    return [wording.figure(row.figure) for row in view(store, Filters(**wanted)).rows]


VILLAGERS = "more than 85 villagers"
YUAN = "20,000 to 20,000.5 yuan"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [VILLAGERS, YUAN]),
        ({"words": "village"}, [VILLAGERS]),
        ({"words": " VILL"}, [VILLAGERS]),
        ({"words": "yuan"}, []),
        ({"unit": "yuan"}, [YUAN]),
        ({"unit": "job"}, []),
        ({"thing": "person|villagers"}, [VILLAGERS]),
        ({"thing": "person|village"}, []),
        ({"thing": "yuan|"}, [YUAN]),
        ({"bound": ">"}, [VILLAGERS]),
        ({"bound": "="}, [YUAN]),
        ({"since": "2019", "until": "2019"}, [VILLAGERS]),
        ({"until": "2018"}, []),
        ({"words": "village", "unit": "yuan"}, []),
        ({"order": "largest"}, [YUAN, VILLAGERS]),
        ({"order": "smallest"}, [VILLAGERS, YUAN]),
    ],
)
def test_figures_pass_that_fit_every_filter(wanted: dict[str, str], expected: list[str]) -> None:
    assert words(tea(), **wanted) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Green Ridge Tea Co.", [VILLAGERS]),
        ("workshop in Upper Creek", [YUAN]),
        ("Upper Creek Village", [VILLAGERS, YUAN]),  # the workshop is in it
        ("Hebei Province", [VILLAGERS, YUAN]),
        ("Zhou Meiyu", []),
    ],
)
def test_figures_about_a_place_are_also_those_about_what_is_in_it(name: str, expected: list[str]) -> None:
    assert words(tea(), about=called(tea(), name)) == expected


def test_figures_pass_by_who_says_so_and_by_their_article() -> None:
    assert words(tea(), speaker=called(tea(), "Zhou Meiyu")) == [VILLAGERS]
    assert words(tea(), speaker=called(tea(), "Lin Anke")) == []
    assert words(twice(), article=document_iri(TEXT)) == [VILLAGERS, YUAN]
    assert len(words(twice())) == 4


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("", "", [1, 2, 3, 4, 5]),
        ("2015", "2015", [1]),
        ("2016", "2016", [2]),
        ("2017", "2017", [2, 3]),
        ("2018", "", [2, 4]),
        ("", "2016", [1, 2]),
        ("2010", "2030", [1, 2, 3, 4]),
        ("2020", "", []),
    ],
)
def test_times_overlap_the_years_that_are_asked_for(since: str, until: str, expected: list[int]) -> None:
    shown = view(dated(), Filters(since=since, until=until, order="smallest"))
    assert [int(row.figure.value) for row in shown.rows] == expected


@given(
    st.fixed_dictionaries(
        {
            "words": st.sampled_from(["", "vill", "x"]),
            "unit": st.sampled_from(["", "person", "yuan"]),
            "thing": st.sampled_from(["", "person|villagers", "yuan|", "job|jobs"]),
            "about": st.sampled_from(["", place_iri("130131"), place_iri("610000")]),
            "since": st.sampled_from(["", "2019", "2020"]),
            "until": st.sampled_from(["", "2018", "2019"]),
            "bound": st.sampled_from(["", "=", ">"]),
            "article": st.sampled_from(["", document_iri(TEXT)]),
        }
    )
)
def test_as_many_are_counted_as_are_listed(wanted: dict[str, str]) -> None:
    """Two questions hold the same filters."""
    filters = Filters(**wanted)
    assert view(twice(), filters).total == len(passing(twice(), filters))


def test_things_are_one_whatever_their_hyphens_and_capitals() -> None:
    store = holding(counting(1, counted="E-shops"), counting(2, counted="e shops", text="Shops are counted too."))
    shown = view(store, Filters(thing="other|e shops"))
    assert shown.total == 2
    assert shown.groups == (Group(unit="other", counted="E-shops", compared="e shops", count=2),)
    assert words(store, words="E-Shop", order="smallest") == ["1 E-shops", "2 e shops"]


def test_comparable_are_several_of_one_thing_and_what_is_chosen() -> None:
    assert [g.thing for g in view(twice(), Filters()).comparable] == ["person|villagers"]
    assert view(tea(), Filters()).comparable == ()
    chosen = view(tea(), Filters(thing="job|new jobs"))
    assert (chosen.total, [g.thing for g in chosen.comparable]) == (0, ["job|new jobs"])


def test_row_tells_what_the_figure_is_about() -> None:
    (first, second) = view(tea(), Filters()).rows
    assert set(first.subjects.split(", ")) == {"Green Ridge Tea Co.", "Upper Creek Village"}
    assert second.subjects == "workshop in Upper Creek"
    by_iri = {entry.iri: entry for entry in passing(tea(), Filters())}
    one, other = by_iri[second.figure.iri], by_iri[first.figure.iri]
    assert listed(tea(), [one, replace(one, iri=whole("observation/none")), other]) == [second, first]


def test_figures_of_an_article_are_in_the_order_of_its_text_the_newest_article_first() -> None:
    later = replace(sample().document, text=f"{TEXT}Later.", date="2022")
    store = holding(sample(), replace(sample(), document=later))
    rows = view(store, Filters()).rows
    assert [row.figure.passages[0].published for row in rows] == ["2022", "2022", "2020-08", "2020-08"]
    assert [wording.figure(row.figure) for row in rows] == [VILLAGERS, YUAN] * 2


def test_pages_hold_every_figure_once() -> None:
    store = holding(counting(*range(PAGE + 3)))
    pages = [view(store, Filters(order="smallest"), page) for page in (1, 2)]
    assert [(p.page, p.pages, p.total, len(p.rows)) for p in pages] == [(1, 2, PAGE + 3, PAGE), (2, 2, PAGE + 3, 3)]
    assert [int(row.figure.value) for p in pages for row in p.rows] == list(range(PAGE + 3))
    assert [view(store, Filters(), page).page for page in (-1, 0, 9)] == [1, 1, 2]


def test_no_more_are_listed_than_the_limit_and_all_are_counted() -> None:
    store = holding(counting(*range(LIMIT + 2)))
    shown = view(store, Filters(), LIMIT // PAGE)
    assert len(as_csv(store, Filters()).splitlines()) == LIMIT + 1
    assert (shown.total, shown.pages) == (LIMIT + 2, LIMIT // PAGE)
    assert page_line(shown, "newest") == (
        "Figures 4,801 to 5,000 of 5,002, the newest article first. "
        "The first 5,000 can be paged through and saved; filters bring up the rest."
    )


@pytest.mark.parametrize(
    ("rows", "total", "page", "expected"),
    [
        (1, 1, 1, "1 figure."),
        (7, 7, 1, "7 figures, the largest first."),
        (200, 203, 1, "Figures 1 to 200 of 203, the largest first."),
        (3, 203, 2, "Figures 201 to 203 of 203, the largest first."),
    ],
)
def test_page_says_how_many_of_how_many(rows: int, total: int, page: int, expected: str) -> None:
    (row, *_) = view(tea(), Filters()).rows
    shown = View(groups=(), comparable=(), rows=(row,) * rows, total=total, page=page, pages=2)
    assert page_line(shown, "largest") == expected


def test_filters_are_read_from_an_address() -> None:
    place, person = place_iri("130131"), called(tea(), "Zhou Meiyu")
    given = {"about": "place/130131", "speaker": "zhou meiyu", "unit": "person", "bound": ">", "words": " Vill "}
    filters, strange = filters_of(tea(), given | {"pick": "x", "page": "2"})
    assert filters == Filters(about=place, speaker=person, unit="person", bound=">", words="Vill")
    assert strange == []
    assert filters_of(tea(), {}) == (Filters(), [])
    assert not Filters(order="largest").narrow
    assert filters.narrow


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("about", "place/000000"), ("about", "two words"), ("speaker", "<x>"), ("article", "document/00"),
        ("article", "place/130131"), ("unit", "miles"), ("thing", "miles|long"), ("bound", "!"), ("order", "any"),
        ("since", "19"), ("until", "2019-01"), ("until", "²²²²"),
    ],
)  # fmt: skip
def test_what_means_nothing_here_filters_nothing_and_is_told(name: str, value: str) -> None:
    assert filters_of(tea(), {name: value}) == (Filters(), [value])


def test_years_the_wrong_way_round_are_turned() -> None:
    assert filters_of(tea(), {"since": "2020", "until": "2018"})[0] == Filters(since="2018", until="2020")


@given(st.text(max_size=12))
def test_no_address_breaks_a_filter(text: str) -> None:
    names = ("words", "unit", "thing", "about", "since", "until", "bound", "speaker", "article", "order")
    filters, _ = filters_of(tea(), dict.fromkeys(names, text))
    assert view(tea(), filters).total <= 2


def test_choices_are_what_there_is() -> None:
    found = choices(tea(), Filters())
    assert found.units == {"person": "people", "yuan": "yuan"}
    assert found.subjects["place/130131"] == "Pingshan County"
    assert "Hebei Province" in found.subjects.values()
    assert list(found.speakers.values()) == ["Zhou Meiyu"]
    assert list(found.articles.values()) == ["Tea brings them home · August 2020"]
    assert found.years == ("2019",)
    assert choices(dated(), Filters()).years == ("2015", "2016", "2017", "2018", "2019")


def test_choices_hold_what_is_chosen_though_no_figure_has_it() -> None:
    found = choices(tea(), Filters(speaker=called(tea(), "Lin Anke"), unit="job"))
    assert set(found.speakers.values()) == {"Zhou Meiyu", "Lin Anke"}
    assert found.units["job"] == "jobs"


def test_empty_store_has_nothing_to_choose_from() -> None:
    with Store.memory() as store:
        shown = view(store, Filters())
        assert (shown.total, shown.rows, shown.pages) == (0, (), 1)
        assert choices(store, Filters()).years == ()


def test_file_holds_a_row_for_each_figure_that_passes() -> None:
    text = as_csv(tea(), Filters()).decode("utf-8-sig")
    first, second = csv.DictReader(StringIO(text))
    assert (first["figure"], first["value"], first["max_value"], first["bound"]) == (VILLAGERS, "85", "", "more than")
    assert (first["unit"], first["period"], first["who_says_so"]) == ("people", "2019", "Zhou Meiyu")
    assert (first["article"], first["published"]) == ("Tea brings them home", "2020-08")
    assert first["sentence"] == "The company employs more than 85 villagers of Upper Creek."
    assert (second["value"], second["max_value"], second["bound"]) == ("20000", "20000.5", "")
    assert as_csv(tea(), Filters(unit="job")).decode("utf-8-sig").count("\r\n") == 1


def test_file_holds_more_than_a_page() -> None:
    store = holding(counting(*range(PAGE + 3)))
    assert as_csv(store, Filters()).decode().count("\r\n") == PAGE + 4


def test_figure_without_a_bound_told_is_an_equal() -> None:
    bare = replace(OBSERVATIONS[1], comparator=Comparator.EQUAL)
    store = holding(replace(sample(), observations=(bare,), facts=(), mentions=()))
    (row,) = view(store, Filters(bound="=")).rows
    assert isinstance(row, Listed)
    assert row.figure.bound == "="


def test_figures_that_are_contradicted_can_be_had_alone() -> None:
    built = "In 2019, {} County built {} bridges."
    told = [built.format(*what) for what in (("Shiqian", 60), ("Shiqian", 90), ("Sinan", 30))]
    store = holding(*map(reading, told))
    assert sorted(words(store)) == ["30 bridges", "60 bridges", "90 bridges"]
    assert sorted(words(store, against="yes")) == ["60 bridges", "90 bridges"]
    assert choices(store, Filters()).against
    assert not choices(tea(), Filters()).against
    assert filters_of(store, {"against": "yes"}) == (Filters(against="yes"), [])
    assert filters_of(store, {"against": "perhaps"}) == (Filters(), ["perhaps"])
