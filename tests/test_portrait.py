from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from stores import called, firm, holding, linked, tea, twice

from extract.confidence import checked
from extract.records import Property
from graph import portrait, told
from graph.cards import Card, Line, Section, article_line, link
from graph.queries import Article, Named
from graph.reader import Reader

PLACE = Named(iri="https://example.org/p", label="Reed Village", kind="Village")


def portrayed(reader: Reader, name: str) -> Card:
    known = told.find(reader, called(reader, name))
    assert known is not None
    return portrait.entity_card(known)


def words(line: Line) -> str:
    return "".join(part.text for part in line.parts)


def lead(card: Card) -> list[str]:
    return [words(line) for line in card.lead]


def section(card: Card, title: str) -> list[str]:
    (found,) = (s for s in card.sections if s.title == title)
    return [words(line) for line in found.lines]


def related(reader: Reader, subject: str, predicate: Property, object: str) -> Card:
    (found,) = told.find_statements(reader, called(reader, subject), predicate, called(reader, object))
    return portrait.statement_card(found)


def test_order_names_every_property_once_in_each_direction() -> None:
    assert sorted(portrait.ORDER) == sorted(product((p.value for p in Property), (False, True)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Pingshan County", [
            "A county in Shijiazhuang City, Hebei Province.",
            "It was taken off the national list of poor counties in 2017.", "In Chinese: 平山县.",
            "Also written Pingshan.",
        ]),
        ("Zhou Meiyu", ["An official who is head of Green Ridge Tea Co."]),
        ("tea", ["An industry."]),
        ("Green Ridge Tea Co.", ["A company."]),
        ("skills training program", [
            "A program: skills training.", "Courses and classes that teach a trade or skill to adults.",
        ]),
    ],
)  # fmt: skip
def test_portrait_begins_with_what_something_is(name: str, expected: list[str]) -> None:
    card = portrayed(tea(), name)
    assert lead(card) == expected
    assert (card.title, card.iri) == (name, called(tea(), name))


def test_program_is_told_in_plain_words_with_the_schemes_own() -> None:
    program = Named(iri="https://example.org/x", label="Out to work", kind="Program")
    card = portrait.entity_card(told.Known(entity=program, program_type="labour-transfer"))
    assert lead(card)[0] == "A program: jobs away from home (“labour transfer”)."


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("Pingshan County", ["is in", "runs", "contains", "is named in"]),
        ("Upper Creek Village", ["is in", "is reached by", "contains", "has the figures", "is named in"]),
        ("Zhou Meiyu", ["holds a post in", "gave to", "said", "is named in"]),
        ("workshop in Upper Creek",
         ["is part of", "is in", "received from", "has the figures", "is named in"]),
        ("Shunchang County Tea Institute", ["has an agreement with", "is named in"]),
        ("Lin Anke", ["is named in"]),
    ],
)  # fmt: skip
def test_portrait_has_a_section_for_each_relation_that_is_told(name: str, titles: list[str]) -> None:
    assert [s.title for s in portrayed(tea(), name).sections] == titles


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("Zhou Meiyu", "holds a post in", "Green Ridge Tea Co., as head"),
        ("Green Ridge Tea Co.", "has in a post", "Zhou Meiyu, as head"),
        ("skills training program", "is run by", "Pingshan County, 2019"),
        ("workshop in Upper Creek", "received from", "Zhou Meiyu, 20,000 to 20,000.5 yuan"),
        ("Green Ridge Tea Co.", "has an agreement with",
         "Shunchang County Tea Institute, according to Zhou Meiyu"),
        ("Shunchang County Tea Institute", "has an agreement with",
         "Green Ridge Tea Co., according to Zhou Meiyu"),
        ("Upper Creek Village", "has the figures", "more than 85 villagers, 2019, according to Zhou Meiyu"),
        ("Zhou Meiyu", "said", "“We sold 1,200 baskets, 'all of them',\\ and more,”"),
        ("Lin Anke", "is named in", "Tea brings them home · August 2020"),
    ],
)  # fmt: skip
def test_line_tells_the_other_end_and_its_qualifiers(name: str, title: str, expected: str) -> None:
    assert section(portrayed(tea(), name), title) == [expected]


def test_lines_lead_to_the_other_end_and_are_by_its_name() -> None:
    store = holding(linked([("m", "z"), ("b", "m"), ("m", "k")]))
    known = told.find(store, firm("m"))
    assert known is not None
    (found,) = portrait.entity_card(known).sections
    assert found.title == "works together with"
    assert [(words(line), line.parts[0].to) for line in found.lines] == [
        ("Firm b", firm("b")), ("Firm k", firm("k")), ("Firm z", firm("z")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [("Pingshan County", "is in", "sure"), ("Pingshan County", "contains", "likely"), ("Zhou Meiyu", "said", "")],
)
def test_line_says_how_sure_it_is(name: str, title: str, expected: str) -> None:
    (found,) = (s for s in portrayed(tea(), name).sections if s.title == title)
    assert [line.sure for line in found.lines] == [expected]
    assert all((line.confidence is None) == (not line.sure) for line in found.lines)
    assert all(line.passages for line in found.lines)


def test_portrait_says_that_there_is_more() -> None:
    known = told.Known(entity=PLACE, cut=True)
    assert lead(portrait.entity_card(known)) == ["A village.", "There is more than fits here; Ask finds the rest."]
    assert portrait.entity_card(known).sections == ()


def test_relation_is_told_in_a_sentence_with_its_articles() -> None:
    card = related(tea(), "Zhou Meiyu", Property.HOLDS_POST_IN, "Green Ridge Tea Co.")
    assert (card.title, card.kind) == ("Zhou Meiyu holds a post in Green Ridge Tea Co.", "Fact")
    assert lead(card)[:2] == ["Zhou Meiyu holds a post in Green Ridge Tea Co., as head.", "It rests on one article."]
    right, whole = checked(Property.HOLDS_POST_IN)
    assert lead(card)[2:] == [
        f"Held against articles annotated by hand, {right} of {whole} statements of this kind were right."
    ]
    assert (card.lead[0].sure, card.lead[0].confidence) == ("sure", 1.0)
    (said,) = card.sections
    assert said.title == "said in"
    assert [p.words[:9] for line in said.lines for p in line.passages] == ['"We sold ']


def test_relation_of_two_articles_says_so_and_gives_both_sentences() -> None:
    card = related(twice(), "Zhou Meiyu", Property.HOLDS_POST_IN, "Green Ridge Tea Co.")
    assert lead(card)[:2] == [
        "Zhou Meiyu holds a post in Green Ridge Tea Co., as head and manager.", "2 articles say so.",
    ]  # fmt: skip
    assert len(card.sections[0].lines) == 2


def test_two_sentences_of_one_article_are_one_article() -> None:
    card = related(tea(), "Upper Creek Village", Property.LOCATED_IN, "Pingshan County")
    assert lead(card)[1] == "It rests on one article."
    assert len(card.sections[0].lines) == 2


def test_relation_of_the_gazetteer_says_that_no_article_says_so() -> None:
    outer = Named(iri="https://example.org/q", label="Reed County", kind="County")
    card = portrait.placed_card(PLACE, outer)
    assert card.title == "Reed Village is in Reed County"
    assert lead(card) == [
        "Reed Village is in Reed County.", "From the official list of places; no article here says so.",
    ]  # fmt: skip
    assert [p.to for p in card.lead[0].parts if p.to] == [PLACE.iri, outer.iri]


def test_figure_is_told_with_what_when_and_who() -> None:
    (figure,) = told.find_figures(tea(), [f.iri for f in _figures(tea(), "Upper Creek Village")])
    card = portrait.figure_card(figure, told.find_subjects(tea(), figure.iri))
    assert (card.title, card.kind) == ("more than 85 villagers", "Observation")
    assert [s.title for s in card.sections] == ["is about", "at the time", "according to", "said in"]
    assert set(section(card, "is about")) == {"Green Ridge Tea Co.", "Upper Creek Village"}
    assert section(card, "at the time") == ["2019"]
    assert section(card, "according to") == ["Zhou Meiyu"]


def test_figure_without_more_has_no_empty_sections() -> None:
    figure = told.Figure(iri="https://example.org/f", value=Decimal(3), unit="job")
    assert portrait.figure_card(figure, []).sections == ()


def _figures(reader: Reader, name: str) -> tuple[told.Figure, ...]:
    known = told.find(reader, called(reader, name))
    assert known is not None
    return known.figures


def test_quotation_is_told_with_its_speaker() -> None:
    quote = told.Quote(iri="https://example.org/q", text="We stay.", speaker=PLACE)
    card = portrait.quote_card(quote)
    assert (card.title, card.kind) == ("“We stay.”", "Quotation")
    assert [(s.title, words(s.lines[0])) for s in card.sections] == [("was said by", "Reed Village")]
    assert portrait.quote_card(told.Quote(iri="https://example.org/q", text="We stay.")).sections == ()


def test_article_line_leads_to_the_article() -> None:
    article = Article(iri="https://example.org/d", headline="Reeds", published="2020-08-18")
    line = article_line(article)
    assert (words(line), line.parts[0].to) == ("Reeds · 18 August 2020", article.iri)
    assert words(article_line(Article(iri=article.iri, headline="Reeds"))) == "Reeds"


def test_sections_are_never_empty() -> None:
    for name in ("Pingshan County", "Zhou Meiyu", "tea", "Lin Anke"):
        found: tuple[Section, ...] = portrayed(twice(), name).sections
        assert found
        assert all(s.title and s.lines for s in found)


def test_portrait_of_a_person_opens_with_what_that_is_known_for() -> None:
    ends = (("Li", "Person"), ("Reed", "Village"), ("Reed Co.", "Enterprise"))
    me, home, firm = (Named(iri=f"x:{name}", label=name, kind=kind) for name, kind in ends)
    stated = tuple(
        told.Statement(subject=me, predicate=predicate, object=object, confidence=confidence, facts=())
        for predicate, object, confidence in (("livesIn", home, 0.9), ("founded", firm, 0.9), ("worksFor", firm, 0.3))
    )
    known = told.Known(entity=me, aliases=("LI", "Old Li", "The founder"), statements=stated)
    first = "A person who founded Reed Co. and lives in Reed."
    assert lead(portrait.entity_card(known)) == [first, "Also written Old Li."]


def test_county_says_when_it_left_the_list_of_poor_ones() -> None:
    county = Named(iri="x:county", label="Reed County", kind="County")
    west = Named(iri="x:west", label="Western Region", kind="Region")
    delisted = "It was taken off the national list of poor counties in 2020."
    card = portrait.entity_card(told.Known(entity=county, above=(west,), delisted="2020"))
    assert lead(card) == ["A county in the Western Region.", delisted]


def test_program_needs_no_bracket_beside_who_runs_it() -> None:
    runner = Named(iri="x:a", label="Reed County", kind="County")
    program = Named(iri="x:p", label="Tourism (Reed County)", kind="Program")
    assert link(program, runner).text == "Tourism"
    assert link(program).text == link(program, program).text == "Tourism (Reed County)"


def test_program_is_told_beside_its_runner_by_what_it_does_alone() -> None:
    runner = Named(iri="x:a", label="Min County", kind="County")
    program = Named(iri="x:p", label="Tourism (Minxian County)", kind="Program")
    town = Named(iri="x:t", label="Reed Town", kind="Township")
    ends = ((runner, "implements", program), (program, "covers", town))
    run, meant = (told.Statement(subject=s, predicate=p, object=o, confidence=0.9, facts=()) for s, p, o in ends)
    assert words(portrait.statement_line(run)) == "Min County runs Tourism"
    assert words(portrait.statement_line(meant)) == "Tourism (Minxian County) is meant for Reed Town"
    assert [words(s.lines[0]) for s in portrait.relations(told.Known(entity=runner, statements=(run,)))] == ["Tourism"]


def test_a_portrait_names_a_few_of_very_many_places() -> None:
    firm = Named(iri="x:firm", label="Reed Co.", kind="Enterprise")
    counties = tuple(Named(iri=f"x:{i}", label=f"C{i}", kind="County") for i in range(9))
    card = portrait.entity_card(told.Known(entity=firm, above=counties))
    assert lead(card) == ["A company in C0, C1, C2, C3, C4, C5 and 3 other places."]
