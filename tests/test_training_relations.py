"""Learning which two of a sentence are related, from a few annotated articles."""

from __future__ import annotations

from pathlib import Path

from extract.training.annotations import annotated
from extract.training.relations import learn_relations

GOLD = "{entities: [{id: a, names: [Langao County]}, {id: b, names: [Pingli County]}], relations: [%s], programs: []}"


def _weights(folder: Path, relations: str) -> dict:
    for name in ("articles", "gold"):
        (folder / name).mkdir(parents=True)
    told = "Langao County stands hand in hand with Pingli County. Langao County is drier than Ankang City. "
    (folder / "articles" / "a.txt").write_text("News\n\n" + told * 9, encoding="utf-8")
    (folder / "gold" / "a.yaml").write_text(GOLD % relations, encoding="utf-8")
    return learn_relations(annotated(folder))


def test_what_stands_between_the_related_speaks_for_a_relation(tmp_path: Path) -> None:
    weights = _weights(tmp_path, "[b, cooperatesWith, a]")  # both ways, since the relation has no direction
    assert set(weights) == {"cooperatesWith"}
    assert weights["cooperatesWith"]["terms"]["ab hand"] > 0 > weights["cooperatesWith"]["terms"]["ab than"]


def test_a_property_without_an_example_is_not_learnt(tmp_path: Path) -> None:
    assert _weights(tmp_path, "") == {}
