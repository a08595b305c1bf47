"""The article to read, with what it speaks of marked by kind; a mark leads to what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.kinds import looks
from components.parts import noted, part
from graph import wording
from graph.beside import Sentence
from graph.markup import Piece
from graph.queries import short

_mount = part("article", '<div class="part reader"><ul class="legend"></ul><div class="text" tabindex="0"></div></div>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What somebody did in an article: clicked a mark (the IRI-part), or a family to mark or not; '' for neither."""

    opened: str = ""
    kind: str = ""


def article(
    shown: Sequence[Sequence[Piece]],
    *,
    names: Mapping[str, str],
    sentences: Sequence[Sentence],
    selected: str,
    at: tuple[int, int],
    off: Sequence[str],
    key: str,
) -> Done:
    """Draw an article's paragraphs; give what was done in it.

    `names` are the labels of what is marked, by IRI; `sentences` are those of which it is told whether they are in
    view; `selected` is marked stronger; `at` is the span of the sentence that the reader came for; `off` are the
    families that aren't marked.
    """
    data = {
        "paragraphs": [[_piece(p, names, at) for p in pieces] for pieces in shown],
        "sentences": [[sentence.start, sentence.end] for sentence in sentences],
        "selected": selected,
        "at": at[0] if at[1] else -1,
        "off": list(off),
        "looks": looks(),
    }
    told = _mount(key=key, data=data, on_open_change=noted, on_kind_change=noted)
    return Done(opened=str((told.open or {}).get("to", "")), kind=str((told.kind or {}).get("family", "")))


def _piece(piece: Piece, names: Mapping[str, str], at: tuple[int, int]) -> dict[str, Any]:
    told: dict[str, Any] = {"text": piece.text, "start": piece.start}
    if piece.body:
        kind = wording.kind(piece.kind)
        told |= {"to": short(piece.body), "family": wording.family(piece.kind)}
        told["name"] = f"{names.get(piece.body, piece.text)} ({kind})"
    if piece.quotation:
        told["quotation"] = short(piece.quotation)
    if at[0] <= piece.start < at[1]:
        told["at"] = True
    return told
