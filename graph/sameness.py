"""Who is who across documents: pure functions, the same for the store of one machine and for a cluster.

A document's graph gives a *page*: what it tells of each entity that no code names. The pages that speak of one IRI make
its *profile*. Profiles that share a *key* are compared; a pair has a score and reasons; what is sure is one, unless one
document keeps it apart. All of it depends on the set of documents alone, not on their order.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache

from pyoxigraph import NamedNode, Quad

from extract.records import ORGANIZATIONS, PEOPLE, Kind, Property
from graph import spelling
from graph.prefixes import PREFIXES, named, node, text

SURE, DOUBTFUL = 0.75, 0.5
CROWD = 12  # more entities than this under a key of a province: the name tells too little there
MOST = 64  # documents that a profile is made from, so that a name in very many costs no more
_CONTEXT = 3  # an article about more counties than this tells no home by naming them
_FORMS: dict[str, Callable[[str], str]] = {
    "person": spelling.person,
    "organization": spelling.organization,
    "place": spelling.place,
}
_PLACES = frozenset({Kind.VILLAGE, Kind.TOWNSHIP, Kind.COUNTY, Kind.SITE})
_COMPARED = PEOPLE | ORGANIZATIONS | _PLACES
_UP = ("locatedIn", "livesIn", "worksFor", "holdsPostIn", "partOf", "founded")  # properties that lead to a home
_PROPERTIES = {named(f"pg:{p}"): p.value for p in Property}
_TYPE, _LABEL, _ALIAS, _CODE = (named(n) for n in ("rdf:type", "skos:prefLabel", "skos:altLabel", "pg:code"))


@dataclass(frozen=True, slots=True)
class View:
    """What one document tells of an entity: its kind and names, the codes of its homes, and its ties.

    A tie is a relation and the name of the other end, as spellings share it: 'worksFor>org:bochengtea'.
    """

    iri: str
    kind: str
    label: str
    names: tuple[str, ...]
    homes: tuple[str, ...]
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A document's views, and the counties that it names, if they are few."""

    document: str
    counties: tuple[str, ...]
    views: tuple[View, ...]

    def json(self) -> str:
        """The page as a text that `from_json` reads."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, written: str) -> Page:
        """A page from its text."""
        told = json.loads(written)
        views = tuple(
            View(v["iri"], v["kind"], v["label"], *(tuple(v[k]) for k in ("names", "homes", "ties")))
            for v in told["views"]
        )
        return cls(told["document"], tuple(told["counties"]), views)


@dataclass(frozen=True, slots=True)
class Profile:
    """All that documents tell of an IRI; `company` holds the names of others in the documents that speak of it."""

    iri: str
    kinds: frozenset[str]
    labels: frozenset[str]
    names: frozenset[str]
    homes: frozenset[str]
    counties: frozenset[str]
    ties: frozenset[str]
    company: frozenset[str]
    documents: frozenset[str]

    @property
    def family(self) -> str:
        """person, organization or place, by its IRI."""
        return family(self.iri)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two IRIs that may be one entity, in their order, the score of it from 0 to 1, and the reasons in words."""

    one: str
    two: str
    score: float
    reasons: tuple[str, ...]


def family(iri: str) -> str:
    """The family of an entity by its IRI: 'person' of '…/resource/person/li-na-…'."""
    return iri.rpartition("/")[0].rpartition("/")[2]


def page(document: str, quads: Iterable[Quad]) -> Page:
    """What a document's graph tells of its entities."""
    graph = _Graph(quads)
    counties = {code[:6] for code in graph.codes.values() if code[:6].isdigit() and not code[:6].endswith("00")}
    views = [graph.view(iri) for iri in sorted(graph.kinds) if iri not in graph.codes]
    told = tuple(v for v in views if v.kind in _COMPARED)
    return Page(document, tuple(sorted(counties)) if len(counties) <= _CONTEXT else (), told)


class _Graph:
    """A document's entities and the relations between them."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.kinds: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.names: dict[str, set[str]] = defaultdict(set)
        self.out: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.into: dict[str, set[tuple[str, str]]] = defaultdict(set)
        pending: dict[str, str] = {}
        for quad in quads:
            subject = node(quad.subject).value
            if quad.predicate in _PROPERTIES and isinstance(quad.object, NamedNode):
                name = _PROPERTIES[quad.predicate]
                self.out[subject].add((name, quad.object.value))
                self.into[quad.object.value].add((name, subject))
            elif quad.predicate == _LABEL:
                self.labels[subject] = min(text(quad.object), self.labels.get(subject, text(quad.object)))
            elif quad.predicate == _ALIAS:
                self.names[subject].add(text(quad.object))
            elif quad.predicate == _CODE:
                self.codes[subject] = text(quad.object)
            elif quad.predicate == _TYPE:
                pending[subject] = text(quad.object).removeprefix(PREFIXES["pg"])
        self.kinds = {iri: pending[iri] for iri in self.labels if iri in pending}

    def view(self, iri: str) -> View:
        """What is told of an entity."""
        label = self.labels[iri]
        names = tuple(sorted({label, *self.names[iri]}))
        ties = {f"{p}>{self._called(o)}" for p, o in self.out[iri] if o in self.labels and o not in self.codes}
        ties |= {f"{p}<{self._called(s)}" for p, s in self.into[iri] if s in self.labels and s not in self.codes}
        kept = tuple(sorted(t for t in ties if t[-1] not in "<>"))
        return View(iri, self.kinds[iri], label, names, tuple(sorted(self._homes(iri))), kept)

    def _called(self, iri: str) -> str:
        return form(family(iri), self.labels[iri])

    def _homes(self, iri: str) -> set[str]:
        """The nearest coded places that an entity's relations lead to, the more exact ones only."""
        found: set[str] = set()
        seen, todo = {iri}, [iri]
        while todo:
            for name, other in self.out[todo.pop()]:
                if name in _UP and other not in seen:
                    seen.add(other)
                    if other in self.codes:
                        found.add(self.codes[other])
                    else:
                        todo.append(other)
        return {a for a in found if not any(a != b and _holds(a, b) for b in found)}


def form(kind: str, name: str) -> str:
    """A name as its spellings share it, by the family of what bears it; '' where nothing of it tells which one."""
    return _FORMS[kind](name) if kind in _FORMS else ""


def profiles(pages: Iterable[Page]) -> dict[str, Profile]:
    """The profile of every IRI that some pages speak of."""
    found: dict[str, list[Page]] = defaultdict(list)
    for told in pages:
        for iri in {view.iri for view in told.views}:
            found[iri].append(told)
    return {iri: profile(iri, told) for iri, told in found.items()}


def profile(iri: str, pages: Iterable[Page]) -> Profile:
    """The profile of an IRI from the pages that speak of it; of very many, from those with the least IRIs."""
    told = sorted(pages, key=lambda p: p.document)
    views = [v for p in told[:MOST] for v in p.views if v.iri == iri]
    company = {form(family(v.iri), v.label) for p in told[:MOST] for v in p.views if v.iri != iri}
    return Profile(
        iri=iri,
        kinds=frozenset(v.kind for v in views),
        labels=frozenset(v.label for v in views),
        names=frozenset(n for v in views for n in v.names),
        homes=frozenset(h for v in views for h in v.homes),
        counties=frozenset(c for p in told[:MOST] for c in p.counties),
        ties=frozenset(t for v in views for t in v.ties),
        company=frozenset(company - {""}),
        documents=frozenset(p.document for p in told),
    )


def forms(profile: Profile) -> frozenset[str]:
    """The forms of a profile's full names; a short form ('Meng') tells nothing across documents."""
    return _forms(profile.family, profile.labels if profile.family == "place" else profile.names)


@lru_cache(maxsize=10_000)  # by the names, not by the profile: that holds all its documents
def _forms(family: str, names: frozenset[str]) -> frozenset[str]:
    kept: Iterable[str] = names
    if family == "person":
        kept = (n for n in names if spelling.is_full(n))
    if family == "organization":
        kept = (n for n in names if len(spelling.words(n)) > 1)
    return frozenset(form(family, n) for n in kept) - {""}


def keys(profile: Profile) -> frozenset[str]:
    """What a profile is looked up by: a name in a county or province, or with a tie where no county is known.

    An organisation is looked up by the province of its seat too ('org:boyuantea=520000'); that is never crowded.
    """
    codes = {h[:6] for h in profile.homes} | profile.counties
    exact = {c for c in codes if not c.endswith("0000")}
    where = exact | {f"{c[:2]}0000" for c in codes if c[:2].isdigit()}
    found = {f"{f}@{c}" for f in forms(profile) for c in where}
    if not exact:
        found |= {f"{f}&{t}" for f in forms(profile) for t in profile.ties}
    if profile.family == "organization":
        found |= {f"{f}={h}" for f in forms(profile) for h in profile.homes if h.endswith("0000")}
    if profile.family == "person":
        found |= {f"~{f[:6]}&{t}" for f in forms(profile) for t in profile.ties}
    return frozenset(found)


def is_crowded(key: str, size: int) -> bool:
    """Whether so many entities share a key that it tells nothing; a seat tells always."""
    return size > CROWD and "=" not in key and ("&" in key or key.endswith("0000"))


def compared(one: Profile, two: Profile) -> Pair | None:
    """How sure it is that two profiles are of one entity; None where they are not, or nothing says so.

    What one document tells of as two is two. Homes in different counties are those of namesakes.
    """
    if one.iri > two.iri:
        one, two = two, one
    if one.family != two.family or one.documents & two.documents or not _kinds_agree(one, two):
        return None
    called = _named(one, two)
    where = _placed(one, two)
    if called is None or where is None:
        return None
    told = [called, where, *_linked(one, two)]
    score = sum(points for points, _ in told)
    if called[1] == _SLIP:
        score = min(score, SURE - 0.01)
    if score < DOUBTFUL:
        return None
    return Pair(one.iri, two.iri, round(min(score, 0.99), 2), tuple(why for points, why in told if points > 0 and why))


_SLIP = "names that differ by a letter"


def _kinds_agree(one: Profile, two: Profile) -> bool:
    if one.family == "place":
        return bool(one.kinds & two.kinds)
    apart = {Kind.GOVERNMENT_BODY, Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.INSTITUTION}
    if one.family == "organization":
        return bool(one.kinds & two.kinds) or not (one.kinds <= apart and two.kinds <= apart)
    return (Kind.JOURNALIST in one.kinds) == (Kind.JOURNALIST in two.kinds)


def _named(one: Profile, two: Profile) -> tuple[float, str] | None:
    """What the names say."""
    shared = forms(one) & forms(two)
    if not shared:
        is_slip = one.family == "person" and any(spelling.slips(a, b) for a in forms(one) for b in forms(two))
        return (0.2, _SLIP) if is_slip else None
    why = "the same name" if one.names & two.names else "spellings of one name"
    if one.family == "place":
        return 0.4, why
    names = [n for n in one.names | two.names if form(one.family, n) in shared]
    if one.family == "organization":
        return (0.4 if any(spelling.is_generic(spelling.words(n)) for n in names) else 0.5), why
    return (0.45 if any(spelling.is_distinctive(n) for n in names) else 0.3), why


def _placed(one: Profile, two: Profile) -> tuple[float, str] | None:
    """What the homes say, then the counties that the articles name; None for homes that exclude one another."""
    if one.homes and two.homes:
        pairs = [(a, b) for a in one.homes for b in two.homes]
        fitting = [(a, b) for a, b in pairs if _holds(a, b) or _holds(b, a)]
        if not fitting:
            return None
        if any("0000" not in f"{a} {b}" for a, b in fitting):
            return 0.35, "a home in the same county"
        if any(a == b for a, b in fitting) and one.family == "organization":
            return 0.25, "a seat in the same province"
    mine, yours = (frozenset(h[:6] for h in p.homes if not h.endswith("00")) or p.counties for p in (one, two))
    if mine & yours or one.counties & two.counties:
        return 0.3, "articles about the same county"
    provinces = [{c[:2] for c in p.homes | p.counties} for p in (one, two)]
    is_open = not (mine and yours)  # else they are articles about other counties
    return (0.1, "the same province") if is_open and provinces[0] & provinces[1] else (0.0, "")


def _linked(one: Profile, two: Profile) -> Iterator[tuple[float, str]]:
    """What relations to others say, and others that are named beside."""
    ties = one.ties & two.ties
    if ties:
        yield 0.2 if len(ties) == 1 else 0.3, "the same relations to others"
    company = one.company & two.company
    if company:
        yield 0.1 if len(company) == 1 else 0.2, "the same others named beside"


def _holds(outer: str, inner: str) -> bool:
    """Whether the place of a code is, or has in it, that of another."""
    if outer == inner:
        return True
    if not (outer.isdigit() and inner.isdigit()):
        return False
    return inner.startswith(outer.removesuffix("00").removesuffix("00") if len(outer) == 6 else outer)


def pairs(known: Mapping[str, Profile], blocks: Mapping[str, Iterable[str]]) -> Iterator[Pair]:
    """Each pair of profiles that share a key, compared once, if it is sure or doubtful."""
    seen: set[tuple[str, str]] = set()
    for key, block in sorted(blocks.items()):
        members = sorted(set(block))
        if is_crowded(key, len(members)):
            continue
        for i, one in enumerate(members):
            for two in members[i + 1 :]:
                if (one, two) not in seen:
                    seen.add((one, two))
                    found = compared(known[one], known[two])
                    if found is not None:
                        yield found


def clusters(known: Mapping[str, Profile], found: Iterable[Pair]) -> list[frozenset[str]]:
    """The sets of IRIs that are surely one, the surest pairs first; none holds two that one document tells apart.

    Nor are two sets joined that have their seats in different provinces: a firm's name without one is no bridge.
    """
    owner = {iri: iri for iri in known}
    members = {iri: {iri} for iri in known}
    documents = {iri: set(profile.documents) for iri, profile in known.items()}
    seats = {iri: {h for h in profile.homes if h.endswith("0000")} for iri, profile in known.items()}
    for pair in sorted(found, key=lambda p: (-p.score, p.one, p.two)):
        one, two = owner[pair.one], owner[pair.two]
        is_apart = seats[one] and seats[two] and seats[one].isdisjoint(seats[two])
        if pair.score < SURE or one == two or documents[one] & documents[two] or is_apart:
            continue
        for iri in members[two]:
            owner[iri] = one
        for sets in (members, documents, seats):
            sets[one] |= sets.pop(two)
    return sorted((frozenset(m) for m in members.values()), key=min)


def canonical(cluster: Iterable[str], known: Mapping[str, Profile]) -> str:
    """The IRI by which a cluster goes: that of its fullest label."""
    return min(cluster, key=lambda iri: (-max(map(len, known[iri].labels)), iri))


def doubts(found: Iterable[Pair], named_by: Mapping[str, str]) -> dict[tuple[str, str], Pair]:
    """The pairs that stay apart, by the IRIs that their clusters go by: of several, the surest."""
    best: dict[tuple[str, str], Pair] = {}
    for pair in found:
        one, two = sorted((named_by.get(pair.one, pair.one), named_by.get(pair.two, pair.two)))
        kept = best.get((one, two))
        if one != two and (kept is None or (pair.score, pair.reasons) > (kept.score, kept.reasons)):
            best[one, two] = pair
    most = round(SURE - 0.01, 2)
    return {ends: Pair(*ends, min(pair.score, most), pair.reasons) for ends, pair in best.items()}


def blocks(known: Mapping[str, Profile]) -> dict[str, set[str]]:
    """The IRIs under each key."""
    found: dict[str, set[str]] = defaultdict(set)
    for iri, profile in known.items():
        for key in keys(profile):
            found[key].add(iri)
    return found


def resolved(known: Mapping[str, Profile]) -> tuple[dict[str, str], dict[tuple[str, str], Pair]]:
    """Of all profiles at once: the IRI that each entity goes by, where it is another's, and the doubts."""
    found = list(pairs(known, blocks(known)))
    groups = clusters(known, found)
    named_by = {iri: canonical(group, known) for group in groups if len(group) > 1 for iri in group}
    return {iri: to for iri, to in named_by.items() if iri != to}, doubts(found, named_by)
