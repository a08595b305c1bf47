"""How much of the W3C's SPARQL tests our way of answering passes: `python benchmarks/w3c.py FOLDER [WORD]`.

FOLDER is a checkout of w3c/rdf-tests; with a WORD, only the tests whose name holds it are run. These are the tests of
queries, their syntax and their results' formats, of each folder of SPARQL 1.1 and 1.0 that has some, federated ones
included. Each query goes the way of a stranger's query (`graph.sandbox`): refused or run by a worker on a read-only
store that holds the graphs it names, and its answer written in the format that the test expects.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import pyoxigraph as ox  # noqa: E402
from rdflib import RDF, Graph, Namespace, URIRef  # noqa: E402
from rdflib.term import Node  # noqa: E402

from graph.dataset import Dataset, of_query  # noqa: E402
from graph.sandbox import Limits, ask  # noqa: E402
from ontology.errors import BadQuery  # noqa: E402

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
# Folders whose tests ask for what SPARQL without an entailment regime doesn't answer.
ENTAILED = {"entailment"}
KINDS = {
    "QueryEvaluationTest": "evaluation",
    "CSVResultFormatTest": "CSV",
    "PositiveSyntaxTest11": "syntax",
    "NegativeSyntaxTest11": "syntax",
    "PositiveSyntaxTest": "syntax",
    "NegativeSyntaxTest": "syntax",
}
RESULTS = {
    ".srx": ("xml", ox.QueryResultsFormat.XML),
    ".srj": ("json", ox.QueryResultsFormat.JSON),
    ".tsv": ("tsv", ox.QueryResultsFormat.TSV),
}
GRAPHS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
}
LIMITS = Limits(seconds=30, rows=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A test: its edition ('sparql11'), its address in short, its kind, and the files it is made of."""

    edition: str
    name: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()
    result: Path | None = None
    is_reduced: bool = False  # an answer may have a row of the result less often

    @property
    def group(self) -> str:
        """Where it is counted."""
        return f"{KINDS[self.kind]} 1.0" if self.edition == "sparql10" else KINDS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a test: 'passed', 'failed' or 'refused', and why."""

    case: Case
    word: str
    why: str = ""


def cases(folder: Path) -> Iterator[Case]:
    """The tests of a checkout."""
    root = folder / "sparql" if (folder / "sparql").is_dir() else folder
    if not (root / "sparql11").is_dir():
        raise SystemExit(f"{folder} holds no sparql/sparql11: give the folder of a checkout of w3c/rdf-tests.")
    for manifest in sorted(root.glob("sparql1[01]/*/manifest.ttl")):
        edition, suite = manifest.parent.parts[-2:]
        if suite not in ENTAILED:
            graph = Graph().parse(manifest, publicID=manifest.as_uri())
            found = (test for entries in graph.objects(None, MF.entries) for test in graph.items(entries))
            asked = (_case(graph, test, edition, suite) for test in found if _kind(graph, test))
            yield from (case for case in asked if case.query.suffix == ".rq")  # and no update


def _kind(graph: Graph, test: Node) -> str:
    kinds = (str(kind).removeprefix(str(MF)) for kind in graph.objects(test, RDF.type))
    return next((kind for kind in kinds if kind in KINDS), "")


def _case(graph: Graph, test: Node, edition: str, suite: str) -> Case:
    action = graph.value(test, MF.action)
    kind = _kind(graph, test)
    name = f"{suite}/{str(test).rpartition('#')[2]}"
    if isinstance(action, URIRef):
        return Case(edition=edition, name=name, kind=kind, query=_path(action))
    graphs = (graph.value(g, QT.graph) or g for g in graph.objects(action, QT.graphData))
    return Case(
        edition=edition,
        name=name,
        kind=kind,
        query=_path(graph.value(action, QT.query)),
        data=tuple(map(_path, graph.objects(action, QT.data))),
        graphs=tuple(map(_path, graphs)),
        result=_path(graph.value(test, MF.result)),
        is_reduced=(test, MF.resultCardinality, MF.LaxCardinality) in graph,
    )


def _path(address: Node | None) -> Path:
    return Path(URIRef(str(address)).removeprefix("file://"))


def run(case: Case) -> Outcome:
    """Run one test."""
    with TemporaryDirectory(prefix="policygraph-w3c-") as folder:
        _store(case, folder)
        try:
            answer = ask(Path(folder), _asked(case.query), LIMITS)
        except BadQuery as error:
            return _refused(case, str(error))
    if case.kind.startswith("Negative"):
        return Outcome(case=case, word="failed", why="malformed, but was answered")
    why = "" if case.result is None else _difference(answer, case.result, case.is_reduced)
    return Outcome(case=case, word="failed" if why else "passed", why=why)


def _refused(case: Case, why: str) -> Outcome:
    if "refused" in why:
        return Outcome(case=case, word="refused", why=why)
    # What is read, and then fails because nothing is there to answer it, is no error of syntax.
    passed = KINDS[case.kind] == "syntax" and case.kind.startswith("Negative") == ("malformed" in why)
    return Outcome(case=case, word="passed" if passed else "failed", why="" if passed else why)


def _store(case: Case, folder: str) -> None:
    """A test's data as a store in a folder."""
    store = ox.Store(folder)
    for path in case.data:
        store.load(path=str(path), format=GRAPHS[path.suffix], base_iri=path.as_uri())
    for address in {*(path.as_uri() for path in case.graphs), *_addressed(case.query)}:
        name, path = ox.NamedNode(address), _path(URIRef(address))
        store.add_graph(name)
        if path.is_file():
            store.load(path=str(path), format=GRAPHS[path.suffix], base_iri=address, to_graph=name)
    store.flush()


def _addressed(query: Path) -> tuple[str, ...]:
    """The graphs that a query's FROM and FROM NAMED name, which the store is to hold."""
    dataset = of_query(_asked(query)) or Dataset()
    return (*(dataset.default or ()), *(dataset.named or ()))


def _asked(query: Path) -> str:
    """A query's text, its own address as its base."""
    return f"BASE <{query.as_uri()}>\n{query.read_bytes().decode('utf-8', 'surrogateescape')}"


def _difference(answer: Any, expected: Path, is_reduced: bool) -> str:  # noqa: ANN401
    """How an answer differs from the expected one; '' if it doesn't."""
    if answer.notice:
        return answer.notice
    if answer.kind == "graph":
        wanted = ox.Dataset(ox.parse(path=str(expected), format=GRAPHS[expected.suffix], base_iri=expected.as_uri()))
        found = ox.Dataset(ox.parse(answer.serialize("turtle"), ox.RdfFormat.TURTLE))
        return "" if _canonical(wanted) == _canonical(found) else "another graph"
    if expected.suffix == ".csv":
        wanted_table, found_table = _table(expected.read_bytes()), _table(answer.serialize("csv"))
        return "" if wanted_table == found_table else f"another table: {found_table}"
    if expected.suffix in RESULTS:
        name, format = RESULTS[expected.suffix]
        ours = ox.parse_query_results(answer.serialize(name), format)
        return _unequal(ox.parse_query_results(path=str(expected), format=format), ours, is_reduced)
    return _unequal_set(expected, ox.parse_query_results(answer.serialize("json"), ox.QueryResultsFormat.JSON))


def _table(text: bytes) -> tuple[list[str], Counter[tuple[str, ...]]]:
    """The header of a CSV and its rows, blank nodes all the same and numbers by value."""
    head, *rows = csv.reader(io.StringIO(text.decode()))
    order = sorted(range(len(head)), key=lambda i: head[i])  # that of SELECT * is free
    cells = (["_:" if row[i].startswith("_:") else _number(row[i]) for i in order] for row in rows if row)
    return sorted(head), Counter(map(tuple, cells))


def _number(text: str) -> str:
    try:
        return repr(float(text))
    except ValueError:
        return text


def _unequal(wanted: Any, found: Any, is_reduced: bool) -> str:  # noqa: ANN401
    if isinstance(wanted, ox.QueryBoolean) or isinstance(found, ox.QueryBoolean):
        return "" if bool(wanted) == bool(found) else "another truth value"
    heads = [sorted(v.value for v in results.variables) for results in (wanted, found)]
    if heads[0] != heads[1]:
        return f"other columns: {heads[1]}"
    told = ([{v: row[v] for v in heads[0] if row[v] is not None} for row in rows] for rows in (wanted, found))
    theirs, ours = (_rows(rows, is_reduced) for rows in told)
    return "" if theirs == ours else f"other rows: {ours[:400]}"


def _unequal_set(expected: Path, found: Any) -> str:  # noqa: ANN401
    """Compare with results that are written as a graph."""
    graph = Graph().parse(expected)
    truth = next(graph.objects(None, RS.boolean), None)
    if truth is not None:
        return "" if bool(truth) == bool(found) else "another truth value"
    wanted = []
    for solution in graph.objects(None, RS.solution):
        bindings = list(graph.objects(solution, RS.binding))
        wanted.append({str(graph.value(b, RS.variable)): graph.value(b, RS.value) for b in bindings})
    if isinstance(found, ox.QueryBoolean):
        return "a truth value, where rows or a graph are expected"
    names = [v.value for v in found.variables]
    ours = _rows([{n: row[n] for n in names if row[n] is not None} for row in found])
    theirs = _rows([{n: _term(t) for n, t in row.items()} for row in wanted])
    return "" if ours == theirs else f"other rows: {ours[:400]}"


def _term(node: Any) -> Any:  # noqa: ANN401
    return next(ox.parse(f"<e:s> <e:p> {node.n3()} .", ox.RdfFormat.N_TRIPLES)).object


def _rows(rows: list[dict[str, Any]], is_reduced: bool = False) -> str:
    """Rows in a form that is equal for rows that differ by order and names of blank nodes, or also by repetition."""
    counted = Counter(tuple(sorted((n, _valued(t)) for n, t in row.items())) for row in rows)
    dataset = ox.Dataset()
    for index, (row, count) in enumerate(sorted(counted.items(), key=str)):
        node = ox.BlankNode(f"row{index}")
        dataset.add(ox.Quad(node, ox.NamedNode("e:count"), ox.Literal(1 if is_reduced else count)))
        for name, term in row:
            dataset.add(ox.Quad(node, ox.NamedNode(f"e:{name}"), term))
    return _canonical(dataset)


def _valued(term: Any) -> Any:  # noqa: ANN401
    """A term, numbers with one form for each value."""
    if isinstance(term, ox.Literal) and term.datatype.value.rpartition("#")[2] in {
        "integer",
        "decimal",
        "double",
        "float",
    }:
        return ox.Literal(_number(term.value), datatype=term.datatype)
    return term


def _canonical(dataset: ox.Dataset) -> str:
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return "\n".join(sorted(map(str, dataset)))


def table(outcomes: list[Outcome]) -> list[str]:
    """The counts by kind, and a line for each test that failed or was refused."""
    lines = [
        "| kind | tests | passed | failed | refused by policy | passed of what is allowed |",
        "| --- |" + " ---: |" * 5,
    ]
    for kind in ("evaluation", "syntax", "CSV", "evaluation 1.0", "syntax 1.0"):
        count = Counter(o.word for o in outcomes if o.case.group == kind)
        allowed = count["passed"] + count["failed"]
        share = f"{100 * count['passed'] / allowed:.1f} %" if allowed else ""
        cells = [kind, count.total(), count["passed"], count["failed"], count["refused"], share]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    lines += [f"{o.word}: {o.case.name}: {o.why}" for o in outcomes if o.word != "passed"]
    return lines


def main() -> None:
    """Run the tests of the folder that is given, or those of them whose name holds the second word."""
    word = sys.argv[2] if len(sys.argv) > 2 else ""
    chosen = [case for case in cases(Path(sys.argv[1]).resolve()) if word in case.name]
    print("\n".join(table([run(case) for case in chosen])))


if __name__ == "__main__":
    main()
