"""A map without a base map: circles for places, names where there is room, and the land as a cloud of counties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from math import asinh, pi, radians, sqrt, tan

from graph import wording
from graph.atlas import Atlas, Site
from ontology import gazetteer

MIDDLE = (104.0, 36.9)  # of the country, and of each map
SMALLEST = 4.0  # pixels: a circle's least radius
NAMED = 24  # places that are named on a map
_NEARER = 2.2  # steps of zoom from the country to a province
_TILE = 512  # pixels of the world's width at zoom 0
_LETTER, _LINE, _GAP = 6.4, 13.0, 3.0  # pixels of a name's letter, its height, and between it and its circle
_IN_THE_WAY = 60  # the largest circles, which no name should cover
_ALWAYS = 6  # the first places, whose names rather cover a circle than be missing

Position = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a map is drawn on: its pixels, how near it is (a step of zoom doubles all), and its largest radius.

    `middle` is the longitude and latitude in its middle.
    """

    width: int
    height: int
    zoom: float
    largest: float
    middle: Position = MIDDLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A place as a map shows it; `told` is what it says when it is pointed at, `level` its class."""

    iri: str
    level: str
    at: Position
    radius: float
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name on a map, moved by some pixels from its place. `faint` ones only help to find one's way."""

    text: str
    at: Position
    anchor: str
    shift: tuple[float, float]
    faint: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that a map shows over its ground. The larger circles come first, for the smaller to lie on them."""

    sheet: Sheet
    circles: tuple[Circle, ...]
    names: tuple[Name, ...]


@cache
def ground() -> tuple[Position, ...]:
    """Where the country's counties are: together they show its shape."""
    found = ((p.lon, p.lat) for p in gazetteer.load().larger() if p.level == "county")
    return tuple((round(lon, 2), round(lat, 2)) for lon, lat in found if lon is not None and lat is not None)


def told(site: Site) -> str:
    """What a place says when it is pointed at: all its numbers."""
    numbers = [f"{site.counts[name]:,} {wording.kind(name, site.counts[name])}" for name in site.counts]
    return f"{site.entity.label}\n{', '.join(numbers)}"


def picture(shown: Atlas, sheet: Sheet, told: Callable[[Site], str] = told) -> Picture:
    """The places of an atlas as circles, whose areas tell their numbers; `told` is what each says."""
    top = max((site.counts[shown.measure] for site in shown.drawn), default=1)
    circles = []
    for site in shown.drawn:
        radius = round(max(sheet.largest * sqrt(site.counts[shown.measure] / top), SMALLEST), 1)
        if site.at:
            kind = site.entity.kind
            circles.append(Circle(iri=site.entity.iri, level=kind, at=site.at, radius=radius, told=told(site)))
    return Picture(sheet=sheet, circles=tuple(circles), names=_names(shown, circles, sheet))


def _names(shown: Atlas, circles: list[Circle], sheet: Sheet) -> tuple[Name, ...]:
    """The names of the first places, then those of provinces, each where nothing is in its way."""
    wanted = [(s.name, c.at, c.radius, False) for s, c in zip(shown.drawn[:NAMED], circles, strict=False)]
    known = {text for text, *_ in wanted}
    wanted += [(text, at, 1.0, True) for text, at in _provinces() if text not in known]
    covered = [_around(_pixels(c.at, sheet), c.radius) for c in circles[:_IN_THE_WAY]]
    taken: list[Box] = []
    found = []
    for i, (text, at, radius, faint) in enumerate(wanted):
        sides = [side for side in _sides(text, _pixels(at, sheet), radius) if _fits(side[2], sheet)]
        free = [side for side in sides if not _hits(side[2], taken)]
        clear = [side for side in free if not _hits(side[2], covered)]
        for anchor, shift, box in (clear or (free if i < _ALWAYS else []))[:1]:
            taken.append(box)
            found.append(Name(text=text, at=at, anchor=anchor, shift=shift, faint=faint))
    return tuple(found)


def near(sheet: Sheet, province: str) -> Sheet:
    """A sheet that shows a province from near; the whole country for what is none."""
    at = dict(_provinces()).get(province)
    return replace(sheet, middle=at, zoom=sheet.zoom + _NEARER) if at else sheet


def provinces() -> list[str]:
    """The provinces that can be looked at from near, by name."""
    return sorted(name for name, _ in _provinces())


@cache
def _provinces() -> tuple[tuple[str, Position], ...]:
    found = ((p.stem, p.lon, p.lat) for p in gazetteer.load().larger() if p.level == "province")
    return tuple((name, (lon, lat)) for name, lon, lat in found if lon is not None and lat is not None)


def _pixels(at: Position, sheet: Sheet) -> Position:
    """A position in pixels from the sheet's middle, right and down, by Mercator's projection."""
    scale = _TILE * 2**sheet.zoom / (2 * pi)
    right = radians(at[0] - sheet.middle[0])
    down = asinh(tan(radians(sheet.middle[1]))) - asinh(tan(radians(at[1])))
    return scale * right, scale * down


def _sides(text: str, spot: Position, radius: float) -> list[tuple[str, tuple[float, float], Box]]:
    """Where a name can stand: right of its circle, left, above, below; with its anchor and its shift."""
    (x, y), width, away = spot, _LETTER * len(text), radius + _GAP
    half, up = _LINE / 2, radius + _LINE / 2
    return [
        ("start", (away, 0), (x + away, y - half, x + away + width, y + half)),
        ("end", (-away, 0), (x - away - width, y - half, x - away, y + half)),
        ("middle", (0, -up), (x - width / 2, y - up - half, x + width / 2, y - up + half)),
        ("middle", (0, up), (x - width / 2, y + up - half, x + width / 2, y + up + half)),
    ]


def _around(spot: Position, radius: float) -> Box:
    return spot[0] - radius, spot[1] - radius, spot[0] + radius, spot[1] + radius


def _fits(box: Box, sheet: Sheet) -> bool:
    """Whether all of a box is on the sheet."""
    return max(-box[0], box[2]) <= sheet.width / 2 and max(-box[1], box[3]) <= sheet.height / 2


def _hits(box: Box, others: list[Box]) -> bool:
    return any(_overlap(box, other) for other in others)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
