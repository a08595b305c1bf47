"""What place a text is about: anew in each numbered section, and not where it only tells of elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from extract.draft import Draft
from extract.records import TERRITORIES, Kind, Mention
from extract.syntax import SUBJECTS, lead

NUMBER = r"(?:[IVX]{1,5}|\d{1,2}|[一二三四五六七八九十]{1,3})"
HEADING = re.compile(rf"^[ \t\u3000]*{NUMBER}[.、)][ \t\u3000]*(?=[A-Z\"“])", re.MULTILINE)
REACHING = frozenset({"in", "at", "from", "to", "into", "outside", "for", "than"})
FEWEST = 3  # headings that make a text a bulletin
HOMES = (Kind.COUNTY, Kind.PREFECTURE, Kind.PROVINCE)


@dataclass(frozen=True, slots=True)
class Sections:
    """Where a text's numbered sections begin, in characters, and the place that they are about."""

    starts: tuple[int, ...]
    home: str

    def start(self, position: int) -> int:
        """Where the section around a place in the text begins; 0 before the first."""
        before = bisect_right(self.starts, position)
        return self.starts[before - 1] if before else 0


def find_sections(draft: Draft) -> Sections | None:
    """The numbered sections of a document; None where it has none, or no county, prefecture or province."""
    starts = tuple(m.start() for m in HEADING.finditer(draft.document.text))
    if len(starts) < FEWEST:
        return None
    home = home_of(draft, least=1)
    return Sections(starts=starts, home=home) if home else None


def home_of(draft: Draft, *, least: int) -> str | None:
    """The county, prefecture or province that a text names most, if it does so often enough."""
    named = Counter(m.body for m in draft.mentions if draft.kind(m.body) in HOMES)
    most = max(named, key=lambda e: named[e], default=None)
    return most if most is not None and named[most] >= least else None


def is_elsewhere(draft: Draft, mention: Mention, ground: str | None) -> bool:
    """Whether a place only tells where somebody went, worked or came from: of another province than the text is about.

    `ground` is the place that the text was about so far, if any. A subject is meant, and what a sentence opens with.
    """
    if ground is None or draft.kind(mention.body) not in TERRITORIES:
        return False
    one, two = draft.entities[mention.body].code, draft.entities[ground].code
    if not (one and two) or one[:2] == two[:2]:
        return False
    span = draft.span(mention)
    opens = span.start - span.sent.start < 3 and lead(span) != "from"
    return lead(span) in REACHING and not opens and span.root.dep_ not in SUBJECTS
