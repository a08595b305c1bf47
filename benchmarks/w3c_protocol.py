"""How much of the W3C's tests of the SPARQL Protocol an endpoint passes: `python benchmarks/w3c_protocol.py FOLDER`.

FOLDER is a checkout of w3c/rdf-tests; the tests are those of SPARQL 1.1 and what 1.2 adds, in either way that manifests
have of telling what is expected. Our endpoint is started on the graphs that the tests name; with an address as the
second word, the endpoint there is asked, whatever it holds. `python benchmarks/w3c_protocol.py FOLDER --graphs OUT.nq`
writes those graphs, for `policygraph serve --store OUT.nq`. Updates are sent too: an endpoint that reads refuses them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path += [str(ROOT), str(ROOT / "tests")]

import httpx  # noqa: E402
from rdflib import RDF, RDFS, Graph, Namespace, URIRef  # noqa: E402
from rdflib.term import Node  # noqa: E402
from served import served  # noqa: E402

from graph.protocol import GRAPHS, ROWS  # noqa: E402
from graph.server import PATH  # noqa: E402

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
FORM = "application/x-www-form-urlencoded"
MEDIA = {"boolean": [*ROWS][:4], "tabular": [*ROWS], "RDF": [*GRAPHS]}
DOCUMENT = "http://xmlns.com/foaf/0.1/Document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request, and what of its response the test tells."""

    method: str
    target: str  # after the endpoint's path
    headers: dict[str, str]
    body: bytes
    status: frozenset[str]  # '2xx', '4xx' ...
    media: frozenset[str]  # none: any
    boolean: bool | None


def manifest(folder: Path) -> Graph:
    """The tests of the protocol in a checkout."""
    root = folder / "sparql" if (folder / "sparql").is_dir() else folder
    path = root / "sparql11" / "protocol" / "manifest.ttl"
    if not path.is_file():
        raise SystemExit(f"{folder} holds no sparql/sparql11/protocol: give the folder of a checkout of w3c/rdf-tests.")
    graph = Graph().parse(path, publicID=path.as_uri())
    added = root / "sparql12" / "protocol" / "manifest.ttl"
    if added.is_file():
        graph.parse(added, publicID=added.as_uri())
    if (None, MF.action, None) not in graph:
        raise SystemExit(f"{path} holds names of tests alone: take a checkout of this decade.")
    return graph


def data(graph: Graph) -> str:
    """N-Quads of the graphs that the tests name; where the checkout has none, each says that it is a document."""
    lines = []
    for label, file in {
        (graph.value(g, RDFS.label), graph.value(g, UT.graph)) for g in graph.objects(None, UT.graphData)
    }:
        path = Path(URIRef(str(file)).removeprefix("file://"))
        made = Graph()
        if path.is_file():
            made.parse(path)
        else:
            made.add((URIRef(str(label)), RDF.type, URIRef(DOCUMENT)))
        lines += [f"{s.n3()} {p.n3()} {o.n3()} <{label}> ." for s, p, o in made]
    return "\n".join(lines) + "\n"


def tests(graph: Graph) -> Iterator[tuple[str, list[Exchange]]]:
    """Each test's name and the requests of which it is made."""
    found = {}
    for entries in graph.objects(None, MF.entries):
        for test in graph.items(entries):
            requests = graph.value(graph.value(test, MF.action), HT.requests)
            found[str(test).rpartition("#")[2]] = [_exchange(graph, node) for node in graph.items(requests)]
    yield from found.items()


def _exchange(graph: Graph, node: Node) -> Exchange:
    body, response = graph.value(node, HT.body), graph.value(node, HT.resp)
    encoding = str(graph.value(body, CNT.characterEncoding) or "UTF-8")
    content = str(graph.value(body, CNT.chars) or "").encode(encoding)
    status = _status(graph, response)
    return Exchange(
        method=str(graph.value(node, HT.methodName)),
        target=str(graph.value(node, HT.absolutePath)).removeprefix("/sparql").removeprefix("/"),
        headers=_headers(graph, node, content, status),
        body=content,
        status=status,
        media=_media(graph, response),
        boolean=_boolean(graph, response),
    )


def _headers(graph: Graph, node: Node, body: bytes, status: frozenset[str]) -> dict[str, str]:
    """The headers of a request; the type of a form goes without saying in a test that is to succeed."""
    listed = graph.items(graph.value(node, HT.headers) or RDF.nil)
    told = {str(graph.value(h, HT.fieldName)): str(graph.value(h, HT.fieldValue)) for h in listed}
    implied = {"content-type": FORM} if body.startswith((b"query=", b"update=")) and "2xx" in status else {}
    return told or implied


def _status(graph: Graph, response: Node | None) -> frozenset[str]:
    """'2xx', '4xx' ...: by name, or as text."""
    told = [*graph.objects(response, MF.expectedStatus), *graph.objects(response, HT.statusCodeValue)]
    return frozenset(str(status)[-3:].lower() for status in told)


def _media(graph: Graph, response: Node | None) -> frozenset[str]:
    """The media types that a response may have: by the kind of answer, or one by one."""
    found = set(MEDIA.get(str(graph.value(response, MF.expectedFormat)), ()))
    for header in graph.items(graph.value(response, HT.headers) or RDF.nil):
        elements = graph.items(graph.value(header, HT.headerElements) or RDF.nil)
        found |= {str(graph.value(element, HT.elementName)) for element in elements}
    return frozenset(found)


def _boolean(graph: Graph, response: Node | None) -> bool | None:
    told = graph.value(response, MF.expectedBoolean)
    if told is None:
        told = graph.value(graph.value(response, HT.body), CNT.chars)
    return None if told is None else bool(told.toPython())  # type: ignore[attr-defined]


def difference(exchange: Exchange, answer: httpx.Response) -> str:
    """How a response differs from what the test tells; '' if it doesn't."""
    media = answer.headers.get("content-type", "").partition(";")[0]
    if f"{answer.status_code // 100}xx" not in exchange.status:
        return f"status {answer.status_code}: {answer.text.strip()[:200]}"
    if exchange.media and media not in exchange.media:
        return f"answered as {media}"
    if exchange.boolean is not None and answer.json()["boolean"] != exchange.boolean:
        return f"answered {answer.json()['boolean']}"
    return ""


def run(client: httpx.Client, path: str, exchanges: list[Exchange]) -> tuple[str, str]:
    """What came of a test, 'passed', 'failed' or 'refused', and why."""
    for exchange in exchanges:
        options: dict[str, Any] = {"headers": exchange.headers, "content": exchange.body}
        answer = client.request(exchange.method, path + exchange.target, **options)
        why = difference(exchange, answer)
        if why:
            return "refused" if answer.status_code == 403 else "failed", why
    return "passed", ""


def outcomes(graph: Graph, address: str = "") -> list[tuple[str, str, str]]:
    """Name, outcome and reason of each test, on the endpoint at an address, or on ours with the tests' graphs."""
    if address:
        with httpx.Client(follow_redirects=True, timeout=30) as client:
            return [(name, *run(client, address, exchanges)) for name, exchanges in tests(graph)]
    with TemporaryDirectory(prefix="policygraph-w3c-") as folder:
        place = Path(folder) / "data.nq"
        place.write_text(data(graph), encoding="utf-8")
        with served(place) as client:
            return [(name, *run(client, f"{PATH}/", exchanges)) for name, exchanges in tests(graph)]


def main() -> None:
    """Write the graphs, or run the tests and print the counts and a line for each that isn't passed."""
    tests_of = manifest(Path(sys.argv[1]).resolve())
    if sys.argv[2:3] == ["--graphs"]:
        Path(sys.argv[3]).write_text(data(tests_of), encoding="utf-8")
        return
    found = outcomes(tests_of, *sys.argv[2:3])
    print("\n".join(f"{word}: {name}: {why}" for name, word, why in found if word != "passed"))
    print(", ".join(f"{count} {word}" for word, count in Counter(word for _, word, _ in found).items()))


if __name__ == "__main__":
    main()
