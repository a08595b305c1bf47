"""Who is who across a corpus as a job of Spark: keys, pairs, what hangs together, and doubts as N-Quads.

The shares are those of `graph.shares`. What is asked for more than once is written to a folder on the way, so that a
machine that is lost costs no more than its own tasks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from graph import sameness, shares
from graph.naming import IDENTITY, SAME
from graph.rdf import likeness
from graph.sameness import SURE, Pair
from ontology.terms import PG

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import Column, DataFrame

PROFILE = "iri string, profile string, keys array<string>"
PAIR = "one string, two string, score double, reasons array<string>"
NAMED = "iri string, to string"
Step = Callable[["DataFrame", str], "DataFrame"]  # writes what was made to a folder on the way, and reads it


def identity(slices: DataFrame, step: Step) -> tuple[DataFrame, DataFrame]:
    """By which IRI each entity goes that goes by another's, and the links of doubts as lines.

    `slices` are what each document tells of each of its entities: of (iri, slice), and document.
    """
    from pyspark.sql import functions as f

    known = step(
        slices.select("of.iri", "document", "of.slice").groupBy("iri").applyInPandas(_profile, PROFILE), "profiles"
    )
    pairs = step(_pairs(known), "pairs")
    sure = pairs.where(f.col("score") >= SURE)
    of = _groups(sure, step)
    members = known.join(of, "iri").select("group", "profile")
    held = sure.join(of.select(f.col("iri").alias("one"), f.col("group").alias("held")), "one")
    named = step(members.groupBy("group").cogroup(held.groupBy("held")).applyInPandas(_named, NAMED), "named")
    return named, _doubts(pairs, named)


def _pairs(known: DataFrame) -> DataFrame:
    """The pairs of profiles that share a key, each once."""
    from pyspark.sql import functions as f

    # Bare of its type hints, in which Spark would look for a kind of function that it is not.
    crowded = f.udf(lambda key, size: sameness.is_crowded(key, size), "boolean")
    keyed = known.select(f.explode("keys").alias("key"), "iri")
    counts = keyed.groupBy("key").count()
    telling = counts.where("count > 1").where(~crowded("key", "count")).select("key")
    blocks = keyed.join(telling, "key").join(known.select("iri", "profile"), "iri").select("key", "profile")
    return blocks.groupBy("key").applyInPandas(_paired, PAIR).dropDuplicates(["one", "two"])


def _groups(sure: DataFrame, step: Step) -> DataFrame:
    """The group of each entity of a sure pair: the least IRI that chains of sure pairs reach.

    Each round an entity takes the least of its neighbours' groups, then that group's own group, so that long chains
    take few rounds.
    """
    from pyspark.sql import functions as f

    ends = sure.select(f.col("one").alias("iri"), f.col("two").alias("other"))
    edges = ends.unionAll(ends.select(f.col("other").alias("iri"), f.col("iri").alias("other")))
    of = step(edges.groupBy("iri").agg(f.least("iri", f.min("other")).alias("group")), "groups-0")
    number = 0
    while True:
        number += 1
        beside = edges.join(of.select(f.col("iri").alias("other"), "group"), "other").select("iri", "group")
        least = of.unionAll(beside).groupBy("iri").agg(f.min("group").alias("group"))
        above = of.select(f.col("iri").alias("group"), f.col("group").alias("upper"))
        new = step(least.join(above, "group").select("iri", f.col("upper").alias("group")), f"groups-{number}")
        if of.exceptAll(new).isEmpty():
            return new
        of = new


def _doubts(pairs: DataFrame, named: DataFrame) -> DataFrame:
    """The links of pairs that stay apart, by the IRIs that their entities go by."""
    from pyspark.sql import functions as f

    def goes_by(end: str) -> Column:
        return f.coalesce(f.col(f"{end}_to"), f.col(end)).alias(f"{end}_to")

    both = pairs
    for end in ("one", "two"):
        both = both.join(named.select(f.col("iri").alias(end), f.col("to").alias(f"{end}_to")), end, "left")
    apart = both.select("one", "two", "score", "reasons", goes_by("one"), goes_by("two")).where("one_to <> two_to")
    ends = f.sort_array(f.array("one_to", "two_to"))
    return apart.withColumn("ends", ends).groupBy("ends").applyInPandas(_likeness, "line string")


def _profile(slices: pd.DataFrame) -> pd.DataFrame:
    """The profile of one entity, and its keys."""
    import pandas as pd

    profile = shares.joined(map(shares.read, slices["slice"]))
    row = (profile.iri, shares.written(profile), sorted(sameness.keys(profile)))
    return pd.DataFrame([row], columns=["iri", "profile", "keys"])


def _paired(block: pd.DataFrame) -> pd.DataFrame:
    """The pairs under one key."""
    import pandas as pd

    found = shares.paired(block["key"].iloc[0], map(shares.read, block["profile"]))
    rows = [(p.one, p.two, p.score, list(p.reasons)) for p in found]
    return pd.DataFrame(rows, columns=["one", "two", "score", "reasons"])


def _told(pairs: pd.DataFrame) -> list[Pair]:
    return [Pair(row.one, row.two, row.score, tuple(row.reasons)) for row in pairs.itertuples()]


def _named(members: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """By which IRIs the entities of one group go."""
    import pandas as pd

    goes = shares.decided(map(shares.read, members["profile"]), _told(pairs))
    return pd.DataFrame(sorted(goes.items()), columns=["iri", "to"])


def lines(quads: Iterable[Quad]) -> list[str]:
    """Quads as lines of N-Quads."""
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return written.decode().split("\n")[:-1]


def same(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """The links between what goes by another IRI, and that."""
    import pandas as pd

    for batch in batches:
        links = [Quad(NamedNode(r.iri), SAME, NamedNode(r.to), IDENTITY) for r in batch.itertuples()]
        yield pd.DataFrame({"line": lines(links)})


def _likeness(pairs: pd.DataFrame) -> pd.DataFrame:
    """The link between two entities that are perhaps one."""
    import pandas as pd

    named_by = dict(zip(pairs["one"], pairs["one_to"], strict=True)) | dict(
        zip(pairs["two"], pairs["two_to"], strict=True)
    )
    links = [
        Quad(t.subject, t.predicate, t.object, IDENTITY)
        for (one, two), pair in sameness.doubts(_told(pairs), named_by).items()
        for t in likeness(str(PG.possiblySame), one, two, pair.score, pair.reasons)
    ]
    return pd.DataFrame({"line": lines(links)})
