"""What somebody lives by, as the words around a product say: 'a tea maker', 'the root that X lives on'."""

from __future__ import annotations

import re

from spacy.tokens import Span

from extract.draft import Draft
from extract.records import ORGANIZATIONS, TERRITORIES, Kind, Mention

FIRMS = ORGANIZATIONS - {Kind.GOVERNMENT_BODY, Kind.INSTITUTION}
MAKER = re.compile(r"[ -](?:maker|producer|processor|grower|manufacturer|breeder|exporter|trader|seller|supplier)\b")
MAKER_OF = re.compile(r", an? (?:[\w-]+ ){0,3}(?:maker|producer|processor|grower|manufacturer|exporter|supplier) of $")
A = re.compile(r", an? (?:[\w-]+ ){0,3}$")
STRANDED = re.compile(
    r"(?:, (?:an?|the) [^.;:]{3,60}?)?,? (?:and )?(?:that|(?:(?:on|by|off|from) )?which)"
    r"(?: (?:the|most|many|half|an?|some|all|part|quarter|third|majority|people|families|farmers|households|of|in))* $"
    r"|,?(?: however,| then,)? (?:is|are|was|were) what $"
)
LIVING = re.compile(
    r"\b(?:ma[kd]es?|earn(?:s|ed)?|gets?|draws?|eke|derive)(?: out)? (?:an?|their|its|(?:most|much) of their)"
    r" (?:living|livelihood|incomes?|money) (?:from|by|on|with|off|out of)"
    r"(?: (?:growing|selling|picking|raising|planting))?"
    r" (?:\w+ )?$"
)
LIVES_ON = re.compile(
    r"(?:['’]s (?:[\w-]+ ){1,4})?(?: has| have| is| was| are)?(?: long| now| always| best)?"
    r" ?(?:lives?|lived|depends?|depended|relies|rely|relied|thrives?|subsists?|known for|famous for|noted for)\b"
)


def lived_by(draft: Draft, trade: Span, held: list[Mention]) -> str | None:
    """Who a product's own neighbourhood says to live by it: a firm, or a place."""
    return _maker(draft, trade, held) or _lived_on(draft, trade, held) or _living(draft, trade, held)


def _maker(draft: Draft, trade: Span, held: list[Mention]) -> str | None:
    """'X Foods, a fish-ball maker', 'X Co., a producer of tea'."""
    text = draft.document.text
    firm = next((m for m in reversed(held) if m.end <= trade.start_char and draft.kind(m.body) in FIRMS), None)
    if firm is None:
        return None
    between = text[firm.end : trade.start_char]
    named = MAKER.match(text[trade.end_char :]) is not None or MAKER.search(f" {trade[-1].lower_}") is not None
    return firm.body if MAKER_OF.fullmatch(between) or (named and A.fullmatch(between)) else None


def _lived_on(draft: Draft, trade: Span, held: list[Mention]) -> str | None:
    """'angelica, the root on which most of X's families depend', 'Stone is what X was known for'."""
    text = draft.document.text
    place = next((m for m in held if m.start >= trade.end_char and draft.kind(m.body) in TERRITORIES), None)
    if place is None or not STRANDED.fullmatch(text[trade.end_char : place.start]):
        return None
    return place.body if LIVES_ON.match(text[place.end :]) else None


def _living(draft: Draft, trade: Span, held: list[Mention]) -> str | None:
    """'Most families in X make a living from tea': the place named before."""
    place = next((m for m in reversed(held) if m.end <= trade.start_char and draft.kind(m.body) in TERRITORIES), None)
    if place is None:
        return None
    if not LIVING.search(draft.document.text[place.end : trade.start_char]):
        return None
    outer = [m for m in held if m.end <= place.start and draft.kind(m.body) in TERRITORIES]
    # of 'X in Y makes a living from …' it is X
    inside = bool(outer) and draft.document.text[outer[-1].end : place.start] in {" in ", ", ", " of "}
    return outer[-1].body if inside else place.body
