"""Where things are shown: addresses, spans, and words that Markdown must not read."""

from __future__ import annotations

import pytest

from components.links import address, family_of, plain, span, target
from graph.cards import ARTICLES, FIGURES
from graph.prefixes import PREFIXES
from ontology.iri import BASE


def test_target_of_each_kind_of_resource() -> None:
    assert target(f"{BASE}place/610000") == ("entity", {"entity": "place/610000"})
    assert target(f"{BASE}document/ab", at="3-9") == ("read", {"article": "document/ab", "at": "3-9"})
    assert target(f"{PREFIXES['pg']}County") == ("explore", {"kind": "County"})
    assert target(f"{PREFIXES['pg']}Observation") == ("figures", {})
    assert target(f"{BASE}place/610000{ARTICLES}") == ("read", {"naming": "place/610000"})
    assert target(f"{BASE}place/610000{FIGURES}") == ("figures", {"about": "place/610000"})
    assert address(f"{PREFIXES['pg']}Observation") == "/figures"
    assert address(f"{BASE}document/ab", at="3-9") == "/read?article=document/ab&at=3-9"


@pytest.mark.parametrize(
    ("iri", "family"),
    [
        (f"{BASE}person/x", "person"),
        (f"{BASE}observation/x", "figure"),
        (f"{BASE}document/x", ""),
        ("https://example.org/place/x", ""),
        (f"{PREFIXES['pg']}County", "place"),
    ],
)
def test_family_of_a_resource(iri: str, family: str) -> None:
    assert family_of(iri) == family


@pytest.mark.parametrize(
    ("text", "found"),
    [("120-240", (120, 240)), ("", (0, 0)), ("12", (0, 0)), ("²-³", (0, 0)), ("-1-4", (0, 0)), ("1-2-3", (0, 0))],
)
def test_span_reads_only_two_numbers(text: str, found: tuple[int, int]) -> None:
    assert span(text) == found


def test_plain_leaves_nothing_for_markdown() -> None:
    assert plain("![x](/a.png)") == r"\!\[x\]\(/a.png\)"
    assert plain("Linxian County") == "Linxian County"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://host", "http\\:\u2060//host"),
        (":material/home:", "\\:\u2060material/home\\:"),
        ("www.host.example", "www\u2060.host.example"),
        ("me@host.example", "me@\u2060host.example"),
        ("a -> b", "a \\-\u2060\\> b"),
        ("dev-01.txt: read at 10:30", "dev\\-01.txt\\: read at 10\\:30"),
    ],
)
def test_plain_keeps_apart_what_would_become_something_else(text: str, shown: str) -> None:
    assert plain(text) == shown
