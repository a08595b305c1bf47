from __future__ import annotations

from math import inf

from stores import tea

from graph.answer_map import mapped
from graph.results import Cell, Table
from ontology.iri import place_iri

PINGSHAN, SHIJIAZHUANG, HEBEI = (place_iri(code) for code in ("130131", "130100", "130000"))
VILLAGE = place_iri("130131") + "/upper-creek"


def answer(*rows: tuple[str, float | None]) -> Table:
    """A table of places and numbers."""
    cells = (
        (Cell(text=iri, to=iri), Cell(text="" if number is None else f"{number:g}", number=number))
        for iri, number in rows
    )
    return Table(columns=("place", "jobs_made"), rows=tuple(cells))


def test_places_are_as_large_as_their_number() -> None:
    found = mapped(tea(), answer((PINGSHAN, 7), (HEBEI, 30)))
    assert found
    assert [(site.entity.iri, site.counts["jobs_made"]) for site in found.shown.drawn] == [(HEBEI, 30), (PINGSHAN, 7)]
    assert found.account() == "2 of 2 in the column “Place”, each a circle as large as its number (Jobs made)."
    assert found.told(found.shown.drawn[0]) == "Hebei Province\nJobs made: 30"


def test_rows_are_counted_where_a_place_has_several_or_its_number_counts_nothing() -> None:
    for rows in (
        ((PINGSHAN, 7), (PINGSHAN, 5), (HEBEI, 3)),
        ((PINGSHAN, 7.5), (HEBEI, 3)),
        ((PINGSHAN, 0), (HEBEI, 3)),
        ((PINGSHAN, inf), (HEBEI, 3)),
    ):
        found = mapped(tea(), answer(*rows))
        assert found
        assert {site.counts["row"] for site in found.shown.drawn} == {sum(iri == PINGSHAN for iri, _ in rows), 1}
        assert found.told(found.shown.sites[-1]).endswith("\n1 row")
        assert ("as large as it has rows" in found.account()) == (len(rows) > 2)
        assert found.is_even == (len(rows) == 2)


def test_coordinates_size_nothing() -> None:
    cells = tuple(
        (Cell(text=iri, to=iri), Cell(text="114.5", number=114.5), Cell(text=str(jobs), number=jobs))
        for iri, jobs in ((PINGSHAN, 7), (HEBEI, 30))
    )
    found = mapped(tea(), Table(columns=("place", "long", "jobs"), rows=cells))
    assert found
    assert found.number == "Jobs"


def test_what_no_map_has_a_position_for_is_counted() -> None:
    found = mapped(tea(), answer((PINGSHAN, 7), (HEBEI, 30), (VILLAGE, 2)))
    assert found
    assert found.others == 1
    assert "2 of 3" in found.account()
    assert "The other 1 has no position on the map." in found.account()


def test_an_answer_without_two_places_on_the_map_has_none() -> None:
    assert mapped(tea(), answer((PINGSHAN, 7))) is None
    assert mapped(tea(), answer((PINGSHAN, 7), (VILLAGE, 2))) is None
    assert mapped(tea(), Table(columns=("what",), rows=((Cell(text="tea"),), (Cell(text="apples"),)))) is None


def test_the_column_with_most_places_is_drawn() -> None:
    rows = [[PINGSHAN, HEBEI], [SHIJIAZHUANG, HEBEI], [HEBEI, PINGSHAN]]
    cells = tuple(tuple(Cell(text=iri, to=iri) for iri in row) for row in rows)
    found = mapped(tea(), Table(columns=("outer", "inner"), rows=tuple(row[::-1] for row in cells)))
    assert found
    assert found.column == "Inner"
    assert len(found.shown.drawn) == 3
