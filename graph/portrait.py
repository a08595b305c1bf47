"""What is told of an entity, a relation or a figure, as a person would write it: cards of short lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.confidence import checked
from extract.records import PEOPLE
from graph import wording
from graph.cards import ARTICLES, Card, Line, Part, Section, article_line, link, pick_of
from graph.figure_lines import figure_line, in_order, telling_line
from graph.queries import Named, short
from graph.told import Figure, Known, Passage, Quote, Statement
from ontology.labels import DEFINITIONS

# The order in which a card tells relations: (property, read backwards).
ORDER = (
    ("holdsPostIn", False), ("worksFor", False), ("founded", False), ("founded", True), ("livesIn", False),
    ("partOf", False), ("locatedIn", False), ("implements", True), ("implements", False), ("covers", False),
    ("covers", True), ("benefits", False), ("benefits", True), ("holdsPostIn", True), ("worksFor", True),
    ("agreementWith", False), ("agreementWith", True), ("donatedTo", False), ("donatedTo", True),
    ("investedIn", False), ("investedIn", True), ("cooperatesWith", False), ("cooperatesWith", True),
    ("hasIndustry", False), ("hasIndustry", True), ("partOf", True), ("livesIn", True), ("locatedIn", True),
)  # fmt: skip
CONTRADICTED = "These can’t all be right, unless they count different things."
_CHAIN = 6  # places that something lies in: the longest chain; who says that it is in many is told by its facts
_PERSONAL = ("holdsPostIn", "worksFor", "founded", "livesIn")  # what a portrait of a person opens with
SAME_BOTH_WAYS = frozenset({"agreementWith", "cooperatesWith"})


def entity_card(known: Known, *, rest: str = "Ask finds the rest.") -> Card:
    """The portrait of an entity; `rest` says where there is more, if it doesn't fit."""
    sections = [*relations(known), _figures(known.figures), _quotes(known.quotes)]
    sections += [perhaps_section(known), naming_section(known)]
    lead = [Line(parts=_ended([*_sentence(known)]))]
    if known.delisted:
        told = f"It was taken off the national list of poor counties in {known.delisted}."
        lead.append(Line(parts=(Part(text=told),)))
    lead += [Line(parts=(Part(text=told),)) for told in _spellings(known)]
    if known.program_type in DEFINITIONS:
        lead.append(Line(parts=(Part(text=DEFINITIONS[known.program_type]),)))
    if known.independent < known.named:
        told = f"Named in {known.named:,} articles, {known.independent:,} independent: the others print the same text."
        lead.append(Line(parts=(Part(text=told),)))
    if known.cut:
        lead.append(Line(parts=(Part(text=f"There is more than fits here; {rest}"),)))
    return Card(
        title=known.entity.label,
        kind=known.entity.kind,
        iri=known.entity.iri,
        lead=tuple(lead),
        sections=tuple(s for s in sections if s.lines),
        elsewhere=known.elsewhere,
    )


def statement_card(statement: Statement, sources: int = 0) -> Card:
    """The portrait of a relation: what it says, and each sentence that says so.

    `sources` counts its articles, reprints of one as one; 0 if nobody has looked.
    """
    line = statement_line(statement)
    told = replace(line, parts=(*line.parts, Part(text=".")), passages=())
    return Card(
        title="".join(part.text for part in line.parts[:3]),
        kind="Fact",
        lead=(told, Line(parts=(Part(text=_resting(statement.passages, sources)),)), *_record(statement.predicate)),
        sections=said_in(statement.passages),
    )


def statement_line(statement: Statement) -> Line:
    """A relation in one line, with both its ends."""
    verb = Part(text=f" {wording.verb(statement.predicate)} ")
    subject, object = statement.subject, statement.object
    return Line(
        parts=(link(subject, object), verb, _beside(statement, object, subject), *_qualifiers(statement)),
        sure=wording.sure(statement.confidence),
        confidence=statement.confidence,
        passages=statement.passages,
        pick=pick_of(statement.subject, statement.predicate, statement.object),
    )


def _record(predicate: str) -> Iterator[Line]:
    """How right the reader is with statements of a kind, as far as that was checked."""
    right, whole = checked(predicate)
    if whole:
        told = f"Held against articles annotated by hand, {right} of {whole} statements of this kind were right."
        yield Line(parts=(Part(text=told),))


def placed_card(inner: Named, outer: Named) -> Card:
    """The portrait of a relation that the gazetteer gives, and no article."""
    verb = wording.verb("locatedIn")
    parts = (link(inner), Part(text=f" {verb} "), link(outer), Part(text="."))
    source = Part(text="From the official list of places; no article here says so.")
    return Card(
        title=f"{inner.label} {verb} {outer.label}",
        kind="Fact",
        lead=(Line(parts=parts), Line(parts=(source,))),
    )


def figure_card(figure: Figure, subjects: Iterable[Named], sources: int = 0, against: Iterable[Figure] = ()) -> Card:
    """The portrait of a figure; `sources` counts its articles, reprints of one as one; `against` contradict it."""
    about = tuple(Line(parts=(link(subject),)) for subject in subjects)
    sections = [Section(title="is about", lines=about)] if about else []
    return Card(
        title=wording.figure(figure),
        kind="Observation",
        lead=(Line(parts=(Part(text=_resting(figure.passages, sources)),)),),
        sections=(*sections, *_when(figure), *said_in(figure.passages), *_contradicted(against)),
    )


def _contradicted(against: Iterable[Figure]) -> tuple[Section, ...]:
    """The figures that contradict one, each with its sentence in full."""
    lines = tuple(map(figure_line, against))
    return (Section(title="contradicts", lines=lines, note=CONTRADICTED, beside=True),) if lines else ()


def quote_card(quote: Quote) -> Card:
    """The portrait of a quotation."""
    said = (Line(parts=(link(quote.speaker),)),) if quote.speaker else ()
    return Card(
        title=f"“{quote.text}”",
        kind="Quotation",
        sections=(*((Section(title="was said by", lines=said),) if said else ()), *said_in(quote.passages)),
    )  # fmt: skip


def _when(figure: Figure) -> list[Section]:
    found = []
    if figure.period:
        line = Line(parts=(Part(text=wording.period(figure.period)),))
        found.append(Section(title="at the time", lines=(line,)))
    if figure.speaker:
        line = Line(parts=(link(figure.speaker),))
        found.append(Section(title="according to", lines=(line,)))
    return found


def said_in(passages: tuple[Passage, ...]) -> tuple[Section, ...]:
    """The sentences in full, each as a line of its own."""
    lines = tuple(Line(parts=(), passages=(passage,)) for passage in passages)
    return (Section(title="said in", lines=lines),) if lines else ()


def _resting(passages: tuple[Passage, ...], sources: int) -> str:
    count = len({passage.document for passage in passages})
    if 0 < sources < count:
        return f"Reported in {count} articles, {sources} independent: the others print the same text."
    return "It rests on one article." if count == 1 else f"{count} articles say so."


def _beside(statement: Statement, end: Named, other: Named) -> Part:
    """An end of a relation beside the other: a program beside who runs it needs no other name of that."""
    is_run = statement.predicate == "implements" and end.kind == "Program"
    return Part(text=wording.program_alone(end.label), to=end.iri) if is_run else link(end, other)


def _sentence(known: Known) -> Iterable[Part]:
    """What and where an entity is; of a person, who that is."""
    noun = wording.a(wording.kind(known.entity.kind))
    if known.program_type:
        plain, term = wording.program_type(known.program_type)
        shown = plain if plain == term else f"{plain} (“{term}”)"
        yield Part(text=f"{noun[0].upper()}{noun[1:]}: {shown}")
        return
    yield Part(text=f"{noun[0].upper()}{noun[1:]}")
    if known.entity.kind in PEOPLE:
        yield from _who(known)
    # That a province lies in the west is told of the province alone.
    above = [p for p in known.above if p.kind != "Region"] or known.above
    for i, place in enumerate(above[:_CHAIN]):
        yield Part(text=" in the " if place.kind == "Region" else " in " if i == 0 else ", ")
        yield link(place)
    if above[_CHAIN:]:
        yield Part(text=f" and {wording.counted(len(above) - _CHAIN, 'other place')}")


def _ended(parts: list[Part]) -> tuple[Part, ...]:
    """A sentence with its full stop, unless that of an abbreviation ends it."""
    return (*parts, *([] if parts[-1].text.endswith(".") else [Part(text=".")]))


def _who(known: Known) -> Iterator[Part]:
    """What a person does and where, by the surest fact of each kind: ' who is head of A and lives in B'."""
    mine = [s for s in known.statements if s.subject == known.entity and s.confidence >= wording.LEAST["likely"]]
    best = {s.predicate: s for s in sorted(mine, key=lambda s: s.confidence)}
    told = [best[predicate] for predicate in _PERSONAL if predicate in best]
    for i, statement in enumerate(told):
        yield Part(text=" who " if i == 0 else " and " if i == len(told) - 1 else ", ")
        titles = wording.listed(list(statement.titles))
        yield Part(text=f"is {titles} of " if titles else f"{wording.verb(statement.predicate)} ")
        yield link(statement.object)


def _spellings(known: Known) -> Iterable[str]:
    """What else an entity is called: in other letters as in Chinese, and otherwise."""
    chinese = [name for name in known.aliases if any(_is_chinese(letter) for letter in name)]
    if chinese:
        yield f"In Chinese: {', '.join(chinese)}."
    # 'The company' is no spelling, nor do capitals make one; of two that differ by them alone, one is told.
    rest = {n.casefold(): n for n in sorted(set(known.aliases) - set(chinese)) if not n.casefold().startswith("the ")}
    rest.pop(known.entity.label.casefold(), None)
    if rest:
        yield f"Also written {wording.listed(list(rest.values()))}."


def _is_chinese(letter: str) -> bool:
    """Whether a letter is a Chinese character."""
    return "\u4e00" <= letter <= "\u9fff"


def relations(known: Known) -> list[Section]:
    """An entity's relations, those of one property and direction together."""
    me = known.entity.iri
    grouped: dict[tuple[str, bool], list[Statement]] = {}
    for statement in known.statements:
        backwards = statement.subject.iri != me
        if statement.predicate in SAME_BOTH_WAYS:
            backwards = False
        grouped.setdefault((statement.predicate, backwards), []).append(statement)
    order = {key: i for i, key in enumerate(ORDER)}
    keys = sorted(grouped, key=lambda key: (order.get(key, len(ORDER)), key))
    return [_relation(me, key, grouped[key]) for key in keys]


def _relation(me: str, key: tuple[str, bool], statements: list[Statement]) -> Section:
    predicate, backwards = key
    lines = tuple(_line(me, s) for s in sorted(statements, key=lambda s: _other(me, s).label))
    return Section(title=wording.verb(predicate, backwards=backwards), lines=lines)


def _other(me: str, statement: Statement) -> Named:
    return statement.object if statement.subject.iri == me else statement.subject


def _line(me: str, statement: Statement) -> Line:
    ends = (statement.subject, statement.object)
    other, mine = ends if ends[1].iri == me else ends[::-1]
    return Line(
        parts=(_beside(statement, other, mine), *_qualifiers(statement)),
        sure=wording.sure(statement.confidence),
        confidence=statement.confidence,
        passages=statement.passages,
        pick=pick_of(statement.subject, statement.predicate, statement.object),
    )


def relation_line(me: str, statement: Statement) -> Line:
    """A relation in one line that is told of one of its ends, which goes without saying."""
    backwards = statement.subject.iri != me and statement.predicate not in SAME_BOTH_WAYS
    line = _line(me, statement)
    return replace(line, parts=(Part(text=f"{wording.verb(statement.predicate, backwards=backwards)} "), *line.parts))


def _qualifiers(statement: Statement) -> list[Part]:
    """What is told of a relation beside its two ends."""
    words = [f"as {wording.listed(list(statement.titles))}"] if statement.titles else []
    if statement.amount:
        words.append(wording.figure(statement.amount))
    if statement.dates:
        words.append(wording.listed([wording.period(date) for date in statement.dates]))
    parts = [Part(text=f", {', '.join(words)}")] if words else []
    if statement.speaker:
        parts += [Part(text=", according to "), link(statement.speaker)]
    return parts


def _figures(figures: tuple[Figure, ...]) -> Section:
    return Section(title="has the figures", lines=tuple(map(telling_line, in_order(figures))))


def _quotes(quotes: tuple[Quote, ...]) -> Section:
    return Section(title="said", lines=tuple(map(quote_line, quotes)))


def quote_line(quote: Quote) -> Line:
    """A quotation in one line."""
    return Line(parts=(Part(text=f"“{quote.text}”"),), passages=quote.passages, pick=short(quote.iri))


def perhaps_section(known: Known) -> Section:
    """What an entity is perhaps the same as, with what speaks for it."""
    lines = tuple(
        Line(parts=(link(x.entity), Part(text=f" · {wording.kind(x.entity.kind)} · {wording.listed(list(x.reasons))}")))
        for x in known.perhaps
    )
    return Section(title="is perhaps the same as", lines=lines)


def naming_section(known: Known) -> Section:
    """The articles that name an entity, and the way to those that don't fit."""
    section = Section(title="is named in", lines=tuple(map(article_line, known.articles)))
    if known.named <= len(known.articles):
        return section
    all_of_them = Part(text=f"All {known.named:,} articles", to=known.entity.iri + ARTICLES)
    return replace(section, note=f"The newest {len(known.articles):,} of {known.named:,}.", more=all_of_them)
