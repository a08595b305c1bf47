"""What lists say of each entity and kind."""

from __future__ import annotations

import pytest

from graph.cards import Line
from graph.entries import found_line, kind_lines, member_line, named_line
from graph.queries import Found, Named

REEDS = Named(iri="x:reeds", label="Reeds", kind="Village")
LUSHAN = Named(iri="x:lushan", label="Lushan County", kind="County")
COUNTY = Named(iri="x:county", label="Reed County", kind="County")


def words(line: Line) -> str:
    return "".join(part.text for part in line.parts)


@pytest.mark.parametrize(
    ("entity", "name", "links", "expected"),
    [
        (REEDS, "", 0, "Reeds · village · 0 facts"),
        (REEDS, "Reeds", 1, "Reeds · village · 1 fact"),
        (REEDS, "Lu", 1_200, "Reeds · village · also written “Lu” · 1,200 facts"),
        (COUNTY, "", 2, "Reed County · 2 facts"),
        (COUNTY, "REED", 2, "Reed County · 2 facts"),  # which is no other name
        (LUSHAN, "Lushan", 2, "Lushan County · 2 facts"),
        (LUSHAN, "Lu", 2, "Lushan County · also written “Lu” · 2 facts"),
    ],
)
def test_what_was_found_tells_its_kind_once_and_its_facts(entity: Named, name: str, links: int, expected: str) -> None:
    assert words(found_line(Found(entity=entity, name=name, links=links))) == expected


@pytest.mark.parametrize(
    ("entity", "kind", "links", "expected"),
    [
        (REEDS, "Village", 1, "Reeds"),
        (REEDS, "Village", 2, "Reeds · 2 facts"),
        (REEDS, "Village", 0, "Reeds · only named"),
        (REEDS, "Place", 1, "Reeds · village"),
        (COUNTY, "Place", 3, "Reed County · 3 facts"),
    ],
)
def test_a_list_of_a_kind_says_only_what_tells_its_members_apart(
    entity: Named, kind: str, links: int, expected: str
) -> None:
    assert words(member_line(Found(entity=entity, name="", links=links), kind)) == expected


def test_a_name_that_ends_with_its_kind_is_enough() -> None:
    assert [words(named_line(entity)) for entity in (REEDS, COUNTY)] == ["Reeds · village", "Reed County"]
    assert words(named_line(Named(iri="x:t", label="Reed Township", kind="Township"))) == "Reed Township"
    assert words(named_line(Named(iri="x:c", label="Reed City", kind="Prefecture"))) == "Reed City"


def test_kind_lines_leave_out_what_there_is_none_of() -> None:
    lines = kind_lines({"County": 1, "Village": 1200, "Site": 0}, ("Village", "Site", "Province", "County"))
    assert [words(line) for line in lines] == ["1,200 villages", "1 county"]
    assert [line.parts[0].to.rpartition("#")[2] for line in lines] == ["Village", "County"]
