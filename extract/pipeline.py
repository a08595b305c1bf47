"""The reading of an article: the ordered stages, from text to records."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Span

from extract.affiliations import find_affiliations
from extract.anaphora import resolve_anaphors
from extract.bylines import find_journalists
from extract.classed import HEADS
from extract.confidence import calibrated
from extract.cooperation import find_cooperation
from extract.dated import dated
from extract.dates import find_times
from extract.draft import Draft
from extract.employment import find_employment
from extract.facts import anchored, settled, used
from extract.geography import find_geography
from extract.gifts import find_gifts
from extract.identity import (
    Cluster,
    cluster_industries,
    cluster_organizations,
    entities,
    mentions,
    short_forms,
)
from extract.industries import find_industries
from extract.language import parse
from extract.likely_relations import find_likely
from extract.linking import PlaceCluster, cluster_places, without_brands
from extract.livelihoods import find_livelihoods
from extract.names import Name, PlaceName, longest
from extract.observations import observe
from extract.organizations import find_organizations
from extract.people import find_people
from extract.persons import resolve_people
from extract.places import find_places
from extract.posts import find_posts, officials
from extract.programs import find_programs
from extract.pronouns import resolve_pronouns
from extract.quotations import find_quotations
from extract.records import ORGANIZATIONS, PEOPLE, PLACES, Document, Fact, Kind, Mention, Observation, Property, Reading
from extract.relations import find_relations
from extract.residence import find_residence
from extract.sites import find_sites
from extract.worded import find_worded
from ontology import gazetteer

FIRMS = frozenset({Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.WORKSHOP})


def read(document: Document, *, calibrate: bool = True) -> Reading:
    """All that an article says, as records: a pure function of the document.

    Without `calibrate` the facts keep the confidence that their rules give, by which it is measured.
    """
    return read_parsed(document, parse(document.text), calibrate=calibrate)


def read_parsed(document: Document, doc: Doc, *, calibrate: bool = True) -> Reading:
    """The reading of a document whose text another pipeline has parsed."""
    draft = identified(document, doc)
    quotations, quoted, speakers = find_quotations(draft)
    observations, figures = observe(draft, speakers=speakers)
    by_id = {o.id: o for o in observations}
    facts = relations_of(draft, [(m, by_id[m.body]) for m in figures])
    for person in officials(draft, facts):
        draft.entities[person] = replace(draft.entities[person], kind=Kind.OFFICIAL)
    held = (Property.WORKS_FOR, Property.HOLDS_POST_IN)  # a post outweighs an employment
    bodies = {f.subject: f.object for p in held for f in facts if f.predicate is p}
    spoken_for = {span: bodies[who] for span, who in speakers.items() if who in bodies}
    programs, run = find_programs(draft, spoken_for, facts)
    everything = [*draft.entities.values(), *programs]
    kept = settled([*facts, *run], {e.id: e.kind for e in everything})
    kept = calibrated(kept) if calibrate else kept
    everything = used(everything, kept)
    known = {e.id for e in everything} | {m.body for m in [*quoted, *figures]}
    shown = sorted(
        (m for m in [*draft.mentions, *draft.nested, *quoted, *figures] if m.body in known),
        key=lambda m: (m.start, -m.end, m.body),
    )
    return Reading(
        document=document,
        entities=anchored(everything, kept),
        mentions=tuple(shown),
        facts=kept,
        observations=tuple(observations),
        quotations=tuple(quotations),
    )


def relations_of(draft: Draft, figures: list[tuple[Mention, Observation]]) -> list[Fact]:
    """Every relation between two entities that the text tells, programs aside; events with their dates."""
    facts = [
        *find_geography(draft),
        *find_posts(draft),
        *find_employment(draft),
        *find_affiliations(draft),
        *find_residence(draft),
        *find_relations(draft, figures),
        *find_cooperation(draft),
        *find_gifts(draft, figures),
        *find_livelihoods(draft),
        *find_worded(draft, figures),
    ]
    return dated(draft, [*facts, *find_likely(draft, facts)])


def identified(document: Document, doc: Doc) -> Draft:
    """The parsed document with its entities, and every word that names or stands for one."""
    atlas = gazetteer.load()
    places = find_places(doc, atlas)
    organizations = find_organizations(doc, places)
    sites = find_sites(doc, [*places, *organizations])
    journalists = find_journalists(doc)
    people = find_people(doc, longest([*organizations, *sites, *places, *journalists])[0])
    outer, inner = longest([*organizations, *sites, *places, *journalists, *people])
    homes = [n.span for n in outer if _is_site(n) or n.kind is Kind.PLACE]
    named = [n.span for n in outer if n.kind in PEOPLE]
    bodily = (n for n in inner if n.kind in (PLACES - {Kind.PLACE}) | ORGANIZATIONS)
    inner = [n for n in bodily if not _is_own_name(n, homes) and not _inside(n, named)]
    known = _located(outer, inner, atlas)
    located = {id(n) for cluster in known for n in cluster.names}  # a doubtful place's name is free again
    taken = {t.i for n in outer if id(n) in located or not isinstance(n, PlaceName) for t in n.span}
    bodies = cluster_organizations([n for n in [*outer, *inner] if n.kind in ORGANIZATIONS], doc)
    short = short_forms(bodies, doc, taken, atlas)
    taken |= {t.i for n in short for t in n.span}
    trades = [n for n in find_industries(doc) if not {t.i for t in n.span} & taken]
    clusters = [
        *bodies,
        *cluster_organizations([n for n in outer if _is_site(n)], doc),
        *cluster_industries(trades),
        *(Cluster(kind=n.kind, names=[n]) for n in outer if n.kind is Kind.JOURNALIST),
        *(Cluster(kind=Kind.PERSON, names=names) for names in resolve_people(doc, _persons(outer))),
    ]
    nested = {id(n) for n in inner}
    found, owners = entities(known, clusters, atlas)
    draft = Draft(
        document=document,
        doc=doc,
        gazetteer=atlas,
        entities=found,
        mentions=mentions((e, n) for e, n in owners if id(n) not in nested),
        nested=mentions((e, n) for e, n in owners if id(n) in nested),
        times=find_times(document.text, document.date),
    )
    draft.add(resolve_anaphors(draft))
    draft.add(resolve_pronouns(draft))
    return draft


def _located(outer: list[Name], inner: list[Name], atlas: gazetteer.Gazetteer) -> list[PlaceCluster]:
    """The places of a document, each by all its names."""
    known = cluster_places((n for n in [*outer, *inner] if isinstance(n, PlaceName)), atlas)
    firms = [n.span for n in outer if n.kind in FIRMS]
    return without_brands(known, frozenset(id(n) for n in inner if _inside(n, firms)), atlas)


def _is_own_name(name: Name, sites: list[Span]) -> bool:
    """Whether an untyped place or a headless firm is only what a site or mountain is called by ('the Sunrise site')."""
    if isinstance(name, PlaceName) and name.typed:
        return False
    if not isinstance(name, PlaceName) and name.span[-1].lower_ in HEADS:
        return False
    return _inside(name, sites)


def _inside(name: Name, spans: list[Span]) -> bool:
    return any(s.start <= name.span.start and name.span.end <= s.end for s in spans)


def _is_site(name: Name) -> bool:
    return name.kind is Kind.SITE and not isinstance(name, PlaceName)


def _persons(names: list[Name]) -> list[Name]:
    return [n for n in names if n.kind in PEOPLE and n.kind is not Kind.JOURNALIST]
