"""Pagination: from lines placed on pages to paragraphs, as PDF, OFD and scans need it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from docparse.columns import read_rows
from docparse.edges import tell_edges
from docparse.flowing import Flow
from docparse.gridding import TABLE_ROW, grid
from docparse.paper import Page, PageLine, Row, abreast, is_wide
from docparse.writing import Run, SourceWriter, join_runs

__all__ = ["UNREAD", "Page", "PageLine", "write_pages"]

UNREAD = "not read"  # what the place of a page says that shows something nobody could read
_SIGNS = ",.;:!?)%"


def write_pages(pages: Sequence[Page], writer: SourceWriter) -> None:
    """Writes pages as paragraphs: in reading order, joined across lines and pages, with running heads and page numbers
    as such. The place of a paragraph is "page N", also inside one that goes on over a page break. A page that is
    unread has an empty paragraph with the place "page N, not read"."""
    by_page = [read_rows(page) for page in pages]
    tell_edges(pages, by_page)
    by_page = [grid(page, rows) for page, rows in zip(pages, by_page, strict=True)]
    body = [row for rows in by_page for row in rows if not row.role]
    flow = Flow(pages, body) if body else None
    paragraph: list[Row] = []
    held: list[Row] = []  # the foot and head between two pages of one paragraph
    for page, rows in zip(pages, by_page, strict=True):
        for row in rows:
            if row.role and row.role != TABLE_ROW and paragraph:
                held.append(row)
                continue
            if paragraph and flow and flow.goes_on(paragraph[-1], row, len(paragraph) == 1):
                paragraph.append(row)
                continue
            _write(paragraph, held, writer)
            paragraph, held = [row], []
        if page.unread:
            _write(paragraph, held, writer)
            paragraph, held = [], []
            writer.paragraph("", f"page {page.number}, {UNREAD}")
    _write(paragraph, held, writer)


def _write(paragraph: list[Row], held: list[Row], writer: SourceWriter) -> None:
    """Writes the rows of a paragraph, and what stands between its pages after it."""
    if paragraph:
        first = paragraph[0]
        if first.role == TABLE_ROW:
            text = [Run("\t".join(_in_cell(cell) for cell in first.cells))]
        else:
            text = _joined(paragraph)
        writer.paragraph(text, f"page {first.page}", first.role)
    for row in held:
        writer.paragraph(row.text, f"page {row.page}", row.role)


def _in_cell(cell: Sequence[PageLine]) -> str:
    """The text of a cell, which may be set in several lines."""
    lines = [[cell[0]]]
    for before, after in pairwise(cell):
        if after.top >= (before.top + before.bottom) / 2:
            lines.append([])
        lines[-1].append(after)
    text = ""
    for line in lines:
        more = "".join(run.text for run in abreast(line)).strip()
        text += (" " if _needs_blank(text, more) else "") + more
    return text.replace("\t", " ")


def _joined(paragraph: list[Row]) -> list[Run]:
    """The runs of rows that are one paragraph."""
    if len(paragraph) == 1:
        return _stripped(paragraph[0].runs)
    found: list[Run] = []
    page, blank = paragraph[0].page, False
    for row in paragraph:
        more = _stripped(row.runs)
        if found and (blank or _needs_blank(found[-1].text, more[0].text)):
            found.append(Run(" ", found[-1].emphasis and more[0].emphasis))
        if row.page != page:
            page = row.page
            more[0] = more[0]._replace(place=f"page {page}")
        found += more
        blank = row.runs[-1].text[-1:].isspace()
    return join_runs(found)


def _stripped(pieces: Sequence[Run]) -> list[Run]:
    """Runs without blanks at both ends."""
    if pieces[0].text and not pieces[0].text[0].isspace() and not pieces[-1].text[-1:].isspace():
        return list(pieces)
    kept = [run for run in pieces if run.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
    kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return kept


def _needs_blank(before: str, after: str) -> bool:
    """Whether a blank stood where a line was broken: between words of Latin letters, never beside Han."""
    if not before or not after or is_wide(before[-1]) or is_wide(after[0]):
        return False
    letters = before[-1].isalpha() or after[0].isalpha()
    return letters and (before[-1].isalnum() or before[-1] in _SIGNS) and after[0].isalnum()
