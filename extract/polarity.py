"""Whether a clause is told as a fact, or denied, planned, wished for or conditional."""

from __future__ import annotations

from spacy.tokens import Token

from extract.patterns import load
from extract.syntax import clause

_LISTS = load("polarity")
NEGATIONS = frozenset(_LISTS["negations"])
ASSERTING = frozenset(_LISTS["asserting"])
MODALS = frozenset(_LISTS["modals"])
FUTURE = frozenset(_LISTS["future"])
WISHES = frozenset(_LISTS["wishes"])
PLANS = frozenset(_LISTS["plans"])
CONDITIONS = frozenset(_LISTS["conditions"])
DEEPEST = 8  # clauses; a deeper nest is a parse gone wrong


def is_asserted(token: Token) -> bool:
    """Whether what the clause of a token says is told as done or holding.

    Clauses that hang on a wish, a plan, a condition or a negation are not; nor is what a noun of
    planning governs ('the company's plan to open').
    """
    predicate = clause(token)
    known: dict[int, bool] = token.doc.user_data.setdefault("asserted", {})
    if predicate.i not in known:
        known[predicate.i] = _is_real(predicate)
    return known[predicate.i]


def _is_real(current: Token) -> bool:
    coordinated = False  # a negation of the first conjunct doesn't reach the second: 'didn't rest but built'
    for _ in range(DEEPEST):
        if _is_unreal(current, negation=not coordinated):
            return False
        coordinated = current.dep_ == "conj"
        if coordinated and any(c.dep_ in {"nsubj", "nsubj:pass"} for c in current.children) and _is_past(current):
            return True  # 'will not build more, but its gifts have paid for …': a clause of its own
        above = current.head
        if above == current:
            return True
        if above.lemma_.lower() in PLANS and current.dep_ in {"acl", "advcl", "xcomp"}:
            return False
        if current.dep_ in {"xcomp", "ccomp"} and above.lemma_.lower() in WISHES:
            return False
        if current.dep_ in {"acl:relcl", "parataxis", "advcl", "acl", "advcl:relcl"}:
            return True
        if current.dep_ == "ccomp" and above.pos_ == "VERB":
            return not _is_negated(above) or above.lemma_ in {"say", "know"}
        current = clause(above)
    return True


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(c.lower_ in {"has", "have", "had", "was", "were"} for c in verb.children)


def is_denied(token: Token) -> bool:
    """Whether a negation reaches a token, in its clause or in one that its clause completes."""
    current = clause(token)
    for _ in range(DEEPEST):
        if _is_negated(current):
            return True
        if current.dep_ not in {"xcomp", "ccomp"} or current.head == current:
            return False
        current = clause(current.head)
    return False


def _is_unreal(verb: Token, *, negation: bool) -> bool:
    if negation and _is_negated(verb):
        return True
    for child in verb.children:
        word = child.lower_
        if child.dep_ in {"aux", "aux:pass"} and word in MODALS:
            return True
        if child.dep_ == "aux" and word in FUTURE | {"'ll"}:
            return not _is_grant(verb)
        if child.dep_ == "mark" and word in CONDITIONS:
            return True
        if child.dep_ == "mark" and word == "to" and any(s.lemma_.lower() in PLANS for s in verb.lefts):
            return True  # 'the county plans to open', 'plans' taken for a noun
        if child.dep_ == "advcl" and _is_condition(child):
            return True
    return _is_yet_to_be(verb)


def _is_condition(verb: Token) -> bool:
    """Whether a clause says on what its main clause hangs: 'if the harvest is good, …', but not 'even if'."""
    for child in verb.children:
        if child.dep_ == "mark" and child.lower_ in {"if", "unless"}:
            before = child.nbor(-1).lower_ if child.i else ""
            return before not in {"even", "as"}
    return False


def _is_negated(verb: Token) -> bool:
    for child in verb.children:
        if child.lower_ in NEGATIONS and child.dep_ in {"advmod", "det", "cc", "case", "mark", "neg"}:
            following = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
            if following not in ASSERTING:
                return True
        if child.dep_ in {"obj", "nsubj", "nsubj:pass"}:
            first = child.left_edge
            if first.lower_ in {"no", "nobody", "none", "neither"} and first.head in {child, verb}:
                return first.i + 1 == len(first.doc) or first.nbor(1).lower_ not in ASSERTING
    return False


def _is_grant(verb: Token) -> bool:
    """Whether 'will' tells granted terms: 'each of which will receive a reward'."""
    return verb.lemma_ in {"receive", "get", "enjoy"} and any(
        c.dep_.startswith("nsubj") and c.left_edge.lower_ in {"each", "every", "all"} for c in verb.children
    )


def _is_yet_to_be(verb: Token) -> bool:
    """'is to be built', 'are to open', 'has yet to open'."""
    before = [t.lower_ for t in verb.doc[max(verb.sent.start, verb.i - 3) : verb.i]]
    if before[-2:] == ["yet", "to"] or before == ["yet", "to", "be"]:
        return True
    if verb.dep_ not in {"xcomp", "ccomp", "ROOT", "advcl"}:
        return False
    words = [t.lower_ for t in verb.doc[max(verb.sent.start, verb.i - 3) : verb.i]]
    return words[-2:] == ["to", "be"] and len(words) == 3 and words[0] in {"is", "are", "was", "were"}
