from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from sample_reading import sample

from graph import sameness
from graph.rdf import quads
from graph.sameness import CROWD, SURE, Page, Pair, View, compared, doubts, page, profiles
from ontology.iri import BASE, document_iri

HERE, NEXT, FAR = "522633", "522634", "620122"  # two counties of a province, and one elsewhere


def resolved(told: Iterable[Page]) -> tuple[dict[str, str], dict[tuple[str, str], Pair]]:
    return sameness.resolved(profiles(told))


def person(number: int, name: str, *, homes: Iterable[str] = (HERE,), ties: Iterable[str] = ()) -> View:
    return View(f"{BASE}person/p-{number}", "Person", name, (name,), tuple(homes), tuple(ties))


def firm(number: int, name: str, *, homes: Iterable[str] = (HERE,), kind: str = "Enterprise") -> View:
    return View(f"{BASE}organization/o-{number}", kind, name, (name,), tuple(homes), ())


def pages(*views: View, counties: Iterable[str] = ()) -> list[Page]:
    """A page for each view."""
    return [Page(f"{BASE}document/d-{i}-{v.iri}", tuple(counties), (v,)) for i, v in enumerate(views)]


def told(*views: View, counties: Iterable[str] = ()) -> str:
    """What becomes of two views: one, perhaps or apart."""
    merged, doubts = resolved(pages(*views, counties=counties))
    return "one" if merged else "perhaps" if doubts else "apart"


def test_spellings_of_a_name_in_one_county_are_one_person() -> None:
    assert told(person(1, "Meng Zhenguo"), person(2, "Zhen-guo Meng")) == "one"
    assert told(person(1, "Phuntsok Tenzin"), person(2, "Pingcuo Danzeng")) == "one"


def test_namesakes_in_other_counties_stay_apart() -> None:
    assert told(person(1, "Meng Zhenguo"), person(2, "Meng Zhenguo", homes=(NEXT,))) == "apart"
    assert told(person(1, "Gao Wei"), person(2, "Gao Wei", homes=(FAR,))) == "apart"
    assert told(firm(1, "Boyuan Tea Company"), firm(2, "Boyuan Tea Company", homes=(NEXT,))) == "apart"


def test_a_common_name_needs_more_than_a_county() -> None:
    tie = ("worksFor>org:boyuantea",)
    assert told(person(1, "Gao Wei"), person(2, "Gao Wei")) == "perhaps"
    assert told(person(1, "Gao Wei", ties=tie), person(2, "Gao Wei", ties=tie)) == "one"


def test_a_name_with_no_county_is_perhaps_one_where_relations_agree() -> None:
    tie = ("holdsPostIn>org:boyuantea",)
    assert told(person(1, "Meng Zhenguo", homes=()), person(2, "Meng Zhenguo", homes=())) == "apart"
    assert (
        told(person(1, "Meng Zhenguo", homes=(), ties=tie), person(2, "Meng Zhenguo", homes=(), ties=tie)) == "perhaps"
    )


def test_a_translators_slip_is_never_sure() -> None:
    tie = ("worksFor>org:boyuantea", "founded>org:boyuantea")
    assert told(person(1, "Meng Zhenguo", ties=tie), person(2, "Meng Zhengguo", ties=tie)) == "perhaps"


def test_a_village_and_a_township_of_one_name_are_two() -> None:
    village = View(f"{BASE}place/v-1", "Village", "Baixi Village", ("Baixi Village",), (HERE,), ())
    again = replace(village, iri=f"{BASE}place/v-2", label="Bai Xi village")
    assert told(village, again) == "one"
    assert told(village, replace(again, kind="Township")) == "apart"
    assert told(replace(village, homes=("522633001",)), replace(again, homes=("522633002",))) == "apart"


def test_a_firm_under_its_short_form_is_one_in_its_county_alone() -> None:
    long, short = firm(1, "Gansu Boyuan Tea Co., Ltd.", homes=(FAR,)), firm(2, "Boyuan Tea Company", homes=(FAR,))
    assert told(long, short) == "one"
    assert told(long, replace(short, kind="Cooperative")) == "apart"


def test_a_firm_told_of_in_many_counties_is_one_by_its_name_and_the_province_of_its_seat() -> None:
    provinces = ("620000", "520000")
    views = [firm(i, "Gansu Boyuan Tea Co., Ltd.", homes=(provinces[i % 2],)) for i in range(4 * CROWD)]
    told_of = [Page(f"{BASE}document/d-{i}", (f"62{i:02}23",), (view,)) for i, view in enumerate(views)]
    merged, _ = resolved(told_of)
    owner = [merged.get(view.iri, view.iri) for view in views]
    assert (len(set(owner[::2])), len(set(owner[1::2])), len(set(owner))) == (1, 1, 2)
    offices = [replace(view, label="Employment Bureau", names=("Employment Bureau",)) for view in views]
    assert not resolved([replace(p, views=(o,)) for p, o in zip(told_of, offices, strict=True)])[0]


def test_what_one_document_keeps_apart_is_never_one() -> None:
    one, two, other = person(1, "Meng Zhenguo"), person(2, "Meng Zhen Guo"), person(3, "Zhenguo Meng")
    both = Page(f"{BASE}document/both", (), (one, two))
    assert resolved([both]) == ({}, {})
    merged, doubts = resolved([both, *pages(other)])
    assert len(merged) == 1
    assert len(doubts) == 1


def test_a_name_without_a_seat_is_no_bridge_between_provinces() -> None:
    there = firm(1, "Gansu Boyuan Tea Co., Ltd.", homes=("620000",))
    here = firm(2, "Guizhou Boyuan Tea Co., Ltd.", homes=("520000",))
    bare = firm(3, "Boyuan Tea Company", homes=())
    told_of = [Page(f"{BASE}document/d-{view.iri}", (code,), (view,)) for code, view in ((FAR, there), (HERE, here))]
    told_of += [Page(f"{BASE}document/b-{code}", (code,), (bare,)) for code in (FAR, HERE)]
    merged, doubts = resolved(told_of)
    assert len(merged) == 1
    assert len({merged.get(view.iri, view.iri) for view in (here, there, bare)}) == 2
    assert len(doubts) == 1
    assert resolved(told_of[::-1]) == (merged, doubts)


def test_of_several_sure_pairs_that_stay_apart_the_surest_tells_why_in_any_order() -> None:
    found = [Pair("a", "c", 0.95, ("the same name",)), Pair("b", "d", 0.8, ("spellings of one name",))]
    named_by = {"a": "a", "b": "a", "c": "c", "d": "c"}
    kept = {("a", "c"): Pair("a", "c", 0.74, ("the same name",))}
    assert doubts(found, named_by) == doubts(reversed(found), named_by) == kept


def test_order_of_pages_makes_no_difference() -> None:
    names = ["Meng Zhenguo", "Meng Zhen-guo", "Zhenguo Meng", "Gao Wei", "Meng Zhengguo", "Tashi Norbu", "Zhaxi Luobu"]
    ties = [(), ("worksFor>org:boyuantea",), ("livesIn>place:baixi",)]
    chance = random.Random(7)
    views = [
        person(i, chance.choice(names), homes=(chance.choice((HERE, NEXT)),), ties=chance.choice(ties))
        for i in range(40)
    ]
    told_in_order = resolved(pages(*views))
    assert told_in_order[0]
    assert told_in_order[1]
    numbered = pages(*views)
    for _ in range(5):
        chance.shuffle(numbered)
        assert resolved(numbered) == told_in_order


def test_a_pair_has_its_score_and_reasons() -> None:
    known = profiles(pages(person(1, "Meng Zhenguo"), person(2, "Meng Zhen-guo")))
    pair = compared(*known.values())
    assert pair is not None
    assert pair.score >= SURE
    assert pair.reasons == ("spellings of one name", "a home in the same county")
    assert compared(*reversed(known.values())) == pair


def test_a_page_tells_homes_and_ties_and_survives_writing() -> None:
    reading = sample()
    told_here = page(document_iri(reading.document.text), quads(reading))
    views = {view.label: view for view in told_here.views}
    assert any(view.homes for view in views.values())
    assert any(tie.startswith(("worksFor>org:", "holdsPostIn>")) for view in views.values() for tie in view.ties)
    assert Page.from_json(told_here.json()) == told_here
