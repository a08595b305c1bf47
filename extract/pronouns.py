"""'He', 'she', 'his', 'her': the person meant."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.draft import Draft
from extract.language import QUOTES
from extract.patterns import load
from extract.records import PEOPLE, Kind, Mention
from extract.syntax import SUBJECTS, clause, subjects

ROLES = frozenset(load("people")["roles"]) | {"trader", "dealer", "native", "mother", "father", "woman", "man"}
GENDERS = {
    "he": "m", "his": "m", "him": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
FEMALE = frozenset(
    {
        "mother",
        "woman",
        "wife",
        "daughter",
        "sister",
        "girl",
        "aunt",
        "niece",
        "grandmother",
        "herdswoman",
        "widow",
        "herself",
    }
)
MALE = frozenset(
    {"father", "man", "husband", "son", "brother", "boy", "uncle", "nephew", "grandfather", "herdsman", "himself"}
)
Naming = tuple[int, str, bool, int]  # where, who, whether as subject, where the sentence begins
FARTHEST = 1200  # characters; a person further back is out of mind


def resolve_pronouns(draft: Draft) -> list[Mention]:
    """Each pronoun of the third person outside quotations, with the person it means."""
    return list(_walk(draft))


def _walk(draft: Draft) -> Iterator[Mention]:
    genders: dict[str, str] = {}
    recent: list[Naming] = []
    quoted = False
    for token in draft.doc:
        if token.is_space and "\n" in token.text:
            quoted = False
        if token.text in QUOTES:
            quoted = token.text == "“" or (token.text == '"' and not quoted)
        mention = draft.at(token)
        if mention and draft.kind(mention.body) in PEOPLE - {Kind.JOURNALIST}:
            if mention.start == token.idx and not quoted:
                span = draft.span(mention)
                recent.append((token.idx, mention.body, span.root.dep_ in SUBJECTS, token.sent.start))
                _note_gender(draft, mention, genders)
            continue
        described = None if quoted else _described(token)
        if described is not None and recent and token.idx - recent[-1][0] <= FARTHEST:
            recent.append((token.idx, recent[-1][1], True, token.sent.start))
            yield Mention(body=recent[-1][1], start=token.idx, end=described.idx + len(described), named=False)
            continue
        gender = GENDERS.get(token.lower_)
        if gender is None or quoted:
            continue
        barred = _barred(draft, token)
        person = _referent([r for r in recent if r[1] not in barred], gender, genders, token.idx)
        if person:
            genders.setdefault(person, gender)
            recent.append((token.idx, person, token.dep_ in SUBJECTS, token.sent.start))
            yield Mention(body=person, start=token.idx, end=token.idx + len(token), named=False)


def _described(token: Token) -> Token | None:
    """The last word of 'The 26-year-old' or 'The Hui trader' from somewhere, who was named before."""
    if token.text != "The" or not token.is_sent_start:
        return None
    words = token.doc[token.i + 1 : min(token.i + 9, token.sent.end)]
    if len(words) > 5 and words[0].like_num and words[1:5].text == "-year-old":
        last = words[4]
        while last.i + 1 < words[-1].i and last.nbor(1).tag_ in {"JJ", "NN", "NNP"} and last.i - words[4].i < 3:
            last = last.nbor(1)
        behind = last.nbor(1)
        return last if behind.pos_ in {"VERB", "AUX", "ADP"} or behind.text == "," else None
    for word in words[:3]:
        if word.lower_ in ROLES and word.i + 1 < token.sent.end:
            return word if word.nbor(1).lower_ == "from" else None
    return None


def _note_gender(draft: Draft, mention: Mention, genders: dict[str, str]) -> None:
    """Learn a person's sex from a word in apposition: 'X, a single mother in …'."""
    span = draft.span(mention)
    if span.end < len(span.doc) and span.doc[span.end].text in {"'s", "’s"}:
        return  # 'X's husband' is another one
    words = {t.lower_ for t in span.doc[span.end : min(span.end + 6, span.sent.end)]}
    words |= {t.lower_ for t in span.doc[max(span.start - 3, span.sent.start) : span.start]}
    if words & FEMALE and not words & MALE:
        genders.setdefault(mention.body, "f")
    elif words & MALE and not words & FEMALE:
        genders.setdefault(mention.body, "m")


def _barred(draft: Draft, pronoun: Token) -> set[str]:
    """Whom an object can't mean, being the subject of its own clause: 'X, who lives above him'."""
    if pronoun.lower_ not in {"him", "her"} or pronoun.tag_ == "PRP$":
        return set()
    found = (draft.at(s) for s in subjects(clause(pronoun)))
    return {m.body for m in found if m}


def _referent(recent: list[Naming], gender: str, genders: dict[str, str], at: int) -> str | None:
    """The last person named whose sex fits; of several in one sentence, its subject."""
    near = [r for r in recent[-12:] if at - r[0] <= FARTHEST and genders.get(r[1], gender) == gender]
    if not near:
        return None
    last = near[-1]
    subjects = [r for r in near if r[2]]
    if subjects and last[3] == subjects[-1][3]:  # in the same sentence
        return subjects[-1][1]
    return last[1]
