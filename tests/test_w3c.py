"""The W3C's own tests, when there is a checkout of them, and our runner on a few in their manner."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LEAST = 0.98  # of what the policy allows


MANIFEST = """
PREFIX : <e:> PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
<> mf:entries ( <#right> <#wrong> <#far> <#bad> ) .
<#right> a mf:QueryEvaluationTest ; mf:result <two.tsv> ;
  mf:action [ qt:query <count.rq> ; qt:data <data.trig> ; qt:graphData [ qt:graph <data.trig> ] ] .
<#wrong> a mf:QueryEvaluationTest ; mf:result <three.tsv> ; mf:action [ qt:query <count.rq> ; qt:data <data.trig> ] .
<#far> a mf:PositiveSyntaxTest11 ; mf:action <far.rq> .
<#bad> a mf:NegativeSyntaxTest ; mf:action <bad.rq> .
"""
FILES = {
    "manifest.ttl": MANIFEST,
    "data.trig": "PREFIX : <e:> GRAPH :g { :a :b :c } GRAPH :h { :a :b :d }",
    "count.rq": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "two.tsv": "?n\n2\n",
    "three.tsv": "?n\n3\n",
    "far.rq": "ASK { SERVICE <http://e.org/> {} }",
    "bad.rq": "ASK {",
}


def test_outcomes_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import w3c

    folder = tmp_path / "sparql" / "sparql11" / "bind"
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    found = {case.name: w3c.run(case).word for case in w3c.cases(tmp_path)}
    assert found == {"bind/right": "passed", "bind/wrong": "failed", "bind/far": "refused", "bind/bad": "passed"}


PROTOCOL = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> PREFIX ht: <http://www.w3.org/2011/http#>
PREFIX cnt: <http://www.w3.org/2011/content#> PREFIX ut: <http://www.w3.org/2009/sparql/tests/test-update#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
<> mf:entries ( <#held> <#form> <#false> <#media> <#body> <#update_all> ) .
<#held> ut:graphData [ ut:graph <a.nt> ; rdfs:label "http://e.org/a" ] ; mf:action [ ht:requests ( [
  ht:methodName "GET" ; ht:absolutePath "/sparql/?query=ASK%7BGRAPH%20%3Fg%7B%3Fs%20a%20%3Ft%7D%7D" ;
  ht:resp [ mf:expectedBoolean true ; mf:expectedFormat "boolean" ; mf:expectedStatus ht:StatusCode2xx ] ] ) ] .
<#form> mf:action [ ht:requests ( [ ht:methodName "POST" ; ht:absolutePath "/sparql" ;
  ht:body [ cnt:chars "query=ASK%20%7B%7D" ] ; ht:resp [ ht:body [ cnt:chars true ] ; ht:statusCodeValue "2XX" ] ] ) ] .
<#false> mf:action [ ht:requests ( [ ht:methodName "GET" ; ht:absolutePath "/sparql/?query=ASK%7B%7D" ;
  ht:resp [ mf:expectedBoolean false ; mf:expectedStatus ht:StatusCode2xx ] ] ) ] .
<#media> mf:action [ ht:requests ( [ ht:methodName "GET" ; ht:absolutePath "/sparql/?query=ASK%7B%7D" ;
  ht:resp [ ht:statusCodeValue "2XX" ; ht:headers ( [ ht:headerElements ( [ ht:elementName "text/html" ] ) ] ) ] ] ) ] .
<#body> mf:action [ ht:requests ( [ ht:methodName "POST" ; ht:absolutePath "/sparql" ;
  ht:body [ cnt:chars "query=ASK%20%7B%7D" ] ; ht:resp [ ht:statusCodeValue "4XX" ] ] ) ] .
<#update_all> mf:action [ ht:requests ( [ ht:methodName "POST" ; ht:absolutePath "/sparql" ;
  ht:body [ cnt:chars "update=CLEAR+ALL" ] ; ht:resp [ ht:statusCodeValue "2XX", "3XX" ] ] ) ] .
"""


def test_both_ways_of_telling_what_is_expected_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import w3c_protocol

    folder = tmp_path / "sparql" / "sparql11" / "protocol"
    folder.mkdir(parents=True)
    (folder / "manifest.ttl").write_text(PROTOCOL, encoding="utf-8")
    found = {name: word for name, word, _ in w3c_protocol.outcomes(w3c_protocol.manifest(tmp_path))}
    assert found == {
        "held": "passed",
        "form": "passed",
        "false": "failed",
        "media": "failed",
        "body": "passed",
        "update_all": "refused",
    }


def test_w3c_suites(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = os.environ.get("POLICYGRAPH_W3C")
    if not folder:
        pytest.skip("set POLICYGRAPH_W3C to a checkout of w3c/rdf-tests")
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import w3c

    outcomes = [w3c.run(case) for case in w3c.cases(Path(folder).resolve())]
    for group in ("evaluation", "syntax", "CSV"):
        passed = sum(o.case.group == group and o.word == "passed" for o in outcomes)
        failed = [f"{o.case.name}: {o.why}" for o in outcomes if o.case.group == group and o.word == "failed"]
        assert passed / (passed + len(failed)) >= LEAST, failed


def test_w3c_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = os.environ.get("POLICYGRAPH_W3C")
    if not folder:
        pytest.skip("set POLICYGRAPH_W3C to a checkout of w3c/rdf-tests")
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import w3c_protocol

    outcomes = w3c_protocol.outcomes(w3c_protocol.manifest(Path(folder).resolve()))
    assert outcomes
    assert not [(name, why) for name, word, why in outcomes if word == "failed"]
    updates = {name for name, word, _ in outcomes if word == "refused"}
    assert all(name.startswith("update_") or name == "query_base_uri" for name in updates)  # which begins with one
