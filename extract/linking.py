"""Which place of the gazetteer a name means: by its type, its neighbours in the text and their parents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.areas import REGIONS
from extract.names import PlaceName, is_pinyin
from extract.places import LEVELS
from extract.records import Kind
from ontology.gazetteer import Gazetteer, Place

CHAIN = 100  # a parent named directly beside a name outweighs any number of parents elsewhere
LINKED = frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP})
TYPED = frozenset({"Province", "Prefecture", "City", "County", "District", "Banner", "Town", "Township", "Village"})


@dataclass(slots=True)
class PlaceCluster:
    """The names of one place in the text, and its row in the gazetteer if it has one."""

    kind: Kind
    stem: str
    names: list[PlaceName] = field(default_factory=list)
    place: Place | None = None

    @property
    def code(self) -> str:
        """The gazetteer's code, or '' if the place has none there."""
        if self.kind is Kind.REGION:
            return REGIONS.get(self.stem, "")
        return self.place.code if self.place else ""


def cluster_places(names: Iterable[PlaceName], gazetteer: Gazetteer) -> list[PlaceCluster]:
    """One cluster a place: typed names by stem and kind, bare ones with the typed name of their stem."""
    ordered = sorted(names, key=lambda n: n.span.start)
    clusters: dict[tuple[str, Kind], PlaceCluster] = {}
    by_stem: dict[str, list[PlaceCluster]] = {}
    for name in sorted(ordered, key=lambda n: not n.typed):
        stem = _key(name.stem)
        known = by_stem.get(stem, [])
        fits = [c for c in known if c.kind is name.kind] or (known[:1] if not name.typed else [])
        if fits:
            fits[0].names.append(name)
            continue
        cluster = PlaceCluster(kind=name.kind, stem=stem, names=[name])
        clusters[stem, name.kind] = cluster
        by_stem.setdefault(stem, []).append(cluster)
    for cluster in clusters.values():
        cluster.names.sort(key=lambda n: n.span.start)
    found = list(clusters.values())
    link(found, ordered, gazetteer)
    return _merged([c for c in found if not _is_doubtful(c)])


def _is_doubtful(cluster: PlaceCluster) -> bool:
    """Whether only the gazetteer spoke for the name of a town or county, and nothing above it is named."""
    small = cluster.kind in {Kind.TOWNSHIP, Kind.COUNTY}
    return small and not cluster.code and not any(n.typed for n in cluster.names)


def _key(stem: str) -> str:
    return stem.casefold().replace("’", "'")


def link(clusters: Sequence[PlaceCluster], ordered: Sequence[PlaceName], gazetteer: Gazetteer) -> None:
    """Give each cluster its row: the sure ones first, then the others by the parents so found."""
    candidates = {id(c): _candidates(c, gazetteer) for c in clusters}
    context: set[str] = set()
    neighbours = _neighbours(clusters, ordered)
    todo = [c for c in clusters if c.kind in LINKED and candidates[id(c)]]
    for sure_only in (True, False):
        for level in (Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP):
            for cluster in todo:
                if cluster.kind is level and cluster.place is None:
                    found = candidates[id(cluster)]
                    if sure_only and (len(found) > 1 or level is Kind.TOWNSHIP):
                        continue
                    cluster.place = _best(cluster, found, context, neighbours, gazetteer)
                    if cluster.place:
                        context.add(cluster.place.code)


def _candidates(cluster: PlaceCluster, gazetteer: Gazetteer) -> list[Place]:
    found: dict[str, Place] = {}
    surfaces = dict.fromkeys(n.span.text for n in sorted(cluster.names, key=lambda n: not n.typed))
    for surface in surfaces:
        text = surface.title() if surface.isupper() else surface
        fits = [p for p in gazetteer.named(text) if LEVELS[p.level] is cluster.kind]
        found.update({p.code: p for p in fits})
        if fits and any(n.typed for n in cluster.names):
            break  # a full name leaves the namesakes of its stem out
    return list(found.values())


def _neighbours(clusters: Sequence[PlaceCluster], ordered: Sequence[PlaceName]) -> dict[int, list[PlaceCluster]]:
    """The clusters named directly beside each: 'X County, Y Province', 'Y's X County', 'X of Y'."""
    owner = {id(name): c for c in clusters for name in c.names}
    beside: dict[int, list[PlaceCluster]] = {}
    for one, two in pairwise(ordered):
        gap = one.span.doc[one.span.end : two.span.start].text.strip()
        if gap in {",", "", "'s", "’s", "of", "in", "of the", "in the", ", in", ", in the"} or (
            len(gap) < 40 and gap.startswith(("'s", ", which belongs", ", which is"))
        ):
            beside.setdefault(id(owner[id(one)]), []).append(owner[id(two)])
            beside.setdefault(id(owner[id(two)]), []).append(owner[id(one)])
    return beside


def _best(
    cluster: PlaceCluster,
    found: list[Place],
    context: set[str],
    neighbours: dict[int, list[PlaceCluster]],
    gazetteer: Gazetteer,
) -> Place | None:
    """The candidate whose parents the text names; None where nothing tells namesakes apart."""
    beside = {c.place.code for c in neighbours.get(id(cluster), []) if c.place}
    around = {p.code for c in context for p in gazetteer.ancestors(c) if p.level != "region"}
    scored = []
    for place in found:
        above = {p.code for p in gazetteer.ancestors(place.code)}
        near = sum(place.code in {p.code for p in gazetteer.ancestors(b)} for b in beside)
        score = CHAIN * (len(above & beside) + near) + len(above & context)
        if _is_bare_county(cluster) and not above & (context | around | beside):
            continue  # a bare 'Tianshan' in a text that names nothing around it
        if cluster.kind is Kind.TOWNSHIP and not above & ({c for c in context if not c.endswith("00")} | beside):
            continue  # a prefecture somewhere in the text has too many towns to tell one by
        scored.append((score, place))
    if not scored:
        return None
    scored.sort(key=lambda s: (-s[0], s[1].code))
    tied = len(scored) > 1 and scored[0][0] == scored[1][0]
    if tied and cluster.kind is not Kind.PREFECTURE:
        return None  # of prefectures the first in the order of codes is the better known: 'Suzhou', 'Fuzhou'
    return scored[0][1]


def _is_bare_county(cluster: PlaceCluster) -> bool:
    """Whether a county is told by its bare name alone, and not as the place that a body is called after."""
    return cluster.kind is Kind.COUNTY and not any(n.typed or _leads_name(n) for n in cluster.names)


def without_brands(
    clusters: Sequence[PlaceCluster], nested: frozenset[int], gazetteer: Gazetteer
) -> list[PlaceCluster]:
    """The clusters without counties of which only the name of a firm would tell, far from where the text is.

    'Xiangyun' in 'Xiangyun Toy Factory' is a lucky word as a rule; where a further name follows
    ('Yiwu Xiangsheng Toys'), the first is a place. `nested` holds the ids of names inside other names.
    """
    told = {c.code for c in clusters if c.code and any(id(n) not in nested for n in c.names)}
    kept = []
    for cluster in clusters:
        if cluster.kind is Kind.COUNTY:
            brand = _is_brand(cluster, nested)
            alone = all(id(n) in nested and not n.typed and not _leads_name(n) for n in cluster.names)
            others = told - {cluster.code} if brand else told
            near = others | {p.code for code in others for p in gazetteer.ancestors(code) if p.level != "region"}
            if (brand or alone) and not near & {p.code for p in gazetteer.ancestors(cluster.code)}:
                continue
        kept.append(cluster)
    return kept


def _is_brand(cluster: PlaceCluster, nested: frozenset[int]) -> bool:
    """Whether a name that is never typed stands behind a place in a firm's name: 'Hesu County Xianghe Goose Co.'"""
    if any(n.typed for n in cluster.names):
        return False
    inside = (n.span for n in cluster.names if id(n) in nested)
    return any(s.start and s.doc[s.start - 1].text in TYPED for s in inside)


def _leads_name(name: PlaceName) -> bool:
    """Whether a further name in romanised Chinese follows."""
    span = name.span
    return span.end < len(span.doc) and span.doc[span.end].text[0].isupper() and is_pinyin(span.doc[span.end].text)


def _merged(clusters: list[PlaceCluster]) -> list[PlaceCluster]:
    """Clusters of one code made one (an old and a new name, or two spellings)."""
    result: dict[str, PlaceCluster] = {}
    for number, cluster in enumerate(clusters):
        key = cluster.code or f"#{number}"
        if key in result:
            result[key].names = sorted([*result[key].names, *cluster.names], key=lambda n: n.span.start)
        else:
            result[key] = cluster
    return list(result.values())
