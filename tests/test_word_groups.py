"""Groups of words that stand in like company."""

from __future__ import annotations

from itertools import combinations

import pytest

from extract.word_groups import groups


def test_a_word_has_a_narrow_and_a_wide_group() -> None:
    narrow, wide = groups("loan")
    assert narrow.startswith("≈") and not narrow.startswith("≈≈")
    assert wide.startswith("≈≈")
    assert groups(narrow[1:].lower())[0] == narrow  # each is called by a word of its own
    assert groups(wide[2:].lower())[1] == wide


@pytest.mark.parametrize(
    "alike", [("loan", "mortgage", "debt"), ("onion", "garlic", "mustard"), ("tax", "fee", "wage")]
)
def test_words_alike_share_a_group(alike: tuple[str, ...]) -> None:
    assert all(set(groups(a)) & set(groups(b)) for a, b in combinations(alike, 2))


def test_an_unknown_word_has_none() -> None:
    assert groups("zzzz") == ()
