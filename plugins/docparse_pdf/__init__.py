"""PDF: its text in reading order, put together to paragraphs; pages that are scans are read with the extra [ocr].

A file is parsed in a process of its own, with limits of time and memory: pdfium is a library in C, and PDF can be made
to do harm.
"""

from __future__ import annotations

from importlib.util import find_spec

from docparse import Limits, LoadError, SourceText, hookimpl, run_apart

_MAGIC, _HEAD = b"%PDF-", 1024  # bytes in which readers look for it: mailers and scanners write before it


@hookimpl
def load_source(name: str, data: bytes, media_type: str, encoding: str | None, limits: Limits) -> SourceText | None:
    """The text of a PDF file; None when it is none.

    LoadError DP-L103 says that it is damaged, DP-L105 that it needs a password, DP-L106 that the extra [pdf] is
    missing, DP-L107 that it has no text, DP-L001 and DP-L004 that it goes past a limit.
    """
    if _MAGIC not in data[:_HEAD]:
        return None
    if find_spec("pypdfium2") is None:
        raise LoadError("DP-L106", name, "PDF is read by pypdfium2, which is missing", "pip install 'docparse-zh[pdf]'")
    from docparse_pdf import document  # before the process is made: it need not import pdfium again

    found = run_apart(document.read_apart, name, data, limits, name=name, size=len(data), limits=limits)
    if isinstance(found, SourceText):
        return found
    from docparse_pdf import scans

    return scans.read_scans(name, data, limits, found)
