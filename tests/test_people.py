"""Names of people: Han names, other names, single words, and what is none."""

from __future__ import annotations

import pytest
from spacy.tokens import Span

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


def found_by_words(text: str, *seen: tuple[int, int]) -> list[str]:
    """The people of a text of which the model sees only some spans."""
    doc = load_language()(text)
    doc.ents = [Span(doc, start, end, label="PERSON") for start, end in seen]
    return [n.span.text for n in find_people(doc, [])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Qiu Meizhen grows konjac.", ["Qiu Meizhen"]),
        ("Batu Mengke, 44, keeps camels.", ["Batu Mengke"]),
        ("Adil Sattar, an old carpenter, came.", ["Adil Sattar"]),
        ("Peng Hua came. Then Professor Peng spoke.", ["Peng Hua", "Peng"]),
        ("Batu Mengke keeps camels.", []),
    ],
)
def test_find_people_knows_names_by_the_words_alone(text: str, names: list[str]) -> None:
    assert found_by_words(text) == names


@pytest.mark.parametrize(
    ("text", "seen", "names"),
    [
        ("They met villager Batu Mengke there.", (2, 5), ["Batu Mengke"]),
        ("They met Batu Mengke there.", (2, 4), ["Batu Mengke"]),
        ("They met Batu Village there.", (2, 4), []),
        ("They drink Batu Mengke tea there.", (2, 4), []),
    ],
)
def test_find_people_checks_what_the_model_sees(text: str, seen: tuple[int, int], names: list[str]) -> None:
    assert found_by_words(text, seen) == names


@pytest.mark.parametrize("opening", ["Today", "Now", "Meanwhile"])
def test_word_that_opens_a_sentence_is_no_part_of_a_name(opening: str) -> None:
    assert found(f"The snow came. {opening} Lobsang, 58, a herder of Hesu village, keeps yaks.") == ["Lobsang"]
