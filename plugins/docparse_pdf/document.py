"""The document: pages with a text layer, and those that are pictures, in the process that parses the file."""

from __future__ import annotations

import ctypes
import gc

import pypdfium2
import pypdfium2.raw as pdfium

from docparse import Limits, LoadError, Page, SourceText, SourceWriter, body_typeface, refused, write_pages
from docparse_pdf.lines import Fragment, is_sideways, read_lines
from docparse_pdf.pictures import is_scan, merge_annotations, read_rules, shows_something
from docparse_pdf.typefaces import Typefaces

MEDIA_TYPE = "application/pdf"
_A4 = 595.0, 842.0  # points: the size of a page that tells none
_BESIDE = 2  # lines beside others: there may be a table
_SPARSE = 120  # characters: a page with fewer may be a scan with a stamp or a number on it


def read(name: str, data: bytes, limits: Limits) -> SourceText | list[Page]:
    """The text of a file, or its pages when some of them are pictures, which OCR may read: these are `unread`."""
    document = open_document(name, data)
    count = len(document)
    if count > limits.pages:
        raise refused("DP-L001", name, f"it has {count} pages, more than {limits.pages}", "split it")
    faces = Typefaces()
    found = [_read_page(document, number, faces) for number in range(count)]
    body = body_typeface(piece for _, fragments in found for fragment in fragments for piece in fragment.pieces)
    for page, fragments in found:
        page.lines = [fragment.line(body) for fragment in fragments]
    pages = [page for page, _ in found]
    return pages if any(page.unread for page in pages) else write(name, pages, limits)


def read_apart(name: str, data: bytes, limits: Limits) -> SourceText | list[Page]:
    """`read` in a process of its own, which ends with it."""
    gc.disable()  # nothing here goes in circles, and looking for such takes a tenth of the time
    return read(name, data, limits)


def _read_page(document: pypdfium2.PdfDocument, number: int, faces: Typefaces) -> tuple[Page, list[Fragment]]:
    handle = pdfium.FPDF_LoadPage(document, number)
    if not handle:
        return Page(number + 1, *_A4, unread=True), []
    try:
        if pdfium.FPDFPage_GetAnnotCount(handle) > 0 and merge_annotations(handle):
            pdfium.FPDF_ClosePage(handle)
            handle = pdfium.FPDF_LoadPage(document, number)
        return _read_layer(handle, number, faces)
    finally:
        pdfium.FPDF_ClosePage(handle)
        faces.leave_page()


def _read_layer(handle: pdfium.FPDF_PAGE, number: int, faces: Typefaces) -> tuple[Page, list[Fragment]]:
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(handle, rect)
    frame = rect.left, rect.bottom, rect.right, rect.top
    page = Page(number + 1, rect.right - rect.left, rect.top - rect.bottom)
    layer = pdfium.FPDFText_LoadPage(handle)
    try:
        read = read_lines(ctypes.cast(layer, ctypes.c_void_p).value or 0, frame, faces) if layer else None
    finally:
        pdfium.FPDFText_ClosePage(layer)
    if read is None:
        page.unread = True
        return page, []
    fragments, way = read
    if is_sideways(way):
        page.width, page.height = page.height, page.width
    if not fragments:
        page.unread = shows_something(handle, frame)
    elif sum(fragment.length for fragment in fragments) < _SPARSE:
        page.unread = is_scan(handle, frame)
    if len(fragments) - len({round(fragment.box[3]) for fragment in fragments}) >= _BESIDE:
        page.rules = list(read_rules(handle, way, frame))
    return page, fragments


def write(name: str, pages: list[Page], limits: Limits) -> SourceText:
    """The source of pages; LoadError DP-L107 when there is no text on them."""
    if not any(page.lines for page in pages):
        what = "pictures or outlines" if any(page.unread for page in pages) else "empty pages"
        raise no_text(name, f"it has no text, only {what}")
    writer = SourceWriter(name, MEDIA_TYPE, limits)
    write_pages(pages, writer)
    return writer.source()


def open_document(name: str, data: bytes) -> pypdfium2.PdfDocument:
    """The opened file; LoadError DP-L105 when it needs a password, DP-L103 when it is damaged."""
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document):
            return document
        reason = "there is no page in it"
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise LoadError("DP-L105", name, "the PDF needs a password", "save it without one") from None
        reason = "pdfium cannot read its structure"
    raise LoadError("DP-L103", name, f"the PDF is damaged: {reason}", "take it once more from its source")


def no_text(name: str, reason: str) -> LoadError:
    """The error of a file without text."""
    return LoadError(
        "DP-L107", name, reason, "pip install 'docparse-zh[ocr]' reads scans, or give it in another format"
    )
