"""One entity for each thing: names of the same place, organisation, business or person brought together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from extract.classed import HEADS, TRADES
from extract.industries import stem
from extract.linking import PlaceCluster
from extract.names import NOT_STEMS, Name, is_capital, is_pinyin
from extract.organizations import COMPANY_SUFFIXES
from extract.places import NATIONALITIES, TYPES
from extract.records import Entity, Kind, Mention
from ontology.gazetteer import Gazetteer

GENERIC = frozenset({"company", "cooperative", "enterprise", "firm", "factory"})
_SMALL = frozenset({"the", "of", "and", "for", "on", "in", "'s", "’s", ",", "'", "’", "&", "-", "s"})


@dataclass(slots=True)
class Cluster:
    """The names of one thing, in text order."""

    kind: Kind
    names: list[Name] = field(default_factory=list)
    code: str = ""

    @property
    def start(self) -> int:
        """Where the text first names it."""
        return min(n.span.start_char for n in self.names)


def cluster_organizations(names: Sequence[Name], doc: Doc) -> list[Cluster]:
    """One cluster an organisation: same words in any order, a later shorter form, a distinctive word."""
    clusters: list[Cluster] = []
    by_words: dict[frozenset[str], Cluster] = {}
    for name in sorted(names, key=lambda n: (-len(n.span), n.span.start)):
        words = _words(name.span)
        cluster = _whole(name, clusters) or by_words.get(words) or _longer(name, words, clusters)
        cluster = cluster or _called(name, words, clusters)
        if cluster is None:
            cluster = Cluster(kind=name.kind)
            clusters.append(cluster)
            by_words[words] = cluster
        cluster.names.append(name)
    for cluster in clusters:
        cluster.names.sort(key=lambda n: n.span.start)
    return clusters


def _whole(name: Name, clusters: Iterable[Cluster]) -> Cluster | None:
    """The body whose full name this is the head of: 'Planning Department' of '… of the Ministry'."""
    span = name.span
    if span.end >= len(span.doc) or span.doc[span.end].lower_ != "of":
        return None
    for cluster in clusters:
        if any(n.span.start == span.start and n.span.end > span.end for n in cluster.names):
            return cluster
    return None


def _words(span: Span) -> frozenset[str]:
    return frozenset(t.lower_ for t in span if t.lower_ not in _SMALL | COMPANY_SUFFIXES)


def _longer(name: Name, words: frozenset[str], clusters: Iterable[Cluster]) -> Cluster | None:
    """The one earlier cluster whose name this one shortens: 'the Agriculture Bureau'.

    The owner named before it ('the State Council's …') must not contradict the longer name.
    """
    if len(words) < 2:
        return None
    head = name.span[-1].lower_
    owner = _owner(name.span)
    fits = []
    for cluster in clusters:
        for other in cluster.names:
            longer = _words(other.span)
            if words < longer and cluster.kind is name.kind and head in longer and owner <= longer:
                overlap = other.span.start <= name.span.start < other.span.end
                if not overlap:
                    fits.append(cluster)
                    break
    return fits[0] if len(fits) == 1 else None


def _called(name: Name, words: frozenset[str], clusters: Iterable[Cluster]) -> Cluster | None:
    """The one firm that 'Hongtai Company' calls by the word that tells it from others; its first may be a place."""
    stems = words - GENERIC
    if len(stems) != 1 or not words & GENERIC or not all(is_pinyin(w) for w in stems):
        return None
    fits = [c for c in clusters if c.kind is name.kind and any(stems <= _words(n.span[1:]) for n in c.names)]
    return fits[0] if len(fits) == 1 else None


def _owner(span: Span) -> frozenset[str]:
    """The words of the name that owns this one: 'State Council' in 'State Council's … Office'."""
    doc, i = span.doc, span.start
    if i < 2 or doc[i - 1].text not in {"'s", "’s"}:
        return frozenset()
    start = i - 1
    while start > 0 and is_capital(doc[start - 1]):
        start -= 1
    return frozenset(t.lower_ for t in doc[start : i - 1])


def short_forms(clusters: Sequence[Cluster], doc: Doc, taken: set[int], gazetteer: Gazetteer) -> list[Name]:
    """Later mentions of an organisation by its one distinctive word, added to its cluster.

    The word must be a name that stands in no other organisation's name and names no place,
    and must stand alone in the text: 'Hongtai' for 'Lishan Hongtai Tea Co., Ltd.'.
    """
    plain = {t.text for t in doc if t.text.islower()}
    words: Counter[str] = Counter()
    owner: dict[str, Cluster] = {}
    for cluster in clusters:
        for word in {t.text for n in cluster.names for t in n.span if _is_distinctive(t, n.span, gazetteer)}:
            words[word] += 1
            owner[word] = cluster
    found = []
    for token in doc:
        if token.i in taken or words.get(token.text) != 1:
            continue
        if not is_pinyin(token.text) and (token.pos_ != "PROPN" or token.text.lower() in plain):
            continue  # a foreign or English word stands for the firm only where it is a name
        before = token.i > 0 and is_capital(token.nbor(-1)) and not token.is_sent_start
        before = before and not (token.nbor(-1).is_sent_start and (token.nbor(-1).is_stop or _is_when(token.nbor(-1))))
        after = token.i + 1 < len(doc) and is_capital(token.nbor(1))
        if not before and not after:
            name = Name(span=doc[token.i : token.i + 1], kind=owner[token.text].kind)
            owner[token.text].names.append(name)
            found.append(name)
    return [*found, *_short_runs(clusters, doc, taken | {t.i for n in found for t in n.span})]


def _is_when(token: Token) -> bool:
    """Whether a capitalised word only opens a sentence: 'Today', 'Now', 'Last'."""
    return token.pos_ == "ADV" or token.lower_ in {"today", "yesterday", "now", "currently", "recently"}


def _short_runs(clusters: Sequence[Cluster], doc: Doc, taken: set[int]) -> Iterator[Name]:
    """Later mentions by two words of the name: 'Blue Source' for 'Weifang Blue Source Aquaculture'."""
    inside: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        names = {tuple(t.text for t in n.span) for n in cluster.names}
        for run in {" ".join(words[i : i + 2]) for words in names if len(words) > 2 for i in range(len(words) - 1)}:
            inside.setdefault(run, []).append(cluster)
    first = {run.split()[0] for run in inside}
    for token in doc[:-1]:
        if token.text not in first or token.i in taken:
            continue
        span = doc[token.i : token.i + 2]
        owners = inside.get(span.text, [])
        free = all(t.i not in taken and is_capital(t) for t in span) and not span[1].is_sent_start
        alone = span.end >= len(doc) or not is_capital(doc[span.end]) or doc[span.end].is_sent_start
        if (
            len(owners) != 1
            or not free
            or not alone
            or (token.i and is_capital(token.nbor(-1)) and not token.is_sent_start)
        ):
            continue
        if all(t.lower_ in HEADS or t.text in TRADES or t.lower_ in TYPES for t in span):
            continue
        name = Name(span=span, kind=owners[0].kind)
        owners[0].names.append(name)
        yield name


def _is_distinctive(token: Token, span: Span, gazetteer: Gazetteer) -> bool:
    word = token.text
    if word == "China" or not (word[0].isupper() and len(word) > 3 and word.isalpha()):
        return False
    if word.lower() in HEADS or word.lower() in TYPES or word in TRADES or word in NATIONALITIES:
        return False
    if not is_pinyin(word) and (len(word) < 5 or word in NOT_STEMS):
        return False
    if token.i > span.start and is_pinyin(word) and gazetteer.named(token.nbor(-1).text):
        return True  # 'Xiangyun' of 'Hesu Xiangyun Toys', a county's name though it is
    return not any(p.level in {"province", "prefecture", "county"} for p in gazetteer.named(word))


def cluster_industries(names: Sequence[Name]) -> list[Cluster]:
    """One cluster a line of business; a bare product joins the business of its name ('tea', 'tea industry')."""
    clusters: dict[str, Cluster] = {}
    for name in names:
        words = stem(name.span).split()
        while len(words) > 1 and words[0].title() in NATIONALITIES | {"Characteristic"}:
            words = words[1:]
        clusters.setdefault(" ".join(words), Cluster(kind=Kind.INDUSTRY)).names.append(name)
    return list(clusters.values())


def entities(
    places: Sequence[PlaceCluster], others: Sequence[Cluster], gazetteer: Gazetteer
) -> tuple[dict[str, Entity], list[tuple[str, Name]]]:
    """The entities of all clusters, in the order of the text, and each name with its entity's id."""
    rows: list[tuple[int, Kind, str, list[Name]]] = []
    for place in places:
        names: list[Name] = list(place.names)
        rows.append((names[0].span.start_char, place.kind, place.code, names))
    rows += [(c.start, c.kind, c.code, c.names) for c in others if c.names]
    rows.sort(key=lambda r: (r[0], r[1]))
    made: dict[str, Entity] = {}
    owners: list[tuple[str, Name]] = []
    for number, (_, kind, code, names) in enumerate(rows, 1):
        identifier = f"e{number}"
        forms = _forms(names)
        official = gazetteer.by_code(code) if code else None
        label = official.name if official and kind is not Kind.REGION else forms[0]
        made[identifier] = Entity(
            id=identifier,
            kind=kind,
            label=label,
            aliases=tuple(f for f in forms if f != label),
            code=code,
        )
        owners += [(identifier, n) for n in names]
    return made, owners


def _forms(names: Iterable[Name]) -> list[str]:
    """The surface forms, the fullest first."""
    counts = Counter(re.sub(r"\s+", " ", n.span.text) for n in names)
    return sorted(counts, key=lambda f: (-len(f), -counts[f], f))


def mentions(owners: Iterable[tuple[str, Name]]) -> list[Mention]:
    """The mentions of names, in text order."""
    return sorted(
        (Mention(body=e, start=n.span.start_char, end=n.span.end_char) for e, n in owners),
        key=lambda m: (m.start, -m.end),
    )
