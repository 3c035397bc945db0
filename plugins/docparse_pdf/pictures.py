"""Pictures: what a page shows besides text — scans, outlines, rules of tables, forms filled in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from docparse_pdf.lines import Box, turned

_COVER = 0.05  # of a page: a smaller picture on a page without text is a mark
_SCAN = 0.5  # of a page: a picture that may be all of it
_OUTLINES = 40  # drawn shapes: text as outlines
_MOST = 20_000  # objects of a page that are looked at
_LEVEL, _LONG = 1.0, 15.0  # points: how far a rule may fall, and its length

Point = tuple[float, float]
Rule = tuple[float, float, float]


def covered(page: pdfium.FPDF_PAGE, frame: Box) -> float:
    """The share of a page that its largest picture covers."""
    area = max((frame[2] - frame[0]) * (frame[3] - frame[1]), 1.0)
    images = (box for kind, box in _objects(page) if kind == pdfium.FPDF_PAGEOBJ_IMAGE)
    return max(((right - left) * (top - bottom) / area for left, bottom, right, top in images), default=0.0)


def shows_something(page: pdfium.FPDF_PAGE, frame: Box) -> bool:
    """Whether a page without text is more than empty paper: a picture, or many outlines."""
    if covered(page, frame) >= _COVER:
        return True
    outlines: int = sum(kind != pdfium.FPDF_PAGEOBJ_IMAGE for kind, _ in _objects(page))
    return outlines >= _OUTLINES


def is_scan(page: pdfium.FPDF_PAGE, frame: Box) -> bool:
    """Whether one picture covers most of a page."""
    return covered(page, frame) >= _SCAN


def read_rules(page: pdfium.FPDF_PAGE, way: int, frame: Box) -> Iterator[Rule]:
    """The horizontal rules of a page that is turned so that `way` goes to the right."""
    for start, end in _strokes(page):
        (x0, y0), (x1, y1) = start, end
        left, top, right, bottom = turned((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), way, frame)
        if bottom - top <= _LEVEL and right - left >= _LONG:
            yield top, left, right


def _strokes(page: pdfium.FPDF_PAGE) -> Iterator[tuple[Point, Point]]:
    """The straight lines of the paths of a page, those around filled boxes too."""
    x, y, matrix = ctypes.c_float(), ctypes.c_float(), pdfium.FS_MATRIX()
    left = _MOST
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST)):
        path = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(path) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPageObj_GetMatrix(path, matrix)
        before: Point | None = None
        count = min(pdfium.FPDFPath_CountSegments(path), left)
        left -= count
        for number in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, number)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            a, b = x.value, y.value
            point = matrix.a * a + matrix.c * b + matrix.e, matrix.b * a + matrix.d * b + matrix.f
            if before is not None and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
                yield before, point
            before = point


def merge_annotations(page: pdfium.FPDF_PAGE) -> bool:
    """Makes what is written in the fields and notes of a page a part of it; whether there is any."""
    written = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP}
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in written:
            return bool(pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)
    return False


def _objects(page: pdfium.FPDF_PAGE) -> Iterator[tuple[int, Box]]:
    """Kind and box of the objects of a page."""
    box = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind != pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, box)):
            left, bottom, right, top = (side.value for side in box)
            yield (pdfium.FPDF_PAGEOBJ_IMAGE if kind == pdfium.FPDF_PAGEOBJ_FORM else kind), (left, bottom, right, top)
