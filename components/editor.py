"""The SPARQL editor: coloured text, completion of the words that the graph knows, the malformed line marked."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from components.parts import noted, part
from graph.cookbook import terms
from graph.prefixes import PREFIXES
from ontology.labels import CLASSES, PROGRAM_TYPES, PROPERTIES

_mount = part(
    "editor",
    """
<div class="part editor">
  <div class="sheet">
    <pre aria-hidden="true"></pre>
    <textarea aria-label="SPARQL" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off"
      aria-autocomplete="list" aria-controls="offers"></textarea>
    <ul id="offers" role="listbox" aria-label="Completions" hidden></ul>
  </div>
  <div class="foot">
    <button type="button" name="run">Run</button>
    <span class="muted">Ctrl+Enter runs. Tab takes a completion; Escape closes the list.</span>
  </div>
</div>
""",
)


def editor(text: str, *, line: int = 0, key: str) -> str:
    """Draw the editor on a text, which replaces what was written whenever it differs from the text before.

    Gives the text to run, else ''. `line` is the malformed line, 0 for none.
    """
    revision = sha256(text.encode()).hexdigest()[:12]
    data = {"text": text, "revision": revision, "line": line, "words": _words()}
    told = _mount(key=key, data=data, on_run_change=noted).run
    return str(told["text"]) if told else ""


@cache
def _words() -> list[dict[str, str]]:
    """What can be completed: the ontology's names, the standard ones that questions use, prefixes; each in words."""
    found = [(f"pg:{name}", singular) for name, (singular, _) in CLASSES.items()]
    found += [(f"pg:{name}", verb) for name, (verb, _) in PROPERTIES.items()]
    found += [(f"pgt:{name}", plain) for name, (plain, _) in PROGRAM_TYPES.items()]
    known = {insert for insert, _ in found}
    found += [(term, "in the worked questions") for term in terms() if term not in known]
    found += [(f"{prefix}:", "prefix") for prefix in PREFIXES]
    return [{"insert": insert, "label": label} for insert, label in sorted(found)]
