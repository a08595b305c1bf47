"""What documents of a corpus have to do with each other, as a job of Spark: all links between them, as N-Quads.

Who is who comes first (`graph.corpus_identity`), then what hangs on it: programs, by who runs them, and contradictions,
by what they are about. Reprints are found by the bands of their texts. What each link is made of is decided by the
functions of one machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from graph import contradictions, duplicates, programs, reprints, sameness, shares
from graph.claims import claims, keys, read, written
from graph.corpus_identity import Step, identity, lines, same

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame

TOLD = (
    "document string, text string, bands array<string>, slices array<struct<iri:string, slice:string>>, "
    "runs array<struct<program:string, runner:string>>, kinds array<struct<program:string, kind:string>>, "
    "claims array<struct<claim:string, things:array<string>>>"
)
REPRINT = "one string, two string, lines array<string>"
AGAINST = "one string, two string, document string, other string"


def link(documents: DataFrame, way: str) -> DataFrame:
    """The links between documents (document, graph), as lines; `way` is a folder for steps."""
    from pyspark.sql import functions as f

    spark = documents.sparkSession

    def step(made: DataFrame, name: str) -> DataFrame:
        made.write.parquet(f"{way}/{name}")
        return spark.read.schema(made.schema).parquet(f"{way}/{name}")

    told = step(documents.mapInPandas(_told, TOLD), "told")
    named, doubts = identity(told.select("document", f.explode("slices").alias("of")), step)
    goes = step(named.unionAll(_programs(told, named)), "goes")
    alike = step(_reprints(told), "reprints")
    against = _contradictions(told, goes, alike, step).mapInPandas(_opposite, "line string")
    printed = alike.select(f.explode("lines").alias("line"))
    return goes.mapInPandas(same, "line string").unionAll(doubts).unionAll(printed).unionAll(against)


def _programs(told: DataFrame, named: DataFrame) -> DataFrame:
    """The programs that go by another's IRI, as `graph.programs.alike` has it."""
    from pyspark.sql import functions as f

    runs = told.select(f.explode("runs").alias("of")).select("of.program", f.col("of.runner").alias("iri"))
    called = runs.join(named, "iri", "left").select("program", f.coalesce("to", "iri").alias("runner"))
    by = called.groupBy("program").agg(f.sort_array(f.collect_set("runner")).alias("by"))
    kinds = told.select(f.explode("kinds").alias("of")).groupBy("of.program")
    of = kinds.agg(f.sort_array(f.collect_set("of.kind")).alias("kinds"))
    both = by.join(of, "program")
    first = both.groupBy("by", "kinds").agg(f.min("program").alias("to"))
    return both.join(first, ["by", "kinds"]).where("program <> to").select(f.col("program").alias("iri"), "to")


def _reprints(told: DataFrame) -> DataFrame:
    """The pairs of documents that tell the same, and the lines that say so."""
    from pyspark.sql import functions as f

    met = told.select(f.explode("bands").alias("band"), "document")
    one, two = (met.withColumnRenamed("document", end) for end in ("one", "two"))
    pairs = one.join(two, "band").where("one < two").select("one", "two").distinct()
    for end in ("one", "two"):
        texts = told.select(f.col("document").alias(end), f.col("text").alias(f"{end}_text"))
        pairs = pairs.join(texts, end)
    return pairs.mapInPandas(_alike, REPRINT)


def _contradictions(told: DataFrame, goes: DataFrame, alike: DataFrame, step: Step) -> DataFrame:
    """The pairs of figures that contradict each other, in documents that aren't reprints."""
    from pyspark.sql import functions as f

    claim = told.select(f.explode("claims").alias("of")).select("of.claim", f.explode("of.things").alias("iri"))
    called = claim.join(goes, "iri", "left").groupBy("claim").agg(f.collect_list(f.struct("iri", "to")).alias("goes"))
    keyed = called.mapInPandas(_called, "key string, claim string")
    # A claim about two things is under two keys: pairs are told once.
    pairs = step(keyed.groupBy("key").applyInPandas(_against, AGAINST), "against").distinct()
    ends = [
        alike.select(f.col(a).alias("document"), f.col(b).alias("other")) for a, b in (("one", "two"), ("two", "one"))
    ]
    return pairs.join(ends[0].unionAll(ends[1]), ["document", "other"], "left_anti")


def _told(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """What documents tell, as far as links are made of it."""
    import pandas as pd

    for batch in batches:
        rows = []
        for row in batch.itertuples():
            graph = list(ox.parse(row.graph, ox.RdfFormat.N_QUADS))
            document = NamedNode(row.document)
            text = reprints.text_told(document, graph)
            page = sameness.page(row.document, graph)
            rows.append(
                {
                    "document": row.document,
                    "text": text,
                    "bands": list(duplicates.bands(text)) if text else [],
                    "slices": [{"iri": s.iri, "slice": shares.written(s)} for s in shares.slices(page)],
                    "runs": [{"program": p, "runner": r} for p, r in programs.runs(graph)],
                    "kinds": [{"program": p, "kind": k} for p, k in programs.kinds(graph)],
                    "claims": [{"claim": written([c]), "things": sorted(c.about)} for c in claims(row.document, graph)],
                }
            )
        yield pd.DataFrame(rows, columns=["document", "text", "bands", "slices", "runs", "kinds", "claims"])


def _alike(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Of pairs of documents that share a band, those that tell the same."""
    import pandas as pd

    for batch in batches:
        rows = []
        for row in batch.itertuples():
            links = reprints.link(NamedNode(row.one), row.one_text, NamedNode(row.two), row.two_text)
            said = lines(links)
            rows += [(row.one, row.two, said)] if said else []
        yield pd.DataFrame(rows, columns=["one", "two", "lines"])


def _called(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Claims about what things go by, under each of their keys."""
    import pandas as pd

    for batch in batches:
        rows = []
        for row in batch.itertuples():
            names = {end["iri"]: end["to"] or end["iri"] for end in row.goes}
            claim = contradictions.renamed(read(row.claim)[0], names.__getitem__)
            rows += [(key, written([claim])) for key in keys(claim)]
        yield pd.DataFrame(rows, columns=["key", "claim"])


def _against(block: pd.DataFrame) -> pd.DataFrame:
    """The pairs under one key that contradict each other."""
    import pandas as pd

    met = sorted((claim for told in block["claim"] for claim in read(told)), key=lambda c: c.iri)
    found = [(a.iri, b.iri, a.document, b.document) for a, b in contradictions.opposed(met)]
    return pd.DataFrame(found, columns=["one", "two", "document", "other"])


def _opposite(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The links between figures that contradict each other."""
    import pandas as pd

    for batch in batches:
        links: list[Quad] = []
        for row in batch.itertuples():
            links += contradictions.both_ways(row.one, row.two)
        yield pd.DataFrame({"line": lines(links)})
