"""Who gains by a program where its own sentence doesn't say so."""

from __future__ import annotations

import pytest

from extract import likely_gains
from extract.documents import from_text
from extract.language import parse
from extract.pipeline import read_parsed
from extract.records import Fact, Property, Reading

TRAINED = "Langao County trained 300 women in sewing."
MODEL = {"bias": -2.0, "terms": {"1 opens=yes": 4.0, "away=0": 4.0, "has livesIn": -9.0}}


@pytest.fixture(autouse=True)
def _weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_gains, "_MODEL", MODEL)


def _read(text: str) -> Reading:
    document = from_text(f"Village news\n\n{text}", date="2021-06")
    return read_parsed(document, parse(document.text))


def _gains(reading: Reading) -> list[tuple[str, Fact]]:
    names = {e.id: e.label for e in reading.entities}
    return [(names[f.object], f) for f in reading.facts if f.predicate is Property.BENEFITS]


def test_a_person_of_the_next_sentence_gains_by_both_sentences() -> None:
    reading = _read(f"{TRAINED} Li Xiaoyun, 34, had never sewn before. The winters are long.")
    ((name, fact),) = _gains(reading)
    assert name == "Li Xiaoyun"
    told = [reading.document.text[e.start : e.end] for e in fact.evidence]
    assert told == [TRAINED, "Li Xiaoyun, 34, had never sewn before."]


@pytest.mark.parametrize(
    "text",
    [
        f"{TRAINED} The winters are long. Li Xiaoyun, 34, had never sewn before.",  # too far for these weights
        f"{TRAINED} Li Xiaoyun, 34, lives in Baiyun Village.",
        "Langao County trained 300 women in sewing, but Li Xiaoyun did not join.",
        "Langao County has long winters. Li Xiaoyun, 34, had never sewn before.",
        f"{TRAINED} Li Xiaoyun, director of the Langao County Agriculture Bureau, had never sewn before.",
    ],
)
def test_who_is_unlikely_or_left_out_or_an_official_gains_nothing(text: str) -> None:
    assert _gains(_read(text)) == []


def test_what_a_rule_tells_stays_as_the_rule_tells_it() -> None:
    reading = _read("Langao County trained Li Xiaoyun in sewing. Li Xiaoyun had never sewn before.")
    ((name, fact),) = _gains(reading)
    assert (name, len(fact.evidence)) == ("Li Xiaoyun", 1)
