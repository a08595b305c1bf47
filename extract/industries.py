"""Lines of business by name: 'vegetable processing', 'the tea industry', and crops, animals and wares."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extract.names import Name
from extract.patterns import load
from extract.records import Kind

_LISTS = load("industries")
HEADS = frozenset(_LISTS["heads"]["words"])
ALONE = frozenset(_LISTS["heads"]["alone"])
SUFFIXES = frozenset(_LISTS["heads"]["suffixes"])
VAGUE = frozenset(_LISTS["heads"]["vague"])
WARES = frozenset(_LISTS["products"]["wares"])
PRODUCTS = frozenset(_LISTS["products"]["words"])
MAKERS = frozenset({"maker", "producer", "processor", "grower", "manufacturer", "breeder", "exporter"})
GROVES = frozenset(_LISTS["products"]["groves"])
MAKE = frozenset(_LISTS["made"]["verbs"])
VAGUE_WARES = frozenset(_LISTS["made"]["vague"])


def find_industries(doc: Doc) -> list[Name]:
    """Every name of a line of business or a product that one can live by, in text order.

    Products are candidates only: identity keeps those that a relation or a second mention uses.
    """
    taken: set[int] = set()
    found = []
    for span in sorted([*_businesses(doc), *_products(doc), *_made(doc)], key=lambda s: (-len(s), s.start)):
        tokens = set(range(span.start, span.end))
        if not tokens & taken:
            taken |= tokens
            found.append(Name(span=span, kind=Kind.INDUSTRY))
    return sorted(found, key=lambda n: n.span.start)


def is_business(span: Span) -> bool:
    """Whether a name is a line of business by its head, not just a product."""
    last = span[-1].lower_
    return last in HEADS | SUFFIXES | WARES or (len(span) > 1 and span[-2].lower_ in SUFFIXES)


def stem(span: Span) -> str:
    """A business without its head word and number: 'tea' for 'tea industry', 'potato' for 'Potatoes'."""
    words = [t for t in span if t.lower_ not in SUFFIXES | {"chain", "chains"}] or list(span)
    return " ".join([*(t.lower_ for t in words[:-1]), singular(words[-1])])


def singular(token: Token) -> str:
    """A noun without its plural ending."""
    word = token.lower_
    for ending, other in (("toes", "to"), ("ies", "y"), ("ches", "ch"), ("s", "")):
        if word.endswith(ending) and len(word) > 3 and not word.endswith("ss"):
            return word[: -len(ending)] + other
    return word


def _businesses(doc: Doc) -> Iterator[Span]:
    """Compounds that end in a head or 'industry'."""
    for token in doc:
        word = token.lower_
        if word not in HEADS | SUFFIXES | WARES or (token.text[0].isupper() and not token.is_sent_start):
            continue
        start = token.i
        while start > token.sent.start and _modifies(doc[start - 1], token):
            start -= 1
        while start < token.i and doc[start].lower_ in VAGUE | {"and", ",", "-"} and word in SUFFIXES:
            start += 1
        if start == token.i and word not in ALONE:
            continue
        end = token.i + 1
        if end < len(doc) and word in HEADS and doc[end].lower_ in SUFFIXES | {"production"}:
            end += 1
        if word in SUFFIXES and not _names_business(doc[start : token.i]):
            continue
        yield doc[start:end]


def _names_business(words: Span) -> bool:
    return any((t.pos_ in {"NOUN", "PROPN"} and t.lower_ not in VAGUE) or t.lower_ in PRODUCTS for t in words)


def _modifies(token: Token, head: Token) -> bool:
    """Whether a token before a head belongs to the business's name."""
    if token.lower_ == "and":
        return token.i > 0 and token.nbor(-1).lower_ in HEADS and token.nbor(1).lower_ in HEADS
    if token.text == "-":
        return True
    if token.lower_ in {"of", "the", "own"} or token.is_punct or token.like_num:
        return False
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or head.i - token.i > 4:
        return False
    return token.lower_ not in {"poor", "new", "local", "more", "other", "many", "such", "poverty"}


def _products(doc: Doc) -> Iterator[Span]:
    """Crops, animals and wares, with the one adjective or noun before them that says which sort."""
    for token in doc:
        # The tagger takes rarer crops for adjectives.
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} and not token.is_sent_start:
            continue
        word = singular(token)
        if word not in PRODUCTS and token.lower_ not in PRODUCTS:
            continue
        if token.text[0].isupper() and not token.is_sent_start and not _before_root(token):
            continue
        if token.i + 1 < len(doc) and _is_modifier(token, doc[token.i + 1]):
            continue
        start = token.i
        if start > token.sent.start and _sort(doc[start - 1], word):
            start -= 1
        yield doc[start : token.i + 1]


def _made(doc: Doc) -> Iterator[Span]:
    """What somebody makes, be it no ware of the list: 'makes injection-molding machines'."""
    for token in doc:
        if token.tag_ != "NNS" or token.dep_ != "obj" or token.lower_ in VAGUE_WARES:
            continue
        verb = token.head
        if verb.lemma_ not in MAKE or verb.pos_ != "VERB":
            continue
        start = token.i
        while start > token.sent.start and (doc[start - 1].text == "-" or doc[start - 1].dep_ in {"compound", "amod"}):
            start -= 1
        span = doc[start : token.i + 1]
        if not any(t.like_num or t.pos_ == "NUM" or t.text[0].isupper() for t in span):
            yield span


def _is_modifier(token: Token, following: Token) -> bool:
    """Whether a product only says of what sort the next noun is: 'bamboo shoots', 'tea garden'."""
    if following.lower_ in GROVES | MAKERS:
        return False
    return following.pos_ in {"NOUN", "PROPN"} and following.lower_ != "root" and not following.is_sent_start


def _sort(token: Token, product: str) -> bool:
    """Whether the word before a product says which sort it is: 'oil tea', 'black pigs', 'red dates'."""
    if f"{token.lower_} {product}" in PRODUCTS:
        return True
    if token.pos_ == "ADJ" and token.lower_ in {
        "black",
        "chinese",
        "red",
        "white",
        "green",
        "sweet",
        "navel",
        "edible",
        "naked",
        "highland",
    }:
        return True
    return (
        token.pos_ in {"NOUN", "PROPN"}
        and token.dep_ == "compound"
        and token.lower_ in {"sika", "dairy", "oil", "navel", "wool"}
    )


def _before_root(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "root"
