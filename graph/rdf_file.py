"""A file of RDF in the place of a store: asked as it stands, by a process that reads it whole, and never written."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from ontology.errors import BadInput

FORMATS = ("nq", "trig", "ttl", "nt", "jsonld", "rdf")


def check(path: Path) -> None:
    """Raise BadInput unless a file is RDF, in the format that its suffix says, from beginning to end."""
    suffix = path.suffix.removeprefix(".")
    if suffix not in FORMATS:
        raise BadInput(f"{path} is no file of RDF: name one that ends in .{', .'.join(FORMATS)}, or a store's folder.")
    try:
        for _ in ox.parse(
            path=str(path), format=ox.RdfFormat.from_extension(suffix), base_iri=path.absolute().as_uri()
        ):
            pass
    except (SyntaxError, OSError, ValueError) as error:
        raise BadInput(f"{path} can't be read as .{suffix}: {error}.") from error
