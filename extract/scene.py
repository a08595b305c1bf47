"""What a text goes on about, sentence by sentence: the place or body in focus, and what was named before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span

from extract.bylines import dateline_end
from extract.draft import Draft
from extract.funders import RUNNERS
from extract.ground import Sections, find_sections, is_elsewhere
from extract.records import TERRITORIES, Kind, Mention
from extract.syntax import SUBJECTS, lead

BACK = 3  # sentences before the one that is read in which a body counts as near
PASSING = frozenset({"from", "to", "against", "than", "like"})  # a place behind one is no place in focus


@dataclass(slots=True)
class Scene:
    """What the sentences so far were about; the one being read is the last of `sentences`."""

    sections: Sections | None = None
    section: int = 0
    focus: str | None = None
    ground: str | None = None  # the place that they were about
    county: str | None = None  # the one named last
    sentences: list[Span] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)  # mentions in the whole text of those that run programs

    @classmethod
    def of(cls, draft: Draft) -> Scene:
        """The scene before the first sentence of a document."""
        bodies = (m.body for m in draft.mentions if draft.kind(m.body) in RUNNERS)
        return cls(sections=find_sections(draft), counts=Counter(bodies))

    def enter(self, draft: Draft, sentence: Span) -> Sequence[Mention]:
        """Begin a sentence, and give the mentions in it; a new section is about the place of the whole text."""
        end = sentence.start_char + len(sentence.text.rstrip())
        if self.sections and self.sections.start(end) != self.section:
            self.section = self.sections.start(end)
            self.focus = self.ground = self.sections.home
        if not sentence.text.isspace():  # a paragraph's end is a sentence of its own
            self.sentences = [*self.sentences[-BACK:], sentence]
        return draft.within(dateline_end(sentence), sentence.end_char)

    def leave(self, draft: Draft, held: Sequence[Mention]) -> None:
        """End a sentence that holds some mentions."""
        near = [m for m in held if not is_elsewhere(draft, m, self.ground)]
        self.focus = _focus(draft, near) or self.focus
        self.ground = self.focus if self.focus and draft.kind(self.focus) in TERRITORIES else self.ground
        self.county = next((m.body for m in reversed(held) if draft.kind(m.body) is Kind.COUNTY), self.county)


def _focus(draft: Draft, held: Sequence[Mention]) -> str | None:
    """The place or body that the following sentences go on about."""
    fits = [m for m in held if draft.kind(m.body) in RUNNERS - {Kind.REGION, Kind.PLACE_GROUP}]
    for mention in fits:
        if draft.span(mention).root.dep_ in SUBJECTS:
            return mention.body
    fits = [m for m in fits if lead(draft.span(m)) not in PASSING]
    counties = [m for m in fits if draft.kind(m.body) is Kind.COUNTY]
    return (counties or fits)[-1].body if fits else None
