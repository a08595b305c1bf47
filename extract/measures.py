"""Measures by their wording: the nouns that name a program's type and the acts that carry one out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from extract.draft import Draft
from extract.patterns import load
from extract.polarity import is_asserted
from extract.records import ORGANIZATIONS, PEOPLE, TERRITORIES, Kind
from extract.syntax import SUBJECTS, clause, is_heading, is_passive, preposition, subjects
from extract.wordings import ACTS, CORES, NOUNS, NUMBER, SKIPPED, Phrases

_LISTS = load("programs")
ROLES = frozenset(load("people")["roles"])
DOING = frozenset(_LISTS["words"]["doing"])

# Public schemes that a place has: told of, they are there.
STANDING = frozenset({"social-security"})
PLACING = frozenset({"in", "at", "on", "near", "from", "around", "outside", "into", "to"})
MEANS = frozenset({"with", "through", "under", "via", "using"})
QUANTITIES = frozenset({"number", "scale", "proportion", "total", "rate", "share", "importance", "pace", "income"})

ANY = ("*",)  # an act that needs no word beside its verb
MISTAGGED = frozenset({"lent", "lends", "livestreams"})  # verbs that the tagger takes for nouns
HELD = frozenset(
    {"recruitment-fair", "poverty-alleviation-workshop"}
)  # 'at a job fair': an event that somebody went to was held
# What these verbs tell of a measure presupposes that it is there.
RESULTS = frozenset(_LISTS["words"]["results"])

Forms = tuple[str, ...]  # a token's lemma, its lower-case form, and what it names
PERSON, PLACE, FIRM = "PERSON", "PLACE", "FIRM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A program told at a token: by a noun that names it, or a verb that carries it out; `likely` by no pattern."""

    type: str
    token: Token
    by_noun: bool
    likely: bool = False


DEEDS = (
    frozenset(ACTS)
    | DOING
    | RESULTS
    | frozenset(_LISTS["words"]["events"])
    | frozenset(_LISTS["words"]["receiving"])
    | {"become", "select"}
)
DEEDS -= {"stand", "be", "live", "eat"}


def measures_by_pattern(draft: Draft, sentence: Span) -> Iterator[Measure]:
    """Every measure that the patterns find told as done or standing."""
    told = False
    forms = _forms(draft, sentence)
    said = {word for form in forms for word in form}
    for i, token in enumerate(sentence):
        if _is_in_name(draft, token):
            continue
        for measure in _by_noun(sentence, i, forms):
            told = True
            yield measure
        if _is_verb(token) and is_asserted(token):
            for measure in _by_act(sentence, token, forms, said):
                told = True
                yield measure
    if not told and not is_heading(sentence):
        yield from _by_core(draft, sentence, forms)


def _forms(draft: Draft, sentence: Span) -> list[Forms]:
    return [(_lemma(t), t.lower_, *_singulars(t), *_named(draft, t)) for t in sentence]


def types_named(draft: Draft, sentence: Span) -> set[str]:
    """The types whose nouns stand in a sentence, told as done or not."""
    forms = _forms(draft, sentence)
    rows = ((i, row) for i, form in enumerate(forms) for word in form for row in NOUNS.get(word, ()))
    return {kind for i, (phrase, kind) in rows if _matches(forms, i, phrase)}


def _is_of_place(draft: Draft, verb: Token) -> bool:
    """Whether a territory or its government is a verb's subject: whatever it does, it is a deed."""
    if verb.pos_ != "VERB" or verb.dep_ not in {"ROOT", "conj"}:
        return False
    doers = (draft.at(s) for s in subjects(verb))
    return any(m and draft.kind(m.body) in TERRITORIES | {Kind.GOVERNMENT_BODY} for m in doers)


def _by_core(draft: Draft, sentence: Span, forms: Sequence[Forms]) -> Iterator[Measure]:
    """The types whose core words a sentence of deeds holds, where no closer wording tells one."""
    found: dict[str, Measure] = {}
    for i, token in enumerate(sentence):
        if _is_in_name(draft, token):
            continue
        for form in sorted({f for f in forms[i] if f in CORES}):
            for phrase, kind in CORES.get(form, ()):
                end = _matches(forms, i, phrase)
                if not end or kind in found:
                    continue
                last = sentence[end - 1]
                verb = clause(last)
                if (
                    (verb.lemma_.lower() in DEEDS or _is_of_place(draft, verb))
                    and is_asserted(last)
                    and preposition(last) not in {"from", "near", "like"}
                    and not (_is_had(last) or _is_turned(last))
                    and not (preposition(last) == "for" and verb.lemma_ in {"come", "go", "leave", "wait"})
                    and not (last.dep_ == "compound" and preposition(last.head) in {"in", "at"})
                ):
                    found[kind] = Measure(type=kind, token=last, by_noun=last.pos_ != "VERB")
    yield from found.values()


def _is_turned(noun: Token) -> bool:
    """'turned the old school into a workshop': what is something else now."""
    turned = noun.dep_ in {"obj", "nsubj:pass"} and noun.head.lemma_ in {"turn", "convert", "refit", "remake"}
    return turned and any(c.dep_ == "obl" and preposition(c) == "into" for c in noun.head.children)


def _is_had(noun: Token) -> bool:
    """'With the certificate she found work': what somebody has got already."""
    return preposition(noun) == "with" and any(c.lower_ in SKIPPED | {"this", "that"} for c in noun.children)


def _is_verb(token: Token) -> bool:
    verb = token.pos_ == "VERB" or token.tag_.startswith("VB") or token.lower_ in MISTAGGED
    if token.tag_ == "VBN" and token.doc[token.i + 1 : token.i + 3].text.lower() == "up by":  # 'a shop set up by X'
        return True
    if verb and token.dep_ == "amod" and token.i + 1 < len(token.doc) and token.nbor(1).like_num:
        return True  # 'newly transferred 41,300 laborers'
    if verb and token.dep_ == "amod" and token.tag_ in {"VBN", "VBD"} and token.sent.root.pos_ not in {"VERB", "AUX"}:
        before = next((t for t in reversed(token.doc[token.sent.start : token.i]) if t.pos_ != "ADV"), None)
        return before is not None and before.pos_ in {"NOUN", "PROPN"}  # a lost 'the bureau newly invited …'
    return verb and token.dep_ not in {"amod", "compound", "aux", "aux:pass"}


def _singulars(token: Token) -> tuple[str, ...]:
    """What a plural can be one of, since lemmas of rare words are often wrong: 'greenhous' of 'greenhouses'."""
    word = token.lower_
    if token.pos_ != "NOUN" or not word.endswith("s") or len(word) < 5:
        return ()
    return (word[:-1], word[:-2]) if word.endswith("es") else (word[:-1],)


def _named(draft: Draft, token: Token) -> tuple[str, ...]:
    """What a token names: a person, a territory, or neither."""
    mention = draft.at(token)
    if mention is None:
        return ()
    kind = draft.kind(mention.body)
    if kind in {Kind.ENTERPRISE, Kind.COOPERATIVE}:
        return (FIRM,)
    return (PERSON,) if kind in PEOPLE else (PLACE,) if kind in TERRITORIES else ()


def _is_in_name(draft: Draft, token: Token) -> bool:
    """Whether a token belongs to an organisation's name ('Human Resources and Social Security')."""
    mention = draft.at(token)
    return mention is not None and mention.named and draft.kind(mention.body) in ORGANIZATIONS


def _lemma(token: Token) -> str:
    word = token.lemma_.lower()
    if token.tag_ in {"NNS", "NNPS"} and word == token.lower_ and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word


def _by_noun(sentence: Span, i: int, forms: Sequence[Forms]) -> Iterator[Measure]:
    for form in sorted({f for f in forms[i] if f in NOUNS}):
        for phrase, kind in NOUNS.get(form, ()):
            end = _matches(forms, i, phrase)
            if not end:
                continue
            last = end - 1
            while last > i and (sentence[last].pos_ == "ADP" or sentence[last].lower_ in SKIPPED):
                last -= 1
            token = sentence[last]
            told = kind in STANDING or _is_possessed(token) or _is_done(sentence[i : last + 1])
            told = told or (kind in HELD and preposition(token) in {"at", "in"})
            if told and not _is_turned(token) and (is_asserted(token) or _is_possessed(token)):
                yield Measure(type=kind, token=token, by_noun=True)


def _is_possessed(token: Token) -> bool:
    """Whether an owner stands before a noun, so that what it names exists: 'its relocation projects'."""
    return any(c.dep_ == "nmod:poss" for c in token.children)


def _stems(verb: Token) -> set[str]:
    """What a verb can be a form of, since lemmas of rare verbs are often wrong: 'paved' of 'pave'."""
    word = verb.lower_
    if not word.endswith(("ed", "ing")):
        return set()
    stem = word.removesuffix("ed").removesuffix("ing")
    return {stem, f"{stem}e", stem[:-1]}  # 'paved', 'planned'


def _by_act(sentence: Span, verb: Token, forms: Sequence[Forms], said: set[str]) -> Iterator[Measure]:
    acts = [a for form in sorted({*forms[verb.i - sentence.start], *_stems(verb)}) for a in ACTS.get(form, ())]
    if not acts:
        return
    before = [*_subject_forms(sentence, verb, forms), *_front(sentence, verb, forms)]
    near: dict[int, list[Forms]] = {}
    told_types: set[str] = set()
    for act in acts:
        if act.type in told_types:
            continue
        if ANY not in act.words and not any(phrase[0] in said or phrase[0] == NUMBER for phrase in act.words):
            continue
        if act.reach not in near:
            near[act.reach] = _clause_forms(sentence, verb, forms, act.reach)
        behind = near[act.reach]
        told = ANY in act.words or _holds(behind, act.words)
        if told and (not act.further or _holds([*before, *behind], act.further)) and not _holds(behind, act.barred):
            told_types.add(act.type)
            yield Measure(type=act.type, token=verb, by_noun=False)


def _matches(forms: Sequence[Forms], i: int, phrase: tuple[str, ...]) -> int:
    """The end of a phrase that begins at a place, 0 if it isn't there; hyphens, articles, numbers skipped."""
    at = i
    for word in phrase:
        while at < len(forms) and at > i and (forms[at][1] in SKIPPED or _is_number(forms[at], word)):
            at += 1
        number = word == NUMBER and at < len(forms) and forms[at][1][0].isdigit()
        if at >= len(forms) or not (number or word in forms[at]):
            return 0
        at += 1
    return at


def _is_number(form: Forms, wanted: str) -> bool:
    """Whether a number may be passed over, since none is asked for here."""
    return wanted != NUMBER and form[1][0].isdigit()


def _clause_forms(sentence: Span, verb: Token, forms: Sequence[Forms], reach: int) -> list[Forms]:
    """The words behind a verb, up to the next clause with a subject of its own; before it in the passive."""
    end = verb.i + 1
    while end < sentence.end and end - verb.i < reach:
        token = sentence.doc[end]
        own_subject = token.dep_ in SUBJECTS and token.head.i > verb.i and token.pos_ != "PRON"
        if token.text == ";" or (own_subject and token.head.dep_ in {"conj", "parataxis"}):
            break
        end += 1
    start = verb.i - 1 if verb.i > sentence.start and verb.nbor(-1).pos_ == "ADV" else verb.i
    behind = forms[start - sentence.start : end - sentence.start]
    undergoing = next((c for c in verb.children if c.dep_ == "nsubj:pass" and c.i < verb.i), None)
    if undergoing is not None and undergoing.pos_ != "PRON":
        return [*(forms[t.i - sentence.start] for t in _core_phrase(undergoing)), *behind]
    if is_passive(verb) or verb.dep_ in {"acl:relcl", "acl", "amod"}:
        behind = forms[max(0, verb.i - 14 - sentence.start) : end - sentence.start]
    return list(behind)


def _core_phrase(noun: Token) -> Iterator[Token]:
    """The words of a noun phrase without clauses and places in it: not those of 'the mill on the road to X'."""
    aside: set[int] = set()
    for token in noun.subtree:
        outer = token.dep_ in {"appos", "acl", "acl:relcl", "parataxis"}
        if outer or (token.dep_ == "nmod" and preposition(token) not in {"of", "for", ""}):
            aside |= {t.i for t in token.subtree}
    yield from (t for t in noun.subtree if t.i not in aside)


def _subject_forms(sentence: Span, verb: Token, forms: Sequence[Forms]) -> Iterator[Forms]:
    """The words of a verb's subject, which can tell of what sort the act is: 'a mobile clinic visits'."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            yield from (forms[t.i - sentence.start] for t in child.subtree if t.i < verb.i)


def _front(sentence: Span, verb: Token, forms: Sequence[Forms]) -> Iterator[Forms]:
    """The words that a main clause opens with: 'On the ground floors of the new estates, …'."""
    for child in verb.children:
        if child.dep_ in {"obl", "obl:unmarked", "advmod"} and child.i < verb.i:
            yield from (forms[t.i - sentence.start] for t in child.subtree)


def _holds(forms: Sequence[Forms], phrases: Phrases) -> bool:
    return any(_matches(forms, i, phrase) for phrase in phrases for i in _starts(forms, phrase[0]))


def _starts(forms: Sequence[Forms], word: str) -> Iterator[int]:
    return (i for i, form in enumerate(forms) if word in form or word == NUMBER)


def _is_means(noun: Token) -> bool:
    """Whether a noun is that by which something else was done: 'thanks to a loan', 'with a subsidy'."""
    led = preposition(noun)
    return led in MEANS or (led == "to" and noun.left_edge.i > 0 and "thanks" in _words_before(noun.left_edge))


def _words_before(token: Token) -> set[str]:
    return {t.lower_ for t in token.doc[max(token.sent.start, token.i - 2) : token.i + 1]}


def _is_list_number(token: Token) -> bool:
    """Whether a number only counts the headings or points: '(3) Labor cooperation.'"""
    return token.i - token.sent.start < 2 and token.i + 1 < token.sent.end and token.nbor(1).text in {")", ".", "、"}


def _is_done(phrase: Span) -> bool:
    """Whether what a noun names is done by somebody: it is an object, not a place, subject or quantity."""
    token = phrase.root
    if not any(t.pos_ in {"VERB", "AUX"} or (t.like_num and not _is_list_number(t)) for t in token.sent):
        return False  # a heading
    if token.dep_ == "compound" and token.head.lower_ in ROLES:
        return False  # 'a water pipe manager'
    if any(c.dep_ in {"acl", "acl:relcl"} and c.lemma_.lower() in DOING for c in token.children):
        return True
    for _ in range(8):
        if token.dep_ in {"obl", "nmod", "obl:unmarked"} and _is_means(token):
            return True
        if token.dep_ == "nsubj" and token.head.pos_ == "VERB":
            return token.head.lemma_ in RESULTS | {"be"} or any(c.dep_ == "expl" for c in token.head.children)
        if token.dep_ in {"obl", "nmod"} and preposition(token) in PLACING:
            return False
        if token.head == token:
            return token.pos_ != "VERB" or token.lemma_.lower() in DOING
        token = token.head
        if token.lemma_.lower() in QUANTITIES and token.left_edge.lower_ not in {"a", "another"}:
            return False
        if token.pos_ == "VERB" or token.tag_.startswith("VB"):
            return token.lemma_.lower() in DOING
    return False
