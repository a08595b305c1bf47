"""What a store holds of each article, and how one comes and goes."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from browsing import ROOT
from command import dump
from sample_reading import TEXT, sample
from stores import AGAIN, retold, tea, twice

from graph.holdings import (
    Gave,
    Holding,
    amounts,
    held,
    holding_line,
    holdings,
    how_many,
    loss,
    only_here,
    remove,
    save,
    shown_of,
)
from graph.queries import Article, Named
from graph.rdf import quads
from graph.reader import Snapshot
from graph.store import Store
from ontology.errors import BadInput, StoreBusy
from ontology.iri import document_iri

FIRST, SECOND = document_iri(TEXT), document_iri(AGAIN)
GRAPHS = ((FIRST, quads(sample())), (SECOND, quads(retold())))


def named(*labels: str) -> list[Named]:
    return [Named(iri=label, label=label, kind="Village") for label in labels]


def test_articles_are_found_by_title_and_source_the_newest_first() -> None:
    assert [a.iri for a in held(twice())] == [SECOND, FIRST]
    assert [a.iri for a in held(twice(), " SELLS ")] == [SECOND]
    assert [a.iri for a in held(twice(), "hills.txt")] == [SECOND]
    assert held(twice(), "no such words") == []


def test_each_article_has_its_own_counts() -> None:
    second, first = holdings(twice(), held(twice()))
    assert first.gave == Gave(entities=10, facts=10, figures=2, quotations=1)
    assert second.gave.facts == 7
    assert holdings(twice(), []) == []
    assert how_many(twice()) == 2
    with Store.memory() as empty:
        assert (how_many(empty), held(empty)) == (0, [])


def test_only_what_no_other_article_names_is_alone() -> None:
    assert len(only_here(tea(), FIRST)) == 10
    assert only_here(twice(), FIRST) == []  # the reporter of both has an IRI in each, and is one


def test_loss_names_what_goes() -> None:
    gave = Gave(entities=12, facts=1, figures=0, quotations=2)
    assert loss(gave, []).startswith("1 fact, 0 figures and 2 quotations go with it. Every entity")
    assert loss(gave, named("A")).endswith(" 1 entity that no other article names goes too: A.")
    told = loss(gave, named(*"ABCDEFGHIJ"))
    assert told.endswith("10 entities that no other article names go too: A, B, C, D, E, F, G, H and 2 more.")


def test_an_article_is_told_in_one_line() -> None:
    gave = Gave(entities=1, facts=2, figures=1, quotations=0)
    article = Article(iri=FIRST, headline="Tea", published="2020-08", outlet="hills.txt")
    line = holding_line(Holding(article=article, gave=gave))
    assert "".join(p.text for p in line.parts) == (
        "Tea · August 2020 · hills.txt · 1 entity, 2 facts, 1 figure and 0 quotations"
    )
    assert line.parts[0].to == FIRST
    assert amounts(gave) == "1 entity, 2 facts, 1 figure and 0 quotations"


@pytest.mark.parametrize(
    ("counts", "words", "told"),
    [
        ((1, 1, 1), "", "1 article"),
        ((8, 8, 8), "", "8 articles, the newest first"),
        ((10, 38, 38), "", "10 of 38 articles, the newest first"),
        ((10, 5000, 9000), "", "10 of 9,000 articles, the newest first; the older ones are found by their title"),
        ((10, 5000, 9000), "tea", "10 of the newest 5,000 with “tea” in the title or source; 9,000 in all"),
        ((2, 2, 38), " tea ", "2 of 2 with “tea” in the title or source; 38 in all"),
    ],
)
def test_list_says_how_many_of_how_many(counts: tuple[int, int, int], words: str, told: str) -> None:
    assert shown_of(*counts, words) == told


def test_saving_makes_a_store_and_removing_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "store"
    assert list(save(path, GRAPHS[:1])) == [True]
    before = dump(path)
    assert list(save(path, GRAPHS)) == [False, True]
    remove(path, SECOND)
    assert dump(path) == before
    with pytest.raises(BadInput, match="holds no document"):
        remove(path, SECOND)


def test_what_was_saved_stays_where_saving_is_broken_off(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with closing(save(path, GRAPHS)) as steps:
        assert next(steps)
    with Snapshot.open(path) as reader:
        assert [a.iri for a in held(reader)] == [FIRST]
    with Store.open(path) as store:
        assert len(store) > 0


def test_a_store_that_another_process_writes_to_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "store"
    list(save(path, GRAPHS[:1]))
    script = """
        import sys
        from pathlib import Path
        from graph.store import Store
        with Store.open(Path(sys.argv[1])):
            print("open", flush=True)
            sys.stdin.read()
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout and holder.stdout.readline() == b"open\n"
        with pytest.raises(StoreBusy, match="being written to"):
            remove(path, FIRST)
        with pytest.raises(StoreBusy, match="being written to"):
            list(save(path, GRAPHS))
        holder.communicate()
    remove(path, FIRST)
