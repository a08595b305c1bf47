from __future__ import annotations

from dataclasses import replace

import pytest
from sample_reading import sample
from stores import holding, tea, twice

from extract.records import Document, Entity, Kind, Reading
from graph.atlas import LEVELS, Atlas, account, atlas, most, off, program_types, scope, table
from graph.store import Store
from ontology.iri import place_iri

PINGSHAN, SHIJIAZHUANG, HEBEI = (place_iri(code) for code in ("130131", "130100", "130000"))


def numbers(shown: Atlas) -> dict[str, tuple[int, ...]]:
    return {site.entity.iri: tuple(site.counts.values()) for site in shown.sites}


def test_numbers_are_of_places_and_of_what_lies_in_them() -> None:
    found = numbers(atlas(tea(), measure="Fact"))
    # The program is the county's, the figures are about the village and its workshop.
    assert found.keys() == {PINGSHAN, SHIJIAZHUANG, HEBEI}
    assert found[HEBEI] == found[SHIJIAZHUANG] == found[PINGSHAN]
    assert found[PINGSHAN][:2] == (1, 2)


def test_numbers_can_be_of_the_place_itself() -> None:
    shown = atlas(tea(), measure="Fact", below=False)
    assert numbers(shown).keys() == {PINGSHAN, HEBEI}  # nothing is told of the prefecture itself
    assert numbers(shown)[HEBEI] == (0, 0, 1)  # that the county is in it
    assert numbers(atlas(tea(), below=False)).keys() == {PINGSHAN}
    assert shown.known == 3


def test_two_articles_count_a_program_once_and_their_facts_both() -> None:
    one, two = numbers(atlas(tea()))[HEBEI], numbers(atlas(twice()))[HEBEI]
    assert two[0] == one[0] == 1
    assert two[2] > one[2]


def test_articles_count_where_they_name_a_place_or_what_lies_in_it() -> None:
    shown = atlas(twice(), measure="Document")
    assert {site.counts["Document"] for site in shown.sites} == {2}
    assert table(shown).columns == ("place", "in", "articles", "programs", "figures", "facts")
    assert all(row[2].number == 2 for row in table(shown).rows)
    assert "or what lies in it." in scope(shown)
    itself = atlas(twice(), measure="Document", below=False)
    assert SHIJIAZHUANG not in numbers(itself)
    assert "No article names the other 1, in which some of these lie." in account(itself)


@pytest.mark.parametrize(("level", "place"), [*zip(LEVELS, (HEBEI, SHIJIAZHUANG, PINGSHAN), strict=True)])
def test_levels_choose_the_places(level: str, place: str) -> None:
    shown = atlas(tea(), levels=[level])
    assert [site.entity.iri for site in shown.sites] == [place]
    assert shown.known == 1


def test_type_of_program_chooses_places_and_programs() -> None:
    assert program_types(tea()) == ["skills-training"]
    shown = atlas(tea(), program_type="skills-training", measure="Fact")
    assert numbers(shown)[PINGSHAN][0] == 1
    other = atlas(tea(), program_type="tourism", measure="Fact")
    assert not other.sites
    assert account(other) == (
        "Shown: 0 of 3 places. Of all 3 and of what lies in them, no facts or no programs of this type are told."
    )


def test_places_have_names_and_positions() -> None:
    site = next(s for s in atlas(tea()).sites if s.entity.iri == PINGSHAN)
    assert (site.entity.label, site.name, site.province) == ("Pingshan County", "Pingshan", "Hebei")
    assert site.at is not None
    assert (round(site.at[0]), round(site.at[1])) == (114, 38)


def nowhere() -> Store:
    """A store that tells the tea's story of a county that the gazetteer doesn't know."""
    told = sample()
    county = Entity(id="e1", kind=Kind.COUNTY, label="Pingshan County")
    entities = (county, *(e for e in told.entities if e.id != "e1"))
    facts = tuple(f for f in told.facts if f.object != "e2")  # it isn't said to be in Hebei
    return holding(replace(told, entities=entities, facts=facts))


def test_place_without_a_position_is_told_and_listed() -> None:
    store = nowhere()
    shown = atlas(store)
    assert [s.entity.label for s in shown.sites] == ["Pingshan County"]
    assert not shown.drawn
    assert "1 more has no known position; the table has them too." in account(shown)
    assert [row[0].text for row in table(shown).rows] == ["Pingshan County"]
    missing = off(store)
    assert (missing.count, missing.lying) == (2, 0)  # the county, and the village in it
    assert {place.label for place in missing.lost} == {"Pingshan County", "Upper Creek Village"}


def test_what_lies_in_a_point_is_not_lost() -> None:
    missing = off(tea())
    assert (missing.count, missing.lying, missing.lost) == (1, 1, ())
    assert [place.label for place in missing.inside] == ["Upper Creek Village"]


def test_table_leads_to_each_place() -> None:
    shown = table(atlas(tea()))
    assert shown.columns == ("place", "in", "programs", "figures", "facts")
    assert {row[0].to for row in shown.rows} == {PINGSHAN, SHIJIAZHUANG, HEBEI}
    assert all(cell.number is not None for row in shown.rows for cell in row[2:])
    assert table(atlas(tea(), levels=["Province"])).columns == ("place", "programs", "figures", "facts")


def test_account_tells_how_many_of_how_many() -> None:
    assert account(atlas(tea(), below=False)) == (
        "Shown: 1 of 3 places. Of the other 2, no programs are told. The largest circle: Pingshan County, 1 program."
    )
    assert "lies in it or below" in scope(atlas(tea()))
    assert "itself" in scope(atlas(tea(), below=False))


def test_most_are_those_with_the_largest_numbers() -> None:
    shown = atlas(twice(), measure="Fact")
    assert [found.links for found in most(shown, 2)] == [site.counts["Fact"] for site in shown.sites[:2]]


def test_store_of_nothing_has_no_places() -> None:
    empty = holding(Reading(document=Document(text="Nothing.")))
    assert atlas(empty).sites == ()
    assert account(atlas(empty)) == "Shown: 0 of 0 places."
    assert (off(empty).count, program_types(empty)) == (0, [])
