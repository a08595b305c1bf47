from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from gold_reading import HERE, gold_reading, names
from sample_reading import FACTS, MENTIONS, OBSERVATIONS, QUOTATIONS, TEXT, sample

from extract.records import Comparator, Entity, Kind, Property, Reading, Unit
from graph import evaluating
from graph.cli import main
from graph.evaluate import evaluate
from graph.gold import Gold, load, plain, read
from graph.matched import Score, Tally
from ontology.errors import BadInput

ANNOTATIONS = """
article: tea.txt
date: 2020-08
entities:
  - {id: pingshan, type: County, names: [the Pingshan County], code: "130131"}
  - {id: hebei, type: Province, names: [Hebei Province, Hebei], code: "13"}
  - {id: creek, type: Village, names: [Upper Creek Village, Upper Creek]}
  - {id: zhou, type: [Person, Official], names: [Zhou Meiyu]}
  - {id: greenridge, type: Enterprise, names: ["Green Ridge Tea Co."]}
  - {id: institute, type: Institution, names: [Shunchang County Tea Institute]}
  - {id: lin, type: Journalist, names: [Lin Anke]}
  - {id: workshop, type: [Workshop, Site], names: [workshop in Upper Creek]}
  - {id: tea, type: Industry, names: [tea], optional: true}
relations:
  - [pingshan, locatedIn, hebei]
  - [creek, locatedIn, pingshan]
  - [workshop, locatedIn, creek, {optional: true}]
  - [workshop, partOf, greenridge]
  - [zhou, holdsPostIn, greenridge, {title: [Head, manager]}]
  - [institute, agreementWith, greenridge]
  - [zhou, donatedTo, workshop, {amount: 20000}]
  - [greenridge, hasIndustry, tea, {optional: true}]
programs:
  - {by: pingshan, type: skills-training, covers: [creek]}
observations:
  - {value: 85, unit: person, comparator: ">", about: [creek, greenridge], period: [2019, 2019-01], by: zhou}
  - {value: 20000, maxValue: 20000.5, unit: [yuan, other], about: [workshop]}
quotations:
  - {by: zhou, starts: "We sold 1,200 baskets — all"}
"""

Change = Callable[[Reading], Reading]


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Gold:
    path = tmp_path_factory.mktemp("gold") / "tea.yaml"
    path.write_text(ANNOTATIONS, encoding="utf-8")
    return read(path)


def wrong(score: Score) -> set[str]:
    """The kinds in which something is wrong, told with 'missed' or 'surplus'."""
    tallies = [*score.found.items(), *score.details.items()]
    missed = {f"{kind} missed" for kind, tally in tallies if tally.missed}
    return missed | {f"{kind} surplus" for kind, tally in tallies if tally.surplus}


def test_right_reading_has_nothing_wrong(gold: Gold) -> None:
    score = evaluate(gold, sample())
    assert wrong(score) == set()
    assert {kind: tally.right for kind, tally in score.found.items()} == {
        "entities": 8,
        "relations": 7,
        "programs": 1,
        "observations": 2,
        "quotations": 1,
    }
    assert score.details["titles"].right == score.details["amounts"].right == 1
    assert score.details["evidence"].right == 13


def test_empty_reading_misses_what_is_not_optional(gold: Gold) -> None:
    score = evaluate(gold, Reading(document=sample().document))
    assert {kind: len(tally.missed) for kind, tally in score.found.items()} == {
        "entities": 8,
        "relations": 7,
        "programs": 1,
        "observations": 2,
        "quotations": 1,
    }
    assert not any(tally.surplus for tally in score.found.values())


def figure(**changes: object) -> Change:
    """The reading with another first figure."""
    return lambda r: replace(r, observations=(replace(OBSERVATIONS[0], **changes), OBSERVATIONS[1]))  # type: ignore[arg-type]


def entity(identifier: str, **changes: object) -> Change:
    """The reading with another entity in the place of one."""
    return lambda r: replace(
        r,
        entities=tuple(replace(e, **changes) if e.id == identifier else e for e in r.entities),  # type: ignore[arg-type]
    )


def fact(predicate: Property, **changes: object) -> Change:
    """The reading with another fact in the place of the one with a predicate."""
    return lambda r: replace(
        r,
        facts=tuple(replace(f, **changes) if f.predicate is predicate else f for f in r.facts),  # type: ignore[arg-type]
    )


def quotations(**changes: object) -> Change:
    """The reading with another quotation."""
    return lambda r: replace(r, quotations=(replace(QUOTATIONS[0], **changes),))  # type: ignore[arg-type]


WHOLE = "figures wholly right missed"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (entity("e5", kind=Kind.INSTITUTION), {"entities missed", "entities surplus"}),
        (entity("e4", kind=Kind.PERSON), set()),
        (entity("e1", code="130132"), {"place codes missed"}),
        (fact(Property.PART_OF, object="e6"), {"relations missed", "relations surplus"}),
        (fact(Property.HOLDS_POST_IN, title="deputy"), {"titles missed"}),
        (fact(Property.DONATED_TO, amount="o1"), {"amounts missed"}),
        (fact(Property.AGREEMENT_WITH, subject="e6", object="e5"), set()),
        (fact(Property.HAS_INDUSTRY, object="e5"), {"relations surplus"}),
        (fact(Property.COVERS, object="e2"), {"relations missed", "relations surplus"}),
        (fact(Property.IMPLEMENTS, subject="e2"), {"programs missed", "programs surplus", "relations missed"}),
        (fact(Property.PART_OF, evidence=()), {"evidence missed"}),
        (figure(value=Decimal("85.5")), set()),
        (figure(value=Decimal(86)), {"observations missed", "observations surplus", WHOLE}),
        (figure(unit=Unit.HOUSEHOLD), {"observations missed", "observations surplus", WHOLE}),
        (figure(comparator=Comparator.ABOUT), {"figures' comparators missed", WHOLE}),
        (figure(about=("e2",)), {"figures' subjects missed", WHOLE}),
        (figure(period="2020"), {"figures' periods missed", WHOLE}),
        (figure(according_to=""), {"figures' sources missed", WHOLE}),
        (quotations(said_by="e7"), {"quotations missed", "quotations surplus"}),
        (quotations(text="We bought baskets"), {"quotations missed", "quotations surplus"}),
    ],
)
def test_mistake_counts_where_it_is(gold: Gold, change: Change, found: set[str]) -> None:
    assert wrong(evaluate(gold, change(sample()))) == found


def test_chain_of_places_counts_for_its_ends(gold: Gold) -> None:
    """What steps over a link is entailed; what the gazetteer knows needs no fact."""
    without = replace(sample(), facts=tuple(f for f in FACTS if f.object != "e2"))
    assert "pingshan locatedIn hebei" in evaluate(gold, without).found["relations"].missed
    over = replace(sample(), facts=(*FACTS, replace(FACTS[1], object="e2")))
    assert wrong(evaluate(gold, over)) == set()


def test_only_named_entities_count(gold: Gold) -> None:
    stranger = Entity(id="x", kind=Kind.PERSON, label="Somebody")
    reading = replace(sample(), entities=(*sample().entities, stranger))
    assert wrong(evaluate(gold, reading)) == set()
    named = replace(reading, mentions=(*MENTIONS, replace(MENTIONS[0], body="x")))
    assert evaluate(gold, named).found["entities"].surplus == ["<Somebody> as Person"]


def test_further_entity_of_one_name_is_a_failed_merge(gold: Gold) -> None:
    double = Entity(id="x", kind=Kind.ENTERPRISE, label="Green Ridge Tea Co.")
    reading = replace(
        sample(),
        entities=(*sample().entities, double),
        mentions=(*MENTIONS, replace(MENTIONS[0], body="x")),
    )
    assert wrong(evaluate(gold, reading)) == {"entities surplus"}


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("The  Green Ridge", "green ridge"),
        ("“Hebei”", "hebei"),
        ("the county’s", "county"),
        ("a", "a"),
        ("An Ning", "ning"),
        ("\ufb01eld,", "field"),
    ],
)
def test_names_are_compared_plainly(name: str, same: str) -> None:
    assert plain(name) == same


def test_tally_of_nothing_is_right() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (1.0, 1.0, 1.0)
    assert Tally(right=0, missed=["x"], surplus=["y"]).f1 == 0.0
    assert round(Tally(right=3, missed=["x"], surplus=["y", "z"]).f1, 3) == 0.667


@pytest.mark.parametrize("name", names())
def test_reading_made_of_annotations_is_right(name: str) -> None:
    assert wrong(evaluate(read(HERE / "gold" / f"{name}.yaml"), gold_reading(name))) == set()


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    """A folder of annotations beside one of articles."""
    for name, text in (("gold/tea.yaml", ANNOTATIONS), ("articles/tea.txt", TEXT)):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    return tmp_path / "gold"


def test_command_prints_tables_and_mistakes(annotated: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", "--gold", str(annotated), "--errors"])
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    starts = ["entities ", "relations ", "programs ", "observations ", "quotations ", "place codes ", "evidence "]
    assert all(any(line.startswith(start) for line in lines) for start in starts)
    assert "[1/1] tea.txt" in result.stderr
    elsewhere = ["--articles", str(annotated.parent / "articles")]
    assert CliRunner().invoke(main, ["evaluate", "--gold", str(annotated), *elsewhere]).exit_code == 0


def test_command_without_annotations_says_how_to_name_some(
    annotated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def error(*options: str) -> str:
        result = CliRunner().invoke(main, ["evaluate", *options])
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        return result.stderr

    monkeypatch.setattr(evaluating, "TESTS", tmp_path / "nowhere")
    assert "--gold" in error()
    assert "There is no folder" in error("--gold", str(tmp_path / "none"))
    assert "holds no annotated articles" in error("--gold", str(annotated.parent / "articles"))
    assert "--articles" in error("--gold", str(annotated), "--articles", str(tmp_path))
    (annotated / "bad.yaml").write_text("article: [", encoding="utf-8")
    assert "bad.yaml can't be read" in error("--gold", str(annotated))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just words",
        "article: a.txt",
        "article: a\nentities: [{id: x}]",
        "article: a\nentities: []\nrelations: [[a]]",
        "article: a\nentities: []\nobservations: [{value: many}]",
    ],
)
def test_annotations_of_another_form_are_told_by_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"odd\.yaml"):
        load(tmp_path)
