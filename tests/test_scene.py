"""What a text goes on about."""

from __future__ import annotations

from extract.documents import from_text
from extract.language import parse
from extract.pipeline import identified
from extract.scene import BACK, Scene

TEXT = (
    "Village news\n\nLangao County held a job fair in Xi'an. It rained. It snowed. It hailed. It thawed.\n\n"
    "Qiaotou Village is high up. Its people are few."
)


def test_a_scene_follows_the_subjects_of_the_sentences() -> None:
    document = from_text(TEXT, date="2021-06")
    draft = identified(document, parse(document.text))
    scene, focuses = Scene.of(draft), []
    for sentence in draft.doc.sents:
        held = scene.enter(draft, sentence)
        assert scene.sentences[-1] == sentence or sentence.text.isspace()
        assert len(scene.sentences) <= BACK + 1
        scene.leave(draft, held)
        focuses.append(scene.focus and draft.entities[scene.focus].label)
    assert list(dict.fromkeys(focuses)) == [None, "Langao County", "Qiaotou Village"]
    assert draft.entities[scene.county or ""].label == "Langao County"


def test_counts_are_of_those_that_run_programs() -> None:
    document = from_text(TEXT, date="2021-06")
    draft = identified(document, parse(document.text))
    counted = {draft.entities[body].label for body in Scene.of(draft).counts}
    assert {"Langao County", "Qiaotou Village"} <= counted
