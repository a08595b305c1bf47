"""Imported once by the process from which reading processes are forked: they begin with everything loaded."""

from __future__ import annotations

import graph.ingest  # noqa: F401
from extract.language import load_language
from ontology import gazetteer

load_language()
gazetteer.load()
