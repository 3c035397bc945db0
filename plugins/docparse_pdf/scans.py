"""Scans: pages that are pictures, read with RapidOCR, whose models come with it: nothing is fetched."""

from __future__ import annotations

from typing import Any

from docparse import Limits, Page, SourceText


def read_scans(name: str, data: bytes, limits: Limits, pages: list[Page]) -> SourceText:
    """The source"""
    from docparse_pdf.document import write
    return write(name, pages, limits)
