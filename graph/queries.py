"""The project's own questions to a store: each a file in `queries/`, its answer in typed records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from importlib.resources import files

from pyoxigraph import DefaultGraph, Literal, NamedNode, QueryBoolean, QuerySolutions, Triple

from graph.name_index import Hit, NameIndex
from graph.prefixes import PREFIXES, named, node, text
from graph.reader import Reader, Term
from graph.remembered import remembered
from ontology.iri import BASE

Row = dict[str, str]
Member = str | Literal | tuple[str, ...]  # an IRI, a literal, or a row of IRIs
_BROAD = ("Place", "Actor", "Person", "Organization")
_TRUE = {"true", "1"}  # as engines write it
PAGE = 100  # entities of a class that are listed at once
NAMING = 100  # articles that name an entity, as naming.rq gives them


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity: its IRI, what it is called, and its most special class."""

    iri: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entity that a search found: by which of its names, and in how many facts it takes part."""

    entity: Named
    name: str
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What is told of an article beside its text."""

    iri: str
    headline: str
    published: str = ""
    outlet: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A place in an article that speaks of something: an entity, a figure or a quotation."""

    body: str
    kind: str
    start: int
    end: int
    named: bool = True


def rows(
    reader: Reader,
    name: str,
    given: Mapping[str, Term] | None = None,
    lists: Mapping[str, Iterable[Member]] | None = None,
) -> list[Row]:
    """Answer a question of `queries/`; an unbound variable is ''.

    `given` fixes variables; `lists` fills the lists that its VALUES name, with IRIs, literals, or
    rows of IRIs.
    """
    sparql = filled(name, lists or {})
    if given:
        # First in the pattern, where the engine starts with them: what it substitutes itself, it joins in the end.
        fixed = " ".join(f"VALUES ?{variable} {{ {term} }}" for variable, term in given.items())
        sparql = sparql.replace("{", f"{{ {fixed}", 1)
    found = reader.query(sparql)
    if not isinstance(found, QuerySolutions):
        raise TypeError(f"{name} is no SELECT")
    names = [variable.value for variable in found.variables]
    # A row gives its terms in turn; each that is asked for by name, the engine makes anew.
    return [{n: text(t) if t is not None else "" for n, t in zip(names, row, strict=True)} for row in found]


def firsts(found: Iterable[Row], name: str, most: int) -> list[Row]:
    """Rows in their order, without those beyond so many of one value."""
    seen: Counter[str] = Counter()
    kept = []
    for row in found:
        seen[row[name]] += 1
        if seen[row[name]] <= most:
            kept.append(row)
    return kept


def triples(reader: Reader, name: str, *, lists: Mapping[str, Iterable[Member]]) -> Iterator[Triple]:
    """The triples that a CONSTRUCT of `queries/` makes; `lists` as for `rows`."""
    found = reader.query(filled(name, lists))
    if isinstance(found, QuerySolutions | QueryBoolean):
        raise TypeError(f"{name} is no CONSTRUCT")
    return found


def filled(name: str, lists: Mapping[str, Iterable[Member]]) -> str:
    """A question of `queries/`, its lists filled in: %word% as VALUES takes them, %word,% as IN does."""
    sparql = text_of(name)
    for word, members in lists.items():
        terms = [_term(member) for member in members]
        sparql = sparql.replace(f"%{word}%", " ".join(terms)).replace(f"%{word},%", ", ".join(terms))
    return sparql


def _term(member: Member) -> str:
    if isinstance(member, tuple):
        return f"({' '.join(map(_term, member))})"
    return str(member if isinstance(member, Literal) else NamedNode(member))


@cache
def text_of(name: str) -> str:
    """The text of a question of `queries/`, its lists still to be filled."""
    return files("graph").joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")


def short(iri: str) -> str:
    """An IRI as an address bar shows it: without the base that all resources share."""
    return iri.removeprefix(BASE)


def whole(name: str) -> str:
    """The IRI that `short` shortened; '' for what can't be one."""
    iri = name if "://" in name else BASE + name
    try:
        return NamedNode(iri).value if name else ""
    except ValueError:
        return ""


def local(iri: str) -> str:
    """A name of the ontology without its namespace."""
    return iri.removeprefix(PREFIXES["pg"])


def special(kinds: Iterable[str]) -> str:
    """The most special of an entity's classes."""
    found = sorted(set(kinds) - {""})
    return next((k for k in found if k not in _BROAD), None) or next((k for k in reversed(_BROAD) if k in found), "")


@remembered
def kind_counts(reader: Reader) -> dict[str, int]:
    """How many entities of each class the articles speak of, and how much is told of them."""
    counts = {kind: len(members) for kind, members in _spoken_of(reader).items()}
    return counts | {local(row["kind"]): int(row["count"]) for row in rows(reader, "totals")}


@remembered
def _spoken_of(reader: Reader) -> dict[str, set[str]]:
    """The entities that the articles speak of, by their classes (superclasses too)."""
    found: dict[str, set[str]] = {}
    for row in rows(reader, "spoken"):
        for kind in row["kinds"].split():
            found.setdefault(kind, set()).add(row["entity"])
    return found


def names(reader: Reader, entities: Iterable[str]) -> dict[str, Named]:
    """What some entities are called; whatever has no label is left out."""
    wanted = sorted(set(entities) - {""})
    if not wanted:
        return {}
    found = rows(reader, "names", lists={"entities": wanted})
    return {
        row["entity"]: Named(iri=row["entity"], label=row["label"], kind=special(row["kinds"].split())) for row in found
    }


@remembered
def places_above(reader: Reader) -> dict[str, tuple[str, ...]]:
    """The places that each entity lies in that lies in any."""
    found: dict[str, list[str]] = {}
    for row in rows(reader, "above"):
        found.setdefault(row["entity"], []).append(row["place"])
    return {entity: tuple(places) for entity, places in found.items()}


@remembered
def figures_about(reader: Reader) -> dict[str, tuple[str, ...]]:
    """What each figure is about that is about anything."""
    found: dict[str, list[str]] = {}
    for row in rows(reader, "figure_about"):
        found.setdefault(row["figure"], []).append(row["entity"])
    return {figure: tuple(sorted(about)) for figure, about in found.items()}


def links(reader: Reader, entities: Iterable[str]) -> dict[str, int]:
    """In how many facts some entities take part."""
    found = dict.fromkeys(entities, 0)
    if reader.kept is not None:  # those of all are asked for but once
        linked = degrees(reader)
        return {entity: linked.get(entity, 0) for entity in found}
    if found:
        for row in rows(reader, "links", lists={"entities": sorted(found)}):
            found[row["entity"]] = int(row["count"])
    return found


def search(reader: Reader, words: str, *, most: int = 20) -> list[Found]:
    """The entities whose names hold some words: whole names first, then the best linked."""
    return _found(reader, _index(reader).holding(words), most)


def alike(reader: Reader, words: str, *, most: int = 5) -> list[Found]:
    """The entities whose names are written a little differently from some words."""
    return _found(reader, _index(reader).alike(words), most)


@remembered
def _index(reader: Reader) -> NameIndex:
    predicates = (named("skos:prefLabel"), named("skos:altLabel"))
    quads = (q for p in predicates for q in reader.match(None, p, None, DefaultGraph()))
    return NameIndex((node(q.subject).value, text(q.object)) for q in quads)


def _found(reader: Reader, best: Mapping[str, Hit], most: int) -> list[Found]:
    linked = degrees(reader) if best else {}
    order = sorted(best, key=lambda e: (best[e][0], -linked.get(e, 0), len(best[e][1]), e))[:most]
    called = names(reader, order)
    return [Found(entity=called[e], name=best[e][1], links=linked.get(e, 0)) for e in order if e in called]


@remembered
def degrees(reader: Reader) -> dict[str, int]:
    """In how many facts each entity takes part that is in any."""
    return {row["entity"]: int(row["count"]) for row in rows(reader, "degrees")}


def listing(reader: Reader, kind: str, page: int = 1) -> list[Found]:
    """A page of the entities of a class, those with most facts first; [] beyond the last."""
    return _page(reader, kind, page)


@remembered
def _page(reader: Reader, kind: str, page: int) -> list[Found]:
    linked = degrees(reader)
    found = _spoken_of(reader).get(kind, set())
    order = nsmallest(page * PAGE, found, key=lambda e: (-linked.get(e, 0), e))[(page - 1) * PAGE :]
    called = names(reader, order)
    return [Found(entity=called[e], name="", links=linked.get(e, 0)) for e in order if e in called]


@remembered
def articles(reader: Reader) -> list[Article]:
    """The articles, the newest first."""
    return articles_of(rows(reader, "documents"))


def article_of(reader: Reader, document: str) -> Article | None:
    """An article of the store; None if it isn't there."""
    return next(iter(articles_of(rows(reader, "documents", {"document": NamedNode(document)}))), None)


def naming(reader: Reader, entity: str) -> list[Article]:
    """The articles that name an entity, the newest first; at most `NAMING`."""
    return articles_of(rows(reader, "naming", lists={"entity": [entity]}))


def articles_of(found: Iterable[Row]) -> list[Article]:
    """The articles that an answer tells of."""
    return [_article(row) for row in found]


def _article(row: Row) -> Article:
    return Article(
        iri=row["document"],
        headline=row["headline"] or row["outlet"] or "(no title)",
        published=row["published"],
        outlet=row["outlet"],
        url=row.get("url", ""),
    )


def article_text(reader: Reader, document: str) -> str:
    """An article's text; '' if the store doesn't hold it."""
    found = rows(reader, "document", {"document": NamedNode(document)})
    return found[0]["text"] if found else ""


def mentions(reader: Reader, document: str) -> list[Spoken]:
    """Where an article speaks of what, in the order of the text, the longer before the shorter."""
    return [
        Spoken(
            body=row["body"],
            kind=special(row["kinds"].split()),
            start=int(row["start"]),
            end=int(row["end"]),
            named=row["anaphor"] not in _TRUE,
        )
        for row in rows(reader, "mentions", {"document": NamedNode(document)})
    ]


def headlines(reader: Reader, documents: Iterable[str]) -> dict[str, str]:
    """What some articles are called."""
    wanted = sorted(set(documents))
    found = rows(reader, "headlines", lists={"documents": wanted}) if wanted else []
    return {row["document"]: row["headline"] for row in found}
