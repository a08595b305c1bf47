"""What people say in quotation marks, and who says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from extract.draft import Draft
from extract.language import ENDS, QUOTES
from extract.patterns import load
from extract.records import PEOPLE, Evidence, Kind, Mention, Quotation
from extract.syntax import SUBJECTS

_LISTS = load("speech")
SPEECH = frozenset(_LISTS["verbs"])
CROWDS = frozenset(_LISTS["crowds"])
SHORTEST = int(_LISTS["shortest"])
KIN = frozenset(
    {
        "sister",
        "brother",
        "wife",
        "husband",
        "mother",
        "father",
        "son",
        "daughter",
        "cousin",
        "neighbor",
        "neighbour",
        "aunt",
        "uncle",
    }
)
LONGEST = 400  # tokens; an unclosed mark must not swallow the article


def find_quotations(
    draft: Draft,
) -> tuple[list[Quotation], list[Mention], dict[tuple[int, int], str]]:
    """The quotations, where they stand, and the speaker of each quoted span with its marks."""
    found: list[Quotation] = []
    places: list[Mention] = []
    speakers: dict[tuple[int, int], str] = {}
    spans = list(quoted_spans(draft))
    for number, span in enumerate(spans):
        speaker, tag = _speaker(draft, spans, number, speakers)
        if speaker is None:
            continue
        speakers[span.start_char, span.end_char] = speaker
        inner = _inner(span)
        quotation = Quotation(
            id=f"q{len(found) + 1}",
            said_by=speaker,
            text=draft.document.text[inner.start : inner.end],
            evidence=(_evidence(draft, span, tag),),
        )
        found.append(quotation)
        places.append(Mention(body=quotation.id, start=inner.start, end=inner.end))
    return found, places, speakers


def quoted_spans(draft: Draft) -> Iterator[Span]:
    """The spans between quotation marks, marks included; a paragraph's end closes an open one."""
    doc = draft.doc
    start: int | None = None
    for token in doc:
        if token.is_space and "\n" in token.text:
            if start is not None and token.i - start > 2:
                yield doc[start : token.i]
            start = None
        elif token.text in QUOTES:
            if start is None:
                start = token.i if token.text != "”" else None
            elif token.text != "“":
                if token.i - start > 1:
                    yield doc[start : token.i + 1]
                start = None
        elif start is not None and token.i - start > LONGEST:
            start = None


def _inner(span: Span) -> Evidence:
    """The characters between the marks, without blanks."""
    start, end = span.start, span.end
    while start < end and (span.doc[start].text in QUOTES or span.doc[start].is_space):
        start += 1
    while end > start and (span.doc[end - 1].text in QUOTES or span.doc[end - 1].is_space):
        end -= 1
    last = span.doc[end - 1]
    return Evidence(start=span.doc[start].idx, end=last.idx + len(last))


def _evidence(draft: Draft, span: Span, tag: Span | None) -> Evidence:
    """The quotation and the words that say whose it is."""
    spans = [span, tag] if tag is not None else [span]
    start = min(s.start_char for s in spans)
    end = max(s.end_char for s in spans)
    text = draft.document.text[start:end]
    return Evidence(start=start + len(text) - len(text.lstrip()), end=start + len(text.rstrip()))


def _speaker(
    draft: Draft, spans: Sequence[Span], number: int, speakers: dict[tuple[int, int], str]
) -> tuple[str | None, Span | None]:
    """Who says a quoted span, and the words around that tell it."""
    span = spans[number]
    before, after = _around(draft, spans, number)
    has_verb = _tells(before) or _tells(after)
    if len(span) - 2 <= SHORTEST and not has_verb:
        return None, None
    if not _is_speech(span) and not has_verb:
        return None, None
    for part in (after, before):
        person = _told_in(draft, part)
        if person:
            return person, part
    if _crowd(before) or _crowd(after):
        return None, None
    for part in (before, after):
        person = _beside(draft, part, span)
        if person:
            return person, part
    return _same_paragraph(draft, spans, number, speakers), None


def _around(draft: Draft, spans: Sequence[Span], number: int) -> tuple[Span, Span]:
    """The words before and after a quoted span: its own paragraph's, up to the next span or sentence."""
    doc, span = draft.doc, spans[number]
    floor = spans[number - 1].end if number else 0
    ceiling = spans[number + 1].start if number + 1 < len(spans) else len(doc)
    start = span.start
    ends = 0
    while start > floor and not _breaks(doc[start - 1]):
        start -= 1
        if doc[start].is_sent_start:
            ends += 1
            if ends == 1 and start < span.start - 1:
                break
    end = span.end
    ends = 0
    first = True
    while end < ceiling and (not _breaks(doc[end]) or (first and _continues(draft, span, end))):
        first = first and doc[end].is_space
        if doc[end].text in ENDS:
            end += 1
            break
        end += 1
    return doc[start : span.start], doc[span.end : end]


def _continues(draft: Draft, span: Span, end: int) -> bool:
    """Whether the speech tag stands in a paragraph of its own, right after the quotation's."""
    doc = draft.doc
    if span.end != end or end + 1 >= len(doc):
        return False
    start = span.start
    while start > 0 and not _breaks(doc[start - 1]):
        start -= 1
    if _tells(doc[start : span.start]):
        return False  # the quotation goes on from one that its own paragraph tagged
    sentence = doc[end + 1].sent
    return (
        sentence.start <= end + 2 and len(sentence) < 45 and _tells(sentence[:12]) and doc[end + 1].text not in QUOTES
    )


def _breaks(token: Token) -> bool:
    return token.is_space and "\n" in token.text


def _tells(part: Span) -> bool:
    return any(t.lemma_.lower() in SPEECH and t.pos_ in {"VERB", "NOUN", "PROPN"} for t in part)


def _crowd(part: Span) -> bool:
    return any(t.lower_ in CROWDS and t.dep_ in SUBJECTS for t in part)


def _is_speech(span: Span) -> bool:
    """Whether a quoted span reads like a sentence, not like a slogan or a name."""
    verbs = any(t.pos_ in {"VERB", "AUX"} for t in span)
    closes = any(t.text in {".", ",", "!", "?", "…", "..."} for t in span[-3:])
    return verbs and closes and len(span) > SHORTEST + 2


def _told_in(draft: Draft, part: Span) -> str | None:
    """The person who is the subject of a verb of speech in a part of the text."""
    for token in part:
        if token.lemma_.lower() not in SPEECH or token.pos_ not in {"VERB", "NOUN", "PROPN"}:
            continue
        for child in token.children:
            if child.dep_ in SUBJECTS:
                person = _relative(draft, child) or _person(draft, child)
                if person:
                    return person
        following = _first_person(draft, part.doc[token.i + 1 : min(token.i + 8, part.end)])
        preceding = _last_person(draft, part.doc[part.start : token.i])
        if token.i - part.start < 3 and following:
            return following
        if preceding or following:
            return preceding or following
    return None


def _relative(draft: Draft, noun: Token) -> str | None:
    """'said his sister': the last person named before who isn't the one that 'his' means."""
    if noun.lower_ not in KIN:
        return None
    owners = {draft.entity_at(c) for c in noun.children if c.dep_ == "nmod:poss"} - {None}
    if not owners or any(c.dep_ in {"appos", "flat"} for c in noun.children):
        return None
    earlier = [m.body for m in draft.within(0, noun.idx) if m.named and m.body not in owners]
    people = [e for e in earlier[-20:] if draft.kind(e) in PEOPLE - {Kind.JOURNALIST}]
    return people[-1] if people else None


def _person(draft: Draft, token: Token) -> str | None:
    """The person that a token names, or that stands in apposition to it ('his sister, Dolma')."""
    for candidate in [token, *(c for c in token.children if c.dep_ in {"appos", "flat", "compound"})]:
        entity = draft.entity_at(candidate)
        if entity and draft.kind(entity) in PEOPLE - {Kind.JOURNALIST}:
            return entity
    return None


def _first_person(draft: Draft, part: Span) -> str | None:
    return next((p for p in (_person(draft, t) for t in part) if p), None) if len(part) else None


def _last_person(draft: Draft, part: Span) -> str | None:
    return next((p for p in (_person(draft, t) for t in reversed(part)) if p), None) if len(part) else None


def _beside(draft: Draft, part: Span, span: Span) -> str | None:
    """The person who is the subject of the words beside a quotation: 'Li opened the door, "…"'."""
    if not len(part) or not _is_speech(span):
        return None
    for token in part:
        if token.dep_ in SUBJECTS:
            person = _person(draft, token)
            if person:
                return person
    if span.start == part.end:
        return _last_person(draft, part)
    return _first_person(draft, part[:12])


def _same_paragraph(
    draft: Draft, spans: Sequence[Span], number: int, speakers: dict[tuple[int, int], str]
) -> str | None:
    """The speaker of the span before in the same paragraph, who goes on."""
    if not number or not _is_speech(spans[number]):
        return None
    before = spans[number - 1]
    between = draft.doc[before.end : spans[number].start]
    if any(_breaks(t) for t in between):
        return None
    return speakers.get((before.start_char, before.end_char))
