"""How often facts are right by their confidence, in articles that nothing was learnt from: tables to standard output.

python benchmarks/calibration.py            bins of confidence and their precision
python benchmarks/calibration.py --write    writes extract/patterns/confidence.toml anew, then prints them
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from extract.confidence import way  # noqa: E402
from extract.documents import read_file  # noqa: E402
from extract.pipeline import read  # noqa: E402
from extract.records import Fact, Property  # noqa: E402
from graph.evaluate_relations import judged  # noqa: E402
from graph.gold import load  # noqa: E402
from graph.matched import Matched  # noqa: E402

FOLDERS = (ROOT / "tests" / "unseen", ROOT / "tests" / "blind")  # which no rule or weight was made for
OUT = ROOT / "extract" / "patterns" / "confidence.toml"
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
# Facts imagined beside those checked, that few are not taken for many: of the whole at a property, of it at a way.
WHOLE, PROPERTY = 10, 10
Judged = tuple[Fact, bool]


def facts(*, calibrate: bool) -> Iterator[Judged]:
    """Every fact between things that the annotations can tell of, and whether it is right."""
    for folder in FOLDERS:
        for gold in load(folder / "gold"):
            document = read_file(folder / "articles" / gold.article, date=gold.date)
            yield from judged(Matched(gold, read(document, calibrate=calibrate)))


def table(found: Iterable[Judged]) -> str:
    """The measured precision of each way of finding each property, drawn towards the property's own."""
    by_property: dict[str, list[Judged]] = defaultdict(list)
    for fact, right in found:
        by_property[fact.predicate].append((fact, right))
    everything = [right for pairs in by_property.values() for _, right in pairs]
    whole = sum(everything) / len(everything)
    lines = ["# How often facts were right, by property and first confidence. Made by benchmarks/calibration.py."]
    for predicate in Property:
        pairs = by_property.get(predicate, [])
        right = sum(right for _, right in pairs)
        own = (right + WHOLE * whole) / (len(pairs) + WHOLE)
        lines += ["", f"[{predicate}]", f"right = {right}", f"checked = {len(pairs)}", f"any = {own:.2f}"]
        ways: dict[str, list[bool]] = defaultdict(list)
        for fact, fits in pairs:
            ways[way(fact.confidence)].append(fits)
        for key, fits in sorted(ways.items()):
            measured = (sum(fits) + PROPERTY * own) / (len(fits) + PROPERTY)
            lines.append(f'"{key}" = {measured:.2f}')
    return "\n".join(lines) + "\n"


def bins(found: Iterable[Judged]) -> Iterator[str]:
    """Facts by confidence, and how many of them are right."""
    pairs = list(found)
    yield "| confidence | facts | right | part |"
    yield "| --- | ---: | ---: | ---: |"
    for low, high in pairwise(BINS):
        inside = [right for fact, right in pairs if low <= round(fact.confidence, 2) < high]
        if inside:
            part = sum(inside) / len(inside)
            yield f"| {low:.2f} to {min(high, 1):.2f} | {len(inside)} | {sum(inside)} | {part:.3f} |"


def main() -> None:
    """Print the bins; first measure anew if asked."""
    if sys.argv[1:] == ["--write"]:
        OUT.write_text(table(facts(calibrate=False)), encoding="utf-8")
        sys.exit(f"{OUT.relative_to(ROOT)} is written; run again for the bins.")
    print("\n".join(bins(facts(calibrate=True))))


if __name__ == "__main__":
    main()
