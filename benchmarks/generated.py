"""Stores of any size for the benchmarks: invented readings in real places, in the project's own shape.

    python benchmarks/generated.py FOLDER 1000000

The same number of documents and the same seed give the same quads, on any machine.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

import pyoxigraph as ox
from pyoxigraph import Quad

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from extract.records import (  # noqa: E402
    Document,
    Entity,
    Evidence,
    Fact,
    Kind,
    Mention,
    Observation,
    Property,
    Quotation,
    Reading,
    Unit,
)
from graph import folder  # noqa: E402
from graph.derive import fill  # noqa: E402
from graph.index import Index  # noqa: E402
from graph.rdf import quads  # noqa: E402
from ontology import gazetteer  # noqa: E402
from ontology.iri import document_iri  # noqa: E402

SENTENCES = 4  # of a document, besides the quotation
MOST = 10**7  # documents that a store is ever made of
_PIECES = "bai chun dong fen gan hui jing kang lian min nuo pei qing rong su tan wen xin yan zhu"
_BUSINESS = ("Rattan", "Tea", "Beekeeping", "Ceramics", "Mushroom", "Weaving", "Herbs", "Bamboo")
_FORMS = {Kind.ENTERPRISE: "Company", Kind.COOPERATIVE: "Cooperative", Kind.WORKSHOP: "Workshop"}
_TYPES = ("skills-training", "labour-transfer", "recruitment-fair", "tourism", "e-commerce", "housing", "education")
_THINGS = (("people", Unit.PERSON), ("households", Unit.HOUSEHOLD), ("new jobs", Unit.JOB), ("workers", Unit.PERSON))


@dataclass(slots=True)
class _Draft:
    """A document while it is being written: its text so far, and what it says."""

    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)

    def say(self, *parts: Entity | str) -> Evidence:
        """Write a sentence, in which entities are named."""
        start = len(self.text)
        for part in parts:
            words = part if isinstance(part, str) else part.label
            if isinstance(part, Entity):
                self.entities[part.id] = part
                at = len(self.text)
                self.mentions.append(Mention(body=part.id, start=at, end=at + len(words)))
            self.text += words
        evidence = Evidence(start=start, end=len(self.text))
        self.text += "\n"
        return evidence

    def state(self, subject: Entity, predicate: Property, object: Entity, evidence: Evidence, title: str = "") -> None:
        sure = 0.6 + len(self.text) % 4 / 10
        self.facts.append(
            Fact(
                subject=subject.id,
                predicate=predicate,
                object=object.id,
                confidence=sure,
                title=title,
                evidence=(evidence,),
            )
        )

    def count(self, value: int, unit: Unit, counted: str, about: Entity, evidence: Evidence, period: str) -> None:
        number = f"o{len(self.observations)}"
        start = self.text.index(str(value), evidence.start)
        self.mentions.append(Mention(body=number, start=start, end=start + len(str(value))))
        self.observations.append(
            Observation(
                id=number,
                value=Decimal(value),
                unit=unit,
                counted=counted,
                about=(about.id,),
                period=period,
                evidence=(evidence,),
            )
        )


class Author:
    """Writes documents, all different, of which some speak of the same people, firms and places."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._counties = sorted((p for p in gazetteer.load().larger() if p.level == "county"), key=lambda p: p.code)

    def write(self, number: int) -> Reading:
        """The reading of a document."""
        chance, draft = self._random, _Draft()
        county = self._county()
        year = chance.randint(2012, 2024)
        ways = (self._firm, self._worker, self._post, self._program, self._village, self._together)
        draft.say(f"Report {number} from ", county, ".")
        for way in chance.choices(ways, k=SENTENCES):
            way(draft, county, str(year - chance.randint(0, 2)))
        self._quote(draft)
        title = f"{county.label}: {self._name()} and {self._name()} in {year}"
        date = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        return Reading(
            document=Document(text=draft.text, title=title, date=date, source=f"{self._name()} Daily"),
            entities=tuple(draft.entities.values()),
            mentions=tuple(draft.mentions),
            facts=tuple({(f.subject, f.predicate, f.object): f for f in draft.facts}.values()),
            observations=tuple(draft.observations),
            quotations=tuple(draft.quotations),
        )

    def _name(self) -> str:
        return "".join(self._random.choices(_PIECES.split(), k=2)).capitalize()

    def _known(self) -> Random:
        """The chance that makes somebody whom other documents name too: few are named often, most seldom."""
        return Random(int(self._random.paretovariate(0.35)) % 200_000)

    def _county(self) -> Entity:
        place = self._random.choice(self._counties)
        return Entity(id="county", kind=Kind.COUNTY, label=place.name, code=place.code)

    def _company(self, key: str) -> Entity:
        chance = self._known()
        kind = chance.choice(tuple(_FORMS))
        name = "".join(chance.choices(_PIECES.split(), k=3)).capitalize()
        return Entity(id=key, kind=kind, label=f"{name} {chance.choice(_BUSINESS)} {_FORMS[kind]}")

    def _person(self, kind: Kind, anchor: str) -> Entity:
        label = f"{self._name()} {self._name()}"
        return Entity(id=label, kind=kind, label=label, anchor=anchor)

    def _firm(self, draft: _Draft, county: Entity, year: str) -> None:
        firm, value = self._company(f"c{len(draft.text)}"), self._random.randint(2, 9000)
        counted, unit = self._random.choice(_THINGS)
        said = draft.say(firm, " in ", county, f" counted {value} {counted} in {year}.")
        draft.state(firm, Property.LOCATED_IN, county, said)
        draft.count(value, unit, counted, firm, said, year)

    def _worker(self, draft: _Draft, county: Entity, year: str) -> None:
        firm, value = self._company(f"c{len(draft.text)}"), self._random.randint(1500, 9000)
        person = self._person(Kind.PERSON, firm.id)
        said = draft.say(person, " works for ", firm, f" and earned {value} yuan a month in {year}.")
        draft.state(person, Property.WORKS_FOR, firm, said)
        draft.count(value, Unit.YUAN_PER_MONTH, "income", person, said, year)

    def _post(self, draft: _Draft, county: Entity, year: str) -> None:
        person = self._person(Kind.OFFICIAL, county.id)
        said = draft.say(person, " has been deputy head of ", county, f" since {year}.")
        draft.state(person, Property.HOLDS_POST_IN, county, said, title="deputy head")

    def _program(self, draft: _Draft, county: Entity, year: str) -> None:
        kind, value = self._random.choice(_TYPES), self._random.randint(20, 90_000)
        label = kind.replace("-", " ")
        program = Entity(id=kind, kind=Kind.PROGRAM, label=label, program_type=kind)
        said = draft.say(county, " set up ", program, f" for {value} people in {year}.")
        draft.state(county, Property.IMPLEMENTS, program, said)
        draft.count(value, Unit.PERSON, "people", program, said, year)

    def _village(self, draft: _Draft, county: Entity, year: str) -> None:
        village = Entity(id=f"v{len(draft.text)}", kind=Kind.VILLAGE, label=f"{self._name()} Village", anchor=county.id)
        line = self._known().choice(_BUSINESS).lower()
        industry = Entity(id=line, kind=Kind.INDUSTRY, label=line)
        said = draft.say(village, " in ", county, " has lived by ", industry, f" since {year}.")
        draft.state(village, Property.LOCATED_IN, county, said)
        draft.state(village, Property.HAS_INDUSTRY, industry, said)

    def _together(self, draft: _Draft, county: Entity, year: str) -> None:
        one, other = self._company(f"a{len(draft.text)}"), self._company(f"b{len(draft.text)}")
        if one.label != other.label:
            said = draft.say(one, " and ", other, f" have worked together since {year}.")
            draft.state(one, Property.COOPERATES_WITH, other, said)

    def _quote(self, draft: _Draft) -> None:
        person = self._person(Kind.PERSON, "county")
        words = f"Work came with {self._name()}"
        said = draft.say(f"“{words},” said ", person, ".")
        draft.quotations.append(Quotation(id="q", said_by=person.id, text=words, evidence=(said,)))


def documents(count: int, seed: int = 1) -> Iterator[tuple[str, list[Quad]]]:
    """Some documents' IRIs and graphs, of 200 to 400 quads each."""
    author = Author(seed)
    for number in range(count):
        reading = author.write(number)
        yield document_iri(reading.document.text), quads(reading)


def store_of(path: Path, quads: int, *, seed: int = 1) -> int:
    """Make a published store of about so many quads, the merged graph among them; give how many documents it holds."""
    folder.prepare(path)
    live = folder.open_live(path)
    live.bulk_extend(_of_size(quads, seed))
    count = fill(live, Index.open(path / folder.INDEX))
    live.optimize()
    folder.publish(path, live)
    return count


def _of_size(quads: int, seed: int) -> Iterator[Quad]:
    """Documents' quads, as many as fit with their merged copies."""
    left = quads
    for _, found in documents(MOST, seed):
        yield from found
        left -= 2 * len(found)
        if left <= 0:
            return


def main() -> None:
    """Make a store and say what is in it."""
    parser = argparse.ArgumentParser(description="Make a store of invented documents.")
    parser.add_argument("path", type=Path)
    parser.add_argument("quads", type=int)
    asked = parser.parse_args()
    count = store_of(asked.path, asked.quads)
    with_default = ox.Store.read_only(str(folder.current(asked.path)))
    print(f"{asked.path}: {count:,} documents, {len(with_default):,} quads")


if __name__ == "__main__":
    main()
