from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from sample_reading import TEXT, sample
from stores import AGAIN, called, firm, holding, linked, seed, tea, twice

from extract.records import Property
from graph import told
from graph.queries import kind_counts, listing, rows
from graph.reader import Reader
from graph.store import Store
from ontology.iri import BASE, document_iri, place_iri

TEXTS = {document_iri(TEXT): TEXT, document_iri(AGAIN): AGAIN}


def known(reader: Reader, name: str) -> told.Known:
    found = told.find(reader, called(reader, name))
    assert found is not None
    return found


def statement(reader: Reader, subject: str, predicate: Property, object: str) -> told.Statement:
    (found,) = told.find_statements(reader, called(reader, subject), predicate, called(reader, object))
    return found


def marked(passage: told.Passage) -> set[str]:
    return {passage.words[start:end] for start, end, _ in passage.marks}


@pytest.mark.parametrize("iri", ["", f"{BASE}person/nobody", "https://example.org/x"])
def test_nothing_is_told_of_a_stranger(iri: str) -> None:
    assert told.find(tea(), iri) is None


def test_place_is_told_with_what_the_gazetteer_knows_of_it() -> None:
    found = known(tea(), "Pingshan County")
    assert (found.entity.kind, found.code) == ("County", "130131")
    assert found.aliases == ("Pingshan", "平山县")
    assert "http://www.wikidata.org/entity/Q1363579" in found.elsewhere
    assert [p.label for p in found.above] == ["Shijiazhuang City", "Hebei Province", "Eastern Region"]


def test_places_above_are_the_nearest_first() -> None:
    assert [p.kind for p in known(tea(), "workshop in Upper Creek").above] == [
        "Village", "County", "Prefecture", "Province", "Region",
    ]  # fmt: skip
    assert known(tea(), "Zhou Meiyu").above == ()


def test_program_is_told_with_its_type() -> None:
    assert known(tea(), "skills training program").program_type == "skills-training"
    assert known(tea(), "tea").program_type == ""


def test_relations_are_told_from_both_ends() -> None:
    company = known(tea(), "Green Ridge Tea Co.")
    ends = {(s.subject.label, s.predicate, s.object.label) for s in company.statements}
    assert ends == {
        ("Zhou Meiyu", "holdsPostIn", "Green Ridge Tea Co."),
        ("workshop in Upper Creek", "partOf", "Green Ridge Tea Co."),
        ("Green Ridge Tea Co.", "agreementWith", "Shunchang County Tea Institute"),
        ("Green Ridge Tea Co.", "hasIndustry", "tea"),
    }


def test_relation_is_told_with_its_qualifiers() -> None:
    post = statement(tea(), "Zhou Meiyu", Property.HOLDS_POST_IN, "Green Ridge Tea Co.")
    assert (post.titles, post.dates, post.confidence, len(post.facts)) == (("head",), (), 1.0, 1)
    gift = statement(tea(), "Zhou Meiyu", Property.DONATED_TO, "workshop in Upper Creek")
    assert gift.amount is not None
    assert (gift.amount.value, gift.amount.most, gift.amount.unit) == (Decimal(20000), Decimal("20000.5"), "yuan")
    run = statement(tea(), "Pingshan County", Property.IMPLEMENTS, "skills training program")
    assert (run.dates, run.amount, run.speaker) == (("2019",), None, None)
    deal = statement(tea(), "Green Ridge Tea Co.", Property.AGREEMENT_WITH, "Shunchang County Tea Institute")
    assert deal.speaker is not None
    assert deal.speaker.label == "Zhou Meiyu"


@pytest.mark.parametrize(
    ("predicate", "turned"), [(Property.FOUNDED, False), (Property.HOLDS_POST_IN, True)], ids=["other", "turned"]
)
def test_what_no_article_says_is_no_statement(predicate: Property, turned: bool) -> None:
    ends = called(tea(), "Zhou Meiyu"), called(tea(), "Green Ridge Tea Co.")
    subject, object = ends[::-1] if turned else ends
    assert told.find_statements(tea(), subject, predicate, object) == []


def test_passage_is_a_sentence_of_its_article_with_both_ends_marked() -> None:
    (passage,) = statement(tea(), "Pingshan County", Property.LOCATED_IN, "Hebei Province").passages
    assert passage.words == TEXT[passage.start : passage.end]
    assert passage.words.startswith("Pingshan County in Hebei Province started")
    assert marked(passage) == {"Pingshan County", "Hebei Province"}
    assert (passage.headline, passage.published, passage.outlet) == ("Tea brings them home", "2020-08", "tea.txt")


def test_passage_marks_the_amount_of_a_gift_too() -> None:
    (passage,) = statement(tea(), "Zhou Meiyu", Property.DONATED_TO, "workshop in Upper Creek").passages
    assert "20,000 yuan" in marked(passage)
    assert "Upper Creek Village" not in marked(passage)


def test_fact_with_two_sentences_has_both() -> None:
    one, two = statement(tea(), "Upper Creek Village", Property.LOCATED_IN, "Pingshan County").passages
    assert one.start < two.start
    assert "started" in one.words
    assert "employs" in two.words


def test_same_fact_from_two_articles_is_one_statement_with_two_passages() -> None:
    found = statement(twice(), "Pingshan County", Property.LOCATED_IN, "Hebei Province")
    assert len(found.facts) == 2
    assert {p.document for p in found.passages} == {document_iri(TEXT), document_iri(AGAIN)}
    assert len(found.passages) == 2
    assert {p.headline for p in found.passages} == {"Tea brings them home", "Tea sells well"}
    county = known(twice(), "Pingshan County")
    assert len([s for s in county.statements if s.object.label == "Hebei Province"]) == 1
    assert [a.headline for a in county.articles] == ["Tea sells well", "Tea brings them home"]


def test_statement_of_two_articles_keeps_the_surest_and_all_titles() -> None:
    found = statement(twice(), "Zhou Meiyu", Property.HOLDS_POST_IN, "Green Ridge Tea Co.")
    assert (found.confidence, found.titles) == (1.0, ("head", "manager"))


def test_what_one_article_says_stays_one_statement_of_one_article() -> None:
    found = statement(twice(), "Green Ridge Tea Co.", Property.HAS_INDUSTRY, "tea")
    assert (len(found.facts), len(found.passages)) == (1, 1)


def test_names_of_two_articles_for_one_thing_are_all_told() -> None:
    (listed,) = listing(twice(), "Program")
    program = told.find(twice(), listed.entity.iri)
    assert program is not None
    assert {program.entity.label, *program.aliases} == {"skills training program", "tea lessons"}


def test_figures_are_told_with_their_bounds_and_who_says_so() -> None:
    (figure,) = known(tea(), "Upper Creek Village").figures
    assert (figure.value, figure.bound, figure.unit, figure.most) == (Decimal(85), ">", "person", None)
    assert (figure.counted, figure.period) == ("villagers", "2019")
    assert figure.speaker is not None
    assert figure.speaker.label == "Zhou Meiyu"
    (passage,) = figure.passages
    assert marked(passage) == {"85 villagers"}
    subjects = told.find_subjects(tea(), figure.iri)
    assert {s.label for s in subjects} == {"Green Ridge Tea Co.", "Upper Creek Village"}


def test_figure_marks_what_it_is_about() -> None:
    (figure,) = known(tea(), "Green Ridge Tea Co.").figures
    assert marked(figure.passages[0]) == {"85 villagers", "The company"}


def test_quotation_is_told_with_its_speaker() -> None:
    (quote,) = known(tea(), "Zhou Meiyu").quotes
    assert quote.text == "We sold 1,200 baskets, 'all of them',\\ and more,"
    again = told.find_quote(tea(), quote.iri)
    assert again is not None
    assert again.speaker is not None
    assert (again.text, again.speaker.label) == (quote.text, "Zhou Meiyu")
    assert marked(again.passages[0]) == {"We sold", "Zhou Meiyu"}


def test_unknown_figures_and_quotations_are_nothing() -> None:
    assert told.find_figures(tea(), [f"{BASE}observation/00", ""]) == []
    assert told.find_subjects(tea(), f"{BASE}observation/00") == []
    assert told.find_quote(tea(), f"{BASE}quotation/00") is None
    assert told.find_passages(tea(), {}) == {}


@pytest.mark.parametrize("store", [tea, twice, seed], ids=lambda s: s.__name__)
def test_everything_rests_on_sentences_that_stand_in_the_text(store: Callable[[], Store]) -> None:
    reader = store()
    texts = {row["document"]: row["text"] for row in rows(reader, "document")}
    found = [told.find(reader, f.entity.iri) for f in listing(reader, "Actor") + listing(reader, "Place")]
    lines = [x for k in found if k for x in (*k.statements, *k.figures, *k.quotes)]
    assert len(lines) > 20
    for line in lines:
        assert line.passages
        for passage in line.passages:
            assert texts[passage.document][passage.start : passage.end] == passage.words
            assert all(0 <= start < end <= len(passage.words) for start, end, _ in passage.marks)


def test_every_fact_is_told_at_both_of_its_ends() -> None:
    found = {}
    for kind in ("Actor", "Place", "Program", "Industry"):
        for listed in listing(seed(), kind):
            known_ = told.find(seed(), listed.entity.iri)
            assert known_ is not None
            assert sum(len(s.facts) for s in known_.statements) == listed.links
            found.update({fact: s for s in known_.statements for fact in s.facts})
    assert len(found) == kind_counts(seed())["Fact"]


@pytest.mark.parametrize(("given", "taken", "cut"), [(200, 200, False), (400, 0, False), (401, 0, True)])
def test_what_is_left_out_is_said(given: int, taken: int, cut: bool) -> None:
    pairs = [("hub", f"g{i}") for i in range(given)] + [(f"t{i}", "hub") for i in range(taken)]
    hub = told.find(holding(linked(pairs)), firm("hub"))
    assert hub is not None
    assert (len(hub.statements), hub.cut) == (400, cut)


def test_a_part_of_what_is_told_is_the_surest_and_says_that_it_is_one() -> None:
    store = holding(linked([("hub", f"g{i}") for i in range(50)]))
    hub = told.find(store, firm("hub"), most=40)
    assert hub is not None
    assert (len(hub.statements), hub.cut) == (40, True)
    whole = told.find(store, firm("hub"), most=50)
    assert whole is not None
    assert (len(whole.statements), whole.cut) == (50, False)


def test_article_told_anew_changes_what_is_told() -> None:
    reading = sample()
    facts = tuple(replace(f, title="chair") if f.title else f for f in reading.facts)
    with holding(reading, replace(reading, facts=facts)) as store:
        post = statement(store, "Zhou Meiyu", Property.HOLDS_POST_IN, "Green Ridge Tea Co.")
    assert post.titles == ("chair",)


def test_county_is_found_by_its_code() -> None:
    found = told.find(tea(), place_iri("130131"))
    assert found is not None
    assert found.entity.label == "Pingshan County"
