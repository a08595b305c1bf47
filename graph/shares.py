"""Who is who, cut into shares that a cluster works on apart: pure functions, with the result of `sameness.resolved`.

A document's page gives a *slice* of each profile that it speaks of; the slices of one entity make its profile; the
profiles under one key give pairs; and pairs that hang together are decided on together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from hashlib import sha256
from importlib.metadata import version

from graph import sameness
from graph.sameness import MOST, Page, Pair, Profile

LINKS, MADE_OF = "identity", "_made_of"  # the folder of the links, and the file in it that tells what they are of
FORM = 2  # another number with each new kind of link, so that links of fewer kinds aren't taken for all
SUMMED = 8  # hexadecimal digits of a document's digest that go into the sum


def slices(page: Page) -> Iterator[Profile]:
    """What one document tells of each of its entities, as a profile of its own."""
    for iri in sorted({view.iri for view in page.views}):
        yield sameness.profile(iri, [page])


def joined(told: Iterable[Profile]) -> Profile:
    """The profile of an entity from its slices."""
    ordered = sorted(told, key=lambda s: min(s.documents))
    sets = {
        field.name: frozenset[str]().union(*(getattr(s, field.name) for s in ordered[:MOST]))
        for field in fields(Profile)
        if field.name not in {"iri", "documents"}
    }
    return Profile(ordered[0].iri, **sets, documents=frozenset().union(*(s.documents for s in ordered)))


def written(profile: Profile) -> str:
    """A profile as a text that `read` reads; equal profiles give equal text."""
    told = {name: value if name == "iri" else sorted(value) for name, value in asdict(profile).items()}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Profile:
    """A profile from its text."""
    told = json.loads(text)
    return Profile(told.pop("iri"), **{name: frozenset(value) for name, value in told.items()})


def paired(key: str, profiles: Iterable[Profile]) -> list[Pair]:
    """The pairs of the profiles that share a key."""
    known = {profile.iri: profile for profile in profiles}
    return list(sameness.pairs(known, {key: known}))


def decided(profiles: Iterable[Profile], found: Iterable[Pair]) -> dict[str, str]:
    """Of the profiles that sure pairs hold together: the IRI that each entity goes by, where it is another's."""
    known = {profile.iri: profile for profile in profiles}
    groups = sameness.clusters(known, found)
    named_by = {iri: sameness.canonical(group, known) for group in groups for iri in group}
    return {iri: to for iri, to in named_by.items() if iri != to}


def links_of(parts: int, documents: str) -> str:
    """What stands beside the links of a corpus: the release and form of them, how many parts, and of what documents."""
    return f"{version('policygraph')}/{FORM} {parts} {documents}"


def made_of(documents: Iterable[str]) -> str:
    """What tells sets of documents apart: how many there are, and the sum of their digests."""
    sums = [int(sha256(document.encode()).hexdigest()[:SUMMED], 16) for document in documents]
    return f"{len(sums)} {sum(sums)}"
