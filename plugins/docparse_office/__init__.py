"""Office: DOC, WPS, ODT, OTT and UOF, which LibreOffice converts to DOCX where it is installed."""

from __future__ import annotations

from docparse import Converted, Limits, hookimpl
from docparse_office.kinds import kind_of
from docparse_office.libreoffice import to_docx


@hookimpl
def load_source(name: str, data: bytes, limits: Limits) -> Converted | None:
    """The DOCX that LibreOffice makes of a document; None for files of other kinds, whatever their names.

    LoadError DP-L106 where LibreOffice is missing; those of `kind_of` before it sees a file, and of `to_docx`.
    """
    kind = kind_of(data, name, limits)
    return None if kind is None else Converted(to_docx(data, kind, name, limits), f"{name}.docx")
