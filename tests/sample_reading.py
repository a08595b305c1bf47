"""Invented readings for tests of the graph: small, but with every record and qualifier."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extract.records import (
    Comparator,
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

TEXT = """\
Tea brings them home
By Lin Anke

Pingshan County in Hebei Province started a skills training program in Upper Creek Village.
"We sold 1,200 baskets, 'all of them',\\ and more," said Zhou Meiyu, head of Green Ridge Tea Co..
The company employs more than 85 villagers of Upper Creek.
It signed an agreement with Shunchang County Tea Institute.
Zhou Meiyu donated 20,000 yuan to the company's workshop in Upper Creek.
"""


def span(words: str, text: str = TEXT) -> Evidence:
    """Where some words first stand."""
    start = text.index(words)
    return Evidence(start=start, end=start + len(words))


def line(words: str) -> Evidence:
    """The line of the text that some words stand in."""
    at = TEXT.index(words)
    start = TEXT.rfind("\n", 0, at) + 1
    return Evidence(start=start, end=TEXT.index("\n", at))


def mention(body: str, words: str, *, named: bool = True) -> Mention:
    """A mention of a record at some words."""
    at = span(words)
    return Mention(body=body, start=at.start, end=at.end, named=named)


ENTITIES = (
    Entity(id="e1", kind=Kind.COUNTY, label="Pingshan", code="130131", aliases=("Pingshan County",)),
    Entity(id="e2", kind=Kind.PROVINCE, label="Hebei Province", code="130000", aliases=("Hebei",)),
    Entity(
        id="e3",
        kind=Kind.VILLAGE,
        label="Upper Creek Village",
        aliases=("Upper Creek",),
        anchor="e1",
    ),
    Entity(id="e4", kind=Kind.OFFICIAL, label="Zhou Meiyu", anchor="e5"),
    Entity(id="e5", kind=Kind.ENTERPRISE, label="Green Ridge Tea Co.", aliases=("The company",)),
    Entity(id="e6", kind=Kind.INSTITUTION, label="Shunchang County Tea Institute"),
    Entity(id="e7", kind=Kind.JOURNALIST, label="Lin Anke"),
    Entity(id="e8", kind=Kind.WORKSHOP, label="workshop in Upper Creek", anchor="e3"),
    Entity(id="e9", kind=Kind.INDUSTRY, label="tea"),
    Entity(id="p1", kind=Kind.PROGRAM, label="skills training program", program_type="skills-training"),
)

MENTIONS = (
    mention("e1", "Pingshan County"),
    mention("e2", "Hebei Province"),
    mention("e3", "Upper Creek Village"),
    mention("e4", "Zhou Meiyu"),
    mention("e5", "Green Ridge Tea Co."),
    mention("e5", "The company", named=False),
    mention("e6", "Shunchang County Tea Institute"),
    mention("e7", "Lin Anke"),
    mention("e8", "workshop in Upper Creek"),
    mention("e9", "Tea"),
    mention("p1", "skills training program"),
    mention("o1", "85 villagers"),
    mention("o2", "20,000 yuan"),
    mention("q1", "We sold"),
)

FACTS = (
    Fact(
        subject="e1",
        predicate=Property.LOCATED_IN,
        object="e2",
        confidence=0.95,
        evidence=(line("Pingshan"),),
    ),
    Fact(
        subject="e3",
        predicate=Property.LOCATED_IN,
        object="e1",
        confidence=0.7,
        evidence=(line("Pingshan"), line("employs")),
    ),
    Fact(
        subject="e8",
        predicate=Property.LOCATED_IN,
        object="e3",
        confidence=0.9,
        evidence=(line("donated"),),
    ),
    Fact(
        subject="e8",
        predicate=Property.PART_OF,
        object="e5",
        confidence=0.9,
        evidence=(line("donated"),),
    ),
    Fact(
        subject="e1",
        predicate=Property.IMPLEMENTS,
        object="p1",
        confidence=0.9,
        date="2019",
        evidence=(line("started"),),
    ),
    Fact(
        subject="p1",
        predicate=Property.COVERS,
        object="e3",
        confidence=0.9,
        evidence=(line("started"),),
    ),
    Fact(
        subject="e4",
        predicate=Property.HOLDS_POST_IN,
        object="e5",
        confidence=1.0,
        title="head",
        evidence=(line("head of"),),
    ),
    Fact(
        subject="e5",
        predicate=Property.AGREEMENT_WITH,
        object="e6",
        confidence=0.8,
        according_to="e4",
        evidence=(line("agreement"),),
    ),
    Fact(
        subject="e4",
        predicate=Property.DONATED_TO,
        object="e8",
        confidence=0.85,
        amount="o2",
        evidence=(line("donated"),),
    ),
    Fact(
        subject="e5",
        predicate=Property.HAS_INDUSTRY,
        object="e9",
        confidence=0.6,
        evidence=(line("Green Ridge"),),
    ),
)

OBSERVATIONS = (
    Observation(
        id="o1",
        value=Decimal(85),
        unit=Unit.PERSON,
        comparator=Comparator.MORE,
        counted="villagers",
        about=("e5", "e3"),
        period="2019",
        according_to="e4",
        evidence=(line("employs"),),
    ),
    Observation(
        id="o2",
        value=Decimal("2E+4"),
        max_value=Decimal("20000.50"),
        unit=Unit.YUAN,
        about=("e8",),
        evidence=(line("donated"),),
    ),
)

QUOTATIONS = (
    Quotation(
        id="q1",
        said_by="e4",
        text="We sold 1,200 baskets, 'all of them',\\ and more,",
        evidence=(line("We sold"),),
    ),
)


def sample() -> Reading:
    """A reading with every kind of record."""
    return Reading(
        document=Document(
            text=TEXT,
            title="Tea brings them home",
            date="2020-08",
            source="tea.txt",
            url="https://news.example/tea",
        ),
        entities=ENTITIES,
        mentions=MENTIONS,
        facts=FACTS,
        observations=OBSERVATIONS,
        quotations=QUOTATIONS,
    )


def places(codes: tuple[str, ...], text: str, inside: tuple[tuple[int, int], ...] = ()) -> Reading:
    """A reading that only names places; in each pair `inside`, the first lies in the second."""
    ends = Evidence(start=0, end=len(text))
    entities = tuple(
        Entity(id=f"e{i}", kind=Kind.COUNTY, label=f"Place {code}", code=code) for i, code in enumerate(codes)
    )
    return Reading(
        document=Document(text=text, title=text.title()),
        entities=entities,
        mentions=tuple(Mention(body=e.id, start=0, end=len(text)) for e in entities),
        facts=tuple(
            Fact(
                subject=f"e{a}",
                predicate=Property.LOCATED_IN,
                object=f"e{b}",
                confidence=0.5,
                evidence=(ends,),
            )
            for a, b in inside
        ),
    )


def renamed(reading: Reading, text: str) -> Reading:
    """The same records as another document, whose text goes on with some words."""
    document = replace(reading.document, text=reading.document.text + text)
    return replace(reading, document=document)
