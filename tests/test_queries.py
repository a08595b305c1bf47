from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal
from sample_reading import TEXT, sample
from stores import AGAIN, called, firm, holding, linked, tea, twice

from extract.records import Document, Entity, Kind, Reading
from graph import queries
from graph.store import Store
from ontology.iri import BASE, document_iri, place_iri

GRAPH = Path(queries.__file__).parent
FILES = sorted((GRAPH / "queries").glob("*.rq"))
DOCUMENT = document_iri(TEXT)


def labels(found: list[queries.Found]) -> list[str]:
    return [f.entity.label for f in found]


def titled(*names: str, kind: Kind = Kind.ENTERPRISE) -> Reading:
    """A reading that names some entities and tells nothing of them."""
    entities = tuple(Entity(id=f"e{i}", kind=kind, label=name) for i, name in enumerate(names))
    return Reading(document=Document(text="Names."), entities=entities)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_question_says_what_it_asks_and_is_asked(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"# [A-Z].+[.:]", first)
    sources = "".join(p.read_text(encoding="utf-8") for p in GRAPH.glob("*.py"))
    assert f'"{path.stem}"' in sources


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_question_is_answered_by_an_empty_store(path: Path) -> None:
    lists: dict[str, list[str]] = {name: [] for name in re.findall(r"%(\w+),?%", path.read_text(encoding="utf-8"))}
    with Store.memory() as store:
        if "\nCONSTRUCT" in path.read_text(encoding="utf-8"):
            assert list(queries.triples(store, path.stem, lists=lists)) == []
        else:
            found = queries.rows(store, path.stem, lists=lists)
            assert all(set(row.values()) == {"0"} for row in found)  # what counts all has a row, of noughts


def test_rows_give_text_and_nothing_for_what_is_unbound() -> None:
    (row,) = queries.rows(holding(titled("Lotus")), "documents")
    assert row == {
        "document": document_iri("Names."), "headline": "", "published": "", "outlet": "", "url": "",
    }  # fmt: skip


def test_fixed_variables_hold_whatever_a_title_may_hold() -> None:
    odd = 'a "quoted" \\ title? { %text% }\nin two lines'
    store = holding(replace(titled("Lotus"), document=Document(text="Names.", title=odd)))
    (row,) = queries.rows(store, "held", {"text": Literal(odd)})
    assert row["headline"] == odd
    assert queries.rows(store, "held", {"text": Literal(odd + "?")}) == []


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        (f"{BASE}place/130131", "place/130131"),
        (f"{BASE}person/zhou-meiyu-0a", "person/zhou-meiyu-0a"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_short_names_become_whole_again(iri: str, name: str) -> None:
    assert queries.short(iri) == name
    assert queries.whole(name) == iri


@pytest.mark.parametrize("name", ["", "two words", "<x>", "a|b", "https://example.org/a b", "x%zz", 'say "x"'])
def test_what_can_be_no_iri_is_whole_as_nothing(name: str) -> None:
    assert queries.whole(name) == ""


@given(st.text(max_size=20))
def test_whole_never_fails_and_nothing_is_known_by_junk(name: str) -> None:
    iri = queries.whole(name)
    assert iri == "" or iri.endswith(name)
    assert queries.names(tea(), [iri]) == {}


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["Actor", "Official", "Person"], "Official"),
        (["Actor", "Organization"], "Organization"),
        (["Actor", "Person"], "Person"),
        (["Place", "County", ""], "County"),
        (["Place"], "Place"),
        ([""], ""),
        ([], ""),
    ],
)
def test_special_class_is_the_one_below_the_others(kinds: list[str], expected: str) -> None:
    assert queries.special(kinds) == expected


def test_counts_are_of_what_articles_speak_of_and_not_of_the_gazetteer() -> None:
    counts = queries.kind_counts(tea())
    assert (counts["Fact"], counts["Observation"], counts["Quotation"], counts["Document"]) == (10, 2, 1, 1)
    assert (counts["Place"], counts["County"], counts["Province"], counts["Village"]) == (3, 1, 1, 1)
    assert (counts["Person"], counts["Official"], counts["Actor"]) == (2, 1, 5)
    assert "Prefecture" not in counts  # Shijiazhuang is in the gazetteer alone
    assert "Region" not in counts


def test_counts_take_what_two_articles_speak_of_once() -> None:
    counts = queries.kind_counts(twice())
    assert (counts["Document"], counts["Fact"]) == (2, 17)
    assert (counts["Place"], counts["Official"], counts["Program"]) == (3, 1, 1)
    assert counts["Journalist"] == 1  # of one name, in articles about one county


def test_names_leave_out_what_is_not_known() -> None:
    place, nobody = place_iri("130131"), f"{BASE}person/nobody"
    found = queries.names(tea(), [place, nobody, "", place])
    assert found == {place: queries.Named(iri=place, label="Pingshan County", kind="County")}


@pytest.mark.parametrize(
    ("name", "facts"),
    [("Pingshan County", 3), ("Green Ridge Tea Co.", 4), ("tea", 1), ("Lin Anke", 0), ("Shijiazhuang City", 0)],
)
def test_links_count_the_facts_at_either_end(name: str, facts: int) -> None:
    iri = called(tea(), name)
    assert queries.links(tea(), [iri]) == {iri: facts}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tea", ["tea", "Green Ridge Tea Co.", "Shunchang County Tea Institute"]),
        ("  TEA ", ["tea", "Green Ridge Tea Co.", "Shunchang County Tea Institute"]),
        ("zhou  MEIYU", ["Zhou Meiyu"]),
        ("green-ridge", ["Green Ridge Tea Co."]),
        ("eiyu", ["Zhou Meiyu"]),
        ("平山", ["Pingshan County"]),
        ("Upper Creek", ["Upper Creek Village", "workshop in Upper Creek"]),
        ("Shijiazhuang", ["Shijiazhuang City"]),
        ("tea (", []),
        ('") } #', []),
        ("?x", []),
        ("'", []),
        (" ", []),
        ("", []),
    ],
)
def test_search_finds_names_that_hold_the_words(words: str, expected: list[str]) -> None:
    assert labels(queries.search(tea(), words)) == expected


def test_search_puts_whole_names_before_words_and_words_before_pieces() -> None:
    names = ["Lotus", "Lotus Farm", "White Lotus Mill", "Lotusland", "Greenlotus"]
    assert labels(queries.search(holding(titled(*names[::-1])), "lotus")) == names


def test_search_puts_the_better_linked_first_and_gives_no_more_than_asked() -> None:
    store = holding(linked([("c", "a"), ("c", "b"), ("b", "d"), ("c", "d")]))
    found = queries.search(store, "firm")
    assert [f.links for f in found] == [3, 2, 2, 1]
    assert found[0].entity.label == "Firm c"
    assert queries.search(store, "firm", most=2) == found[:2]


def test_search_says_by_which_name_it_found() -> None:
    (found,) = queries.search(tea(), "hebei")
    assert (found.entity.label, found.name) == ("Hebei Province", "Hebei")


@pytest.mark.parametrize("words", ["Farmer's Rest", "farmers rest", "FARMER’S-REST", "farmer‘s rest"])
def test_search_looks_past_apostrophes_and_hyphens(words: str) -> None:
    assert labels(queries.search(holding(titled("Farmer’s Rest")), words)) == ["Farmer’s Rest"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Greenridge Tea", "Green Ridge Tea Co."),
        ("Zhu Meiyu", "Zhou Meiyu"),
        ("Pinshan county", "Pingshan County"),
        ("uper creek vilage", "Upper Creek Village"),
    ],
)
def test_alike_offers_first_what_is_written_almost_so(words: str, expected: str) -> None:
    assert queries.search(tea(), words) == []
    assert labels(queries.alike(tea(), words))[0] == expected


@pytest.mark.parametrize("words", ["qqqxxx", "", "  "])
def test_alike_offers_nothing_that_is_far_off(words: str) -> None:
    assert queries.alike(tea(), words) == []


def test_alike_offers_no_more_than_asked() -> None:
    store = holding(titled(*(f"Willow Mill {i}" for i in range(9))))
    assert len(queries.alike(store, "wilow mill")) == 5
    assert len(queries.alike(store, "wilow mill", most=2)) == 2


def test_listing_gives_a_class_and_what_is_below_it_by_its_facts() -> None:
    found = queries.listing(tea(), "Organization")
    assert [(f.entity.label, f.entity.kind, f.links) for f in found] == [
        ("Green Ridge Tea Co.", "Enterprise", 4),
        ("workshop in Upper Creek", "Workshop", 3),
        ("Shunchang County Tea Institute", "Institution", 1),
    ]
    assert labels(queries.listing(tea(), "Place")) == ["Pingshan County", "Upper Creek Village", "Hebei Province"]
    assert queries.listing(tea(), "Nothing") == []


def test_listing_gives_pages_of_a_hundred() -> None:
    store = holding(titled(*(f"Willow Mill {i}" for i in range(120))))
    pages = [queries.listing(store, "Enterprise", page) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [100, 20, 0]
    assert len({found.entity.iri for page in pages for found in page}) == 120
    assert queries.listing(store, "Enterprise") == pages[0]
    assert queries.kind_counts(store)["Enterprise"] == 120


def test_articles_are_given_the_newest_first() -> None:
    assert [(a.iri, a.headline, a.published, a.outlet, a.url) for a in queries.articles(twice())] == [
        (document_iri(AGAIN), "Tea sells well", "2021-03-05", "hills.txt", ""),
        (DOCUMENT, "Tea brings them home", "2020-08", "tea.txt", "https://news.example/tea"),
    ]


@pytest.mark.parametrize(("outlet", "expected"), [("tea.txt", "tea.txt"), ("", "(no title)")])
def test_article_without_a_title_goes_by_its_outlet(outlet: str, expected: str) -> None:
    reading = replace(sample(), document=Document(text=TEXT, source=outlet))
    (article,) = queries.articles(holding(reading))
    assert article.headline == expected


def test_naming_gives_the_articles_that_name_an_entity() -> None:
    company, journalist = called(twice(), "Green Ridge Tea Co."), called(twice(), "Lin Anke")
    assert [a.headline for a in queries.naming(twice(), company)] == ["Tea sells well", "Tea brings them home"]
    assert len(queries.naming(twice(), journalist)) == 2
    assert queries.naming(twice(), called(twice(), "Shijiazhuang City")) == []


def test_text_of_an_article_is_given_as_it_was_read() -> None:
    assert queries.article_text(tea(), DOCUMENT) == TEXT
    assert queries.article_text(tea(), document_iri("other")) == ""


def test_mentions_are_in_the_order_of_the_text_with_the_longer_first() -> None:
    found = queries.mentions(twice(), DOCUMENT)
    assert len(found) == len(sample().mentions)
    assert [(s.start, -s.end) for s in found] == sorted((s.start, -s.end) for s in found)
    words = {TEXT[s.start : s.end]: s for s in found}
    assert {w: words[w].kind for w in ("Zhou Meiyu", "85 villagers", "We sold", "Tea")} == {
        "Zhou Meiyu": "Official", "85 villagers": "Observation", "We sold": "Quotation", "Tea": "Industry",
    }  # fmt: skip
    assert [w for w, s in words.items() if not s.named] == ["The company"]
    assert words["The company"].body == words["Green Ridge Tea Co."].body


def test_headlines_are_given_for_articles_alone() -> None:
    wanted = [DOCUMENT, document_iri(AGAIN), place_iri("130131")]
    assert queries.headlines(twice(), wanted) == {
        DOCUMENT: "Tea brings them home", document_iri(AGAIN): "Tea sells well",
    }  # fmt: skip
    assert queries.headlines(twice(), []) == {}


def test_firms_of_two_articles_are_one() -> None:
    store = holding(linked([("a", "b")]), linked([("a", "c")], text="Others work together too."))
    assert queries.links(store, [firm("a")]) == {firm("a"): 2}
    assert len(queries.search(store, "firm a")) == 1
