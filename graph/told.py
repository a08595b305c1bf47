"""What a store tells of something: facts, figures and quotations, each with the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import permutations

from pyoxigraph import NamedNode

from graph.independence import independent, independent_naming
from graph.name_index import folded
from graph.prefixes import PREFIXES
from graph.queries import NAMING, Article, Named, Row, firsts, local, names, naming, rows, special
from graph.reader import Reader
from graph.remembered import remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of an article, and where in it some things are spoken of: (start, end, what)."""

    document: str
    start: int
    end: int
    words: str
    headline: str = ""
    published: str = ""
    outlet: str = ""
    url: str = ""
    marks: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An observation, what it is about, and who says so.

    `also` are the IRIs of equal ones in other articles, `against` those of figures that contradict it.
    """

    iri: str
    value: Decimal
    unit: str
    most: Decimal | None = None
    bound: str = "="
    counted: str = ""
    period: str = ""
    speaker: Named | None = None
    passages: tuple[Passage, ...] = ()
    also: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A relation that one or more articles state. `facts` are the IRIs of who states it."""

    subject: Named
    predicate: str
    object: Named
    confidence: float
    facts: tuple[str, ...]
    titles: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    amount: Figure | None = None
    speaker: Named | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that an article quotes."""

    iri: str
    text: str
    speaker: Named | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Something that an entity is perhaps the same as: how likely, from 0 to 1, and why."""

    entity: Named
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that is told of one entity. `above` holds the places above it, the nearest first.

    `articles` are the newest of those that name it, `named` counts them all, and `independent` those that tell the
    same once.

    `delisted` is the year in which a county was taken off the national list of poor ones. `cut` says that there are
    more facts or figures than are given here.
    """

    entity: Named
    aliases: tuple[str, ...] = ()
    code: str = ""
    program_type: str = ""
    delisted: str = ""
    elsewhere: tuple[str, ...] = ()
    above: tuple[Named, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    articles: tuple[Article, ...] = ()
    perhaps: tuple[Likely, ...] = ()
    named: int = 0
    independent: int = 0
    cut: bool = False


MOST = 400  # facts of a side, and figures
_LEVELS = ("Site", "Village", "Township", "County", "Prefecture", "Province", "PlaceGroup", "Region", "Place")


@remembered
def find(reader: Reader, entity: str, *, most: int = MOST, each: int = MOST) -> Known | None:
    """What is told of an entity, by any IRI that it has in an article; None if the store doesn't know it.

    At most so many facts of each side are told, the surest, so many of `each` property, and so many figures.
    """
    called = names(reader, [entity])
    if entity not in called:
        other = next((row["same"] for row in rows(reader, "same", lists={"entities": [entity]})), "") if entity else ""
        return find(reader, other, most=most, each=each) if other else None
    node = NamedNode(entity)
    told: dict[str, list[str]] = {}
    for row in rows(reader, "entity", {"entity": node}):
        told.setdefault(row["property"], []).append(row["value"])
    articles = tuple(naming(reader, entity))
    named = len(articles) if len(articles) < NAMING else _named_in(reader, entity)
    facts = _ranked(reader, entity)
    sides = [firsts((row for row in facts if row["side"] == side), "predicate", each) for side in ("subject", "object")]
    surest = [row["fact"] for side in sides for row in side[:most]]
    counted = [row["figure"] for row in rows(reader, "about", {"entity": node})]
    quotations = [Quote(iri=row["quotation"], text=row["text"]) for row in rows(reader, "said", {"entity": node})]
    types = told.get(PREFIXES["pg"] + "programType", [""])
    forms = {f for name in ("prefLabel", "altLabel") for f in told.get(PREFIXES["skos"] + name, ())}
    return Known(
        entity=called[entity],
        aliases=tuple(sorted(forms - {called[entity].label})),
        code=next(iter(told.get(PREFIXES["pg"] + "code", ())), ""),
        delisted=next(iter(told.get(PREFIXES["pg"] + "delistedIn", ())), ""),
        program_type=types[0].removeprefix(PREFIXES["pgt"]),
        elsewhere=tuple(told.get(PREFIXES["owl"] + "sameAs", ())),
        above=_above(reader, entity),
        statements=tuple(find_facts(reader, surest)),
        figures=tuple(find_figures(reader, counted[: min(most, each)], marks=[entity])),
        quotes=_quoted(reader, quotations, called[entity]),
        articles=articles,
        named=named,
        independent=independent_naming(reader, entity, named),
        perhaps=tuple(find_perhaps(reader, entity)),
        cut=len(counted) > min(most, each) or len(surest) < len(facts),
    )


def sources(reader: Reader, passages: Iterable[Passage]) -> int:
    """How many sources some passages stand in, reprints of one as one; 0 if they stand in one article."""
    documents = {passage.document for passage in passages}
    return independent(reader, documents) if len(documents) > 1 else 0


def _named_in(reader: Reader, entity: str) -> int:
    return next((int(row["count"]) for row in rows(reader, "named_in", {"entity": NamedNode(entity)})), 0)


def find_perhaps(reader: Reader, entity: str) -> list[Likely]:
    """What an entity is perhaps the same as, the likeliest first."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows(reader, "perhaps", {"entity": NamedNode(entity)}):
        found.setdefault((row["other"], row["score"]), []).append(row["reason"])
    called = names(reader, (other for other, _ in found))
    return [
        Likely(entity=called[other], score=float(score), reasons=tuple(reasons))
        for (other, score), reasons in found.items()
        if other in called
    ]


def find_statements(reader: Reader, subject: str = "", predicate: str = "", object: str = "") -> list[Statement]:
    """The relations that articles state, of those that are given: one or none if all are; at most 400 facts."""
    return _statements(reader, _facts(reader, subject=subject, predicate=predicate, object=object))


def find_between(reader: Reader, entities: Iterable[str]) -> list[Statement]:
    """The relations that articles state between any two of some entities, in either direction."""
    found = [_facts(reader, subject=a, object=b) for a, b in permutations(dict.fromkeys(entities), 2)]
    return _statements(reader, [row for side in found for row in side])


def find_facts(reader: Reader, facts: Iterable[str]) -> list[Statement]:
    """The relations that some facts state, each with the sentences of these facts alone."""
    wanted = {fact: i for i, fact in enumerate(dict.fromkeys(facts))}
    found = rows(reader, "facts_named", lists={"facts": wanted}) if wanted else []
    return _statements(reader, sorted(found, key=lambda row: wanted[row["fact"]]))


def _ranked(reader: Reader, entity: str) -> list[Row]:
    """The facts of an entity, on whichever side of them it stands: the surest first."""
    found = rows(reader, "facts_ranked", lists={"entity": [entity]})
    return sorted(found, key=lambda row: (-float(row["confidence"]), row["predicate"], row["fact"]))


def _facts(reader: Reader, *, subject: str = "", predicate: str = "", object: str = "") -> list[Row]:
    whole = PREFIXES["pg"] + predicate if predicate else ""
    given = {"subject": subject, "predicate": whole, "object": object}
    return rows(reader, "facts", {name: NamedNode(iri) for name, iri in given.items() if iri})


@dataclass(slots=True)
class _Merged:
    """The rows of one relation, of however many articles."""

    rows: list[Row] = field(default_factory=list)

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(sorted({row[name] for row in self.rows} - {""}))


def _statements(reader: Reader, found: list[Row]) -> list[Statement]:
    """Facts as statements, those of several articles that say the same as one."""
    merged: dict[tuple[str, str, str], _Merged] = {}
    for row in found:
        key = (row["subject"], row["predicate"], row["object"])
        merged.setdefault(key, _Merged()).rows.append(row)
    ends = {iri for key in merged for iri in (key[0], key[2])}
    called = names(reader, [*ends, *(row["speaker"] for row in found)])
    nodes = {row["fact"]: (row["subject"], row["object"], row["amount"]) for row in found}
    passages = find_passages(reader, nodes)
    amounts = {f.iri: f for f in find_figures(reader, (row["amount"] for row in found))}
    result = []
    for (subject, predicate, object), same in merged.items():
        if subject in called and object in called:
            facts = same.values("fact")
            result.append(
                Statement(
                    subject=called[subject],
                    predicate=local(predicate),
                    object=called[object],
                    confidence=max(float(row["confidence"]) for row in same.rows),
                    facts=facts,
                    titles=same.values("title"),
                    dates=same.values("date"),
                    amount=next((amounts[a] for a in same.values("amount") if a in amounts), None),
                    speaker=next((called[s] for s in same.values("speaker") if s in called), None),
                    passages=tuple(p for fact in facts for p in passages.get(fact, ())),
                )
            )
    return result


def find_figures(reader: Reader, iris: Iterable[str], *, marks: Iterable[str] = ()) -> list[Figure]:
    """Some figures, with their sentences, in which they and `marks` are marked."""
    found = figures(reader, iris)
    passages = find_passages(reader, {figure.iri: (figure.iri, *marks) for figure in found})
    return [replace(figure, passages=tuple(passages.get(figure.iri, ()))) for figure in found]


def merged(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures of one thing with those that say the same as one, which rests on the sentences of all."""
    same: dict[tuple[object, ...], list[Figure]] = {}
    for f in figures:
        key = (f.value, f.most, f.unit, f.bound, folded(f.counted), f.period, f.speaker)
        same.setdefault(key, []).append(f)
    return tuple(
        replace(
            first,
            also=tuple(f.iri for f in others),
            against=tuple(dict.fromkeys(iri for f in found for iri in f.against)),
            passages=tuple(p for f in found for p in f.passages),
        )
        for found in same.values()
        for first, *others in [found]
    )


def figures(reader: Reader, iris: Iterable[str]) -> list[Figure]:
    """Some figures without their sentences."""
    wanted = sorted(set(iris) - {""})
    if not wanted:
        return []
    found = {row["figure"]: row for row in rows(reader, "figures", lists={"figures": wanted})}
    called = names(reader, (row["speaker"] for row in found.values()))
    against: dict[str, list[str]] = {}
    for row in rows(reader, "against", lists={"figures": wanted}):
        against.setdefault(row["figure"], []).append(row["other"])
    return [
        Figure(
            iri=iri,
            value=Decimal(row["value"]),
            unit=row["unit"],
            most=Decimal(row["most"]) if row["most"] else None,
            bound=row["bound"] or "=",
            counted=row["counted"],
            period=row["period"],
            speaker=called.get(row["speaker"]),
            against=tuple(against.get(iri, ())),
        )
        for iri, row in found.items()
    ]


def find_subjects(reader: Reader, figure: str) -> list[Named]:
    """What a figure is about."""
    return subjects_of(reader, [figure])[figure]


def subjects_of(reader: Reader, figures: Iterable[str]) -> dict[str, list[Named]]:
    """What each of some figures is about."""
    result: dict[str, list[Named]] = {figure: [] for figure in figures}
    found = rows(reader, "subjects", lists={"figures": sorted(result)}) if result else []
    called = names(reader, (row["entity"] for row in found))
    for row in found:
        if row["entity"] in called:
            result[row["figure"]].append(called[row["entity"]])
    return result


def find_quote(reader: Reader, quotation: str) -> Quote | None:
    """A quotation with its speaker and its sentence."""
    found = rows(reader, "quotation", {"quotation": NamedNode(quotation)})
    if not found:
        return None
    speaker = names(reader, [found[0]["speaker"]]).get(found[0]["speaker"])
    quote = Quote(iri=quotation, text=found[0]["text"])
    return next(iter(_quoted(reader, [quote], speaker)), None)


def _quoted(reader: Reader, quotes: list[Quote], speaker: Named | None) -> tuple[Quote, ...]:
    """Quotations with their speaker and sentences, those of an article in the order in which it has them."""
    marks = (speaker.iri,) if speaker else ()
    passages = find_passages(reader, {q.iri: (q.iri, *marks) for q in quotes})
    told = (replace(q, speaker=speaker, passages=tuple(passages.get(q.iri, ()))) for q in quotes)
    return tuple(sorted(told, key=lambda q: [(p.document, p.start) for p in q.passages[:1]]))


def find_passages(reader: Reader, nodes: Mapping[str, tuple[str, ...]]) -> dict[str, list[Passage]]:
    """The sentences that facts, figures and quotations rest on; each node gives what to mark in them."""
    if not nodes:
        return {}
    found = rows(reader, "passages", lists={"nodes": sorted(nodes)})
    spoken = _marks(reader, {(row["document"], body) for row in found for body in nodes[row["node"]] if body})
    result: dict[str, list[Passage]] = {}
    for row in found:
        start, end = int(row["start"]), int(row["end"])
        marks = tuple(
            (a - start, b - start, body)
            for a, b, body in spoken.get(row["document"], ())
            if start <= a and b <= end and body in nodes[row["node"]]
        )
        result.setdefault(row["node"], []).append(
            Passage(
                document=row["document"],
                start=start,
                end=end,
                words=row["words"],
                headline=row["headline"] or row["outlet"] or "(no title)",
                published=row["published"],
                outlet=row["outlet"],
                url=row["url"],
                marks=marks,
            )
        )
    return result


def _marks(reader: Reader, wanted: set[tuple[str, str]]) -> dict[str, list[tuple[int, int, str]]]:
    """Where documents speak of what is wanted of them: (document, what)."""
    if not wanted:
        return {}
    result: dict[str, list[tuple[int, int, str]]] = {}
    for row in rows(reader, "marks", lists={"pairs": sorted(wanted)}):
        spot = (int(row["start"]), int(row["end"]), row["body"])
        result.setdefault(row["document"], []).append(spot)
    return result


def _above(reader: Reader, entity: str) -> tuple[Named, ...]:
    found = [
        Named(iri=row["place"], label=row["label"], kind=special(row["kinds"].split()))
        for row in rows(reader, "within", {"entity": NamedNode(entity)})
    ]
    return tuple(sorted(found, key=lambda p: (_LEVELS.index(p.kind), p.label)))
