"""Sentences of the genre with invented names, to train the name recogniser on.

`python -m extract.training.generate OUT.spacy [--texts N] [--seed K]` fills `templates.txt` with places of the
gazetteer, and with people and organisations that are put together here: nobody's name is looked up.
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extract.patterns import load
from ontology import gazetteer

HERE = Path(__file__).parent
SLOT = re.compile(r"\{([A-Z])\}")
LABELS = {"P": "PERSON", "S": "PERSON", "O": "ORG", "L": "LOC", "V": "LOC", "C": "LOC", "R": "LOC"}

WORDS: dict[str, list[str]] = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))
NUMBERS = (7, 12, 35, 46, 58, 120, 680, 1300, 4200, 26000)


@dataclass
class Names:
    """Invented names, drawn from one source of chance; `place` are names of the gazetteer by level."""

    chance: random.Random
    surnames: list[str]
    places: dict[str, list[tuple[str, str]]]
    last: list[str] = field(default_factory=list)

    def person(self) -> str:
        """A full name in the manner of one of the peoples, remembered for the short form."""
        makers: list[tuple[Callable[[], list[str]], int]] = [
            (self._han, 10),
            (self._worded, 1),
            (self._uygur, 5),
            (self._tibetan, 4),
            (self._mongol, 2),
            (self._yi, 2),
            (self._small, 1),
        ]
        maker = self.chance.choices([m for m, _ in makers], [w for _, w in makers])[0]
        self.last = maker()
        joint = "·" if maker == self._uygur and self.chance.random() < 0.15 else " "
        return joint.join(self.last)

    def short(self) -> str:
        """How the person named last is called further on."""
        if not self.last:
            self.person()
        return self.chance.choice([self.last[0], self.last[0], self.last[-1]])

    def _han(self) -> list[str]:
        given = "".join(self.chance.choice(WORDS["given"]) for _ in range(self.chance.choice((1, 2, 2))))
        return [self.chance.choice(self.surnames), given.capitalize()]

    def _worded(self) -> list[str]:
        words = self.chance.sample(WORDS["worded"], self.chance.choice((1, 1, 2)))
        return [self.chance.choice(self.surnames), *words]

    def _uygur(self) -> list[str]:
        return [self._uygur_word() for _ in range(self.chance.choice((1, 2, 2)))]

    def _uygur_word(self) -> str:
        first = self.chance.choice(WORDS["uygur_first"])
        return first + self.chance.choice(WORDS["uygur_last"]) if self.chance.random() < 0.7 else first

    def _tibetan(self) -> list[str]:
        return self.chance.sample(WORDS["tibetan"], self.chance.choice((1, 2, 2)))

    def _mongol(self) -> list[str]:
        parts = self.chance.sample(WORDS["mongol"], 2)
        shape = self.chance.random()
        if shape < 0.4:
            return [parts[0] + parts[1].lower()]
        return parts if shape < 0.7 else parts[:1]

    def _yi(self) -> list[str]:
        return [self.chance.choice(WORDS["yi_first"]), self.chance.choice(WORDS["yi_last"])]

    def _small(self) -> list[str]:
        return [self.chance.choice(WORDS["small"]), self.chance.choice(WORDS["given"]).capitalize()]

    def place(self, level: str) -> str:
        """A place of a level, whole or by its stem, its type in small letters or chained to its parent now and then."""
        if level == "village":
            return self._village()
        name, stem = self.chance.choice(self.places[level])
        shape = self.chance.random()
        if shape < 0.3:
            return stem
        if shape < 0.5 and " " in name:
            head, _, kind = name.rpartition(" ")
            return f"{head} {kind.lower()}"
        return name

    def _village(self) -> str:
        if self.chance.random() < 0.4:
            return self.place("township")
        stem = self._pinyin().capitalize()
        return f"{stem}{self.chance.choice((' Village', ' village', ' Community', '', ' Town', ' Township', ' town'))}"

    def _pinyin(self) -> str:
        return "".join(self.chance.choice(WORDS["given"]) for _ in range(self.chance.choice((2, 2, 3))))

    def any_place(self) -> str:
        """A place of any size but a village."""
        return self.place(self.chance.choice(("province", "prefecture", "prefecture", "county", "county", "township")))

    def organization(self) -> str:
        """A firm, cooperative, bureau, school or body of the state."""
        kind = self.chance.random()
        stem = self.chance.choice(("", self._stem(), self._stem()))
        brand = self._pinyin().capitalize()
        if kind < 0.35:
            parts = [stem, brand, self.chance.choice(WORDS["trades"]), self.chance.choice(WORDS["firms"])]
        elif kind < 0.55:
            trade = self.chance.choice(WORDS["trades"]) if self.chance.random() < 0.5 else ""
            parts = [stem, brand, trade, self.chance.choice(WORDS["cooperatives"])]
        elif kind < 0.75:
            parts = [
                self.chance.choice((self.place("county"), "County", "Municipal", "Provincial")),
                self.chance.choice(WORDS["bodies"]),
            ]
        elif kind < 0.9:
            parts = [
                self._stem(),
                self.chance.choice(WORDS["institutions"]).replace("#", str(self.chance.randint(1, 9))),
            ]
        else:
            parts = [self.chance.choice(WORDS["national"])]
        return " ".join(p for p in parts if p)

    def _stem(self) -> str:
        name, stem = self.chance.choice(self.places[self.chance.choice(("province", "prefecture", "county"))])
        return self.chance.choice((name, stem, stem))

    def fill(self, slot: str) -> str:
        """What stands in a slot of a template."""
        fillers: dict[str, Callable[[], str]] = {
            "P": self.person,
            "S": self.short,
            "O": self.organization,
            "L": self.any_place,
            "V": lambda: self.place("village"),
            "C": lambda: self.place("county"),
            "R": lambda: self.place("province"),
            "W": lambda: self.chance.choice(WORDS["wares"]),
            "T": lambda: self.chance.choice(WORDS["roles"]),
            "Y": lambda: str(self.chance.randint(2009, 2022)),
            "N": lambda: f"{self.chance.choice(NUMBERS):,}",
        }
        return fillers[slot]()


def generate(texts: int, seed: int, nlp: Language) -> Iterator[Doc]:
    """Documents of a few sentences each, with their names as entities."""
    chance = random.Random(seed)
    names = Names(chance=chance, surnames=load("people")["surnames"], places=known_places())
    lines = (HERE / "templates.txt").read_text(encoding="utf-8").splitlines()
    templates = [line for line in lines if line and not line.startswith("#")]
    for _ in range(texts):
        names.last = []
        parts = [_filled(t, names) for t in chance.sample(templates, chance.randint(1, 5))]
        doc = _doc(parts, nlp, chance)
        if doc is not None:
            yield doc


def known_places() -> dict[str, list[tuple[str, str]]]:
    """Name and stem of the gazetteer's places, by level."""
    found: dict[str, list[tuple[str, str]]] = {}
    for place in gazetteer.load():
        found.setdefault(place.level, []).append((place.name, place.stem or place.name))
    return found


def _filled(template: str, names: Names) -> tuple[str, list[tuple[int, int, str]]]:
    """A template with its slots filled, and the spans of the names in it."""
    text, spans, end = "", [], 0
    for match in SLOT.finditer(template):
        text += template[end : match.start()]
        word = names.fill(match.group(1))
        if match.group(1) in LABELS:
            spans.append((len(text), len(text) + len(word), LABELS[match.group(1)]))
        text, end = text + word, match.end()
    return text + template[end:], spans


def _doc(parts: list[tuple[str, list[tuple[int, int, str]]]], nlp: Language, chance: random.Random) -> Doc | None:
    text, spans = "", []
    for words, found in parts:
        spans += [(start + len(text), end + len(text), label) for start, end, label in found]
        text += words + chance.choice((" ", " ", " ", "\n\n", "\n  "))
    doc = nlp.make_doc(text)
    entities = [doc.char_span(*span[:2], label=span[2]) for span in spans]
    if any(e is None for e in entities):
        return None  # a name that the tokenizer doesn't part from its neighbour
    doc.set_ents([e for e in entities if e is not None])
    return doc


def main() -> None:
    """Write a file of generated documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--texts", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    DocBin(docs=generate(args.texts, args.seed, spacy.blank("en")), store_user_data=False).to_disk(args.out)


if __name__ == "__main__":
    main()
