from __future__ import annotations

from decimal import Decimal

from graph.figure_blocks import blocks
from graph.figure_list import Listed
from graph.told import Figure, Passage


def row(iri: str, start: int = 0, document: str = "a", end: int = 20) -> Listed:
    passage = Passage(
        document=document, start=0, end=end, words="3 men built 2 roads", marks=((start, start + 1, iri),)
    )
    return Listed(figure=Figure(iri=iri, value=Decimal(3), unit="", passages=(passage,)))


def test_figures_of_a_sentence_stand_together_and_all_are_marked_in_it() -> None:
    (one,) = blocks([row("x", 0), row("y", 12)])
    assert [listed.figure.iri for listed in one.rows] == ["x", "y"]
    assert one.passage
    assert one.passage.marks == ((0, 1, "x"), (12, 13, "y"))


def test_order_of_the_rows_stays() -> None:
    found = blocks([row("x"), row("y", document="b"), row("z"), row("w", end=9)])
    assert [[listed.figure.iri for listed in block.rows] for block in found] == [["x"], ["y"], ["z"], ["w"]]


def test_figures_without_a_sentence_stand_alone() -> None:
    bare = [Listed(figure=Figure(iri=iri, value=Decimal(3), unit="")) for iri in ("x", "y")]
    found = blocks(bare)
    assert [block.passage for block in found] == [None, None]
    assert blocks([]) == []
