"""The working state of one reading, handed from stage to stage."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from extract.dates import Time
from extract.records import Document, Entity, Evidence, Kind, Mention
from ontology.gazetteer import Gazetteer


@dataclass(slots=True)
class Draft:
    """A parsed document, and the entities found in it so far.

    `mentions` is sorted by start and never overlaps, but for a name nested in a longer one
    ('Tashan Town' in the name of a cooperative), which stands in `nested`.
    """

    document: Document
    doc: Doc
    gazetteer: Gazetteer
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    nested: list[Mention] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    _spans: dict[tuple[int, int], Span] = field(default_factory=dict)
    _covering: dict[int, Mention] = field(default_factory=dict)  # where a token begins -> the mention over it

    @property
    def by_code(self) -> dict[str, str]:
        """The ids of the places of the gazetteer, by code."""
        return {e.code: e.id for e in self.entities.values() if e.code}

    def add(self, found: Iterable[Mention]) -> None:
        """Take in mentions that cover no token of those already known."""
        self._covering.clear()
        for mention in found:
            index = bisect_left(self.mentions, mention.start, key=lambda m: m.start)
            before = self.mentions[index - 1].end if index else 0
            after = self.mentions[index].start if index < len(self.mentions) else mention.end
            if before <= mention.start and mention.end <= after:
                self.mentions.insert(index, mention)

    def kind(self, identifier: str) -> Kind:
        """The kind of an entity."""
        return self.entities[identifier].kind

    def at(self, token: Token) -> Mention | None:
        """The mention that covers a token."""
        if not self._covering:
            starts = [t.idx for t in self.doc]
            for mention in self.mentions:
                for i in range(bisect_left(starts, mention.start), bisect_left(starts, mention.end)):
                    self._covering[starts[i]] = mention
        return self._covering.get(token.idx)

    def entity_at(self, token: Token) -> str | None:
        """The id of the entity whose mention covers a token."""
        mention = self.at(token)
        return mention.body if mention else None

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie within a span of characters, in their order."""
        first = bisect_left(self.mentions, start, key=lambda m: m.start)
        last = bisect_left(self.mentions, end, key=lambda m: m.start)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def span(self, mention: Mention) -> Span:
        """The tokens of a mention."""
        key = mention.start, mention.end
        if key not in self._spans:
            found = self.doc.char_span(*key, alignment_mode="expand")
            assert found is not None  # mentions are made from token spans
            self._spans[key] = found
        return self._spans[key]


def evidence(span: Span | Token) -> Evidence:
    """The whole sentence of a span or token, without the blanks around it."""
    sentence = span.sent
    start, end = sentence.start, sentence.end - 1
    while start < end and sentence.doc[start].is_space:
        start += 1
    while end > start and sentence.doc[end].is_space:
        end -= 1
    return Evidence(start=sentence.doc[start].idx, end=sentence.doc[end].idx + len(sentence.doc[end]))
