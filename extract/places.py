"""Places by name: with their type word, bare names of the gazetteer, regions, counted groups, natural features."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from extract.areas import NATURAL, find_groups, find_natural, find_regions
from extract.classed import HEADS
from extract.introduced import SMALL, introduced, led
from extract.names import NOT_STEMS, PlaceName, is_capital, is_pinyin
from extract.patterns import load
from extract.records import Kind
from ontology.gazetteer import Gazetteer, Place

_LISTS = load("places")
TYPES = {word: Kind(kind) for word, kind in _LISTS["types"].items()}
WEAK_TYPES = {word: Kind(kind) for word, kind in _LISTS["weak_types"].items()}
NATIONALITIES = frozenset(_LISTS["words"]["nationalities"])
AGENCIES = frozenset(_LISTS["words"]["agencies"])
ARTICLES = frozenset(_LISTS["words"]["articles"])

LEVELS = {
    "region": Kind.REGION,
    "province": Kind.PROVINCE,
    "prefecture": Kind.PREFECTURE,
    "county": Kind.COUNTY,
    "township": Kind.TOWNSHIP,
}
ORDER = (Kind.REGION, Kind.PROVINCE, Kind.PREFECTURE, Kind.COUNTY, Kind.TOWNSHIP, Kind.VILLAGE)  # larger ones first
SURNAMES = frozenset(load("people")["surnames"])
# A shorter county name is a word or a surname too often to be believed without its type.
SHORTEST_BARE_COUNTY = 5
LONG_PREFECTURE = 8  # letters; so long a name is nobody's
LONG_COUNTY = 6  # letters; so long a name is hardly a given name or a word
LOCATIVE = frozenset({"in", "from", "to", "of", "at", "near", "across", "around", "outside", "into", "with"})


def find_places(doc: Doc, gazetteer: Gazetteer) -> list[PlaceName]:
    """Every name of a place, nested ones too, in no order."""
    typed = list(_typed(doc, gazetteer))
    taken = {t.i for name in typed for t in name.span}
    typed += [n for n in _introduced(doc, gazetteer) if not {t.i for t in n.span} & taken]
    typed += _led(doc, gazetteer, {n.stem for n in typed})
    taken |= {t.i for name in typed for t in name.span}
    bare = list(_bare(doc, gazetteer, taken, {_key(n.stem): n for n in typed}))
    bare += _in_names(doc, taken, bare)
    bare += _at_home(doc, gazetteer, taken, [*typed, *bare])
    return [*typed, *bare, *find_regions(doc), *find_groups(doc), *find_natural(doc, taken)]


def _key(stem: str) -> str:
    return stem.casefold().replace("’", "'")


def _typed(doc: Doc, gazetteer: Gazetteer) -> Iterator[PlaceName]:
    for token in doc:
        word = token.lower_
        kind = TYPES.get(word) or WEAK_TYPES.get(word)
        if kind is None:
            continue
        if _names_body(token, word):
            continue
        before = doc[token.i - 1] if token.i else None
        named_before = before is not None and is_capital(before) and before.text not in NATIONALITIES
        if not named_before and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of" and word in TYPES:
            name = _type_of_name(doc, token, kind, gazetteer)
            if name:
                yield name
        start = _stem_start(doc, token)
        if start is None:
            continue
        yield from _with_type(doc, start, token, kind, gazetteer)


def _names_body(token: Token, word: str) -> bool:
    """Whether a type word is part of what a body is: 'Hesu Minsheng Village Bank', 'Hesu community health center'."""
    behind = [t.text for t in token.doc[token.i + 1 : token.i + 3]]
    if word in {"village", "town"} and behind[:1] == ["Bank"]:
        return True
    return token.is_lower and behind in (["health", "center"], ["health", "centre"], ["service", "center"])


def _with_type(doc: Doc, start: int, token: Token, kind: Kind, gazetteer: Gazetteer) -> Iterator[PlaceName]:
    """The place from its stem to its type word; a larger place before it is split off."""
    span = doc[start : token.i + 1]
    known = gazetteer.named(span.text)
    if not known and _describes_other(span, gazetteer):
        return
    if not known:
        for cut in range(start + 1, token.i):
            before, after = doc[start:cut], doc[cut : token.i + 1]
            larger = gazetteer.named(before.text)
            if larger and gazetteer.named(after.text):
                yield PlaceName(span=before, kind=LEVELS[larger[0].level], stem=before.text)
                span, known = after, gazetteer.named(after.text)
                break
    if token.lower_ in WEAK_TYPES and not known:
        known = gazetteer.named(span[:-1].text)
        if not known:
            return
    if known:
        kind = _level(known, kind, token.lower_)
    elif kind is Kind.PREFECTURE and token.lower_ == "city" and not _is_location(span):
        return
    stem = _stem(span)
    if stem:
        yield PlaceName(span=span, kind=kind, stem=stem, typed=True)


def _describes_other(span: Span, gazetteer: Gazetteer) -> bool:
    """Whether a province's name only says where the thing is: 'the Shandong city', 'a Hubei county'."""
    if not span[-1].text.islower() or span[-1].text in {"province", "municipality", "region"}:
        return False
    return any(p.level == "province" for p in gazetteer.named(span[:-1].text))


def _led(doc: Doc, gazetteer: Gazetteer, stems: set[str]) -> list[PlaceName]:
    """Villages by who leads them, but for places that are told otherwise or known to be larger."""
    spans = [s for s in led(doc) if s.text not in stems]
    unknown = [s for s in spans if not any(p.level != "township" for p in gazetteer.named(s.text))]
    return [PlaceName(span=s, kind=Kind.VILLAGE, stem=s.text, typed=True) for s in unknown]


def _introduced(doc: Doc, gazetteer: Gazetteer) -> Iterator[PlaceName]:
    """Names that are told to be places; one above a town must be in the gazetteer."""
    for span, kind, word in introduced(doc):
        known = [p for p in gazetteer.named(span.text) if LEVELS[p.level] is kind or word.lower_ in {"city", "cities"}]
        if known:
            yield PlaceName(span=span, kind=LEVELS[known[0].level], stem=known[0].stem, typed=True)
        elif kind in SMALL and not _is_person_like(span):
            yield PlaceName(span=span, kind=kind, stem=span.text, typed=True)


def _is_person_like(span: Span) -> bool:
    return len(span) > 1 and all(t.ent_type_ == "PERSON" for t in span)


def _level(known: tuple[Place, ...], kind: Kind, word: str) -> Kind:
    """The kind by the gazetteer: only there is it known whether a city is a prefecture or a county."""
    if kind is Kind.VILLAGE:
        return kind
    kinds = [LEVELS[place.level] for place in known]
    if kind in kinds and word != "city":
        return kind
    return kinds[0] if word in {"city", "area", "region", "state"} or kind not in kinds else kind


def _stem(span: Span) -> str:
    words = [t.text for t in span[:-1] if t.text not in NATIONALITIES | {"Autonomous", "autonomous", "and", ","}]
    if not words:  # 'Dongxiang Autonomous County': the people's name is the stem
        words = [t.text for t in span[:-1] if t.lower_ not in {"autonomous", "and", ","}][:1]
    return " ".join(words)


def _stem_start(doc: Doc, token: Token) -> int | None:
    """Where the name before a type word begins; None if no name stands there."""
    start = token.i
    if start >= 2 and doc[start - 1].is_digit:  # 'No. 3 Village'
        return _number_start(doc, start - 1)
    while start > 0 and not doc[start].is_sent_start:
        before = doc[start - 1]
        joins = before.lower_ in {"and", ","} and start >= 2 and _joins_nationalities(doc, start - 1)
        joins = joins or (before.text == "autonomous" and start >= 2 and is_capital(doc[start - 2]))
        if not joins and (not is_capital(before) or before.lower_ in TYPES or before.text == "'s"):
            break
        if before.text in NATURAL:
            break
        start -= 1
    if token.text.isupper() and token.i - start > 1:  # a headline in capitals: the one word before is the stem
        start = token.i - 1
    while start < token.i and (doc[start].text in NOT_STEMS | {"China"} or _opens_sentence(doc[start], token)):
        start += 1
    if start == token.i or all(doc[i].lower_ == "autonomous" for i in range(start, token.i)):
        return None
    only_people = all(doc[i].text in NATIONALITIES | {"and", ","} for i in range(start, token.i))
    described = token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of" and is_capital(doc[token.i + 2])
    if only_people and described and token.text.islower():  # 'the Miao and Dong prefecture of Qiandongnan'
        return None
    names_noun = token.text[0].isupper() and token.dep_ == "compound"  # 'a Hesu Village native'
    joined = (
        token.text[0].isupper() and start > 0 and doc[start - 1].lower_ in {"that", "which"}
    )  # 'said that X County'
    if start > 0 and doc[start - 1].lower_ in ARTICLES and not (names_noun or joined):
        return None
    if only_people and token.lower_ not in {"county", "district", "banner", "town", "township"}:
        return None
    return start


def _number_start(doc: Doc, number: int) -> int | None:
    """Where 'No. 3' begins, which the tokenizer parts in two or three."""
    if doc[number - 1].text == "No.":
        return number - 1
    apart = number > 1 and doc[number - 2 : number].text == "No."
    return number - 2 if apart else None


def _joins_nationalities(doc: Doc, i: int) -> bool:
    return doc[i - 1].text in NATIONALITIES and doc[i + 1].text in NATIONALITIES | {"Autonomous"}


def _opens_sentence(token: Token, head: Token) -> bool:
    """Whether a capitalised token is a common word that merely begins its sentence."""
    if not token.is_sent_start or head.i - token.i < 2:
        return bool(token.is_sent_start and (token.is_stop or token.pos_ in {"ADP", "DET", "SCONJ"}))
    if len(token) >= SHORTEST_BARE_COUNTY and is_pinyin(token.text) and token.pos_ != "ADV":
        return False
    return token.is_stop or token.pos_ in {"ADP", "DET", "ADV", "SCONJ", "CCONJ", "VERB", "PRON"}


def _type_of_name(doc: Doc, token: Token, kind: Kind, gazetteer: Gazetteer) -> PlaceName | None:
    """'the city of Lu'an', 'the village of X'."""
    start = end = token.i + 2
    while end < len(doc) and is_capital(doc[end]) and end - start < 4:
        end += 1
    if (end < len(doc) and doc[end].lower_ in TYPES) or doc[end - 1].lower_ in TYPES:
        return None
    part = token.i > 0 and doc[token.i - 1].lower_ in {"a", "an"}  # 'a village of X', which is larger
    while end > start:
        known = gazetteer.named(doc[start:end].text)
        if part:
            known = tuple(p for p in known if ORDER.index(LEVELS[p.level]) < ORDER.index(kind))
        if known or (kind is Kind.VILLAGE and end - start == 1 and not part):
            if known:
                kind = LEVELS[known[0].level] if part else _level(known, kind, token.lower_)
            return PlaceName(span=doc[start:end], kind=kind, stem=doc[start:end].text, typed=True)
        end -= 1
    return None


def _bare(doc: Doc, gazetteer: Gazetteer, taken: set[int], typed: dict[str, PlaceName]) -> Iterator[PlaceName]:
    """Names that stand without their type word: known from the text, else from the gazetteer."""
    people = {t.i for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 for t in e}
    prefixes = {_key(n.stem).split()[0]: n for n in typed.values() if " " in n.stem}
    sure = [k for n in typed.values() if len(k := gazetteer.named(n.span.text)) == 1]
    provinces = frozenset(place.code[:2] for (place,) in sure)
    i = 0
    while i < len(doc):
        length = 1
        if i not in taken and is_capital(doc[i]):
            for length in range(min(4, _run_length(doc, i, taken)), 0, -1):
                name = _bare_name(doc[i : i + length], gazetteer, typed, prefixes, people, provinces)
                if name:
                    yield name
                    break
        i += length


def _in_names(doc: Doc, taken: set[int], bare: Iterable[PlaceName]) -> list[PlaceName]:
    """Counties told by their bare name elsewhere in the text, where another name begins with them."""
    known = {n.span.text: n for n in bare if n.kind in {Kind.COUNTY, Kind.PREFECTURE} and len(n.span) == 1}
    held = taken | {n.span.start for n in known.values()}
    found = []
    for token in doc[:-1]:
        name = known.get(token.text)
        if name and token.i not in held and is_capital(token.nbor(1)) and not token.nbor(1).is_sent_start:
            found.append(PlaceName(span=doc[token.i : token.i + 1], kind=name.kind, stem=name.stem))
    return found


def _at_home(doc: Doc, gazetteer: Gazetteer, taken: set[int], found: Sequence[PlaceName]) -> list[PlaceName]:
    """Counties by their bare name in an article about their own province: 'The next stop was X.'"""
    provinces = {p.code[:2] for n in found for p in gazetteer.named(n.span.text) if p.level == "province"}
    held = taken | {t.i for n in found for t in n.span}
    held |= {t.i for e in doc.ents if e.label_ == "PERSON" for t in e}
    more = []
    for token in doc:
        if token.i in held or len(token) < LONG_COUNTY or not token.is_title or _beside_name(token):
            continue
        own = [p for p in gazetteer.named(token.text) if p.level == "county" and p.code[:2] in provinces]
        if len(own) == 1 and token.pos_ == "PROPN" and not _is_agency(doc[token.i : token.i + 1]):
            more.append(PlaceName(span=doc[token.i : token.i + 1], kind=Kind.COUNTY, stem=own[0].stem))
    return more


def _beside_name(token: Token) -> bool:
    before = token.i > 0 and is_capital(token.nbor(-1)) and not token.is_sent_start
    return before or (token.i + 1 < len(token.doc) and is_capital(token.nbor(1)))


def _run_length(doc: Doc, i: int, taken: set[int]) -> int:
    end = i
    while end < len(doc) and end not in taken and is_capital(doc[end]):
        end += 1
    return end - i


def _bare_name(
    span: Span,
    gazetteer: Gazetteer,
    typed: dict[str, PlaceName],
    prefixes: dict[str, PlaceName],
    people: set[int],
    provinces: frozenset[str],
) -> PlaceName | None:
    text = span.text.title() if span.text.isupper() and len(span.text) > 3 else span.text
    known = typed.get(_key(text)) or (prefixes.get(_key(text)) if len(text) > 4 else None)
    if known and not _is_surname_here(span, people):
        return PlaceName(span=span, kind=known.kind, stem=known.stem)
    if span[0].i in people or span.text in NATIONALITIES or span.text in NOT_STEMS or _is_agency(span):
        return None
    for place in _nearest_first(gazetteer.named(text), provinces):
        if _believable(place, span, text):
            return PlaceName(span=span, kind=LEVELS[place.level], stem=place.stem)
    return None


def _nearest_first(places: tuple[Place, ...], provinces: frozenset[str]) -> list[Place]:
    """Namesakes, those of the provinces that the text tells first: 'Suzhou' of Anhui or of Jiangsu."""
    return sorted(places, key=lambda p: p.level not in {"prefecture", "county"} or p.code[:2] not in provinces)


def _is_agency(span: Span) -> bool:
    """Whether a name is a news agency's: by itself, or before a slash and its photographer."""
    after = span.doc[span.end].text if span.end < len(span.doc) else ""
    return after in {"/", "News"} or span.text in AGENCIES


def _is_surname_here(span: Span, people: set[int]) -> bool:
    """Whether a short stem ('Lin' of Lin County) stands for a person instead."""
    before = span.doc[span.start - 1] if span.start else None
    follows = span.doc[span.end] if span.end < len(span.doc) else None
    if span[0].i in people and (len(span.text) < 5 or (before is not None and is_capital(before))):
        return True
    if span[-1].i in people and follows is not None and follows.i in people and follows.ent_iob_ == "I":
        return True  # 'Nyima Dondrup' in a text about Nyima Town
    if len(span.text) > 4 or span.text not in SURNAMES:
        return False
    if before is not None and before.lower_ in LOCATIVE:
        return False
    return follows is None or follows.lower_ != "'s" or not any(t.ent_type_ for t in span) or not _is_location(span)


def _believable(place: Place, span: Span, text: str) -> bool:
    """Whether a bare name in the text means this place of the gazetteer."""
    if place.level == "region":
        return False
    if place.level == "province":
        return True
    following = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    if following in {
        "breed",
        "variety",
        "style",
        "cuisine",
        "dynasty",
        "stone",
        "sheep",
        "yak",
        "pig",
        "chicken",
        "tea",
        "ham",
    }:
        return False  # 'bulls of the Datong breed'
    location = _is_location(span)
    if span.text.isupper():
        return place.level in {"prefecture", "county"}
    before = span.doc[span.start - 1] if span.start else None
    reached = before is not None and before.lower_ in LOCATIVE
    seat = _is_seat(span)
    if place.level == "prefecture":
        owned = before is not None and before.text in {"'s", "’s"}  # "Jiangsu's Changzhou"
        sure = location or reached or owned or seat or len(text) >= LONG_PREFECTURE
        return len(text) > 3 and (sure or span.start == span.sent.start)
    if place.level == "county":
        return len(text) >= SHORTEST_BARE_COUNTY and (location or reached or seat)
    return len(text) >= SHORTEST_BARE_COUNTY and location and reached  # linking asks for its county


def _is_seat(span: Span) -> bool:
    """Whether a body is called after its place ('Hesu Rural Commercial Bank'); a firm's first word may be any."""
    if span[0].ent_type_ != "ORG" or span[0].ent_iob_ != "B":
        return False
    last = span[0]
    while last.i + 1 < len(span.doc) and last.nbor(1).ent_iob_ == "I":
        last = last.nbor(1)
    return HEADS.get(last.lower_) in {Kind.INSTITUTION, Kind.GOVERNMENT_BODY}


def _is_location(span: Span) -> bool:
    return any(t.ent_type_ == "LOC" for t in span)
