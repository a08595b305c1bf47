"""Entities among their neighbours, as networkx graphs: what is nearest, what connects two of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import attrgetter

import networkx as nx

from graph.queries import Named, links, local, names, rows, whole
from graph.reader import Reader
from graph.remembered import remembered

MOST = 40
STEP = 12
DRAWN = 300  # entities at once, at most: more can't be read
RANKING = "by how many facts link them"
LONGEST = 6  # steps of a way
ADDED = "to:"  # before the name of what was not opened but added
_REACH = 4000  # entities that a search for a path looks at
_AT_ONCE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity on the canvas. `links` counts all its facts, `shown` the neighbours drawn, of `neighbours`.

    `brought` counts those that are drawn because it was opened.
    """

    iri: str
    label: str
    kind: str
    links: int
    neighbours: int = 0
    shown: int = 0
    brought: int = 0

    @property
    def more(self) -> int:
        """How many neighbours opening it would bring, step by step."""
        return max(self.neighbours - self.shown, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article's fact: when it held or, where that isn't said, when the article appeared ('' for neither)."""

    document: str
    date: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A relation on the canvas, and the facts that state it: none where it is the gazetteer's alone."""

    source: str
    predicate: str
    target: str
    told: tuple[Telling, ...] = ()

    @property
    def facts(self) -> int:
        """How many facts state it."""
        return len(self.told)

    @property
    def confidence(self) -> float:
        """Of the surest fact; what the gazetteer gives is sure."""
        return max((telling.confidence for telling in self.told), default=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a canvas shows: some entities, the relations between them, and how much is left out.

    `total` counts the neighbours that the opened entities have, `shown` those that are drawn. `alone` are added
    entities from which no way leads to any other.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    shown: int
    total: int
    alone: tuple[Node, ...] = ()

    def graph(self) -> nx.MultiDiGraph[str]:
        """The view as networkx has it."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in self.nodes:
            graph.add_node(node.iri, label=node.label, kind=node.kind)
        for edge in self.edges:
            graph.add_edge(edge.source, edge.target, key=edge.predicate, facts=edge.facts)
        return graph


def neighbourhood(
    reader: Reader,
    start: str,
    *,
    opened: Iterable[str] = (),
    shut: Iterable[str] = (),
    most: int = MOST,
    step: int = STEP,
) -> View:
    """An entity and its best linked neighbours, and those of further opened entities, a step of them each.

    What was shown before stays: opening only adds, and opening again adds a step more. An entity of `opened` behind
    `ADDED` comes with its shortest way to what is shown, or alone if none has at most 6 steps. What an entity of
    `shut` brought when it was opened isn't drawn, nor what that brought; all else stays.
    """
    return _neighbourhood(reader, start, tuple(opened), frozenset(shut), (most, step))


@remembered
def _neighbourhood(
    reader: Reader, start: str, opened: tuple[str, ...], shut: frozenset[str], sizes: tuple[int, int]
) -> View:
    most, step = sizes
    near = {start: _neighbours(reader, start)}
    first = tuple([start, *near[start][:most]])
    brought = dict.fromkeys(first, "")  # by the opening of what
    steps = [first]
    for entity in opened:
        room = DRAWN - len(brought)
        if entity.startswith(ADDED):
            way = _way_in(reader, entity.removeprefix(ADDED), tuple(brought))
            steps.append(way if len(way) <= room else ())
            brought.update(dict.fromkeys(steps[-1], ""))
        elif entity in brought:
            if entity not in near:
                near[entity] = _neighbours(reader, entity)
            steps.append(tuple([n for n in near[entity] if n not in brought][: min(step, room)]))
            brought.update(dict.fromkeys(steps[-1], entity))
    gone: set[str] = set()
    for entity, by in brought.items():
        if by in shut or by in gone:
            gone.add(entity)
    near = {entity: of for entity, of in near.items() if entity == start or entity not in shut | gone}
    held = _held(reader, steps)
    view = _view(held, {entity: by for entity, by in brought.items() if entity not in gone}, near)
    lone = {way[0] for way in steps[1:] if len(way) == 1 and brought[way[0]] == ""}
    return replace(view, alone=tuple(node for node in view.nodes if node.iri in lone and not node.shown))


@remembered
def _way_in(reader: Reader, entity: str, shown: tuple[str, ...]) -> tuple[str, ...]:
    """What isn't shown yet of the shortest way from an entity to something that is; () for what isn't known here."""
    if entity in shown or entity not in names(reader, [entity]):
        return ()
    graph = _outward(reader, {entity}, set(shown), LONGEST)[0]
    ways = nx.single_source_shortest_path(graph, entity)
    best = min((ways[end] for end in shown if end in ways), key=lambda way: (len(way), way), default=[entity, ""])
    return tuple(best[:-1])


def opening(name: str) -> str:
    """What an address names as opened or added, as `neighbourhood` takes it."""
    return ADDED + whole(name.removeprefix(ADDED)) if name.startswith(ADDED) else whole(name)


def among(reader: Reader, entities: Iterable[str]) -> View:
    """Some entities and the relations between them alone."""
    brought = dict.fromkeys(entities, "")
    return _view(_held(reader, [tuple(brought)]), brought, {})


@remembered
def _neighbours(reader: Reader, entity: str) -> list[str]:
    """What an entity is linked to: by the most facts first, then the best linked."""
    found = rows(reader, "neighbours", lists={"entity": [entity]})
    degrees = links(reader, (row["other"] for row in found))
    best = {row["other"]: (-int(row["facts"]), -degrees[row["other"]]) for row in found}
    return sorted(best, key=lambda iri: (best[iri], iri))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What a store holds of some entities: nodes that know of nothing drawn yet, and the relations between them."""

    nodes: Mapping[str, Node]
    edges: Sequence[Edge]


def _held(reader: Reader, steps: Iterable[tuple[str, ...]]) -> _Held:
    """What is held of entities that came step by step: each step asks of what is new in it alone."""
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for new in filter(None, steps):
        more = _added(reader, new, tuple(nodes))
        nodes |= more.nodes
        edges += more.edges
    return _Held(nodes=nodes, edges=sorted(edges, key=lambda e: (e.source, e.predicate, e.target)))


@remembered
def _added(reader: Reader, new: tuple[str, ...], old: tuple[str, ...]) -> _Held:
    """What is held of some new entities, and their relations with the old ones too."""
    called = names(reader, new)
    nodes = nodes_of(reader, [called[iri] for iri in new if iri in called])
    return _Held(nodes={node.iri: node for node in nodes}, edges=between(reader, called, old))


def _view(held: _Held, brought: Mapping[str, str], near: Mapping[str, list[str]]) -> View:
    """The view of some entities, each with the one whose opening brought it; `near` are neighbours of opened ones."""
    by = Counter(entity for iri, entity in brought.items() if iri in held.nodes)
    known = {iri: replace(held.nodes[iri], brought=by[iri]) for iri in brought if iri in held.nodes}
    edges = tuple(edge for edge in held.edges if edge.source in known and edge.target in known)
    around = {n for of in near.values() for n in of} - {next(iter(brought), "")}
    shown = len(around & known.keys()) if near else len(known)
    total = len(around) if near else len(brought)
    return View(nodes=drawn_among(known.values(), edges), edges=edges, shown=shown, total=total)


def drawn_among(nodes: Iterable[Node], edges: Iterable[Edge]) -> tuple[Node, ...]:
    """Nodes that know how many of their neighbours are drawn, by the relations between them."""
    drawn: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        drawn[edge.source].add(edge.target)
        drawn[edge.target].add(edge.source)
    return tuple(replace(node, shown=len(drawn[node.iri])) for node in nodes)


def nodes_of(reader: Reader, entities: Sequence[Named]) -> list[Node]:
    """Entities as the canvas has them, before anything is drawn between them."""
    iris = [entity.iri for entity in entities]
    degrees = links(reader, iris)
    reach = (
        {row["entity"]: int(row["count"]) for row in rows(reader, "reach", lists={"entities": iris})} if iris else {}
    )
    return [
        Node(
            iri=entity.iri,
            label=entity.label,
            kind=entity.kind,
            links=degrees[entity.iri],
            neighbours=reach.get(entity.iri, 0),
        )
        for entity in entities
    ]


def between(reader: Reader, entities: Iterable[str], old: Iterable[str] = ()) -> tuple[Edge, ...]:
    """The relations between some entities, as articles state them or else the gazetteer; and those with old ones."""
    new, known = sorted(entities), sorted(old)
    told: dict[tuple[str, str, str], list[Telling]] = {}
    for row in rows(reader, "between", lists={"new": new, "old": known, "all": [*new, *known]}):
        date = row["said"] or row["published"]
        telling = Telling(document=row["document"], date=date, confidence=float(row["confidence"]))
        told.setdefault((row["subject"], local(row["predicate"]), row["object"]), []).append(telling)
    for row in rows(reader, "placed", lists={"new": new, "old": known}):
        told.setdefault((row["subject"], "locatedIn", row["object"]), [])
    order = attrgetter("document", "date", "confidence")
    return tuple(
        Edge(source=s, predicate=p, target=o, told=tuple(sorted(told[s, p, o], key=order))) for s, p, o in sorted(told)
    )


def paths(reader: Reader, start: str, end: str, *, most: int = 3, longest: int = LONGEST) -> list[list[str]]:
    """The shortest ways from one entity to another over facts, the shortest first; [] if there is none.

    The graph is read outward from both ends, and no further than it takes.
    """
    graph, _ = _outward(reader, {start}, {end}, longest)
    if not nx.has_path(graph, start, end):
        return []
    ways = islice(nx.shortest_simple_paths(graph, start, end), most)
    return [way for way in ways if len(way) <= longest + 1]


def shut_in(reader: Reader, start: str, end: str, *, longest: int = LONGEST) -> dict[str, int]:
    """Of two entities without a way between them, those from which facts lead no further, with how many they reach."""
    graph, last = _outward(reader, {start}, {end}, longest)
    return {
        side: len(nx.node_connected_component(graph, side)) - 1
        for side, edge in zip((start, end), last, strict=True)
        if not edge
    }


def _outward(
    reader: Reader, starts: set[str], ends: set[str], longest: int
) -> tuple[nx.Graph[str], tuple[set[str], set[str]]]:
    """The graph read outward from two sides till it joins them, and what of it was reached last from each."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(starts | ends)
    sides, last = (set(starts), set(ends)), [starts, ends]
    for _ in range(longest):
        if sides[0] & sides[1] or len(graph) > _REACH:
            break
        turn = int(len(last[1]) < len(last[0]))
        last[turn] = _reach(reader, graph, last[turn], sides[turn])
        if not last[turn]:
            break
    return graph, (last[0], last[1])


def _reach(reader: Reader, graph: nx.Graph[str], ends: set[str], side: set[str]) -> set[str]:
    """Add the neighbours of some entities to a graph and to their side of it; give those that are new there."""
    new: set[str] = set()
    ordered = sorted(ends)
    for at in range(0, len(ordered), _AT_ONCE):
        some = ordered[at : at + _AT_ONCE]
        for row in rows(reader, "adjacent", lists={"entities": some}):
            graph.add_edge(row["entity"], row["other"])
            new.add(row["other"])
    new -= side
    side |= new
    return new
