"""The names of one person brought together, and two people of one surname kept apart."""

from __future__ import annotations

import pytest
from extracted import entities, kinds

from extract.records import PEOPLE

OPENING = "Village news\n\n"


def people(text: str) -> dict[str, set[str]]:
    return entities(OPENING + text, *PEOPLE)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Xu Guangliang lost his land. Old Xu moved to town.", {"Xu Guangliang", "Old Xu"}),
        ("Peng Hua, 52, grows rice. Last year Peng bought a truck.", {"Peng Hua", "Peng"}),
        ("Pema Norbu, a herder, sold yaks. Norbu has a truck.", {"Pema Norbu", "Norbu"}),
        (
            "Zhao Xiaoming sews. Zhao Xiao Ming is glad. Lao Zhao sings.",
            {"Zhao Xiaoming", "Zhao Xiao Ming", "Lao Zhao"},
        ),
        ("Zhao Guangming, 41, sews. Zhao Bright is glad.", {"Zhao Guangming", "Zhao Bright"}),
        ("Lau Siu-wai, 41, teaches. Lau is glad.", {"Lau Siu-wai", "Lau"}),
        ("Zhao Xiao-ming sews. Zhao Xiaoming is glad.", {"Zhao Xiao-ming", "Zhao Xiaoming"}),
        ("Abdureyim Memet, 41, bakes. Later Abdurehim Memet, 41, sold bread.", {"Abdureyim Memet", "Abdurehim Memet"}),
    ],
)
def test_the_names_of_one_person_are_one(text: str, forms: set[str]) -> None:
    assert list(people(text).values()) == [forms]


def test_two_people_of_one_surname_stay_apart() -> None:
    told = people("Zhang Wei, 35, grows rice. Zhang Weimin, 28, sews. The clerk Zhang Min came too.")
    assert told == {"Zhang Wei": {"Zhang Wei"}, "Zhang Weimin": {"Zhang Weimin"}, "Zhang Min": {"Zhang Min"}}


def test_a_surname_alone_means_its_bearer_named_last() -> None:
    told = people("Tan Jun, 35, grows rice. Tan Hong, 28, sews. Old Tan is glad.")
    assert told["Tan Hong"] == {"Tan Hong", "Old Tan"}
    assert told["Tan Jun"] == {"Tan Jun"}


def test_two_people_of_one_first_name_stay_apart() -> None:
    assert len(people("Abdureyim Memet, 41, bakes. Abdureyim Tohti, 38, sells bread.")) == 2


def test_a_surname_that_nobody_bears_is_another_person() -> None:
    assert people("Xu Guangliang, 61, keeps bees. Old Wen is glad.")["Xu Guangliang"] == {"Xu Guangliang"}


def test_similar_short_names_are_two_people() -> None:
    assert len(people("Liu Fang, 35, grows rice. Liu Fan, 28, sews.")) == 2


def test_a_person_and_a_place_of_one_word_stay_apart() -> None:
    told = kinds(OPENING + "Fan Dayong, 35, grows dates. He left Fan County of Henan Province.")
    assert (told["Fan Dayong"], told["Fan County"]) == ("Person", "County")
