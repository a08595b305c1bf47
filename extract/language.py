"""The shipped spaCy pipeline: tokens, sentences, tags, trees, lemmas and names, offline."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.attrs import SENT_START  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import compile_infix_regex

from extract.patterns import load

THIRD_PERSON: dict[str, str] = {form: lemma for lemma, form in load("verbs")["third_person"].items()}
MODEL = Path(__file__).parent / "model"

NO_START = np.uint64(2**64 - 1)  # spaCy's -1: here begins no sentence

QUOTES = frozenset('"“”')
ENDS = frozenset({".", "!", "?", "...", "…", "。", "！", "？", "?!", "!!", ".."})  # noqa: RUF001
ABBREVIATIONS = frozenset({"Ltd.", "Inc.", "Corp.", "U.S.", "U.N.", "a.m.", "p.m.", "etc."})
DASHES = frozenset({"--", "—", "–"})
LONGEST_DATELINE = 16  # tokens
LONGEST_PART = 20_000  # characters: some 3,500 words
CLOSERS = frozenset(")]’'") | QUOTES

# Translated news drops the blank after a closing quote: 'after school."Ma Fang said'.
# Ranges are written '30–50' and '30~50' too.
EXTRA_INFIXES = (r"[\"“”]", r"(?<=\d)[–~](?=\d)")


@Language.component("sentences")
def sentences(doc: Doc) -> Doc:
    """Mark sentence boundaries by punctuation; runs before the parser, which keeps them.

    A sentence ends with its paragraph, else at a full stop (with the quotes and brackets that
    close after it) before a capital letter, digit or opening quote. So a speech tag in lower case
    ('… poor." said the director') stays with the last sentence of what is quoted.
    """
    starts = np.full(
        len(doc), NO_START, dtype="uint64"
    )  # set all at once: setting them one by one costs the square of their number
    opened = paragraph = ended = False
    dateline = 0
    for token in doc:
        if token.is_space:
            if "\n" in token.text:
                paragraph, opened = True, False
            continue
        quote = token.text in QUOTES
        closes = token.text in CLOSERS and not (quote and not opened)
        if paragraph or not token.i:
            dateline = _dateline(token)
        if paragraph or token.i == dateline or (ended and not closes and _may_begin(token)):
            starts[token.i] = 1
            ended = False
        paragraph = False
        if quote:
            opened = token.text == "“" or (token.text == '"' and not opened)
        if not closes:
            ended = token.text in ENDS or token.text in ABBREVIATIONS
    starts[:1] = 1
    boundaries: Any = starts.reshape(-1, 1)  # spaCy types its arrays more narrowly than numpy
    return doc.from_array([SENT_START], boundaries)


def _dateline(first: Token) -> int:
    """Where a paragraph's own words begin behind a dateline ('KUNMING, March 3 -- …'); 0 without one."""
    if not first.text.isupper() or len(first) < 3:
        return 0
    for token in first.doc[first.i + 1 : first.i + LONGEST_DATELINE]:
        if token.text in DASHES:
            return int(token.i) + 1
        if token.is_space and "\n" in token.text:
            return 0
    return 0


def _may_begin(token: Token) -> bool:
    """Whether a token after a full stop begins a sentence."""
    before = token.nbor(-1) if token.i else None
    if before is not None and before.text in ABBREVIATIONS:
        return token.is_title and token.is_stop
    return token.text[0].isupper() or token.text[0].isdigit() or token.text in QUOTES


@Language.component("verbs")
def verbs(doc: Doc) -> Doc:
    """Tag as verbs the forms in '-s' that the tagger took for plural nouns: 'The county hands out seeds'.

    Their trees tell: nouns have neither subjects nor objects. Others are told by the name before them.
    """
    for token in doc:
        if token.tag_ == "NNS" and (_governs(token) or _follows_name(token)):
            token.pos_, token.tag_ = "VERB", "VBZ"
            token.lemma_ = THIRD_PERSON.get(token.lower_, token.lower_.removesuffix("s"))
    return doc


def _governs(token: Token) -> bool:
    deps = {c.dep_ for c in token.children}
    if token.lower_ not in THIRD_PERSON:
        return deps >= {"obj", "nsubj"} and "cop" not in deps
    return "obj" in deps or ("nsubj" in deps and "cop" not in deps and token.dep_ in {"ROOT", "conj", "acl:relcl"})


def _follows_name(token: Token) -> bool:
    """Whether a known verb form stands between a name and what a verb can go on with."""
    if token.lower_ not in THIRD_PERSON or token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    before, after = token.nbor(-1), token.nbor(1)
    named = before.ent_type_ != "" or before.lower_ in {"who", "which", "that", "he", "she", "it"}
    goes_on = after.pos_ in {"DET", "NUM", "PRON", "ADJ", "ADV"} or after.tag_ == "NNS"
    return named and (goes_on or after.lower_ in {"out", "up", "for", "at", "as"})


def parse(text: str) -> Doc:
    """A text with sentences, tags, trees, lemmas and names.

    A long one goes through the pipeline in parts that end with a paragraph, so that time grows with
    its length and memory hardly at all.
    """
    language = load_language()
    parts = [language(part) for part in _parts(text)]
    return parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)


def _parts(text: str) -> Iterator[str]:
    """The text in parts of about LONGEST_PART characters, cut behind a line's end where there is one."""
    start = 0
    while len(text) - start > LONGEST_PART:
        cut = text.rfind("\n", start, start + LONGEST_PART) + 1
        cut = cut if cut > start else start + LONGEST_PART
        while cut < len(text) and text[cut].isspace():
            cut += 1  # a part's own first words begin it
        yield text[start:cut]
        start = cut
    yield text[start:]


@cache
def load_language(path: Path = MODEL) -> Language:
    """The language pipeline, loaded once a process."""
    nlp = spacy.load(path)
    nlp.add_pipe("sentences", before="parser")
    nlp.add_pipe("verbs", last=True)
    infixes = [*(nlp.Defaults.infixes or ()), *EXTRA_INFIXES]
    tokenizer: Any = nlp.tokenizer  # spaCy has no types for its compiled parts
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.max_length = 10_000_000
    return nlp
