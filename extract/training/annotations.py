"""Annotated articles and snippets as they are read, and which entity each annotation is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from extract.documents import from_text
from extract.draft import Draft
from extract.language import parse
from extract.pipeline import identified

DATE = "2020-06"  # of texts that tell none; nothing learnt depends on it


def annotated(folder: Path) -> Iterator[tuple[Draft, dict[str, Any]]]:
    """Each article of a folder (`articles/*.txt`) as it is read, with its annotations (`gold/*.yaml`)."""
    for path in sorted((folder / "articles").glob("*.txt")):
        gold = yaml.safe_load((folder / "gold" / f"{path.stem}.yaml").read_text(encoding="utf-8"))
        yield drafted(path.read_text(encoding="utf-8"), path.name, str(gold.get("date", DATE))), gold


def drafted(text: str, source: str, date: str = DATE) -> Draft:
    """A text with its entities."""
    document = from_text(text, source=source, date=date)
    return identified(document, parse(document.text))


def entities_meant(draft: Draft, gold: dict[str, Any]) -> dict[str, set[str]]:
    """The entities of a draft that each annotated one may be, by the names that the annotation gives it."""
    called: dict[str, set[str]] = defaultdict(set)
    for entity in draft.entities.values():
        for name in (entity.label, *entity.aliases):
            called[name.casefold()].add(entity.id)
    return {e["id"]: {i for name in e["names"] for i in called.get(name.casefold(), ())} for e in gold["entities"]}
