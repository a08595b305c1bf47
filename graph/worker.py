"""The process that answers one stranger's query: read-only, bounded in memory, without a network.

`graph.sandbox` starts it as a script, isolated (`python -I`), so it imports nothing of the project.
Standard input holds a JSON request; standard output gets a JSON header line, then the results.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of <sched.h>


def leave_network() -> None:
    """Move into an empty network namespace, where the system allows it."""
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):
        return
    if unshare(NEW_NETWORK) != 0:
        unshare(NEW_USER | NEW_NETWORK)


def limit(memory: int, seconds: int) -> None:
    """Bound this process; its parent ends it at the deadline in any case."""
    bounds = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in bounds.items():
        _, hard = resource.getrlimit(kind)
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (value, hard))


def answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The header and body of the answer to a request."""
    source = Path(request["source"])
    if source.is_dir():
        store = ox.Store.read_only(str(source))
    else:
        store = ox.Store()
        store.bulk_load(path=str(source), format=ox.RdfFormat.N_QUADS)
    try:
        found = store.query(request["query"], prefixes=request["prefixes"])
        if isinstance(found, ox.QueryBoolean):
            return {"kind": "boolean"}, json.dumps({"head": {}, "boolean": bool(found)}).encode()
        if isinstance(found, ox.QueryTriples):
            lines, cut = capped((f"{t} .\n" for t in found), request)
            return {"kind": "graph", "cut": cut}, "".join(lines).encode()
        names = [v.value for v in found.variables]
        rows = (json.dumps(binding(names, s), ensure_ascii=False) for s in found)
        texts, cut = capped(rows, request)
    except SyntaxError as error:
        return {"kind": "malformed", "message": str(error)}, b""
    except (OSError, RuntimeError, ValueError) as error:
        return {"kind": "failed", "message": str(error)}, b""
    head = json.dumps({"vars": names}, ensure_ascii=False)
    body = f'{{"head":{head},"results":{{"bindings":[{",".join(texts)}]}}}}'
    return {"kind": "solutions", "cut": cut}, body.encode()


def capped(texts: Iterable[str], request: dict[str, Any]) -> tuple[list[str], str]:
    """As many texts as the caps allow, and which cap cut them short ('rows', 'bytes' or none)."""
    kept: list[str] = []
    size = 0
    for text in texts:
        size += len(text.encode())
        if request["bytes"] is not None and size > request["bytes"]:
            return kept, "bytes"
        if request["rows"] is not None and len(kept) == request["rows"]:
            return kept, "rows"
        kept.append(text)
    return kept, ""


def binding(names: list[str], solution: ox.QuerySolution) -> dict[str, Any]:
    """One row, as the SPARQL results format in JSON has it."""
    return {n: term(solution[n]) for n in names if solution[n] is not None}


def term(value: Term) -> dict[str, Any]:
    """One RDF term, as the SPARQL results format in JSON has it."""
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, ox.BlankNode):
        return {"type": "bnode", "value": value.value}
    if isinstance(value, ox.Triple):
        parts = {"subject": value.subject, "predicate": value.predicate, "object": value.object}
        return {"type": "triple", "value": {k: term(v) for k, v in parts.items()}}
    found = {"type": "literal", "value": value.value}
    if value.language:
        found["xml:lang"] = value.language
    elif not value.datatype.value.endswith("XMLSchema#string"):
        found["datatype"] = value.datatype.value
    return found


def run(lines: Iterator[bytes]) -> None:
    """Answer the request on standard input."""
    request = json.loads(next(lines))
    leave_network()
    limit(request["memory"], request["seconds"])
    try:
        header, body = answer(request)
    except MemoryError:
        os._exit(9)
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + body)
    sys.stdout.buffer.flush()
    os._exit(0)  # no tidying up of the engine's threads


if __name__ == "__main__":
    run(iter(sys.stdin.buffer))
