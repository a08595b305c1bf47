"""Who runs a measure where the sentence's grammar doesn't say."""

from __future__ import annotations

import pytest

from extract import likely_runner
from extract.documents import from_text
from extract.language import parse
from extract.likely_measures import find_measures
from extract.likely_runner import candidates, features, likeliest_runner
from extract.pipeline import identified
from extract.scene import Scene

TEXT = (
    "Village news\n\nLangao County lies in Ankang City. Its people are poor.\n\n"
    "In 2018, Daheyuan Village got a road, and 460 households were moved to new homes."
)


@pytest.fixture(scope="module")
def amid():
    """A draft, its last measure, and the scene that it is told in."""
    document = from_text(TEXT, date="2021-06")
    draft = identified(document, parse(document.text))
    measured = find_measures(draft)
    scene = Scene.of(draft)
    for sentence in draft.doc.sents:
        held = scene.enter(draft, sentence)
        if measured[sentence.start]:
            return draft, measured[sentence.start][-1], scene
        scene.leave(draft, held)
    raise AssertionError("no measure")


def test_candidates_are_the_bodies_around_with_where_they_stand(amid) -> None:
    draft, measure, scene = amid
    found = {draft.entities[body].label: traits for body, traits in candidates(draft, measure, scene).items()}
    assert {"Langao County", "Daheyuan Village"} <= set(found)
    assert found["Daheyuan Village"]["same"] == "yes"
    assert found["Daheyuan Village"]["before"] == "yes"
    assert "same" not in found["Langao County"]
    assert found["Langao County"]["first"] == "yes"


def test_features_name_the_kind_and_the_type_and_no_body(amid) -> None:
    draft, measure, scene = amid
    for traits in candidates(draft, measure, scene).values():
        told = set(features(measure, traits))
        assert f"{measure.type} {traits['kind']}" in told
        assert not any("Langao" in f or "Daheyuan" in f for f in told)


def test_the_only_body_around_needs_less(amid, monkeypatch: pytest.MonkeyPatch) -> None:
    draft, measure, scene = amid
    monkeypatch.setattr(likely_runner, "likelihood", lambda *_: 0.9 * 0.3)
    assert likeliest_runner(draft, measure, scene, 0.3) is None
    only = dict(list(candidates(draft, measure, scene).items())[:1])
    monkeypatch.setattr(likely_runner, "candidates", lambda *_: only)
    assert [likeliest_runner(draft, measure, scene, 0.3)] == list(only)
    assert likeliest_runner(draft, measure, scene, 0.5) is None


def test_the_likeliest_is_given_only_if_likely_enough(amid) -> None:
    draft, measure, scene = amid
    assert likeliest_runner(draft, measure, scene, 0.0) in draft.entities
    assert likeliest_runner(draft, measure, scene, 1.1) is None
