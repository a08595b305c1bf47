"""Numbers in digits, words and the translator's mixtures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language import load_language
from extract.numbers import SMALL, TENS, find_numbers


def found(text: str) -> list[tuple[str, str, str]]:
    """Each number's words, its value or range, and its share."""
    doc = load_language()(text)
    result = []
    for n in find_numbers(doc):
        value = f"{n.value:f}" if n.top is None else f"{n.value:f}-{n.top:f}"
        result.append((doc[n.start : n.end].text, value, n.share))
    return result


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It sold 4,320 baskets.", "4,320", "4320"),
        ("It covers 7.25 hectares.", "7.25", "7.25"),
        ("Some 3.6 million people moved.", "3.6 million", "3600000"),
        ("It cost 1.7 billion yuan.", "1.7 billion", "1700000000"),
        ("The county has 23 thousand poor laborers.", "23 thousand", "23000"),
        ("It sent 4.7 ten thousand people out.", "4.7 ten thousand", "47000"),
        ("It spent 2.3 hundred million yuan.", "2.3 hundred million", "230000000"),
        ("It has a population of 15 wan.", "15 wan", "150000"),
        ("It raised 2 yi yuan.", "2 yi", "200000000"),
        ("Seven villages have a road.", "Seven", "7"),
        ("Forty-six women sew.", "Forty-six", "46"),
        ("Thirty four men left.", "Thirty four", "34"),
        ("Eight hundred lambs were sold.", "Eight hundred", "800"),
        ("Half a million lambs were sold.", "Half a million", "500000"),
        ("A road of 12km was built.", "12", "12"),
    ],
)
def test_find_numbers_reads_a_value(text: str, words: str, value: str) -> None:
    assert (words, Decimal(value)) in [(w, Decimal(v)) for w, v, _ in found(text)]


@pytest.mark.parametrize(
    ("text", "value", "share"),
    [
        ("Output rose by 8.4%.", "8.4", "percent"),
        ("Output rose by 37 percent.", "37", "percent"),
        ("Output rose by 37 per cent.", "37", "percent"),
        ("The rate fell 2.5 percentage points.", "2.5", "percent"),
        ("Two-thirds of the pupils board.", "0.6667", "fraction"),
        ("Three quarters of the homes are new.", "0.75", "fraction"),
        ("Some 3/4 of the homes are new.", "0.75", "fraction"),
        ("One in five households keeps bees.", "0.2", "fraction"),
        ("Nine out of ten households keep bees.", "0.9", "fraction"),
        ("They sell a tenth of the honey.", "0.1", "fraction"),
        ("Three weavers in four are married.", "0.75", "fraction"),
    ],
)
def test_find_numbers_reads_a_share(text: str, value: str, share: str) -> None:
    assert [(Decimal(v), s) for _, v, s in found(text)] == [(Decimal(value), share)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They hire 25 to 40 pickers.", "25-40"),
        ("They hire two or three pickers.", "2-3"),
        ("They hire between 25 and 40 pickers.", "25-40"),
        ("They earn 1,900-2,600 yuan.", "1900-2600"),
        ("They earn 1,900–2,600 yuan.", "1900-2600"),
        ("They earn 1,900~2,600 yuan.", "1900-2600"),
        ("It needs 2 to 3 million yuan.", "2000000-3000000"),
    ],
)
def test_find_numbers_reads_a_range_as_one(text: str, value: str) -> None:
    assert [v for _, v, _ in found(text)] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Income grew from 4,150 to 9,700 yuan.", ["4150", "9700"]),
        ("One in three years is dry.", ["1", "3"]),
        ("Three weavers in four hamlets are married.", ["3", "4"]),
        ("It hired 25 pickers and 40 cooks.", ["25", "40"]),
        ("A third party checked it.", []),
        ("A fifth time they failed.", []),
        ("Twice in three years it flooded.", ["3"]),
        ("Call 13988887777666655554444 now.", []),
        ("The share is 3/0 here.", []),
    ],
)
def test_find_numbers_takes_nothing_for_what_it_is_not(text: str, values: list[str]) -> None:
    assert [v for _, v, _ in found(text)] == values


def spelt(n: int) -> str:
    """A number below a thousand in words."""
    small = {int(v): w for w, v in SMALL.items()}
    tens = {int(v): w for w, v in TENS.items()}
    if n < 20:
        return small[n]
    if n < 100:
        return tens[n - n % 10] + (f"-{small[n % 10]}" if n % 10 else "")
    return f"{small[n // 100]} hundred"


@given(st.one_of(st.integers(0, 99), st.integers(1, 9).map(lambda n: 100 * n)))
def test_number_words_and_digits_say_the_same(n: int) -> None:
    by_word = found(f"The farm has {spelt(n)} sheep.")
    by_digits = found(f"The farm has {n} sheep.")
    assert [v for _, v, _ in by_word] == [v for _, v, _ in by_digits] == [str(n)]


@given(st.integers(0, 10**15))
def test_digits_read_as_they_are_written_with_or_without_commas(n: int) -> None:
    assert [v for _, v, _ in found(f"The bank lent {n:,} yuan.")] == [str(n)]
    assert [v for _, v, _ in found(f"The bank lent {n} yuan.")] == [str(n)]


@given(
    st.decimals(min_value="0.1", max_value=900, places=1),
    st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9)]),
)
def test_multipliers_are_resolved(value: Decimal, scale: tuple[str, int]) -> None:
    word, power = scale
    assert [Decimal(v) for _, v, _ in found(f"The bank lent {value} {word} yuan.")] == [value * 10**power]


@given(st.integers(1, 5_000), st.integers(1, 5_000))
def test_a_range_keeps_both_ends_in_order(low: int, more: int) -> None:
    assert [v for _, v, _ in found(f"They have {low} to {low + more} sheep.")] == [f"{low}-{low + more}"]
