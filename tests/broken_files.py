"""Files that something is wrong with, made anew: what an archive of years holds, and what somebody sends to do harm."""

from __future__ import annotations

import random
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx

MANY = 50_000_000


def _pdf(stream: bytes) -> bytes:
    """A PDF of one page with a packed stream of drawing commands."""
    packed = zlib.compress(stream, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)


def _docx(document: bytes) -> bytes:
    """A DOCX whose body is just these bytes."""
    whole = BytesIO()
    docx.Document().save(whole)
    out = BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item.filename, document if item.filename == "word/document.xml" else old.read(item))
    return out.getvalue()


WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
LAUGHS = b"<!DOCTYPE x [<!ENTITY a '%s'>%s]>" % (
    b"ha" * 500,
    b"".join(b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 20) for i in range(7)),
)


def _noise() -> bytes:
    return random.Random(3).randbytes(200_000)


# How each is made: some take a second and hundreds of megabytes.
FILES: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "blank.txt": lambda: b" \n\t\n" * 1000,
    "binary.txt": _noise,
    "binary.pdf": _noise,
    "binary.docx": _noise,
    "one_word.txt": lambda: b"a" * MANY,
    "truncated.pdf": lambda: _pdf(b"BT /F 12 Tf 50 700 Td (Tea grows in the county.) Tj ET")[:420],
    "bomb.pdf": lambda: _pdf(b"BT /F 1 Tf (" + b"a" * 150_000_000 + b") Tj ET"),
    "no_page.html": lambda: b"<html><body><nav></nav></body></html>",
    "deep.html": lambda: b"<div>" * 200_000 + b"Tea",
    "wide.html": lambda: b"<p " + b" ".join(b"a%d=b" % i for i in range(300_000)) + b">",
    "laughs.html": lambda: LAUGHS + b"<p>&h;</p>",
    "bomb.docx": lambda: _docx(WORD + b"<w:p/>" * 20_000_000),
    "deep.docx": lambda: _docx(WORD + b"<w:p>" * 100_000),
    "laughs.docx": lambda: _docx(LAUGHS + WORD + b"<w:p><w:r><w:t>&h;</w:t></w:r></w:p></w:body></w:document>"),
    "cut.docx": lambda: _docx(WORD + b"</w:body></w:document>")[:-400],
    "nested.jsonl": lambda: b'{"text": ' + b"[" * 500_000,
    "number.jsonl": lambda: b'{"text": 12}',
    "archive.jsonl": lambda: b'{"text": "' + b"b" * 70_000_000 + b'"}',
    "utf16.txt": lambda: "Tea grows.".encode("utf-16-le") * 2000,
    "marks.md": lambda: b"> " * 200_000 + b"\xff\xfe",
}


def broken(folder: Path, *only: str) -> list[str]:
    """Write the files, one of each kind, or only some; give their names."""
    names = only or tuple(FILES)
    for name in names:
        (folder / name).write_bytes(FILES[name]())
    return list(names)
