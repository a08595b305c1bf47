"""Names of people: Han names, other names, single words, and what is none."""

from __future__ import annotations

import pytest

from extract.language import load_language
from extract.people import find_people
from extract.places import find_places
from ontology.gazetteer import load


def found(text: str) -> list[str]:
    doc = load_language()(text)
    return [n.span.text for n in find_people(doc, find_places(doc, load()))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Qiu Meizhen grows konjac.", ["Qiu Meizhen"]),
        ("The carpenter Xiong Bo and his wife Pan Guilan moved.", ["Xiong Bo", "Pan Guilan"]),
        ("Pema Norbu, a herder, sold yaks.", ["Pema Norbu"]),
        ("A woman surnamed Fan came back.", ["Fan"]),
        ("A girl named Yangzom sings.", ["Yangzom"]),
        ("Xu Guangliang lost his land. Old Xu moved.", ["Xu Guangliang", "Old Xu"]),
        ("Peng Hua, 52, grows rice. Peng has a truck.", ["Peng Hua", "Peng"]),
        ("Secretary Xiong Bo of the town came.", ["Xiong Bo"]),
        ("Batu Mengke, 44, keeps camels.", ["Batu Mengke"]),
    ],
)
def test_find_people_finds_names(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Potatoes feed the village.",
        "New Year came.",
        "Han and Yi people live there.",
        "They walked to Langao County.",
        "Nobody paid 8,640 yuan.",
        "Party members met in the hall.",
        "Walnut Planting Technology was taught.",
    ],
)
def test_find_people_makes_nobody_of_other_words(text: str) -> None:
    assert found(text) == []
