"""What the sentences in view tell, beside an article; it follows the text without asking the server."""

from __future__ import annotations

from collections.abc import Sequence

from components.kinds import looks
from components.parts import noted, part
from graph.beside import Note, Sentence, count_line

_mount = part("beside", '<aside class="part aside-of-text" aria-label="Told in the sentences in view"></aside>')


def beside(sentences: Sequence[Sentence], *, key: str) -> str:
    """Draw what an article's sentences tell, as far as they are in view; give the pick that was clicked, else ''."""
    data = {
        "sentences": [{"notes": [_note(note) for note in sentence.notes]} for sentence in sentences],
        "total": count_line(sentences),
        "looks": looks(),
    }
    told = _mount(key=key, data=data, on_open_change=noted)
    return str(told.open["to"]) if told.open else ""


def _note(note: Note) -> dict[str, str]:
    text = "".join(part.text for part in note.line.parts)
    return {"text": text, "pick": note.line.pick.split()[0], "family": note.family, "sure": note.line.sure}
