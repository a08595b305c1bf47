from __future__ import annotations

from dataclasses import replace

from graph.atlas import Atlas, Site
from graph.cartography import NAMED, SMALLEST, Sheet, ground, near, picture, provinces
from graph.queries import Named
from ontology import gazetteer
from ontology.iri import place_iri

SHEET = Sheet(width=760, height=560, zoom=3.0, largest=26)


def site(code: str, facts: int, *, positioned: bool = True) -> Site:
    place = gazetteer.load().by_code(code)
    assert place is not None
    assert place.lat is not None
    assert place.lon is not None
    return Site(
        entity=Named(iri=place_iri(code), label=place.name, kind=place.level.title()),
        name=place.stem,
        province="",
        at=(place.lon, place.lat) if positioned else None,
        counts={"Program": 1, "Observation": 0, "Fact": facts},
    )


def drawn(*sites: Site) -> Atlas:
    return Atlas(measure="Fact", below=True, program_type="", sites=sites, known=len(sites))


def test_areas_tell_numbers() -> None:
    first, second, third = picture(drawn(site("510000", 400), site("610000", 100), site("650000", 1)), SHEET).circles
    assert first.radius == SHEET.largest
    assert second.radius == SHEET.largest / 2
    assert third.radius == SMALLEST


def test_circle_says_what_it_stands_for() -> None:
    (circle,) = picture(drawn(site("510000", 400)), SHEET).circles
    assert circle.told == "Sichuan Province\n1 program, 0 figures, 400 facts"
    assert circle.iri == place_iri("510000")


def test_place_without_a_position_is_not_drawn() -> None:
    assert not picture(drawn(site("510000", 4, positioned=False)), SHEET).circles


def test_names_of_the_places_come_before_those_that_only_guide() -> None:
    found = {name.text: name.faint for name in picture(drawn(site("510000", 4)), SHEET).names}
    assert found["Sichuan"] is False
    assert found["Xinjiang"] is True


def test_each_place_is_named_once() -> None:
    names = [name.text for name in picture(drawn(site("510000", 4), site("650000", 2)), SHEET).names]
    assert len(names) == len(set(names))


def test_name_that_has_no_room_is_left_out() -> None:
    counties = [p.code for p in gazetteer.load() if p.level == "county" and p.lat is not None][:NAMED]
    assert 0 < len([n for n in picture(drawn(*(site(c, 9) for c in counties)), SHEET).names if not n.faint]) < NAMED


def test_the_first_places_are_named_though_circles_crowd_about_them() -> None:
    first, *others = [site(code, 100) for code in ("610000", "510000", "620000", "420000", "410000")]
    lon, lat = first.at or (0.0, 0.0)
    sides = [(4.0, 0.0), (-4.0, 0.0), (0.0, 3.0), (0.0, -3.0)]
    crowd = [replace(other, at=(lon + x, lat + y)) for other, (x, y) in zip(others, sides, strict=True)]
    found = picture(drawn(first, *crowd), SHEET).names
    assert found[0].text == "Shaanxi"


def test_names_stay_on_the_sheet() -> None:
    wide = picture(drawn(), SHEET)
    narrow = picture(drawn(), Sheet(width=300, height=300, zoom=3.0, largest=9))
    assert "Xinjiang" in {name.text for name in wide.names}
    assert "Xinjiang" not in {name.text for name in narrow.names}
    assert narrow.names


def test_ground_is_the_country() -> None:
    assert len(ground()) > 2_800
    assert all(73 < lon < 136 and 3 < lat < 54 for lon, lat in ground())


def test_a_province_is_looked_at_from_near() -> None:
    assert "Shaanxi" in provinces()
    close = near(SHEET, "Shaanxi")
    assert close.zoom > SHEET.zoom
    assert (108 < close.middle[0] < 110, 33 < close.middle[1] < 36) == (True, True)
    assert near(SHEET, "Atlantis") == near(SHEET, "") == SHEET
    names = {name.text for name in picture(drawn(), close).names}
    assert "Shaanxi" in names
