"""Who is who across invented stories, held against the truth: `python benchmarks/identity.py [--stories 1000]`.

Pairs of entities are judged twice: as a perfect reader would name them, and as the project's own reader does. Of what
the reader finds, only entities count that bear a name of the truth; what it misses is given apart.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from stories import Story, stories  # noqa: E402

from extract.pipeline import read  # noqa: E402
from extract.records import Document  # noqa: E402
from graph import duplicates, sameness  # noqa: E402
from graph.rdf import quads  # noqa: E402
from graph.sameness import Page, View  # noqa: E402
from ontology import gazetteer  # noqa: E402
from ontology.iri import BASE, document_iri  # noqa: E402

FAMILIES = ("person", "organization", "place")
Owners = dict[str, str]  # the key of the truth, by the entity's IRI


def read_page(story: Story) -> Page:
    """What the project's own reader makes of a story."""
    document = Document(text=story.text, title=story.title, date=story.date, source=story.source)
    return sameness.page(document_iri(story.text), quads(read(document)))


def true_page(story: Story) -> tuple[Page, Owners]:
    """A story as a perfect reader would tell who is named in it, in its county, with no relation but a firm's seat."""
    county = next(key.partition("/")[2] for key in story.forms if is_coded(key) and not key.endswith("0000"))
    views, owners = [], {}
    for number, (key, names) in enumerate(story.forms.items()):
        family = key.partition("/")[0]
        if not is_coded(key) and len(names[0].split()) > 1:
            iri = f"{BASE}{family}/{number}-{document_iri(story.text)[-20:]}"
            kind = {"person": "Person", "organization": "Organization", "place": "Village"}[family]
            views.append(View(iri, kind, names[0], tuple(sorted(names)), seat(names[0]), ()))
            owners[iri] = key
    return Page(document_iri(story.text), (county,), tuple(sorted(views, key=lambda v: v.iri))), owners


def seat(name: str) -> tuple[str, ...]:
    """The code of the province that a firm's name begins with, if it does."""
    found = (p for p in gazetteer.load().named(name.split()[0]) if p.level == "province" and "Co., Ltd." in name)
    return tuple(p.code for p in found)


def is_coded(key: str) -> bool:
    """Whether a key is that of a place of the gazetteer."""
    return key.startswith("place/") and key.partition("/")[2].isdigit()


def owners_of(page: Page, story: Story) -> Owners:
    """Whose the entities of a page are, by their full names."""
    bearers = defaultdict(set)
    for key, names in story.forms.items():
        for name in names:
            bearers[name].add(key)
    found = {}
    for view in page.views:
        family = sameness.family(view.iri)
        full = (n.removeprefix("the ") for n in view.names if " " in n)
        keys = {key for name in full for key in bearers[name] if key.startswith(family) and not is_coded(key)}
        if len(keys) == 1:
            found[view.iri] = keys.pop()
    return found


def judged(pages: Iterable[Page], owners: list[Owners]) -> Iterator[tuple[str, int, int, int]]:
    """For each family and kind of it: pairs rightly brought together, wrongly brought together, and missed.

    A pair of two kinds is wrong in its family alone.
    """
    goes, _ = sameness.resolved(sameness.profiles(pages))
    known = [(iri, key) for told in owners for iri, key in told.items()]  # once for each article
    for family in FAMILIES:
        mine = [(goes.get(iri, iri), key) for iri, key in known if sameness.family(iri) == family]
        yield family, *counted(mine)
        kinds = sorted({kind_of(key) for _, key in mine}) if family == "organization" else []
        for kind in kinds:
            yield f"  {kind}", *counted([(cluster, key) for cluster, key in mine if kind_of(key) == kind])


def kind_of(key: str) -> str:
    """The role of an organisation in its stories: 'firm' of 'organization/12-firm'."""
    return key.rpartition("-")[2]


def counted(mine: list[tuple[str, str]]) -> tuple[int, int, int]:
    """Of mentions, each with its cluster and its owner: pairs rightly together, wrongly together, and missed."""
    both, clusters, keys = (Counter(x) for x in (mine, (c for c, _ in mine), (k for _, k in mine)))
    right, together, same = (sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, clusters, keys))
    return right, together - right, same - right


def reprints(told: list[Story]) -> tuple[int, int, int]:
    """Pairs of prints of one story rightly linked, wrongly linked, and missed."""
    first = {story.id: story.reprint_of or story.id for story in told}
    met = defaultdict(list)
    for story in told:
        for band in duplicates.bands(story.text):
            met[band].append(story)
    candidates = {(a.id, b.id): (a, b) for block in met.values() for a, b in combinations(block, 2)}
    linked = {p for p, (a, b) in candidates.items() if duplicates.likeness(a.text, b.text) >= duplicates.ALIKE}
    right = sum(first[a] == first[b] for a, b in linked)
    same = sum(n * (n - 1) // 2 for n in Counter(first.values()).values())
    return right, len(linked) - right, same - right


def row(name: str, right: int, wrong: int, missed: int) -> str:
    """A line of the table."""
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return f"{name:<44} {right + missed:>8,} {precision:>10.4f} {recall:>8.4f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    told = list(stories(given.stories, given.seed))
    print(f"{f'{len(told):,} stories, seed {given.seed}: pairs of':<44} {'pairs':>8} {'precision':>10} {'recall':>8}")
    perfect = [true_page(story) for story in told]
    for family, *counts in judged([p for p, _ in perfect], [o for _, o in perfect]):
        print(row(f"{family}, true names", *counts))
    print(row("articles, reprints of one", *reprints(told)), flush=True)
    with ProcessPoolExecutor(given.jobs, mp_context=get_context("spawn")) as pool:
        pages = list(pool.map(read_page, told, chunksize=8))
    owners = [owners_of(page, story) for page, story in zip(pages, told, strict=True)]
    for family, *counts in judged(pages, owners):
        print(row(f"{family}, as read", *counts))
    named = sum(len(found) for _, found in perfect)
    found = sum(len({*o.values()} & {*t.values()}) for o, (_, t) in zip(owners, perfect, strict=True))
    print(f"Of {named:,} names in full, the reader found {found / named:.1%} as one entity of the right family.")


if __name__ == "__main__":
    main()
