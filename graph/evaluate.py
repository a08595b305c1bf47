"""How right a reading is, held against the annotations of its article.

Entities are matched by their names, and all the rest is compared between matched entities. What an
annotation marks as optional is right if it is found, and not missed if it isn't. What the gazetteer
knows of the places that an article names counts as told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from extract.records import Entity, Evidence, Fact, Observation, Quotation, Reading
from graph.evaluate_relations import programs, relations
from graph.gold import Gold, GoldEntity, GoldFigure
from graph.matched import Matched, Score, listed

_CLOSE = Decimal("0.01")  # of a value: '2/3' may stand as 0.667
_STARTS = 40  # characters of a quotation that tell it
DETAILS = (
    "place codes",
    "titles",
    "dates",
    "amounts",
    "figures' comparators",
    "figures' ranges",
    "figures' subjects",
    "figures' periods",
    "figures' sources",
    "figures wholly right",
    "evidence",
)


def evaluate(gold: Gold, reading: Reading) -> Score:
    """Hold a reading against the annotations of its article."""
    score = Score()
    matched = Matched(gold, reading)
    _entities(matched, score)
    relations(matched, score)
    programs(matched, score)
    _figures(matched, score)
    _quotations(matched, score)
    _evidence(reading, score)
    return score


def _entities(matched: Matched, score: Score) -> None:
    asked = {e.id: e for e in matched.gold.entities}
    tally = score.found["entities"]
    right = set()
    for identifier, entity in matched.entities.items():
        gold = asked.get(matched.is_.get(identifier, ""))
        if gold and gold.allows(entity.kind):
            right.add(gold.id)
        elif not (gold and gold.optional):
            tally.surplus.append(f"{matched.name(identifier)} as {entity.kind}")
        if gold and gold.code:
            score.details["place codes"].note(_same_code(entity, gold), f"{gold.id}: {entity.code or 'none'}")
    needed = {e.id for e in asked.values() if not e.optional}
    tally.right = len(needed & right)
    tally.missed += sorted(needed - right)


def _same_code(entity: Entity, gold: GoldEntity) -> bool:
    """Whether two codes are one; '65' is short for '650000'."""
    return entity.code.rstrip("0") == gold.code.rstrip("0")


def _figures(matched: Matched, score: Score) -> None:
    """Value and unit make a figure; what it is about, when it holds and how it is bounded are details."""
    left = list(matched.gold.figures)
    tally = score.found["observations"]
    for figure in matched.reading.observations:
        options = [g for g in left if _is_figure(g, figure)]
        if not options:
            tally.surplus.append(f"{figure.value} {figure.unit} {figure.counted}".rstrip())
            continue
        best = max(options, key=lambda g: _likeness(g, figure, matched))
        left.remove(best)
        if not best.optional:
            tally.right += 1
            _figure_details(best, figure, matched, score)
    for gold in left:
        if not gold.optional:
            tally.missed.append(_figure_name(gold))
            score.details["figures wholly right"].missed.append(f"{_figure_name(gold)}: not found")


def _is_figure(gold: GoldFigure, figure: Observation) -> bool:
    close = any(abs(v - figure.value) <= _CLOSE * abs(v) for v in gold.values)
    return close and (not gold.units or figure.unit in gold.units)


def _likeness(gold: GoldFigure, figure: Observation, matched: Matched) -> tuple[bool, bool, bool]:
    """How well a figure fits an annotated one of its value and unit, the best greatest."""
    about = not gold.about or not {matched.name(i) for i in figure.about}.isdisjoint(gold.about)
    return about, str(figure.comparator) in gold.comparators, not gold.optional


def _figure_details(gold: GoldFigure, figure: Observation, matched: Matched, score: Score) -> None:
    most = {str(figure.max_value.normalize())} if figure.max_value is not None else set()
    answers: dict[str, tuple[Iterable[str], set[str]]] = {
        "figures' comparators": (gold.comparators, {str(figure.comparator)}),
        "figures' subjects": (gold.about, {matched.name(i) for i in figure.about}),
        "figures' periods": (gold.periods, {figure.period} - {""}),
        "figures' sources": (gold.by, {matched.name(figure.according_to)} - {""}),
        "figures' ranges": ([str(m.normalize()) for m in gold.most], most),
    }
    wrong = []
    for kind, (wanted, given) in answers.items():
        if wanted:
            fits = not given.isdisjoint(wanted)
            score.details[kind].note(fits, f"{_figure_name(gold)}: {listed(given)}, not {listed(wanted)}")
            wrong += [] if fits else [kind]
    score.details["figures wholly right"].note(not wrong, f"{_figure_name(gold)}: {listed(wrong)}")


def _figure_name(gold: GoldFigure) -> str:
    return " ".join(["/".join(map(str, gold.values)), "/".join(gold.units)]).rstrip()


def _quotations(matched: Matched, score: Score) -> None:
    left = list(matched.gold.quotations)
    tally = score.found["quotations"]
    for quotation in matched.reading.quotations:
        words, speaker = _words(quotation.text), matched.name(quotation.said_by)
        hits = (g for g in left if _words(g.starts)[:_STARTS] in words and (not g.by or speaker in g.by))
        hit = next(hits, None)
        if hit is None:
            tally.surplus.append(f"{speaker}: {quotation.text[:_STARTS]}")
            continue
        left.remove(hit)
        tally.right += not hit.optional
    tally.missed += [f"{listed(g.by)}: {g.starts[:_STARTS]}" for g in left if not g.optional]


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _evidence(reading: Reading, score: Score) -> None:
    """Whether each record has a span of the text, with something in it."""
    records: list[Fact | Observation | Quotation] = [*reading.facts, *reading.observations, *reading.quotations]
    for record in records:
        stands = any(_stands(span, reading.document.text) for span in record.evidence)
        score.details["evidence"].note(stands, f"none for {record}")


def _stands(span: Evidence, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text) and bool(text[span.start : span.end].strip())
