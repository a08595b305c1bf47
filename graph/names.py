"""The IRIs of one reading's records, each made from what the record says."""

from __future__ import annotations

from extract.records import (
    Entity,
    Kind,
    Mention,
    Observation,
    Property,
    Quotation,
    Reading,
)
from ontology import iri
from ontology.errors import InvalidGraph

# Kinds whose namesakes elsewhere are somebody or something else, unless the text says more.
_LOCAL = frozenset(
    {
        Kind.PERSON,
        Kind.OFFICIAL,
        Kind.JOURNALIST,
        Kind.SITE,
        Kind.PLACE_GROUP,
        Kind.VILLAGE,
        Kind.TOWNSHIP,
    }
)


class Names:
    """The IRI of each record of a reading, by its id."""

    def __init__(self, reading: Reading) -> None:
        self.document = iri.document_iri(reading.document.text)
        self._entities = {e.id: e for e in reading.entities}
        self._implementers = implementers(reading)
        self._iris: dict[str, str] = {"": ""}
        spans = {m.body: m for m in reversed(reading.mentions)}
        for observation in reading.observations:
            self._iris[observation.id] = self._observation(observation, spans)
        for quotation in reading.quotations:
            self._iris[quotation.id] = self._quotation(quotation, reading.document.text, spans)
        for entity in reading.entities:
            self._iris[entity.id] = self._entity(entity, ())

    def of(self, identifier: str) -> str:
        """The IRI of an entity, observation or quotation; '' for none."""
        if identifier not in self._iris:
            raise InvalidGraph(f"The reading speaks of {identifier!r}, which is none of its records.")
        return self._iris[identifier]

    def mention(self, mention: Mention) -> str:
        """The IRI of a mention."""
        return iri.mention_iri(self.document, self.of(mention.body), mention.start, mention.end)

    def fact(self, subject: str, predicate: str, object: str) -> str:
        """The IRI of the fact that this document states a triple."""
        return iri.fact_iri(self.document, subject, predicate, object)

    def _entity(self, entity: Entity, above: tuple[str, ...]) -> str:
        """An entity's IRI; `above` holds the ids anchored in it, to end a circle of anchors."""
        if entity.code:
            return iri.place_iri(entity.code)
        anchor = self._anchor(entity, (*above, entity.id))
        if entity.kind is Kind.PROGRAM:
            return iri.program_iri(entity.program_type, anchor or self.document)
        return iri.entity_iri(entity.kind, entity.label, anchor)

    def _anchor(self, entity: Entity, above: tuple[str, ...]) -> str:
        anchor = self._implementers.get(entity.id, entity.anchor)
        if anchor in self._entities and anchor not in above:
            return self._entity(self._entities[anchor], above)
        return self.document if entity.kind in _LOCAL else ""

    def _observation(self, figure: Observation, spans: dict[str, Mention]) -> str:
        span = spans.get(figure.id) or figure.evidence[0]
        return iri.observation_iri(self.document, span.start, span.end, figure.value.normalize())

    def _quotation(self, quotation: Quotation, text: str, spans: dict[str, Mention]) -> str:
        found = spans.get(quotation.id)
        if found is not None:
            return iri.quotation_iri(self.document, found.start, found.end)
        start = max(text.find(quotation.text, quotation.evidence[0].start), 0)
        return iri.quotation_iri(self.document, start, start + len(quotation.text))


def implementers(reading: Reading) -> dict[str, str]:
    """The implementer's id of each program that has one: the first, if the text gives several."""
    found: dict[str, str] = {}
    for fact in reading.facts:
        if fact.predicate is Property.IMPLEMENTS:
            found.setdefault(fact.object, fact.subject)
    return found
