"""Lines: the text layer of a page as lines with their places, exactly, and with few calls of pdfium.

A call from Python takes longer than what pdfium does in it. So not every character is asked for its place: only the
first of each text object, those beside a blank that pdfium has put in, and the last of a line.
"""

from __future__ import annotations

import ctypes
import re
import struct
from collections import Counter
from math import hypot

import pypdfium2.raw as pdfium

from docparse import PageLine, Typeface, emphasise
from docparse_pdf.glyphs import has_no_text, is_odd, mended
from docparse_pdf.typefaces import Typefaces

_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int
# The functions of pdfium with plain numbers for handles: pointers that are objects take longer than the call.
_object_at = ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.PYFUNCTYPE(_HANDLE, _HANDLE, _INT))
_box_at = ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.PYFUNCTYPE(_INT, _HANDLE, _INT, _HANDLE))
_generated = ctypes.cast(pdfium.FPDFText_IsGenerated, ctypes.PYFUNCTYPE(_INT, _HANDLE, _INT))
_unmapped = ctypes.cast(pdfium.FPDFText_HasUnicodeMapError, ctypes.PYFUNCTYPE(_INT, _HANDLE, _INT))
_matrix_at = ctypes.cast(pdfium.FPDFText_GetMatrix, ctypes.PYFUNCTYPE(_INT, _HANDLE, _INT, _HANDLE))
_size_at = ctypes.cast(pdfium.FPDFText_GetFontSize, ctypes.PYFUNCTYPE(ctypes.c_double, _HANDLE, _INT))
_angle_at = ctypes.cast(pdfium.FPDFText_GetCharAngle, ctypes.PYFUNCTYPE(ctypes.c_float, _HANDLE, _INT))

_sides, _upward = struct.Struct("4f").unpack_from, struct.Struct("2f").unpack_from

_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_BLANKS = re.compile("[ \u00a0]+")
_WIDE = re.compile("[\u3000-\u9fff\uff01-\uff5e]")
_APART, _BLANK = 1.2, 0.6  # em: a gap between fragments, and between Han one that is a blank
_BACK, _SHIFT = 0.6, 0.6  # em that a text object may stand left of the one before it, heights that it may be off
_SAMPLES, _MANY = 16, 0.4  # characters looked at for their meaning, and the share without one in text that is none
_TURNED = 0.1  # radians
_RIGHT, _DOWN, _LEFT, _UP = range(4)  # the way that a line reads

Box = tuple[float, float, float, float]  # left, bottom, right, top: y grows upward in PDF


class Fragment:
    """A stretch of a line without gaps, in pieces of one typeface.

    way: the way that it reads, None for one character; box: left, top, right, bottom, as `turned`, once it is placed
    """

    __slots__ = ("_last", "box", "first", "length", "newest", "pieces", "size", "start", "visible", "way")

    def __init__(self, start: int, box: Box, visible: bool) -> None:
        self.start, self.visible = start, visible
        self.pieces: list[tuple[str, Typeface]] = []
        self.first = self._last = self.newest = self.box = box
        self.size = 0.0
        self.way: int | None = None
        self.length = 0

    def end_with_blank(self) -> None:
        """Adds the blank behind the fragment."""
        text, face = self.pieces[-1]
        self.pieces[-1] = f"{text} ", face

    def close(self, last: Box, length: int) -> None:
        """Ends the fragment of so many characters with the box of its last one."""
        self._last, self.length = last, length
        if length > 1:
            across, up = last[0] - self.first[0], last[1] - self.first[1]
            if abs(across) >= abs(up):
                self.way = _RIGHT if across >= 0 else _LEFT
            else:
                self.way = _UP if up > 0 else _DOWN

    def place(self, way: int, frame: Box) -> None:
        """Gives the fragment its box on a page that is turned so that `way` goes to the right."""
        (left, bottom, right, top), (a, b, c, d) = self.first, self._last
        if self.way in (None, way):
            left, bottom, right, top = min(left, a), min(bottom, b), max(right, c), max(top, d)
        self.box = turned((left, bottom, right, top), way, frame)

    def line(self, body: Typeface) -> PageLine:
        """The line for pagination. body: the typeface of the document"""
        return PageLine(emphasise(self.pieces, body), *self.box, self.size)


def read_lines(text_page: int, frame: Box, faces: Typefaces) -> tuple[list[Fragment], int] | None:
    """The lines of a page, placed as they are read: most of its text goes from left to right then; and which way that
    was in the file, for `turned`. None when the characters of the page have no meaning. frame: of the page, in its
    space"""
    layer = _Layer(text_page, faces)
    if layer.is_garbled():
        return None
    found = layer.fragments()
    ways = Counter[int]()
    for fragment in found:
        if fragment.way is not None:
            ways[fragment.way] += fragment.length
    way = max(ways, key=ways.__getitem__, default=_RIGHT)
    for fragment in found:
        fragment.place(way, frame)
    seen = [fragment for fragment in found if fragment.visible]
    if len(seen) < len(found):  # what is hidden below what is seen says the same
        seen += [fragment for fragment in found if not fragment.visible and not _covered(fragment, seen)]
    return seen, way


def is_sideways(way: int) -> bool:
    """Whether a page that reads that way is turned by a quarter."""
    return way in (_DOWN, _UP)


def _covered(fragment: Fragment, seen: list[Fragment]) -> bool:
    left, top, right, bottom = fragment.box
    x, y = (left + right) / 2, (top + bottom) / 2
    return any(a <= x <= c and b <= y <= d for a, b, c, d in (other.box for other in seen))


def turned(box: Box, way: int, frame: Box) -> Box:
    """(left, top, right, bottom) of a box, y downward, on a page that is turned so that `way` goes to the right."""
    left, bottom, right, top = box
    x0, y0, x1, y1 = frame
    if way == _RIGHT:
        return left - x0, y1 - top, right - x0, y1 - bottom
    if way == _DOWN:
        return y1 - top, x1 - right, y1 - bottom, x1 - left
    if way == _LEFT:
        return x1 - right, bottom - y0, x1 - left, top - y0
    return bottom - y0, left - x0, top - y0, right - x0


class _Layer:
    """The text layer of a page."""

    def __init__(self, text_page: int, faces: Typefaces) -> None:
        self._page, self._faces = text_page, faces
        self._numbers = (ctypes.c_float * 6)()  # as FS_RECTF or FS_MATRIX, which are read a number at a time
        self._address = ctypes.addressof(self._numbers)
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
            step = max(1, len(self.text) // samples)
            chosen = range(0, len(self.text), step)
            some = has_no_text(self.text[::step])
            bad = sum(_unmapped(self._page, at) == 1 or (some and has_no_text(self.text[at])) for at in chosen)
            if bad < _MANY * len(chosen) or not chosen:
                return False
        return True

    def fragments(self) -> list[Fragment]:
        """The fragments of the page, in the order in which they are drawn."""
        found: list[Fragment] = []
        for match in _LINE.finditer(self.text):
            start, stop = match.span()
            self._add_line(start, stop, found)
            broken_at_blank = self.text[stop : stop + 1] not in ("", "\r", "\n") and _generated(self._page, stop) == 0
            if broken_at_blank and found:
                found[-1].end_with_blank()
        return found

    def _add_line(self, start: int, end: int, found: list[Fragment]) -> None:
        """Adds the fragments of a line: a gap parts them, and a text object that does not stand behind the one
        before."""
        fragment: Fragment | None = None
        last, blank, all_text, face_of = start, False, self.text, self._faces.of
        for begin, stop, text_object in self._parts(start, end):
            if not text_object:  # a blank that pdfium has put in
                blank = True
                continue
            box, text = self._box(begin), all_text[begin:stop]
            face, visible = face_of(text_object)
            if fragment is not None:
                gap = self._gap(last, begin, box) if blank else 0.0
                if gap >= _APART or not self._follows(fragment, begin, box):
                    self._close(fragment, last)
                    fragment = None
                elif blank and (gap >= _BLANK or not (_WIDE.match(all_text[last]) or _WIDE.match(text))):
                    text = " " + text
            if fragment is None:
                fragment = Fragment(begin, box, visible)
                found.append(fragment)
            fragment.newest, blank, last = box, False, stop - 1
            fragment.pieces.append((mended(text) if self._odd else text, face))
        if fragment is not None:
            self._close(fragment, last)

    def _parts(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """(start, end, text object) of the stretches of a line: 0 for an object is a blank that nobody has set."""
        parts: list[tuple[int, int, int]] = []
        if self.text.find(" ", start, end) >= 0:
            for match in _BLANKS.finditer(self.text, start, end):
                blank, after = match.span()
                if _generated(self._page, blank) == 1:
                    self._add_objects(start, blank, parts)
                    parts.append((blank, after, 0))
                    start = after
        self._add_objects(start, end, parts)
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
        left, top, right, bottom = _sides(self._numbers)
        return left, bottom, right, top

    def _gap(self, last: int, begin: int, box: Box) -> float:
        """The gap between two characters, whichever way they read, in em."""
        left, bottom, right, top = self._box(last)
        gap = max(box[0] - right, left - box[2], box[1] - top, bottom - box[3])
        return gap / (self._em(begin) or 1.0)

    def _follows(self, fragment: Fragment, begin: int, box: Box) -> bool:
        """Whether a text object stands behind the one before, on its baseline."""
        left, bottom, right, top = fragment.newest
        across, up, height = box[0] - left, box[1] - bottom, top - bottom
        if abs(up) <= _SHIFT * height:
            return across >= -_BACK * height
        return abs(across) <= _SHIFT * (right - left) and abs(_angle_at(self._page, begin)) > _TURNED

    def _close(self, fragment: Fragment, last: int) -> None:
        start, box = fragment.start, fragment.first
        fragment.close(self._box(last) if last > start else box, last + 1 - start)
        if fragment.way == _RIGHT and "\u4e00" <= self.text[start] <= "\u9fff":
            fragment.size = box[2] - box[0]  # Han are square
        else:
            fragment.size = self._em(start)

    def _em(self, index: int) -> float:
        """The height of the type in which a character is set."""
        scale = hypot(*_upward(self._numbers, 8)) if _matrix_at(self._page, index, self._address) else 1.0
        return float(_size_at(self._page, index)) * (scale or 1.0)
