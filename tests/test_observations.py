"""What figures are about, when they hold and who says so."""

from __future__ import annotations

import pytest
from extracted import figures, names, reading, undated

from extract.records import Observation

OPENING = "Village news\n\n"


def only(text: str) -> Observation:
    (observation,) = figures(OPENING + text)
    return observation


def about(text: str) -> list[str]:
    named = names(reading(OPENING + text))
    return [named[i] for i in only(text).about]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Last year Langao County helped more than 3,250 poor laborers find jobs.", "Langao County"),
        ("By the end of May, 46 households of Shanhou Village had moved.", "Shanhou Village"),
        ("Greenhill Textile Co., Ltd. employs 265 women.", "Greenhill Textile Co., Ltd."),
        ("In 2018, per capita income in Baihe Town was 8,640 yuan.", "Baihe Town"),
        ("The mushroom base in Dashu Village covers 130 mu.", "mushroom base"),
        ("Qiu Meizhen has sold 85 goats.", "Qiu Meizhen"),
        ("Langao County is in the hills. There are 85 bridges.", "Langao County"),
        ("Langao, under Ankang City in Shaanxi, is the poorest of the city. There are 85 bridges.", "Langao"),
        ("Langao County's per capita income came to 9,180 yuan.", "Langao County"),
    ],
)
def test_observe_tells_what_a_figure_is_about(text: str, entity: str) -> None:
    assert about(text)[0] == entity


def test_a_group_that_is_one_count_of_several_is_not_what_the_others_are_about() -> None:
    text = OPENING + "Langao County is poor. At the end of 2016, 37 poor villages and 6,150 poor households remained."
    named = names(reading(text))
    households = next(o for o in figures(text) if o.value == 6150)
    assert [named[i] for i in households.about] == ["Langao County"]


def test_a_number_compared_with_takes_the_time_behind_it() -> None:
    first, second = figures(OPENING + "Langao County earned 38,500 yuan in 2018, compared with 11,700 in 2015.")
    assert (first.period, second.period) == ("2018", "2015")


def test_data_that_a_body_shows_are_said_by_it() -> None:
    text = "The Langao County Forestry Bureau's data show that Daba Town planted 3,000 mu last year."
    named = names(reading(OPENING + text))
    assert named[only(text).according_to] == "Langao County Forestry Bureau"


def test_a_quoted_i_measures_the_speaker() -> None:
    assert about('"I earn 3,150 yuan a month," said Tang Fengqin, a farmer in Dashu Village.')[0] == "Tang Fengqin"


def test_a_persons_figure_is_of_the_place_spoken_of_too() -> None:
    assert about("Langao County is hilly. Peng Hua has sold 85 goats.") == ["Peng Hua", "Langao County"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Last year Langao County helped 3,250 laborers.", "2020"),
        ("By the end of May, 46 households had moved.", "2021-05-31"),
        ("Since 2017, the village has planted 640 mu of walnuts.", "2017/2021-06"),
        ("In the first four months of this year, 640 mu were planted.", "2021-01/2021-04"),
        ("The village planted 640 mu of walnuts in October 2018.", "2018-10"),
        ("The village planted 640 mu of walnuts.", ""),
        ("By the end of March, 640 mu were planted, as many as in the same period last year.", "2021-03-31"),
        ("The village sold 640 sheep, twice as many as in 2018.", ""),
        ("Hu Jun, who was born in 1979, planted 640 mu of walnuts.", ""),
        ("Langao County, where it rained in 2018, planted 640 mu of walnuts.", ""),
        ("Hu Jun, who returned in 2015, planted 640 mu of walnuts.", ""),
    ],
)
def test_observe_tells_when_a_figure_holds(text: str, period: str) -> None:
    assert only(text).period == period


def test_of_a_fall_each_figure_has_its_own_time() -> None:
    text = "The number of poor in Langao County fell from 3,250 in 2016 to 640."
    assert [o.period for o in figures(OPENING + text)] == ["2016", ""]


def test_observe_leaves_open_when_last_year_was_in_an_article_without_date() -> None:
    (observation,) = undated(OPENING + "Last year Langao County helped 3,250 laborers.").observations
    assert observation.period == ""


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("According to the Ankang Statistics Bureau, 12,700 people were moved.", "Ankang Statistics Bureau"),
        ("Pan Guilan, head of the Langao County Transport Bureau, said that it had built 47 bridges.", "Pan Guilan"),
        ('"We earn 3,150 yuan a month," said Tang Fengqin.', "Tang Fengqin"),
        ('"I earn 3,150 yuan a month. That is enough," said Tang Fengqin.', "Tang Fengqin"),
        ("Statistics from the Langao County Forestry Bureau show that 640 mu were planted.",
         "Langao County Forestry Bureau"),
        ("Langao County built 47 bridges.", None),
    ],
)  # fmt: skip
def test_observe_tells_who_says_so(text: str, source: str | None) -> None:
    assert names(reading(OPENING + text)).get(only(text).according_to) == source


def test_a_figure_told_twice_is_one_observation_with_two_sentences() -> None:
    one = "Hekou Tea Cooperative paid its members 385,000 yuan."
    two = "The 385,000 yuan came in 2019."
    observation = only(f"{one} {two}")
    text = f"{OPENING}{one} {two}"
    assert [text[e.start : e.end] for e in observation.evidence] == [one, two]
    assert observation.period == "2019"


def test_the_same_small_number_of_other_things_is_another_observation() -> None:
    assert len(figures(OPENING + "The village has 24 ponds. It has 24 mills.")) == 2


def test_a_figure_has_its_place_in_the_text() -> None:
    text = OPENING + "The town moved nearly 460 poor households."
    (mention,) = (m for m in reading(text).mentions if m.body == "o1")
    assert text[mention.start : mention.end] == "nearly 460 poor households"


def test_a_paragraph_that_names_no_place_is_about_the_place_of_the_text() -> None:
    text = (
        "Tongwei County is dry. Tongwei County lies high. Tongwei County is poor.\n\n"
        "In Yangpo Village, 40 families grow apples.\n\n"
        "On schools. No child has left class, and 26,100 pupils were paid.\n"
    )
    told = reading(text)
    named = names(told)
    assert {named[o.about[0]] for o in told.observations if o.value == 26_100} == {"Tongwei County"}
    assert {named[o.about[0]] for o in told.observations if o.value == 40} == {"Yangpo Village"}
