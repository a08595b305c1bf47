"""How things are put in words: figures as people write them, dates, bounds, how sure a fact is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from extract.records import ORGANIZATIONS, PEOPLE, PLACES
from graph.told import Figure
from ontology.labels import CLASSES, PROGRAM_TYPES, PROPERTIES

BOUNDS = {"=": "", ">": "more than", "<": "less than", ">=": "at least", "<=": "at most", "~": "about"}
UNITS = {
    "person": ("person", "people"),
    "household": ("household", "households"),
    "family": ("family", "families"),
    "county": ("county", "counties"),
    "province": ("province", "provinces"),
    "village": ("village", "villages"),
    "enterprise": ("company", "companies"),
    "cooperative": ("cooperative", "cooperatives"),
    "workshop": ("workshop", "workshops"),
    "job": ("job", "jobs"),
    "project": ("project", "projects"),
    "industry": ("industry", "industries"),
    "base": ("base", "bases"),
    "yuan": ("yuan", "yuan"),
    "yuan/month": ("yuan a month", "yuan a month"),
    "yuan/year": ("yuan a year", "yuan a year"),
    "animal": ("animal", "animals"),
    "mu": ("mu", "mu"),
    "acre": ("acre", "acres"),
    "hectare": ("hectare", "hectares"),
    "kilometre": ("kilometre", "kilometres"),
    "minute": ("minute", "minutes"),
    "day": ("day", "days"),
    "year": ("year", "years"),
    "ton": ("ton", "tons"),
}
# Units that stay beside what is counted: '20,000 yuan (prize)', '30% (villagers)', but '53,000 new jobs'.
_MEASURES = frozenset(
    {"yuan", "yuan/month", "yuan/year", "mu", "acre", "hectare", "kilometre", "minute", "day", "year", "ton",
     "percent", "fraction"}
)  # fmt: skip
_SPELLINGS = {
    "yuan": {"rmb", "renminbi"},
    "yuan/month": {"yuan", "rmb", "renminbi"},
    "yuan/year": {"yuan", "rmb", "renminbi"},
    "kilometre": {"km", "kilometer", "kilometers"},
    "hectare": {"ha"},
    "ton": {"tonne", "tonnes"},
}
_SHARES = {"percent": "percent", "fraction": "parts of a whole", "other": "anything else"}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_HALVES = {("01", "06"): "first half of", ("07", "12"): "second half of", ("01", "12"): ""}
_SCALES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
LEAST = {"sure": 0.8, "likely": 0.6}  # the least confidence that goes by a word
_LARGEST_PART = 10


def number(value: Decimal) -> str:
    """A number as people write it: 27 million; 53,000; 99.6."""
    for scale, word in _SCALES:
        scaled = (value / scale).normalize()
        exponent = scaled.as_tuple().exponent
        if abs(value) >= scale and isinstance(exponent, int) and exponent >= -3:
            return f"{scaled:,f} {word}"
    return f"{value.normalize():,f}"


def figure(told: Figure) -> str:
    """A figure in words: 'more than 53,000 jobs', '4,000 yuan a month', '2 to 3 industries'."""
    return " ".join(filter(None, (BOUNDS[told.bound], _amount(told), _counted(told))))


def _amount(told: Figure) -> str:
    """The number or range, with its unit where that is written at it."""
    if told.unit == "fraction":
        return _part(told.value)
    text = number(told.value)
    if told.most is not None:
        text = f"{text} to {number(told.most)}"
    return f"{text}%" if told.unit == "percent" else text


def _part(value: Decimal) -> str:
    """A part of a whole, such as 2/3."""
    part = Fraction(value).limit_denominator(_LARGEST_PART)
    if part == Fraction(1, 2):
        return "half"
    if part.denominator == 1:
        return number(value)
    close = abs(part - Fraction(value)) < Fraction(1, 1000)
    return f"{part.numerator}/{part.denominator}" if close else format(value.normalize(), "f")


def _counted(told: Figure) -> str:
    """What is counted, in the text's words if it gives them."""
    singular, plural = UNITS.get(told.unit, ("", ""))
    unit = singular if told.value == 1 and told.most is None else plural
    if not tells_of(told.unit, told.counted):
        return unit
    return f"{unit} ({told.counted})".lstrip() if told.unit in _MEASURES else told.counted


def tells_of(unit: str, counted: str) -> bool:
    """Whether what is counted tells more than its unit: 'new jobs' does, the 'yuan' of 20 yuan does not."""
    return counted.casefold() not in {"", *UNITS.get(unit, ()), *_SPELLINGS.get(unit, ())}


def unit(name: str) -> str:
    """A unit in words, as the head of a column has it."""
    return _SHARES.get(name) or UNITS.get(name, (name, name))[1]


def is_measure(name: str) -> bool:
    """Whether a unit measures something and does not say what: yuan, mu, percent."""
    return name in _MEASURES


def period(text: str) -> str:
    """An ISO 8601 date, month, year or interval in words: '18 August 2020', 'first half of 2020'."""
    start, _, end = text.partition("/")
    if end in {"", start}:
        return _date(start)
    (year, *first), (last_year, *last) = start.split("-"), end.split("-")
    if year == last_year and len(first) == len(last) == 1:
        half = _HALVES.get((first[0], last[0]))
        return f"{_month(first[0])} to {_date(end)}" if half is None else f"{half} {year}".strip()
    return f"{_date(start)} to {_date(end)}"


def _date(text: str) -> str:
    year, *rest = text.split("-")
    if not rest:
        return year
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, _month(rest[0]), year])


def _month(number: str) -> str:
    return MONTHS[int(number) - 1]


def sure(confidence: float) -> str:
    """How sure the reader was of a fact."""
    return next((word for word, least in LEAST.items() if confidence >= least), "unsure")


def family(kind: str) -> str:
    """The family of kinds that a class belongs to: what colour and shape go by."""
    if kind in PLACES:
        return "place"
    if kind in PEOPLE:
        return "person"
    if kind in ORGANIZATIONS or kind == "Actor":
        return "organization"
    return {"Observation": "figure"}.get(kind, kind.casefold())


def kind(name: str, count: int = 1) -> str:
    """A class in words, as a noun for so many."""
    singular, plural = CLASSES.get(name, (name, name))
    return singular if count == 1 else plural


def verb(predicate: str, *, backwards: bool = False) -> str:
    """A property as a verb, from its subject or, backwards, from its object."""
    forth, back = PROPERTIES.get(predicate, (predicate, predicate))
    return back if backwards else forth


def program_type(name: str) -> tuple[str, str]:
    """A program type in plain English, and the scheme's own term for it."""
    return PROGRAM_TYPES.get(name, (name.replace("-", " "), name.replace("-", " ")))


def program_alone(label: str) -> str:
    """A program's name without that of who runs it.

    >>> program_alone("Skills training (Ankang City)")
    'Skills training'
    """
    return label.partition(" (")[0]


def a(noun: str) -> str:
    """A noun with its article."""
    return f"{'an' if noun[:1].casefold() in 'aeio' else 'a'} {noun}"


def listed(words: list[str]) -> str:
    """Words as a list in a sentence: 'a, b and c'."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun: '1 article', '1,204 articles'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
