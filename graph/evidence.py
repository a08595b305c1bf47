"""What an answer's row rests on: the sentences that state its relation, or that tell of what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from graph.answered import BESIDE
from graph.cards import Card, Line, Part, link
from graph.exploring import picked_card
from graph.portrait import figure_card, quote_card, said_in, statement_card
from graph.prefixes import PREFIXES
from graph.queries import Named, local, names, short, whole
from graph.reader import Reader, Term
from graph.told import (
    Known,
    Passage,
    Statement,
    find,
    find_between,
    find_facts,
    find_figures,
    find_quote,
    find_subjects,
    sources,
)
from ontology.iri import BASE
from ontology.labels import PROPERTIES

MOST = 12  # sentences of one card, and relations of one row
_ENDS = 4  # entities of a row between which relations are looked for
_TOLD = frozenset({"fact", "observation", "quotation"})
_SENTENCE = 15  # letters from which on a text in a row is looked for in the sentences


def holds_told(rows: Iterable[Sequence[Term | None]]) -> bool:
    """Whether any row holds an entity, a fact, a figure or a quotation, of which there may be sentences."""
    return any(_family(term) not in {"", "document"} for row in rows for term in row)


def row_cards(reader: Reader, row: Sequence[Term | None]) -> list[Card]:
    """The cards of a row: of the facts in it, else of the relations between its entities, else of its one entity."""
    found = _by_family(row)
    facts, figures = (
        find_facts(reader, found.get("fact", ())[:MOST]),
        find_figures(reader, found.get("observation", ())),
    )
    cards = [statement_card(s, sources(reader, s.passages)) for s in facts]
    cards += [figure_card(f, find_subjects(reader, f.iri), sources(reader, f.passages)) for f in figures]
    cards += [quote_card(q) for iri in found.get("quotation", ()) if (q := find_quote(reader, iri))]
    if cards:
        return cards
    called = names(reader, (iri for iris in found.values() for iri in iris))
    entities = list(called)
    if len(entities) > 1:
        stated = _fitting(find_between(reader, entities[:_ENDS]), row)
        cards = [statement_card(s, sources(reader, s.passages)) for s in stated[:MOST]]
        return [_short(card) for card in cards] or [_unstated([called[e] for e in entities])]
    known = find(reader, entities[0]) if entities else None
    return [_sentences(known, row)] if known else []


def picked_cards(reader: Reader, picked: str) -> list[Card]:
    """The cards of what is picked on an answer's graph: an entity, a relation, or two entities of a row."""
    first, between, last = [*picked.split("|"), "", ""][:3]
    if between != BESIDE:
        return [picked_card(reader, picked)]
    return row_cards(reader, [NamedNode(iri) for iri in (whole(first), whole(last)) if iri])


def _family(term: Term | None) -> str:
    """The family of resources that a term belongs to, by its IRI; '' for none."""
    if not isinstance(term, NamedNode) or not term.value.startswith(BASE):
        return ""
    return short(term.value).partition("/")[0]


def _by_family(row: Sequence[Term | None]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for term in row:
        family = _family(term)
        if isinstance(term, NamedNode) and family not in {"", "document"}:
            found.setdefault(family, []).append(term.value)
    return {family: list(dict.fromkeys(iris)) for family, iris in found.items()}


def _fitting(stated: list[Statement], row: Sequence[Term | None]) -> list[Statement]:
    """The statements of the properties that stand in the row, all where none does."""
    iris = {term.value for term in row if isinstance(term, NamedNode) and term.value.startswith(PREFIXES["pg"])}
    wanted = {local(iri) for iri in iris} & PROPERTIES.keys()
    return [s for s in stated if s.predicate in wanted] if wanted else stated


def _short(card: Card) -> Card:
    """A card with at most so many sentences, and how many there are."""
    cut = tuple(
        replace(s, lines=s.lines[:MOST], note=f"{MOST} of {len(s.lines)} sentences") if len(s.lines) > MOST else s
        for s in card.sections
    )
    return replace(card, sections=cut)


def _unstated(entities: list[Named]) -> Card:
    parts = [Part(text="No sentence links these directly: ")]
    for i, entity in enumerate(entities):
        parts += [Part(text=", " if i else ""), link(entity)]
    why = Part(text="The row follows from several facts together, or from the official list of places.")
    return Card(
        title=" – ".join(entity.label for entity in entities),
        kind="Fact",
        lead=(Line(parts=(*parts, Part(text="."))), Line(parts=(why,))),
    )


def _sentences(known: Known, row: Sequence[Term | None]) -> Card:
    """What says the row of one entity: the sentences that its texts stand in, else all that tell of it."""
    told = (
        *(s.passages for s in known.statements),
        *(f.passages for f in known.figures),
        *(q.passages for q in known.quotes),
    )
    found = {(p.document, p.start, p.end): p for passages in told for p in passages}
    texts = [t.value for t in row if isinstance(t, Literal) and len(t.value) >= _SENTENCE]
    passages = [p for p in found.values() if any(t in p.words for t in texts)] or list(found.values())
    return Card(
        title=known.entity.label,
        kind=known.entity.kind,
        iri=known.entity.iri,
        lead=(Line(parts=(Part(text=_count(passages)),)),),
        sections=said_in(tuple(passages[:MOST])),
    )


def _count(passages: list[Passage]) -> str:
    if not passages:
        return "No sentence states a fact or figure of it: it is only named, or stands in the official list of places."
    if len(passages) == 1:
        return "One sentence tells of it."
    total = f"{len(passages)} sentences"
    return f"{total} tell of it." if len(passages) <= MOST else f"{MOST} of {total} that tell of it."
