"""Some chosen facts: relations, figures and quotations by their names in addresses, as a dossier tells them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph import wording
from graph.cards import Card, Line, Part, Section, link, pick_of
from graph.figure_lines import telling_line
from graph.network import between
from graph.portrait import quote_line, statement_line
from graph.queries import Named, names, whole
from graph.reader import Reader
from graph.remembered import remembered
from graph.told import (
    Figure,
    Quote,
    Statement,
    find_figures,
    find_quote,
    find_statements,
    find_subjects,
    merged,
)
from ontology.labels import PROPERTIES

TITLE = "Chosen facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Chosen facts. `placed` are the pairs of places that the official list alone puts one in the other.

    `about` holds what each figure is about; `lost` counts what this store doesn't know.
    """

    statements: tuple[Statement, ...] = ()
    placed: tuple[tuple[Named, Named], ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    about: tuple[tuple[str, tuple[Named, ...]], ...] = ()
    lost: int = 0

    def __len__(self) -> int:
        return len(self.statements) + len(self.placed) + len(self.figures) + len(self.quotes)


@remembered
def select(reader: Reader, picks: tuple[str, ...]) -> Selection:
    """The facts that some names stand for, in the order given: 'a|property|b', 'observation/…', 'quotation/…'."""
    given = list(dict.fromkeys(picks))
    relations = [ends for pick in given if (ends := _ends(pick))]
    statements = [s for ends in relations for s in find_statements(reader, *ends)]
    stated = {(s.subject.iri, s.predicate, s.object.iri) for s in statements}
    placed = _placed(reader, [ends for ends in relations if ends not in stated])
    told = [name for pick in given if not _ends(pick) for name in pick.split()]
    figures = merged(find_figures(reader, filter(None, map(whole, (n for n in told if n.startswith("observation/"))))))
    quotes = [find_quote(reader, iri) for name in told if name.startswith("quotation/") and (iri := whole(name))]
    found = Selection(
        statements=tuple(statements),
        placed=placed,
        figures=figures,
        quotes=tuple(quote for quote in quotes if quote),
        about=tuple((figure.iri, tuple(find_subjects(reader, figure.iri))) for figure in figures),
    )
    equal = sum(len(figure.also) for figure in figures)
    return replace(found, lost=max(len(relations) + len(told) - len(found) - equal, 0))


def _ends(pick: str) -> tuple[str, str, str] | None:
    """The subject, property and object of a relation's name; None for what is none."""
    parts = pick.split("|")
    if len(parts) != 3 or parts[1] not in PROPERTIES:
        return None
    subject, object = whole(parts[0]), whole(parts[2])
    return (subject, parts[1], object) if subject and object else None


def _placed(reader: Reader, wanted: list[tuple[str, str, str]]) -> tuple[tuple[Named, Named], ...]:
    if not wanted:
        return ()
    ends = {iri for subject, _, object in wanted for iri in (subject, object)}
    drawn = {(e.source, e.predicate, e.target) for e in between(reader, ends)}
    called = names(reader, ends)
    return tuple((called[a], called[c]) for a, b, c in wanted if (a, b, c) in drawn)


def selection_card(selection: Selection) -> Card:
    """Chosen facts as a card, for the screen and for a dossier."""
    about = dict(selection.about)
    relations = [*map(statement_line, selection.statements), *(placed_line(a, b) for a, b in selection.placed)]
    sections = (
        Section(title="Relations", lines=tuple(relations)),
        Section(title="Figures", lines=tuple(_figure(f, about.get(f.iri, ())) for f in selection.figures)),
        Section(title="Quotations", lines=tuple(map(_quote, selection.quotes))),
    )
    return Card(
        title=TITLE,
        kind="",
        lead=(Line(parts=(Part(text=_account(selection)),)),),
        sections=tuple(section for section in sections if section.lines),
    )


def placed_line(inner: Named, outer: Named) -> Line:
    """That one place lies in another by the official list, in one line."""
    verb = Part(text=f" {wording.verb('locatedIn')} ")
    parts = (link(inner), verb, link(outer), Part(text=" (official list of places)"))
    return Line(parts=parts, pick=pick_of(inner, "locatedIn", outer))


def _figure(figure: Figure, about: tuple[Named, ...]) -> Line:
    line = telling_line(figure)
    of = [Part(text=" · "), *(p for i, n in enumerate(about) for p in (*((Part(text=", "),) if i else ()), link(n)))]
    return replace(line, parts=(*line.parts, *(of if about else ())))


def _quote(quote: Quote) -> Line:
    line = quote_line(quote)
    return replace(line, parts=(*line.parts, Part(text=" · "), link(quote.speaker))) if quote.speaker else line


def _account(selection: Selection) -> str:
    rests = [
        *(statement.passages for statement in selection.statements),
        *(figure.passages for figure in selection.figures),
        *(quote.passages for quote in selection.quotes),
    ]
    articles = {passage.document for passages in rests for passage in passages}
    count, many = len(selection), len(articles)
    told = f"{count} {'fact' if count == 1 else 'facts'} from {many} {'article' if many == 1 else 'articles'}."
    return f"{told} {selection.lost} more that were chosen are no longer in this store." if selection.lost else told
