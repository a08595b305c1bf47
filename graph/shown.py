"""What of a view is shown: filters that hide and never move, and the same relations as a table and as files."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import networkx as nx

from graph import wording
from graph.network import Edge, Telling, View
from graph.queries import short


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a view must meet to be drawn: relations among `predicates` (any, if empty), each at least so sure.

    `since` and `until` are years, of when a fact held or else of when its article appeared; `article` is the
    one that must state it. `without` are families of kinds that are left out, `hidden` entities that somebody
    took away.
    """

    predicates: frozenset[str] = frozenset()
    least: float = 0.0
    since: str = ""
    until: str = ""
    article: str = ""
    without: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    def told(self, edge: Edge) -> tuple[Telling, ...]:
        """The facts of a relation that meet it."""
        return tuple(
            telling
            for telling in edge.told
            if telling.confidence >= self.least
            and (not self.article or telling.document == self.article)
            and self._in_time(telling.date)
        )

    def _in_time(self, date: str) -> bool:
        """Whether a time reaches into the years asked for; one that isn't known does not."""
        if not (self.since or self.until):
            return True
        first, last = date[:4], date.rpartition("/")[2][:4]
        return bool(date) and (not self.since or last >= self.since) and (not self.until or first <= self.until)

    @property
    def asks_for_facts(self) -> bool:
        """Whether only what articles say can meet it, so that the gazetteer alone doesn't."""
        return bool(self.since or self.until or self.article)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation of a view in words: a row of its table. `pick` names it in addresses and among chosen facts."""

    pick: str
    subject: str
    verb: str
    object: str
    facts: int
    sure: str


def captions(view: View) -> dict[str, str]:
    """What a view's entities are called where it is drawn: a program without who runs it, if that is drawn too."""
    run = {edge.target for edge in view.edges if edge.predicate == "implements"}
    return {node.iri: wording.program_alone(node.label) if node.iri in run else node.label for node in view.nodes}


def relations_in(view: View) -> dict[str, int]:
    """The properties of a view's relations with how many there are, the most frequent first."""
    found: dict[str, int] = {}
    for edge in view.edges:
        found[edge.predicate] = found.get(edge.predicate, 0) + 1
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def years_in(view: View) -> list[str]:
    """The years of a view's facts, the earliest first."""
    dates = {part[:4] for edge in view.edges for telling in edge.told for part in telling.date.split("/")}
    return sorted(dates - {""})


def articles_in(view: View) -> dict[str, int]:
    """The articles that state a view's relations, with how many each, those with most first."""
    found = Counter(article for edge in view.edges for article in {telling.document for telling in edge.told})
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def families_in(view: View) -> dict[str, int]:
    """The families of kinds of a view's entities, with how many there are of each."""
    return dict(Counter(wording.family(node.kind) for node in view.nodes))


def filtered(view: View, wanted: Filter, *, keep: Collection[str]) -> View:
    """A view without what a filter hides; an entity that is left without any relation goes, those of `keep` stay."""
    out = {node.iri for node in view.nodes if wording.family(node.kind) in wanted.without} - set(keep) | wanted.hidden
    edges = tuple(_met(edge, wanted) for edge in view.edges if not {edge.source, edge.target} & out)
    held = tuple(edge for edge in edges if edge is not None)
    if wanted.asks_for_facts:
        # Where places lie is drawn between those alone that the facts asked for speak of.
        spoken = _ends(edge for edge in held if edge.told) | set(keep)
        held = tuple(edge for edge in held if edge.told or {edge.source, edge.target} <= spoken)
    lost = (_ends(view.edges) - _ends(held)) | out
    nodes = tuple(node for node in view.nodes if node.iri in keep or node.iri not in lost)
    return replace(view, nodes=nodes, edges=held)


def undated(view: View, wanted: Filter) -> int:
    """How many facts of a view tell no time, where a time is asked for."""
    timed = bool(wanted.since or wanted.until)
    return sum(not telling.date for edge in view.edges for telling in edge.told) if timed else 0


def reasons(wanted: Filter) -> list[str]:
    """What a filter leaves, in words."""
    told = []
    if wanted.predicates:
        told.append(f"only: {wording.listed([wording.verb(p) for p in sorted(wanted.predicates)])}")
    if wanted.least:
        told.append(f"only {wording.sure(wanted.least)} or surer")
    if wanted.since or wanted.until:
        told.append(" ".join(f"{word} {year}" for word, year in _years(wanted) if year))
    if wanted.article:
        told.append("only what one article says")
    told += [f"no {wording.kind(family.capitalize(), 2)}" for family in sorted(wanted.without)]
    if wanted.hidden:
        told.append(f"{len(wanted.hidden)} taken away by hand")
    return told


def _years(wanted: Filter) -> tuple[tuple[str, str], ...]:
    return ("from", wanted.since), ("to", wanted.until)


def _met(edge: Edge, wanted: Filter) -> Edge | None:
    """A relation with the facts that meet a filter; None if it doesn't."""
    if wanted.predicates and edge.predicate not in wanted.predicates:
        return None
    told = wanted.told(edge)
    if edge.told and not told:
        return None
    return replace(edge, told=told)


def _ends(edges: Iterable[Edge]) -> set[str]:
    return {end for edge in edges for end in (edge.source, edge.target)}


def beside(edge: Edge, labels: Mapping[str, str]) -> str:
    """What the target of a relation is called beside its source."""
    label = labels[edge.target]
    return wording.program_alone(label) if edge.predicate == "implements" else label


def table(view: View, *, whole: bool = False) -> list[Relation]:
    """A view's relations in words, in the order of their names.

    A program stands without the name of who runs it beside that one, unless `whole` asks for one name in every row.
    """
    labels = {node.iri: node.label for node in view.nodes}
    found = [
        Relation(
            pick="|".join((short(edge.source), edge.predicate, short(edge.target))),
            subject=labels[edge.source],
            verb=wording.verb(edge.predicate),
            object=labels[edge.target] if whole else beside(edge, labels),
            facts=edge.facts,
            sure=wording.sure(edge.confidence) if edge.facts else "official list",
        )
        for edge in view.edges
    ]
    return sorted(found, key=lambda r: (r.subject, r.verb, r.object))


def as_csv(view: View) -> str:
    """A view's relations as a CSV file with a header."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["subject", "relation", "object", "facts", "how sure"])
    writer.writerows([r.subject, r.verb, r.object, r.facts, r.sure] for r in table(view, whole=True))
    return file.getvalue()


def as_graphml(view: View) -> str:
    """A view as GraphML, as Gephi and yEd read it."""
    return "\n".join(nx.generate_graphml(view.graph()))
