"""Readings made of gold annotations: what a perfect reader would give, for tests of the graph and the app."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from extract.records import (
    ORGANIZATIONS,
    Comparator,
    Document,
    Entity,
    Evidence,
    Fact,
    Kind,
    Mention,
    Observation,
    Property,
    Quotation,
    Reading,
    Unit,
)
from ontology.labels import PROGRAM_TYPES

HERE = Path(__file__).parent
Gold = dict[str, Any]
Span = tuple[int, int]

# Ends of relations that are organisations, where the gold leaves a choice.
_ORGANIZED = {("founded", 2), ("partOf", 0), ("partOf", 2), ("agreementWith", 2), ("investedIn", 2)}
_SCALES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_CLOSING = {'"': '"', "“": "”", "'": "'"}


def names() -> list[str]:
    """The gold articles, by name."""
    return sorted(path.stem for path in (HERE / "gold").glob("*.yaml"))


def gold_reading(name: str, *, folder: Path = HERE) -> Reading:
    """A gold article as a reading; `folder` holds `articles` and `gold`."""
    text = (folder / "articles" / f"{name}.txt").read_text(encoding="utf-8")
    gold = yaml.safe_load((folder / "gold" / f"{name}.yaml").read_text(encoding="utf-8"))
    title = next(line.strip() for line in text.splitlines() if line.strip())
    document = Document(text=text, title=title, date=str(gold.get("date", "")), source=f"{name}.txt")
    return reading(document, gold)


def reading(document: Document, gold: Gold) -> Reading:
    """A document and its gold annotations as a reading."""
    text = document.text
    relations = _list(gold, "relations")
    entities = [_entity(e, relations) for e in gold["entities"]]
    mentions = [m for e in entities for m in _mentions(e, text)]
    spans: dict[str, list[Span]] = {}
    for mention in mentions:
        spans.setdefault(mention.body, []).append((mention.start, mention.end))
    sentences = list(_sentences(text))
    figures = _figures(_list(gold, "observations"), text, spans, sentences)
    quotations = list(_quotations(_list(gold, "quotations"), text, sentences))
    programs = list(_programs(_list(gold, "programs"), entities, text, spans, sentences))
    kinds = {e.id: e.kind for e in entities}
    related = _relations(relations, kinds, spans, sentences, figures)
    facts = {(f.subject, f.predicate, f.object): f for f in [*related, *(f for p in programs for f in p[2])]}
    said = [m for m, q in quotations if kinds[q.said_by] in (Kind.PERSON, Kind.OFFICIAL)]
    return Reading(
        document=document,
        entities=(*entities, *(p[0] for p in programs)),
        mentions=(*mentions, *(p[1] for p in programs if p[1]), *(m for m, _ in figures if m), *said),
        facts=tuple(facts.values()),
        observations=tuple(o for _, o in figures),
        quotations=tuple(q for m, q in quotations if m in said),
    )


def _list(gold: Gold, key: str) -> list[Any]:
    return gold.get(key) or []


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _kind(gold: Gold, relations: list[list[Any]]) -> Kind:
    """The first of the right classes, or the one that its relations ask for."""
    allowed = [Kind(kind) for kind in _as_list(gold["type"])]
    ends = {(r[1], i) for r in relations for i in (0, 2) if r[i] == gold["id"]}
    if ends & _ORGANIZED:
        return next((kind for kind in allowed if kind in ORGANIZATIONS), allowed[0])
    return allowed[0]


def _entity(gold: Gold, relations: list[list[Any]]) -> Entity:
    code = str(gold.get("code", ""))
    label, *aliases = gold["names"]
    return Entity(
        id=gold["id"],
        kind=_kind(gold, relations),
        label=label,
        aliases=tuple(dict.fromkeys(aliases)),
        code=code.ljust(6, "0") if code.isdigit() else code,
    )


def _mentions(entity: Entity, text: str) -> Iterator[Mention]:
    """Every place where one of an entity's names stands, the longest name where several do."""
    taken: list[Span] = []
    for name in sorted((entity.label, *entity.aliases), key=len, reverse=True):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if all(found.end() <= start or found.start() >= end for start, end in taken):
                taken.append(found.span())
                yield Mention(body=entity.id, start=found.start(), end=found.end())


def _sentences(text: str) -> Iterator[Span]:
    for line in re.finditer(r"\S[^\n]*", text):
        start = line.start()
        for end in re.finditer(r"[.!?][\"”’]?(?=\s+[A-Z“\"])(?<!Co\.)(?<!etc\.)|\s*$", line[0]):
            stop = line.start() + end.end()
            if text[start:stop].strip():
                yield start + _blank(text[start:stop]), start + len(text[start:stop].rstrip())
            start = stop


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip())


def _around(spot: int, sentences: list[Span]) -> Evidence:
    """The sentence that stands at a spot."""
    start, end = next((s for s in sentences if s[0] <= spot < s[1]), sentences[0])
    return Evidence(start=start, end=end)


def _together(ids: Iterable[str], spans: dict[str, list[Span]], sentences: list[Span]) -> tuple[Evidence, ...]:
    """The first sentence that names all of some entities, else one for each."""
    wanted = [spans[i] for i in ids if spans.get(i)]
    for start, end in sentences:
        if wanted and all(any(start <= a < end for a, _ in named) for named in wanted):
            return (Evidence(start=start, end=end),)
    found = {_around(min(named)[0], sentences) for named in wanted} or {_around(0, sentences)}
    return tuple(sorted(found, key=lambda e: e.start))


def _variants(value: Decimal) -> Iterator[str]:
    """How a number may stand in a text."""
    plain = format(value.normalize(), "f")
    yield from (f"{value:,}", plain)
    for scale, word in _SCALES:
        yield f"{format((value / scale).normalize(), 'f')} {word}"
    if value == Decimal("0.6667"):
        yield "2/3"
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    if value in range(len(words)):
        yield words[int(value)]
        yield words[int(value)].title()


def _figures(
    gold: list[Gold], text: str, spans: dict[str, list[Span]], sentences: list[Span]
) -> list[tuple[Mention | None, Observation]]:
    """The figures, each at a number of its own."""
    taken: set[int] = set()
    found = []
    for i, figure in enumerate(gold):
        mention = _number(f"o{i}", Decimal(str(_first(figure["value"]))), text, taken)
        if mention:
            taken.add(mention.start)
        found.append((mention, _figure(f"o{i}", figure, text, mention, spans, sentences)))
    return found


def _figure(
    identifier: str, gold: Gold, text: str, mention: Mention | None, spans: dict[str, list[Span]],
    sentences: list[Span],
) -> Observation:  # fmt: skip
    value = Decimal(str(_first(gold["value"])))
    about = tuple(i for i in _list(gold, "about") if i in spans)
    evidence = (_around(mention.start, sentences),) if mention else _together(about, spans, sentences)[:1]
    most = gold.get("maxValue")
    speaker = str(_first(gold.get("by", "")) or "")
    return Observation(
        id=identifier,
        value=value,
        max_value=None if most is None else Decimal(str(_first(most))),
        unit=Unit(_first(gold.get("unit", "other"))),
        comparator=Comparator(_first(gold.get("comparator", "="))),
        counted=_counted(text, mention),
        about=about[:1],
        period=str(_first(gold.get("period", "")) or ""),
        according_to=speaker if speaker in spans else "",
        evidence=evidence,
    )


def _number(identifier: str, value: Decimal, text: str, taken: set[int]) -> Mention | None:
    """The first place where a number stands that isn't taken."""
    for variant in _variants(value):
        pattern = rf"(?<![\w.,/]){re.escape(variant)}(?![\d/]|[.,]\d)(?:%| yuan)?"
        found = next((m for m in re.finditer(pattern, text) if m.start() not in taken), None)
        if found:
            return Mention(body=identifier, start=found.start(), end=found.end())
    return None


def _counted(text: str, mention: Mention | None) -> str:
    """The one or two words after a number, where they are words."""
    after = (
        re.match(r" (?:(?:poor|new|leading|urban|rural|registered) )?[a-z]{4,}s\b", text[mention.end :])
        if mention
        else None
    )
    return after[0].strip() if after else ""


def _quotations(gold: list[Gold], text: str, sentences: list[Span]) -> Iterator[tuple[Mention, Quotation]]:
    for i, quotation in enumerate(gold):
        start = text.find(quotation["starts"])
        if start < 1:
            continue
        mark = _CLOSING.get(text[start - 1], '"')
        end = text.find(mark, start)
        end = end if end > 0 else _around(start, sentences).end
        words = Quotation(
            id=f"q{i}", said_by=_first(quotation["by"]), text=text[start:end],
            evidence=(_around(start, sentences),),
        )  # fmt: skip
        yield Mention(body=f"q{i}", start=start, end=end), words


def _programs(
    gold: list[Gold], entities: list[Entity], text: str, spans: dict[str, list[Span]], sentences: list[Span]
) -> Iterator[tuple[Entity, Mention | None, list[Fact]]]:
    labels = {e.id: e.label for e in entities}
    for i, program in enumerate(gold):
        by, kind = _first(program.get("by")), _first(program["type"])
        words = PROGRAM_TYPES[kind][0]
        name = f"{words[0].upper()}{words[1:]}"
        entity = Entity(
            id=f"p{i}", kind=Kind.PROGRAM, program_type=kind,
            label=f"{name} ({labels[by]})" if by in labels else name,
        )  # fmt: skip
        evidence = _about_program(kind, by, text, spans, sentences)
        ends = [(Property.COVERS, x) for x in _list(program, "covers") if x in spans]
        ends += [(Property.BENEFITS, x) for x in _list(program, "benefits") if x in spans]
        facts = [_fact(f"p{i}", p, x, _together([x], spans, sentences)) for p, x in ends]
        if by in labels:
            facts.append(_fact(by, Property.IMPLEMENTS, f"p{i}", evidence))
        yield entity, _program_mention(f"p{i}", kind, text, evidence[0]), facts


def _about_program(
    kind: str, by: str | None, text: str, spans: dict[str, list[Span]], sentences: list[Span]
) -> tuple[Evidence, ...]:
    """A sentence that names a program's implementer and, if one does, the words of its type."""
    named = [s for s in sentences if by and any(s[0] <= a < s[1] for a, _ in spans.get(by, ()))]
    stem = kind.split("-")[-1][:6]
    told = [s for s in named if stem in text[slice(*s)].lower()]
    start, end = (told or named or sentences)[0]
    return (Evidence(start=start, end=end),)


def _program_mention(body: str, kind: str, text: str, evidence: Evidence) -> Mention | None:
    words = kind.replace("-", " ").removesuffix("s")
    at = text.lower().find(words, evidence.start, evidence.end)
    return Mention(body=body, start=at, end=at + len(words)) if at >= 0 else None


def _fact(subject: str, predicate: Property, object: str, evidence: tuple[Evidence, ...]) -> Fact:
    return Fact(subject=subject, predicate=predicate, object=object, confidence=0.9, evidence=evidence)


def _relations(
    gold: list[list[Any]],
    kinds: dict[str, Kind],
    spans: dict[str, list[Span]],
    sentences: list[Span],
    figures: list[tuple[Mention | None, Observation]],
) -> Iterator[Fact]:
    for subject, name, object, *rest in gold:
        told = rest[0] if rest else {}
        predicate = Property(name)
        if predicate is Property.WORKS_FOR and kinds[object] is Kind.VILLAGE:
            continue
        if predicate is Property.HOLDS_POST_IN and kinds[subject] is not Kind.OFFICIAL:
            predicate = Property.WORKS_FOR
            if kinds[object] not in {Kind.SITE, Kind.GOVERNMENT_BODY, Kind.ENTERPRISE, Kind.COOPERATIVE}:
                continue
        amount = told.get("amount")
        same = (o.id for _, o in figures if amount is not None and o.value == Decimal(str(_first(amount))))
        yield Fact(
            subject=subject,
            predicate=predicate,
            object=object,
            confidence=0.6 if told.get("optional") else 0.9,
            title=str(_first(told.get("title", ""))),
            date=str(_first(told.get("date", "")) or ""),
            amount=next(same, ""),
            evidence=_together((subject, object), spans, sentences),
        )
