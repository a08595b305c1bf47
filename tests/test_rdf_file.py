"""A file of RDF in the place of a store."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run

from graph import rdf_file
from ontology.errors import BadInput

TRIPLE = {
    "nq": "<e:s> <e:p> <e:o> <e:g> .",
    "trig": "<e:g> { <e:s> <e:p> <e:o> }",
    "ttl": "<e:s> <e:p> <e:o> .",
    "jsonld": '[{"@id": "e:s", "e:p": [{"@id": "e:o"}]}]',
}


@pytest.mark.parametrize("suffix", TRIPLE)
def test_file_is_asked_as_it_stands(tmp_path: Path, suffix: str) -> None:
    place = tmp_path / f"graphs.{suffix}"
    place.write_text(TRIPLE[suffix], encoding="utf-8")
    graph = "GRAPH <e:g> {{ {} }}" if suffix in {"nq", "trig"} else "{{ {} }}"
    asked = f"ASK {{ {graph.format('<e:s> <e:p> <e:o>')} }}"
    assert run("query", asked, "--store", place).stdout == "yes\n"


def test_relative_names_are_those_of_the_file(tmp_path: Path) -> None:
    place = tmp_path / "data.ttl"
    place.write_text("<> <e:p> <other.ttl> .", encoding="utf-8")
    found = run("query", "SELECT ?s ?o { ?s <e:p> ?o }", "--store", place, "--format", "csv").stdout
    assert found.split() == ["s,o", f"{place.as_uri()},{tmp_path.as_uri()}/other.ttl"]


@pytest.mark.parametrize(("name", "text", "words"), [("a.nq", "<e:s> .", "line 1"), ("a.txt", "Text.", "ends in .nq")])
def test_file_that_is_no_rdf_is_told(tmp_path: Path, name: str, text: str, words: str) -> None:
    place = tmp_path / name
    place.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=words):
        rdf_file.check(place)
    for verb in (["query", "ASK {}"], ["serve", "--port", "0"]):
        told = run(*verb, "--store", place)
        assert told.exit_code == 2
        assert words in told.stderr
