"""Numbered sections, each of which begins anew with the place that the text is about."""

from __future__ import annotations

from extracted import figures, names, reading

BULLETIN = """Briefing on poverty relief in Langao County

I. Situation. Langao County has 18 townships.

II. Work. Shanhou Village built three sheds with Ankang Daba Tea Co., Ltd.

III. Relocation. 640 households have moved into resettlement sites.
"""


def test_a_section_that_names_nothing_is_about_the_place_of_the_text() -> None:
    named = names(reading(BULLETIN))
    told = next(o for o in figures(BULLETIN) if o.value == 640)
    assert [named[i] for i in told.about] == ["Langao County"]


def test_a_section_s_program_is_run_by_the_place_of_the_text() -> None:
    found = reading(BULLETIN)
    named = names(found)
    run = {(named[f.subject], named[f.object]) for f in found.facts if f.predicate == "implements"}
    assert ("Langao County", "Relocation (Langao County)") in run


def test_without_numbers_the_last_thing_named_is_meant() -> None:
    text = BULLETIN.replace("III. Relocation. ", "").replace("II. Work. ", "").replace("I. Situation. ", "")
    named = names(reading(text))
    told = next(o for o in figures(text) if o.value == 640)
    assert "Langao County" not in [named[i] for i in told.about]


def test_where_workers_went_is_not_what_the_next_figures_are_about() -> None:
    text = "Village news\n\nLangao County is poor. Its 1,860 migrants work in Jiangsu. There are 85 workshops."
    named = names(reading(text))
    told = next(o for o in figures(text) if o.value == 85)
    assert [named[i] for i in told.about] == ["Langao County"]
