"""Lines: the text layer of a page as lines with their places, exactly, and with few calls of pdfium.

A call from Python takes longer than what pdfium does in it. So not every character is asked for its place: only the
first of each text object, those beside a blank that pdfium has put in, and the last of a line.
"""

from __future__ import annotations

import ctypes
import re
import struct
from collections import Counter
from collections.abc import Iterator
from math import hypot

import pypdfium2.raw as pdfium

from docparse import Page, PageLine
from docparse_pdf.glyphs import is_no_text, is_odd, mended
from docparse_pdf.typefaces import Piece, Typefaces

_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int
# The functions of pdfium with plain numbers for handles: pointers that are objects take longer than the call.
_object_at = ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.PYFUNCTYPE(_HANDLE, _HANDLE, _INT))
_box_at = ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.PYFUNCTYPE(_INT, _HANDLE, _INT, _HANDLE))
_generated = ctypes.cast(pdfium.FPDFText_IsGenerated, ctypes.PYFUNCTYPE(_INT, _HANDLE, _INT))
_unmapped = ctypes.cast(pdfium.FPDFText_HasUnicodeMapError, ctypes.PYFUNCTYPE(_INT, _HANDLE, _INT))

_sides = struct.Struct("4f").unpack_from

_LINE = re.compile(r"[^\r\n]+")
_BLANKS = re.compile("[ \u00a0]+")
_WIDE = re.compile("[\u3000-\u9fff\uff01-\uff5e]")
_APART, _BLANK = 1.2, 0.6  # em: a gap between fragments, and between Han one that is a blank
_BACK, _SHIFT = 0.6, 0.6  # em that a text object may stand left of the one before it, heights that it may be off
_SAMPLES, _MANY = 16, 0.4  # characters looked at for their meaning, and the share without one in text that is none
_TURNED = 0.1  # radians
_RIGHT, _DOWN, _LEFT, _UP = range(4)  # the way that a line reads

Box = tuple[float, float, float, float]  # left, bottom, right, top: y grows upward in PDF


def read_lines(page: Page, text_page: int, frame: Box, faces: Typefaces) -> bool:
    """Puts the lines of a page into it, as they are read: most of its text goes from left to right then. Their runs are
    pieces, for `Typefaces.emphasise`. False when its characters have no meaning. frame: of the page, in its space"""
    layer = _Layer(text_page, faces)
    if layer.is_garbled():
        return False
    found = [fragment for fragment in layer.fragments() if fragment.pieces]
    ways = Counter[int]()
    for fragment in found:
        if fragment.way is not None:
            ways[fragment.way] += fragment.length
    way = ways.most_common(1)[0][0] if ways else _RIGHT
    if way in (_DOWN, _UP):
        page.width, page.height = page.height, page.width
    lines = [fragment.line(way, frame) for fragment in found]
    seen = [line for fragment, line in zip(found, lines, strict=True) if fragment.pieces[0].face.visible]
    if len(seen) < len(lines):  # what is hidden below what is seen says the same
        lines = seen + [
            line
            for f, line in zip(found, lines, strict=True)
            if not f.pieces[0].face.visible and not _covered(line, seen)
        ]
    page.lines = lines
    return True


def _covered(line: PageLine, seen: list[PageLine]) -> bool:
    x, y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return any(other.left <= x <= other.right and other.top <= y <= other.bottom for other in seen)


class _Fragment:
    """A stretch of a line without gaps."""

    __slots__ = ("first", "last", "length", "newest", "pieces", "size", "start", "way")

    def __init__(self, start: int, box: Box) -> None:
        self.start = start
        self.pieces: list[Piece] = []
        self.first = self.last = self.newest = box
        self.size = 0.0
        self.way: int | None = None
        self.length = 0

    def end_with_blank(self) -> None:
        """Adds the blank behind the fragment."""
        text, face = self.pieces[-1]
        self.pieces[-1] = Piece(f"{text} ", face)

    def close(self, last: Box, length: int) -> None:
        """Ends the fragment of so many characters with the box of its last one."""
        self.last, self.length = last, length
        if self.length > 1:
            across, up = last[0] - self.first[0], last[1] - self.first[1]
            if abs(across) >= abs(up):
                self.way = _RIGHT if across >= 0 else _LEFT
            else:
                self.way = _UP if up > 0 else _DOWN

    def line(self, way: int, frame: Box) -> PageLine:
        """The line as it stands on a page that is turned so that text goes from left to right."""
        left, bottom, right, top = self.first
        if self.way in (None, way):
            a, b, c, d = self.last
            left, bottom, right, top = min(left, a), min(bottom, b), max(right, c), max(top, d)
        x0, y0, x1, y1 = frame
        if way == _RIGHT:
            box = left - x0, y1 - top, right - x0, y1 - bottom
        elif way == _DOWN:
            box = y1 - top, x1 - right, y1 - bottom, x1 - left
        elif way == _LEFT:
            box = x1 - right, bottom - y0, x1 - left, top - y0
        else:
            box = bottom - y0, left - x0, top - y0, right - x0
        return PageLine(self.pieces, *box, self.size)  # type: ignore[arg-type]


class _Layer:
    """The text layer of a page."""

    def __init__(self, text_page: int, faces: Typefaces) -> None:
        self._page, self._faces = text_page, faces
        self._rect = (ctypes.c_float * 4)()  # as FS_RECTF, which is read a side at a time
        self._address = ctypes.addressof(self._rect)
        self.text = self._read_text()
        self._odd = is_odd(self.text)

    def _read_text(self) -> str:
        """The text, with one character for each of pdfium's."""
        handle = ctypes.cast(self._page, pdfium.FPDF_TEXTPAGE)
        count = pdfium.FPDFText_CountChars(handle)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        length = pdfium.FPDFText_GetText(handle, 0, count, buffer)
        text = bytes(memoryview(buffer)[: max(length - 1, 0)]).decode("utf-16-le", "surrogatepass")
        if len(text) == count and "\0" not in text:
            return text
        codes = (pdfium.FPDFText_GetUnicode(handle, index) for index in range(count))
        return "".join(chr(code) if 0 < code <= 0x10FFFF else "\ufffd" for code in codes)

    def is_garbled(self) -> bool:
        """Whether the font of the text does not tell which characters its glyphs are."""
        for samples in (_SAMPLES, _SAMPLES * 16):  # many only where few are suspicious
            chosen = range(0, len(self.text), max(1, len(self.text) // samples))
            bad = sum(_unmapped(self._page, index) == 1 or is_no_text(self.text[index]) for index in chosen)
            if bad < _MANY * len(chosen) or not chosen:
                return False
        return True

    def fragments(self) -> Iterator[_Fragment]:
        """The fragments of the page, in the order in which they are drawn."""
        for match in _LINE.finditer(self.text):
            line, (start, end) = match[0], match.span()
            start, stop = start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip())
            if start < stop:
                fragments = list(self._in_line(start, stop))
                if stop < end and _generated(self._page, stop) == 0:  # a blank at which the line was broken
                    fragments[-1].end_with_blank()
                yield from fragments

    def _in_line(self, start: int, end: int) -> Iterator[_Fragment]:
        """The fragments of a line: a gap parts them, and a text object that does not stand behind the one before."""
        fragment: _Fragment | None = None
        last, blank = start, False
        for begin, stop, text_object in self._parts(start, end):
            if not text_object:  # a blank that pdfium has put in
                blank = True
                continue
            box, text = self._box(begin), self.text[begin:stop]
            if fragment is not None:
                gap = self._gap(last, begin, box) if blank else 0.0
                if gap >= _APART or not self._follows(fragment, begin, box):
                    yield self._closed(fragment, last)
                    fragment = None
                elif blank and (gap >= _BLANK or not (_WIDE.match(self.text[last]) or _WIDE.match(text))):
                    text = " " + text
            if fragment is None:
                fragment = _Fragment(begin, box)
            fragment.newest, blank, last = box, False, stop - 1
            face = self._faces.of(text_object, text)
            fragment.pieces.append(Piece(mended(text) if self._odd else text, face))
        if fragment is not None:
            yield self._closed(fragment, last)

    def _parts(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """(start, end, text object) of the stretches of a line: 0 for an object is a blank that nobody has set."""
        page, blanks = self._page, []
        if self.text.find(" ", start, end) >= 0:
            blanks = [m.span() for m in _BLANKS.finditer(self.text, start, end) if _generated(page, m.start()) == 1]
        parts: list[tuple[int, int, int]] = []
        for blank, after in (*blanks, (end, end)):
            self._add_objects(start, blank, parts)
            if blank < after:
                parts.append((blank, after, 0))
            start = after
        return parts

    def _add_objects(self, start: int, end: int, parts: list[tuple[int, int, int]]) -> None:
        """Adds the text objects of a stretch, in which each has its characters together."""
        page = self._page
        if start >= end:
            return
        last = _object_at(page, end - 1)
        while (at_hand := _object_at(page, start)) != last:
            low, high = start, end - 1
            while high - low > 1:
                middle = (low + high) // 2
                if _object_at(page, middle) == at_hand:
                    low = middle
                else:
                    high = middle
            parts.append((start, high, at_hand or 0))
            start = high
        parts.append((start, end, last or 0))

    def _box(self, index: int) -> Box:
        _box_at(self._page, index, self._address)
        left, top, right, bottom = _sides(self._rect)
        return left, bottom, right, top

    def _gap(self, last: int, begin: int, box: Box) -> float:
        """The gap between two characters, whichever way they read, in em."""
        left, bottom, right, top = self._box(last)
        gap = max(box[0] - right, left - box[2], box[1] - top, bottom - box[3])
        return gap / (self._em(begin) or 1.0)

    def _follows(self, fragment: _Fragment, begin: int, box: Box) -> bool:
        """Whether a text object stands behind the one before, on its baseline."""
        left, bottom, right, top = fragment.newest
        across, up, height = box[0] - left, box[1] - bottom, top - bottom
        if abs(up) <= _SHIFT * height:
            return across >= -_BACK * height
        angle = pdfium.FPDFText_GetCharAngle(ctypes.cast(self._page, pdfium.FPDF_TEXTPAGE), begin)
        return abs(across) <= _SHIFT * (right - left) and abs(angle) > _TURNED

    def _closed(self, fragment: _Fragment, last: int) -> _Fragment:
        start, box = fragment.start, fragment.first
        fragment.close(self._box(last) if last > start else box, last + 1 - start)
        if fragment.way == _RIGHT and "\u4e00" <= self.text[start] <= "\u9fff":
            fragment.size = box[2] - box[0]  # Han are square
        else:
            fragment.size = self._em(start)
        return fragment

    def _em(self, index: int) -> float:
        """The height of the type in which a character is set."""
        page = ctypes.cast(self._page, pdfium.FPDF_TEXTPAGE)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(page, index, matrix)
        return pdfium.FPDFText_GetFontSize(page, index) * (hypot(matrix.c, matrix.d) or 1.0)
