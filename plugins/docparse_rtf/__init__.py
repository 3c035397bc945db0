"""RTF: paragraphs, written-out and automatic numbers, tables, headings, notes and text boxes of {\\rtf files."""

from __future__ import annotations

import re

from docparse import Limits, LoadError, SourceText, SourceWriter, hookimpl
from docparse_rtf.reader import Reader
from docparse_rtf.story import Paragraph, body_of, emphasised, grid

_RTF = re.compile(rb"(?:\xef\xbb\xbf)?[\s\0]{0,64}(\{\\rtf)", re.IGNORECASE)


@hookimpl
def load_source(name: str, data: bytes, limits: Limits) -> SourceText | None:
    """The text of an RTF file, whatever its name; None for other files.

    LoadError DP-L007 for groups nested too deep, DP-L001 for more text than the limits allow, DP-L107 for a file that
    has none.
    """
    found = _RTF.match(data)
    if found is None:
        return None
    body = Reader(data[found.start(1) :], name, limits).read()
    typeface = body_of(block for block in body.blocks if isinstance(block, Paragraph))
    writer = SourceWriter(name, "application/rtf", limits)
    paragraphs = tables = 0
    for block in body.blocks:
        if isinstance(block, Paragraph):
            paragraphs += not block.place
            place = block.place or f"paragraph {paragraphs}"
            writer.paragraph(emphasised(block, typeface), place, block.role, block.level)
        else:
            tables += 1
            writer.table(grid(block, typeface), f"table {tables}")
    source = writer.source()
    if not source.raw.strip():
        raise LoadError(
            "DP-L107", name, "it has no text", "give a file with text, or a PDF of it with docparse-zh[ocr]"
        )
    return source
