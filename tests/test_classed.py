"""Organisations whose class stands beside their name."""

from __future__ import annotations

import pytest
from spacy.tokens import Span

from extract.classed import apposed, listed_members, recognised, trading
from extract.language import load_language


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Firms such as Hongyun Leather and Baili Shoes came.",
            [("Hongyun Leather", "Enterprise"), ("Baili Shoes", "Enterprise")],
        ),
        ("The town has workshops including Yunshang, Jinfeng and Meiyi.",
         [("Yunshang", "Workshop"), ("Jinfeng", "Workshop"), ("Meiyi", "Workshop")]),
        ("Fruits such as Fuji are sold.", []),
        ("Firms came, and men such as Peng Hua were glad.", []),
    ],
)  # fmt: skip
def test_listed_members_are_of_the_class_that_the_list_announces(text: str, names: list[tuple[str, str]]) -> None:
    assert [(n.span.text, n.kind.value) for n in listed_members(load_language()(text), set())] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kuaida Yunsong, a courier company, has come.", [("Kuaida Yunsong", "Enterprise")]),
        ("Peng Hua, a farmer, has come.", []),
        ("A company, old and small, has come.", []),
    ],
)
def test_apposed_takes_the_class_behind_the_comma(text: str, names: list[tuple[str, str]]) -> None:
    assert [(n.span.text, n.kind.value) for n in apposed(load_language()(text), set())] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hongyun Foods hired women.", ["Hongyun Foods"]),
        ("Honey is sold on Shanhuo.com every day.", ["Shanhuo.com"]),
        ("Foods are sold.", []),
        ("Hongyun Foods Fair opened.", []),
    ],
)
def test_trading_knows_a_firm_by_its_word_of_trade(text: str, names: list[str]) -> None:
    assert [n.span.text for n in trading(load_language()(text), set())] == names


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("They joined Apex Horizon in May.", ["Enterprise"]),
        ("They joined Apex School in May.", ["Institution"]),
        ("They joined Apex Base in May.", []),
        ("They joined Apex county in May.", []),
    ],
)
def test_recognised_takes_what_the_model_sees_unless_its_words_say_otherwise(text: str, kinds: list[str]) -> None:
    doc = load_language()(text)
    doc.ents = [Span(doc, 2, 4, label="ORG")]
    assert [n.kind.value for n in recognised(doc, set())] == kinds
    assert list(recognised(doc, {(2, 4)})) == []
