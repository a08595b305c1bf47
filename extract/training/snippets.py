"""Short texts with all that they tell of who is what to whom: `snippets.tsv`, read as annotated articles are.

A line is a text, a tab, and its facts with '; ' between: 'SUBJECT | property | OBJECT' by names as they stand in
the text, 'RUNNER | implements | TYPE' and 'TYPE | covers | PLACE' of programs, '?' for a runner whom the text
doesn't name, or 'none'.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.records import Property
from extract.wordings import TYPES


def facts(path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each text with where it stands and its annotations, in the form of an article's."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text, told = line.split("\t")
        triples = [[part.strip() for part in fact.split("|")] for fact in told.split(";") if told != "none"]
        yield text, f"{path.name}:{number}", _annotations(triples, f"{path.name}:{number}")


def _annotations(triples: list[list[str]], where: str) -> dict[str, Any]:
    names: dict[str, None] = {}
    relations, programs = [], []
    for triple in triples:
        if len(triple) != 3 or triple[1] not in set(Property):
            raise ValueError(f"{where}: no fact '{' | '.join(triple)}': write SUBJECT | property | OBJECT")
        subject, predicate, object_ = triple
        if predicate == Property.IMPLEMENTS:
            if object_ not in TYPES:
                raise ValueError(f"{where}: no program type '{object_}'")
            programs.append({"by": subject, "type": object_})
            names.setdefault(subject)
        elif predicate in {Property.COVERS, Property.BENEFITS}:
            names.setdefault(object_)
        else:
            relations.append(triple)
            names.update(dict.fromkeys((subject, object_)))
    entities = [{"id": name, "names": [name]} for name in names if name != "?"]
    return {"entities": entities, "relations": relations, "programs": programs}
