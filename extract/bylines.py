"""Journalists: the byline, the line of reporters, the photographer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extract.names import Name, is_capital, is_pinyin
from extract.people import is_surname
from extract.records import Kind

WORDS = frozenset(
    {
        "reporter",
        "reporters",
        "correspondent",
        "correspondents",
        "photographer",
        "intern",
        "journalist",
        "journalists",
        "editor",
        "editors",
    }
)
FILLERS = WORDS | {
    "our",
    "and",
    "by",
    "photo",
    "photos",
    "text",
    "special",
    "staff",
    "trainee",
    "the",
    "chief",
    "writer",
    "of",
    "this",
    "newspaper",
    "paper",
    "text/",
    "photo/",
    "network",
}
_DASH = r"(?:--|—|–|-)"
DATELINE = re.compile(
    rf"\s*[A-Z][A-Z'’-]+(?: [A-Z'’-]+)*\b[^.\n]{{0,60}}?(?:\.[^.\n]{{0,30}}?)?\s{_DASH}\s*"
    rf"|\s*[A-Z][^\n]{{0,60}}\(Xinhua\)\s*{_DASH}?\s*"
    rf"|\s*[A-Z][^\n(]{{0,60}}\((?:[Oo]ur |[Bb]y )?(?:[Rr]eporter|[Cc]orrespondent|[Jj]ournalist)s?\b[^)\n]{{2,80}}\)"
    rf"\s*{_DASH}?\s*"
)
MEDIA = frozenset(
    {
        "herald",
        "post",
        "monthly",
        "magazine",
        "journal",
        "review",
        "observer",
        "gazette",
        "tribune",
        "evening",
        "morning",
        "report",
    }
    | {"xinhua", "news", "agency", "daily", "weekly", "china", "times", "digest", "press", "online", "media"}
)
MONTHS = frozenset(
    {"January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December"}
)
CREDITED = frozenset(
    {"author", "reporter", "writer", "correspondent", "words", "text", "pictures", "picture", "photos", "photo"}
    | {"photography", "photographs", "story", "editor", "photographer", "images"}
)
REPORTERS = frozenset({"reporter", "reporters", "correspondent", "correspondents", "journalist", "journalists"})
OPENING_LINES = 6
LONGEST_LINE = 40  # tokens


def find_journalists(doc: Doc) -> list[Name]:
    """The names of those who made the report, in text order."""
    lines = _lines(doc)
    found: list[Span] = []
    for number, line in enumerate(lines):
        first = line[0].lower_
        if number < OPENING_LINES and first == "by" and _is_byline(line):
            found += _names(line[1:])
        elif _is_reporters_line(line, last=number == len(lines) - 1):
            found += _names(line)
        else:
            found += _credits(line)
    return [
        Name(span=s, kind=Kind.JOURNALIST)
        for s in found
        if not any(t.lower_ in MEDIA or t.is_stop or t.text in MONTHS for t in s)
    ]


def dateline_end(sentence: Span) -> int:
    """Where a sentence's own words begin, behind a dateline if it has one: 'KUNMING, March 3 -- …'."""
    match = DATELINE.match(sentence.text)
    return sentence.start_char + (match.end() if match else 0)


def _lines(doc: Doc) -> list[Span]:
    """The lines of a document that hold words."""
    lines, start = [], 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            lines.append(doc[start : token.i])
            start = token.i + 1
    lines.append(doc[start : len(doc)])
    stripped = (_strip(line) for line in lines)
    return [line for line in stripped if len(line)]


def _strip(line: Span) -> Span:
    start, end = line.start, line.end
    while start < end and line.doc[start].is_space:
        start += 1
    while end > start and line.doc[end - 1].is_space:
        end -= 1
    return line.doc[start:end]


def _is_byline(line: Span) -> bool:
    """Whether a line that begins with 'by' is no sentence ('By the end of May, …')."""
    named = len(line) > 1 and (is_capital(line[1]) or line[1].lower_ in FILLERS - {"the"})
    return named and len(line) <= LONGEST_LINE and line[-1].text not in {".", "!", "?"}


def _is_reporters_line(line: Span, *, last: bool) -> bool:
    """'Our reporter A B', '(reporters A, B)', or a last line of names alone."""
    if len(line) > LONGEST_LINE:
        return False
    words = [t for t in line if any(c.isalnum() for c in t.text)]
    if not words:
        return False
    told = any(t.lower_ in WORDS for t in words)
    names_only = all(is_capital(t) or t.lower_ in FILLERS for t in words)
    if told and names_only:
        return True
    return (
        last and names_only and len(words) >= 2 and is_surname(words[0].text) and line[-1].text not in {".", "!", "?"}
    )


def _credits(line: Span) -> Iterator[Span]:
    """'(Photo by A)', 'Xinhua/A', 'Words: A. Pictures: B': credits inside a line."""
    doc = line.doc
    for token in line:
        named = token.lower_ in CREDITED and token.i + 2 < line.end
        if named and doc[token.i + 1].text == ":":
            yield from _names(doc[token.i + 2 : min(token.i + 8, line.end)], stop=True)
        if (
            token.lower_ in {"photo", "photos", "reporting"}
            and token.i + 2 < line.end
            and doc[token.i + 1].lower_ == "by"
        ):
            yield from _names(doc[token.i + 2 : min(token.i + 10, line.end)], stop=True)
        if token.lower_ in REPORTERS and token.i > line.start and doc[token.i - 1].text == "(":
            yield from _names(doc[token.i + 1 : _closing(line, token.i)])
        elif token.text == "/" and token.i > line.start and doc[token.i - 1].text == "Xinhua":
            yield from _names(doc[token.i + 1 : min(token.i + 4, line.end)], stop=True)


def _closing(line: Span, i: int) -> int:
    """Where the bracket that a token stands in ends, or its line."""
    return next((t.i for t in line.doc[i : line.end] if t.text == ")"), line.end)


def _names(tokens: Span, *, stop: bool = False) -> list[Span]:
    """The names in a list, with or without commas; a place after 'in' is none."""
    found: list[Span] = []
    run: list[Token] = []
    skipping = False
    for token in tokens:
        if token.text == "|":  # what follows is the paper and its date
            break
        if is_capital(token) and not skipping and token.lower_ not in FILLERS:
            run.append(token)
            continue
        found += _split(run)
        run = []
        if stop and found and token.lower_ not in {"and", ","}:
            return found
        if token.lower_ in {"in", "from", "at"}:
            skipping = True
        elif token.lower_ in {"and", ";", "correspondent", "reporter"} or _leads_name(token):
            skipping = False
    return [*found, *_split(run)]


def _leads_name(comma: Token) -> bool:
    """Whether a comma ends a place: 'By A in X, B in Y'."""
    behind = list(comma.doc[comma.i + 1 : comma.i + 3]) if comma.text == "," else []
    return len(behind) == 2 and is_surname(behind[0].text) and is_capital(behind[1]) and is_pinyin(behind[1].text)


def _split(run: list[Token]) -> list[Span]:
    """A run of capitalised words as names: a surname takes one word, another name up to the next surname."""
    if not run:
        return []
    doc = run[0].doc
    translated = len(run) == 3 and not is_pinyin(run[1].text) and not is_surname(run[2].text)  # 'Li Silver Moon'
    if len(run) <= 3 and (translated or not (len(run) == 3 and is_surname(run[0].text))):
        return [doc[run[0].i : run[-1].i + 1]]
    spans = []
    i = 0
    while i < len(run):
        if is_surname(run[i].text):
            length = 2
        else:
            length = 1
            while i + length < len(run) and not is_surname(run[i + length].text):
                length += 1
        end = min(i + length, len(run))
        spans.append(doc[run[i].i : run[end - 1].i + 1])
        i = end
    return spans
