from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from extracted import reading
from rdflib import BNode, Variable
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node
from stores import archive, holding, seed, tea, twice

from extract.records import Document, Entity, Evidence, Fact, Kind, Mention, Property, Reading
from graph import cookbook
from graph.prefixes import PREFIXES
from graph.reader import Reader
from graph.results import Table, table
from graph.sandbox import Answer, ask, refuse
from ontology.labels import CLASSES, PROPERTIES

FILES = {p.stem for p in (Path(cookbook.__file__).parent / "cookbook").glob("*.rq")}

ACROSS = {
    "independent-sources",
    "reprints",
    "perhaps-the-same",
    "contradictions",
}  # of which whole articles of the archive give none


def answered(reader: Reader, name: str) -> Table:
    """What a worked question gives, in words."""
    found = reader.query(cookbook.questions()[name].sparql)
    if isinstance(found, ox.QueryTriples):
        body = found.serialize(format=ox.RdfFormat.N_TRIPLES)
        answer = Answer(kind="graph", body=body or b"")
    else:
        body = found.serialize(format=ox.QueryResultsFormat.JSON)
        answer = Answer(kind="solutions", body=body or b"")
    return table(reader, answer)


def texts(reader: Reader, name: str) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in answered(reader, name).rows]


def _parts(value: Any) -> Iterator[CompValue]:
    if isinstance(value, CompValue):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple | set) else ()
    for part in inner:
        yield from _parts(part)


def _islands(triples: Iterable[tuple[Node, Node, Node]]) -> list[set[Node]]:
    """The variables of triple patterns, those together that patterns link."""
    found: list[set[Node]] = []
    for triple in triples:
        here = {term for term in triple if isinstance(term, Variable | BNode)}
        linked = [island for island in found if island & here]
        found = [island for island in found if not island & here] + [here.union(*linked)]
    return found


@pytest.mark.parametrize("name", cookbook.ORDER)
def test_no_question_multiplies_what_nothing_links(name: str) -> None:
    """Patterns after OPTIONAL or BIND are worked out by themselves: were they in two parts, in all combinations."""
    query = translateQuery(parseQuery(cookbook.questions()[name].sparql), initNs=PREFIXES)
    for part in _parts(query.algebra):
        assert part.name != "BGP" or len(_islands(part.triples)) <= 1


def test_every_file_is_offered_once() -> None:
    assert sorted(cookbook.ORDER) == sorted(FILES)
    assert tuple(cookbook.questions()) == cookbook.ORDER


@pytest.mark.parametrize("name", cookbook.ORDER)
def test_title_is_a_question_in_plain_words(name: str) -> None:
    question = cookbook.questions()[name]
    assert re.fullmatch(r"(Who|Which|What|Where|How many|In how many)\b[a-z ,;]+\?", question.title)
    assert question.name == name
    assert not question.sparql.startswith("#")


def test_questions_are_found_by_their_words_in_their_groups() -> None:
    assert [q.name for of in cookbook.found("").values() for q in of] == list(cookbook.ORDER)
    assert {g: [q.name for q in of] for g, of in cookbook.found(" Companies WHERE ").items()} == {
        "With figures, words and sentences": ["companies-and-places"],
        "Over many facts": ["what-lies-where"],
    }
    assert [q.name for of in cookbook.found("pg:benefits").values() for q in of] == ["who-gains"]
    assert cookbook.found("zebra") == {}


def printed(paper: str) -> Reading:
    """An article of a long text that names a county and somebody of a common name, in a paper."""
    county = Entity(id="c", kind=Kind.COUNTY, label="Shiqian County", code="520623")
    somebody = Entity(id="p", kind=Kind.PERSON, label="Gao Wei")
    text = " ".join(f"Village {i} has {i * 3} looms." for i in range(60))
    return Reading(
        document=Document(text=f"{text} {paper}.", title=paper, source=paper),
        entities=(county, somebody),
        mentions=tuple(Mention(body=e, start=0, end=7) for e in "cp"),
    )


def test_questions_across_articles_tell_what_is_alike() -> None:
    with holding(printed("Hill Post"), printed("River Post")) as store:
        ((*_, score),) = texts(store, "reprints")
        assert 0.9 < float(score) < 1
        assert {row[1] for row in texts(store, "reprints")} <= {"Hill Post", "River Post"}
        ((*alike, reasons),) = texts(store, "perhaps-the-same")
        assert alike == ["Gao Wei", "Gao Wei", "0.6"]
        assert set(reasons.split("; ")) == {"articles about the same county", "the same name"}  # in any order


def test_reprints_of_a_relation_are_one_source() -> None:
    def placed(printing: Reading) -> Reading:
        city = Entity(id="t", kind=Kind.PREFECTURE, label="Tongren City", code="5206")
        told = Fact(
            subject="c", predicate=Property.LOCATED_IN, object="t", confidence=0.9, evidence=(Evidence(start=0, end=9),)
        )
        return replace(printing, entities=(*printing.entities, city), facts=(told,))

    other = replace(printed("Gulf Post"), document=Document(text="Shiqian County of Tongren.", title="Home"))
    papers = [placed(printed(name)) for name in ("Hill Post", "River Post", "Lake Post")]
    with holding(*papers, placed(other)) as store:
        assert texts(store, "independent-sources") == [("Shiqian County", "is in", "Tongren City", "4", "2")]
    with holding(papers[0]) as store:
        assert not texts(store, "independent-sources")


def test_contradictions_come_with_both_sentences_values_and_articles() -> None:
    texts_of = ("In 2019, Shiqian County built 60 bridges.", "Shiqian County set up 90 bridges in 2019.")
    articles = (f"{title}\n\n{told}" for title, told in zip(("Hills", "Rivers"), texts_of, strict=True))
    with holding(*map(reading, articles)) as store:
        ((about, counted, *sides),) = answered(store, "contradictions").rows
        assert (about.text, counted.text) == ("Shiqian County", "bridges")
        told = [(value.text, sentence.text) for value, sentence in (sides[:2], sides[3:5])]
        assert sorted(told) == list(zip(("60", "90"), texts_of, strict=True))
        assert {sides[2].text, sides[5].text} == {"Hills", "Rivers"}
        assert {sides[2].to, sides[5].to} == {d.document for d in store.documents()}


def test_titles_are_told_apart() -> None:
    assert len({q.title for q in cookbook.questions().values()}) == len(cookbook.ORDER)


@pytest.mark.parametrize("name", cookbook.ORDER)
def test_question_is_one_that_strangers_may_ask(name: str) -> None:
    refuse(cookbook.questions()[name].sparql)


@pytest.mark.parametrize("name", cookbook.ORDER)
def test_question_uses_names_of_the_ontology_alone(name: str) -> None:
    used = set(re.findall(r"\bpg:(\w+)", cookbook.questions()[name].sparql))
    assert used <= CLASSES.keys() | PROPERTIES.keys()


@pytest.mark.parametrize("name", [n for n in cookbook.ORDER if n not in ACROSS])
def test_question_gives_rows_of_whole_articles(name: str) -> None:
    found = answered(archive(), name)
    assert found.rows
    assert any(cell.to for row in found.rows for cell in row)
    for i, column in enumerate(found.columns):
        assert re.fullmatch("[a-z]+", column)
        assert any(row[i].text for row in found.rows), column


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("who-runs-what", [("Pingshan County", "skills training program")]),
        ("what-places-live-by", [("tea", "Green Ridge Tea Co.")]),
        ("officials", [("Zhou Meiyu", "head", "Green Ridge Tea Co.")]),
        ("companies-and-places", [("workshop in Upper Creek", "Upper Creek Village")]),
        ("who-said-what", [("Zhou Meiyu", "We sold 1,200 baskets, 'all of them',\\ and more,")]),
        ("who-gains", []),
        ("programs-by-province", [("Hebei Province", "1")]),
        ("what-lies-where", [
            ("Hebei Province", "Pingshan County", "county"),
            ("Hebei Province", "Upper Creek Village", "village"),
            ("Hebei Province", "workshop in Upper Creek", "workshop"),
        ]),
    ],
)  # fmt: skip
def test_question_gives_what_the_article_says(name: str, expected: list[tuple[str, ...]]) -> None:
    assert sorted(texts(tea(), name)) == sorted(expected)


def test_figures_about_people_come_with_bound_time_and_sentence() -> None:
    found = answered(tea(), "figures-about-people")
    assert found.columns == ("about", "bound", "people", "counted", "when", "sentence")
    assert [tuple(cell.text for cell in row) for row in found.rows] == [
        (about, ">", "85", "villagers", "2019", "The company employs more than 85 villagers of Upper Creek.")
        for about in sorted(["Green Ridge Tea Co.", "Upper Creek Village"], key=lambda n: row_order(found, n))
    ]
    assert {row[2].number for row in found.rows} == {85.0}


def row_order(found: Table, name: str) -> int:
    return [row[0].text for row in found.rows].index(name)


def test_money_is_told_with_its_sum() -> None:
    ((giver, receiver, yuan, sentence),) = texts(tea(), "money")
    assert (giver, receiver, yuan) == ("Zhou Meiyu", "workshop in Upper Creek", "20000")
    assert sentence.startswith("Zhou Meiyu donated")


def test_least_sure_facts_come_first() -> None:
    found = [row[3].number for row in answered(tea(), "unsure-facts").rows]
    assert found[0] == 0.6
    assert found == sorted(found, key=lambda n: n or 0)
    assert len(answered(seed(), "unsure-facts").rows) == 20


def test_relations_as_a_graph_are_those_of_the_articles_alone() -> None:
    found = texts(tea(), "relations-as-graph")
    assert len(found) == 10
    assert ("Zhou Meiyu", "gave to", "workshop in Upper Creek") in found
    assert ("Pingshan County", "is in", "Shijiazhuang City") not in found


@pytest.mark.parametrize("name", ["who-runs-what", "programs-by-province", "what-places-live-by", "what-lies-where"])
def test_second_article_that_says_the_same_adds_no_rows(name: str) -> None:
    assert sorted(texts(twice(), name)) == sorted(texts(tea(), name))


def test_question_is_answered_in_the_sandbox_too() -> None:
    answer = ask(tea().source(), cookbook.questions()["who-runs-what"].sparql)
    assert table(tea(), answer) == answered(tea(), "who-runs-what")
