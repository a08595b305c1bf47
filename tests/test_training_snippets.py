"""Short texts with all their facts, as examples to learn from."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.training import programs as training
from extract.training.snippets import facts


def test_every_snippet_names_what_stands_in_it_and_stands_once() -> None:
    told = list(facts(training.HERE / "snippets.tsv"))
    assert len({text for text, _, _ in told}) == len(told)
    for text, where, gold in told:
        assert [e["id"] for e in gold["entities"] if e["id"] not in text] == [], where


def test_a_snippet_is_read_as_an_annotated_article_is(tmp_path: Path) -> None:
    path = tmp_path / "s.tsv"
    path.write_text(
        "Li of Langao County runs it."
        "\tLi | livesIn | Langao County; Langao County | implements | health; ? | implements | housing\n"
        "Nothing.\tnone\n",
        encoding="utf-8",
    )
    (_, where, gold), (_, _, nothing) = facts(path)
    assert where == "s.tsv:1"
    assert [e["id"] for e in gold["entities"]] == ["Li", "Langao County"]
    assert gold["relations"] == [["Li", "livesIn", "Langao County"]]
    assert gold["programs"] == [{"by": "Langao County", "type": "health"}, {"by": "?", "type": "housing"}]
    assert nothing == {"entities": [], "relations": [], "programs": []}


@pytest.mark.parametrize("fact", ["Li | likes | Langao", "Li | livesIn", "Langao | implements | healing"])
def test_a_fact_that_is_none_is_told_with_its_line(tmp_path: Path, fact: str) -> None:
    (tmp_path / "s.tsv").write_text(f"Li likes Langao.\t{fact}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"s\.tsv:1: no "):
        list(facts(tmp_path / "s.tsv"))
