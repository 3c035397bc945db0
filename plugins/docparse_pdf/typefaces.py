"""Typefaces: which one a text object of PDF sets its text in, and whether that is seen."""

from __future__ import annotations

import ctypes
import re

import pypdfium2.raw as pdfium

from docparse import Typeface

_HANDLE = ctypes.c_void_p
_font_of = ctypes.cast(pdfium.FPDFTextObj_GetFont, ctypes.PYFUNCTYPE(_HANDLE, _HANDLE))
_name_of = ctypes.cast(
    pdfium.FPDFFont_GetBaseFontName, ctypes.PYFUNCTYPE(ctypes.c_size_t, _HANDLE, _HANDLE, ctypes.c_size_t)
)
_weight_of = ctypes.cast(pdfium.FPDFFont_GetWeight, ctypes.PYFUNCTYPE(ctypes.c_int, _HANDLE))
_mode_of = ctypes.cast(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.PYFUNCTYPE(ctypes.c_int, _HANDLE))

_BOLD = re.compile(rb"bold|black|heavy|demi|hei\b|heiti|xihei|\xba\xda|\xe9\xbb\x91", re.IGNORECASE)
_BOLD_FROM = 600
_LONGEST = 256  # bytes of a name, with the zero at its end; PDF allows 127
_STROKED, _INVISIBLE = frozenset((1, 2, 5, 6)), 3  # painted as an outline too, which fakes bold; not at all
_SUBSET = re.compile(rb"^[A-Z]{6}\+")
_STYLE = re.compile(
    rb"(?:[-, ]?(?:bold|black|heavy|demi|regular|normal|italic|oblique|roman|light|medium|mt|ps))+$", re.IGNORECASE
)

Face = tuple[Typeface, bool]


class Typefaces:
    """The typefaces of a document, each once."""

    def __init__(self) -> None:
        self._of_page: dict[tuple[int | None, int], Face] = {}
        self._known: dict[tuple[bytes, int, int], Face] = {}
        self._typefaces: dict[Typeface, Typeface] = {}
        self._name = ctypes.create_string_buffer(_LONGEST)
        self._address = ctypes.addressof(self._name)

    def leave_page(self) -> None:
        """Forgets the handles of fonts: the next page may have others of the same address."""
        self._of_page.clear()

    def of(self, text_object: int) -> Face:
        """The typeface in which a text object sets its text, and whether it is seen."""
        key = _font_of(text_object), _mode_of(text_object)
        found = self._of_page.get(key)
        if found is None:
            found = self._of_page[key] = self._face(*key)
        return found

    def _face(self, font: int | None, mode: int) -> Face:
        named = bool(font) and 0 < _name_of(font, self._address, _LONGEST) <= _LONGEST
        key = self._name.value if named else b"", _weight_of(font) if font else 0, mode
        found = self._known.get(key)
        if found is None:
            face = _typeface(*key)
            found = self._known[key] = self._typefaces.setdefault(face, face), mode != _INVISIBLE
        return found


def _typeface(name: bytes, weight: int, mode: int) -> Typeface:
    full = _SUBSET.sub(b"", name)
    bold = mode in _STROKED or bool(_BOLD.search(full)) or weight >= _BOLD_FROM
    return Typeface(_STYLE.sub(b"", full).lower().decode("latin-1"), bold)
