"""Words that stand for a place or organisation named before: 'the county', 'the company', 'it', 'here'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from extract.draft import Draft
from extract.language import QUOTES
from extract.patterns import load
from extract.records import ORGANIZATIONS, PLACES, TERRITORIES, Kind, Mention
from extract.syntax import SUBJECTS

_LISTS = load("anaphora")
NOUNS = {word: tuple(Kind(k) for k in kinds) for word, kinds in _LISTS["nouns"].items()}
HOUSES = frozenset(_LISTS["words"]["houses"])
DETERMINERS = frozenset(_LISTS["words"]["determiners"])
FIRMS = frozenset({Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.WORKSHOP})
FIRM_VERBS = frozenset({"employ", "sell", "supply", "export", "lease", "purchase"})  # what firms do, not places
Latest = dict[tuple[str, Kind], str]  # the latest entity of each kind, by type word ('' for any)
_POSTS = load("posts")
TITLES = frozenset(_POSTS["official"]) | frozenset(_POSTS["employed"])
PEOPLED = frozenset(_LISTS["words"]["peopled"])
HERE = frozenset({"here", "there"})
MOVED = frozenset({"move", "relocate", "resettle", "settle"})


def resolve_anaphors(draft: Draft) -> list[Mention]:
    """The anaphoric mentions of places and organisations, each with what it stands for."""
    return list(_walk(draft))


def _walk(draft: Draft) -> Iterator[Mention]:
    last: Latest = {}
    subject: str | None = None  # what the last sentence was about
    quoted = False
    pending = iter(draft.mentions)
    mention = next(pending, None)
    for sentence in draft.doc.sents:
        new_subject = None
        for token in sentence:
            quoted = _is_quoted(token, quoted)
            while mention and mention.start <= token.idx:
                _note(draft, mention, last)
                mention = next(pending, None)
            named = draft.at(token)
            if named:
                if new_subject is None and _is_subject(token) and _is_thing(draft, named.body):
                    new_subject = named.body
                continue
            if token.lower_ == "its" and not quoted:
                found = _owner(draft, token, last, new_subject or subject)
            else:
                found = (
                    _named_behind(draft, token)
                    or _apposed(draft, token)
                    or _referent(token, last, new_subject or subject)
                )
            if found:
                yield Mention(body=found, start=token.idx, end=token.idx + len(token), named=False)
                if new_subject is None and _is_subject(token):
                    new_subject = found
        subject = new_subject or _first_thing(draft, sentence) or subject


def _is_quoted(token: Token, quoted: bool) -> bool:
    """Whether what follows a token stands in quotation marks; a paragraph's end closes them."""
    if token.is_space and "\n" in token.text:
        return False
    if token.text in QUOTES:
        return token.text == "“" or (token.text == '"' and not quoted)
    return quoted


def _owner(draft: Draft, token: Token, last: Latest, subject: str | None) -> str | None:
    """What 'its' means in a sentence that names nothing before it: what the text was told of last.

    Whose chairman or head somebody is, the posts tell by themselves (`extract.posts`).
    """
    before = draft.within(token.sent.start_char, token.idx)
    owned = token.head.lower_.removeprefix("vice-").removeprefix("co-")
    if owned in TITLES or any(_is_thing(draft, m.body) for m in before):
        return None
    if token.head.lower_ in PEOPLED and subject and draft.kind(subject) not in TERRITORIES:
        return last.get(("", Kind.PLACE))
    return subject


def _note(draft: Draft, mention: Mention, last: Latest) -> None:
    """Keep an entity as the latest of its kind, and of its kind by that type word."""
    kind = draft.kind(mention.body)
    span = draft.span(mention)
    beside = span.start > 0 and span.doc[span.start - 1].lower_ in {"neighboring", "neighbouring", "nearby", "adjacent"}
    if ("", kind) in last and (beside or _is_origin(draft, mention)):
        return  # 'families from the mountains of X': where they came from is not what follows
    last["", kind] = mention.body
    code = draft.entities[mention.body].code
    if code and kind in TERRITORIES:  # 'the city' is the one that the district just named lies in
        for place in draft.gazetteer.ancestors(code):
            above = draft.by_code.get(place.code)
            if above:
                last["", draft.kind(above)] = last[_type_word(draft, above), draft.kind(above)] = above
    words = [w.lower().removesuffix("s") for w in draft.entities[mention.body].label.split()]
    last[words[-1], kind] = mention.body  # 'the prefecture' is the last that is called so, before a city of its rank
    if kind in ORGANIZATIONS | {Kind.SITE}:
        last.update({(word, Kind.ORGANIZATION): mention.body for word in words if word in HOUSES})
    if kind in TERRITORIES:
        last["", Kind.PLACE] = mention.body
    if mention.named and kind in FIRMS:
        last["firm", Kind.ENTERPRISE] = mention.body
    elif _is_thing(draft, mention.body):
        last.pop(("firm", Kind.ENTERPRISE), None)  # only a firm named last is meant by 'It employs …'


def _is_origin(draft: Draft, mention: Mention) -> bool:
    """Whether 'from the mountains of' or the like stands before a place, no verb or comma between."""
    span = draft.span(mention)
    inside = False
    for token in reversed(span.doc[max(span.sent.start, span.start - 7) : span.start]):
        inside = inside or token.lower_ == "of"
        if token.lower_ == "from":
            return inside
        if token.pos_ == "VERB" or token.text in {",", ";"}:
            return False
    return False


def _type_word(draft: Draft, entity: str) -> str:
    return draft.entities[entity].label.split()[-1].lower()


def _apposed(draft: Draft, token: Token) -> str | None:
    """What 'Her company, X Co.,' means: the name beside it."""
    if token.lower_ not in NOUNS or not _is_bare(token) or token.i + 2 >= token.sent.end or token.nbor(1).text != ",":
        return None
    named = draft.at(token.nbor(2))
    fits = named is not None and named.named and draft.kind(named.body) in NOUNS[token.lower_]
    return named.body if named is not None and fits and draft.kind(named.body) in ORGANIZATIONS else None


def _named_behind(draft: Draft, token: Token) -> str | None:
    """What a type word before 'of' and a name means: 'the county of X'."""
    if token.lower_ not in NOUNS or token.i + 2 >= len(token.doc) or token.nbor(1).lower_ != "of":
        return None
    named = draft.at(token.nbor(2))
    return named.body if named and draft.kind(named.body) in NOUNS[token.lower_] else None


def _referent(token: Token, last: Latest, subject: str | None) -> str | None:
    word = token.lower_
    if word in HOUSES and _is_bare(token):  # 'the resort' is the firm with that word in its name
        return last.get((word, Kind.ORGANIZATION))
    if word in NOUNS and token.text[0].islower() and _is_bare(token):
        named = next((last[word, kind] for kind in NOUNS[word] if (word, kind) in last), None)
        return named or next((last["", kind] for kind in NOUNS[word] if ("", kind) in last), None)
    if word == "it" and token.dep_ in SUBJECTS and token.head.text in NOUNS and _is_described(token.head):
        return next((last["", kind] for kind in NOUNS[token.head.text] if ("", kind) in last), None) or subject
    if word == "it" and token.dep_ in SUBJECTS and not _is_expletive(token):
        firm = last.get(("firm", Kind.ENTERPRISE)) if token.head.lemma_ in FIRM_VERBS else None
        return firm or subject
    if word in HERE and token.dep_ == "advmod":
        if token.head.lemma_ in MOVED and token.head.i < token.i:  # one moves to a village or estate, not to a county
            return last.get(("", Kind.SITE)) or last.get(("", Kind.VILLAGE)) or last.get(("", Kind.PLACE))
        return last.get(("", Kind.PLACE)) if token.i <= token.sent.start + 1 else None
    return None


def _is_bare(token: Token) -> bool:
    """Whether a noun stands alone behind its determiner: 'the county', not 'the poorest county'."""
    before = token.nbor(-1) if token.i else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if before is None or before.lower_ not in DETERMINERS:
        return False
    if after is not None and after.lower_ in {"of", "-"}:  # 'the prefecture-level city'
        return False
    return (
        token.dep_ != "compound"
        or (after is not None and after.text in {"'s", "’s"})
        or (after is not None and not after.text[0].isupper())
    )


def _is_described(noun: Token) -> bool:
    """'It is a county of …': a copula's noun that says what 'it' is."""
    return any(c.dep_ == "cop" for c in noun.children) and any(c.lower_ in {"a", "an", "one"} for c in noun.children)


def _is_expletive(token: Token) -> bool:
    verb = token.head
    return (
        token.dep_ == "expl"
        or verb.lemma_ in {"seem", "appear", "rain", "snow", "be", "take"}
        or any(c.dep_ in {"csubj", "expl"} for c in verb.children if c != token)
    )


def _is_subject(token: Token) -> bool:
    return token.dep_ in SUBJECTS


def _is_thing(draft: Draft, entity: str) -> bool:
    return draft.kind(entity) in PLACES | ORGANIZATIONS


def _first_thing(draft: Draft, sentence: Span) -> str | None:
    """What a sentence without a named subject is about: the place it opens with, or what it introduces.

    'In X, …' opens with a place; 'The last stop is X' introduces one, and so does 'Li set up X'.
    """
    things = [m for m in draft.within(sentence.start_char, sentence.end_char) if _is_thing(draft, m.body)]
    for mention in things:
        root = draft.span(mention).root
        copula = any(c.dep_ == "cop" for c in root.children)
        if mention.start - sentence.start_char < 12 or copula or root.dep_ == "ROOT":
            return mention.body
    if len(things) == 1 and things[0].named and draft.span(things[0]).root.dep_ == "obj":
        return things[0].body
    return None
