"""What a reading of one article says: plain, frozen records, the border between reading and the graph.

Field and member names are the ontology's own (`ontology/policygraph.ttl`); a test compares them.
Identifiers are local to one reading; IRIs are made from the records' content in `graph.rdf`.
Offsets are half-open character positions in `Document.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """The class of an entity, by its local name in the ontology."""

    PLACE = "Place"
    REGION = "Region"
    PROVINCE = "Province"
    PREFECTURE = "Prefecture"
    COUNTY = "County"
    TOWNSHIP = "Township"
    VILLAGE = "Village"
    SITE = "Site"
    PLACE_GROUP = "PlaceGroup"
    PERSON = "Person"
    OFFICIAL = "Official"
    JOURNALIST = "Journalist"
    ORGANIZATION = "Organization"
    GOVERNMENT_BODY = "GovernmentBody"
    ENTERPRISE = "Enterprise"
    COOPERATIVE = "Cooperative"
    WORKSHOP = "Workshop"
    INSTITUTION = "Institution"
    INDUSTRY = "Industry"
    PROGRAM = "Program"


PLACES = frozenset(
    {
        Kind.PLACE,
        Kind.REGION,
        Kind.PROVINCE,
        Kind.PREFECTURE,
        Kind.COUNTY,
        Kind.TOWNSHIP,
        Kind.VILLAGE,
        Kind.SITE,
        Kind.PLACE_GROUP,
    }
)
TERRITORIES = frozenset({Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE})
PEOPLE = frozenset({Kind.PERSON, Kind.OFFICIAL, Kind.JOURNALIST})
GAINING = PEOPLE - {Kind.JOURNALIST, Kind.OFFICIAL}  # who can gain by a program
ORGANIZATIONS = frozenset(
    {
        Kind.ORGANIZATION,
        Kind.GOVERNMENT_BODY,
        Kind.ENTERPRISE,
        Kind.COOPERATIVE,
        Kind.WORKSHOP,
        Kind.INSTITUTION,
    }
)


class Property(StrEnum):
    """A relation between two entities, by its local name in the ontology."""

    LOCATED_IN = "locatedIn"
    PART_OF = "partOf"
    WORKS_FOR = "worksFor"
    HOLDS_POST_IN = "holdsPostIn"
    LIVES_IN = "livesIn"
    FOUNDED = "founded"
    IMPLEMENTS = "implements"
    COVERS = "covers"
    BENEFITS = "benefits"
    AGREEMENT_WITH = "agreementWith"
    DONATED_TO = "donatedTo"
    INVESTED_IN = "investedIn"
    HAS_INDUSTRY = "hasIndustry"
    COOPERATES_WITH = "cooperatesWith"


class Unit(StrEnum):
    """What a figure counts or measures."""

    PERSON = "person"
    HOUSEHOLD = "household"
    FAMILY = "family"
    COUNTY = "county"
    PROVINCE = "province"
    VILLAGE = "village"
    ENTERPRISE = "enterprise"
    COOPERATIVE = "cooperative"
    WORKSHOP = "workshop"
    JOB = "job"
    PROJECT = "project"
    INDUSTRY = "industry"
    BASE = "base"
    YUAN = "yuan"
    YUAN_PER_MONTH = "yuan/month"
    YUAN_PER_YEAR = "yuan/year"
    PERCENT = "percent"
    FRACTION = "fraction"
    ANIMAL = "animal"
    MU = "mu"
    ACRE = "acre"
    HECTARE = "hectare"
    KILOMETRE = "kilometre"
    MINUTE = "minute"
    DAY = "day"
    YEAR = "year"
    TON = "ton"
    OTHER = "other"


class Comparator(StrEnum):
    """How the text bounds a figure."""

    EQUAL = "="
    MORE = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="
    ABOUT = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The span of the document's text that says something: one sentence, or a few that belong together."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article as it is stored: its text, and what is known of where it comes from.

    `date` is ISO 8601, as exact as it is known ('2020', '2020-08' or '2020-08-18').
    `notes` say what of the file could not be read.
    """

    text: str
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A place, actor, industry or program.

    `aliases` are the other surface forms that the text uses. `code` is the GB/T 2260 code of a place
    in the gazetteer (nine digits for a township, 'R-WEST' and the like for a macro-region).
    `anchor` is the id of the entity by which namesakes are told apart (the county of a village, the
    employer of a person), if the text gives one. `program_type` is a local name in the `pgt:` scheme.
    """

    id: str
    kind: Kind
    label: str
    aliases: tuple[str, ...] = ()
    code: str = ""
    anchor: str = ""
    program_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Where the text speaks of an entity, an observation or a quotation (`body` is its id).

    `named` is False for an anaphor ('the county', 'she').
    """

    body: str
    start: int
    end: int
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A figure in the text. `value` has its multipliers resolved; `max_value` ends a range.

    `counted` is the head noun phrase ('poor laborers'); `about` holds the ids of what it measures;
    `period` is an ISO 8601 date, month, year or interval 'start/end'; `according_to` is an actor's id.
    """

    id: str
    value: Decimal
    unit: Unit
    max_value: Decimal | None = None
    comparator: Comparator = Comparator.EQUAL
    counted: str = ""
    about: tuple[str, ...] = ()
    period: str = ""
    according_to: str = ""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A relation that the text states, with its qualifiers and its evidence.

    `confidence` is in 0 to 1. `title` is a post's title; `date` is ISO 8601; `amount` is the id of an
    observation; `according_to` is the id of the actor who says so.
    """

    subject: str
    predicate: Property
    object: str
    confidence: float
    title: str = ""
    date: str = ""
    amount: str = ""
    according_to: str = ""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks, without the marks, and who says them (`said_by`, a person's id)."""

    id: str
    said_by: str
    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one article says."""

    document: Document
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
    observations: tuple[Observation, ...] = ()
    quotations: tuple[Quotation, ...] = ()
