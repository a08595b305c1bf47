"""Measures by their wording."""

from __future__ import annotations

import pytest
from extracted import programs

from extract.patterns import load
from extract.wordings import ACTS, NOUNS, SKIPPED, TYPES
from ontology.labels import PROGRAM_TYPES

OPENING = "Village news\n\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Langao County transferred 3,250 laborers to factories on the coast.", "labour-transfer"),
        ("Langao County sent workers by chartered train.", "labour-transfer"),
        ("Langao County carried out labor cooperation with Leqing City.", "labour-cooperation"),
        ("Langao County held 26 training courses.", "skills-training"),
        ("Langao County trained 640 farmers.", "skills-training"),
        ("Langao County held eight job fairs.", "recruitment-fair"),
        ("Langao County sent officials to poor households.", "paired-assistance"),
        ("Langao County created 380 public welfare posts.", "public-welfare-job"),
        ("Langao County hired forest rangers.", "public-welfare-job"),
        ("Langao County set up 27 poverty alleviation workshops.", "poverty-alleviation-workshop"),
        ("Langao County introduced community factories.", "community-factory"),
        ("Langao County named 14 leading enterprises.", "leading-enterprise"),
        ("Langao County vigorously developed characteristic industries.", "industry-development"),
        ("Langao County moved 460 households.", "relocation"),
        ("Langao County issued small loans.", "financial-support"),
        ("Langao County opened e-commerce stations.", "e-commerce"),
        ("Langao County developed rural tourism.", "tourism"),
        ("Langao County built 32 photovoltaic power stations.", "photovoltaic"),
        ("Langao County paid grassland subsidies.", "ecological-compensation"),
        ("Langao County opened a preschool.", "education"),
        ("Langao County built a village clinic.", "health"),
        ("Langao County renovated 460 houses.", "housing"),
        ("Langao County paved 46 kilometers of road.", "infrastructure"),
        ("Langao County raised the minimum living allowance.", "social-security"),
        ("Langao County registered laborers.", "labour-survey"),
    ],
)
def test_find_measures_knows_a_program_by_its_words(text: str, kind: str) -> None:
    assert ("Langao County", kind) in programs(OPENING + text)


@pytest.mark.parametrize(
    "text",
    [
        "Langao County has hills.",
        "Langao County will hold eight job fairs next year.",
        "Langao County did not hold a job fair.",
        "Langao County plans to build a village clinic.",
        "The Langao County Human Resources and Social Security Bureau paid 5,300 yuan.",
        "A recently built road runs through Langao County.",
        "Langao County is far from the job fairs.",
        "Job fairs tire Langao County.",
        "The number of job fairs in Langao County is not known.",
    ],
)
def test_find_measures_finds_none_where_nothing_was_done(text: str) -> None:
    assert programs(OPENING + text) == set()


def test_a_phrase_is_looked_for_without_what_is_read_past() -> None:
    phrases = [p for rows in ACTS.values() for a in rows for p in (*a.words, *a.further, *a.barred)]
    phrases += [p for rows in NOUNS.values() for p, _ in rows]
    assert [p for p in phrases if any("-" in w for w in p) or SKIPPED & set(p[1:])] == []


def _looked_for(phrase: str) -> tuple[str, ...]:
    first, *rest = phrase.split()
    return first, *(word for word in rest if word not in SKIPPED)


def _holds(longer: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return phrase != longer and any(longer[i : i + len(phrase)] == phrase for i in range(len(longer)))


def test_no_phrase_of_an_act_is_hidden_by_a_shorter_one_of_its_list() -> None:
    rows = [row for kind in TYPES for row in load("programs")[kind]["acts"]]
    lists = [[_looked_for(w) for w in row.get(name, ())] for row in rows for name in ("with", "and", "not")]
    assert {(p, q) for words in lists for p in words for q in words if _holds(p, q)} == set()


@pytest.mark.parametrize(
    "text",
    [
        "The director of Langao County explained how the fund works.",
        "The plant in Langao County turns out 2,000 carpets a year.",
        "Figures of Langao County show which roads are bad.",
    ],
)
def test_what_only_sounds_like_training_is_none(text: str) -> None:
    assert "skills-training" not in {kind for _, kind in programs(f"{OPENING}{text}")}


def test_who_is_stood_by_is_no_agent() -> None:
    told = programs(f"{OPENING}Leqing City has stood by Langao County since 2013, with doctors and teachers.")
    assert ("Leqing City", "paired-assistance") in told
    assert not any(who == "Langao County" for who, _ in told)


def test_every_type_of_the_patterns_is_one_of_the_ontologys() -> None:
    told = {kind for rows in NOUNS.values() for _, kind in rows} | {a.type for acts in ACTS.values() for a in acts}
    assert told <= set(PROGRAM_TYPES)
    assert set(PROGRAM_TYPES) == told
