"""Office: DOC, WPS, ODT, OTT and UOF, which LibreOffice converts to DOCX where it is installed."""

from __future__ import annotations

from docparse import Converted, Limits, hookimpl
from docparse_office.kinds import suffix_of
from docparse_office.libreoffice import to_docx


@hookimpl
def load_source(name: str, data: bytes, limits: Limits) -> Converted | None:
    """The DOCX that LibreOffice makes of a document; None for files of other kinds, whatever their names.

    LoadError DP-L106 where LibreOffice is missing; those of `suffix_of` before it sees a file, and of `to_docx`.
    """
    suffix = suffix_of(data, name, limits)
    return None if suffix is None else Converted(to_docx(data, suffix, name, limits), f"{name}.docx")
