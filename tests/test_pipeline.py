"""Reading end to end: a small article, and what holds for whatever text comes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from extracted import entities, facts, kinds, names, programs, sayings
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.documents import from_text
from extract.pipeline import read
from extract.records import Document, Kind, Reading

ARTICLE = """Walnuts and looms bring Langao's young people home

By Ren Xiaolu and Gao Lei

June 21, 2021

Langao County, Ankang City, lies deep in the Daba Mountains. In the first five months of this year, the county helped more than 3,250 poor laborers find jobs, according to the Langao County Labor Bureau.

Tang Fengqin, 47, a farmer in Dashu Village, Baihe Town, works at the Rising Sun Sewing Workshop. "I earn 2,350 yuan a month, and I can look after my mother," she said.

Chen Yulong founded the Yunding Walnut Cooperative in 2016. Greenhill Textile Co., Ltd. donated 85,000 yuan to the Yunding Walnut Cooperative last year. The cooperative did not hire 75 women, as some had hoped.

Pan Guilan, deputy director of the Langao County Labor Bureau, said: "We held eight job fairs in spring." The county plans to build a clinic.
"""  # noqa: E501


@pytest.fixture(scope="module")
def told() -> Reading:
    return read(from_text(ARTICLE))


def test_the_article_is_dated_and_titled(told: Reading) -> None:
    assert told.document.date == "2021-06-21"
    assert told.document.title == "Walnuts and looms bring Langao's young people home"


def test_the_article_names_its_places_and_actors() -> None:
    expected = {
        "Langao County": "County",
        "Ankang City": "Prefecture",
        "Daba Mountains": "Place",
        "Langao County Labor Bureau": "GovernmentBody",
        "Tang Fengqin": "Person",
        "Dashu Village": "Village",
        "Baihe Town": "Township",
        "Rising Sun Sewing Workshop": "Workshop",
        "Chen Yulong": "Person",
        "Yunding Walnut Cooperative": "Cooperative",
        "Greenhill Textile Co., Ltd.": "Enterprise",
        "Pan Guilan": "Official",
        "Ren Xiaolu": "Journalist",
        "Gao Lei": "Journalist",
    }
    found = kinds(ARTICLE)
    assert {name: found.get(name) for name in expected} == expected
    assert {n for n, k in found.items() if k not in {"Program", "Industry"}} == set(expected)


def test_the_article_links_its_places(told: Reading) -> None:
    codes = {e.label: e.code for e in told.entities if e.code}
    assert codes["Langao County"] == "610925"
    assert codes["Ankang City"] == "610900"


def test_the_article_calls_the_county_by_two_names() -> None:
    assert entities(ARTICLE, Kind.COUNTY) == {"Langao County": {"Langao County", "Langao"}}


def test_the_article_tells_its_facts() -> None:
    bureau = "Langao County Labor Bureau"
    expected = {
        ("Langao County", "locatedIn", "Ankang City"),
        (bureau, "locatedIn", "Langao County"),
        ("Dashu Village", "locatedIn", "Baihe Town"),
        ("Tang Fengqin", "livesIn", "Dashu Village"),
        ("Tang Fengqin", "worksFor", "Rising Sun Sewing Workshop"),
        ("Chen Yulong", "founded", "Yunding Walnut Cooperative"),
        ("Greenhill Textile Co., Ltd.", "donatedTo", "Yunding Walnut Cooperative"),
        ("Pan Guilan", "holdsPostIn", bureau),
    }
    assert expected <= facts(ARTICLE)


def test_the_article_tells_its_figures(told: Reading) -> None:
    named = names(told)
    rows = [
        (int(o.value), o.unit.value, o.comparator.value, o.period, named.get(o.according_to)) for o in told.observations
    ]
    assert rows == [
        (3250, "person", ">", "2021-01/2021-05", "Langao County Labor Bureau"),
        (2350, "yuan/month", "=", "", "Tang Fengqin"),
        (85000, "yuan", "=", "2020", None),
        (8, "other", "=", "", "Pan Guilan"),
    ]


def test_the_article_quotes_two_people() -> None:
    assert sayings(ARTICLE) == {
        ("Tang Fengqin", "I earn 2,350 yuan a month, and I can look after my mother,"),
        ("Pan Guilan", "We held eight job fairs in spring."),
    }


def test_the_article_tells_programs_and_no_plan() -> None:
    found = programs(ARTICLE)
    assert ("Langao County Labor Bureau", "recruitment-fair") in found
    assert "health" not in {kind for _, kind in found}


PIECES = (
    "Langao County", "Ankang City, Shaanxi Province", "the county", "It", "she", "Old Wang", "Zhang Wei, 38,",
    "Dashu Village", "Hekou Tea Co., Ltd.", "the Transport Bureau of", "said:", "said", "donated", "founded",
    "is paired with", "lives in", "works at", "director of", "more than", "nearly", "4.7 ten thousand", "3,250", "0",
    "1/0", "1/3", "20 to 30", "-", "–", "~", "%", "percent", "yuan a month", "mu", "households", "of whom",
    "last year", "June 31", "the end of", "since 2019", "to 2012", "job fairs", "held", "did not", "plans to", "if",
    '"', "“", "”", "’s", "'s", "'", "(", ")", "/", ".", ",", ";", ":", "\n", "\n\n", "\t", " ", "Co.", "No. 4", "By",
    "By Gao Lei", "(Photo by", "Xinhua/", "Our reporter", "resettlement site", "base", "walnut industry", "tea",
    "and", "of", "in", "such as", "one of", "é", "村", "🙂", "\u200b", "\u00a0", "A", "…", "$", "¥5", "10km",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).flatmap(
    lambda words: st.sampled_from([" ", ""]).map(lambda blank: blank.join(words))
)
DATES = st.sampled_from(["", "2021", "2021-02", "2021-06-21"])


def assert_holds_together(told: Reading) -> None:
    """What is true of every reading: spans lie in the text, and ids mean something."""
    text, size = told.document.text, len(told.document.text)
    spans = [e for r in (*told.facts, *told.observations, *told.quotations) for e in r.evidence]
    assert all(0 <= s.start < s.end <= size for s in [*spans, *told.mentions])
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in spans)
    assert all(r.evidence for r in (*told.facts, *told.observations, *told.quotations))
    actors = {e.id for e in told.entities}
    bodies = [*actors, *(o.id for o in told.observations), *(q.id for q in told.quotations)]
    assert len(bodies) == len(set(bodies))
    assert {m.body for m in told.mentions} <= set(bodies)
    assert {f.subject for f in told.facts} | {f.object for f in told.facts} <= actors
    assert {i for o in told.observations for i in o.about} | {q.said_by for q in told.quotations} <= actors
    assert {o.according_to for o in told.observations} <= actors | {""}
    assert {e.anchor for e in told.entities} <= actors | {""}


def assert_quotes_stand_in_the_text(told: Reading) -> None:
    places = {m.body: m for m in told.mentions}
    for quotation in told.quotations:
        mention = places[quotation.id]
        assert told.document.text[mention.start : mention.end] == quotation.text


def assert_names_stand_in_the_text(told: Reading) -> None:
    forms = {e.id: {e.label, *e.aliases} for e in told.entities}
    for mention in told.mentions:
        if mention.named and mention.body in forms:
            words = " ".join(told.document.text[mention.start : mention.end].split())
            assert words in {" ".join(f.split()) for f in forms[mention.body]}


@settings(max_examples=300, deadline=None)
@given(TEXTS, DATES)
def test_reading_whatever_text_ends_well(text: str, date: str) -> None:
    told = read(Document(text=text, date=date))
    assert_holds_together(told)
    assert_quotes_stand_in_the_text(told)
    assert_names_stand_in_the_text(told)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_reading_arbitrary_characters_ends_well(text: str) -> None:
    told = read(Document(text=text))
    assert_holds_together(told)


def test_the_article_itself_holds_together(told: Reading) -> None:
    assert_holds_together(told)
    assert_quotes_stand_in_the_text(told)
    assert_names_stand_in_the_text(told)


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_reading_is_a_pure_function_of_the_document(text: str) -> None:
    document = Document(text=text, date="2021-06")
    assert read(document) == read(document)


def test_reading_does_not_depend_on_what_was_read_before(told: Reading) -> None:
    read(Document(text="Peng Hua lives in Langao County. The Hekou Tea Cooperative paid 85,000 yuan."))
    assert read(told.document) == told


def test_reading_takes_title_and_source_along_unread(told: Reading) -> None:
    document = replace(told.document, title="Another title", source="another.txt")
    again = read(document)
    assert (again.facts, again.entities) == (told.facts, told.entities)
    assert again.document is document


def test_an_article_of_nothing_says_nothing() -> None:
    told = read(Document(text=""))
    assert (told.entities, told.mentions, told.facts, told.observations, told.quotations) == ((), (), (), (), ())
