"""What the canvas needs beside its view: where its nodes stand, and the card of what is picked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import networkx as nx

from graph.cards import Card
from graph.layout import Spot, extended, positions
from graph.network import View, between
from graph.portrait import entity_card, figure_card, placed_card, quote_card, statement_card
from graph.queries import names, whole
from graph.reader import Reader
from graph.told import find, find_figures, find_quote, find_statements, find_subjects, sources
from ontology.labels import PROPERTIES

_BESIDE, _EACH = (
    40,
    8,
)  # facts of a side, and of each property, figures and articles, that a card beside something tells
_NOTHING = Card(title="Not known here", kind="")


def spots_of(view: View, placed: Mapping[str, Spot], *, origin: str = "") -> dict[str, Spot]:
    """A place for every node of a view; those that have one keep it, new ones come near `origin`."""
    graph: nx.Graph[str] = nx.Graph(view.graph())
    return extended(graph, placed, origin=origin) if placed else positions(graph)


def picked_card(reader: Reader, picked: str) -> Card:
    """The card of what an address names: an entity, a figure, a quotation, or a relation ('a|property|b')."""
    if "|" in picked:
        ends = picked.split("|")
        return _relation_card(reader, whole(ends[0]), ends[1], whole(ends[2])) if len(ends) == 3 else _NOTHING
    iri = whole(picked)
    if not iri:
        return _NOTHING
    if picked.startswith("observation/"):
        figures = find_figures(reader, [iri])
        if not figures:
            return _NOTHING
        against = find_figures(reader, figures[0].against)
        return figure_card(figures[0], find_subjects(reader, iri), sources(reader, figures[0].passages), against)
    if picked.startswith("quotation/"):
        quote = find_quote(reader, iri)
        return quote_card(quote) if quote else _NOTHING
    known = find(reader, iri, most=_BESIDE, each=_EACH)
    if not known:
        return _NOTHING
    return entity_card(replace(known, articles=known.articles[:_EACH]), rest="its page tells more.")


def _relation_card(reader: Reader, subject: str, predicate: str, object: str) -> Card:
    if not (subject and object) or predicate not in PROPERTIES:
        return _NOTHING
    statements = find_statements(reader, subject, predicate, object)
    if statements:
        return statement_card(statements[0], sources(reader, statements[0].passages))
    drawn = {(e.source, e.predicate, e.target) for e in between(reader, [subject, object])}
    called = names(reader, [subject, object])
    is_placed = (subject, predicate, object) in drawn
    return placed_card(called[subject], called[object]) if is_placed else _NOTHING
