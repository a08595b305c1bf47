"""The reading of the annotated articles does not get worse, and always holds to the shapes."""

from __future__ import annotations

import pytest
from gold_reading import HERE, gold_reading, names

from extract.documents import read_file
from extract.pipeline import read
from extract.records import Reading
from graph.evaluate import evaluate
from graph.gold import Gold, load
from graph.matched import Score
from graph.rdf import gazetteer_quads, mentioned_codes, quads
from graph.store import Store
from graph.validate import problems
from ontology.iri import document_iri

SEED = "seed"
# F1 of each kind below which a change has done harm: of the seed article, and of the others together
FLOORS = {
    "entities": (0.95, 0.97),
    "relations": (0.90, 0.86),
    "programs": (0.90, 0.89),
    "observations": (0.97, 0.98),
    "quotations": (0.95, 0.92),
}

WRITTEN = HERE / "written"
# The same for the articles written for measuring, all together
WRITTEN_FLOORS = {"entities": 0.955, "relations": 0.835, "programs": 0.80, "observations": 0.955, "quotations": 0.925}

Read = dict[str, tuple[Gold, Reading]]


@pytest.fixture(scope="module")
def articles() -> Read:
    """The annotations and the reading of each article."""
    found = {}
    for gold in load(HERE / "gold"):
        found[gold.name] = gold, read(read_file(HERE / "articles" / gold.article, date=gold.date))
    return found


def score(articles: Read, *, seed: bool) -> Score:
    """The score of the seed article, or of all the others."""
    found = Score()
    for name, (gold, reading) in articles.items():
        if (name == SEED) is seed:
            found.add(evaluate(gold, reading), name)
    return found


@pytest.mark.parametrize("seed", [True, False])
def test_reading_is_as_right_as_it_was(articles: Read, seed: bool) -> None:
    found = score(articles, seed=seed)
    f1 = {kind: tally.f1 for kind, tally in found.found.items()}
    assert {kind: value for kind, value in f1.items() if value < FLOORS[kind][not seed]} == {}


@pytest.mark.parametrize("seed", [True, False])
def test_places_and_evidence_are_all_right(articles: Read, seed: bool) -> None:
    found = score(articles, seed=seed)
    assert found.details["place codes"].missed == []
    assert found.details["evidence"].missed == []
    assert min(found.details[kind].right for kind in ("place codes", "evidence")) > 0


def test_reading_of_written_articles_is_as_right_as_it_was() -> None:
    found = Score()
    for gold in load(WRITTEN / "gold"):
        reading = read(read_file(WRITTEN / "articles" / gold.article, date=gold.date))
        assert broken(reading) == ()
        found.add(evaluate(gold, reading), gold.name)
    f1 = {kind: tally.f1 for kind, tally in found.found.items()}
    assert {kind: value for kind, value in f1.items() if value < WRITTEN_FLOORS[kind]} == {}
    assert found.details["evidence"].missed == []


@pytest.mark.parametrize("name", names())
def test_reading_of_an_article_holds_to_the_shapes(articles: Read, name: str) -> None:
    assert broken(articles[name][1]) == ()


@pytest.mark.parametrize("name", names())
def test_annotations_of_an_article_hold_to_the_shapes(name: str) -> None:
    assert broken(gold_reading(name)) == ()


def test_all_articles_together_hold_to_the_shapes(articles: Read) -> None:
    """What documents, gazetteer and inference state as one graph: one label an entity, right ends throughout."""
    with Store.memory() as store:
        for _, reading in articles.values():
            store.replace(document_iri(reading.document.text), quads(reading))
        assert problems(store.merged()) == ()


def broken(reading: Reading) -> tuple[str, ...]:
    """What breaks the shapes in a reading's graph, its places' gazetteer rows with it."""
    graph = quads(reading)
    return problems([*graph, *gazetteer_quads(mentioned_codes(graph))])
