"""Chinese administrative divisions from macro-region to township, with the names they go by in English."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib.resources import files
from io import StringIO

_Row = dict[str, str]
_TOWNSHIP = 9  # digits of a township's code
LEVELS = ("region", "province", "prefecture", "county", "township")

# Type words under which the press names a division besides its own: 'Hotan area', 'Linxia Prefecture'.
_OTHER_TYPES = {
    "autonomous prefecture": ("Prefecture",),
    "prefecture": ("Region", "Area"),
    "prefecture-level city": ("City", "Prefecture"),
    "autonomous county": ("County", "Autonomous County"),
    "county-level city": ("City", "County"),
    "autonomous banner": ("Banner",),
    "ethnic township": ("Township",),
    "autonomous region": ("Autonomous Region", "Province"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One division. `code` is GB/T 2260 (nine digits for a township, 'R-…' for a macro-region)."""

    code: str
    level: str
    type: str
    name: str
    stem: str
    aliases: tuple[str, ...]
    parent: str
    name_zh: str
    lat: float | None
    lon: float | None
    wikidata: str
    geonames: str


class Gazetteer:
    """Divisions by code and by name."""

    def __init__(self, rows: Iterable[_Row], regions: dict[str, str], townships: Callable[[], list[_Row]]) -> None:
        self._larger = {row["code"]: row for row in rows}
        self._regions = regions
        self._read_townships = townships

    @cached_property
    def _rows(self) -> dict[str, _Row]:
        """Every division. Townships are nine tenths of them, so they are read only where one is asked for."""
        return self._larger | {row["code"]: row for row in self._read_townships()}

    @cached_property
    def _index(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for code, row in self._rows.items():
            for name in _names(row):
                index.setdefault(normal(name), []).append(code)
        return index

    def __iter__(self) -> Iterator[Place]:
        """Every division, in the order of the tables."""
        return (_place(row) for row in self._rows.values())

    def larger(self) -> Iterator[Place]:
        """Every division but the townships."""
        return (_place(row) for row in self._larger.values())

    def by_code(self, code: str) -> Place | None:
        """The division with a code."""
        row = self._row(code)
        return _place(row) if row else None

    def _row(self, code: str) -> _Row | None:
        found = self._larger.get(code)
        return self._rows.get(code) if found is None and len(code) == _TOWNSHIP else found

    def named(self, name: str) -> tuple[Place, ...]:
        """The divisions that go by a name, whatever its case, accents, apostrophes and blanks.

        Those whose full name it is come first, then larger ones before smaller.
        """
        key = normal(name)
        found = [_place(self._rows[code]) for code in dict.fromkeys(self._index.get(key, ()))]
        found.sort(key=lambda p: (normal(p.name) != key, LEVELS.index(p.level), p.code))
        return tuple(found)

    def ancestors(self, code: str) -> tuple[Place, ...]:
        """The divisions above one, the nearest first, its macro-region last."""
        found = []
        row = self._row(code)
        while row:
            above = row["parent_code"] or self._regions.get(row["code"], "")
            row = self._row(above)
            if row:
                found.append(_place(row))
        return tuple(found)


def normal(name: str) -> str:
    """A name without case, accents, apostrophes, blanks and hyphens."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return name.casefold().translate(_DROPPED)


_DROPPED = {ord(c): None for c in " '’‘-\u00a0\n"}


def _names(row: dict[str, str]) -> list[str]:
    """Every form of a division's name: full, bare, alias, and bare ones with other type words."""
    stems = [row["stem_en"], *(a for a in row["aliases_en"].split("|") if a)]
    kind = row["type_en"]
    types = (kind.title(), *_OTHER_TYPES.get(kind, ()))
    if row["level"] == "region":
        return [row["name_en"], *stems]
    return [row["name_en"], *stems, *(f"{s} {t}" for s in stems for t in types)]


def _place(row: dict[str, str]) -> Place:
    return Place(
        code=row["code"],
        level=row["level"],
        type=row["type_en"],
        name=row["name_en"],
        stem=row["stem_en"],
        aliases=tuple(a for a in row["aliases_en"].split("|") if a),
        parent=row["parent_code"],
        name_zh=row["name_zh"],
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        wikidata=row["wikidata"],
        geonames=row["geonames"],
    )


def _table(name: str) -> list[dict[str, str]]:
    text = files("ontology").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text)))


@cache
def load() -> Gazetteer:
    """The packaged gazetteer, loaded once a process."""
    regions = {r["stem_en"]: r["code"] for r in _table("places") if r["level"] == "region"}
    above = {r["province_code"]: regions[r["region"]] for r in _table("regions")}
    return Gazetteer(_table("places"), above, partial(_table, "townships"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PovertyCounty:
    """A county that was on the national poverty list, and the year that took it off."""

    code: str
    year_delisted: int
    listed_in_2020: bool


@cache
def delisted() -> dict[str, int]:
    """The year in which each county of the national poverty list left it, by the place's code."""
    return {county.code: county.year_delisted for county in poverty_counties()}


@cache
def poverty_counties() -> tuple[PovertyCounty, ...]:
    """The 832 counties of the national poverty list."""
    return tuple(
        PovertyCounty(
            code=row["place_code"],
            year_delisted=int(row["year_delisted"]),
            listed_in_2020=row["not_delisted_start_2020"] == "1",
        )
        for row in _table("poverty_counties")
    )
