"""Who runs a program, where, and for whom."""

from __future__ import annotations

import pytest
from extracted import names, pairs, programs, reading

from extract.records import Kind, Property
from extract.runners import SURE

OPENING = "Village news\n\n"


@pytest.mark.parametrize(
    ("text", "runner"),
    [
        ("Langao County held eight job fairs.", "Langao County"),
        ("In Langao County, eight job fairs were held.", "Langao County"),
        ("Eight job fairs were held by the Langao County Labor Bureau.", "Langao County Labor Bureau"),
        ("Langao County is hilly. Last year the county held eight job fairs.", "Langao County"),
        ("Langao County, which held eight job fairs, is hilly.", "Langao County"),
    ],
)
def test_find_programs_tells_who_runs_it(text: str, runner: str) -> None:
    assert programs(OPENING + text) == {(runner, "recruitment-fair")}


def test_two_places_with_one_measure_have_two_programs() -> None:
    text = OPENING + "Langao County held eight job fairs. Pingli County held nine job fairs."
    assert programs(text) == {("Langao County", "recruitment-fair"), ("Pingli County", "recruitment-fair")}


def test_a_measure_told_twice_is_one_program_with_two_sentences() -> None:
    one, two = "Langao County held eight job fairs.", "This year Langao County held another job fair."
    text = f"{OPENING}{one} {two}"
    told = reading(text)
    assert [e.label for e in told.entities if e.kind is Kind.PROGRAM] == ["Recruitment fair (Langao County)"]
    (fact,) = (f for f in told.facts if f.predicate is Property.IMPLEMENTS)
    assert [text[e.start : e.end] for e in fact.evidence] == [one, two]


def test_find_programs_tells_where_it_is_meant_for() -> None:
    text = OPENING + "Shaanxi Province built poverty alleviation workshops in Langao County and Pingli County."
    covered = pairs(text, Property.COVERS)
    assert {place for _, place in covered} == {"Langao County", "Pingli County"}


def test_find_programs_tells_whom_it_helped() -> None:
    text = OPENING + "The Langao County Labor Bureau trained Tang Fengqin."
    assert {person for _, person in pairs(text, Property.BENEFITS)} == {"Tang Fengqin"}


def test_a_quoted_we_runs_what_the_speakers_body_runs() -> None:
    text = OPENING + '"We held eight job fairs," said Pan Guilan, director of the Langao County Labor Bureau.'
    assert programs(text) == {("Langao County Labor Bureau", "recruitment-fair")}


def test_a_person_runs_no_program() -> None:
    assert programs(OPENING + "Tang Fengqin trained 24 women.") == set()


def test_where_the_doer_told_runs_nothing_the_likeliest_body_around_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.programs.find_runner", lambda *_: (None, SURE))
    assert programs(OPENING + "Langao County trained 24 women.") == {("Langao County", "skills-training")}


def test_a_program_is_labelled_by_its_type_and_who_runs_it() -> None:
    told = reading(OPENING + "Langao County moved 460 households.")
    assert "Relocation (Langao County)" in names(told).values()


@pytest.mark.parametrize(
    ("text", "runner", "kind"),
    [
        ("Free courses are offered at the Langao Vocational School.", "Langao Vocational School", "skills-training"),
        ("At the Langao Vocational School, she took a sewing course.", "Langao Vocational School", "skills-training"),
        ("Experts from Northwest University taught villagers pruning.", "Northwest University", "skills-training"),
        ("Tap water has reached every household in Langao County.", "Langao County", "infrastructure"),
        ("The dam was financed by Leqing City, and Pingli County paved two roads.", "Pingli County", "infrastructure"),
        (
            "She receives a subsidy from the Pingli County Finance Bureau.",
            "Pingli County Finance Bureau",
            "financial-support",
        ),
        ("Langao County is poor. Each family was given 20 chickens.", "Langao County", "industry-development"),
        ("Langao County is poor. With an interest-free loan, she bought goats.", "Langao County", "financial-support"),
    ],
)
def test_find_programs_tells_who_runs_what_others_get(text: str, runner: str, kind: str) -> None:
    assert (runner, kind) in programs(OPENING + text)


def test_find_programs_tells_whom_a_passive_helped() -> None:
    text = (
        OPENING
        + "Tang Fengqin was trained at the Langao Vocational School. Langao County hired Pan Guilan as a ranger."
    )
    assert {person for _, person in pairs(text, Property.BENEFITS)} == {"Tang Fengqin", "Pan Guilan"}
