"""Names in a query that the ontology doesn't have: why it may find nothing."""

from __future__ import annotations

import re
from difflib import get_close_matches

from ontology.labels import CLASSES, PROGRAM_TYPES, PROPERTIES

_KNOWN = {"pg": frozenset({*CLASSES, *PROPERTIES, "inverseLabel", "pluralLabel"}), "pgt": frozenset(PROGRAM_TYPES)}
_NAME = re.compile(r"(?<![\w:])(pgt?):([A-Za-z][\w-]*)")
_OTHER = re.compile(r"""<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*""")
_CLOSE = 0.75  # how alike names must be for one to be meant by the other, of 1


def misnamed(query: str) -> str:
    """A sentence on each name of ours in a query that the ontology doesn't have, with the nearest; '' for none."""
    used = dict.fromkeys(_NAME.findall(_OTHER.sub(" ", query)))
    return " ".join(_told(prefix, name) for prefix, name in used if name not in _KNOWN[prefix])


def _told(prefix: str, name: str) -> str:
    small = {known.lower(): known for known in sorted(_KNOWN[prefix])}
    near = get_close_matches(name.lower(), small, n=1, cutoff=_CLOSE)
    hint = f"Did you mean {prefix}:{small[near[0]]}?" if near else "The editor completes the names that there are."
    return f"The ontology has no {prefix}:{name}. {hint}"
