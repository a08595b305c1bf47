"""Questions to the dependency parse (Universal Dependencies labels)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
RELATIVE = frozenset({"who", "which", "that"})
OBJECTS = frozenset({"obj", "iobj"})
NAME_PARTS = frozenset({"compound", "flat", "nmod:poss", "amod", "nummod", "det", "goeswith"})
CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "parataxis", "csubj"})


def children(token: Token, *labels: str) -> list[Token]:
    """The children of a token that carry one of the labels, in their order."""
    return [child for child in token.children if child.dep_ in labels]


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and all that is coordinated with it, in their order."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def first_conjunct(token: Token) -> Token:
    """The head of the coordination that a token stands in."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


FINITE = frozenset({"VBZ", "VBD", "VBP"})


def appositions(token: Token) -> list[Token]:
    """What is said beside a noun, as another name of the same thing."""
    return children(token, "appos", "flat", "nmod:desc")


def clause(token: Token) -> Token:
    """The predicate of the clause that a token stands in."""
    while token.head != token:
        if token.dep_ in CLAUSES or (token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}):
            return token
        token = token.head
    return token


def subjects(verb: Token) -> list[Token]:
    """The subjects of a predicate: its own, else those of the predicate it continues."""
    own = [s for s in children(verb, *SUBJECTS)]
    if own and own[0].lower_ in RELATIVE and verb.dep_ == "acl:relcl":
        return [_antecedent(own[0], verb.head)]
    if own:
        return [c for s in own for c in conjuncts(s)]
    if verb.dep_ in {"conj", "xcomp", "advcl"} and verb.head != verb:
        return subjects(verb.head)
    if verb.dep_ in {"acl", "acl:relcl"}:
        return [verb.head]
    if verb.dep_ in {"appos", "parataxis", "list", "dep"} and verb.tag_ in FINITE:  # 'employs 46 people, trains others'
        return subjects(clause(verb.head))
    return []


def _antecedent(pronoun: Token, head: Token) -> Token:
    """What a relative pronoun means: the name right before it, where the parse took a sum before that."""
    before = pronoun.nbor(-1) if pronoun.i else pronoun
    before = before.nbor(-1) if before.text == "," and before.i else before
    if pronoun.lower_ == "which" and pronoun.tag_ == "WDT" and head.pos_ == "NOUN" and before.tag_ == "NNS":
        return before  # 'the manager of the canteens, which have bought …'
    counted = any(c.dep_ == "nummod" for c in head.children)
    return before if counted and before.pos_ == "PROPN" and before.i > head.i else head


def objects(verb: Token) -> list[Token]:
    """The direct and indirect objects of a predicate, coordination unfolded."""
    return [c for o in children(verb, *OBJECTS) for c in conjuncts(o)]


def obliques(verb: Token, *prepositions: str) -> list[Token]:
    """The nouns that hang on a predicate by one of the prepositions (any, if none is named)."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in {"obl", "obl:agent", "obl:unmarked", "nmod"}:
            case = preposition(child)
            if not prepositions or case in prepositions:
                found.extend(conjuncts(child))
    return found


def preposition(noun: Token) -> str:
    """The preposition before a noun, lower case, '' if there is none."""
    for child in noun.children:
        if child.dep_ == "case" and child.i < noun.i:
            return child.lower_
    first = noun.left_edge  # the parse hangs it on a name's first word now and then
    return first.lower_ if first.pos_ == "ADP" and first.i < noun.i else ""


def is_passive(verb: Token) -> bool:
    """Whether a predicate is in the passive voice."""
    return any(c.dep_ in {"nsubj:pass", "aux:pass"} for c in verb.children)


def lead(span: Span) -> str:
    """The preposition before a name or its article."""
    for i in range(span.start - 1, max(span.sent.start, span.start - 4) - 1, -1):
        if span.doc[i].pos_ == "ADP":
            return span.doc[i].lower_
        if span.doc[i].pos_ in {"VERB", "NOUN"}:
            return ""
    return ""


def is_heading(sentence: Span) -> bool:
    """Whether a line ends without a full stop, as headings do."""
    last = next((t for t in reversed(list(sentence)) if not t.is_space), None)
    return last is None or not last.is_punct


def route(start: Token, end: Token) -> tuple[list[Token], list[Token]] | None:
    """The tokens from one up to below where both hang together, and from there down to the other; none across trees."""
    up, down = [start, *start.ancestors], [end, *end.ancestors]
    top = next((t for t in up if t in down), None)
    return None if top is None else (up[: up.index(top)], down[: down.index(top)][::-1])


def relation(token: Token) -> str:
    """A token's dependency, with its preposition if it is a noun that may have one: 'nmod:in'."""
    led = preposition(token) if token.dep_ in {"obl", "nmod", "obl:agent"} else ""
    return f"{token.dep_}:{led}" if led else token.dep_
