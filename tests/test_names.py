"""Names before it is known whose they are."""

from __future__ import annotations

import pytest

from extract.language import load_language
from extract.names import Name, capital_run, is_pinyin, longest, trimmed
from extract.records import Kind

DOC = load_language()("Workers of Baihe Town Tea Cooperative met Tang Fengqin.")


def name(start: int, end: int, kind: Kind = Kind.COOPERATIVE) -> Name:
    return Name(span=DOC[start:end], kind=kind)


def test_longest_keeps_the_whole_and_sets_its_parts_apart() -> None:
    whole, part, other = name(2, 6), name(2, 4, Kind.TOWNSHIP), name(7, 9, Kind.PERSON)
    assert longest([part, other, whole]) == ([whole, other], [part])


def test_longest_drops_the_shorter_of_two_that_cross() -> None:
    one, two = name(2, 5), name(4, 6)
    assert longest([two, one]) == ([one], [])


def test_longest_keeps_the_first_of_two_at_one_place() -> None:
    one, two = name(2, 4), name(2, 4, Kind.TOWNSHIP)
    assert longest([one, two]) == ([one], [])


@pytest.mark.parametrize("word", ["Fengqin", "Xi'an", "Zhuang", "Lü", "Ou", "shuang"])
def test_is_pinyin_of_chinese_words(word: str) -> None:
    assert is_pinyin(word)


@pytest.mark.parametrize("word", ["Greenhill", "Norbu", "Abdul", "Textile", "", "St", "X"])
def test_is_pinyin_not_of_others(word: str) -> None:
    assert not is_pinyin(word)


def test_capital_run_goes_back_to_the_first_capital() -> None:
    assert capital_run(DOC, 6) == 2
    assert capital_run(DOC, 7) == 7


def test_trimmed_drops_the_common_word_that_opens_a_sentence() -> None:
    doc = load_language()("In Baihe Town it rained.")
    assert trimmed(doc[0:3]).text == "Baihe Town"
