"""Typefaces: which one a text object of PDF sets its text in, and whether that is seen."""

from __future__ import annotations

import ctypes
import re

import pypdfium2.raw as pdfium

from docparse import Typeface

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

Face = tuple[Typeface, bool]


class Typefaces:
    """The typefaces of a document, each once."""

    def __init__(self) -> None:
        self._of_page: dict[tuple[int | None, int], Face] = {}
        self._known: dict[Typeface, Typeface] = {}

    def leave_page(self) -> None:
        """Forgets the handles of fonts: the next page may have others of the same address."""
        self._of_page.clear()

    def of(self, text_object: int) -> Face:
        """The typeface in which a text object sets its text, and whether it is seen."""
        key = _font_of(text_object), _mode_of(text_object)
        found = self._of_page.get(key)
        if found is None:
            face = _face(*key)
            found = self._of_page[key] = self._known.setdefault(face, face), key[1] != _INVISIBLE
        return found


def _face(font: int | None, mode: int) -> Typeface:
    if not font:
        return Typeface("")
    handle = ctypes.cast(font, pdfium.FPDF_FONT)
    size = pdfium.FPDFFont_GetBaseFontName(handle, None, 0)
    name = ctypes.create_string_buffer(size + 1)
    pdfium.FPDFFont_GetBaseFontName(handle, name, size)
    full = _SUBSET.sub(b"", name.value)
    bold = mode in _STROKED or bool(_BOLD.search(full)) or pdfium.FPDFFont_GetWeight(handle) >= _BOLD_FROM
    return Typeface(_STYLE.sub(b"", full).lower().decode("latin-1"), bold)
