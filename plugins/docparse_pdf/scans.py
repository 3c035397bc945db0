"""Scans: pages that are pictures, read with RapidOCR, whose models come with it: nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from statistics import median
from typing import Any

import pypdfium2

from docparse import Limits, Page, PageLine, Run, SourceText, run_apart
from docparse_pdf.document import no_text, open_document, write

_NEEDED = ("rapidocr", "onnxruntime")
_DPI = 150
_LONGEST = 2400  # pixels of the longer side of a page: more is no better read
_POINTS = 72
_OPTIONS = {
    "Global.log_level": "error",
    "Global.use_cls": False,  # whether a line stands on its head: pages do not
    "Det.limit_type": "max",  # lines are found on a smaller picture than they are read on: it takes half the memory
    "Det.limit_side_len": 1280,
    "Rec.rec_batch_num": 1,  # lines at once: more take memory and no less time
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
_TYPE = 0.75  # of the height of a line as it is found is its type
_SAME = 0.25  # types whose heights differ less are one: what is found of a scan is not exact


def read_scans(name: str, data: bytes, limits: Limits, pages: list[Page]) -> SourceText:
    """The source of a file with scans: what is unread of the pages is read, each within the time limit of a file.

    Without OCR the pages that have text are left; LoadError DP-L107 where there are none.
    """
    import msgspec

    missing = [module for module in _NEEDED if find_spec(module) is None]
    if not missing:
        import rapidocr  # noqa: F401 - before the process is made, whose memory its libraries would fill

        number = sum(page.unread for page in pages)
        longer = msgspec.structs.replace(limits, seconds=limits.seconds * number)
        return run_apart(_recognise, name, data, limits, pages, name=name, size=len(data), limits=longer)
    if not any(page.lines for page in pages):
        raise no_text(name, f"it is a scan, and {missing[0]}, which reads such, is missing")
    return write(name, pages, limits)


def _recognise(name: str, data: bytes, limits: Limits, pages: list[Page]) -> SourceText:
    import rapidocr

    engine = rapidocr.RapidOCR(params=_OPTIONS)
    document = open_document(name, data)
    for page in pages:
        if page.unread:
            with suppress(Exception):  # of pdfium, onnxruntime, opencv: a page that cannot be read stays unread
                _read(document[page.number - 1], page, engine)
    return write(name, pages, limits)


def _read(sheet: pypdfium2.PdfPage, page: Page, engine: Any) -> None:
    """Puts the lines that are found on the picture of a page into it; it stays unread when there are none."""
    width, height = sheet.get_size()
    scale = min(_DPI / _POINTS, _LONGEST / max(width, height, 1.0))
    picture = sheet.render(scale=scale).to_numpy()
    sheet.close()
    found = engine(picture, use_cls=False)
    lines = list(_lines(found, scale)) if found.txts else []
    if not lines:
        return
    usual = median(line.size for line in lines)
    page.lines = [_replace_size(line, usual) for line in lines]
    page.width, page.height, page.unread = width, height, False


def _lines(found: Any, scale: float) -> Iterator[PageLine]:
    for corners, text in zip(found.boxes, found.txts, strict=True):
        xs, ys = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
        top, bottom = sum(sorted(ys)[:2]) / 2, sum(sorted(ys)[2:]) / 2  # of a line that is not quite level
        if text.strip():
            yield PageLine([Run(text.strip())], min(xs), top, max(xs), bottom, (bottom - top) * _TYPE)


def _replace_size(line: PageLine, usual: float) -> PageLine:
    return line._replace(size=usual) if abs(line.size - usual) <= _SAME * usual else line
