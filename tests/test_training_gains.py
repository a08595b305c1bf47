"""Learning who gains by programs, from a few annotated articles."""

from __future__ import annotations

from pathlib import Path

from extract.training.annotations import annotated
from extract.training.gains import learn_gains

GOLD = (
    "{entities: [{id: a, names: [Langao County]}, {id: li, names: [Li Xiaoyun]}, {id: wang, names: [Wang Fang]}], "
    "relations: [], programs: [{by: a, type: skills-training, benefits: [li]}]}"
)


def test_who_stands_where_those_do_who_gain_likely_gains(tmp_path: Path) -> None:
    told = "Wang Fang looked on. Langao County trained 300 women in sewing. Li Xiaoyun had never sewn before. "
    for name, suffix, text in (("articles", "txt", f"News\n\n{told}"), ("gold", "yaml", GOLD)):
        (tmp_path / name).mkdir()
        for number in range(9):  # a feature seen less often is not weighed
            (tmp_path / name / f"{number}.{suffix}").write_text(text, encoding="utf-8")
    weights = learn_gains(annotated(tmp_path))["terms"]
    assert weights["before=no"] > 0 > weights["before=yes"]
