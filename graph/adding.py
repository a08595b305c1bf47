"""Articles on their way into a store: opened, described, read, and shown before they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath

from pyoxigraph import NamedNode, Quad

from extract.documents import checked, from_json, from_text, read_content
from extract.formats import READERS
from extract.records import Document
from graph.cards import Card
from graph.contents import central, named_card, told_card
from graph.holdings import Gave
from graph.ingest import ingest
from graph.prefixes import named, node
from graph.queries import Named
from graph.store import Store
from ontology.errors import BadInput
from ontology.iri import document_iri

CORPUS = ".jsonl"  # many articles, one a line
SUFFIXES = (".txt", *READERS, CORPUS)
MOST = 200  # articles at once; the command line takes any number
PASTED = "The pasted text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An article that somebody offers: by what name, and what its file told of it."""

    name: str
    document: Document

    @property
    def iri(self) -> str:
        """The IRI that the article has in every store."""
        return document_iri(self.document.text)

    @property
    def source(self) -> str:
        """The source that the file itself told; '' where the source is only its name."""
        return "" if self.document.source.startswith(self.name) else self.document.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What some files held, and a sentence for each that could not be taken."""

    offers: tuple[Offer, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What was found in an article; `graph` is what a store will hold of it, `central` the entity of most facts."""

    document: Document
    iri: str
    gave: Gave
    named: Card
    told: Card
    central: Named | None
    graph: tuple[Quad, ...]


def gather(files: Iterable[tuple[str, bytes]], pasted: str = "") -> Gathered:
    """The articles in some files, each by its name, and in a pasted text; the same article is taken once."""
    offers: dict[str, Offer] = {}
    refused: list[str] = []
    for name, read in _articles(files, pasted):
        if len(offers) == MOST:
            refused.append(
                f"{name} and what follows it: {MOST} articles are taken at once. Save these and give the others "
                "then, or read them all in with `policygraph ingest`."
            )
            break
        try:
            offer = Offer(name=name, document=read())
        except BadInput as error:
            refused.append(str(error))
            continue
        known = offers.setdefault(offer.iri, offer)
        if known is not offer:
            refused.append(f"{name} holds the same article as {known.name}, which is taken once.")
    return Gathered(offers=tuple(offers.values()), refused=tuple(refused))


def _articles(files: Iterable[tuple[str, bytes]], pasted: str) -> Iterator[tuple[str, Callable[[], Document]]]:
    for name, content in files:
        lines = content.split(b"\n") if PurePath(name).suffix.lower() == CORPUS else []
        spoken = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
        for number, line in spoken:
            where = f"{name}:{number}"
            yield where, partial(from_json, line.decode("utf-8-sig", errors="replace"), source=where)
        if not spoken:
            yield name, partial(_file, name, content)
    if pasted.strip():
        yield PASTED, partial(from_text, pasted)


def _file(name: str, content: bytes) -> Document:
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        kind = f"files of the kind {suffix}" if suffix else "files without a kind at the end of their name"
        raise BadInput(f"{name}: {kind} are not read; save it as one of {' '.join(SUFFIXES)}.")
    return read_content(name, content)


def described(offer: Offer, *, title: str = "", date: str = "", source: str = "") -> Offer:
    """An offered article with what somebody tells of it; what they leave empty stays as the file told it.

    Raises BadInput for an impossible date.
    """
    known = offer.document
    told = replace(
        known,
        title=title.strip() or known.title,
        date=checked(date.strip()) if date.strip() else known.date,
        source=source.strip() or known.source,
    )
    return replace(offer, document=told)


def preview(offer: Offer) -> Preview:
    """Read an article, and keep it nowhere.

    Raises InvalidGraph if what was read breaks the ontology's shapes.
    """
    with Store.memory() as store:
        found = ingest(store, offer.document)
        graph = tuple(store.statements(NamedNode(found.document)))
        entities = [node(q.subject).value for q in graph if q.predicate == named("skos:prefLabel")]
        return Preview(
            document=offer.document,
            iri=found.document,
            gave=Gave(
                entities=len(set(entities)),
                facts=found.facts,
                figures=found.observations,
                quotations=found.quotations,
            ),
            named=named_card(store, entities),
            told=told_card(store, facts=found.facts),
            central=central(store),
            graph=graph,
        )
