"""The command line's verb `evaluate`, and the report that it prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.console import told
from ontology.errors import BadInput

if TYPE_CHECKING:
    from graph.gold import Gold
    from graph.matched import Score

TESTS = Path(__file__).parent.parent / "tests"  # there in a checkout, not where policygraph is installed


@click.command()
@click.option("--gold", type=click.Path(path_type=Path), metavar="DIR", help="Annotations, one YAML file an article.")
@click.option(
    "--articles",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The texts; without it, the folder articles beside that of the annotations.",
)
@click.option("--errors", is_flag=True, help="List all that was missed, too many or wrong.")
@told
def evaluate(gold: Path | None, articles: Path | None, errors: bool) -> None:
    """Tell how right the reading is, on annotated articles.

    Without --gold, in a checkout of the project, on the articles of its tests. The tables say how
    much of what was found is right (precision), and how much of what is annotated was found (recall).

    \b
    policygraph evaluate
    policygraph evaluate --errors
    policygraph evaluate --gold my/gold --articles my/texts
    """
    score = evaluated(gold, articles)
    if errors:
        for line in mistakes(score):
            click.echo(line)
    for line in report(score):
        click.echo(line)


def evaluated(gold: Path | None = None, articles: Path | None = None) -> Score:
    """The score over all annotated articles of a folder."""
    from extract.documents import read_file
    from extract.pipeline import read
    from graph.evaluate import evaluate as held
    from graph.gold import load
    from graph.matched import Score

    annotated = load(_folder(gold))
    texts = [_text(g, articles or _folder(gold).parent / "articles") for g in annotated]
    score = Score()
    for number, (asked, text) in enumerate(zip(annotated, texts, strict=True), 1):
        click.echo(f"[{number}/{len(annotated)}] {text.name}", err=True)
        score.add(held(asked, read(read_file(text, date=asked.date))), asked.name)
    return score


def _folder(gold: Path | None) -> Path:
    found = gold or TESTS / "gold"
    if found.is_dir():
        return found
    if gold is None:
        raise BadInput("No annotated articles come with policygraph as it is installed here: name some with --gold.")
    raise BadInput(f"There is no folder {gold}: name one that holds annotated articles.")


def _text(gold: Gold, folder: Path) -> Path:
    path = folder / gold.article
    if not path.is_file():
        raise BadInput(
            f"The article {path} of the annotations {gold.name} is missing: name its folder with --articles."
        )
    return path


def report(score: Score) -> Iterator[str]:
    """The tables of a score, a line each."""
    from graph.evaluate import DETAILS

    yield f"{'':21}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>8}{'missed':>8}{'surplus':>9}"
    for kind, tally in score.found.items():
        figures = f"{tally.precision:10.3f}{tally.recall:8.3f}{tally.f1:8.3f}"
        yield f"{kind:21}{figures}{tally.right:8}{len(tally.missed):8}{len(tally.surplus):9}"
    yield f"\n{'of what was found':21}{'part':>10}{'right':>8}{'wrong':>8}"
    for kind in DETAILS:
        tally = score.details[kind]
        yield f"{kind:21}{tally.recall:10.3f}{tally.right:8}{len(tally.missed):8}"


def mistakes(score: Score) -> Iterator[str]:
    """All that was missed, too many or wrong, a line each."""
    for kind, tally in score.found.items():
        yield from (f"{kind}, missed: {what}" for what in tally.missed)
        yield from (f"{kind}, too many: {what}" for what in tally.surplus)
    for kind, tally in score.details.items():
        yield from (f"{kind}, wrong: {what}" for what in tally.missed)
