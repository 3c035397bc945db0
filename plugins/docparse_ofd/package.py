"""The package: its documents one after another, each with its pages, annotations and attachments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docparse import Element, Limits, LoadError, Package, SourceText, SourceWriter, body_typeface, write_pages
from docparse_ofd.document import OfdDocument
from docparse_ofd.evidence import told_layout
from docparse_ofd.parts import Part, Parts, attribute, child, children, words

MEDIA_TYPE = "application/ofd"


def read_package(name: str, package: Package, limits: Limits) -> SourceText:
    """The text of all documents of a package."""
    parts = Parts(package, name, limits)
    main = parts.get("/OFD.xml", "", "the list of documents")
    documents: list[OfdDocument] = []
    for root in _roots(main, parts):
        documents.append(OfdDocument(parts, root, name, limits, sum(len(one.pages) for one in documents)))
    if not any(document.has_text for document in documents):
        count = sum(len(document.pages) for document in documents)
        reason = f"its {count} pages show no text, only pictures or outlines of it" if count else "it has no page"
        raise LoadError(
            "DP-L107", name, reason, "give the file in another format; a scan as PDF or picture, with [ocr]"
        )
    writer = SourceWriter(name, MEDIA_TYPE, limits)
    for document in documents:
        if len(documents) > 1:
            writer.document()
        _write(document, writer)
    source = writer.source()
    source.layout += told_layout(source, documents)
    source.layout.sort()
    return source


def _write(document: OfdDocument, writer: SourceWriter) -> None:
    body = body_typeface(piece for page in document.pages for line in page.lines for piece in line.pieces)
    for line in document.heads:
        writer.paragraph(line, "every page", "running_head")
    write_pages([page.shown(body) for page in document.pages], writer)
    for number, line, role in document.annotations:
        writer.paragraph(line, f"page {number}, annotation", role)
    for attachment in document.attachments:
        writer.paragraph(attachment, "attachment", "metadata_field")


def _roots(main: Part, parts: Parts) -> Iterator[Part]:
    """The root part of each document, in its current version."""
    for body in children(main.root, "DocBody"):
        version = _current(list(children(child(body, "Versions"), "Version")))
        if version is not None and (found := parts.find(attribute(version, "BaseLoc"), main.member)) is not None:
            location = words(found.root, "DocRoot")
            if root := parts.find(location, found.member):
                yield root
                continue
        yield parts.get(words(body, "DocRoot"), main.member, "a document")


def _current(versions: Sequence[Element]) -> Element | None:
    """The version that says that it is the current one; None when the document is as it was first written."""
    return next((one for one in versions if attribute(one, "Current").lower() in ("true", "1")), None)
