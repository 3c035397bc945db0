"""Chunks: files of other formats that a Word file embeds as part of its text (w:altChunk).

Programs that write Word files from web pages often put the page into the package as it is, and leave the rest to Word.
"""

from __future__ import annotations

from collections.abc import Callable

from docparse import LoadError, SourceText
from docparse_docx.outs import Out

Embedded = Callable[[bytes, str], SourceText | None]  # what `load_source` is given to read embedded files with

_NO_TEXT = "DP-L107"


def write_chunk(data: bytes, read_embedded: Embedded, out: Out) -> None:
    """Writes the lines of a file that is no Word file, with what its setting says of each."""
    try:
        source = read_embedded(data, "")
    except LoadError as error:
        if error.code != _NO_TEXT:
            raise
        source = None
    if source is None:
        return
    told = {one.start: one for one in source.layout if one.role != "emphasis" and one.end > one.start}
    start = 0
    for line in source.raw.splitlines(keepends=True):
        if line.strip():
            layout = told.get(start)
            out.paragraph(line.strip(), layout.role if layout else "", layout.level if layout else 0)
        start += len(line)
