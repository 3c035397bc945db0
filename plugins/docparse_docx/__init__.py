"""Word files: reads .docx, .docm and .dotx, with automatic numbers as Word prints them, tables, notes and headers."""

from __future__ import annotations

from docparse import Budget, Limits, LoadError, Package, SourceText, SourceWriter, hookimpl
from docparse_docx.blocks import Document, Story, is_page_number, write_note
from docparse_docx.chunks import Embedded, write_chunk
from docparse_docx.notes import Notes
from docparse_docx.numbering import Numbering
from docparse_docx.outs import Body, Lines, Out, Placed
from docparse_docx.parts import Parts, Relationship
from docparse_docx.styles import Styles
from docparse_docx.tables import is_grid

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ZIP = b"PK\x03\x04"

_SHARED = frozenset({"styles", "theme", "numbering", "footnotes", "endnotes"})  # parts that all stories need


@hookimpl
def load_source(name: str, data: bytes, limits: Limits, read_embedded: Embedded) -> SourceText | None:
    """The text of a Word file; None when it is none, whatever its name says.

    LoadError as of `docparse.Package` and `docparse.read_xml`; DP-L107 for a file without any text. One that a password
    locks is no package, but an OLE file: `docparse_office` knows it.
    """
    if not data.startswith(_ZIP):
        return None
    parts = Parts(Package(data, name, limits), name, limits)
    return read_document(parts, name, limits, read_embedded) if parts.main else None


def read_document(parts: Parts, name: str, limits: Limits, read_embedded: Embedded) -> SourceText:
    """The text of a document: its headers, the text itself with its notes, and its footers."""
    links = parts.relationships(parts.main)
    writer = SourceWriter(name, MEDIA_TYPE, limits)
    document = _prepare(parts, links, writer, Budget(name, limits), read_embedded)
    _write_margins(document, parts, links, "header")
    body = parts.body(is_grid)
    Story(document).read_with_notes(body, Body(writer), body.children)
    for note in document.notes.rest():
        write_note(document, note)
    _write_margins(document, parts, links, "footer")
    source = writer.source()
    if not source.raw.strip():
        pictures = any(link.kind == "image" for link in links)
        reason = "it holds pictures and no text" if pictures else "it holds no text"
        raise LoadError("DP-L107", name, reason, "save its pages as a PDF file, which can be read by OCR")
    return source


def _prepare(
    parts: Parts, links: list[Relationship], writer: SourceWriter, budget: Budget, read_embedded: Embedded | None
) -> Document:
    """What the stories of a document share. read_embedded: None for a document that is embedded itself"""
    roots = {link.kind: parts.read(link.target) for link in links if link.kind in _SHARED and link.target in parts}
    styles = Styles(roots.get("styles"), roots.get("theme"))
    notes = Notes(footnote=roots.get("footnotes"), endnote=roots.get("endnotes"))
    chunks = {link.id: link.target for link in links if link.kind.lower() == "afchunk"}

    def embed(chunk_id: str, out: Out) -> None:
        target = chunks.pop(chunk_id, "")
        if target not in parts or read_embedded is None:
            return
        data = parts.data(target)
        if data.startswith(_ZIP):
            within = Parts(Package(data, budget.name, budget.limits), budget.name, budget.limits)
            if within.main:
                document = _prepare(within, within.relationships(within.main), writer, budget, None)
                body = within.body(is_grid)
                Story(document).read_with_notes(body, out, body.children)
            return
        write_chunk(data, read_embedded, out)

    return Document(styles, Numbering(roots.get("numbering"), styles), notes, writer, budget, embed)


def _write_margins(document: Document, parts: Parts, links: list[Relationship], kind: str) -> None:
    """Writes the headers or the footers, each that differs once."""
    read, seen = set[str](), set[tuple[str, ...]]()
    for link in links:
        if link.kind != kind or link.target not in parts or link.target in read:
            continue
        read.add(link.target)
        lines = Lines()
        Story(document).read(parts.read(link.target), lines)
        texts = lines.texts()
        if tuple(texts) in seen:
            continue
        seen.add(tuple(texts))
        out = Placed(document.writer, kind, "running_head")
        for text in texts:
            out.paragraph(text, "page_number" if is_page_number(text) else "", 0)
