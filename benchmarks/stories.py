"""Invented articles, as many as are asked for, whose truth is known: who is who across them, which are reprints.

`python benchmarks/stories.py 1000 OUT.jsonl [--seed 1]` writes a corpus, and its truth to OUT.truth.jsonl.

Stories grow around beats: a county, a village, a firm, a cooperative, an office, and the people there. A beat is told
of in several stories, by different spellings; some names are those of other people elsewhere, and some firms work in
several counties. The first stories are the same whatever number of them is asked for.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from ontology import gazetteer  # noqa: E402

WORDS: dict[str, Any] = tomllib.loads((HERE / "stories.toml").read_text(encoding="utf-8"))
SLOT = re.compile(r"\{(\w+)(?:\.(\w+)|:(\d+):(\d+))?\}")
CHOICE = re.compile(r"\[([^\[\]]*)\]")
PER_BEAT = 4  # stories, on the average
REPRINTS = 0.15  # of all stories
FAMED = 0.2  # of people: those of a common name
SHARED = 0.15  # of beats: those whose firm is another beat's too
SPELT = 0.3  # of mentions in full: those in the other manner
FIRST_DAY = date(2016, 1, 4)
PEOPLE = ("official", "founder", "worker", "chair", "secretary", "trainee")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article and the truth of it.

    `forms` gives, by the key of each entity, the names that the text uses for it, in their order; a key begins with the
    entity's family (person, organization, place), and is the same in every story. `reprint_of` is the id of the
    first print, '' for a story of its own.
    """

    id: str
    text: str
    title: str
    date: str
    source: str
    forms: dict[str, tuple[str, ...]]
    reprint_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something in stories: its key, its full names, the usual one first, and a short one."""

    key: str
    full: tuple[str, ...]
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """What several stories are about: its actors by role, and its words."""

    actors: dict[str, Actor]
    words: dict[str, str]


@cache
def counties(seed: int) -> tuple[gazetteer.Place, ...]:
    """The counties of the gazetteer whose name no other place has, shuffled."""
    atlas = gazetteer.load()
    found = [p for p in atlas if p.level == "county" and p.name.endswith("County") and len(atlas.named(p.name)) == 1]
    random.Random(seed).shuffle(found)
    return tuple(found)


@cache
def beat(seed: int, number: int) -> Beat:
    """The beat of a number."""
    chance = random.Random(f"{seed}/beat/{number}")
    county = counties(seed)[number % len(counties(seed))]
    province = next(p for p in gazetteer.load().ancestors(county.code) if p.level == "province")
    trade, industry = chance.choice(WORDS["trades"])
    named = chance.choice(WORDS["villages"]) + chance.choice(WORDS["village_ends"])
    actors = {role: _person(chance, f"person/{number}-{role}", province.stem) for role in PEOPLE}
    actors |= {
        "county": Actor(key=f"place/{county.code}", full=(county.name,), short=county.stem),
        "province": Actor(key=f"place/{province.code}", full=(province.name,), short=province.stem),
        "village": Actor(key=f"place/{number}-village", full=(f"{named} Village", f"{named} village"), short=named),
        "firm": _firm(seed, number, chance, province.stem, trade),
        "coop": Actor(
            key=f"organization/{number}-coop",
            full=(f"{named} {trade.title()} Cooperative", f"{named} {trade.title()} Farmers' Cooperative"),
            short="the cooperative",
        ),
        "bureau": Actor(
            key=f"organization/{county.code}-bureau",
            full=(f"the {county.name} Human Resources and Social Security Bureau",),
            short="the bureau",
        ),
        "school": Actor(
            key=f"organization/{county.code}-school",
            full=(f"{county.stem} Vocational School", f"{county.stem} County Vocational School"),
            short="the school",
        ),
        "bank": Actor(
            key=f"organization/{county.code}-bank", full=(f"{county.stem} Rural Credit Cooperative",), short="the bank"
        ),
    }
    words = {"trade": trade, "industry": industry, "industry_title": industry[0].upper() + industry[1:]}
    return Beat(actors=actors, words=words)


def _person(chance: random.Random, key: str, province: str) -> Actor:
    """A person with a name in the manner of one of the peoples of a province."""
    if ("Xinjiang" in province and chance.random() < 0.8) or chance.random() < 0.03:
        return _spelt(chance, key, WORDS["uygur"])
    if (province in {"Tibet", "Xizang", "Qinghai"} and chance.random() < 0.7) or chance.random() < 0.03:
        return _spelt(chance, key, WORDS["tibetan"])
    if chance.random() < FAMED:
        name = chance.choice(WORDS["common"])
        return Actor(key=key, full=(name,), short=name.split()[0])
    surname = chance.choice(WORDS["surnames"])
    given = [chance.choice(WORDS["given"]) for _ in range(chance.choice((1, 2, 2, 2)))]
    joined = "".join(given).capitalize()
    apart = " ".join(part.capitalize() for part in given)
    hyphened = "-".join(given).capitalize()
    forms = dict.fromkeys(f"{surname} {name}" for name in (joined, apart, hyphened))
    return Actor(key=key, full=tuple(forms), short=surname)


def _spelt(chance: random.Random, key: str, parts: list[list[str]]) -> Actor:
    """A person whose name is written in two manners."""
    first, last = chance.sample(parts, 2)
    return Actor(key=key, full=tuple(f"{a} {b}" for a, b in zip(first, last, strict=True)), short=first[0])


def _firm(seed: int, number: int, chance: random.Random, province: str, trade: str) -> Actor:
    """A beat's firm: one of its own, or that of an earlier beat."""
    if number and chance.random() < SHARED:
        return beat(seed, chance.randrange(number)).actors["firm"]
    named = chance.choice(WORDS["firms"]) + chance.choice(WORDS["firm_ends"])
    full = f"{province} {named} {trade.title()} Co., Ltd."
    return Actor(
        key=f"organization/{number}-firm",
        full=(full, f"{named} {trade.title()} Co., Ltd.", f"{named} {trade.title()} Company"),
        short=named,
    )


@dataclass(slots=True)
class _Telling:
    """A story while it is told: how its actors have been called so far."""

    beat: Beat
    chance: random.Random
    forms: dict[str, list[str]] = field(default_factory=dict)

    def told(self, template: str) -> str:
        """A template with its wordings chosen and its slots filled; an actor not named yet is named in full."""
        chosen = template
        while CHOICE.search(chosen):
            chosen = CHOICE.sub(lambda m: self.chance.choice(m[1].split("|")), chosen)
        filled = SLOT.sub(self._slot, chosen).replace("Ltd..", "Ltd.")
        return filled[0].upper() + filled[1:]

    def _slot(self, match: re.Match[str]) -> str:
        role, manner, low, high = match.groups()
        if low:
            return self._number(int(low), int(high))
        if role in self.beat.words:
            return self.beat.words[role]
        actor = self.beat.actors[role]
        known = self.forms.setdefault(actor.key, [])
        again = manner == "short" or (manner == "again" and self.chance.random() < 0.5)
        name = actor.short if again and known else self._full(actor, known)
        known.append(name.removeprefix("the "))
        return name

    def _full(self, actor: Actor, known: list[str]) -> str:
        """A full name, the same all through a story."""
        used = next((form for form in known if form in actor.full), "")
        other = len(actor.full) > 1 and self.chance.random() < SPELT
        return used or (self.chance.choice(actor.full[1:]) if other else actor.full[0])

    def _number(self, low: int, high: int) -> str:
        number = self.chance.randint(low, high)
        if low >= 1900 and high <= 2100:
            return str(number)  # a year
        number -= number % 10 ** max(0, len(str(number)) - 2) if number > 1000 else 0
        return f"{number:,}"


def _original(seed: int, number: int) -> Story:
    """A story of its own."""
    chance = random.Random(f"{seed}/story/{number}")
    telling = _Telling(beat(seed, chance.randrange(number // PER_BEAT + 1)), chance)
    body = [
        chance.choice(WORDS["openings"]),
        *chance.sample(WORDS["paragraphs"], chance.randint(6, 10)),
        chance.choice(WORDS["closings"]),
    ]
    told = [telling.told(template) for template in body]
    title = telling.told(chance.choice(WORDS["headlines"]))
    day = FIRST_DAY + timedelta(days=chance.randrange(1700))
    return Story(
        id=f"story-{number}",
        text="\n\n".join([title, *told]),
        title=title,
        date=day.isoformat(),
        source=chance.choice(WORDS["sources"]),
        forms={key: tuple(dict.fromkeys(names)) for key, names in telling.forms.items()},
    )


def _reprinted(first: Story, number: int, seed: int) -> Story:
    """A story in another paper, some days later: its credit, quotation marks, a word or the last lines differ."""
    chance = random.Random(f"{seed}/reprint/{number}")
    title, *lines = first.text.split("\n\n")
    source = chance.choice([s for s in WORDS["sources"] if s != first.source])
    if chance.random() < 0.5:
        lines = [re.sub(r'"([^"]*)"', "“\\1”", line) for line in lines]
    if chance.random() < 0.5:
        old, new = chance.choice(WORDS["swaps"])
        lines = [re.sub(rf"\b{old}\b", new, line) for line in lines]
    if chance.random() < 0.5:
        lines = lines[:-1]
    lines = [
        f"({first.source}) {lines[0]}" if chance.random() < 0.5 else lines[0],
        *lines[1:],
        f"From {first.source}, no. {number}.",
    ]
    text = "\n\n".join([title, *lines])
    forms = {key: tuple(n for n in names if n in text) for key, names in first.forms.items()}
    later = date.fromisoformat(first.date) + timedelta(days=chance.randint(0, 5))
    return replace(
        first,
        id=f"story-{number}",
        text=text,
        source=source,
        date=later.isoformat(),
        forms={key: names for key, names in forms.items() if names},
        reprint_of=first.id,
    )


def stories(n: int, seed: int = 1) -> Iterator[Story]:
    """The first n stories of a seed."""
    for number in range(n):
        chance = random.Random(f"{seed}/kind/{number}")
        first = chance.randrange(number) if number > 2 and chance.random() < REPRINTS else number
        original = _original(seed, first)
        if first == number or random.Random(f"{seed}/kind/{first}").random() < REPRINTS:
            yield _original(seed, number)  # the picked one is itself a reprint: a story of its own instead
        else:
            yield _reprinted(original, number, seed)


def write(path: Path, n: int, seed: int = 1) -> None:
    """Write a corpus in JSON Lines, and its truth beside it."""
    with path.open("w", encoding="utf-8") as corpus, path.with_suffix(".truth.jsonl").open("w") as truth:
        for story in stories(n, seed):
            row = asdict(story)
            told = {"id": story.id, "reprint_of": row.pop("reprint_of"), "forms": row.pop("forms")}
            corpus.write(json.dumps(row, ensure_ascii=False) + "\n")
            truth.write(json.dumps(told, ensure_ascii=False) + "\n")


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.out, given.number, given.seed)


if __name__ == "__main__":
    main()
