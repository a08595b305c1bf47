"""Learning how programs are told, from a few sentences and one article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.learnt import load
from extract.likely_relations import ENDS
from extract.training import programs as training
from extract.training.annotations import annotated
from extract.training.fitting import write
from extract.wordings import TYPES

GOOD = "The county opened a clinic for the herders."


def test_every_written_sentence_has_types_that_are_known_and_stands_once() -> None:
    rows = [line.split("\t") for line in (training.HERE / "sentences.tsv").read_text(encoding="utf-8").splitlines()]
    assert {kind for names, _ in rows for kind in names.split(",")} == {*TYPES, "none"}
    assert len({text for _, text in rows}) == len(rows)


def test_an_unknown_type_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "s.tsv").write_text(f"health\t{GOOD}\nhealing\t{GOOD}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"s\.tsv:2: no program type healing"):
        list(training.written(tmp_path / "s.tsv"))


def test_labels_are_unknown_where_an_article_only_may_tell_a_type() -> None:
    def sentence(types: set[str], loose: set[str] | None, told: frozenset[str] = frozenset()) -> training.Sentence:
        maybe = None if loose is None else frozenset(loose)
        return training.Sentence("a", frozenset(), frozenset(), frozenset(), told, frozenset(types), maybe)

    label = training._label
    assert label(sentence({"health"}, None), "health") == 1.0
    assert label(sentence({"health"}, None), "housing") == 0.0
    assert label(sentence({"health"}, {"housing"}), "tourism") == 0.0
    assert label(sentence({"health"}, set(), frozenset({"health"})), "health") == 1.0
    assert str(label(sentence({"health"}, set()), "health")) == "nan"
    assert str(label(sentence(set(), {"housing"}), "housing")) == "nan"


def test_weights_are_learnt_and_written_and_the_same_each_time(tmp_path: Path) -> None:
    lines = [f"health\tThe county opened a clinic in village {i}." for i in range(5)]
    lines += [f"none\tThe village {i} has long winters." for i in range(5)]
    lines += [f"{kind}\tSomething of {kind} {i}." for kind in TYPES if kind != "health" for i in range(3)]
    (tmp_path / "s.tsv").write_text("\n".join(lines), encoding="utf-8")
    sentences = list(training.written(tmp_path / "s.tsv"))
    weights = training.learn_measures(sentences)
    assert weights == training.learn_measures(sentences)
    assert weights["health"]["terms"]["clinic"] > 0
    assert weights["health"]["terms"].get("winter", 0) <= 0
    write(tmp_path / "measures.json", weights)
    assert json.loads((tmp_path / "measures.json").read_text(encoding="utf-8")) == weights


def test_who_runs_a_program_is_learnt_from_an_article(tmp_path: Path) -> None:
    for name in ("articles", "gold"):
        (tmp_path / name).mkdir()
    text = "News\n\n" + "\n".join(f"Langao County held {i} job fairs in Ankang City." for i in range(2, 90))
    (tmp_path / "articles" / "a.txt").write_text(text, encoding="utf-8")
    gold = "{entities: [{id: l, names: [Langao County]}], programs: [{by: l, type: recruitment-fair}], date: 2020-05}"
    (tmp_path / "gold" / "a.yaml").write_text(gold, encoding="utf-8")
    weights = training.learn_runners(annotated(tmp_path))
    assert weights["terms"]["before=yes"] > 0 > weights["terms"]["before=no"]


def test_shipped_weights_know_every_type() -> None:
    assert set(load("measures")) == set(TYPES)
    assert load("runners")["terms"]


def test_shipped_weights_know_every_property_that_is_learnt() -> None:
    assert set(load("relations")) == set(ENDS)
