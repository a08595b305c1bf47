from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from stores import firm, holding, linked, seed, tea, twice

from extract.records import Property
from graph.builder import (
    KINDS,
    SURE,
    Built,
    Relation,
    eased,
    key,
    others,
    parameters,
    picked,
    places,
    relations,
    sparql,
    words,
)
from graph.queries import names
from graph.reader import Reader
from graph.sandbox import ask, refuse
from ontology.labels import PROGRAM_TYPES

RUNS = Built(left="Place", relation=Relation(predicate="implements"), right="Program")
HOSTILE = 'Shaanxi" } # %type% %until% \\ \n SERVICE <http://127.0.0.1/> {'


def answered(reader: Reader, built: Built) -> list[tuple[str, ...]]:
    """The labels and values in the rows of a question's answer."""
    found = ask(reader.source(), sparql(built)).rows
    values = [[term.value for term in row if term is not None and not hasattr(term, "subject")] for row in found]
    called = names(reader, {v for row in values for v in row if v.startswith("https:")})
    return [tuple(called[v].label if v in called else v for v in row) for row in values]


def test_only_relations_that_the_ontology_allows_are_offered() -> None:
    assert [key(r) for r in relations("Industry")] == ["hasIndustry-back"]
    assert {key(r) for r in relations("Program")} == {"implements-back", "covers", "benefits"}
    assert "holdsPostIn" in {key(r) for r in relations("Person")}
    assert "holdsPostIn" not in {key(r) for r in relations("Journalist")}


def test_only_kinds_that_the_ontology_allows_are_offered() -> None:
    assert others(Relation(predicate="implements")) == ["Program"]
    assert set(others(Relation(predicate="worksFor"))) >= {"Site", "Place", "Enterprise", "Organization"}
    assert not set(others(Relation(predicate="worksFor"))) & {"County", "Person", "Program"}
    assert "Village" in others(Relation(predicate="locatedIn", backwards=True))


def test_every_property_is_offered_in_both_directions_or_reads_the_same() -> None:
    offered = {r for kind in KINDS for r in relations(kind)}
    for predicate in Property:
        alike = predicate in {Property.AGREEMENT_WITH, Property.COOPERATES_WITH}
        directions = [r.backwards for r in offered if r.predicate == predicate]
        assert sorted(directions) == ([False] if alike else [False, True]), predicate


def test_every_pick_gives_a_query_that_strangers_may_ask() -> None:
    store = holding()
    for kind in KINDS:
        for relation, count in product(relations(kind), (False, True)):
            for other in others(relation):
                built = Built(
                    left=kind,
                    relation=relation,
                    right=other,
                    program_type="tourism",
                    place="X",
                    sure="sure",
                    since=date(2020, 1, 1),
                    until=date(2020, 2, 1),
                    count=count,
                )
                refuse(sparql(built))
                store.query(sparql(built))
                assert picked(parameters(built)) == (
                    built if "Program" in (kind, other) else replace(built, program_type="")
                )


def test_address_that_is_not_allowed_gives_a_question_that_is() -> None:
    assert picked({}) == RUNS
    assert picked({"from": "Fish", "verb": "eats", "to": "Bait", "type": "x", "sure": "y", "since": "z"}) == RUNS
    found = picked({"from": "Industry", "verb": "implements", "to": "Program", "type": "tourism"})
    assert found.relation == Relation(predicate="hasIndustry", backwards=True)
    assert found.right != "Program"
    assert found.program_type == ""


def test_answer_is_what_the_article_says_in_either_direction() -> None:
    assert answered(tea(), RUNS) == [("Pingshan County", "skills training program")]
    back = Built(left="Program", relation=Relation(predicate="implements", backwards=True), right="County")
    assert answered(tea(), back) == [("skills training program", "Pingshan County")]
    assert answered(tea(), replace(back, right="Village")) == []


def test_relation_that_reads_the_same_is_found_from_both_ends() -> None:
    store = holding(linked([("A", "B")]))
    built = Built(left="Enterprise", relation=Relation(predicate="cooperatesWith"), right="Enterprise")
    found = ask(store.source(), sparql(built))
    assert found.variables == ("company", "other_company")
    assert {tuple(t.value for t in row) for row in found.rows} == {(firm("A"), firm("B")), (firm("B"), firm("A"))}


def test_second_article_that_says_the_same_adds_no_rows() -> None:
    located = Built(left="Village", relation=Relation(predicate="locatedIn"), right="County")
    assert answered(twice(), located) == answered(tea(), located) == [("Upper Creek Village", "Pingshan County")]


def test_count_is_of_different_things() -> None:
    assert answered(tea(), replace(RUNS, count=True)) == [("Pingshan County", "1")]
    assert ask(tea().source(), sparql(replace(RUNS, count=True))).variables == ("place", "programs")


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"program_type": "skills-training"}, True),
        ({"program_type": "tourism"}, False),
        ({"place": "Hebei Province"}, True),
        ({"place": "hebei"}, True),
        ({"place": "Pingshan County"}, True),
        ({"place": "Upper Creek Village"}, False),
        ({"place": "Atlantis"}, False),
        ({"place": HOSTILE}, False),
    ],
)
def test_condition_keeps_what_fits(condition: dict[str, str], holds: bool) -> None:
    assert bool(answered(tea(), replace(RUNS, **condition))) == holds  # type: ignore[arg-type]


def test_sureness_leaves_out_what_is_less_sure() -> None:
    located = Built(left="Village", relation=Relation(predicate="locatedIn"), right="County")
    assert [bool(answered(tea(), replace(located, sure=sure))) for sure in SURE] == [True, True, False]


@pytest.mark.parametrize(
    ("published", "since", "until", "holds"),
    [
        ("2020-08-18", date(2020, 8, 18), date(2020, 8, 18), True),
        ("2020-08-18", date(2020, 8, 19), None, False),
        ("2020-08-18", None, date(2020, 8, 17), False),
        ("2020-08", date(2020, 8, 19), None, True),  # some day of that month
        ("2020-08", date(2020, 9, 1), None, False),
        ("2020", date(2020, 3, 1), date(2020, 4, 1), True),
        ("", date(1990, 1, 1), None, False),
    ],
)
def test_dates_are_compared_as_exactly_as_they_are_known(
    published: str, since: date | None, until: date | None, holds: bool
) -> None:
    reading = linked([("A", "B")])
    store = holding(replace(reading, document=replace(reading.document, date=published)))
    relation = Relation(predicate="cooperatesWith")
    built = Built(left="Enterprise", relation=relation, right="Enterprise", since=since, until=until)
    assert bool(answered(store, built)) == holds


def test_text_stays_text() -> None:
    query = sparql(replace(RUNS, place=HOSTILE))
    assert r'LCASE("Shaanxi\" } # %type% %until% \\ \n SERVICE <http://127.0.0.1/> {")' in query
    refuse(query)


def test_long_and_spaced_names_are_cut_and_trimmed() -> None:
    assert picked({"in": "  Upper \n Creek "}).place == "Upper Creek"
    assert len(picked({"in": "x" * 5000}).place) == 120


def test_question_is_told_in_words() -> None:
    assert words(RUNS) == "Each place that runs a program"
    asked = replace(RUNS, program_type="labour-transfer", place="Shaanxi", sure="likely", since=date(2020, 8, 1))
    assert words(asked) == (
        f"Each place that runs a program, {PROGRAM_TYPES['labour-transfer'][0]}, in Shaanxi, at least likely, "
        "from 1 August 2020"
    )
    assert words(replace(RUNS, count=True)) == "How many programs each place runs"


def test_each_condition_can_be_dropped() -> None:
    asked = replace(RUNS, place="Shaanxi", sure="sure", until=date(2020, 8, 1))
    assert eased(asked) == [
        ("in Shaanxi", replace(asked, place="")),
        ("at least sure", replace(asked, sure="")),
        ("until 1 August 2020", replace(asked, until=None)),
    ]
    assert eased(RUNS) == []


def test_place_is_found_by_its_name_and_else_the_likes_of_it() -> None:
    exact, _ = places(seed(), "shaanxi province")
    assert [f.entity.label for f in exact] == ["Shaanxi Province"]
    none, near = places(seed(), "Shanxi Provinze")
    assert none == []
    assert "Shaanxi Province" in [f.entity.label for f in near]
    assert places(seed(), "zzqqxx") == ([], [])
