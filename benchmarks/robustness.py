"""No text crashes the reading: broken articles by the thousand, each with its evidence standing and its graph valid.

`python benchmarks/robustness.py [RUNS] [SEED]` takes 10,000 runs by default, shows progress, and writes each text
that fails to a file of its own.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from extract.documents import from_text, read_file  # noqa: E402
from extract.pipeline import read  # noqa: E402
from extract.records import Reading  # noqa: E402
from graph.rdf import gazetteer_quads, mentioned_codes, quads  # noqa: E402
from graph.validate import problems  # noqa: E402
from ontology.errors import BadInput  # noqa: E402

RUNS = 10_000
LENGTH = 600  # characters of an article that one run breaks
EACH = 50  # runs between two signs of progress
ODD = "\x00\x0b\u200b\u202e\ufeff\u00a0é中文🐑ٱلم\ud7ff\U0001f9f6“”‘’'\"·—…%$¥#@{}[]<>|\\^~`,;:.!?0123456789½²"
Breaker = Callable[[random.Random, str], str]


def deleted(chance: random.Random, text: str) -> str:
    """Characters taken out, one in twenty."""
    return "".join(c for c in text if chance.random() > 0.05)


def doubled(chance: random.Random, text: str) -> str:
    """Characters twice, one in twenty."""
    return "".join(c * (2 if chance.random() < 0.05 else 1) for c in text)


def shuffled(chance: random.Random, text: str) -> str:
    """The characters of a stretch in any order."""
    start = chance.randrange(max(1, len(text)))
    stretch = list(text[start : start + 40])
    chance.shuffle(stretch)
    return text[:start] + "".join(stretch) + text[start + 40 :]


def mixed(chance: random.Random, text: str) -> str:
    """Words in any order."""
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def sprinkled(chance: random.Random, text: str) -> str:
    """Odd characters put in, one in twenty."""
    return "".join(c + (chance.choice(ODD) if chance.random() < 0.05 else "") for c in text)


def cut(chance: random.Random, text: str) -> str:
    """The text from anywhere to anywhere."""
    start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    return text[start:end]


def bare(chance: random.Random, text: str) -> str:
    """Without blanks, without punctuation, or all in one case."""
    ways: list[Callable[[str], str]] = [
        lambda t: t.replace(" ", ""),
        lambda t: "".join(c for c in t if c.isalnum() or c.isspace()),
        str.upper,
        str.lower,
        lambda t: t.replace("\n", " "),
    ]
    return chance.choice(ways)(text)


BREAKERS: tuple[Breaker, ...] = (deleted, doubled, shuffled, mixed, sprinkled, cut, bare)


def broken(chance: random.Random, articles: list[str]) -> str:
    """A piece of an article, broken in one to three ways."""
    article = chance.choice(articles)
    start = chance.randrange(max(1, len(article) - LENGTH))
    text = article[start : start + LENGTH]
    for breaker in chance.sample(BREAKERS, chance.randint(1, 3)):
        text = breaker(chance, text)
    return text


def fault(text: str) -> str:
    """What is wrong with the reading of a text, '' if nothing."""
    try:
        reading = read(from_text(text, date="2020-08"))
        breaches = invalid(reading)
    except BadInput:  # no words are left in it, and that is said
        return ""
    except Exception as error:  # whatever it is, it is what is looked for
        return f"{type(error).__name__}: {error}"
    size = len(reading.document.text)
    for record in (*reading.facts, *reading.observations, *reading.quotations):
        if not record.evidence or any(not 0 <= e.start < e.end <= size for e in record.evidence):
            return f"evidence outside the text: {record}"
    if any(not 0 <= m.start < m.end <= size for m in reading.mentions):
        return "a mention outside the text"
    return "; ".join(breaches)


def invalid(reading: Reading) -> tuple[str, ...]:
    """What the shapes say against the graph of a reading."""
    made = quads(reading)
    return problems([*made, *gazetteer_quads(mentioned_codes(made))])


def run(runs: int, seed: int = 1) -> list[str]:
    """The faults of so many broken texts."""
    chance = random.Random(seed)
    articles = [read_file(path).text for path in sorted((ROOT / "tests" / "articles").glob("*.txt"))]
    out = Path(mkdtemp(prefix="policygraph-broken-"))
    faults: list[str] = []
    start = perf_counter()
    for number in range(1, runs + 1):
        text = broken(chance, articles)
        wrong = fault(text)
        if wrong:
            (out / f"{number}.txt").write_text(text, encoding="utf-8", errors="surrogatepass")
            faults.append(f"{out / f'{number}.txt'}: {wrong}")
        if number % EACH == 0 or number == runs:
            rate = number / (perf_counter() - start)
            print(f"\r{number:,} of {runs:,}, {rate:.0f} a second, {len(faults)} faults", end="", file=sys.stderr)
    print(file=sys.stderr)
    if not faults:
        out.rmdir()
    return faults


def main() -> None:
    """Break texts, and print what went wrong."""
    numbers = [int(word) for word in sys.argv[1:]]
    faults = run(*(numbers or [RUNS]))
    print("\n".join(faults) or "No text crashed the reading; all evidence stands, and every graph holds to the shapes.")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
