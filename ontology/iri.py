"""How an IRI is made: pure functions of what a thing is, so that the same thing gets the same IRI."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from hashlib import sha256

BASE = "https://w3id.org/policygraph/resource/"
INFERRED_GRAPH = BASE + "graph/inferred"
GAZETTEER_GRAPH = BASE + "graph/gazetteer"
IDENTITY_GRAPH = BASE + "graph/identity"

_FAMILIES = {
    **dict.fromkeys(
        ("Place", "Region", "Province", "Prefecture", "County", "Township", "Village", "Site", "PlaceGroup"),
        "place",
    ),
    **dict.fromkeys(("Person", "Official", "Journalist"), "person"),
    **dict.fromkeys(
        ("Organization", "GovernmentBody", "Enterprise", "Cooperative", "Workshop", "Institution"),
        "organization",
    ),
    "Industry": "industry",
    "Program": "program",
}
LONGEST_SLUG = 60


def document_iri(text: str, *, base: str = BASE) -> str:
    """The IRI of a document, by its text alone."""
    return f"{base}document/{_digest(text)[:20]}"


def place_iri(code: str, *, base: str = BASE) -> str:
    """The IRI of a place in the gazetteer, by its code."""
    return f"{base}place/{slug(code)}"


def entity_iri(kind: str, label: str, anchor: str = "", *, base: str = BASE) -> str:
    """The IRI of an entity by its family of kinds, its label, and what tells namesakes apart.

    `anchor` is the IRI of a place, employer or document, or '' where the label alone is enough.
    """
    family = _FAMILIES[kind]
    name = _normal(label)
    return f"{base}{family}/{slug(label)}-{_digest(family, name, anchor)[:10]}"


def program_iri(program_type: str, implementer: str, *, base: str = BASE) -> str:
    """The IRI of a program, by its type and the IRI of whoever implements it."""
    return f"{base}program/{slug(program_type)}-{_digest(program_type, implementer)[:12]}"


def fact_iri(document: str, subject: str, predicate: str, object: str, *, base: str = BASE) -> str:
    """The IRI of the statement of a triple in a document."""
    return f"{base}fact/{_digest(document, subject, predicate, object)[:20]}"


def observation_iri(document: str, start: int, end: int, value: Decimal, *, base: str = BASE) -> str:
    """The IRI of a figure at a place in a document."""
    return f"{base}observation/{_digest(document, str(start), str(end), str(value))[:20]}"


def quotation_iri(document: str, start: int, end: int, *, base: str = BASE) -> str:
    """The IRI of a quotation at a place in a document."""
    return f"{base}quotation/{_digest(document, str(start), str(end))[:20]}"


def evidence_iri(document: str, start: int, end: int, *, base: str = BASE) -> str:
    """The IRI of a span of a document's text; its selectors are this and a fragment."""
    return f"{base}evidence/{_digest(document, str(start), str(end))[:20]}"


def mention_iri(document: str, body: str, start: int, end: int, *, base: str = BASE) -> str:
    """The IRI of the mention of a thing at a place in a document."""
    return f"{base}mention/{_digest(document, body, str(start), str(end))[:20]}"


def likeness_iri(one: str, two: str, *, base: str = BASE) -> str:
    """The IRI of the likeness of two things, by their IRIs in either order."""
    return f"{base}likeness/{_digest(*sorted((one, two)))[:20]}"


def slug(text: str) -> str:
    """A text as one readable, ASCII part of an IRI; 'x' where nothing of it can be written so."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    parts = re.sub(r"[^a-z0-9-]+", "-", plain.lower().replace("'", "")).strip("-")
    return re.sub(r"-{2,}", "-", parts)[:LONGEST_SLUG].strip("-") or "x"


def _normal(label: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", label)).strip().casefold()


def _digest(*parts: str) -> str:
    """A digest of parts; lone surrogates, which no text file holds, are kept apart too."""
    joined = "\x1f".join(parts)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
