"""What a cluster works out in shares is what one machine works out of all at once."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest
from stores import twice
from test_merging import FIRMS, PEOPLE, article, graphs

from graph import sameness, shares
from graph.rdf import quads
from graph.sameness import Page, Profile
from graph.store import Store
from ontology.iri import document_iri


def invented(number: int) -> list[Page]:
    """The pages of articles about few people and firms in two counties, with doubts and namesakes."""
    chance = random.Random(number)
    readings = [
        article(
            i,
            chance.sample(PEOPLE, chance.randint(1, 3)),
            firm=chance.choice(("", *FIRMS)),
            county=chance.choice(("Shiqian County", "Sinan County")),
        )
        for i in range(30)
    ]
    return [sameness.page(document_iri(r.document.text), quads(r)) for r in readings]


def stored(store: Store) -> list[Page]:
    return [sameness.page(document, graph) for document, graph in sorted(graphs(store).items())]


def in_shares(pages: list[Page]) -> tuple[dict[str, str], dict[tuple[str, str], sameness.Pair]]:
    """Who is who, as a cluster works it out."""
    slices = defaultdict(list)
    for page in pages:
        for told in shares.slices(page):
            slices[told.iri].append(shares.read(shares.written(told)))
    known = {iri: shares.joined(told) for iri, told in slices.items()}
    pairs = {
        (p.one, p.two): p
        for key, block in sameness.blocks(known).items()
        if not sameness.is_crowded(key, len(block))
        for p in shares.paired(key, [known[iri] for iri in block])
    }
    goes = {}
    for group in held_together(known, [p for p in pairs.values() if p.score >= sameness.SURE]):
        mine = [p for p in pairs.values() if p.one in group and p.two in group and p.score >= sameness.SURE]
        goes |= shares.decided([known[iri] for iri in group], mine)
    return goes, sameness.doubts(pairs.values(), goes)


def held_together(known: dict[str, Profile], sure: list[sameness.Pair]) -> list[set[str]]:
    """The entities that chains of pairs hold together."""
    of = {iri: {iri} for iri in known}
    for pair in sure:
        both = of[pair.one] | of[pair.two]
        of |= dict.fromkeys(both, both)
    return list({id(group): group for group in of.values()}.values())


@pytest.mark.parametrize("pages", [invented(1), invented(2), stored(twice())])
def test_shares_decide_as_all_at_once(pages: list[Page]) -> None:
    whole = sameness.resolved(sameness.profiles(pages))
    assert whole[0] or whole[1]
    assert in_shares(pages) == whole
    assert in_shares(pages[::-1]) == whole


def test_profile_of_slices_is_that_of_pages_also_of_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = invented(3)
    for most in (sameness.MOST, 3):
        monkeypatch.setattr(sameness, "MOST", most)
        monkeypatch.setattr(shares, "MOST", most)
        for iri, profile in sameness.profiles(pages).items():
            told = [s for page in reversed(pages) for s in shares.slices(page) if s.iri == iri]
            assert shares.joined(told) == profile


def test_sets_of_documents_are_told_apart_in_any_order() -> None:
    assert shares.made_of(["a", "b"]) == shares.made_of(["b", "a"])
    assert len({shares.made_of(d) for d in (["a"], ["b"], ["a", "b"], [])}) == 4
