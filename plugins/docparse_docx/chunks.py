"""Chunks: files of other formats that a Word file embeds as part of its text (w:altChunk)."""

from __future__ import annotations

from docparse import Limits

from docparse_docx.outs import Out
from docparse_docx.parts import Parts


class Chunks:
    """The embedded files of a document, by the ids that its text has for them."""

    def __init__(self, parts: Parts, targets: dict[str, str], name: str, limits: Limits) -> None:
        self._parts, self._targets, self._name, self._limits = parts, targets, name, limits

    def write(self, chunk_id: str, out: Out) -> None:
        """Writes the text of a chunk."""
