from __future__ import annotations

from pathlib import Path

import pytest

from extract import documents
from graph import sources as module
from graph.sources import Source, sources
from ontology.errors import BadInput


def test_lines_of_a_corpus_are_articles_each_by_its_place(tmp_path: Path) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_bytes('\ufeff{"text": "Tea grows."}\n\n{"text": "Bees hum."}'.encode())
    found = list(sources((str(corpus),)))
    assert [s.name for s in found] == [f"{corpus}:1", f"{corpus}:3"]
    assert [s.document("2020").text for s in found] == ["Tea grows.", "Bees hum."]
    assert len({s.digest("") for s in found} | {found[0].digest("2020")}) == 3


def test_line_that_is_too_long_is_named_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 50)
    corpus = tmp_path / "c.jsonl"
    corpus.write_text(f'{{"text": "{"x" * 190}"}}\n{{"text": "Bees hum."}}\n', encoding="utf-8")
    long, short = sources((str(corpus),))
    with pytest.raises(BadInput, match=r"c\.jsonl:1 has more than 50 bytes"):
        long.document("")
    assert (short.name, short.document("").text) == (f"{corpus}:2", "Bees hum.")


def test_line_in_another_encoding_is_read_with_a_note(tmp_path: Path) -> None:
    corpus = tmp_path / "c.jsonl"
    line = '{"text": "Das Café in Ürümqi verkauft Äpfel, Öl und süße Nüsse für die Dörfer."}'
    corpus.write_bytes(line.encode("latin-1"))
    (source,) = sources((str(corpus),))
    document = source.document("")
    assert "Äpfel" in document.text
    assert "Not UTF-8" in document.notes[0]


def test_standard_input_is_what_was_given() -> None:
    (source,) = sources(("-",), b"Tea grows.")
    assert source.document("").source == "standard input"
    assert source.digest("") == Source("-", given=b"Tea grows.").digest("")


def test_what_can_not_be_opened_has_no_digest_and_tells_why(tmp_path: Path) -> None:
    missing = Source(str(tmp_path / "missing.txt"))
    assert missing.digest("") == ""
    with pytest.raises(BadInput, match=r"missing\.txt doesn't exist"):
        missing.document("")


def test_same_bytes_of_another_kind_have_another_digest(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "a.html"):
        (tmp_path / name).write_text("<p>Tea</p>", encoding="utf-8")
    a, b, page = (Source(str(tmp_path / name)).digest("") for name in ("a.txt", "b.txt", "a.html"))
    assert a == b != page
    assert documents.LARGEST == module.LARGEST
