"""Annotated articles: what somebody who has read an article says that it says, one YAML file each.

A name is compared without case, article and punctuation around it; where several answers are right
the annotation lists them; what it leaves out is not asked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from extract.records import ORGANIZATIONS, PEOPLE, PLACES, Kind
from ontology.errors import BadInput

Row = dict[str, Any]
_AROUND = " \"'“”.,;:()[]"
_FAMILIES = ((Kind.PLACE, PLACES), (Kind.PERSON, PEOPLE), (Kind.ORGANIZATION, ORGANIZATIONS))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """An entity: its right classes, and its names as `plain` gives them."""

    id: str
    kinds: frozenset[str]
    names: frozenset[str]
    code: str = ""
    optional: bool = False

    def allows(self, kind: str) -> bool:
        """Whether a class, or one above it, is right."""
        return not self.kinds.isdisjoint(with_those_above(kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A relation between two entities, with the qualifiers that are asked."""

    subject: str
    predicate: str
    object: str
    titles: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    amounts: frozenset[Decimal] = frozenset()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldProgram:
    """A program by its type and implementer ('' for none), with whom and where it reaches.

    `loose` names those of `covers` and `benefits` that are optional though the program isn't.
    """

    by: str
    type: str
    covers: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    loose: frozenset[str] = frozenset()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFigure:
    """A figure; each field holds the right answers, none where it isn't asked."""

    values: tuple[Decimal, ...]
    most: tuple[Decimal, ...] = ()
    units: tuple[str, ...] = ()
    comparators: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuotation:
    """A quotation by its speaker and its first words."""

    by: tuple[str, ...]
    starts: str
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """An annotated article; `article` is the name of its file."""

    name: str
    article: str
    date: str
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]
    programs: tuple[GoldProgram, ...]
    figures: tuple[GoldFigure, ...]
    quotations: tuple[GoldQuotation, ...]


def load(folder: Path) -> list[Gold]:
    """The annotated articles of a folder, by name."""
    found = [read(path) for path in sorted(folder.glob("*.yaml"))]
    if not found:
        raise BadInput(f"The folder {folder} holds no annotated articles (*.yaml): name one with --gold.")
    return found


def read(path: Path) -> Gold:
    """The annotations in a file; raises BadInput, with its name, if they are not of this form."""
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Gold(
            name=path.stem,
            article=str(rows["article"]),
            date=str(rows.get("date", "")),
            entities=tuple(_entity(row) for row in rows["entities"]),
            relations=tuple(_relation(row) for row in rows.get("relations") or ()),
            programs=tuple(_program(row) for row in rows.get("programs") or ()),
            figures=tuple(_figure(row) for row in rows.get("observations") or ()),
            quotations=tuple(_quotation(row) for row in rows.get("quotations") or ()),
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(f"The annotations {path} can't be read: {' '.join(str(error).split())}.") from error
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise BadInput(f"The annotations {path} are not of the form of tests/gold: {error!r}.") from error


def plain(name: str) -> str:
    """A name as names are compared."""
    text = " ".join(unicodedata.normalize("NFKC", name).casefold().replace("’", "'").split()).strip(_AROUND)
    first, _, rest = text.partition(" ")
    return (rest if rest and first in {"the", "a", "an"} else text).removesuffix("'s")


def with_those_above(kind: str) -> set[str]:
    """A class with the classes above it."""
    above = {str(top) for top, family in _FAMILIES if kind in family}
    return {kind, *above, *({"Actor"} if above & {"Person", "Organization"} else ())}


def _entity(row: Row) -> GoldEntity:
    return GoldEntity(
        id=row["id"],
        kinds=frozenset(_answers(row["type"])),
        names=frozenset(map(plain, _answers(row["names"]))),
        code=str(row.get("code", "")),
        optional=bool(row.get("optional")),
    )


def _relation(row: list[Any]) -> GoldRelation:
    subject, predicate, object, *rest = row
    asked: Row = rest[0] if rest else {}
    return GoldRelation(
        subject=subject,
        predicate=predicate,
        object=object,
        titles=frozenset(map(plain, _answers(asked.get("title")))),
        dates=frozenset(_answers(asked.get("date"))),
        amounts=frozenset(_numbers(asked.get("amount"))),
        optional=bool(asked.get("optional")),
    )


def _program(row: Row) -> GoldProgram:
    return GoldProgram(
        by=row.get("by") or "",
        type=row["type"],
        covers=_answers(row.get("covers")),
        benefits=_answers(row.get("benefits")),
        loose=frozenset(end for end in ("covers", "benefits") if row.get(f"{end}_optional")),
        optional=bool(row.get("optional")),
    )


def _figure(row: Row) -> GoldFigure:
    return GoldFigure(
        values=tuple(_numbers(row["value"])),
        most=tuple(_numbers(row.get("maxValue"))),
        units=_answers(row.get("unit")),
        comparators=_answers(row.get("comparator")),
        about=_answers(row.get("about")),
        periods=_answers(row.get("period")),
        by=_answers(row.get("by")),
        optional=bool(row.get("optional")),
    )


def _quotation(row: Row) -> GoldQuotation:
    return GoldQuotation(by=_answers(row.get("by")), starts=row["starts"], optional=bool(row.get("optional")))


def _answers(value: object) -> tuple[str, ...]:
    """The right answers: those of a list, the one given, or none."""
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _numbers(value: object) -> Iterable[Decimal]:
    return map(Decimal, _answers(value))
