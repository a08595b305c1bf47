"""When: expressions of time, made absolute by the article's date."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

_T = TypeVar("_T")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
NUMBERS = {
    word: n
    for n, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
NEAR_YEAR = 700  # characters back to the time that 'that year' means

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
)
_YEAR = r"(?:19|20)\d\d"
_PART = "(?:late |early |mid-?)?"
_WHICH = rf"(?:,? (?:of )?(?:(?P<rel>this|last) year|(?P<year>{_YEAR})))?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """An expression of time at the characters start to end; `period` is ISO 8601, '' if unknown."""

    start: int
    end: int
    period: str


_PartOfYear = Callable[[re.Match[str], int | None], str]


@dataclass(frozen=True, slots=True)
class _Now:
    """The article's date, as far as it is known."""

    text: str

    @property
    def year(self) -> int | None:
        return int(self.text[:4]) if self.text else None

    @property
    def month(self) -> int:
        return int(self.text[5:7]) if len(self.text) >= 7 else 12

    def of(self, match: re.Match[str], month: int = 0) -> int | None:
        """The year that a match tells, or that it means by the article's date."""
        groups = match.groupdict()
        if groups.get("year"):
            return int(groups["year"])
        if self.year is None:
            return None
        if (groups.get("rel") or "").lower() == "last":
            return self.year - 1
        # A month that is still to come, named without a year, was last year's.
        return self.year - 1 if month > self.month and not groups.get("rel") else self.year


def find_times(text: str, date: str) -> list[Time]:
    """The expressions of time in a text, in their order, none inside another."""
    now = _Now(date)
    found: list[Time] = []
    taken: list[tuple[int, int]] = []
    back = list(_free(text, _BACKWARD, taken))
    for match, period in _free(text, _RULES, taken):
        found.append(Time(start=match.start(), end=match.end(), period=period(match, now)))
    for match, told in sorted(back, key=lambda b: b[0].start()):
        before = [t for t in found if t.end <= match.start() < t.end + NEAR_YEAR and t.period]
        meant = max(before, key=lambda t: t.start).period if before else ""
        found.append(Time(start=match.start(), end=match.end(), period=told(match, meant, now) if meant else ""))
    return sorted(found, key=lambda t: t.start)


def _free(
    text: str, rules: Iterable[tuple[re.Pattern[str], _T]], taken: list[tuple[int, int]]
) -> Iterator[tuple[re.Match[str], _T]]:
    """What the rules match where none before has, each with what makes its period."""
    for pattern, told in rules:
        for match in pattern.finditer(text):
            if not any(match.start() < e and s < match.end() for s, e in taken):
                taken.append(match.span())
                yield match, told


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _day(year: int | None, month: int, day: int | None = None) -> str:
    if year is None:
        return ""
    last = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        return ""
    return f"{year}-{month:02d}-{last if day is None else day:02d}"


def _full_date(match: re.Match[str], now: _Now) -> str:
    month = _month(match["month"])
    return _day(now.of(match, month), month, int(match["day"]))


def _months(match: re.Match[str], now: _Now) -> str:
    first, last = _month(match["first"]), _month(match["last"])
    year = now.of(match, last)
    return f"{year - (last < first)}-{first:02d}/{year}-{last:02d}" if year else ""


def _days(match: re.Match[str], now: _Now) -> str:
    first = _month(match["first"])
    last = _month(match["last"]) if match["last"] else first
    year = now.of(match, last)
    begun = year and year - (last < first)  # 'from December 20 to January 10'
    one, two = _day(begun, first, int(match["day"])), _day(year, last, int(match["end"]))
    return f"{one}/{two}" if one and two else ""


def _first_months_of(match: re.Match[str], year: int | None) -> str:
    word = match["count"].lower()
    count = NUMBERS.get(word) or (int(word) if word.isdigit() else 0)
    return f"{year}-01/{year}-{count:02d}" if year and 1 <= count <= 12 else ""


def _half_of(match: re.Match[str], year: int | None) -> str:
    months = "01/{0}-06" if match["which"].lower() == "first" else "07/{0}-12"
    return f"{year}-{months.format(year)}" if year else ""


def _quarter_of(match: re.Match[str], year: int | None) -> str:
    number = ["first", "second", "third", "fourth"].index(match["which"].lower())
    return f"{year}-{3 * number + 1:02d}/{year}-{3 * number + 3:02d}" if year else ""


def _end_of_month(match: re.Match[str], now: _Now) -> str:
    month = _month(match["month"])
    return _day(now.of(match, month), month)


def _end_of_year(match: re.Match[str], now: _Now) -> str:
    return _day(now.of(match), 12)


def _since(match: re.Match[str], now: _Now) -> str:
    if match.groupdict().get("month"):
        month = _month(match["month"])
        year = now.of(match, month)
        start = f"{year}-{month:02d}" if year else ""
    else:
        year = now.of(match)
        start = str(year) if year else ""
    return f"{start}/{now.text}" if start and now.text else ""


def _one_month(match: re.Match[str], now: _Now) -> str:
    """'Last month', 'this month', where the article's month is known."""
    if now.year is None or len(now.text) < 7:
        return ""
    back = match["which"].lower() == "last"
    year, month = (now.year, now.month - back) if now.month > back else (now.year - 1, 12)
    return f"{year}-{month:02d}"


def _month_of_year(match: re.Match[str], now: _Now) -> str:
    month = _month(match["month"])
    year = now.of(match, month)
    return f"{year}-{month:02d}" if year else ""


def _years(match: re.Match[str], now: _Now) -> str:
    return f"{match['first']}/{match['last']}"


def _ago(match: re.Match[str], now: _Now) -> str:
    word = match["count"].lower()
    count = NUMBERS.get(word) or (int(word) if word.isdigit() else 0)
    return str(now.year - count) if now.year and count else ""


def _season(match: re.Match[str], now: _Now) -> str:
    first, last = SEASONS[match["season"].lower()]
    year = now.of(match)
    return f"{year - (last < first)}-{first:02d}/{year}-{last:02d}" if year else ""


def _winter(match: re.Match[str], now: _Now) -> str:
    """A winter, told by the year in which it began."""
    past = now.year - 1 if now.year is not None and now.month > 2 else None
    year = int(match["year"]) if match["year"] else past
    return f"{year}-12/{year + 1}-02" if year else ""


def _this_year_so_far(match: re.Match[str], now: _Now) -> str:
    return f"{now.year}-01/{now.text}" if now.year else ""


def _quarters(match: re.Match[str], now: _Now) -> str:
    year = now.of(match)
    return f"{year}-01/{year}-{3 * NUMBERS[match['count'].lower()]:02d}" if year else ""


def _before_last(match: re.Match[str], now: _Now) -> str:
    return str(now.year - 2) if now.year else ""


def _one_year(match: re.Match[str], now: _Now) -> str:
    year = now.of(match)
    return str(year) if year else ""


def _rule(pattern: str, period: _T) -> tuple[re.Pattern[str], _T]:
    return re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE), period


def _shifted(match: re.Match[str], meant: str, now: _Now) -> int:
    """The year that an expression means which counts from another time: that year, or the following; 0 to come."""
    year = int(meant[:4]) + (match["back"].lower() in {"the following", "the next"})
    return 0 if now.year and year > now.year else year


def _that_year(match: re.Match[str], meant: str, now: _Now) -> str:
    year = _shifted(match, meant, now)
    return str(year) if year else ""


def _month_of_that(match: re.Match[str], meant: str, now: _Now) -> str:
    year = _shifted(match, meant, now)
    return f"{year}-{_month(match['month']):02d}" if year else ""


def _end_of_that(match: re.Match[str], meant: str, now: _Now) -> str:
    return _day(_shifted(match, meant, now) or None, 12)


def _since_then(match: re.Match[str], meant: str, now: _Now) -> str:
    start, _, end = meant.partition("/")
    return f"{start if end in {'', now.text} else end}/{now.text}" if now.text else ""


def _later(match: re.Match[str], meant: str, now: _Now) -> str:
    count = 1 if match["count"].lower() == "a" else NUMBERS.get(match["count"].lower(), 0)
    year = int(meant[:4]) + count
    return str(year) if count and not (now.year and year > now.year) else ""


def _of_year(told: _PartOfYear) -> Callable[[re.Match[str], _Now], str]:
    return lambda match, now: told(match, now.of(match))


def _of_that(told: _PartOfYear) -> Callable[[re.Match[str], str, _Now], str]:
    return lambda match, meant, now: told(match, _shifted(match, meant, now))


_BACK = r"(?P<back>that|(?:in |the )same|the following|the next) year"
# What counts from the time told last.
_BACKWARD: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str, _Now], str]], ...] = (
    _rule(rf"(?:by |at )?the end of {_BACK}", _end_of_that),
    _rule(rf"(?:as of |by |in )?the (?P<which>first|second) half,? of {_BACK}", _of_that(_half_of)),
    _rule(rf"(?:in )?the (?P<which>first|second|third|fourth) quarter,? of {_BACK}", _of_that(_quarter_of)),
    _rule(rf"(?:in )?the first (?P<count>\w+) months,? of {_BACK}", _of_that(_first_months_of)),
    _rule(rf"(?:(?:in|by|since|of|until|during) )?(?P<month>{_MONTH}),? (?:of )?{_BACK}", _month_of_that),
    _rule(rf"(?:in |of |during |by |until )?(?:the )?{_BACK}", _that_year),
    _rule(r"(?:ever )?since (?:then|that (?:day|time|year))", _since_then),
    _rule(r"(?P<count>\w+) years? (?:later|after that)", _later),
)

# The longer and surer expressions first: what one rule takes no later one sees.
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Now], str]], ...] = (
    _rule(
        rf"(?:between|from) (?P<first>{_MONTH}) (?P<day>\d{{1,2}}) (?:and|to|until|through)"
        rf" (?:(?P<last>{_MONTH}) )?(?P<end>\d{{1,2}})(?:,? (?P<year>{_YEAR}))?(?![.,]\d)",
        _days,
    ),
    _rule(rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:, (?P<year>{_YEAR}))?(?![.,]\d)", _full_date),
    _rule(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?", _full_date),
    _rule(rf"(?:between|from) (?P<first>{_MONTH}) (?:to|and|until|through) (?P<last>{_MONTH}){_WHICH}", _months),
    _rule(rf"(?P<first>{_MONTH}) ?(?:to|-|–) ?(?P<last>{_MONTH}){_WHICH}", _months),
    _rule(rf"(?:from |between |in )?(?P<first>{_YEAR}) ?(?:to|and|through|-|–) ?(?P<last>{_YEAR})", _years),
    _rule(rf"(?:in )?the first (?P<count>\w+) months{_WHICH}", _of_year(_first_months_of)),
    _rule(rf"(?:as of |by |in )?the (?P<which>first|second) half{_WHICH}(?! a)", _of_year(_half_of)),
    _rule(rf"the (?P<which>first|second|third|fourth) quarter{_WHICH}", _of_year(_quarter_of)),
    _rule(rf"(?:in )?the first (?P<count>two|three) quarters{_WHICH}", _quarters),
    _rule(rf"since (?:late |early |mid-?|the end of )(?P<year>{_YEAR})", _since),
    _rule(rf"(?:by |at |as of |before )?the end of (?P<month>{_MONTH}){_WHICH}", _end_of_month),
    _rule(rf"(?:by |at |as of )?the end of (?:(?P<rel>this|last) year|(?P<year>{_YEAR}))", _end_of_year),
    _rule(
        rf"since {_PART}(?P<month>{_MONTH})(?:,? (?:of )?(?:(?P<rel>this|last) year|(?P<year>{_YEAR})))?(?! \d)",
        _since,
    ),
    _rule(r"since the (?:start|beginning) of (?:the|this) year", _this_year_so_far),
    _rule(r"(?:by |in |at |as of |during |earlier )?(?P<which>last|this) month", _one_month),
    _rule(rf"since (?:the (?:start|beginning) of )?(?:(?P<rel>last) year|(?P<year>{_YEAR}))", _since),
    _rule(rf"(?P<month>{_MONTH}),? (?:of )?(?:(?P<rel>this|last) year|(?P<year>{_YEAR}))", _month_of_year),
    _rule(
        r"the (?:past|last|recent|next|following|coming) \w+ (?:years|months|decades|weeks|days)", lambda match, now: ""
    ),
    _rule(r"\w+ (?:years|months|days|weeks) (?:later|earlier|before)", lambda match, now: ""),
    _rule(r"(?P<count>\w+) years? ago", _ago),
    _rule(r"(?P<rel>this|last) (?P<season>spring|summer|autumn|fall)", _season),
    _rule(rf"(?P<season>spring|summer|autumn),? (?:of )?(?:(?P<rel>this|last) year|(?P<year>{_YEAR}))", _season),
    _rule(rf"(?:last winter|winter (?:of )?(?P<year>{_YEAR}))", _winter),
    _rule(r"(?:in )?the year before last", _before_last),
    _rule(r"(?:the|over|from) same (?:period|time|months?)(?: of| in)? last year", lambda match, now: ""),
    _rule(r"(?P<rel>this|last) year", _one_year),
    _rule(
        rf"(?:in|of|by|until|during|from|before|after|throughout|the year) {_PART}(?P<year>{_YEAR})",
        _one_year,
    ),
    _rule(  # not 'over 2000 households'
        rf"(?:through|over) {_PART}(?P<year>{_YEAR})(?= (?:and|the|it|was|were)\b|[,.;:)]|\s*$)",
        _one_year,
    ),
    _rule(
        rf"(?:in|of|by|until|during|since|last|this|as of) {_PART}"
        rf"(?P<month>(?!May\b){_MONTH}|May(?= \w+ed\b|[,.;]))",
        _month_of_year,
    ),
    _rule(rf"(?P<year>{_YEAR})(?= (?:was|alone)\b|[,.;:)])", _one_year),
)
