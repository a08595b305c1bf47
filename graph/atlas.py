"""Where things happen: the places of a store with their positions, and how much is told of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter

from graph import wording
from graph.prefixes import PREFIXES
from graph.queries import Found, Named, figures_about, local, names, places_above, rows
from graph.reader import Reader
from graph.remembered import remembered
from graph.results import Cell, Table
from ontology import gazetteer

LEVELS = ("Province", "Prefecture", "County")
MEASURES = ("Program", "Observation", "Fact", "Document")  # the last are the articles that name a place


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place and what is told of it. `at` is its longitude and latitude, `name` what it is called on a map.

    `counts` holds how many programs, figures and facts there are, by class; articles where these are asked for.
    """

    entity: Named
    name: str
    province: str
    at: tuple[float, float] | None
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The places of which anything of the chosen kind is told, those with most first, of so many known ones."""

    measure: str
    below: bool
    program_type: str
    sites: tuple[Site, ...]
    known: int

    @property
    def drawn(self) -> tuple[Site, ...]:
        """The places that a map can show."""
        return tuple(site for site in self.sites if site.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Off:
    """The places that articles name and a map cannot show: how many, and how many of them lie in one that it can.

    `inside` are these and `lost` the others, as far as they are listed.
    """

    count: int
    lying: int
    inside: tuple[Named, ...]
    lost: tuple[Named, ...]


def atlas(
    reader: Reader,
    *,
    measure: str = "Program",
    levels: Iterable[str] = LEVELS,
    program_type: str = "",
    below: bool = True,
) -> Atlas:
    """The places of some levels by how much is told of them; `below` counts what lies in them too.

    A program type leaves only the places that have such programs, and counts no other programs.
    """
    numbers = _numbers(reader, below=below)
    programs = numbers.programs if not program_type else {program_type: numbers.programs.get(program_type, Counter())}
    wanted = frozenset(levels)
    known = [site for site in known_sites(reader) if site.entity.kind in wanted]
    named = _named_in(reader, below=below) if measure == "Document" else None
    sites = [replace(site, counts=_counted(site.entity.iri, numbers, programs, named)) for site in known]
    told = [s for s in sites if s.counts[measure] and (s.counts["Program"] or not program_type)]
    told.sort(key=lambda s: (-s.counts[measure], -s.counts["Fact"], s.entity.iri))
    return Atlas(measure=measure, below=below, program_type=program_type, sites=tuple(told), known=len(known))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    """How many programs of each type, figures and facts there are of each place that there are any of."""

    programs: dict[str, Counter[str]]
    figures: Counter[str]
    facts: Counter[str]


@remembered
def _numbers(reader: Reader, *, below: bool) -> _Numbers:
    above = places_above(reader) if below else {}
    types: dict[str, dict[str, list[str]]] = {}
    for row in rows(reader, "atlas_programs"):
        of = types.setdefault(row["type"].removeprefix(PREFIXES["pgt"]), {})
        of.setdefault(row["program"], []).append(row["entity"])
    facts = Counter((row["subject"], row["object"]) for row in rows(reader, "atlas_facts"))
    return _Numbers(
        programs={name: _tally(((who, 1) for who in of.values()), above) for name, of in types.items()},
        figures=_tally(Counter(figures_about(reader).values()).items(), above),
        facts=_tally(facts.items(), above),
    )


@remembered
def _named_in(reader: Reader, *, below: bool) -> Counter[str]:
    """How many articles name each entity, or something that lies in it."""
    named: dict[str, list[str]] = {}
    for row in rows(reader, "atlas_articles"):
        named.setdefault(row["document"], []).append(row["entity"])
    return _tally(((entities, 1) for entities in named.values()), places_above(reader) if below else {})


def _tally(told: Iterable[tuple[Iterable[str], int]], above: Mapping[str, tuple[str, ...]]) -> Counter[str]:
    """How many things there are of each entity and of what it lies in, by how many are of the same entities."""
    found: Counter[str] = Counter()
    for entities, count in told:
        reached = set(entities)
        for entity in entities:
            reached.update(above.get(entity, ()))
        for place in reached:
            found[place] += count
    return found


def _counted(
    place: str, numbers: _Numbers, programs: Mapping[str, Counter[str]], named: Counter[str] | None
) -> dict[str, int]:
    told = {
        "Program": sum(of[place] for of in programs.values()),
        "Observation": numbers.figures[place],
        "Fact": numbers.facts[place],
    }
    return {"Document": named[place]} | told if named is not None else told


def _classes(levels: Iterable[str]) -> list[str]:
    return [PREFIXES["pg"] + level for level in levels]


@remembered
def known_sites(reader: Reader) -> tuple[Site, ...]:
    """The places that a map may show, nothing counted yet."""
    found: dict[str, dict[str, str]] = {}
    for row in sorted(rows(reader, "atlas_places", lists={"levels": _classes(LEVELS)}), key=itemgetter("label")):
        found.setdefault(row["place"], row)
    return tuple(_site(found[place]) for place in sorted(found))


def _site(row: dict[str, str]) -> Site:
    known = gazetteer.load().by_code(row["code"])
    above = gazetteer.load().ancestors(row["code"])
    return Site(
        entity=Named(iri=row["place"], label=row["label"], kind=local(row["level"])),
        name=known.stem if known else row["label"],
        province=next((place.stem for place in above if place.level == "province"), ""),
        at=(float(row["long"]), float(row["lat"])) if row["long"] and row["lat"] else None,
        counts={},
    )


@remembered
def program_types(reader: Reader) -> list[str]:
    """The types of the programs that there are, by their names in plain English."""
    found = (row["type"].removeprefix(PREFIXES["pgt"]) for row in rows(reader, "program_types"))
    return sorted(found, key=wording.program_type)


@remembered
def off(reader: Reader) -> Off:
    """The places that a map cannot show."""
    wanted = {"levels": _classes(LEVELS)}
    numbers = {row["lies"]: int(row["count"]) for row in rows(reader, "atlas_off", lists=wanted)}
    lost, inside = (
        [row["place"] for row in rows(reader, name, lists=wanted)] for name in ("atlas_lost", "atlas_lying")
    )
    called = names(reader, (*lost, *inside))
    return Off(
        count=sum(numbers.values()),
        lying=numbers.get("within", 0),
        inside=tuple(called[place] for place in inside if place in called),
        lost=tuple(called[place] for place in lost if place in called),
    )


def table(shown: Atlas) -> Table:
    """The places as rows: what a map shows, and what has no position too."""
    measures = ("Document", *MEASURES[:3]) if shown.measure == "Document" else MEASURES[:3]
    numbers = tuple(wording.kind(name, 2) for name in measures)
    if not any(site.province for site in shown.sites):
        return Table(columns=("place", *numbers), rows=tuple((_named(s), *_counts(s)) for s in shown.sites))
    rows = ((_named(site), Cell(text=site.province), *_counts(site)) for site in shown.sites)
    return Table(columns=("place", "in", *numbers), rows=tuple(rows))


def _named(site: Site) -> Cell:
    return Cell(text=site.entity.label, to=site.entity.iri)


def _counts(site: Site) -> tuple[Cell, ...]:
    return tuple(Cell(text=str(count), number=count) for count in site.counts.values())


def most(shown: Atlas, count: int) -> list[Found]:
    """The places of which most is told, with their facts."""
    return [Found(entity=site.entity, name="", links=site.counts["Fact"]) for site in shown.sites[:count]]


def account(shown: Atlas) -> str:
    """What a map shows, of how many places, and why not the others."""
    drawn = len(shown.drawn)
    told = [f"Shown: {drawn:,} of {shown.known:,} places."]
    silent, lacking = shown.known - len(shown.sites), len(shown.sites) - drawn
    if silent and shown.measure == "Document" and not shown.program_type:
        told.append(f"No article names the other {silent:,}, in which some of these lie.")
    elif silent:
        inside = f" and of what lies in {'it' if silent == 1 else 'them'}" if shown.below else ""
        told.append(f"Of {'the other' if shown.sites else 'all'} {silent:,}{inside}, no {_sought(shown)} are told.")
    if lacking:
        told.append(f"{lacking:,} more {'has' if lacking == 1 else 'have'} no known position; the table has them too.")
    if shown.drawn:
        largest = shown.drawn[0]
        count = largest.counts[shown.measure]
        told.append(f"The largest circle: {largest.entity.label}, {count:,} {wording.kind(shown.measure, count)}.")
    return " ".join(told)


def _sought(shown: Atlas) -> str:
    """What a place must have to be shown, in words."""
    nouns = wording.kind(shown.measure, 2)
    if not shown.program_type:
        return nouns
    programs = "programs of this type"
    return programs if shown.measure == "Program" else f"{nouns} or no {programs}"


def scope(shown: Atlas) -> str:
    """What the numbers count."""
    what = (
        "of a place and of all that lies in it or below" if shown.below else "of a place itself, not of what lies in it"
    )
    run = "are run there" if shown.below else "it runs"
    told = f"The numbers count what is told {what}: programs that {run} or that are meant for it, figures, facts."
    if shown.measure == "Document":
        told += f" An article counts where it names the place{' or what lies in it' if shown.below else ''}."
    if shown.program_type:
        told += " Programs of other types are left out; figures and facts are not."
    return told
