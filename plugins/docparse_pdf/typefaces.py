"""Typefaces: what the text of a document is set in, and what is set apart from it."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from docparse import Page, Run, runs

_HANDLE = ctypes.c_void_p
_font_of = ctypes.cast(pdfium.FPDFTextObj_GetFont, ctypes.PYFUNCTYPE(_HANDLE, _HANDLE))
_mode_of = ctypes.cast(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.PYFUNCTYPE(ctypes.c_int, _HANDLE))

_BOLD = re.compile(rb"bold|black|heavy|demi|hei\b|heiti|xihei|\xba\xda|\xe9\xbb\x91", re.IGNORECASE)
_BOLD_FROM = 600
_STROKED, _INVISIBLE = (
    frozenset((1, 2, 5, 6)),
    3,
)  # how text is painted: as an outline too, which fakes bold; not at all
_SUBSET = re.compile(rb"^[A-Z]{6}\+")
_STYLE = re.compile(
    rb"(?:[-, ]?(?:bold|black|heavy|demi|regular|normal|italic|oblique|roman|light|medium|mt|ps))+$", re.IGNORECASE
)
_HAN = re.compile("[\u4e00-\u9fff]")


class Face(NamedTuple):
    """A typeface: its name without style, whether it is bold, and whether text in it is seen."""

    name: bytes
    bold: bool
    visible: bool


class Piece(NamedTuple):
    """A stretch of a line in one typeface."""

    text: str
    face: Face


class Typefaces:
    """The typefaces of a document, by how much of its text is set in them."""

    def __init__(self) -> None:
        self._lengths = Counter[Face]()
        self._faces: dict[tuple[int | None, int], list[Any]] = {}  # face, and how many Han the page has in it

    def leave_page(self) -> None:
        """Forgets the handles of fonts: the next page may have others of the same address."""
        for face, length in self._faces.values():
            self._lengths[face] += length
        self._faces.clear()

    def of(self, text_object: int, text: str) -> Face:
        """The typeface in which a text object sets a text."""
        key = _font_of(text_object), _mode_of(text_object)
        known = self._faces.get(key)
        if known is None:
            known = self._faces[key] = [_face(*key), 0]
        if "\u4e00" <= text[len(text) // 2] <= "\u9fff":
            known[1] += len(text)
        face: Face = known[0]
        return face

    def emphasise(self, pages: list[Page]) -> None:
        """Makes runs of the pieces on the pages: what is bold is emphasised, and Han in another typeface than most."""
        body = self._lengths.most_common(1)[0][0] if self._lengths else None
        for page in pages:
            for line in page.lines:
                pieces: list[Any] = line.runs  # type: ignore[assignment]
                pieces[:] = _runs(pieces, body)


def _runs(pieces: list[Piece], body: Face | None) -> list[Run]:
    if body is None or body.bold or all(face is body or face == body for _, face in pieces):
        return [Run("".join([text for text, _ in pieces]) if len(pieces) > 1 else pieces[0].text)]
    return runs(Run(text, face.bold or (face.name != body.name and bool(_HAN.search(text)))) for text, face in pieces)


def _face(font: int | None, mode: int) -> Face:
    if not font:
        return Face(b"", False, mode != _INVISIBLE)
    handle = ctypes.cast(font, pdfium.FPDF_FONT)
    size = pdfium.FPDFFont_GetBaseFontName(handle, None, 0)
    name = ctypes.create_string_buffer(size + 1)
    pdfium.FPDFFont_GetBaseFontName(handle, name, size)
    full = _SUBSET.sub(b"", name.value)
    bold = mode in _STROKED or bool(_BOLD.search(full)) or pdfium.FPDFFont_GetWeight(handle) >= _BOLD_FROM
    return Face(_STYLE.sub(b"", full).lower(), bold, mode != _INVISIBLE)
