"""Articles on their way into a store."""

from __future__ import annotations

import pytest
from sample_reading import TEXT

from graph import adding
from graph.adding import PASTED, described, gather, preview
from graph.holdings import held, save
from graph.reader import Snapshot
from ontology.errors import BadInput
from ontology.iri import document_iri

FILE = ("tea.txt", TEXT.encode())


def test_files_of_every_kind_and_pasted_text_are_taken() -> None:
    page = b"<html><head><title>A road</title></head><body><article><p>%s</p></article></body></html>"
    corpus = b'{"text": "A county in Hebei.", "title": "One"}\n\n{"text": "A village in Gansu."}\n'
    files = [
        FILE,
        ("road.HTML", page % (b"The village built a road to the county. " * 20)),
        ("notes.md", b"---\ntitle: Notes\ndate: 2020-08-18\n---\n# Notes\n\nA farm."),
        ("two.jsonl", corpus),
    ]
    found = gather(files, "Pasted words.")
    assert [o.name for o in found.offers] == [
        "tea.txt", "road.HTML", "notes.md", "two.jsonl:1", "two.jsonl:3", PASTED,
    ]  # fmt: skip
    assert found.refused == ()
    assert found.offers[2].document.date == "2020-08-18"
    assert found.offers[3].document.title == "One"


@pytest.mark.parametrize(
    ("name", "content", "remedy"),
    [
        ("scan.pdf", b"%PDF-1.4", "save its text as a .txt file"),
        ("letter.docx", b"no zip", "save it anew"),
        ("photo.png", b"\x89PNG\x00", "save it as one of .txt"),
        ("README", b"words", "save it as one of .txt"),
        ("blank.txt", b" \n", "give one that holds an article"),
        ("data.txt", b"\x00\x01", "give a text"),
        ("corpus.jsonl", b"{no json\n", "write one object a line"),
        ("empty.jsonl", b"\n", "give one that holds an article"),
    ],
)
def test_bad_file_is_named_with_the_remedy_and_the_others_are_taken(name: str, content: bytes, remedy: str) -> None:
    found = gather([(name, content), FILE])
    assert [o.name for o in found.offers] == ["tea.txt"]
    (sentence,) = found.refused
    assert sentence.startswith(name)
    assert remedy in sentence


def test_the_same_article_is_taken_once() -> None:
    found = gather([FILE, ("again.txt", FILE[1])])
    assert [o.name for o in found.offers] == ["tea.txt"]
    assert found.refused == ("again.txt holds the same article as tea.txt, which is taken once.",)


def test_more_than_can_be_looked_at_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "MOST", 2)
    found = gather([(f"{n}.txt", f"Article {n}.".encode()) for n in range(5)])
    assert [o.name for o in found.offers] == ["0.txt", "1.txt"]
    assert found.refused[0].startswith("2.txt and what follows it")


def test_notes_say_what_could_not_be_read() -> None:
    (offer,) = gather([("old.txt", "Das Gemüse wächst in der Höhe über dem Fluß.".encode("latin-1"))]).offers
    assert any("Not UTF-8" in note for note in offer.document.notes)


def test_what_is_told_of_an_article_goes_before_what_its_file_told() -> None:
    (offer,) = gather([FILE]).offers
    assert (offer.source, offer.document.source) == ("", "tea.txt")
    assert described(offer) == offer
    told = described(offer, title=" Tea ", date="2020-08", source="Xinhua").document
    assert (told.title, told.date, told.source) == ("Tea", "2020-08", "Xinhua")
    with pytest.raises(BadInput, match="'20x' is no date"):
        described(offer, date="20x")


def test_preview_holds_what_saving_puts_in(tmp_path) -> None:
    (offer,) = gather([FILE]).offers
    found = preview(described(offer, title="Tea"))
    assert found.iri == document_iri(offer.document.text)
    assert found.gave.facts == len(found.told.sections[0].lines) > 3
    assert found.central is not None
    named = "".join(p.text for s in found.named.sections for line in s.lines for p in line.parts)
    assert "Pingshan County" in named
    assert list(save(tmp_path / "store", [(found.iri, found.graph)])) == [True]
    with Snapshot.open(tmp_path / "store") as reader:
        assert [a.headline for a in held(reader)] == ["Tea"]
