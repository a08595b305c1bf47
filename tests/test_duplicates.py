from __future__ import annotations

from graph import duplicates

TEXT = " ".join(f"Sentence {i} tells of village {i * 3} and its {i * 5} looms." for i in range(60))


def test_small_changes_stay_alike_and_meet() -> None:
    again = TEXT.replace("looms", "LOOMS").replace("village 30", "hamlet 30") + " From another paper."
    assert duplicates.likeness(TEXT, again) > 0.9
    assert duplicates.meet(TEXT, again)


def test_other_texts_of_the_same_manner_are_not_alike() -> None:
    other = " ".join(f"Sentence {i} tells of hamlet {i * 4} with {i * 6} looms." for i in range(60))
    assert duplicates.likeness(TEXT, other) < duplicates.ALIKE


def test_empty_odd_and_endless_texts_have_bands() -> None:
    for text in ("", "word", "\ud800 lone", "x" * 10_000_000):
        assert len(duplicates.bands(text)) == len(duplicates.bands(TEXT))
        assert duplicates.likeness(text, text) == 1
