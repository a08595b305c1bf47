"""Relations and programs of a reading, held against the annotations of its article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extract.records import Fact, Kind, Property, Reading
from graph.gold import Gold, GoldRelation, plain
from graph.matched import Matched, Score, listed
from ontology import gazetteer

Triple = tuple[str, str, str]

_SYMMETRIC = {Property.AGREEMENT_WITH, Property.COOPERATES_WITH}
_TRANSITIVE = (Property.LOCATED_IN, Property.PART_OF)
_OF_PROGRAMS = {Property.IMPLEMENTS, Property.COVERS, Property.BENEFITS}


def relations(matched: Matched, score: Score) -> None:
    asked, optional = _asked(matched.gold)
    stated, reaches = _stated(matched), set(_reaches(matched))
    entailed = closed(asked | optional)
    entailed |= {(s, str(Property.WORKS_FOR), o) for s, p, o in entailed if p == Property.HOLDS_POST_IN}
    counted = {_program_name(p.by, p.type) for p in matched.gold.programs if not p.optional}
    surplus = [t for t, facts in stated.items() if t not in entailed and not _is_in_gazetteer(matched, facts[0])]
    surplus += [t for t in reaches - entailed if t[0] in counted]
    found = closed({*stated, *reaches, *_known(matched)})
    tally = score.found["relations"]
    tally.right = len(asked & found)
    tally.missed += sorted(map(" ".join, asked - found))
    tally.surplus += sorted(map(" ".join, surplus))
    for relation in matched.gold.relations:
        facts = stated.get(_turned(relation.subject, relation.predicate, relation.object))
        if facts:
            _qualifiers(relation, facts, matched.reading, score)


def judged(matched: Matched) -> Iterator[tuple[Fact, bool]]:
    """Each fact between things that the text names, and whether the annotations have it, asked or optional."""
    asked, optional = _asked(matched.gold)
    entailed = closed(asked | optional)
    entailed |= {(s, str(Property.WORKS_FOR), o) for s, p, o in entailed if p == Property.HOLDS_POST_IN}
    allowed = {(p.by, p.type) for p in matched.gold.programs}
    programs = _programs_of(matched)
    for fact in matched.reading.facts:
        if fact.predicate is Property.IMPLEMENTS:
            yield fact, not programs[fact.object].isdisjoint(allowed)
        elif fact.predicate in _OF_PROGRAMS and matched.all(fact.object):
            reached = str(fact.predicate), matched.name(fact.object)
            names = [_program_name(*p) for p in programs.get(fact.subject, ()) if p in allowed]
            if names:  # what a wrong program reaches is the program's mistake
                yield fact, any((name, *reached) in entailed for name in names)
        elif fact.predicate not in _OF_PROGRAMS and matched.all(fact.subject, fact.object):
            triple = _turned(matched.name(fact.subject), fact.predicate, matched.name(fact.object))
            yield fact, triple in entailed or _is_in_gazetteer(matched, fact)


def _asked(gold: Gold) -> tuple[set[Triple], set[Triple]]:
    """The relations that are asked, and the optional ones; programs stand by type and implementer."""
    asked: set[Triple] = set()
    optional: set[Triple] = set()
    for r in gold.relations:
        (optional if r.optional else asked).add(_turned(r.subject, r.predicate, r.object))
    for p in gold.programs:
        name = _program_name(p.by, p.type)
        for end, reached in ((Property.COVERS, p.covers), (Property.BENEFITS, p.benefits)):
            bag = optional if p.optional or end in p.loose else asked
            bag.update((name, str(end), x) for x in reached)
    return asked, optional


def _stated(matched: Matched) -> dict[Triple, list[Fact]]:
    """The facts between named entities, by what they say in the annotations' terms."""
    found: dict[Triple, list[Fact]] = defaultdict(list)
    for fact in matched.reading.facts:
        if fact.predicate not in _OF_PROGRAMS and matched.all(fact.subject, fact.object):
            triple = _turned(matched.name(fact.subject), fact.predicate, matched.name(fact.object))
            found[triple].append(fact)
    return found


def _reaches(matched: Matched) -> Iterator[Triple]:
    """Whom and what the programs reach."""
    programs = _programs_of(matched)
    for fact in matched.reading.facts:
        if fact.predicate in {Property.COVERS, Property.BENEFITS} and matched.all(fact.object):
            for by, kind in programs.get(fact.subject, ()):
                yield _program_name(by, kind), str(fact.predicate), matched.name(fact.object)


def _known(matched: Matched) -> Iterator[Triple]:
    """What the gazetteer knows of two named places, one straight above the other."""
    by_code = {e.code: i for i, e in matched.entities.items() if e.code}
    for code, identifier in by_code.items():
        above = gazetteer.load().ancestors(code)
        if above and above[0].code in by_code:
            yield matched.name(identifier), str(Property.LOCATED_IN), matched.name(by_code[above[0].code])


def _is_in_gazetteer(matched: Matched, fact: Fact) -> bool:
    """Whether the gazetteer can tell where both places of a fact lie."""
    ends = (matched.entities[fact.subject], matched.entities[fact.object])
    return fact.predicate is Property.LOCATED_IN and all(e.code for e in ends)


def _qualifiers(relation: GoldRelation, facts: list[Fact], reading: Reading, score: Score) -> None:
    values = {o.id: o.value for o in reading.observations}
    where = f"{relation.subject} {relation.predicate} {relation.object}"
    said: dict[str, tuple[frozenset[str] | frozenset[Decimal], set[str] | set[Decimal]]] = {
        "titles": (relation.titles, {plain(f.title) for f in facts}),
        "dates": (relation.dates, {f.date for f in facts}),
        "amounts": (relation.amounts, {values[f.amount] for f in facts if f.amount in values}),
    }
    for kind, (wanted, given) in said.items():
        if wanted:
            score.details[kind].note(not wanted.isdisjoint(given), f"{where}: {listed(given)}, not {listed(wanted)}")


def closed(triples: set[Triple]) -> set[Triple]:
    """Triples with what follows from them through transitive properties."""
    result = set(triples)
    for name in _TRANSITIVE:
        above: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, object in triples:
            if predicate == name:
                above[subject].add(object)
        for start in list(above):
            result |= {(start, str(name), end) for end in _reached(start, above) - {start}}
    return result


def _reached(start: str, above: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = [start]
    while todo:
        new = above.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found


def _turned(subject: str, predicate: str, object: str) -> Triple:
    """A triple, that of a symmetric property with its ends in order."""
    if predicate in _SYMMETRIC and subject > object:
        subject, object = object, subject
    return subject, str(predicate), object


def _program_name(by: str, kind: str) -> str:
    return f"{by or 'nobody'}:{kind}"


def _programs_of(matched: Matched) -> dict[str, set[tuple[str, str]]]:
    """Each program's implementers and type, in the annotations' terms."""
    kinds = {e.id: e.program_type for e in matched.reading.entities if e.kind is Kind.PROGRAM}
    found: dict[str, set[tuple[str, str]]] = {i: set() for i in kinds}
    for fact in matched.reading.facts:
        if fact.predicate is Property.IMPLEMENTS and fact.object in found:
            found[fact.object].add((matched.name(fact.subject), kinds[fact.object]))
    return {i: pairs or {("", kinds[i])} for i, pairs in found.items()}


def programs(matched: Matched, score: Score) -> None:
    asked = {(p.by, p.type) for p in matched.gold.programs if not p.optional}
    allowed = {(p.by, p.type) for p in matched.gold.programs}
    found = set().union(*_programs_of(matched).values())
    tally = score.found["programs"]
    tally.right = len(asked & found)
    tally.missed += sorted(_program_name(*p) for p in asked - found)
    tally.surplus += sorted(_program_name(*p) for p in found - allowed)
