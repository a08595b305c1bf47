"""How right the reading of annotated articles is: tables to standard output, nothing written.

python benchmarks/accuracy.py                  the articles of tests/
python benchmarks/accuracy.py --systems        ours beside two simpler systems, on all annotated articles
python benchmarks/accuracy.py tests/written    those of another folder (articles/ and gold/)
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import baselines  # noqa: E402

from extract.documents import read_file  # noqa: E402
from extract.pipeline import read  # noqa: E402
from extract.records import Document, Property, Reading  # noqa: E402
from graph.evaluate import DETAILS, evaluate  # noqa: E402
from graph.gold import load  # noqa: E402
from graph.matched import Score  # noqa: E402

PROPERTIES = frozenset(Property)


def scores(folder: Path, system: Callable[[Document], Reading] = read) -> dict[str, Score]:
    """The score of each annotated article in a folder, as a system reads it."""
    found = {}
    for gold in load(folder / "gold"):
        article = read_file(folder / "articles" / gold.article, date=gold.date)
        found[gold.name] = evaluate(gold, system(article))
    return found


def together(each: dict[str, Score]) -> Score:
    """The score of all articles as one."""
    whole = Score()
    for name, score in each.items():
        whole.add(score, name)
    return whole


def found_table(whole: Score) -> Iterator[str]:
    """Precision, recall and F1 of each kind, over all articles."""
    yield "| kind | precision | recall | F1 | right | missed | surplus |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for kind, tally in whole.found.items():
        figures = f"{tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f}"
        yield f"| {kind} | {figures} | {tally.right} | {len(tally.missed)} | {len(tally.surplus)} |"


def details_table(whole: Score) -> Iterator[str]:
    """What is right of what was found."""
    yield "| of what was found | right | of | part |"
    yield "| --- | ---: | ---: | ---: |"
    for kind in DETAILS:
        tally = whole.details[kind]
        yield f"| {kind} | {tally.right} | {tally.right + len(tally.missed)} | {tally.recall:.3f} |"


def articles_table(each: dict[str, Score]) -> Iterator[str]:
    """F1 of each kind in each article."""
    kinds = list(next(iter(each.values())).found)
    yield f"| F1 | {' | '.join(kinds)} |"
    yield f"| --- |{' ---: |' * len(kinds)}"
    for name, score in each.items():
        yield f"| {name} | {' | '.join(f'{score.found[kind].f1:.3f}' for kind in kinds)} |"


def mistakes_table(whole: Score) -> Iterator[str]:
    """What goes wrong, by class, property, program type and the like, the most frequent first."""
    counts = {
        "relations missed": Counter(what.split()[2] for what in whole.found["relations"].missed),
        "relations too many": Counter(
            next(w for w in what.split() if w in PROPERTIES) for what in whole.found["relations"].surplus
        ),
        "programs missed": Counter(what.rpartition(":")[2] for what in whole.found["programs"].missed),
        "programs too many": Counter(what.rpartition(":")[2] for what in whole.found["programs"].surplus),
        "entities too many": Counter(what.rpartition(" as ")[2] for what in whole.found["entities"].surplus),
    }
    yield "| mistake | where |"
    yield "| --- | --- |"
    for kind, count in counts.items():
        yield f"| {kind} | {', '.join(f'{what} {n}' for what, n in count.most_common()) or 'none'} |"


def systems_table() -> Iterator[str]:
    """F1 of each kind of three systems on the same articles: precision and recall behind it."""
    yield "| F1 (precision, recall) | ours | the model's names and triples | ours without the model |"
    yield "| --- | --- | --- | --- |"
    wholes = []
    for system in (read, baselines.plain, baselines.unlearnt):
        whole = together(scores(ROOT / "tests", system))
        for name, score in scores(ROOT / "tests" / "written", system).items():
            whole.add(score, name)
        wholes.append(whole)
    for kind in wholes[0].found:
        tallies = [whole.found[kind] for whole in wholes]
        yield f"| {kind} | {' | '.join(f'{t.f1:.3f} ({t.precision:.2f}, {t.recall:.2f})' for t in tallies)} |"


def main() -> None:
    """Print the tables, in Markdown."""
    if sys.argv[1:] == ["--systems"]:
        print("\n".join(systems_table()))
        return
    each = scores(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests")
    whole = together(each)
    for lines in (found_table(whole), details_table(whole), articles_table(each), mistakes_table(whole)):
        print("\n".join(lines), end="\n\n")


if __name__ == "__main__":
    main()
