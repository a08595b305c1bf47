"""Observations: figures with what they are about, when they hold and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Span, Token

from extract.attribution import told_by
from extract.bylines import dateline_end
from extract.counted import Figure
from extract.dates import Time
from extract.draft import Draft, evidence
from extract.elided import MONEY, SHARES
from extract.figures import find_figures
from extract.ground import find_sections, home_of, is_elsewhere
from extract.records import ORGANIZATIONS, PEOPLE, PLACES, Kind, Mention, Observation
from extract.syntax import SUBJECTS, clause, subjects

MEASURABLE = (PLACES | PEOPLE | ORGANIZATIONS) - {Kind.JOURNALIST}
SETTLED = PLACES - {Kind.PLACE}  # but mountains and rivers
FOCI = SETTLED | ORGANIZATIONS - {Kind.GOVERNMENT_BODY, Kind.INSTITUTION}  # what a text goes on about
# Before a time, these make it what a figure is compared with: 'up from 2018', 'than in the same period of 2018'.
COMPARED = re.compile(
    r"\b(?:than|(?:much|many|high|large|low) as|compared (?:with|to)|against|over|up from|down from"
    r"|same (?:period|months?)(?: of| in)?)"
    r"(?: (?:in|that of|the figure for))?(?: the same (?:period|months?)(?: of| in)?)? ?$"
)
MOST_ABOUT = 3
OFTEN = 3  # mentions from which a place is surely what the whole text is about
FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})


def observe(draft: Draft, *, speakers: Mapping[tuple[int, int], str]) -> tuple[list[Observation], list[Mention]]:
    """The observations of a document and where their figures stand.

    `speakers` gives for each quoted span of characters who says it. A figure told twice is one
    observation with the evidence of both places.
    """
    times = draft.times
    figures = find_figures(draft.doc, times, _name_tokens(draft))
    found: dict[tuple[object, ...], Observation] = {}
    places: list[Mention] = []
    topic = _Topic(draft)
    for number, figure in enumerate(figures, 1):
        observation = _observation(draft, figure, f"o{number}", times, speakers, topic)
        key = _identity(figure)
        if key in found:
            observation = _merged(found[key], observation)
        found[key] = observation
        places.append(_mention(draft, figure, observation.id))
    return list(found.values()), places


def _name_tokens(draft: Draft) -> frozenset[int]:
    """The tokens of proper names, whose numbers count nothing."""
    named = (m for m in draft.mentions if m.named and draft.kind(m.body) is not Kind.PLACE_GROUP)
    return frozenset(t.i for m in named for t in draft.span(m) if draft.kind(m.body) is not Kind.SITE or _is_title(t))


def _is_title(token: Token) -> bool:
    """Whether a number is spelt as names are: 'Three Gorges Park', but '62 sites'."""
    return token.text.istitle() and not token.is_sent_start


def _identity(figure: Figure) -> tuple[object, ...]:
    """What two tellings of one figure share. Small numbers and sums must count the same noun too."""
    if figure.unit in SHARES:
        return figure.value, figure.unit, figure.start
    noun = figure.head.lemma_.lower() if figure.head is not None else ""
    if figure.value < 100 or figure.unit in MONEY:
        sentence = figure.start if figure.unit in MONEY and figure.value < 100_000 else 0
        return figure.value, figure.top, figure.unit, noun, sentence if figure.value < 100_000 else 0
    return figure.value, figure.top, figure.unit, "", 0


def _merged(one: Observation, two: Observation) -> Observation:
    return Observation(
        id=one.id,
        value=one.value,
        max_value=one.max_value,
        unit=one.unit,
        comparator=one.comparator if one.comparator.value != "=" else two.comparator,
        counted=one.counted if len(one.counted) >= len(two.counted) else two.counted,
        about=tuple(dict.fromkeys([*one.about, *two.about]))[:MOST_ABOUT],
        period=one.period or two.period,
        according_to=one.according_to or two.according_to,
        evidence=tuple(dict.fromkeys([*one.evidence, *two.evidence])),
    )


def _mention(draft: Draft, figure: Figure, observation: str) -> Mention:
    last = figure.head if figure.head is not None and figure.head.i >= figure.end else draft.doc[figure.end - 1]
    return Mention(body=observation, start=draft.doc[figure.start].idx, end=last.idx + len(last))


def _observation(
    draft: Draft,
    figure: Figure,
    identifier: str,
    times: Sequence[Time],
    speakers: Mapping[tuple[int, int], str],
    topic: _Topic,
) -> Observation:
    token = draft.doc[figure.start]
    speaker = _speaker(token, speakers)
    return Observation(
        id=identifier,
        value=figure.value,
        max_value=figure.top,
        unit=figure.unit,
        comparator=figure.comparator,
        counted=figure.counted,
        about=_about(draft, figure, speaker, topic),
        period=_period(draft, token, times),
        according_to=speaker or told_by(draft, token) or "",
        evidence=(evidence(token),),
    )


def _speaker(token: Token, speakers: Mapping[tuple[int, int], str]) -> str | None:
    return next((who for (start, end), who in speakers.items() if start <= token.idx < end), None)


class _Topic:
    """What the text is about at each place: the last subject, place or organisation before it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._sections = find_sections(draft)
        self._home = home_of(draft, least=OFTEN)
        self._at: list[tuple[int, str]] = []
        place: str | None = None  # the one of the gazetteer that was accepted last
        for mention in draft.mentions:
            if draft.kind(mention.body) not in MEASURABLE or _is_counted(draft, mention):
                continue
            if self._at and (_tells_where(draft, mention, self._at[-1][1]) or is_elsewhere(draft, mention, place)):
                continue
            self._at.append((mention.start, mention.body))
            place = mention.body if draft.entities[mention.body].code else place

    def before(self, position: int, kinds: frozenset[Kind] = MEASURABLE) -> str | None:
        """The last entity of some kinds that is spoken of before a place in the text."""
        low, high = 0, len(self._at)
        while low < high:
            middle = (low + high) // 2
            if self._at[middle][0] < position:
                low = middle + 1
            else:
                high = middle
        recent = self._at[max(0, low - 40) : low]
        if self._sections is None:
            return next((e for _, e in reversed(recent) if self._draft.kind(e) in kinds), None)
        start, home = self._sections.start(position), self._sections.home
        return next((e for at, e in reversed(recent) if at >= start and self._draft.kind(e) in kinds), home)

    def anew(self, sentence: Span) -> str | None:
        """The place of the whole text, where a paragraph has named no place or body before a sentence ends."""
        start = self._draft.document.text.rfind("\n", 0, sentence.start_char) + 1
        held = self._draft.within(start, sentence.end_char)
        return None if any(self._draft.kind(m.body) in FOCI for m in held) else self._home


def _tells_where(draft: Draft, mention: Mention, before: str) -> bool:
    """Whether a place only says where the one before it lies: the province in 'X County, Y Province'."""
    code, own = draft.entities[mention.body].code, draft.entities[before].code
    nested = bool(code and own) and code in {p.code for p in draft.gazetteer.ancestors(own)}
    if not nested:
        return False
    span = draft.span(mention)
    beside = draft.document.text[: mention.start].rstrip().endswith((",", " of", " in"))
    held = draft.within(span.sent.start_char, mention.start)
    return beside or (span.root.dep_ not in SUBJECTS and any(m.body == before for m in held))


def _is_counted(draft: Draft, mention: Mention) -> bool:
    """Whether a group of places is one count of several ('37 villages and 6,150 households remained')."""
    if draft.kind(mention.body) is not Kind.PLACE_GROUP:
        return False
    span = draft.span(mention)
    led = span.start > span.sent.start and span.doc[span.start - 1].pos_ == "ADP"
    behind = span.doc[span.end : min(span.end + 3, span.sent.end)]
    listed = len(behind) > 1 and behind[0].text in {",", "and"} and any(t.like_num for t in behind[1:])
    return listed and not led


def _about(draft: Draft, figure: Figure, speaker: str | None, topic: _Topic) -> tuple[str, ...]:
    token = draft.doc[figure.start]
    sentence = token.sent
    found: list[str | None] = []
    if speaker is not None and any(t.lower_ in FIRST_PERSON for t in _near(token)):
        found.append(speaker)
    group = draft.at(draft.doc[figure.end - 1])
    if group and draft.kind(group.body) is Kind.PLACE_GROUP:
        found.append(group.body)
    found.append(_subject(draft, token) or _its_owner(draft, token))
    held = [m for m in draft.within(dateline_end(sentence), sentence.end_char) if draft.kind(m.body) in MEASURABLE]
    ground = topic.before(sentence.start_char, PLACES)
    held = [m for m in held if not is_elsewhere(draft, m, ground)]
    before = [m.body for m in held if m.start < token.idx and not _is_counted(draft, m)]
    found += before[-1:]
    after = [m for m in held if m.start > token.idx]
    found += [m.body for m in after[:1] if m.start - token.idx < 60]
    found += before[:1]
    source = told_by(draft, token)
    if source is not None and any(found) and {f for f in found if f} == {source}:
        found = [topic.before(sentence.start_char, FOCI), *found]
    if not any(found):
        place = topic.before(sentence.start_char, FOCI)
        found += [topic.anew(sentence), place, speaker or topic.before(sentence.start_char)]
    elif len({f for f in found if f}) < MOST_ABOUT and not _has_place(draft, found):
        found.append(topic.before(sentence.start_char, SETTLED | ORGANIZATIONS))
    return tuple(dict.fromkeys(f for f in found if f))[:MOST_ABOUT]


def _its_owner(draft: Draft, token: Token) -> str | None:
    """'X founded the Y Cooperative in Z; its members number 318': the body that 'its' means, told before it."""
    owned = [s for s in subjects(clause(token)) if any(c.lower_ == "its" for c in s.children) and not draft.at(s)]
    before = draft.within(token.sent.start_char, owned[0].idx) if owned else []
    return next((m.body for m in reversed(before) if draft.kind(m.body) in ORGANIZATIONS), None)


def _near(token: Token) -> Span:
    """The sentence of a token and the one before, within which 'I' tells who speaks."""
    sentence = token.sent
    start = sentence.doc[sentence.start - 1].sent.start if sentence.start else 0
    return sentence.doc[start : sentence.end]


def _has_place(draft: Draft, found: Iterable[str | None]) -> bool:
    return any(f and draft.kind(f) in PLACES | ORGANIZATIONS for f in found)


def _subject(draft: Draft, token: Token) -> str | None:
    """The entity that is the subject of the token's clause, or owns that subject."""
    for subject in subjects(clause(token)):
        candidates = [subject, *(c for c in subject.children if c.dep_ in {"nmod:poss", "compound", "nmod", "appos"})]
        for candidate in candidates:
            mention = draft.at(candidate)
            if mention and draft.kind(mention.body) in MEASURABLE and not _is_counted(draft, mention):
                return mention.body
    return None


def _period(draft: Draft, token: Token, times: Sequence[Time]) -> str:
    """The time of the token's sentence that is nearest before it, else the first after it."""
    sentence = token.sent
    held = [t for t in times if sentence.start_char <= t.start < sentence.end_char and t.period]
    clear = [t for t in held if not _tells_other(draft, t, token) and not _is_past(draft, t, token)]
    before = [t for t in clear if t.start < token.idx]
    after = [t for t in clear if t.start > token.idx]
    if (
        after
        and before
        and after[0].start - token.idx < 40
        and ";" not in draft.document.text[token.idx : after[0].start]
    ):
        between = re.sub(r"(?<=\d),(?=\d)", "", draft.document.text[token.idx : after[0].start])
        if " and " not in between and "," not in between:
            return after[0].period
    if before:
        return before[-1].period
    return after[0].period if after else ""


def _is_past(draft: Draft, time: Time, token: Token) -> bool:
    """Whether a figure is of today though its sentence began with another time: 'founded in 2011; it now has 318'."""
    between = draft.document.text[time.end : token.idx]
    return ";" in between and re.search(r"\b(?:now|currently|today|so far)\b", between.rpartition(";")[2]) is not None


def _tells_other(draft: Draft, time: Time, token: Token) -> bool:
    """Whether a time belongs to a relative or temporal clause about something else ('who returned in 2015')."""
    whole = draft.document.text
    if re.search(r"\bborn (?:on |in )?$", whole[max(0, time.start - 20) : time.start], re.IGNORECASE):
        return True
    if COMPARED.search(whole[max(token.sent.start_char, time.start - 30) : time.start]):
        return True
    clause_so_far = re.search(r"\b(?:where|who|which|whom) [^,]*$", whole[token.sent.start_char : time.start])
    if clause_so_far and "," in whole[time.end : token.idx]:
        return True
    to = whole[time.end : token.idx].rstrip()
    if to.endswith(" to") and " from " in whole[token.sent.start_char : time.start]:
        return True  # 'fell from 312 in 2014 to 15'
    text = whole[max(token.sent.start_char, time.start - 40) : time.start]
    return (
        re.search(r"\b(?:who|that|which) (?:had )?\w+(?:ed|t|me|ent)\b[^,]*$", text) is not None
        and time.start < token.idx
    )
