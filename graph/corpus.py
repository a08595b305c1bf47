"""Many articles, on Apache Spark: the reading of `graph.pool`, article by article, on every machine of a cluster.

Spark's own commit of a task's rows is what makes a lost machine cost time and nothing else: its tasks are done anew,
and only the rows of a finished task are kept. Only this module, `graph.corpus_links` and `graph.corpus_identity`
know Spark.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.corpus_links import link
from graph.pool import Limits, Outcome, bound_memory, outcome
from graph.shares import LINKS, MADE_OF, SUMMED, links_of
from graph.sources import Source, sources
from ontology.errors import BadInput

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession

GIVEN = "part string, place long, name string, corpus string, at long, line string"
READ = (
    "part string, place long, name string, digest string, document string, graph string, found string, notes string, "
    "error string, unusable boolean"
)
PLACE = ["part", "place"]
FIELDS = ("text", "title", "date", "source", "url", "id")
PER_TASK = 100  # articles, some half a minute
AT_ONCE = 16  # articles that go to a Python process together
PATTERN = frozenset("*?[]{}\\")  # what Spark takes for a pattern in a path that it reads
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(AT_ONCE),
}


class TimeIsOver(BaseException):
    """An article's time is over; no `except Exception` on the way may take it for a fault of the reading."""


def run(source: str, out: str, *, master: str, date: str, limits: Limits) -> tuple[int, int, int]:
    """Read what a source holds on a cluster, and write quads and tables to a new folder.

    Gives how many documents were read, were copies of others, and failed. Raises BadInput where there is no
    Spark, nothing to read, or the folder is there already or can't be named so.
    """
    if PATTERN.intersection(out if "://" in out else str(Path(out).absolute())):
        raise BadInput(
            f"{out}: Spark takes a folder's name with one of {' '.join(sorted(PATTERN))} for a pattern; name another."
        )
    if "://" not in out and Path(out).exists():
        raise BadInput(f"{out} is there already: name a new folder.")
    if "://" not in source and not Path(source).exists():
        raise BadInput(f"{source} doesn't exist.")
    spark = _session(master)
    try:
        out = out if "://" in out else f"file://{Path(out).absolute()}"  # as it is: Spark would keep %20
        given = _given(spark, source)
        found = given.mapInPandas(partial(_read, date=date, limits=limits), READ)
        found.write.parquet(f"{out}/read")
        return _sorted(spark, out)
    finally:
        spark.stop()


def _session(master: str) -> SparkSession:
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise BadInput(f"Spark is not installed here ({error}): install policygraph[spark].") from error
    here = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    settings = SETTINGS | (here if master.startswith("local") else {})
    try:
        spark = SparkSession.builder.master(master).appName("policygraph").config(map=settings).getOrCreate()
    except (PySparkException, RuntimeError) as error:
        raise BadInput(
            f"Spark does not start at {master} ({_line(error)}): Java 17 must be installed, and a master there."
        ) from error
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def _given(spark: SparkSession, source: str) -> DataFrame:
    """What there is to read, an article a row; `part` and `place` are its place in the order of the local way."""
    given = _rows(spark, source) if _is_table(source) else _articles(spark, source)
    number = given.count()
    if not number:
        raise BadInput(f"{source} holds no articles.")
    return given.repartition(max(spark.sparkContext.defaultParallelism, number // PER_TASK))


def _is_table(source: str) -> bool:
    """Whether a source is Parquet: by its suffix, what is in the folder, or because only Spark can reach it."""
    return "://" in source or source.rstrip("/").endswith(".parquet") or any(Path(source).glob("*.parquet"))


def _articles(spark: SparkSession, source: str) -> DataFrame:
    """The articles of a folder or a corpus; their names are those of the local way."""
    import pandas as pd

    found = [
        ("", place, s.name, str(s.corpus.absolute()), s.at, "")
        if s.corpus
        else ("", place, str(Path(s.name).absolute()), "", 0, "")
        for place, s in enumerate(sources((source,)))
    ]
    return spark.createDataFrame(pd.DataFrame(found, columns=_columns(GIVEN)), GIVEN)


def _columns(schema: str) -> list[str]:
    return [column.split()[0] for column in schema.split(", ")]


def _rows(spark: SparkSession, source: str) -> DataFrame:
    """The rows of a Parquet table, each as a line of a corpus; in the order of its files and of their rows."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import functions as f

    try:
        table = spark.read.parquet(source)
    except (PySparkException, Py4JError) as error:
        raise BadInput(f"{source} can't be read as Parquet: {_line(error)}") from error
    if "text" not in table.columns:
        raise BadInput(f"{source} has no column text: its columns are {', '.join(table.columns)}.")
    row = f.col("_metadata.row_index")
    fields = [f.col(name).cast("string").alias(name) for name in FIELDS if name in table.columns]
    return table.select(
        f.col("_metadata.file_path").alias("part"),
        row.alias("place"),
        f.concat(f.col("_metadata.file_name"), f.lit(":"), (row + 1).cast("string")).alias("name"),
        f.lit("").alias("corpus"),
        f.lit(0).cast("long").alias("at"),
        f.to_json(f.struct(*fields)).alias("line"),
    )


def _line(error: Exception) -> str:
    """The first line of what Spark says."""
    java: Any = getattr(error, "java_exception", None)
    return str(java.getMessage() if java else error).splitlines()[0]


def _read(batches: Iterable[pd.DataFrame], *, date: str, limits: Limits) -> Iterator[pd.DataFrame]:
    """Read articles in Spark's own process, each bounded in time, all in memory."""
    import pandas as pd

    from graph import warm  # noqa: F401 - loads the model, so that the bound is for the article alone

    bound_memory(limits.memory)
    for batch in batches:
        rows = []
        for row in batch.itertuples():
            source = _source(row)
            o = _bounded(source, date, limits)
            graph, notes = o.graph.decode().rstrip("\n"), " ".join(o.notes)
            told = (source.digest(date), o.document, graph, o.found, notes, o.error, o.unusable)
            rows.append((row.part, row.place, source.name, *told))
        yield pd.DataFrame(rows, columns=_columns(READ))


def _bounded(source: Source, date: str, limits: Limits) -> Outcome:
    """An article's outcome, given up when its time is over."""

    def give_up(*_: object) -> None:
        raise TimeIsOver

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    try:
        return outcome(source, date)
    except TimeIsOver:
        return Outcome(error=f"{source.name}: reading it took longer than {limits.seconds:g} seconds; split it.")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _source(row: Any) -> Source:  # noqa: ANN401 - pandas makes the class of a row as it goes
    if row.line:
        return Source(row.name, given=row.line.encode(), is_line=True)
    return Source(row.name, Path(row.corpus) if row.corpus else None, int(row.at))


def _sorted(spark: SparkSession, out: str) -> tuple[int, int, int]:
    """Make quads, links and tables of what was read: of several sources of a document the one a local run leaves."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    found = spark.read.parquet(f"{out}/read")
    good, bad = found.where("error = ''"), found.where("error <> ''")
    slim = good.select(*PLACE, "digest", "document")
    first = slim.withColumn("n", f.row_number().over(Window.partitionBy("digest").orderBy(*PLACE)))
    latest = Window.partitionBy("document").orderBy(*(f.desc(column) for column in PLACE))
    kept = first.where("n = 1").withColumn("m", f.row_number().over(latest)).where("m = 1").select(*PLACE)
    copies = slim.join(kept, PLACE, "left_anti").select(*PLACE, f.lit(True).alias("copy")).cache()
    marked = good.join(f.broadcast(copies), PLACE, "left")
    read = marked.where("copy is null").select("document", "graph")
    read.select("graph").write.text(f"{out}/quads")
    link(read, f"{out}/way").write.text(f"{out}/{LINKS}")
    state = f.when(f.col("copy"), "known").otherwise("read").alias("state")
    marked.select("name", "document", state, "found", "notes").write.parquet(f"{out}/documents")
    bad.select("name", "error", "unusable").write.parquet(f"{out}/errors")
    digest = f.conv(f.substring(f.sha2("document", 256), 1, SUMMED), 16, 10).cast("long")
    number, total = read.agg(f.count("document"), f.coalesce(f.sum(digest), f.lit(0))).first()
    known, failed = copies.count(), bad.count()
    _finish(spark, out, f"{number} {total}")
    return number, known, failed


def _finish(spark: SparkSession, out: str, documents: str) -> None:
    """Name the parts by their format, tell what the links are made of, and clear away what was only on the way."""
    jvm: Any = spark.sparkContext._jvm
    path: Callable[[str], Any] = jvm.org.apache.hadoop.fs.Path
    files = path(out).getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
    for way in ("read", "way"):
        files.delete(path(f"{out}/{way}"), True)
    for folder in ("quads", LINKS):
        parts = sorted(p.getPath().getName() for p in files.listStatus(path(f"{out}/{folder}")))
        texts = [p for p in parts if p.endswith(".txt")]
        for number, part in enumerate(texts):
            files.rename(path(f"{out}/{folder}/{part}"), path(f"{out}/{folder}/part-{number:05d}.nq"))
    told = files.create(path(f"{out}/{LINKS}/{MADE_OF}"))
    told.writeBytes(links_of(len(texts), documents))
    told.close()
